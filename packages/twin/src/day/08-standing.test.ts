import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultDocument, effectiveGaps, effectiveStoreRules, effectiveWeight } from '@hazumi/policy';
import fc from 'fast-check';

const rules = effectiveStoreRules('apparel', 'CNY', defaultDocument);

test('a store of less than full weight has too few orders or buyers, whatever else is right', () => {
  const amounts = fc.double({ min: 0, max: 20, noNaN: true });
  const check = fc.property(
    amounts,
    amounts,
    fc.double({ min: 0, max: 1, noNaN: true }),
    (buyers, orders, fraud) => {
      const gaps = effectiveGaps(99, orders, buyers, 1e9, 1, 0, 1, 5, 0, false, rules);
      assert.equal(effectiveWeight(buyers, orders, fraud, rules) < 1 - fraud ? gaps !== 0 : true, true);
      assert.equal(effectiveWeight(buyers, orders, 0, rules) < 1, gaps !== 0);
    },
  );
  fc.assert(check, { numRuns: 2_000 });
});
