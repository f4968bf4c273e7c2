/**
 * Rule: which stores count as effective when not everything about them is known. A live market has days on which nobody looked at the
 * shelves, and criteria that nobody measures yet. What is unknown is neither for nor against a store: where the verdict
 * hangs on it there is none, and a criterion without any measure is named and not held against anybody.
 */
import { percentile } from './buyer-counts.ts';
import type { PolicyDocument } from './document.ts';
import {
  type EffectiveGap,
  type EffectiveStoreDecision,
  type EffectiveStoreFacts,
  type EffectiveStoreRules,
  effectiveStore,
} from './effective-store.ts';
import { shareOf } from './money.ts';

export interface KnownStoreFacts
  extends Omit<EffectiveStoreFacts, 'inStockDays' | 'refundLimit' | 'fraudProbability'> {
  /** Days of the window on which something was seen to be in stock. */
  readonly inStockDays: number;
  /** Days of the window on which nobody looked. */
  readonly unseenDays: number;
  /** Null where there are too few stores to compare with. */
  readonly refundLimit: number | null;
  /** Null where nobody has judged the store's sales. */
  readonly fraudProbability: number | null;
  /** Whether scores are given at all; where not, `score` is null for another reason than that the store is too new. */
  readonly isScored: boolean;
}

export interface KnownStoreDecision {
  /** `undecided`: nothing that is known speaks against it, and something that must be known is not. */
  readonly verdict: 'effective' | 'notEffective' | 'undecided';
  /** Part in E*, 0 to 1. */
  readonly weight: number;
  /** What certainly is missing, with the field that decided. */
  readonly missing: EffectiveStoreDecision['missing'];
  /** What may be missing: the facts do not tell. */
  readonly unknown: readonly EffectiveGap[];
  /** Criteria without any measure here. */
  readonly unmeasured: readonly EffectiveGap[];
}

export function effectiveStoreKnown(
  facts: KnownStoreFacts,
  policy: Pick<PolicyDocument, 'effectiveStore' | 'currencies'>,
): KnownStoreDecision {
  const plain: EffectiveStoreFacts = {
    ...facts,
    refundLimit: facts.refundLimit ?? Number.POSITIVE_INFINITY,
    fraudProbability: facts.fraudProbability ?? 0,
  };
  const atWorst = effectiveStore(plain, policy);
  const atBest = effectiveStore({ ...plain, inStockDays: facts.inStockDays + facts.unseenDays }, policy);
  const certain = new Set(atBest.missing.map(({ gap }) => gap));
  const unknown = atWorst.missing.map(({ gap }) => gap).filter((gap) => !certain.has(gap));
  const unmeasured: EffectiveGap[] = [];
  if (facts.refundLimit === null) unmeasured.push('refunds');
  if (!facts.isScored) unmeasured.push('score');
  if (facts.fraudProbability === null) unmeasured.push('fraud');
  return {
    verdict: certain.size > 0 ? 'notEffective' : unknown.length > 0 ? 'undecided' : 'effective',
    weight: atBest.weight,
    missing: atBest.missing,
    unknown,
    unmeasured,
  };
}

/**
 * The refund rate that a store must stay below: the percentile of its category or, where too few stores have one there, of the market.
 *
 * @param ofCategory the rates of the category's stores that had orders; `ofMarket`: of all.
 * @returns null where there are too few in the market too.
 */
export function refundLimitOf(
  ofCategory: readonly number[],
  ofMarket: readonly number[],
  { effectiveStore: numbers }: Pick<PolicyDocument, 'effectiveStore'>,
): number | null {
  const enough = [ofCategory, ofMarket].find((rates) => rates.length >= numbers.refundComparedStores);
  return enough === undefined ? null : percentile(enough, shareOf(numbers.refundPercentilePpm));
}

/** A criterion in numbers: what the store has, and what is asked of it. */
export interface CriterionFigures {
  readonly gap: EffectiveGap;
  /** Null where it is not known. Days, orders, buyers, minor units, shares of one, points, a probability. */
  readonly have: number | null;
  /** Null where nothing is asked in numbers (a sanction), or nothing can be compared. */
  readonly need: number | null;
}

/** All criteria in the order of `EFFECTIVE_GAPS`, for whoever shows how far a store is. */
export function criterionFigures(facts: KnownStoreFacts, rules: EffectiveStoreRules): CriterionFigures[] {
  return [
    { gap: 'inStockDays', have: facts.inStockDays, need: rules.inStockDays },
    { gap: 'clearedOrders', have: facts.clearedOrders, need: rules.orders },
    { gap: 'buyers', have: facts.buyers, need: rules.buyers },
    { gap: 'feesPaid', have: Number(facts.feesPaidMinor), need: rules.feeFloorMinor },
    {
      gap: 'onTimeShipment',
      have: facts.shipmentsDue === 0 ? null : facts.shipmentsOnTime / facts.shipmentsDue,
      need: rules.onTimeShare,
    },
    { gap: 'refunds', have: facts.refundRate, need: facts.refundLimit },
    { gap: 'score', have: facts.score, need: rules.minimumScore },
    { gap: 'fraud', have: facts.fraudProbability, need: rules.fraudLimit },
    { gap: 'sanction', have: facts.isSanctioned ? 1 : 0, need: null },
  ];
}
