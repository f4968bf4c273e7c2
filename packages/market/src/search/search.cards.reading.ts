/** What a card is read from, and by whose change it is no longer right. */
import type { PoolClient } from 'pg';
import type { Told } from '../kernel/events.committed.ts';
import { pictureJson } from '../pictures/pictures.present.ts';
import type { CardRow } from './search.port.ts';

/** One text for all, so that it is planned once a connection. */
const readOnSale = {
  name: 'search_read_on_sale',
  text: `
    select left_over.available, p.store_id, p.id, p.titles, p.category_id, p.currency, p.price_from_minor, p.price_to_minor,
      p.compare_at_minor, p.listed_at, s.slug, s.names,
      (select ${pictureJson} from picture i
        where i.store_id = p.store_id and i.product_id = p.id order by i.position, i.id limit 1) as picture
    from unnest($1::uuid[]) as g (id)
    join product p on p.id = g.id
    join store s on s.id = p.store_id
    cross join lateral (
      select coalesce(sum(t.available), 0)::bigint as available from sku k
      join stock t on t.store_id = k.store_id and t.sku_id = k.id
      where k.store_id = p.store_id and k.product_id = p.id and k.is_active) left_over
    where p.state = 'listed' and p.price_from_minor is not null and s.open_for_sale`,
};

/** Those of these goods that are on sale. */
export async function readGoodsOnSale(client: PoolClient, ids: readonly string[]): Promise<CardRow[]> {
  const { rows } = await client.query<CardRow>({ ...readOnSale, values: [`{${ids.join()}}`] });
  return rows;
}

/** The goods behind these orders' lines and these variants. */
const goodsBehind = {
  name: 'search_goods_behind',
  text: `
    select l.product_id as id from unnest($1::uuid[], $2::uuid[]) as o (store_id, id)
    join order_line l on l.store_id = o.store_id and l.order_id = o.id
    union
    select k.product_id from unnest($3::uuid[], $4::uuid[]) as v (store_id, id)
    join sku k on k.store_id = v.store_id and k.id = v.id`,
};

/** Whose cards may no longer be right. */
export interface Touched {
  readonly products: ReadonlySet<string>;
  readonly stores: ReadonlySet<string>;
}

/**
 * What these events may have changed of cards. Goods, with their prices and pictures, and stores are told as such; pieces change with an order,
 * whatever becomes of it, or by hand for a variant.
 */
export async function touchedBy(client: PoolClient, told: readonly Told[]): Promise<Touched> {
  const ofType = (type: string): Told[] => told.filter((one) => one.subjectType === type);
  const products = new Set(ofType('product').map((one) => one.subjectId));
  const stores = new Set(ofType('store').map((one) => one.subjectId));
  const [orders, variants] = [ofType('order'), ofType('sku')];
  if (orders.length + variants.length > 0) {
    const values = [orders, variants].flatMap((some) => [
      `{${some.map((one) => one.storeId).join()}}`,
      `{${some.map((one) => one.subjectId).join()}}`,
    ]);
    const { rows } = await client.query<{ id: string }>({ ...goodsBehind, values });
    for (const { id } of rows) products.add(id);
  }
  return { products, stores };
}
