import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  absolute,
  allocateWithin,
  applyPpm,
  divide,
  includedTax,
  minorFromJson,
  minorToJson,
  PPM,
  shareOf,
  splitByLargestRemainder,
  sumMinor,
  wholeMinor,
} from './money.ts';

const amount = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 30 });
const ppm = fc.integer({ min: 0, max: 3_000_000 });

test('a split sums exactly and each part lies within one unit of its quota', () => {
  fc.assert(
    fc.property(amount, weights, (total, given) => {
      const parts = splitByLargestRemainder(total, given);
      assert.equal(parts.length, given.length);
      assert.equal(sumMinor(parts), total);
      const effective = sumMinor(given) === 0n ? given.map(() => 1n) : given;
      const sum = sumMinor(effective);
      for (const [index, part] of parts.entries()) {
        const quotaTimesSum = total * (effective[index] ?? 0n);
        assert.ok(absolute(part * sum - quotaTimesSum) < sum, `part ${index} is a whole unit off its quota`);
      }
    }),
  );
});

test('a split of the negative total is the mirror image', () => {
  fc.assert(
    fc.property(amount, weights, (total, given) => {
      assert.deepEqual(
        splitByLargestRemainder(-total, given),
        splitByLargestRemainder(total, given).map((part) => -part),
      );
    }),
  );
});

test('a weight of zero gets nothing as long as another has weight, and a larger weight never gets less', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), weights, (total, given) => {
      fc.pre(sumMinor(given) > 0n);
      const parts = splitByLargestRemainder(total, given);
      for (const [i, weight] of given.entries()) {
        if (weight === 0n) assert.equal(parts[i], 0n);
        for (const [j, other] of given.entries())
          if (weight > other) assert.ok((parts[i] ?? 0n) >= (parts[j] ?? 0n));
      }
    }),
  );
});

test('ties go to the lower index', () => {
  assert.deepEqual(splitByLargestRemainder(100n, [1n, 1n, 1n]), [34n, 33n, 33n]);
  assert.deepEqual(splitByLargestRemainder(5n, [0n, 0n]), [3n, 2n]);
  assert.deepEqual(splitByLargestRemainder(-2n, [1n, 1n, 1n]), [-1n, -1n, 0n]);
  assert.deepEqual(splitByLargestRemainder(10n, [1n, 0n, 3n]), [3n, 0n, 7n]);
});

test('what cannot be split is refused', () => {
  assert.deepEqual(splitByLargestRemainder(0n, []), []);
  assert.throws(() => splitByLargestRemainder(1n, []), RangeError);
  assert.throws(() => splitByLargestRemainder(1n, [2n, -1n]), RangeError);
});

test('a rate: floor is the largest whole not above, half up the nearest and odd', () => {
  fc.assert(
    fc.property(amount, ppm, (value, rate) => {
      const exact = value * BigInt(rate); // in millionths
      const floor = applyPpm(value, rate, 'floor');
      assert.ok(floor * PPM <= exact && exact < (floor + 1n) * PPM);
      const nearest = applyPpm(value, rate, 'halfUp');
      assert.ok(2n * absolute(nearest * PPM - exact) <= PPM);
      assert.equal(applyPpm(-value, rate, 'halfUp'), -nearest);
      assert.equal(applyPpm(value, BigInt(rate)), nearest);
    }),
  );
});

test('a rate at the half', () => {
  assert.equal(applyPpm(50n, 10_000), 1n);
  assert.equal(applyPpm(49n, 10_000), 0n);
  assert.equal(applyPpm(-50n, 10_000), -1n);
  assert.equal(applyPpm(50n, 10_000, 'floor'), 0n);
  assert.equal(applyPpm(-50n, 10_000, 'floor'), -1n);
  assert.throws(() => applyPpm(1n, 0.5), RangeError);
});

test('included tax and net rebuild the gross within half a unit', () => {
  fc.assert(
    fc.property(amount, ppm, (gross, rate) => {
      const tax = includedTax(gross, rate);
      assert.ok(2n * absolute(tax * (PPM + BigInt(rate)) - gross * BigInt(rate)) <= PPM + BigInt(rate));
      assert.ok(absolute(tax) <= absolute(gross));
      assert.equal(includedTax(-gross, rate), -tax);
    }),
  );
  assert.equal(includedTax(11_300n, 130_000), 1_300n);
  assert.equal(includedTax(108n, 80_000), 8n);
  assert.throws(() => includedTax(1n, -1), RangeError);
});

test('a division needs a positive denominator', () => {
  assert.throws(() => divide(1n, 0n, 'floor'), RangeError);
  assert.throws(() => divide(1n, -1n, 'halfUp'), RangeError);
});

test('JSON carries safe integers and refuses the rest', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => assert.equal(minorToJson(minorFromJson(value)), value)),
  );
  assert.throws(() => minorToJson(2n ** 53n), RangeError);
  assert.throws(() => minorFromJson(1.5), RangeError);
  assert.throws(() => minorFromJson(Number.NaN), RangeError);
});

test('a real amount becomes the nearest whole one, a half away from zero, whatever its last bits', () => {
  assert.equal(wholeMinor(0.49), 0n);
  assert.equal(wholeMinor(0.5), 1n);
  assert.equal(wholeMinor(-0.5), -1n);
  assert.equal(wholeMinor(50 * (0.06 - 0.05)), 1n);
  assert.equal(wholeMinor(2 ** 53), 2n ** 53n);
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY])
    assert.throws(() => wholeMinor(wrong), RangeError);
});

test('a rule on plain numbers books what the exact product of amount and rate would be', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(10 ** 8), max: 10 ** 8 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      (amount, ppm) => assert.equal(wholeMinor(amount * shareOf(ppm)), applyPpm(BigInt(amount), ppm)),
    ),
    { numRuns: 1_000 },
  );
});

test('a split within limits sums exactly and exceeds none of them', () => {
  const limits = fc.array(fc.bigInt(0n, 10n ** 6n), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(limits, fc.nat(1_000_000), (room, ppm) => {
      const total = (sumMinor(room) * BigInt(ppm)) / 1_000_000n;
      const parts = allocateWithin(total, room);
      assert.equal(sumMinor(parts), total);
      for (const [index, part] of parts.entries()) assert.ok(part >= 0n && part <= (room[index] ?? 0n));
      assert.throws(() => allocateWithin(sumMinor(room) + 1n, room), RangeError);
    }),
  );
  assert.throws(() => allocateWithin(-1n, [1n]), RangeError);
  assert.throws(() => allocateWithin(1n, [2n, -1n]), RangeError);
});
