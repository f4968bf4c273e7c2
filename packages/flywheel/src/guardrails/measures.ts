/**
 * The measures beside the North Star, one pure function each, from plain facts. Their limits, and what it means to break one, are rules of
 * the policy (`judgeGuardrails`). NaN means that it could not be measured.
 */
import type { GuardrailFacts, GuardrailName, GuardrailShare } from '@hazumi/policy';
import { bunchingMeasure, testBunching } from './bunching.ts';
import { gini, topShare } from './concentration.ts';

/** All measures by their guardrail's name, in the units of the policy's limits. */
export function measureGuardrails(facts: GuardrailFacts): Record<GuardrailName, number> {
  return {
    effectiveShare: share(facts.cohort),
    storesPerPrincipal: storesPerPrincipal(facts.principalsOfEffective),
    medianTurnoverDrop: medianDrop(facts.turnoverBefore, facts.turnoverNow),
    bunching: bunchingMeasure([
      testBunching(facts.orders, facts.ordersThreshold),
      testBunching(facts.buyers, facts.buyersThreshold),
    ]),
    exposureGini: gini(facts.exposure),
    topOnePercent: topShare(facts.exposure, 0.01),
    newcomerFirstOrder: share(facts.newcomers),
    refunds: share(facts.refundedOrders),
    disputes: share(facts.disputedOrders),
    repeat: share(facts.repeatBuyers),
    washShare: share(facts.washSales),
    clawback: share(facts.clawedBack),
    appealsOverturned: share(facts.overturnedAppeals),
    subsidyPerEffectiveStore: subsidyPerEffectiveStore(facts.subsidyMinor, facts.effectiveStoresAdded),
    netNewPrivate: netNewShare(facts.privateOnPlatformAdded, facts.privateEverywhereAdded),
    searchSuccess: share(facts.successfulSearches),
  };
}

/** NaN of nothing. */
export function share({ count, of }: GuardrailShare): number {
  return of > 0 ? count / of : Number.NaN;
}

/** Effective stores for each principal that has any. */
export function storesPerPrincipal(principals: readonly string[]): number {
  return share({ count: principals.length, of: new Set(principals).size });
}

/** How far the median fell, as a share of what it was; 0 when it rose. */
export function medianDrop(before: ArrayLike<number>, now: ArrayLike<number>): number {
  const old = median(before);
  return old > 0 ? Math.max(0, 1 - median(now) / old) : Number.NaN;
}

/** Minor units spent for each effective store gained; infinite where money was spent and none was gained. */
export function subsidyPerEffectiveStore(subsidyMinor: number, added: number): number {
  if (subsidyMinor <= 0) return 0;
  return added > 0 ? subsidyMinor / added : Number.POSITIVE_INFINITY;
}

/**
 * What part of additional private sales is new: sales that only moved here from elsewhere raise the platform's without raising the
 * merchants'. Between 0 and 1; NaN when nothing was added here.
 */
export function netNewShare(addedHere: number, addedEverywhere: number): number {
  return addedHere > 0 ? Math.min(1, Math.max(0, addedEverywhere / addedHere)) : Number.NaN;
}

function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}
