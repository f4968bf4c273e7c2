import type { PolicyDocument, PrincipalPayment, RewardedOrder } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Tx } from '../kernel/database.ts';
import { principalsOfParties } from '../principals/principals.service.ts';
import { latestScores } from './fraud.repository.ts';
import { priorProbability } from './fraud.scores.ts';

const dayMs = 86_400_000;

export interface OrderName {
  storeId: string;
  orderId: string;
}

export interface RewardFacts {
  /** the orders asked for, and those that the rules compare them with */
  orders: readonly RewardedOrder[];
  otherPayments: readonly PrincipalPayment[];
  /** of the orders asked for, by order id */
  asked: ReadonlyMap<string, RewardedOrder>;
}

interface OrderRow {
  store_id: string;
  id: string;
  licence_id: string;
  buyer: string;
  paid_at: Date;
  is_refunded: boolean;
}

const columns = sql`o.store_id, o.id, s.licence_id, o.buyer, o.paid_at,
  (o.state = 'refunded' or (o.total_minor > 0 and o.refunded_minor = o.total_minor)) as is_refunded`;

/** What the hard exclusions have to know of these orders: themselves, what else the same pairs bought, whose parcels share a number. */
export async function rewardFacts(
  tx: Tx,
  names: readonly OrderName[],
  now: Date,
  policy: PolicyDocument,
): Promise<RewardFacts> {
  const due = await readOrders(tx, names);
  const parcels = await readParcels(tx, names);
  const shared = [...parcels.values()].flat().filter(({ orderId }) => !due.some(({ id }) => id === orderId));
  const others = await readOrders(tx, shared);
  const known = [...due, ...others];
  const principals = await principalsOfParties(
    tx,
    known.flatMap(({ buyer, licence_id }) => [buyer, licence_id]),
  );
  const of = (party: string): string => principals.get(party) ?? party;
  const staff = await staffPairs(tx, due);
  const buyerOf = (row: OrderRow): string =>
    // Whoever works for the seller buys as the seller, whatever else ties them.
    staff.has(`${row.buyer} ${of(row.licence_id)}`) ? of(row.licence_id) : of(row.buyer);
  const pairs = new Set(due.map((row) => `${buyerOf(row)} ${of(row.licence_id)}`));
  const history = await historyOfBuyers(tx, [...new Set(due.map((row) => of(row.buyer)))], due);
  const scores = await latestScores(tx, [...new Set(due.map(({ store_id }) => store_id))], now);
  const prior = priorProbability(policy);
  const toRewarded = (row: OrderRow, buyerPrincipal: string, sellerPrincipal: string): RewardedOrder => ({
    id: row.id,
    buyerPrincipal,
    sellerPrincipal,
    paidAt: row.paid_at,
    isRefunded: row.is_refunded,
    parcels: (parcels.get(row.id) ?? []).map(({ tracking, firstScannedAt }) => ({
      tracking,
      firstScannedAt,
    })),
    fraudProbability: scores.get(row.store_id) ?? prior,
  });
  const asked = new Map(due.map((row) => [row.id, toRewarded(row, buyerOf(row), of(row.licence_id))]));
  const orders = new Map(asked);
  for (const row of others)
    if (!orders.has(row.id)) orders.set(row.id, toRewarded(row, of(row.buyer), of(row.licence_id)));
  for (const row of history) {
    if (!orders.has(row.id) && pairs.has(`${row.buyer_principal} ${row.seller_principal}`))
      orders.set(row.id, toRewarded(row, row.buyer_principal, row.seller_principal));
  }
  const earliest = Math.min(...due.map(({ paid_at }) => paid_at.getTime()));
  const since = new Date(earliest - policy.fraud.ordersPerPairDays * dayMs);
  const sellers = new Set(due.map((row) => of(row.licence_id)));
  return {
    orders: [...orders.values()],
    otherPayments: await paymentsFrom(tx, sellers, policy.fraud.cycleLength, since),
    asked,
  };
}

async function readOrders(tx: Tx, names: readonly OrderName[]): Promise<OrderRow[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<OrderRow>`
    select ${columns} from orders o join store s on s.id = o.store_id
    join unnest(${names.map(({ storeId }) => storeId)}::uuid[], ${names.map(({ orderId }) => orderId)}::uuid[])
      as n (store_id, id) on n.store_id = o.store_id and n.id = o.id
    where o.paid_at is not null`.execute(tx);
  // One name may stand for several parcels.
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

interface Parcel extends OrderName {
  tracking: string;
  firstScannedAt: Date | null;
}

/** Parcels under one number that are compared: of a number that everybody writes, the first few show that it is one. */
const parcelsCompared = 20;

/** The parcels of these orders, and the first others under one of their numbers, by order. The one scan the market hears of is at the door. */
async function readParcels(tx: Tx, names: readonly OrderName[]): Promise<Map<string, Parcel[]>> {
  const { rows } = await sql<Parcel>`
    with own as (
      select h.* from shipment h
      join unnest(${names.map(({ storeId }) => storeId)}::uuid[], ${names.map(({ orderId }) => orderId)}::uuid[])
        as n (store_id, id) on n.store_id = h.store_id and n.id = h.order_id
    ), compared as (
      select * from own
      union
      select h.* from (select distinct tracking_number from own) t cross join lateral (
        select * from shipment where tracking_number = t.tracking_number order by id limit ${parcelsCompared}
      ) h where exists (select from own where own.tracking_number = h.tracking_number and own.carrier = h.carrier)
    )
    select store_id as "storeId", order_id as "orderId", carrier || ' ' || tracking_number as tracking,
      delivered_at as "firstScannedAt"
    from compared order by store_id, id`.execute(tx);
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** 'buyer principal' of those buyers who work for a licence of that principal, in whatever role. */
async function staffPairs(tx: Tx, due: readonly OrderRow[]): Promise<Set<string>> {
  const prefix = 'person:';
  const people = [
    ...new Set(due.flatMap(({ buyer }) => (buyer.startsWith(prefix) ? buyer.slice(prefix.length) : []))),
  ];
  const { rows } = await sql<{ pair: string }>`
    select 'person:' || m.person_id || ' ' || coalesce(p.principal, m.licence_id::text) as pair
    from membership m left join principal_member p on p.party = m.licence_id::text
    where m.person_id = any(${people}::uuid[])`.execute(tx);
  return new Set(rows.map(({ pair }) => pair));
}

/** What these principals have bought anywhere, up to the latest of `due`. */
async function historyOfBuyers(
  tx: Tx,
  buyers: readonly string[],
  due: readonly OrderRow[],
): Promise<(OrderRow & { buyer_principal: string; seller_principal: string })[]> {
  const latest = new Date(Math.max(...due.map(({ paid_at }) => paid_at.getTime())));
  const { rows } = await sql<OrderRow & { buyer_principal: string; seller_principal: string }>`
    with party as (
      select party, principal from principal_member where principal = any(${buyers}::text[])
      union select b, b from unnest(${buyers}::text[]) as b
    )
    select ${columns}, y.principal as buyer_principal, coalesce(m.principal, s.licence_id::text) as seller_principal
    from party y join orders o on o.buyer = y.party join store s on s.id = o.store_id
    left join principal_member m on m.party = s.licence_id::text
    where o.paid_at <= ${latest}`.execute(tx);
  return rows;
}

/**
 * Who paid whom, followed from these sellers on for as many steps as a cycle may have. Sellers buy little here, so most searches end at
 * once.
 */
async function paymentsFrom(
  tx: Tx,
  sellers: ReadonlySet<string>,
  steps: number,
  since: Date,
): Promise<PrincipalPayment[]> {
  const payments: PrincipalPayment[] = [];
  const seen = new Set(sellers);
  let border = [...sellers];
  for (let step = 1; step < steps && border.length > 0; step += 1) {
    const { rows } = await sql<{ from: string; to: string }>`
      select distinct y.principal as "from", coalesce(m.principal, s.licence_id::text) as "to"
      from principal_member y join orders o on o.buyer = y.party join store s on s.id = o.store_id
      left join principal_member m on m.party = s.licence_id::text
      where y.principal = any(${border}::text[]) and o.paid_at >= ${since} order by 1, 2`.execute(tx);
    payments.push(...rows);
    border = [...new Set(rows.map(({ to }) => to))].filter((to) => !seen.has(to));
    for (const to of border) seen.add(to);
  }
  return payments;
}
