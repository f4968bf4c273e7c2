import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type { LocalText } from './catalogue.tables.ts';
import { derivedOf, type Goods, type ListingState, type ProductTexts, type Sku } from './goods.rules.ts';

export interface ProductRow {
  store_id: string;
  id: string;
  category_id: string;
  state: ListingState;
  code: string | null;
  texts: ProductTexts;
  option_names: LocalText[];
  currency: string;
  version: number;
  listed_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export interface SkuRow {
  id: string;
  product_id: string;
  code: string;
  options: LocalText[];
  price_minor: bigint;
  compare_at_minor: bigint | null;
  freight_minor: bigint | null;
  weight_grams: number | null;
  position: number;
  version: number;
  received: bigint;
  available: bigint;
}

const productColumns = sql`p.store_id, p.id, p.category_id, p.state, p.code, p.texts, p.option_names, p.currency, p.version,
  p.listed_at, p.created_at, p.updated_at`;
const skuColumns = sql`k.id, k.product_id, k.code, k.options, k.price_minor, k.compare_at_minor, k.freight_minor, k.weight_grams,
  k.position, k.version, t.received, t.available`;

/**
 * Goods of a store that were not removed, with the variants that can be sold. `lock` holds the product's row, which every change of
 * goods or variants takes first; stock moves on meanwhile.
 */
export async function findGoods(
  db: Db | Tx,
  storeId: string,
  productId: string,
  lock = false,
): Promise<{ product: ProductRow; skus: SkuRow[]; goods: Goods } | undefined> {
  const { rows } = await sql<ProductRow>`
    select ${productColumns} from product p
    where p.store_id = ${storeId} and p.id = ${productId} and p.state <> 'removed' ${lock ? sql`for update` : sql``}`.execute(
    db,
  );
  const product = rows[0];
  if (product === undefined) return undefined;
  const { rows: skus } = await sql<SkuRow>`
    select ${skuColumns} from sku k join stock t on t.store_id = k.store_id and t.sku_id = k.id
    where k.store_id = ${storeId} and k.product_id = ${productId} and k.is_active
    order by k.position, k.id`.execute(db);
  return { product, skus, goods: goodsOf(product, skus) };
}

/** The same of several goods, unlocked, in two statements; goods that are not there are left out. */
export async function findManyGoods(
  db: Db | Tx,
  storeId: string,
  productIds: readonly string[],
): Promise<{ product: ProductRow; skus: SkuRow[]; goods: Goods }[]> {
  const { rows } = await sql<ProductRow>`
    select ${productColumns} from product p
    where p.store_id = ${storeId} and p.id = any(${productIds}::uuid[]) and p.state <> 'removed'`.execute(db);
  const { rows: skus } = await sql<SkuRow>`
    select ${skuColumns} from sku k join stock t on t.store_id = k.store_id and t.sku_id = k.id
    where k.store_id = ${storeId} and k.product_id = any(${productIds}::uuid[]) and k.is_active
    order by k.product_id, k.position, k.id`.execute(db);
  const byProduct = Map.groupBy(skus, (sku) => sku.product_id);
  return rows.map((product) => {
    const own = byProduct.get(product.id) ?? [];
    return { product, skus: own, goods: goodsOf(product, own) };
  });
}

export function goodsOf(product: ProductRow, skus: readonly SkuRow[]): Goods {
  return {
    id: product.id,
    code: product.code,
    categoryId: product.category_id,
    state: product.state,
    texts: product.texts,
    optionNames: product.option_names,
    currency: product.currency,
    version: product.version,
    skus: skus.map((sku) => ({
      id: sku.id,
      code: sku.code,
      options: sku.options,
      priceMinor: sku.price_minor,
      compareAtMinor: sku.compare_at_minor,
      freightMinor: sku.freight_minor,
      weightGrams: sku.weight_grams,
      position: sku.position,
      version: sku.version,
    })),
  };
}

/** Rows of several goods in three statements, however many there are. Stock stands apart: see `insertStock`. */
export async function insertGoods(
  tx: Tx,
  storeId: string,
  now: Date,
  goods: readonly Goods[],
): Promise<void> {
  if (goods.length === 0) return;
  await tx
    .insertInto('product')
    .values(
      goods.map((entry) => ({
        store_id: storeId,
        id: entry.id,
        state: entry.state,
        currency: entry.currency,
        listed_at: entry.state === 'listed' ? now : null,
        created_at: now,
        updated_at: now,
        ...editableColumns(entry),
      })),
    )
    .execute();
}

export async function insertSkus(
  tx: Tx,
  storeId: string,
  skus: readonly { productId: string; sku: Sku; stock: bigint }[],
): Promise<void> {
  if (skus.length === 0) return;
  await tx
    .insertInto('sku')
    .values(
      skus.map(({ productId, sku }) => ({
        store_id: storeId,
        id: sku.id,
        product_id: productId,
        position: sku.position,
        ...skuColumnsOf(sku),
      })),
    )
    .execute();
  await tx
    .insertInto('stock')
    .values(
      skus.map(({ sku, stock }) => ({
        store_id: storeId,
        sku_id: sku.id,
        received: stock,
        available: stock,
      })),
    )
    .execute();
}

/** Writes an edit of goods whose row is locked. Variants that go are set aside first, so that a new one may take their code. */
export async function updateGoods(
  tx: Tx,
  storeId: string,
  now: Date,
  edited: { goods: Goods; changed: readonly Sku[]; removed: readonly Sku[] },
): Promise<void> {
  const { goods, changed, removed } = edited;
  await tx
    .updateTable('product')
    .set({ version: goods.version, updated_at: now, ...editableColumns(goods) })
    .where('store_id', '=', storeId)
    .where('id', '=', goods.id)
    .execute();
  if (removed.length > 0) {
    await sql`update sku set is_active = false, version = version + 1
      where store_id = ${storeId} and id = any(${removed.map((sku) => sku.id)}::uuid[])`.execute(tx);
  }
  for (const sku of changed) {
    await tx
      .updateTable('sku')
      .set({ version: sku.version, ...skuColumnsOf(sku) })
      .where('store_id', '=', storeId)
      .where('id', '=', sku.id)
      .execute();
  }
}

/**
 * Moves goods whose row is locked to another state. `listed_at` keeps the first time: taking goods off sale and putting them on again
 * makes them no newer. What is removed gives its codes free.
 */
export async function updateState(
  tx: Tx,
  storeId: string,
  productId: string,
  now: Date,
  state: ListingState,
): Promise<void> {
  await sql`update product set state = ${state}, version = version + 1, updated_at = ${now},
      listed_at = case when ${state}::text = 'listed' then coalesce(listed_at, ${now}) else listed_at end
    where store_id = ${storeId} and id = ${productId}`.execute(tx);
  if (state === 'removed') {
    await sql`update sku set is_active = false, version = version + 1
      where store_id = ${storeId} and product_id = ${productId} and is_active`.execute(tx);
  }
}

/** The derived prices again, from the variants, of goods whose rows are locked; each goes up one version. */
export async function refreshPrices(
  tx: Tx,
  storeId: string,
  now: Date,
  productIds: readonly string[],
): Promise<void> {
  if (productIds.length === 0) return;
  await sql`
    update product p set price_from_minor = k.lowest, price_to_minor = k.highest, compare_at_minor = k.compare_at,
      version = p.version + 1, updated_at = ${now}
    from (
      select product_id, min(price_minor) as lowest, max(price_minor) as highest,
        (array_agg(compare_at_minor order by price_minor, position, id))[1] as compare_at
      from sku where store_id = ${storeId} and product_id = any(${productIds}::uuid[]) and is_active
      group by product_id
    ) k
    where p.store_id = ${storeId} and p.id = k.product_id`.execute(tx);
}

/**
 * Raises the number of a store's goods, unless that would pass the limit; false then. The row stays locked, so that
 * creations in one store follow each other.
 */
export async function takeRoom(tx: Tx, storeId: string, count: number, limit: number): Promise<boolean> {
  await sql`insert into catalogue_size (store_id, products) values (${storeId}, 0) on conflict do nothing`.execute(
    tx,
  );
  const { numAffectedRows } = await sql`update catalogue_size set products = products + ${count}
    where store_id = ${storeId} and products + ${count} <= ${limit}`.execute(tx);
  return numAffectedRows === 1n;
}

/** Locks the number of a store's goods, which comes before their rows. */
export async function holdRoom(tx: Tx, storeId: string): Promise<void> {
  await sql`insert into catalogue_size (store_id, products) values (${storeId}, 0) on conflict do nothing`.execute(
    tx,
  );
  await sql`select 1 from catalogue_size where store_id = ${storeId} for update`.execute(tx);
}

export async function giveRoom(tx: Tx, storeId: string, count: number): Promise<void> {
  await sql`update catalogue_size set products = products - ${count} where store_id = ${storeId}`.execute(tx);
}

/** Columns of `product` that an edit can change, with the ones derived from them. */
function editableColumns(goods: Goods) {
  const derived = derivedOf(goods);
  return {
    category_id: goods.categoryId,
    code: goods.code,
    texts: JSON.stringify(goods.texts),
    option_names: JSON.stringify(goods.optionNames),
    price_from_minor: derived.priceFromMinor,
    price_to_minor: derived.priceToMinor,
    compare_at_minor: derived.compareAtMinor,
    search_terms: sql<string>`${derived.searchTerms}::tsvector`,
  };
}

function skuColumnsOf(sku: Sku) {
  return {
    code: sku.code,
    options: JSON.stringify(sku.options),
    price_minor: sku.priceMinor,
    compare_at_minor: sku.compareAtMinor,
    freight_minor: sku.freightMinor,
    weight_grams: sku.weightGrams,
  };
}
