import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';

/**
 * Ends the sale of all pieces of these orders' lines that are not given back yet. `backToStock`: they can be bought again; else they
 * turned out not to exist, and what was received shrinks instead. Either way `available = received - pieces sold` goes on
 * to hold. Stock rows are locked in key order, as placement does.
 */
export async function returnPieces(
  tx: Tx,
  orders: readonly { storeId: string; orderId: string }[],
  backToStock: boolean,
): Promise<void> {
  if (orders.length === 0) return;
  const ids = orders.map((order) => order.orderId);
  const stores = orders.map((order) => order.storeId);
  const ofOrders = sql`(l.store_id, l.order_id) in (select * from unnest(${stores}::uuid[], ${ids}::uuid[]))`;
  await sql`
    with pieces as (
      select l.store_id, l.sku_id, sum(l.quantity - l.returned_quantity) as quantity
      from order_line l where ${ofOrders} group by l.store_id, l.sku_id having sum(l.quantity - l.returned_quantity) > 0
    ), locked as (
      select t.store_id, t.sku_id, p.quantity from stock t join pieces p using (store_id, sku_id)
      order by t.store_id, t.sku_id for update of t
    )
    update stock t set
      available = t.available + ${backToStock ? sql`k.quantity` : sql`0`},
      received = t.received - ${backToStock ? sql`0` : sql`k.quantity`}
    from locked k where t.store_id = k.store_id and t.sku_id = k.sku_id`.execute(tx);
  await sql`update order_line l set returned_quantity = l.quantity where ${ofOrders} and l.returned_quantity < l.quantity`.execute(
    tx,
  );
}

/** Goods of these orders (UUIDs) of which so little is left, or was, that their pages say how much: UUIDs of products. */
export async function scarceProducts(db: Db, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await sql<{ product_id: string }>`
    select distinct l.product_id from orders o
    join order_line l on l.store_id = o.store_id and l.order_id = o.id
    join stock t on t.store_id = l.store_id and t.sku_id = l.sku_id
    where o.id = any(${[...new Set(orderIds)]}::uuid[]) and t.available - l.quantity <= ${shownLeft}`.execute(
    db,
  );
  return rows.map((row) => row.product_id);
}

/** Pages say how many are left up to this number (`catalogue/goods.present.ts`). */
const shownLeft = 10;
