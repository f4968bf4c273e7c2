import {
  type Category,
  type ClearedOrder,
  countBuyers,
  type KnownStoreFacts,
  type PolicyDocument,
  refundLimitOf,
  returnWindowEndsAt,
} from '@hazumi/policy';
import type { Tx } from '../kernel/database.ts';
import { principalsOfParties } from '../principals/principals.service.ts';
import { dayMs, dayOf, type Span, startOf, windowOf } from './measures.days.ts';
import {
  categoryPaths,
  ordersCompleted,
  readFraud,
  shelfDays,
  staffOf,
  storesOn,
  tradeOf,
} from './measures.reading.ts';

/** What the market's own records say of a store's window, as the rule of effective stores wants it. */
export interface StoreFacts {
  storeId: string;
  principalId: string;
  openedAt: Date;
  facts: KnownStoreFacts;
  /** whether something was in stock to buy on this day; null where nobody looked in time */
  isPurchasable: boolean | null;
  turnoverMinor: bigint;
  orders: number;
  refundedOrders: number;
  firstClearedAt: Date | null;
  lastClearedAt: Date | null;
}

/** A look at the shelves counts for a day when it comes on the day itself or within the next. */
const looksCountForMs = dayMs;

/**
 * The facts of every store that was open for business as a day ended, read at `now`.
 *
 * What can only be seen at the moment (whether something is in stock) is known where `now` is near the day, and else unknown. What
 * was recorded with its time (orders, shipments, refunds, sanctions) is known for any day.
 */
export async function storeFacts(
  tx: Tx,
  day: string,
  now: Date,
  policy: PolicyDocument,
  principals: ReadonlyMap<string, string>,
): Promise<StoreFacts[]> {
  const { windowDays } = policy.effectiveStore;
  const window = windowOf(day, windowDays);
  const stores = await storesOn(tx, window.to);
  const paths = await categoryPaths(tx);
  const principalOf = new Map(
    stores.map((store) => [store.id, principals.get(store.licence_id) ?? store.licence_id]),
  );
  const cleared = await clearedOrders(tx, window, policy, paths, principalOf, principals);
  const counts = countBuyers(cleared);
  const trade = await tradeOf(tx, window, policy.orders.shipWithinHours);
  const shelves = await shelfDays(tx, day, windowDays);
  const fraud = await readFraud(tx, day);
  const looked = now.getTime() - window.to.getTime() <= looksCountForMs;

  const sums = sumByStore(cleared);
  const root = (store: (typeof stores)[number]): string => paths.get(store.category_id ?? '')?.at(-1) ?? '';
  const rates = stores
    .map((store) => ({ root: root(store), trade: trade.get(store.id) }))
    .flatMap(({ root, trade }) =>
      trade === undefined || trade.orders === 0 ? [] : [{ root, rate: trade.refunded / trade.orders }],
    );
  const marketRates = rates.map(({ rate }) => rate);

  return stores.map((store) => {
    const traded = trade.get(store.id) ?? { orders: 0, refunded: 0, due: 0, onTime: 0 };
    const count = counts.get(store.id) ?? { orders: 0, buyers: 0 };
    const sum = sums.get(store.id);
    const shelf = shelves.get(store.id) ?? { seen: 0, inStock: 0 };
    const isPurchasable = looked ? store.is_purchasable : null;
    const seen = shelf.seen + (isPurchasable === null ? 0 : 1);
    const daysOpen = Math.ceil((window.to.getTime() - startOfDay(store.opened_at)) / dayMs);
    const own = rates.filter((other) => other.root === root(store)).map(({ rate }) => rate);
    return {
      storeId: store.id,
      principalId: principalOf.get(store.id) ?? store.licence_id,
      openedAt: store.opened_at,
      isPurchasable,
      turnoverMinor: sum?.turnoverMinor ?? 0n,
      orders: traded.orders,
      refundedOrders: traded.refunded,
      firstClearedAt: sum?.first ?? null,
      lastClearedAt: sum?.last ?? null,
      facts: {
        category: paths.get(store.category_id ?? '') ?? '',
        currency: store.currency,
        inStockDays: shelf.inStock + (isPurchasable === true ? 1 : 0),
        unseenDays: Math.max(0, Math.min(windowDays, daysOpen) - seen),
        clearedOrders: count.orders,
        buyers: count.buyers,
        feesPaidMinor: sum?.feesMinor ?? 0n,
        shipmentsDue: traded.due,
        shipmentsOnTime: traded.onTime,
        refundRate: traded.orders === 0 ? 0 : traded.refunded / traded.orders,
        refundLimit: refundLimitOf(own, marketRates, policy),
        // Goods are not rated here yet, so that no store has a score, however old it is.
        score: null,
        isScored: false,
        fraudProbability: fraud === null ? null : (fraud.get(store.id) ?? 0),
        isSanctioned: store.is_sanctioned,
      },
    };
  });
}

const startOfDay = (instant: Date): number => startOf(dayOf(instant)).getTime();

interface Cleared extends ClearedOrder {
  feesMinor: bigint;
  turnoverMinor: bigint;
}

/** Complete orders whose return window ended in the window, of buyers who are not linked to the seller, each with what it left. */
async function clearedOrders(
  tx: Tx,
  window: Span,
  policy: PolicyDocument,
  paths: ReadonlyMap<string, readonly string[]>,
  principalOf: ReadonlyMap<string, string>,
  principals: ReadonlyMap<string, string>,
): Promise<Cleared[]> {
  const longest = Math.max(
    policy.afterSales.returnWindowDays,
    ...Object.values(policy.afterSales.returnWindowDaysByCategory),
  );
  const from = new Date(window.from.getTime() - longest * dayMs);
  const orders = await ordersCompleted(tx, { from, to: window.to });
  const staff = await staffOf(tx, orders);
  const buyers = await principalsOfParties(
    tx,
    orders.map(({ buyer }) => buyer),
  );
  return orders.flatMap((order) => {
    const categories: readonly Category[] = order.category_ids.map((id) => paths.get(id) ?? '');
    const received = order.delivered_at ?? order.completed_at;
    const clearedAt = new Date(
      Math.max(
        order.completed_at.getTime(),
        ...categories.map((category) => returnWindowEndsAt(received, category, policy).getTime()),
      ),
    );
    const seller = principalOf.get(order.store_id);
    if (seller === undefined || clearedAt < window.from || clearedAt >= window.to) return [];
    const worksThere = (staff.get(order.user_id ?? '') ?? []).some(
      (licenceId) => (principals.get(licenceId) ?? licenceId) === seller,
    );
    return {
      id: order.id,
      storeId: order.store_id,
      sellerPrincipal: seller,
      buyerPrincipal: worksThere ? seller : (buyers.get(order.buyer) ?? order.buyer),
      clearedAt,
      feesMinor: order.fee_minor - order.fee_back_minor,
      turnoverMinor: order.total_minor - order.refunded_minor,
    };
  });
}

interface Sum {
  feesMinor: bigint;
  turnoverMinor: bigint;
  first: Date;
  last: Date;
}

/** Fees, turnover and the times of each store's cleared orders that count. */
function sumByStore(cleared: readonly Cleared[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const order of cleared) {
    if (order.buyerPrincipal === order.sellerPrincipal) continue;
    const { clearedAt } = order;
    const sum = sums.get(order.storeId) ?? {
      feesMinor: 0n,
      turnoverMinor: 0n,
      first: clearedAt,
      last: clearedAt,
    };
    sum.feesMinor += order.feesMinor;
    sum.turnoverMinor += order.turnoverMinor;
    if (clearedAt < sum.first) sum.first = clearedAt;
    if (clearedAt > sum.last) sum.last = clearedAt;
    sums.set(order.storeId, sum);
  }
  return sums;
}
