/**
 * Whether stores are made to just reach a threshold: a jump of the density at 5 orders, at 3 buyers.
 *
 * After McCrary (2008), for counts: over a window of whole numbers around the threshold the number of stores with k orders is
 * Poisson with log mean = smooth (a quadratic in k) + jump x [k >= threshold]. Maximum likelihood by Newton's steps; the standard error
 * is from the information matrix. Zero is left out: stores without any order are another kind.
 */
import { invert } from '../moments.ts';
import { normalCdf, normalQuantile } from '../normal.ts';

export interface Bunching {
  /** Log of the density right at the threshold over that right below, less what the smooth part explains. */
  readonly jump: number;
  readonly standardError: number;
  /** exp(jump) - 1: excess density, 0.2 = a fifth more stores than expected; its 90 % interval. */
  readonly excess: number;
  readonly low: number;
  readonly high: number;
  /** The chance of a jump this large upwards when there is none. */
  readonly chance: number;
}

const PARAMETERS = 4;
const STEPS = 50;

/**
 * @param counts How many orders (or buyers) each store has; whole numbers.
 * @param threshold The least number that counts, 2 or more.
 * @param reach Numbers above the threshold that are looked at, and as many below as there are from 1 on.
 * @returns null where there are too few stores to say anything.
 */
export function testBunching(
  counts: ArrayLike<number>,
  threshold: number,
  reach = threshold + 3,
): Bunching | null {
  const first = Math.max(1, threshold - reach);
  const bins = new Float64Array(threshold + reach + 1 - first);
  for (let store = 0; store < counts.length; store += 1) {
    const bin = (counts[store] as number) - first;
    if (bin >= 0 && bin < bins.length) bins[bin] = (bins[bin] as number) + 1;
  }
  const below = bins.subarray(0, threshold - first);
  const above = bins.subarray(threshold - first);
  if (sum(below) < 10 || sum(above) < 10) return null;
  const rows = Array.from(bins, (_, bin) => {
    const distance = (first + bin - threshold) / reach;
    return [1, distance, distance * distance, first + bin >= threshold ? 1 : 0];
  });
  const fitted = fitPoisson(rows, bins);
  if (!fitted) return null;
  const { jump, standardError } = fitted;
  const half = normalQuantile(0.95) * standardError;
  return {
    jump,
    standardError,
    excess: Math.expm1(jump),
    low: Math.expm1(jump - half),
    high: Math.expm1(jump + half),
    chance: 1 - normalCdf(jump / standardError),
  };
}

/**
 * The guardrail's measure over several thresholds: the largest excess that chance does not explain (one in twenty); 0 when chance
 * explains all; NaN when nothing could be tested.
 */
export function bunchingMeasure(tests: readonly (Bunching | null)[]): number {
  const made = tests.filter((test) => test !== null);
  if (made.length === 0) return Number.NaN;
  return Math.max(0, ...made.filter(({ chance }) => chance < 0.05).map(({ excess }) => excess));
}

/** Poisson regression with logarithmic link; null when it does not settle. */
function fitPoisson(
  rows: readonly (readonly number[])[],
  counts: Float64Array,
): { readonly jump: number; readonly standardError: number } | null {
  const coefficients = [Math.log(sum(counts) / counts.length), 0, 0, 0];
  for (let step = 0; step < STEPS; step += 1) {
    const information = new Float64Array(PARAMETERS * PARAMETERS);
    const score = new Float64Array(PARAMETERS);
    rows.forEach((row, bin) => {
      const linear = row.reduce((total, value, k) => total + value * (coefficients[k] as number), 0);
      const mean = Math.exp(Math.min(30, linear));
      for (let a = 0; a < PARAMETERS; a += 1) {
        score[a] = (score[a] as number) + (row[a] as number) * ((counts[bin] as number) - mean);
        for (let b = 0; b < PARAMETERS; b += 1) {
          const at = a * PARAMETERS + b;
          information[at] = (information[at] as number) + (row[a] as number) * (row[b] as number) * mean;
        }
      }
    });
    const inverted = invert(information, PARAMETERS);
    if (!inverted) return null;
    let moved = 0;
    for (let a = 0; a < PARAMETERS; a += 1) {
      let change = 0;
      for (let b = 0; b < PARAMETERS; b += 1) change += inverted.get(a, b) * (score[b] as number);
      // Never more than two logs at once: far from the solution Newton's step can overshoot.
      const bounded = Math.max(-2, Math.min(2, change));
      coefficients[a] = (coefficients[a] as number) + bounded;
      moved = Math.max(moved, Math.abs(bounded));
    }
    if (moved < 1e-9)
      return { jump: coefficients[3] as number, standardError: Math.sqrt(inverted.get(3, 3)) };
  }
  return null;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
