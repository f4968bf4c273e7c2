/**
 * Intervals from bootstrap draws: percentiles, a little further out as the units are fewer (the "expanded" percentile interval of
 * Hesterberg, 2015): n units give draws that are too narrow by sqrt((n - 1) / n), and tails of Student's t.
 *
 * Why no correction of bias or skew: a gain is a product, and its sign is that of its links'. The percentiles of a product leave 0 out
 * exactly when those of the link that is nearest to nothing do. The accelerated interval (Efron, 1987) and the studentised one take how the spread
 * changes around the estimate for how it changes down to 0, where it is least, and leave 0 out too often. See docs/loop.md for what was tried.
 */
import { studentQuantile } from '@hazumi/report';
import { normalCdf } from './normal.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * @param sorted Draws sorted upwards, without NaN.
 * @param units How many units were resampled, at least 2.
 * @param level 0.9 for a 90 % interval.
 */
export function percentileInterval(sorted: Float64Array, units: number, level: number): Interval {
  const tail = normalCdf(Math.sqrt(units / (units - 1)) * studentQuantile((1 - level) / 2, units - 1));
  return { low: orderStatistic(sorted, tail), high: orderStatistic(sorted, 1 - tail) };
}

/** The draw of rank p (draws + 1), between its two neighbours; no interpolation toward an infinite one. */
function orderStatistic(sorted: Float64Array, p: number): number {
  const last = sorted.length - 1;
  const at = Math.min(last, Math.max(0, p * (sorted.length + 1) - 1));
  const low = sorted[Math.floor(at)] as number;
  const high = sorted[Math.ceil(at)] as number;
  return Number.isFinite(low) && Number.isFinite(high) ? low + (high - low) * (at - Math.floor(at)) : high;
}
