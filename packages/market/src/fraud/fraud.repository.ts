import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import { firstIdOf } from '../principals/principals.repository.ts';
import type { StoreScore } from './fraud.scores.ts';

/** The first day begins where there is none yet: the one that is running. */
export async function openFirstDay(db: Db, now: Date): Promise<void> {
  await sql`
    insert into fraud_day (day, state, due_at)
    select d, 'open', (d + 1)::timestamp at time zone 'UTC' from (select (${now}::timestamptz at time zone 'UTC')::date as d) as today
    where not exists (select from fraud_day) on conflict do nothing`.execute(db);
}

export interface OpenDay {
  /** '2026-03-01' */
  day: string;
  /** its end */
  until: Date;
  isFirst: boolean;
  /** the version under which the day before was closed; null on the first */
  policyBefore: number | null;
}

/** The open day, if it is over, locked; undefined where it is not, or another process closes it. */
export async function lockDueDay(tx: Tx, now: Date): Promise<OpenDay | undefined> {
  const { rows } = await sql<OpenDay>`
    select d.day::text as day, d.due_at as until, b.day is null as "isFirst", b.policy_version as "policyBefore"
    from fraud_day d left join fraud_day b on b.day = d.day - 1
    where d.state = 'open' and d.due_at <= ${now} for update of d skip locked`.execute(tx);
  return rows[0];
}

/** Whether a day that is over still waits to be closed: by another process, then. */
export async function isDayOverdue(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql`select from fraud_day where state = 'open' and due_at <= ${now}`.execute(db);
  return rows.length > 0;
}

/** Closes the day and opens the next. */
export async function closeDay(
  tx: Tx,
  day: string,
  now: Date,
  stores: number,
  policyVersion: number,
): Promise<void> {
  await sql`update fraud_day set state = 'closed', closed_at = ${now}, stores = ${stores}, policy_version = ${policyVersion}
    where day = ${day}::date`.execute(tx);
  await sql`insert into fraud_day (day, state, due_at)
    values (${day}::date + 1, 'open', (${day}::date + 2)::timestamp at time zone 'UTC')`.execute(tx);
}

export interface PrivateOrderRow {
  store_id: string;
  licence_id: string;
  category_id: string | null;
  currency: string;
  buyer: string;
  address_key: string;
  paid_at: Date;
  goods_minor: bigint;
  contacts: number;
}

/** The private orders that were paid within [from, until), with their stores. By orders_private. */
export async function privateOrders(tx: Tx, from: Date, until: Date): Promise<PrivateOrderRow[]> {
  const { rows } = await sql<PrivateOrderRow>`
    select o.store_id, s.licence_id, s.category_id, o.currency, o.buyer, address_key(o.address) as address_key, o.paid_at, o.goods_minor,
      coalesce(jsonb_array_length(o.source_path->'path'), 0) as contacts
    from orders o join store s on s.id = o.store_id
    where o.source_class = 'private' and o.paid_at >= ${from} and o.paid_at < ${until} order by o.store_id, o.paid_at, o.id`.execute(
    tx,
  );
  return rows;
}

/** Paid orders of these categories' stores by UTC hour of payment, placed within [from, until). */
export async function ordersByHour(
  tx: Tx,
  from: Date,
  until: Date,
): Promise<{ category_id: string | null; hour: number; orders: number }[]> {
  const { rows } = await sql<{ category_id: string | null; hour: number; orders: number }>`
    select s.category_id, extract(hour from o.paid_at at time zone 'UTC')::int as hour, count(*)::int as orders
    from orders o join store s on s.id = o.store_id
    where o.id >= ${firstIdOf(from)}::uuid and o.id < ${firstIdOf(until)}::uuid and o.paid_at is not null
    group by s.category_id, hour`.execute(tx);
  return rows;
}

export async function insertScores(
  tx: Tx,
  day: string,
  scores: readonly StoreScore[],
  policyVersion: number,
): Promise<void> {
  if (scores.length === 0) return;
  await tx
    .insertInto('wash_score')
    .values(
      scores.map(({ storeId, orders, score, parts }) => ({
        store_id: storeId,
        day,
        orders,
        probability: score.probability,
        prior_log_odds: score.priorLogOdds,
        parts: JSON.stringify(parts),
        policy_version: policyVersion,
      })),
    )
    .execute();
}

/** The newest score of each of these stores, or of all; one that never had private orders has none. */
export async function latestScores(
  db: Db | Tx,
  storeIds: readonly string[] | null,
  now: Date,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ store_id: string; probability: number }>`
    select s.id as store_id, w.probability from ${
      storeIds === null ? sql`store s` : sql`(select unnest(${storeIds}::uuid[]) as id) s`
    } cross join lateral (
      select probability from wash_score where store_id = s.id and day < (${now}::timestamptz at time zone 'UTC')::date
      order by day desc limit 1) w`.execute(db);
  return new Map(rows.map((row) => [row.store_id, row.probability]));
}
