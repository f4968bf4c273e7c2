/**
 * Rule: hard exclusions. An order that meets one of them earns no reward of any kind (rebate, merit, effective store);
 * each says its reason and what shows it. The order itself stays what it is: nobody is accused, and nothing is cancelled.
 */
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { daysBetween } from './instants.ts';
import { type PrincipalPayment, paymentsInCycles } from './payment-cycles.ts';
import { isProbablyFake, type WashRules, washRules } from './wash-scorecard.ts';

type Policy = Pick<PolicyDocument, 'fraud'>;

/** What is known of an order when its return window is over. */
export interface RewardedOrder {
  readonly id: string;
  readonly sellerPrincipal: string;
  readonly buyerPrincipal: string;
  readonly paidAt: Date;
  readonly isRefunded: boolean;
  readonly parcels: readonly {
    /** Carrier and tracking number. */
    readonly tracking: string;
    /** When the carrier first scanned this number; null when it never did. */
    readonly firstScannedAt: Date | null;
  }[];
  /** From the scorecard, 0 to 1. */
  readonly fraudProbability: number;
}

/** The reasons, each in one sentence, in the order in which they are told. */
export const EXCLUSIONS = [
  /** The buyer and the seller are the same principal. */
  'linkedBuyer',
  /** The money came back to the buyer within a few payments between principals. */
  'paymentCycle',
  /** No carrier ever scanned one of its parcels, or there was none. */
  'noCarrierScan',
  /** A tracking number was on its way before the order was paid, or belongs to an earlier order. */
  'trackingReused',
  /** The buyer got the money back. */
  'refunded',
  /** The same buyer had bought from the principal too often within the window. */
  'pairLimit',
  /** The scorecard thinks fraud more likely than the policy allows. */
  'probablyFake',
] as const;
export type ExclusionReason = (typeof EXCLUSIONS)[number];

export interface Exclusion {
  readonly orderId: string;
  readonly reason: ExclusionReason;
  /** Ids of principals, orders or parcels that show it. */
  readonly evidence: readonly string[];
  /** JSON Pointer of the policy field that decided; null where no number does. */
  readonly field: string | null;
}

/** One rule: the evidence against each order that meets it. */
type Rule = (
  orders: readonly RewardedOrder[],
  context: Context,
) => ReadonlyMap<RewardedOrder, readonly string[]>;

interface Context {
  readonly otherPayments: readonly PrincipalPayment[];
  readonly fraud: PolicyDocument['fraud'];
  readonly wash: WashRules;
}

/**
 * The exclusions of these orders, sorted by order and reason. They do not depend on the order of the input.
 *
 * @param orders all orders of at least the last `fraud.ordersPerPairDays`, because some rules look at earlier ones.
 * @param otherPayments payments between principals that are no orders, such as transfers and payouts to creators.
 * @throws RangeError for an order twice.
 */
export function exclusions(
  orders: readonly RewardedOrder[],
  otherPayments: readonly PrincipalPayment[],
  policy: Policy,
): Exclusion[] {
  const sorted = [...orders].sort(
    (a, b) => a.paidAt.getTime() - b.paidAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  if (new Set(orders.map(({ id }) => id)).size < orders.length) throw new RangeError('An order comes twice.');
  const context = { otherPayments, fraud: policy.fraud, wash: washRules(policy) };
  const found = EXCLUSIONS.flatMap((reason) =>
    [...RULES[reason](sorted, context)].map(
      ([order, evidence]): Exclusion => ({ orderId: order.id, reason, evidence, field: FIELDS[reason] }),
    ),
  );
  return found.sort(
    (a, b) =>
      (a.orderId < b.orderId ? -1 : a.orderId > b.orderId ? 1 : 0) ||
      EXCLUSIONS.indexOf(a.reason) - EXCLUSIONS.indexOf(b.reason),
  );
}

const FIELDS: Readonly<Record<ExclusionReason, string | null>> = {
  linkedBuyer: fieldPath('fraud', 'strongLinks'),
  paymentCycle: fieldPath('fraud', 'cycleLength'),
  noCarrierScan: null,
  trackingReused: null,
  refunded: null,
  pairLimit: fieldPath('fraud', 'ordersPerPair'),
  probablyFake: fieldPath('fraud', 'exclusionPpm'),
};

const RULES: Readonly<Record<ExclusionReason, Rule>> = {
  linkedBuyer: each((order) =>
    order.buyerPrincipal === order.sellerPrincipal ? [order.sellerPrincipal] : null,
  ),
  paymentCycle,
  noCarrierScan: each(({ parcels }) => {
    const unseen = parcels.filter(({ firstScannedAt }) => firstScannedAt === null);
    return parcels.length === 0 || unseen.length > 0 ? unseen.map(({ tracking }) => tracking) : null;
  }),
  trackingReused,
  refunded: each(({ isRefunded }) => (isRefunded ? [] : null)),
  pairLimit,
  probablyFake: each(({ fraudProbability }, { wash }) =>
    isProbablyFake(fraudProbability, wash) ? [] : null,
  ),
};

/** A rule that looks at each order by itself; null says that the order does not meet it. */
function each(evidenceOf: (order: RewardedOrder, context: Context) => readonly string[] | null): Rule {
  return (orders, context) => {
    const found = new Map<RewardedOrder, readonly string[]>();
    for (const order of orders) {
      const evidence = evidenceOf(order, context);
      if (evidence !== null) found.set(order, evidence);
    }
    return found;
  };
}

function paymentCycle(
  orders: readonly RewardedOrder[],
  { otherPayments, fraud }: Context,
): Map<RewardedOrder, readonly string[]> {
  const payments = [
    ...orders.map((order) => ({ from: order.buyerPrincipal, to: order.sellerPrincipal })),
    ...otherPayments,
  ];
  const cyclic = paymentsInCycles(payments, fraud.cycleLength);
  const met = orders.filter((_, index) => cyclic.has(index));
  return new Map(met.map((order) => [order, [order.buyerPrincipal, order.sellerPrincipal]]));
}

function trackingReused(orders: readonly RewardedOrder[]): Map<RewardedOrder, readonly string[]> {
  const found = new Map<RewardedOrder, readonly string[]>();
  const firstOrder = new Map<string, string>();
  for (const order of orders) {
    const reused = order.parcels.filter(
      ({ tracking, firstScannedAt }) =>
        firstOrder.has(tracking) || (firstScannedAt !== null && firstScannedAt < order.paidAt),
    );
    if (reused.length > 0)
      found.set(
        order,
        reused.flatMap(({ tracking }) => [tracking, ...[firstOrder.get(tracking) ?? []].flat()]),
      );
    for (const { tracking } of order.parcels)
      if (!firstOrder.has(tracking)) firstOrder.set(tracking, order.id);
  }
  return found;
}

/**
 * The first orders of a pair in any window count, those beyond the limit do not. Only orders that counted fill the window,
 * so that a regular buyer keeps counting at that pace.
 */
function pairLimit(
  orders: readonly RewardedOrder[],
  { fraud }: Context,
): Map<RewardedOrder, readonly string[]> {
  const found = new Map<RewardedOrder, readonly string[]>();
  const counted = new Map<string, RewardedOrder[]>();
  for (const order of orders) {
    const pair = JSON.stringify([order.buyerPrincipal, order.sellerPrincipal]);
    const recent = (counted.get(pair) ?? []).filter(
      ({ paidAt }) => daysBetween(paidAt, order.paidAt) < fraud.ordersPerPairDays,
    );
    if (recent.length >= fraud.ordersPerPair)
      found.set(
        order,
        recent.map(({ id }) => id),
      );
    else recent.push(order);
    counted.set(pair, recent);
  }
  return found;
}
