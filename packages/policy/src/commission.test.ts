import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { commissionStates, commissionWaterfall } from './commission.ts';
import { applyPpm, sumMinor } from './money.ts';

test('a line is settled or cancelled once, and stays so', () => {
  assert.equal(commissionStates.canTransition('unsettled', 'settled', 'platform'), true);
  assert.equal(commissionStates.canTransition('unsettled', 'settled', 'merchant'), false);
  assert.equal(commissionStates.isFinal('settled'), true);
  assert.equal(commissionStates.isFinal('cancelled'), true);
});

test('the commission runs from the merchant to the agency and on to the creator', () => {
  assert.deepEqual(commissionWaterfall(9_999n, 200_000, [{ party: 'agency', keptPpm: 300_000 }], 'creator'), {
    commissionMinor: 2_000n,
    parts: [
      { party: 'agency', amountMinor: 600n },
      { party: 'creator', amountMinor: 1_400n },
    ],
  });
  assert.deepEqual(commissionWaterfall(9_999n, 200_000, [], 'creator').parts, [
    { party: 'creator', amountMinor: 2_000n },
  ]);
});

test('it is refused for a negative base or a share that is none', () => {
  assert.throws(() => commissionWaterfall(-1n, 1, [], 'creator'), RangeError);
  assert.throws(() => commissionWaterfall(1n, 1_000_001, [], 'creator'), RangeError);
  assert.throws(() => commissionWaterfall(1n, 1, [{ party: 'agency', keptPpm: -1 }], 'creator'), RangeError);
});

test('the parts sum exactly to the commission, and nobody gets less than nothing', () => {
  const ppm = fc.integer({ min: 0, max: 1_000_000 });
  const steps = fc.array(
    ppm.map((keptPpm) => ({ party: 'agency', keptPpm })),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 12n), ppm, steps, (base, rate, waterfall) => {
      const { commissionMinor, parts } = commissionWaterfall(base, rate, waterfall, 'creator');
      assert.equal(commissionMinor, applyPpm(base, rate));
      assert.ok(commissionMinor <= base);
      assert.equal(sumMinor(parts.map((part) => part.amountMinor)), commissionMinor);
      for (const part of parts) assert.ok(part.amountMinor >= 0n);
    }),
  );
});
