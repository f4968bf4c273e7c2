/** What the closing of a day reads of the market's records. SQL only; what it means is said in `measures.facts.ts`. */
import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import { plusDays, type Span } from './measures.days.ts';

export interface StoreRow {
  id: string;
  licence_id: string;
  currency: string;
  category_id: string | null;
  opened_at: Date;
  /** now, not at the end of the day */
  is_purchasable: boolean;
  is_sanctioned: boolean;
}

/**
 * Stores that were open for business at an instant, also sanctioned ones. Whether there was a sanction then is read from the last change
 * of state before it (event_subject): closing does not wash one off.
 */
export async function storesOn(tx: Tx, at: Date): Promise<StoreRow[]> {
  const { rows } = await sql<StoreRow>`
    select s.id, s.licence_id, s.currency, s.category_id, s.opened_at,
      s.open_for_sale and exists (
        select 1 from product p join sku k on k.store_id = p.store_id and k.product_id = p.id and k.is_active
          join stock t on t.store_id = k.store_id and t.sku_id = k.id
        where p.store_id = s.id and p.state = 'listed' and t.available > 0
      ) as is_purchasable,
      coalesce(own.state in ('restricted', 'suspended', 'banned'), false)
        or coalesce(licences.state in ('suspended', 'banned'), false) as is_sanctioned
    from store s
      left join lateral (
        select e.data->>'to' as state from event e
        where e.subject_id = s.id and e.at < ${at} and e.data->>'to' in ('open', 'restricted', 'suspended', 'banned')
        order by e.at desc, e.id desc limit 1
      ) own on true
      left join lateral (
        select e.data->>'to' as state from event e
        where e.subject_id = s.licence_id and e.at < ${at} and e.data->>'to' in ('verified', 'suspended', 'banned')
        order by e.at desc, e.id desc limit 1
      ) licences on true
    where s.opened_at < ${at} and (s.closed_at is null or s.closed_at >= ${at})
    order by s.id`.execute(tx);
  return rows;
}

/** Of each category its slugs, from itself up to its root, as the policy's tables by category are read. */
export async function categoryPaths(db: Db | Tx): Promise<Map<string, readonly string[]>> {
  const { rows } = await sql<{ id: string; slug: string; path: string[] }>`
    select id, slug, path from category`.execute(db);
  const slugs = new Map(rows.map(({ id, slug }) => [id, slug]));
  return new Map(rows.map(({ id, path }) => [id, path.map((one) => slugs.get(one) ?? '').reverse()]));
}

export interface CompletedOrder {
  id: string;
  store_id: string;
  buyer: string;
  user_id: string | null;
  completed_at: Date;
  delivered_at: Date | null;
  total_minor: bigint;
  refunded_minor: bigint;
  fee_minor: bigint;
  /** of the fee, what refunds gave back */
  fee_back_minor: bigint;
  category_ids: string[];
}

/** Orders that completed in a span and still are complete. */
export async function ordersCompleted(tx: Tx, span: Span): Promise<CompletedOrder[]> {
  const { rows } = await sql<CompletedOrder>`
    select o.id, o.store_id, o.buyer, o.user_id, o.completed_at, o.delivered_at, o.total_minor, o.refunded_minor, o.fee_minor,
      case when o.refunded_minor = 0 then 0 else (
        select coalesce(sum((e.data->>'feeMinor')::bigint), 0) from event e
        where e.subject_id = o.id and e.type = 'order.refunded'
      )::bigint end as fee_back_minor,
      (select array_agg(distinct l.category_id) from order_line l where l.store_id = o.store_id and l.order_id = o.id)
        as category_ids
    from orders o
    where o.completed_at >= ${span.from} and o.completed_at < ${span.to} and o.state = 'complete'`.execute(
    tx,
  );
  return rows;
}

/** The licences that each of these buyers works for. */
export async function staffOf(
  tx: Tx,
  orders: readonly { user_id: string | null }[],
): Promise<Map<string, string[]>> {
  const people = [...new Set(orders.flatMap(({ user_id }) => user_id ?? []))];
  const { rows } = await sql<{ person_id: string; licences: string[] }>`
    select person_id, array_agg(distinct licence_id) as licences from membership
    where person_id = any(${people}::uuid[]) group by person_id`.execute(tx);
  return new Map(rows.map((row) => [row.person_id, row.licences]));
}

export interface StoreTrade {
  /** paid in the window, less those that the buyer took back before they were sent */
  orders: number;
  /** of these, the ones of which money went back */
  refunded: number;
  /** shipments that fell due in the window, and those of them that were made in time */
  due: number;
  onTime: number;
}

/** What each store was paid, refunded and had to ship. An order that was cancelled before its shipment fell due owed none. */
export async function tradeOf(
  tx: Tx,
  { from, to }: Span,
  shipWithinHours: number,
): Promise<Map<string, StoreTrade>> {
  const limit = sql`paid_at + make_interval(hours => ${shipWithinHours})`;
  const { rows } = await sql<StoreTrade & { store_id: string }>`
    select store_id,
      count(*) filter (where in_window and state <> 'cancelled')::int as orders,
      count(*) filter (where in_window and state <> 'cancelled' and refunded_minor > 0)::int as refunded,
      count(*) filter (where is_due)::int as due,
      count(*) filter (where is_due and shipped_at <= ship_by)::int as "onTime"
    from (
      select store_id, state, refunded_minor, shipped_at, ship_by, paid_at >= ${from} as in_window,
        ship_by >= ${from} and ship_by < ${to} and coalesce(cancelled_at > ship_by, true) as is_due
      from (select *, ${limit} as ship_by from orders
        where paid_at >= ${from}::timestamptz - make_interval(hours => ${shipWithinHours}) and paid_at < ${to}) o
    ) o group by store_id`.execute(tx);
  return new Map(rows.map((row) => [row.store_id, row]));
}

/** Of the window's days before this one: on how many somebody looked at a store's shelves, and on how many something was there. */
export async function shelfDays(
  tx: Tx,
  day: string,
  windowDays: number,
): Promise<Map<string, { seen: number; inStock: number }>> {
  const { rows } = await sql<{ store_id: string; seen: number; inStock: number }>`
    select store_id, count(is_purchasable)::int as seen, count(*) filter (where is_purchasable)::int as "inStock"
    from store_day where day > ${plusDays(day, -windowDays)}::date and day < ${day}::date group by store_id`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.store_id, row]));
}

/** How long a verdict on a store's sales is still one. */
const verdictDays = 7;

/**
 * The chance that a store's sales are fabricated, as it was last judged by the end of a day.
 *
 * @returns null as long as nobody judges sales here
 */
export async function readFraud(tx: Tx, day: string): Promise<ReadonlyMap<string, number> | null> {
  const since = plusDays(day, -verdictDays);
  const { rows: judged } = await sql`
    select 1 from fraud_day where state = 'closed' and day > ${since}::date and day <= ${day}::date limit 1`.execute(
    tx,
  );
  if (judged.length === 0) return null;
  const { rows } = await sql<{ store_id: string; probability: number }>`
    select distinct on (store_id) store_id, probability from wash_score
    where day > ${since}::date and day <= ${day}::date order by store_id, day desc`.execute(tx);
  return new Map(rows.map(({ store_id, probability }) => [store_id, probability]));
}
