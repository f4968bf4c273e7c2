/**
 * The statistics that reports show. Every function takes plain numbers and is deterministic; there is no sampling here.
 */

/** The mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The sample variance (n - 1); 0 of fewer than two values. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - middle) ** 2;
  return sum / (values.length - 1);
}

/** The quantile by linear interpolation between order statistics (R's type 7) of values sorted upwards; `p` from 0 to 1. */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const last = sorted.length - 1;
  if (last < 0) return Number.NaN;
  const at = Math.min(1, Math.max(0, p)) * last;
  const below = Math.floor(at);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(last, below + 1)] ?? Number.NaN;
  return low + (high - low) * (at - below);
}

/** The quantile of values in any order. */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), p);
}

/** What is known of the mean of paired differences, one a seed, under common random numbers. */
export interface PairedEstimate {
  readonly count: number;
  readonly mean: number;
  readonly standardError: number;
  /** the 95 % interval of the mean, by Student's t */
  readonly low: number;
  readonly high: number;
  /** the chance that the mean is above zero, by Student's t with a flat prior; exactly 0, .5 or 1 when nothing varies */
  readonly probabilityAboveZero: number;
  /** the share of single seeds above zero; seeds at zero count half */
  readonly shareAboveZero: number;
}

/** Estimates the mean of paired differences. Fewer than two differences have no interval: it is the whole line. */
export function pairedEstimate(differences: readonly number[]): PairedEstimate {
  const count = differences.length;
  const middle = mean(differences);
  const standardError = Math.sqrt(variance(differences) / count);
  const half = count < 2 ? Number.POSITIVE_INFINITY : studentQuantile(0.975, count - 1) * standardError;
  let above = 0;
  for (const difference of differences) above += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
  return {
    count,
    mean: middle,
    standardError,
    low: middle - half,
    high: middle + half,
    probabilityAboveZero:
      standardError > 0 ? studentCdf(middle / standardError, count - 1) : (Math.sign(middle) + 1) / 2,
    shareAboveZero: above / count,
  };
}

/** P(T <= t) of Student's distribution with `freedom` degrees. */
export function studentCdf(t: number, freedom: number): number {
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** The t with P(T <= t) = p, by bisection: exact to 1e-12, and called a few times a report. */
export function studentQuantile(p: number, freedom: number): number {
  if (p === 0.5) return 0;
  let low = -1;
  let high = 1;
  while (studentCdf(low, freedom) > p) low *= 2;
  while (studentCdf(high, freedom) < p) high *= 2;
  for (let step = 0; step < 100 && high - low > 1e-12 * Math.max(1, Math.abs(low)); step += 1) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, freedom) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised incomplete beta function, by Lentz's continued fraction (Numerical Recipes, 6.4). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const safe = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return result;
}

/** ln of the gamma function for positive numbers (Lanczos, g = 7, nine terms; relative error below 1e-14). */
function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  let sum = 0.9999999999998099;
  terms.forEach((term, index) => {
    sum += term / (x + index);
  });
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}
