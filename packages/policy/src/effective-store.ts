/**
 * Rule: which stores count as effective (the North Star), judged over 28 days.
 *
 * Goods to buy on enough days; cleared orders from enough buyers who are not linked to the principal; fees really paid
 * on them; service as promised; no fraud and no sanction. It is computed, never set by hand. Beside the yes or no stands
 * a weight without cliffs, because a threshold invites bunching right above it: E*, the sum of the weights of all stores.
 */
import { amountIn } from './amounts.ts';
import { byCategory, type Category } from './by-category.ts';
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { toPointer } from './fields/pointer.ts';
import { shareOf } from './money.ts';

type Policy = Pick<PolicyDocument, 'effectiveStore' | 'currencies'>;

/** The numbers of the rule for one category and currency. */
export interface EffectiveStoreRules {
  readonly windowDays: number;
  readonly inStockDays: number;
  readonly orders: number;
  readonly buyers: number;
  /** In minor units. */
  readonly feeFloorMinor: number;
  readonly onTimeShare: number;
  /** Points, 0 to 5. */
  readonly minimumScore: number;
  readonly fraudLimit: number;
  readonly activationDays: number;
  readonly coreWindows: number;
  readonly dormantDays: number;
}

/** @throws RangeError for a currency without a reference rate (see `hasCurrency`). */
export function effectiveStoreRules(
  category: Category,
  currency: string,
  policy: Policy,
): EffectiveStoreRules {
  const { effectiveStore: numbers } = policy;
  return {
    windowDays: numbers.windowDays,
    inStockDays: numbers.inStockDays,
    orders: numbers.clearedOrders,
    buyers: numbers.buyers,
    feeFloorMinor: Number(
      amountIn(byCategory(numbers.feeFloorByCategory, category)?.value ?? numbers.feeFloor, currency, policy),
    ),
    onTimeShare: shareOf(numbers.onTimeShipmentPpm),
    minimumScore: numbers.minimumScoreMilli / 1_000,
    fraudLimit: shareOf(numbers.fraudLimitPpm),
    activationDays: numbers.activationDays,
    coreWindows: numbers.coreWindows,
    dormantDays: numbers.dormantDays,
  };
}

/** What a store can lack, in the order in which it is told. Its place here is its bit in `effectiveGaps`. */
export const EFFECTIVE_GAPS = [
  'inStockDays',
  'clearedOrders',
  'buyers',
  'feesPaid',
  'onTimeShipment',
  'refunds',
  'score',
  'fraud',
  'sanction',
] as const;
export type EffectiveGap = (typeof EFFECTIVE_GAPS)[number];

/**
 * What a store lacks, one bit each (`EFFECTIVE_GAPS`); 0 for an effective store.
 *
 * @param buyers distinct buyers not linked to the principal, each counted in one of its stores only (`countBuyers`).
 * @param feesMinor fees really paid on those orders: charged and not given back.
 * @param onTimeShare of the shipments due in the window, 0 to 1; 1 when none was due.
 * @param refundLimit the percentile of the category's refund rates that must not be reached.
 * @param score points, 0 to 5; NaN for a store too new to be rated.
 */
export function effectiveGaps(
  inStockDays: number,
  orders: number,
  buyers: number,
  feesMinor: number,
  onTimeShare: number,
  refundRate: number,
  refundLimit: number,
  score: number,
  fraudProbability: number,
  isSanctioned: boolean,
  rules: EffectiveStoreRules,
): number {
  return (
    (inStockDays < rules.inStockDays ? 1 : 0) |
    (orders < rules.orders ? 2 : 0) |
    (buyers < rules.buyers ? 4 : 0) |
    (feesMinor <= rules.feeFloorMinor ? 8 : 0) |
    (onTimeShare < rules.onTimeShare ? 16 : 0) |
    // Where hardly anybody in a category refunds, the limit is 0, and a store without refunds does not reach it.
    (refundRate > 0 && refundRate >= refundLimit ? 32 : 0) |
    (score < rules.minimumScore ? 64 : 0) |
    (fraudProbability >= rules.fraudLimit ? 128 : 0) |
    (isSanctioned ? 256 : 0)
  );
}

/** A store's part in E*, 0 to 1: min(1, buyers / 3) x min(1, orders / 5) x (1 - fraud). */
export function effectiveWeight(
  buyers: number,
  orders: number,
  fraudProbability: number,
  rules: EffectiveStoreRules,
): number {
  return Math.min(1, buyers / rules.buyers) * Math.min(1, orders / rules.orders) * (1 - fraudProbability);
}

/** What the rule has to know of a store and its last window. */
export interface EffectiveStoreFacts {
  readonly category: Category;
  readonly currency: string;
  readonly inStockDays: number;
  readonly clearedOrders: number;
  /** See `countBuyers`. */
  readonly buyers: number;
  readonly feesPaidMinor: bigint;
  readonly shipmentsDue: number;
  readonly shipmentsOnTime: number;
  /** Of the orders in the window, 0 to 1. */
  readonly refundRate: number;
  /** The category's refund rate at `effectiveStore.refundPercentilePpm` (`percentile`). */
  readonly refundLimit: number;
  /** Points, 0 to 5; null for a store too new to be rated. */
  readonly score: number | null;
  readonly fraudProbability: number;
  readonly isSanctioned: boolean;
}

export interface EffectiveStoreDecision {
  readonly isEffective: boolean;
  /** Part in E*, 0 to 1. */
  readonly weight: number;
  readonly missing: readonly {
    readonly gap: EffectiveGap;
    /** JSON Pointer of the policy field that decided; null for a sanction, which no number of the policy decides. */
    readonly field: string | null;
  }[];
}

export function effectiveStore(facts: EffectiveStoreFacts, policy: Policy): EffectiveStoreDecision {
  const rules = effectiveStoreRules(facts.category, facts.currency, policy);
  const gaps = effectiveGaps(
    facts.inStockDays,
    facts.clearedOrders,
    facts.buyers,
    Number(facts.feesPaidMinor),
    facts.shipmentsDue === 0 ? 1 : facts.shipmentsOnTime / facts.shipmentsDue,
    facts.refundRate,
    facts.refundLimit,
    facts.score ?? Number.NaN,
    facts.fraudProbability,
    facts.isSanctioned,
    rules,
  );
  return {
    isEffective: gaps === 0,
    weight: effectiveWeight(facts.buyers, facts.clearedOrders, facts.fraudProbability, rules),
    missing: EFFECTIVE_GAPS.filter((_, bit) => (gaps & (1 << bit)) !== 0).map((gap) => ({
      gap,
      field: fieldOf(gap, facts.category, policy),
    })),
  };
}

function fieldOf(gap: EffectiveGap, category: Category, { effectiveStore: numbers }: Policy): string | null {
  switch (gap) {
    case 'inStockDays':
      return fieldPath('effectiveStore', 'inStockDays');
    case 'clearedOrders':
      return fieldPath('effectiveStore', 'clearedOrders');
    case 'buyers':
      return fieldPath('effectiveStore', 'buyers');
    case 'feesPaid': {
      const own = byCategory(numbers.feeFloorByCategory, category);
      return own === null
        ? fieldPath('effectiveStore', 'feeFloor')
        : toPointer(['effectiveStore', 'feeFloorByCategory', own.slug]);
    }
    case 'onTimeShipment':
      return fieldPath('effectiveStore', 'onTimeShipmentPpm');
    case 'refunds':
      return fieldPath('effectiveStore', 'refundPercentilePpm');
    case 'score':
      return fieldPath('effectiveStore', 'minimumScoreMilli');
    case 'fraud':
      return fieldPath('effectiveStore', 'fraudLimitPpm');
    case 'sanction':
      return null;
  }
}

/** Where a store stands, from its opening on. */
export const STORE_STAGES = ['opened', 'activated', 'effective', 'core', 'dormant'] as const;
export type StoreStage = (typeof STORE_STAGES)[number];

/**
 * @param daysToFirstCleared days from the opening to the first cleared order; Infinity while there is none.
 * @param daysSinceLastCleared days since the last cleared order, or since the opening while there is none.
 * @param windowsRunning how many windows up to now, this one included, the store was effective without a break.
 */
export function storeStage(
  daysToFirstCleared: number,
  daysSinceLastCleared: number,
  windowsRunning: number,
  rules: Pick<EffectiveStoreRules, 'activationDays' | 'coreWindows' | 'dormantDays'>,
): StoreStage {
  if (daysSinceLastCleared >= rules.dormantDays) return 'dormant';
  if (windowsRunning >= rules.coreWindows) return 'core';
  if (windowsRunning > 0) return 'effective';
  return daysToFirstCleared <= rules.activationDays ? 'activated' : 'opened';
}
