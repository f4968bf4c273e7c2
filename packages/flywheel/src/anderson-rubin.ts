/**
 * The interval of an elasticity that stays right however weak the nudges are (Anderson and Rubin, 1949): every value e is kept
 * for which the moments Z'(y - d y_{t-1} - e (1 - d) x_{t-1}) can be zero for some persistence d.
 *
 * The statistic is minimised over d and compared with chi-squared of one degree of freedom: two moments less the one nuisance
 * (Guggenberger, Kleibergen, Mavroeidis and Chen, 2012). Variance clustered by merchant. The set can be unbounded; then the data
 * say nothing, and the interval says so.
 */
import type { Interval } from './interval.ts';
import type { LinkMoments } from './moments.ts';
import { normalQuantile } from './normal.ts';

/** Elasticities tried: from -50 to 50, dense near 0 (hyperbolic sine of even steps). */
const ELASTICITY_STEPS = 2001;
const ELASTICITY_LIMIT = 50;
/** Persistences tried: a series that grows by itself is no target of a loop. */
const PERSISTENCE_STEPS = 400;
const PERSISTENCE_LIMIT = 0.99;

/** For one instrumented lag, or the cumulative form; with more lags the set is not computed and the whole line is answered. */
export function andersonRubin(moments: LinkMoments, level: number): Interval {
  if (moments.size > 2) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const sums = moments.size === 1 ? new RatioStatistic(moments) : new Statistic(moments);
  const critical = normalQuantile((1 + level) / 2) ** 2;
  const scale = Math.asinh(ELASTICITY_LIMIT * 10);
  const elasticity = (step: number) => Math.sinh(scale * ((2 * step) / (ELASTICITY_STEPS - 1) - 1)) / 10;
  let first = -1;
  let last = -1;
  for (let step = 0; step < ELASTICITY_STEPS; step += 1) {
    if (sums.leastOverPersistence(elasticity(step)) > critical) continue;
    if (first < 0) first = step;
    last = step;
  }
  // Nothing is kept only when the equation itself is refused, which a just-identified one is not but for the grid's steps.
  if (first < 0) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return {
    // The first value outside, so that the grid never makes the interval too short.
    low: first === 0 ? Number.NEGATIVE_INFINITY : elasticity(first - 1),
    high: last === ELASTICITY_STEPS - 1 ? Number.POSITIVE_INFINITY : elasticity(last + 1),
  };
}

/** The statistic of the cumulative form, which has no persistence: the moment is Z'y - e Z'x. */
class RatioStatistic {
  readonly #moments: LinkMoments;

  constructor(moments: LinkMoments) {
    this.#moments = moments;
  }

  leastOverPersistence(elasticity: number): number {
    const { sums } = this.#moments;
    let sum = 0;
    let square = 0;
    for (let at = 0; at < sums.length; at += 2) {
      const moment = (sums[at] as number) - elasticity * (sums[at + 1] as number);
      sum += moment;
      square += moment * moment;
    }
    return (sum * sum) / (square - (sum * sum * 2) / sums.length);
  }
}

/** The statistic at any (e, d) from the first two moments of the merchants' six sums. */
class Statistic {
  readonly #sum = new Float64Array(6);
  readonly #square = new Float64Array(36);
  readonly #merchants: number;

  constructor({ sums }: LinkMoments) {
    this.#merchants = sums.length / 6;
    for (let m = 0; m < this.#merchants; m += 1) {
      for (let a = 0; a < 6; a += 1) {
        const left = sums[m * 6 + a] as number;
        this.#sum[a] = (this.#sum[a] as number) + left;
        for (let b = 0; b < 6; b += 1)
          this.#square[a * 6 + b] = (this.#square[a * 6 + b] as number) + left * (sums[m * 6 + b] as number);
      }
    }
  }

  leastOverPersistence(elasticity: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let step = 0; step < PERSISTENCE_STEPS; step += 1) {
      const persistence = PERSISTENCE_LIMIT * ((2 * step) / (PERSISTENCE_STEPS - 1) - 1);
      const value = this.#at(persistence, elasticity * (1 - persistence));
      if (value < least) least = value;
    }
    return least;
  }

  /** g' S^-1 g for g = Z'y - d Z'y_{t-1} - c Z'x_{t-1}, summed over merchants, S their scatter around the mean. */
  #at(persistence: number, effect: number): number {
    const sum = this.#sum;
    const g0 = (sum[0] as number) - persistence * (sum[2] as number) - effect * (sum[3] as number);
    const g1 = (sum[1] as number) - persistence * (sum[4] as number) - effect * (sum[5] as number);
    const s00 = this.#spread(0, 2, 0, 2, persistence, effect) - (g0 * g0) / this.#merchants;
    const s01 = this.#spread(0, 2, 1, 4, persistence, effect) - (g0 * g1) / this.#merchants;
    const s11 = this.#spread(1, 4, 1, 4, persistence, effect) - (g1 * g1) / this.#merchants;
    return (s11 * g0 * g0 - 2 * s01 * g0 * g1 + s00 * g1 * g1) / (s00 * s11 - s01 * s01);
  }

  #spread(y: number, x: number, v: number, w: number, persistence: number, effect: number): number {
    const at = (a: number, b: number) => this.#square[a * 6 + b] as number;
    return (
      at(y, v) -
      persistence * (at(y, w) + at(x, v)) -
      effect * (at(y, w + 1) + at(x + 1, v)) +
      persistence * persistence * at(x, w) +
      persistence * effect * (at(x, w + 1) + at(x + 1, w)) +
      effect * effect * at(x + 1, w + 1)
    );
  }
}
