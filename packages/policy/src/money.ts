/**
 * Money as this market counts it: bigint minor units (cents, yen), rates in parts per million (ppm).
 * Nothing here knows an exchange rate or rounds twice; each function says which way it rounds.
 */

export type Rounding = 'halfUp' | 'floor';

/** One whole, in parts per million. */
export const PPM = 1_000_000n;

/**
 * Divides `total` over `weights` so that the parts sum to `total` exactly (largest remainders, Hamilton's method).
 *
 * Each part is its exact quota rounded down, or one minor unit more; the units left over go to the largest
 * remainders, and among equal remainders to the lower index. A negative total gives the mirror image of the positive
 * one, so that a refund undoes a charge part by part. When every weight is zero the parts are equal.
 *
 * @throws RangeError for a negative weight, or for a total other than zero with nobody to give it to.
 */
export function splitByLargestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new RangeError('A weight must not be negative.');
  if (weights.length === 0) {
    if (total === 0n) return [];
    throw new RangeError(`Cannot split ${total} over no weights.`);
  }
  const weightSum = sumMinor(weights);
  if (weightSum === 0n)
    return splitByLargestRemainder(
      total,
      weights.map(() => 1n),
    );

  const magnitude = absolute(total);
  const parts: bigint[] = [];
  const remainders: { index: number; remainder: bigint }[] = [];
  let left = magnitude;
  for (const [index, weight] of weights.entries()) {
    const product = magnitude * weight;
    const part = product / weightSum;
    parts.push(part);
    remainders.push({ index, remainder: product % weightSum });
    left -= part;
  }
  // Array.prototype.sort is stable, so equal remainders stay in order of index.
  remainders.sort((a, b) => (a.remainder === b.remainder ? 0 : a.remainder > b.remainder ? -1 : 1));
  // `left` is smaller than the number of parts with a remainder, so it fits in a number and never reaches a zero one.
  for (const { index } of remainders.slice(0, Number(left))) parts[index] = (parts[index] ?? 0n) + 1n;
  return total < 0n ? parts.map((part) => -part) : parts;
}

/**
 * A split in proportion to limits that exceeds none of them. A quota never exceeds its limit when the total does not
 * exceed their sum, and a part is its quota or, where that is no whole number, less than one unit more: so not beyond
 * the limit, which is whole.
 *
 * @throws RangeError for a negative amount, or a total beyond the sum of the limits.
 */
export function allocateWithin(totalMinor: bigint, limits: readonly bigint[]): bigint[] {
  refuseNegative([totalMinor, ...limits]);
  if (totalMinor > sumMinor(limits))
    throw new RangeError(`${totalMinor} exceeds the ${sumMinor(limits)} that there are.`);
  return splitByLargestRemainder(totalMinor, limits);
}

/** @throws RangeError for the first amount below zero. */
export function refuseNegative(amounts: readonly bigint[]): void {
  const negative = amounts.find((amount) => amount < 0n);
  if (negative !== undefined) throw new RangeError(`${negative} is negative.`);
}

/**
 * `amount` times a rate in ppm.
 *
 * `halfUp` rounds to the nearest minor unit, a half away from zero, so that the fee on a refund mirrors the fee on the
 * sale; `floor` rounds towards minus infinity.
 *
 * @throws RangeError for a rate that is no safe integer.
 */
export function applyPpm(amount: bigint, ppm: number | bigint, rounding: Rounding = 'halfUp'): bigint {
  return divide(amount * integerPpm(ppm), PPM, rounding);
}

/** A rate in ppm as a share of one: 50_000 is .05. The rules on plain numbers take these. */
export function shareOf(ppm: number): number {
  return ppm / 1_000_000;
}

/**
 * The tax contained in a gross amount: gross x rate / (1 + rate), rounded half up (away from zero).
 *
 * @param ratePpm the rate on the net amount, e.g. 130_000 for 13 %; not negative.
 */
export function includedTax(gross: bigint, ratePpm: number | bigint): bigint {
  const rate = integerPpm(ratePpm);
  if (rate < 0n) throw new RangeError('A tax rate must not be negative.');
  return divide(gross * rate, PPM + rate, 'halfUp');
}

/** numerator / denominator as a whole number. The denominator must be positive. */
export function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator <= 0n) throw new RangeError('A denominator must be positive.');
  if (rounding === 'floor') {
    const quotient = numerator / denominator;
    return numerator < 0n && numerator % denominator !== 0n ? quotient - 1n : quotient;
  }
  const magnitude = (absolute(numerator) * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -magnitude : magnitude;
}

/**
 * A real number of minor units as a whole one, to the nearest, a half away from zero. The rules on plain numbers answer
 * reals; the market books what this makes of them. A product such as 1250 x .01 can miss its exact value by its last
 * bits, so what lies within a few of them below a half counts as a half: up to 10^8 minor units at a rate in ppm the
 * result is that of `applyPpm`.
 *
 * @throws RangeError for what is no finite number.
 */
export function wholeMinor(amount: number): bigint {
  if (!Number.isFinite(amount)) throw new RangeError(`An amount must be a finite number, not ${amount}.`);
  const magnitude = Math.abs(amount);
  const whole = Math.floor(magnitude);
  const tolerance = Math.min(magnitude / 281_474_976_710_656, 1 / 2_097_152);
  const rounded = BigInt(whole) + (magnitude - whole + tolerance >= 0.5 ? 1n : 0n);
  return amount < 0 ? -rounded : rounded;
}

export function sumMinor(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

export function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/**
 * A bigint amount as the integer that JSON carries.
 *
 * @throws RangeError beyond 2^53 - 1, where a JSON number would lose a unit.
 */
export function minorToJson(amount: bigint): number {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${amount} is too large for a JSON integer.`);
  return value;
}

/** The integer that JSON carries as a bigint amount. @throws RangeError for anything but a safe integer. */
export function minorFromJson(value: number): bigint {
  return BigInt(safeInteger(value, 'An amount in minor units'));
}

function integerPpm(ppm: number | bigint): bigint {
  return typeof ppm === 'bigint' ? ppm : BigInt(safeInteger(ppm, 'A rate in ppm'));
}

function safeInteger(value: number, what: string): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${what} must be an integer, not ${value}.`);
  return value;
}
