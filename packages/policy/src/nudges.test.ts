import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sumMinor } from './money.ts';
import { neutralAmounts } from './nudges.ts';

const market = fc.array(
  fc.record({
    plain: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    draw: fc.double({ min: -1, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 40 },
);
const amplitude = fc.integer({ min: 0, max: 1_000_000 });

test('whatever is drawn, as much is paid out as without the nudge', () => {
  fc.assert(
    fc.property(market, amplitude, (all, ppm) => {
      const plain = all.map((one) => one.plain);
      const varied = neutralAmounts(
        plain,
        all.map((one) => one.draw),
        ppm,
      );
      assert.equal(sumMinor(varied), sumMinor(plain));
    }),
  );
});

test('nobody moves by more than the amplitude, and the better draw never gets less for the same', () => {
  fc.assert(
    fc.property(market, amplitude, (all, ppm) => {
      const plain = all.map((one) => one.plain);
      const draws = all.map((one) => one.draw);
      const varied = neutralAmounts(plain, draws, ppm);
      plain.forEach((amount, at) => {
        const by = Math.abs(Number((varied[at] as bigint) - amount));
        // Two parts in a million of rounding a weight, one minor unit of the remainder.
        assert.ok(by <= Number(amount) * (ppm / 1e6 + 2e-6) + 1, `${amount} moved by ${by} at ${ppm} ppm`);
        plain.forEach((other, to) => {
          if (other === amount && (draws[at] as number) >= (draws[to] as number))
            assert.ok((varied[at] as bigint) + 1n >= (varied[to] as bigint));
        });
      });
    }),
  );
});

test('a nudge really nudges', () => {
  assert.deepEqual(neutralAmounts([1_000n, 1_000n], [1, -1], 500_000), [1_500n, 500n]);
  assert.deepEqual(neutralAmounts([1_000n, 1_000n], [0, 0], 500_000), [1_000n, 1_000n]);
});

test('an impossible draw or amount is refused', () => {
  assert.throws(() => neutralAmounts([1n], [1.1], 0), RangeError);
  assert.throws(() => neutralAmounts([1n], [Number.NaN], 0), RangeError);
  assert.throws(() => neutralAmounts([-1n], [0], 0), RangeError);
  assert.throws(() => neutralAmounts([1n], [], 0), RangeError);
});
