import type { Exclusion } from '@hazumi/policy';
import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type { OrderKey } from '../orders/orders.repository.ts';
import type { IncentiveTables } from './incentive.tables.ts';

export type IncentiveRow = Selectable<IncentiveTables['incentive']>;
export type PartRow = Selectable<IncentiveTables['incentive_part']>;
export type PendingPart = PartRow & { left_minor: bigint };

/** A line of a private order: what its rebate and the end of its return window are computed from. */
export interface LineFacts {
  store_id: string;
  order_id: string;
  goods_minor: bigint;
  refunded_goods_minor: bigint;
  fee_ppm: number;
  fee_minor: bigint;
  refunded_fee_minor: bigint;
}

export interface CompletedLine {
  store_id: string;
  order_id: string;
  licence_id: string;
  currency: string;
  completed_at: Date;
  delivered_at: Date | null;
  /** from the leaf to the root */
  category_path: string[] | null;
}

const pairs = (keys: readonly OrderKey[]) =>
  sql`unnest(${keys.map(({ storeId }) => storeId)}::uuid[], ${keys.map(({ orderId }) => orderId)}::uuid[])`;

/** The lines of those of these orders that are private and complete. */
export async function completedPrivateLines(tx: Tx, keys: readonly OrderKey[]): Promise<CompletedLine[]> {
  const { rows } = await sql<CompletedLine>`
    select o.store_id, o.id as order_id, s.licence_id, o.currency, o.completed_at, o.delivered_at,
      (select array_agg(a.slug order by array_position(c.path, a.id) desc) from category a where a.id = any(c.path)) as category_path
    from ${pairs(keys)} as k (store_id, order_id)
    join orders o on o.store_id = k.store_id and o.id = k.order_id join store s on s.id = o.store_id
    join order_line l on l.store_id = o.store_id and l.order_id = o.id left join category c on c.id = l.category_id
    where o.source_class = 'private' and o.completed_at is not null
    order by o.store_id, o.id, l.line_no`.execute(tx);
  return rows;
}

/** Opens rows; those that are there already stay as they are. */
export async function insertPending(
  tx: Tx,
  rows: readonly Pick<
    IncentiveRow,
    'store_id' | 'order_id' | 'licence_id' | 'currency' | 'completed_at' | 'window_ends_at' | 'policy_version'
  >[],
): Promise<void> {
  await tx
    .insertInto('incentive')
    .values(
      rows.map((row) => ({
        ...row,
        state: 'pending' as const,
        due_at: row.window_ends_at,
        month: null,
        limited_by: null,
        buyer_principal: null,
        seller_principal: null,
        fraud_probability: null,
      })),
    )
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Rows in this state whose time has come, locked; those that another process holds are left to it. */
export function lockDue(
  tx: Tx,
  state: 'pending' | 'cleared',
  now: Date,
  limit: number,
): Promise<IncentiveRow[]> {
  return tx
    .selectFrom('incentive')
    .selectAll()
    .where('state', '=', state)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('store_id')
    .orderBy('order_id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function lockOne(tx: Tx, key: OrderKey): Promise<IncentiveRow | undefined> {
  return tx
    .selectFrom('incentive')
    .selectAll()
    .where('store_id', '=', key.storeId)
    .where('order_id', '=', key.orderId)
    .forUpdate()
    .executeTakeFirst();
}

/** The lines of these orders as refunds have left them. */
export async function readLineFacts(tx: Tx, keys: readonly OrderKey[]): Promise<LineFacts[]> {
  const { rows } = await sql<LineFacts>`
    select l.store_id, l.order_id, l.goods_minor, l.refunded_goods_minor, l.fee_ppm, l.fee_minor, l.refunded_fee_minor
    from ${pairs(keys)} as k (store_id, order_id)
    join order_line l on l.store_id = k.store_id and l.order_id = k.order_id
    order by l.store_id, l.order_id, l.line_no`.execute(tx);
  return rows;
}

/**
 * Locks licences against others that grant, in the order of their ids. The row of the licence itself: a month's counts in other currencies
 * may not be there yet, and what is not there cannot be locked.
 */
export async function lockLicences(tx: Tx, licenceIds: readonly string[]): Promise<void> {
  await sql`select from licence where id = any(${[...new Set(licenceIds)]}::uuid[]) order by id for no key update`.execute(
    tx,
  );
}

export interface Granted {
  licence_id: string;
  /** '2026-03-01' */
  month: string;
  currency: string;
  granted_minor: bigint;
}

export async function readMonths(db: Db | Tx, licenceIds: readonly string[]): Promise<Granted[]> {
  const { rows } = await sql<Granted>`
    select licence_id, month::text as month, currency, granted_minor from incentive_month
    where licence_id = any(${[...new Set(licenceIds)]}::uuid[]) order by licence_id, month, currency`.execute(
    db,
  );
  return rows;
}

export async function writeMonths(tx: Tx, rows: readonly Granted[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into incentive_month (licence_id, month, currency, granted_minor)
    select * from unnest(${rows.map((row) => row.licence_id)}::uuid[], ${rows.map((row) => row.month)}::date[],
      ${rows.map((row) => row.currency)}::text[], ${rows.map((row) => row.granted_minor)}::bigint[])
    on conflict (licence_id, month, currency) do update set granted_minor = excluded.granted_minor`.execute(
    tx,
  );
}

export interface Decision {
  key: OrderKey;
  state: 'excluded' | 'cleared';
  dueAt: Date | null;
  month: string | null;
  baseMinor: bigint;
  feePaidMinor: bigint;
  rebateMinor: bigint;
  limitedBy: IncentiveRow['limited_by'];
  buyerPrincipal: string;
  sellerPrincipal: string;
  fraudProbability: number;
  meritMinor: number;
  parts: readonly { dueAt: Date; amountMinor: bigint }[];
  exclusions: readonly Exclusion[];
}

/** Writes what was decided of locked pending rows, with reasons and parts. */
export async function writeDecisions(
  tx: Tx,
  decisions: readonly Decision[],
  now: Date,
  policyVersion: number,
): Promise<void> {
  const of = <T>(pick: (decision: Decision) => T): T[] => decisions.map(pick);
  await sql`
    update incentive i set state = d.state, due_at = d.due_at, decided_at = ${now}, month = d.month, base_minor = d.base_minor,
      fee_paid_minor = d.fee_paid_minor, rebate_minor = d.rebate_minor, limited_by = d.limited_by,
      buyer_principal = d.buyer_principal, seller_principal = d.seller_principal, fraud_probability = d.fraud_probability,
      merit_minor = d.merit_minor, policy_version = ${policyVersion}
    from unnest(${of(({ key }) => key.storeId)}::uuid[], ${of(({ key }) => key.orderId)}::uuid[], ${of(({ state }) => state)}::text[],
      ${of(({ dueAt }) => dueAt)}::timestamptz[], ${of(({ month }) => month)}::date[], ${of(({ baseMinor }) => baseMinor)}::bigint[],
      ${of(({ feePaidMinor }) => feePaidMinor)}::bigint[], ${of(({ rebateMinor }) => rebateMinor)}::bigint[],
      ${of(({ limitedBy }) => limitedBy)}::text[], ${of(({ buyerPrincipal }) => buyerPrincipal)}::text[],
      ${of(({ sellerPrincipal }) => sellerPrincipal)}::text[], ${of(({ fraudProbability }) => fraudProbability)}::float8[],
      ${of(({ meritMinor }) => meritMinor)}::float8[])
      as d (store_id, order_id, state, due_at, month, base_minor, fee_paid_minor, rebate_minor, limited_by, buyer_principal,
        seller_principal, fraud_probability, merit_minor)
    where i.store_id = d.store_id and i.order_id = d.order_id`.execute(tx);
  const parts = decisions.flatMap(({ key, parts: own }) =>
    own.map(({ dueAt, amountMinor }, at) => ({
      store_id: key.storeId,
      order_id: key.orderId,
      part_no: at + 1,
      due_at: dueAt,
      amount_minor: amountMinor,
    })),
  );
  if (parts.length > 0) await tx.insertInto('incentive_part').values(parts).execute();
  const reasons = decisions.flatMap(({ key, exclusions }) =>
    exclusions.map(({ reason, evidence, field }) => ({
      store_id: key.storeId,
      order_id: key.orderId,
      reason,
      evidence: JSON.stringify(evidence),
      field,
      at: now,
      policy_version: policyVersion,
    })),
  );
  if (reasons.length > 0) await tx.insertInto('incentive_exclusion').values(reasons).execute();
}

export interface VestedPart {
  store_id: string;
  order_id: string;
  part_no: number;
  vested_minor: bigint;
}

/** Vests the parts of these locked orders whose time has come. */
export async function vestParts(tx: Tx, keys: readonly OrderKey[], now: Date): Promise<VestedPart[]> {
  const { rows } = await sql<VestedPart>`
    update incentive_part p set vested_at = ${now} from ${pairs(keys)} as k (store_id, order_id)
    where p.store_id = k.store_id and p.order_id = k.order_id and p.vested_at is null and p.due_at <= ${now}
    returning p.store_id, p.order_id, p.part_no, p.amount_minor - p.taken_minor as vested_minor`.execute(tx);
  return rows;
}

/** Brings locked orders up to their parts: what has vested, and when they go on. */
export async function settleVested(tx: Tx, keys: readonly OrderKey[]): Promise<void> {
  await sql`
    update incentive i set vested_minor = s.vested, due_at = s.next, state = case when s.next is null then 'vested' else i.state end
    from (
      select k.store_id, k.order_id, coalesce(sum(p.amount_minor - p.taken_minor) filter (where p.vested_at is not null), 0)::bigint as vested,
        min(p.due_at) filter (where p.vested_at is null) as next
      from ${pairs(keys)} as k (store_id, order_id)
      join incentive_part p on p.store_id = k.store_id and p.order_id = k.order_id group by k.store_id, k.order_id
    ) s where i.store_id = s.store_id and i.order_id = s.order_id`.execute(tx);
}

/** Whoever claws back from this store holds its row until the end of the transaction. */
export async function lockGuard(tx: Tx, storeId: string): Promise<void> {
  await sql`insert into incentive_guard (store_id) values (${storeId}) on conflict do nothing`.execute(tx);
  await sql`select from incentive_guard where store_id = ${storeId} for update`.execute(tx);
}

/** The parts of a locked order that have not vested and hold something, the last to vest first. */
export async function pendingParts(tx: Tx, key: OrderKey): Promise<PendingPart[]> {
  const { rows } = await sql<PendingPart>`
    select p.*, p.amount_minor - p.taken_minor as left_minor from incentive_part p
    where p.store_id = ${key.storeId} and p.order_id = ${key.orderId} and p.vested_at is null and p.amount_minor > p.taken_minor
    order by p.due_at desc, p.part_no desc`.execute(tx);
  return rows;
}

/**
 * The same of all other orders of a store in this currency. Their rows are what vesting holds: with them locked, in key order, none of their
 * parts vests meanwhile. The store's guard must be held, so that two clawbacks never wait for each other here.
 */
export async function lockOtherParts(tx: Tx, key: OrderKey, currency: string): Promise<PendingPart[]> {
  await sql`
    select from incentive where store_id = ${key.storeId} and order_id <> ${key.orderId} and state = 'cleared' and currency = ${currency}
    order by store_id, order_id for update`.execute(tx);
  const { rows } = await sql<PendingPart>`
    select p.*, p.amount_minor - p.taken_minor as left_minor from incentive_part p
    join incentive i on i.store_id = p.store_id and i.order_id = p.order_id
    where p.store_id = ${key.storeId} and p.order_id <> ${key.orderId} and i.state = 'cleared' and i.currency = ${currency}
      and p.vested_at is null and p.amount_minor > p.taken_minor
    order by p.due_at desc, p.order_id, p.part_no desc`.execute(tx);
  return rows;
}

export async function takeFromParts(
  tx: Tx,
  taken: readonly { part: PartRow; amountMinor: bigint }[],
): Promise<void> {
  if (taken.length === 0) return;
  await sql`
    update incentive_part p set taken_minor = p.taken_minor + t.amount
    from unnest(${taken.map(({ part }) => part.store_id)}::uuid[], ${taken.map(({ part }) => part.order_id)}::uuid[],
      ${taken.map(({ part }) => part.part_no)}::smallint[], ${taken.map(({ amountMinor }) => amountMinor)}::bigint[])
      as t (store_id, order_id, part_no, amount)
    where p.store_id = t.store_id and p.order_id = t.order_id and p.part_no = t.part_no`.execute(tx);
}
