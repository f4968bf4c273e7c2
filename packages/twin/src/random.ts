/**
 * Chance: counter-based random numbers. A draw is a function of (seed, stream, entity, day, draw) and of nothing that
 * happened before, so two scenarios share the chance of every entity that both have, and threads need no order.
 *
 * Threefry-2x32 with 20 rounds (Salmon et al., Parallel random numbers: as easy as 1, 2, 3; SC 2011).
 */
import { exp, log } from '@hazumi/policy';

const PARITY = 0x1bd11bda;
const TO_UNIT = 1 / 4_294_967_296;

/** Draws a day and entity; the counter's second word is day x DRAWS_A_DAY + draw. */
export const DRAWS_A_DAY = 256;

/** Streams: the second word of the key, so that what an entity is and what happens to it are independent. */
export const STREAM = { traits: 1, days: 2, market: 3, nudges: 4, exploration: 5 } as const;

/**
 * Blocks of Threefry-2x32-20 whose counters differ in the first word only: writes two words each to `out`.
 *
 * The rounds stand one by one: the rotations are constants then, and the loop's arithmetic is much of a store's day.
 */
export function threefryAll(
  key0: number,
  key1: number,
  counters: Int32Array,
  counter1: number,
  count: number,
  out: Uint32Array,
): void {
  const key2 = key0 ^ key1 ^ PARITY;
  for (let at = 0; at < count; at++) {
    let a = ((counters[at] as number) + key0) | 0;
    let b = (counter1 + key1) | 0;
    a = (a + b) | 0;
    b = ((b << 13) | (b >>> 19)) ^ a;
    a = (a + b) | 0;
    b = ((b << 15) | (b >>> 17)) ^ a;
    a = (a + b) | 0;
    b = ((b << 26) | (b >>> 6)) ^ a;
    a = (a + b) | 0;
    b = ((b << 6) | (b >>> 26)) ^ a;
    a = (a + key1) | 0;
    b = (b + key2 + 1) | 0;
    a = (a + b) | 0;
    b = ((b << 17) | (b >>> 15)) ^ a;
    a = (a + b) | 0;
    b = ((b << 29) | (b >>> 3)) ^ a;
    a = (a + b) | 0;
    b = ((b << 16) | (b >>> 16)) ^ a;
    a = (a + b) | 0;
    b = ((b << 24) | (b >>> 8)) ^ a;
    a = (a + key2) | 0;
    b = (b + key0 + 2) | 0;
    a = (a + b) | 0;
    b = ((b << 13) | (b >>> 19)) ^ a;
    a = (a + b) | 0;
    b = ((b << 15) | (b >>> 17)) ^ a;
    a = (a + b) | 0;
    b = ((b << 26) | (b >>> 6)) ^ a;
    a = (a + b) | 0;
    b = ((b << 6) | (b >>> 26)) ^ a;
    a = (a + key0) | 0;
    b = (b + key1 + 3) | 0;
    a = (a + b) | 0;
    b = ((b << 17) | (b >>> 15)) ^ a;
    a = (a + b) | 0;
    b = ((b << 29) | (b >>> 3)) ^ a;
    a = (a + b) | 0;
    b = ((b << 16) | (b >>> 16)) ^ a;
    a = (a + b) | 0;
    b = ((b << 24) | (b >>> 8)) ^ a;
    a = (a + key1) | 0;
    b = (b + key2 + 4) | 0;
    a = (a + b) | 0;
    b = ((b << 13) | (b >>> 19)) ^ a;
    a = (a + b) | 0;
    b = ((b << 15) | (b >>> 17)) ^ a;
    a = (a + b) | 0;
    b = ((b << 26) | (b >>> 6)) ^ a;
    a = (a + b) | 0;
    b = ((b << 6) | (b >>> 26)) ^ a;
    out[2 * at] = (a + key2) | 0;
    out[2 * at + 1] = (b + key0 + 5) | 0;
  }
}

const counter = new Int32Array(1);

/** One block: writes its two words to `out`. */
export function threefry(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  out: Uint32Array,
): void {
  counter[0] = counter0;
  threefryAll(key0, key1, counter, counter1, 1, out);
}

/** A word as a uniform in (0, 1), never an end: the midpoint of one of 2^32 equal parts. */
export function unitOf(word: number): number {
  return (word + 0.5) * TO_UNIT;
}

const block = new Uint32Array(2);

/** The two uniforms of a draw. */
export function uniforms(
  seed: number,
  stream: number,
  entity: number,
  day: number,
  draw: number,
  out: Float64Array,
): void {
  threefry(seed, stream, entity, (day * DRAWS_A_DAY + draw) | 0, block);
  out[0] = unitOf(block[0] as number);
  out[1] = unitOf(block[1] as number);
}

const pair = new Float64Array(2);

/** The first of the two uniforms, for code that is not hot. */
export function uniform(seed: number, stream: number, entity: number, day: number, draw: number): number {
  uniforms(seed, stream, entity, day, draw, pair);
  return pair[0] as number;
}

/** From this mean on, the quantile comes from an expansion; below, from summing. */
const LARGE_MEAN = 16;

/**
 * The Poisson quantile of a uniform: the least count whose distribution function reaches it. Monotone in the mean and in
 * the uniform, so that under the same chance more demand never sells less.
 *
 * Exact below a mean of 16; above, Cornish and Fisher's expansion to the third order, whose mean and variance are right to
 * some parts in a thousand. A mean that is not positive gives 0.
 */
export function poisson(mean: number, u: number): number {
  if (!(mean > 0)) return 0;
  // e^-mean is never below 1 - mean, so most draws of a small mean need no exponential.
  if (u < 1 - mean) return 0;
  if (mean >= LARGE_MEAN) return largePoisson(mean, u);
  let count = 0;
  let term = exp(-mean);
  let sum = term;
  // 2^-32 from either end a mean of 16 stays below 50; the bound only guards against sums that stop short of 1.
  while (u > sum && count < 200) {
    count += 1;
    term = (term * mean) / count;
    sum += term;
  }
  return count;
}

function largePoisson(mean: number, u: number): number {
  const z = normal(u);
  const root = Math.sqrt(mean);
  const value = mean + root * z + (z * z - 1) / 6 + (z - z * z * z) / (72 * root);
  return Math.max(0, Math.floor(value + 0.5));
}

/**
 * The standard normal quantile of a uniform in (0, 1), after P. J. Acklam's rational approximations; relative error
 * below 1.2e-9, on arithmetic alone, so the same bits everywhere.
 */
export function normal(u: number): number {
  if (u < 0.02425) return tail(Math.sqrt(-2 * log(u)));
  if (u > 0.97575) return -tail(Math.sqrt(-2 * log(1 - u)));
  const q = u - 0.5;
  const r = q * q;
  const above =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
    2.506628277459239;
  const below =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return (q * above) / below;
}

function tail(q: number): number {
  const above =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) *
      q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const below =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q +
    1;
  return above / below;
}
