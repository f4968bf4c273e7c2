import {
  type PolicyDocument,
  WASH_FEATURES,
  type WashFeature,
  type WashFeatures,
  type WashOrder,
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
 * The scorecard's answer for each of these stores, compared with the others of its category. A store without orders has none.
 *
 * @param hourShares of each category's paid orders by UTC hour; 24 numbers that sum to 1
 */
export function scoreStores(
  stores: readonly ScoredStore[],
  hourShares: ReadonlyMap<string, readonly number[]>,
  policy: PolicyDocument,
): StoreScore[] {
  const features = new Map<ScoredStore, WashFeatures>();
  for (const store of stores) {
    const found = washFeatures(store.orders, hourShares.get(store.categoryId) ?? [], store.currency, policy);
    if (found !== null) features.set(store, found);
  }
  const categories = Map.groupBy(features, ([{ categoryId }]) => categoryId);
  return [...categories.values()].flatMap((members) => {
    const reference = washReference(members.map(([, own]) => own));
    return members.map(([store, own]): StoreScore => {
      const score = washScore(washDeviations(own, reference, policy), false, policy);
      return {
        storeId: store.storeId,
        orders: store.orders.length,
        score,
        parts: score.parts.map((part) => ({ ...part, value: own[part.feature] })),
      };
    });
  });
}

/** The probability of a store of which nothing is known: the scorecard's prior. */
export function priorProbability(policy: PolicyDocument): number {
  const nothing = Object.fromEntries(WASH_FEATURES.map((feature) => [feature, 0])) as Record<
    WashFeature,
    number
  >;
  return washScore(nothing, false, policy).probability;
}
