import type { HeldStock } from '@hazumi/policy';
import type pg from 'pg';
import type { SkuFacts } from './placement.types.ts';

/** Anything that runs a query by name and values: a connection of the placement queue, or a pool. */
export interface Queryable {
  query<R extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<R>>;
}

// Price, state and freight are read in the same statement that locks the stock, so they are the facts of this moment.
const selectFacts = `
  select k.store_id as "storeId", s.licence_id as "licenceId", k.id as "skuId", k.product_id as "productId", p.category_id as "categoryId",
    (select array_agg(a.slug order by array_position(c.path, a.id) desc) from category a where a.id = any(c.path)) as "categoryPath", p.titles::text as "titles", k.options::text as "options", s.names::text as "storeNames",
    (select object_key from picture i where i.store_id = k.store_id and i.product_id = k.product_id
      order by i.position limit 1) as "pictureKey",
    k.price_minor as "priceMinor", k.freight_minor as "freightMinor", s.freight_minor as "storeFreightMinor",
    s.freight_free_from_minor as "storeFreightFreeFromMinor", s.currency, s.country,
    (k.is_active and p.state = 'listed' and s.open_for_sale) as "isPurchasable",
    s.is_first_of_licence as "isFirstOfLicence", s.opened_at as "openedAt", s.first_paid_at as "firstPaidAt",
    coalesce((select credit_minor from ledger_balance b where s.is_first_of_licence and b.account = 'merchantPayable'
      and b.owner = k.store_id::text and b.currency = s.currency), 0)::bigint as "turnoverMinor",
    t.available
  from sku k
  join stock t on t.store_id = k.store_id and t.sku_id = k.id
  join product p on p.store_id = k.store_id and p.id = k.product_id
  join store s on s.id = k.store_id
  join category c on c.id = p.category_id
  where k.id = any($1::uuid[])`;

/**
 * Facts of these SKUs, their stock locked until the transaction ends, always in the same order. Unknown ids are left out. The store is
 * held as the orders' foreign key will hold it anyway: who closes or suspends it waits until this transaction's orders can be seen.
 */
export function lockFacts(
  connection: Queryable,
  skuIds: readonly string[],
): Promise<pg.QueryResult<SkuFacts>> {
  return connection.query<SkuFacts>({
    name: 'placement_lock_facts',
    text: `${selectFacts} order by t.store_id, t.sku_id for update of t for key share of s`,
    values: [skuIds],
  });
}

/** The same without a lock: for a quote. */
export function readFacts(
  connection: Queryable,
  skuIds: readonly string[],
): Promise<pg.QueryResult<SkuFacts>> {
  return connection.query<SkuFacts>({ name: 'placement_read_facts', text: selectFacts, values: [skuIds] });
}

/** What these people can spend, the rows locked in key order. Always taken after the stock. */
export function lockBalances(
  connection: Queryable,
  userIds: readonly string[],
): Promise<pg.QueryResult<{ user_id: string; currency: string; amount_minor: bigint }>> {
  return connection.query({
    name: 'placement_lock_balances',
    text: `select user_id, currency, amount_minor from spendable_balance where user_id = any($1::text[])
      order by user_id, currency for update`,
    values: [userIds],
  });
}

/** Answers given before under these keys. A key of another process that is not committed yet shows itself at the insert. */
export function findAnswers(
  connection: Queryable,
  actors: readonly string[],
  keys: readonly string[],
): Promise<pg.QueryResult<{ actor: string; key: string; digest: Buffer; status: number; answer: string }>> {
  return connection.query({
    name: 'placement_find_answers',
    text: `select i.actor, i.key, i.digest, i.status, i.answer
      from unnest($1::text[], $2::text[]) as wanted (actor, key) join idempotency_key i using (actor, key)`,
    values: [actors, keys],
  });
}

/**
 * What these buyers hold unpaid, and how many of their orders expired since `expiredSince`, under a lock on each buyer that a rival
 * placement waits for: a limit on hoarding that two requests at once could pass together would be none. Taken before any row is
 * locked, in the order of the lock's number.
 */
export async function lockHeldStock(
  connection: Queryable,
  buyers: readonly string[],
  expiredSince: Date,
): Promise<Map<string, HeldStock>> {
  // All are sent before one is awaited: on a pipelined connection they must stand before the queries that follow.
  const [, pieces, orders, expired] = await Promise.all([
    connection.query({
      name: 'placement_lock_buyers',
      text: `select pg_advisory_xact_lock(number) from (select distinct hashtextextended(buyer, 7305) as number
        from unnest($1::text[]) as buyer order by 1) as numbers`,
      values: [buyers],
    }),
    connection.query<{ buyer: string; skuId: string; quantity: number }>({
      name: 'placement_held_pieces',
      text: `select c.buyer, l.sku_id as "skuId", l.quantity from checkout c
        join orders o on o.checkout_id = c.id and o.state = 'unpaid'
        join order_line l on l.store_id = o.store_id and l.order_id = o.id
        where c.buyer = any($1::text[]) and c.state = 'unpaid'`,
      values: [buyers],
    }),
    connection.query<{ buyer: string; count: number }>({
      name: 'placement_held_orders',
      text: `select c.buyer, count(*)::int as count from checkout c
        join orders o on o.checkout_id = c.id and o.state = 'unpaid'
        where c.buyer = any($1::text[]) and c.state = 'unpaid' group by c.buyer`,
      values: [buyers],
    }),
    connection.query<{ buyer: string; count: number }>({
      name: 'placement_expired_orders',
      text: `select c.buyer, count(*)::int as count from checkout c
        join orders o on o.checkout_id = c.id and o.cancel_reason = 'expired'
        where c.buyer = any($1::text[]) and c.state = 'cancelled' and c.expires_at > $2 group by c.buyer`,
      values: [buyers, expiredSince],
    }),
  ]);
  const counts = (rows: { buyer: string; count: number }[]) =>
    new Map(rows.map((row) => [row.buyer, row.count]));
  const unpaidBy = counts(orders.rows);
  const expiredBy = counts(expired.rows);
  return new Map(
    buyers.map((buyer) => [
      buyer,
      {
        unpaidOrders: unpaidBy.get(buyer) ?? 0,
        unpaidPieces: pieces.rows.filter((row) => row.buyer === buyer),
        expiredOrders: expiredBy.get(buyer) ?? 0,
      },
    ]),
  );
}
