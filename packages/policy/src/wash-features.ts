/** The features of the wash scorecard, counted from a store's private orders and compared with its category. */
import { amountIn } from './amounts.ts';
import { log } from './deterministic-math.ts';
import type { PolicyDocument } from './document.ts';
import { WASH_FEATURES, type WashFeature } from './wash-scorecard.ts';

/** What is looked at of a private order. */
export interface WashOrder {
  readonly buyerPrincipal: string;
  /** A key that is equal for equal addresses. */
  readonly addressKey: string;
  readonly paidAt: Date;
  /** 0 to 23, where the store is. */
  readonly hourOfDay: number;
  readonly amountMinor: bigint;
  /** Pages that the buyer saw in the visit before ordering. */
  readonly pagesSeen: number;
  readonly hasWeakLink: boolean;
}

export type WashFeatures = Readonly<Record<WashFeature, number>>;

const HOUR = 3_600_000;

/**
 * The features of a store's orders; null without orders. All but browsing, a mean of log(1 + pages), lie between 0 and 1.
 *
 * @param hourShares of the category's orders by hour of the day; 24 numbers that sum to 1.
 * @throws RangeError for a currency without a reference rate (see `hasCurrency`).
 */
export function washFeatures(
  orders: readonly WashOrder[],
  hourShares: readonly number[],
  currency: string,
  policy: Pick<PolicyDocument, 'fraud' | 'currencies'>,
): WashFeatures | null {
  const count = orders.length;
  if (count === 0) return null;
  const round = amountIn(policy.fraud.roundAmount, currency, policy);
  const byHour = counts(orders.map(({ hourOfDay }) => hourOfDay));
  const byClockHour = counts(orders.map(({ paidAt }) => Math.floor(paidAt.getTime() / HOUR)));
  const byAddress = counts(orders.map(({ addressKey }) => addressKey));
  const share = (holds: (order: WashOrder) => boolean) => orders.filter(holds).length / count;
  return {
    buyerBreadth: new Set(orders.map(({ buyerPrincipal }) => buyerPrincipal)).size / count,
    // The chance that two different orders share an address; one order shares it with nobody.
    addressConcentration:
      count === 1 ? 0 : sum([...byAddress.values()].map((n) => n * (n - 1))) / (count * (count - 1)),
    // Total variation distance: the share of orders that would have to move to other hours.
    hourOfDay: sum(hourShares.map((usual, hour) => Math.abs((byHour.get(hour) ?? 0) / count - usual))) / 2,
    burst: count === 1 ? 0 : Math.max(...byClockHour.values()) / count,
    priceRoundness: share(({ amountMinor }) => round > 0n && amountMinor % round === 0n),
    browsingBeforeBuying: sum(orders.map(({ pagesSeen }) => log(1 + pagesSeen))) / count,
    weakLinks: share(({ hasWeakLink }) => hasWeakLink),
  };
}

/** The features of the stores of a category: their mean and standard deviation. */
export type WashReference = Readonly<
  Record<WashFeature, { readonly mean: number; readonly deviation: number }>
>;

/**
 * How far a store is from its category, feature by feature, in standard deviations, as far as that tells anything: less with few orders, nothing within the
 * usual spread, and no more than the largest deviation. A category in which all stores are alike tells nothing.
 *
 * Features are standardised, so a spread that is counted whole makes some honest stores odd in every category, and above all small ones and those that
 * sell to groups: `wash-honest.test.ts`.
 *
 * @param orders of the store that the features were counted from. Their weight is Bühlmann's credibility, n / (n + k).
 */
export function washDeviations(
  features: WashFeatures,
  orders: number,
  reference: WashReference,
  { fraud }: Pick<PolicyDocument, 'fraud'>,
): WashFeatures {
  const { deviationsMin, deviationsMax, scorecardHalfOrders } = fraud;
  const credibility = orders / (orders + scorecardHalfOrders);
  const entries = WASH_FEATURES.map((feature): [WashFeature, number] => {
    const { mean, deviation } = reference[feature];
    const deviations = deviation > 0 ? ((features[feature] - mean) / deviation) * credibility : 0;
    const beyond = Math.min(deviationsMax, Math.max(0, Math.abs(deviations) - deviationsMin));
    return [feature, deviations < 0 && beyond > 0 ? -beyond : beyond];
  });
  return Object.fromEntries(entries) as Record<WashFeature, number>;
}

/** How features are spread over the stores of a category. @throws RangeError without stores. */
export function washReference(stores: readonly WashFeatures[]): WashReference {
  if (stores.length === 0) throw new RangeError('A category without stores has no reference.');
  const entries = WASH_FEATURES.map((feature): [WashFeature, { mean: number; deviation: number }] => {
    const values = stores.map((features) => features[feature]);
    const mean = sum(values) / values.length;
    const variance = sum(values.map((value) => (value - mean) * (value - mean))) / values.length;
    return [feature, { mean, deviation: Math.sqrt(variance) }];
  });
  return Object.fromEntries(entries) as Record<WashFeature, { mean: number; deviation: number }>;
}

function counts<T>(values: readonly T[]): Map<T, number> {
  const found = new Map<T, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
