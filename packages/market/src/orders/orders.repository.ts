import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type { OrderTables } from './orders.tables.ts';

/** What names an order in the database: its rows lie in the shard of its store. */
export interface OrderKey {
  storeId: string;
  orderId: string;
}

export type OrderRow = Selectable<OrderTables['orders']>;
export type OrderLineRow = Selectable<OrderTables['order_line']>;
export type ShipmentRow = Selectable<OrderTables['shipment']>;

export interface RefundRow {
  id: string;
  amount_minor: bigint;
  state: 'created' | 'pending' | 'succeeded' | 'failed';
  reason: string;
  created_at: Date;
  settled_at: Date | null;
}

export interface TimelineRow {
  subject_type: string;
  type: string;
  data: Record<string, unknown>;
  at: Date;
}

/** An order with everything that is shown of it. */
export interface LoadedOrder {
  order: OrderRow & { slug: string; names: Record<string, string>; checkout_state: string; expires_at: Date };
  lines: OrderLineRow[];
  shipments: ShipmentRow[];
  refunds: RefundRow[];
  /** events of the order, its refunds, its checkout and the checkout's payments, oldest first */
  events: TimelineRow[];
}

/** Reads an order in five queries, however much it holds; undefined where there is none. */
export async function loadOrder(db: Db | Tx, key: OrderKey): Promise<LoadedOrder | undefined> {
  const order = await db
    .selectFrom('orders as o')
    .innerJoin('store as s', 's.id', 'o.store_id')
    .innerJoin('checkout as c', 'c.id', 'o.checkout_id')
    .selectAll('o')
    .select(['s.slug', 's.names', 'c.state as checkout_state', 'c.expires_at'])
    .where('o.store_id', '=', key.storeId)
    .where('o.id', '=', key.orderId)
    .executeTakeFirst();
  if (order === undefined) return undefined;
  return {
    order: order as LoadedOrder['order'],
    lines: await readLines(db, key),
    shipments: await db
      .selectFrom('shipment')
      .selectAll()
      .where('store_id', '=', key.storeId)
      .where('order_id', '=', key.orderId)
      .orderBy('shipped_at')
      .orderBy('id')
      .execute(),
    refunds: await db
      .selectFrom('refund')
      .select(['id', 'amount_minor', 'state', 'reason', 'created_at', 'settled_at'])
      .where('order_id', '=', key.orderId)
      .where('store_id', '=', key.storeId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
    events: await readTimeline(db, key.orderId, order.checkout_id),
  };
}

export function readLines(db: Db | Tx, key: OrderKey): Promise<OrderLineRow[]> {
  return db
    .selectFrom('order_line')
    .selectAll()
    .where('store_id', '=', key.storeId)
    .where('order_id', '=', key.orderId)
    .orderBy('line_no')
    .execute();
}

/** More events than any order has; it keeps a fault elsewhere from filling a page. */
const longestTimeline = 500;

async function readTimeline(db: Db | Tx, orderId: string, checkoutId: string): Promise<TimelineRow[]> {
  const { rows } = await sql<TimelineRow>`
    select subject_type, type, data, at from event
    where subject_id = any (array[${orderId}::uuid, ${checkoutId}::uuid]
      || array(select id from payment where checkout_id = ${checkoutId}::uuid)
      || array(select id from refund where order_id = ${orderId}::uuid))
    order by at, id limit ${longestTimeline}`.execute(db);
  return rows;
}

/** The store of an order that belongs to one of these buyers ('person:<id>', 'guest:<hex>'); undefined for anybody else's. */
export async function findOrderOfBuyer(
  db: Db | Tx,
  orderId: string,
  buyers: readonly string[],
): Promise<OrderKey | undefined> {
  const found = await db
    .selectFrom('orders')
    .select('store_id')
    .where('id', '=', orderId)
    .where('buyer', 'in', buyers)
    .executeTakeFirst();
  return found === undefined ? undefined : { storeId: found.store_id, orderId };
}

/** The key of any order of the market. */
export async function findOrder(db: Db | Tx, orderId: string): Promise<OrderKey | undefined> {
  const found = await db.selectFrom('orders').select('store_id').where('id', '=', orderId).executeTakeFirst();
  return found === undefined ? undefined : { storeId: found.store_id, orderId };
}

/**
 * Takes the lock under which an order is shipped, completed, cancelled or refunded: its own row, before any of its lines.
 * Undefined where there is no such order.
 */
export function lockOrder(tx: Tx, key: OrderKey): Promise<OrderRow | undefined> {
  return tx
    .selectFrom('orders')
    .selectAll()
    .where('store_id', '=', key.storeId)
    .where('id', '=', key.orderId)
    .forUpdate()
    .executeTakeFirst();
}
