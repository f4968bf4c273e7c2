/**
 * Intervals from bootstrap draws: bias-corrected and accelerated (Efron, 1987), because a product of ratios is skewed. Beside the plain
 * percentile interval the difference is small where nudges are strong, and grows as they get weaker.
 */
import { normalCdf, normalQuantile } from './normal.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * @param sorted Draws sorted upwards, without NaN.
 * @param point The estimate on the sample itself.
 * @param influences What each resampled unit adds to the estimate's error.
 * @param level 0.9 for a 90 % interval.
 */
export function acceleratedInterval(
  sorted: Float64Array,
  point: number,
  influences: Float64Array,
  level: number,
): Interval {
  const draws = sorted.length;
  let below = 0;
  let equal = 0;
  for (const draw of sorted) {
    if (draw < point) below += 1;
    else if (draw === point) equal += 1;
  }
  // Half a draw away from the ends: a point outside all draws must not make the correction infinite.
  const share = Math.min(1 - 0.5 / draws, Math.max(0.5 / draws, (below + equal / 2) / draws));
  const bias = normalQuantile(share);
  const acceleration = skew(influences) / 6;
  const end = (p: number): number => {
    const shifted = bias + normalQuantile(p);
    return orderStatistic(sorted, normalCdf(bias + shifted / (1 - acceleration * shifted)));
  };
  return { low: end((1 - level) / 2), high: end((1 + level) / 2) };
}

/** Sum of cubes over the 3/2 power of the sum of squares. */
function skew(influences: Float64Array): number {
  let squares = 0;
  let cubes = 0;
  for (const value of influences) {
    squares += value * value;
    cubes += value * value * value;
  }
  return squares > 0 ? cubes / squares ** 1.5 : 0;
}

/** The draw of rank p (draws + 1), between its two neighbours; no interpolation toward an infinite one. */
function orderStatistic(sorted: Float64Array, p: number): number {
  const last = sorted.length - 1;
  const at = Math.min(last, Math.max(0, p * (sorted.length + 1) - 1));
  const low = sorted[Math.floor(at)] as number;
  const high = sorted[Math.ceil(at)] as number;
  return Number.isFinite(low) && Number.isFinite(high) ? low + (high - low) * (at - Math.floor(at)) : high;
}
