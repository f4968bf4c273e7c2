/**
 * Rule: newcomers. A store is shown up to a number of impressions, stage by stage (200, 1,000, 5,000), while it is new.
 * Each further stage opens when what came of the impressions so far makes it likely enough that the store is no worse than
 * its category. A principal has one such place, and none if it holds a store that is no longer new.
 */
import { exp, log } from '../deterministic-math.ts';
import { type AllotmentFacts, type AllotmentGraph, HIDDEN, NEWCOMER, SHOWN } from './market.ts';
import { type AllotmentRules, MICRO } from './rules.ts';

type NewcomerRules = Pick<AllotmentRules, 'newcomerTranches' | 'newcomerTest'>;

/**
 * The impressions that a newcomer's stage still owes it.
 *
 * @param impressions shown so far as a newcomer
 * @param orders that came of them
 * @param categoryRate orders for an impression in the category (CTR x CVR), between 0 and 1
 */
export function newcomerNeed(
  impressions: number,
  orders: number,
  categoryRate: number,
  { newcomerTranches, newcomerTest }: NewcomerRules,
): number {
  let stage = 0;
  const last = newcomerTranches.length - 1;
  while (
    stage < last &&
    impressions >= (newcomerTranches[stage] as number) &&
    chanceNoWorse(impressions, orders, categoryRate) >= newcomerTest
  )
    stage++;
  return Math.max(0, (newcomerTranches[stage] as number) - impressions);
}

/**
 * The probability that a store's orders for an impression are at least the category's, after what it showed. The prior is
 * the category's rate with the weight of one expected order: Beta(1, 1 / rate - 1).
 */
export function chanceNoWorse(impressions: number, orders: number, categoryRate: number): number {
  if (categoryRate <= 0) return 1;
  if (categoryRate >= 1) return orders >= impressions ? 1 : 0;
  const failures = 1 / categoryRate - 1 + Math.max(0, impressions - orders);
  return 1 - betaShare(categoryRate, 1 + orders, failures);
}

export interface NewcomerFacts {
  /** Of each store: days since it opened. */
  readonly ageDays: ArrayLike<number>;
  /** Of each store: impressions as a newcomer so far, and orders that came of them. */
  readonly impressions: ArrayLike<number>;
  readonly orders: ArrayLike<number>;
  /** Of each store: orders for an impression in its category. */
  readonly categoryRate: ArrayLike<number>;
}

/**
 * Gives the newcomers' places of a market: writes NEWCOMER or SHOWN into `facts.standing` (whoever is HIDDEN stays so)
 * and what their stage owes into `facts.newcomerNeed`. Of a principal's new stores the oldest have its places.
 */
export function placeNewcomers(
  graph: Pick<AllotmentGraph, 'stores' | 'principals' | 'storePrincipal'>,
  facts: Pick<AllotmentFacts, 'standing' | 'newcomerNeed'>,
  newcomers: NewcomerFacts,
  rules: AllotmentRules,
): void {
  const placesLeft = new Int32Array(graph.principals).fill(rules.newcomerSlotsPerPrincipal);
  const fresh: number[] = [];
  for (let store = 0; store < graph.stores; store++) {
    facts.newcomerNeed[store] = 0;
    if (facts.standing[store] !== HIDDEN) facts.standing[store] = SHOWN;
    if ((newcomers.ageDays[store] as number) < rules.newcomerDays) fresh.push(store);
    else placesLeft[graph.storePrincipal[store] as number] = 0;
  }
  fresh.sort((a, b) => (newcomers.ageDays[b] as number) - (newcomers.ageDays[a] as number) || a - b);
  for (const store of fresh) {
    const principal = graph.storePrincipal[store] as number;
    if ((placesLeft[principal] as number) <= 0 || facts.standing[store] === HIDDEN) continue;
    placesLeft[principal] = (placesLeft[principal] as number) - 1;
    const need = newcomerNeed(
      newcomers.impressions[store] as number,
      newcomers.orders[store] as number,
      newcomers.categoryRate[store] as number,
      rules,
    );
    if (need <= 0) continue;
    facts.standing[store] = NEWCOMER;
    facts.newcomerNeed[store] = need * MICRO;
  }
}

/**
 * The regularized incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22, evaluated by Lentz's
 * method). Good to about 1e-12 for the sizes that occur here.
 */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast below the mean; above it the mirror image is taken.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const front = exp(a * log(x) + b * log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny);
  let fraction = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || tiny);
    c = 1 + even / c || tiny;
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || tiny);
    c = 1 + odd / c || tiny;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return Math.min(1, front * fraction);
}

/** The logarithm of the gamma function for x > 0: Stirling's series (DLMF 5.11.1), after raising x to at least 10. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 10; z++) shift += log(z);
  const inverse = 1 / z;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 -
      square *
        (1 / 360 -
          square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360_360))))));
  return (z - 0.5) * log(z) - z + 0.9189385332046728 + series - shift;
}
