import {
  type PolicyDocument,
  WASH_FEATURES,
  type WashFeature,
  type WashOrder,
  type WashReference,
  type WashScore,
  washDeviations,
  washFeatures,
  washReference,
  washScore,
} from '@hazumi/policy';
import type { ScorePart } from './fraud.tables.ts';

/** A store with its private orders of the window. */
export interface ScoredStore {
  storeId: string;
  /** stores are compared within it */
  categoryId: string;
  currency: string;
  orders: readonly WashOrder[];
}

export interface StoreScore {
  storeId: string;
  orders: number;
  score: WashScore;
  parts: ScorePart[];
}

/**
 * The scorecard's answer for each of these stores, compared with the others of its category, or with the whole market where the category
 * is too small to tell what is usual. A store without orders has none; one with too few to be judged has the prior.
 *
 * @param hourShares of each category's paid orders by UTC hour; 24 numbers that sum to 1
 */
export function scoreStores(
  stores: readonly ScoredStore[],
  hourShares: ReadonlyMap<string, readonly number[]>,
  policy: PolicyDocument,
): StoreScore[] {
  const counted = stores.flatMap((store) => {
    const own = washFeatures(store.orders, hourShares.get(store.categoryId) ?? [], store.currency, policy);
    return own === null ? [] : [{ store, own }];
  });
  const judged = counted.filter(({ store }) => store.orders.length >= policy.fraud.scorecardOrders);
  const referenceOf = (among: typeof judged): WashReference | null =>
    among.length < policy.fraud.scorecardStores ? null : washReference(among.map(({ own }) => own));
  const ofMarket = referenceOf(judged);
  const ofCategories = new Map(
    [...Map.groupBy(judged, ({ store }) => store.categoryId)].map(([category, among]) => [
      category,
      referenceOf(among),
    ]),
  );
  return counted.map(({ store, own }) => {
    const isJudged = store.orders.length >= policy.fraud.scorecardOrders;
    const reference = isJudged ? (ofCategories.get(store.categoryId) ?? ofMarket) : null;
    const score = washScore(
      reference === null ? nothingOdd : washDeviations(own, store.orders.length, reference, policy),
      false,
      policy,
    );
    return {
      storeId: store.storeId,
      orders: store.orders.length,
      score,
      parts: score.parts.map((part) => ({ ...part, value: own[part.feature] })),
    };
  });
}

const nothingOdd = Object.fromEntries(WASH_FEATURES.map((feature) => [feature, 0])) as Record<
  WashFeature,
  number
>;

/** The probability of a store of which nothing is known: the scorecard's prior. */
export function priorProbability(policy: PolicyDocument): number {
  return washScore(nothingOdd, false, policy).probability;
}
