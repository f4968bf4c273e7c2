import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import { type PictureFacts, pictureJson } from '../pictures/pictures.present.ts';
import { searchQuery } from '../search/search.terms.ts';
import type { LocalText } from './catalogue.tables.ts';
import type { ListingState, ProductTexts } from './goods.rules.ts';

/** A row of a store's own list. */
export interface SummaryRow {
  id: string;
  state: ListingState;
  code: string | null;
  category_id: string;
  titles: LocalText;
  currency: string;
  price_from_minor: bigint | null;
  price_to_minor: bigint | null;
  sku_count: number;
  available: bigint;
  picture: PictureFacts | null;
  version: number;
  listed_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export interface StoreListQuery {
  state?: ListingState | undefined;
  q?: string | undefined;
  categoryId?: string | undefined;
  after?: { createdAt: Date; id: string } | undefined;
  limit: number;
}

const firstPicture = sql.raw(`(select ${pictureJson} from picture i
  where i.store_id = p.store_id and i.product_id = p.id order by i.position, i.id limit 1)`);

/** A store's goods in any state but removed, newest first; one row more than asked for, in one query. */
export async function listStoreGoods(db: Db, storeId: string, query: StoreListQuery): Promise<SummaryRow[]> {
  const words = query.q === undefined || query.q.trim() === '' ? undefined : searchQuery(query.q);
  // A text without any word in it matches nothing, rather than everything.
  if (query.q?.trim() && words === undefined) return [];
  const { rows } = await sql<SummaryRow>`
    with hit as materialized (
      select p.store_id, p.id from product p
      where p.store_id = ${storeId} and p.state <> 'removed'
        ${query.state === undefined ? sql`` : sql`and p.state = ${query.state}`}
        ${words === undefined ? sql`` : sql`and p.search_terms @@ ${words.all}::tsquery`}
        ${query.categoryId === undefined ? sql`` : sql`and p.category_id in (select id from category where path @> array[${query.categoryId}::uuid])`}
        ${query.after === undefined ? sql`` : sql`and (p.created_at, p.id) < (${query.after.createdAt}, ${query.after.id}::uuid)`}
      order by p.created_at desc, p.id desc limit ${query.limit + 1}
    )
    select p.id, p.state, p.code, p.category_id, p.titles, p.currency, p.price_from_minor, p.price_to_minor, p.version,
      p.listed_at, p.created_at, p.updated_at, ${firstPicture} as picture, v.sku_count, v.available
    from hit join product p using (store_id, id)
    cross join lateral (
      select count(*)::int as sku_count, coalesce(sum(t.available), 0)::bigint as available
      from sku k join stock t on t.store_id = k.store_id and t.sku_id = k.id
      where k.store_id = p.store_id and k.product_id = p.id and k.is_active
    ) v
    order by p.created_at desc, p.id desc`.execute(db);
  return rows;
}

/** The pictures of goods in their order. */
export async function findPictures(db: Db | Tx, storeId: string, productId: string): Promise<PictureFacts[]> {
  const { rows } = await sql<PictureFacts>`
    select id, alt, object_key, width, height, sizes, formats, created_at from picture
    where store_id = ${storeId} and product_id = ${productId} order by position, id`.execute(db);
  return rows;
}

/** Everything that a shopper's page of goods shows. JSON from the database: amounts are numbers, exact below 2^53. */
export interface PublicProductRow {
  id: string;
  texts: ProductTexts;
  option_names: LocalText[];
  currency: string;
  price_from_minor: bigint;
  price_to_minor: bigint;
  listed_at: Date;
  categories: { id: string; slug: string; names: LocalText }[];
  skus: {
    id: string;
    options: LocalText[];
    price_minor: number;
    compare_at_minor: number | null;
    freight_minor: number | null;
    weight_grams: number | null;
    available: number;
  }[];
  pictures: PictureFacts[];
  store_id: string;
  slug: string;
  names: LocalText;
  store_freight_minor: bigint;
  freight_free_from_minor: bigint | null;
}

/** Goods on sale in a store that sells, in one query. */
export async function findPublicProduct(db: Db, productId: string): Promise<PublicProductRow | undefined> {
  const { rows } = await sql<PublicProductRow>`
    select p.id, p.texts, p.option_names, p.currency, p.price_from_minor, p.price_to_minor, p.listed_at,
      (select jsonb_agg(jsonb_build_object('id', a.id, 'slug', a.slug, 'names', a.names) order by cardinality(a.path))
        from category c join category a on a.id = any(c.path) where c.id = p.category_id) as categories,
      coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'options', k.options, 'price_minor', k.price_minor,
          'compare_at_minor', k.compare_at_minor, 'freight_minor', k.freight_minor, 'weight_grams', k.weight_grams,
          'available', t.available) order by k.position, k.id)
        from sku k join stock t on t.store_id = k.store_id and t.sku_id = k.id
        where k.store_id = p.store_id and k.product_id = p.id and k.is_active), '[]') as skus,
      coalesce((select jsonb_agg(${sql.raw(pictureJson)} order by i.position, i.id)
        from picture i where i.store_id = p.store_id and i.product_id = p.id), '[]') as pictures,
      s.id as store_id, s.slug, s.names, s.freight_minor as store_freight_minor, s.freight_free_from_minor
    from product p join store s on s.id = p.store_id
    where p.id = ${productId} and p.state = 'listed' and s.open_for_sale`.execute(db);
  return rows[0];
}
