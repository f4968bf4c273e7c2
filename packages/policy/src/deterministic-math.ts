/**
 * Exponential and logarithm that give the same bits on every engine. The language leaves the last bits of `Math.exp`,
 * `Math.log` and `**` to the engine, so a rule that used them could decide one thing on a server and another in a
 * browser. Here are only + - * /, which IEEE 754 fixes to the bit. Errors stay within about one unit in the last place.
 */

/** The logarithm of 2 in two parts: the first has so few bits that its product with an exponent is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;
const SQRT2 = Math.SQRT2;

/** Beyond these e^x is larger than any number, or smaller than the smallest. */
const EXP_MAX = 709.782712893384;
const EXP_MIN = -745.1332191019411;

const MANTISSA_BITS = 20;
const EXPONENT_BIAS = 1_023;
const HIGH_MANTISSA = 0xfffff;
/** One number and its two words. Which word has the sign and the exponent depends on the machine's byte order. */
const number = new Float64Array([-0]);
const words = new Int32Array(number.buffer);
const HIGH = words[1] === 0 ? 0 : 1;
const LOW = 1 - HIGH;

/**
 * e^x. Infinity above 709.78, 0 below -745.13, NaN for NaN.
 *
 * With x = k ln 2 + r and |r| <= ln 2 / 2, e^r = (h + r) / (h - r) where h = r coth(r / 2), whose series has the
 * Bernoulli numbers as coefficients and converges so fast that six terms reach the last bit.
 */
export function exp(x: number): number {
  if (x > EXP_MAX) return Number.POSITIVE_INFINITY;
  if (x < EXP_MIN) return 0;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const square = r * r;
  const series =
    1 / 6 +
    square *
      (-1 / 360 +
        square *
          (1 / 15_120 +
            square * (-1 / 604_800 + square * (1 / 23_950_080 - square * (691 / 653_837_184_000)))));
  // (h + r) / (h - r) with h = 2 + square * series, written so that 1 and r are added last and lose nothing.
  const rest = r - square * series;
  const result = 1 + (high - (low - (r * rest) / (2 - rest)));
  return Number.isNaN(x) ? x : scaled(result, k);
}

/** The natural logarithm. NaN below 0, -Infinity at 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  // A number too small for a full mantissa is lifted by 2^54 first.
  const isTiny = x < 2.2250738585072014e-308;
  number[0] = isTiny ? x * 18_014_398_509_481_984 : x;
  const word = words[HIGH] ?? 0;
  let k = (word >>> MANTISSA_BITS) - EXPONENT_BIAS - (isTiny ? 54 : 0);
  words[HIGH] = (word & HIGH_MANTISSA) | (EXPONENT_BIAS << MANTISSA_BITS);
  let mantissa = number[0];
  if (mantissa > SQRT2) {
    mantissa *= 0.5;
    k += 1;
  }
  // log(1 + f) = 2 artanh(s) with s = f / (2 + f): odd powers of s, |s| < .172. Summed in pairs, which need not wait
  // for each other.
  const f = mantissa - 1;
  const s = f / (2 + f);
  const square = s * s;
  const fourth = square * square;
  const eighth = fourth * fourth;
  const series =
    square *
    (2 / 3 +
      square * (2 / 5) +
      fourth * (2 / 7 + square * (2 / 9)) +
      eighth *
        (2 / 11 +
          square * (2 / 13) +
          fourth * (2 / 15 + square * (2 / 17)) +
          eighth * (2 / 19 + square * (2 / 21))));
  // 2 s = f - s f, and f is exact: what is rounded is only the small rest.
  const half = 0.5 * f * f;
  return k * LN2_HIGH + (f - (half - (s * (half + series) + k * LN2_LOW)));
}

/** base^exponent for a base of at least 0; 0^0 is 1. */
export function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  return base === 0 ? (exponent > 0 ? 0 : Number.POSITIVE_INFINITY) : exp(exponent * log(base));
}

/** 2^x, for what halves or doubles in a given time; exact for whole x. */
export function powerOfTwo(x: number): number {
  if (x > 1_100) return Number.POSITIVE_INFINITY;
  if (x < -1_100) return 0;
  const k = Math.floor(x + 0.5);
  const result = exp((x - k) * (LN2_HIGH + LN2_LOW));
  return Number.isNaN(x) ? x : scaled(result, k);
}

/** The probability that belongs to log-odds: 1 / (1 + e^-x). */
export function logistic(logOdds: number): number {
  return 1 / (1 + exp(-logOdds));
}

/** value x 2^k, in two steps because 2^k alone may be no normal number. */
function scaled(value: number, k: number): number {
  if (k >= -1_022 && k <= 1_023) return value * powerOfTwoBits(k);
  const first = k < 0 ? -1_000 : 1_000;
  return value * powerOfTwoBits(first) * powerOfTwoBits(k - first);
}

/** 2^k for a normal number: nothing but the exponent. */
function powerOfTwoBits(k: number): number {
  words[HIGH] = (k + EXPONENT_BIAS) << MANTISSA_BITS;
  words[LOW] = 0;
  return number[0] ?? 0;
}
