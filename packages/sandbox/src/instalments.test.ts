import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { freeInstalments, instalmentPlan, mostInstalments } from './instalments.ts';

it('charges nothing up to three instalments, then 1.5 % for each after the first, rounded half up', () => {
  const interest = (count: number) => instalmentPlan(129_900n, count).interestMinor;
  assert.deepEqual([1, 2, 3, 4, 6, 12].map(interest), [0n, 0n, 0n, 5_846n, 9_743n, 21_434n]);
});

it('has parts that sum to amount and interest, none more than one unit above another', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 13n });
  const count = fc.integer({ min: 1, max: mostInstalments });
  fc.assert(
    fc.property(amount, count, (amountMinor, instalments) => {
      const plan = instalmentPlan(amountMinor, instalments);
      const sum = plan.partsMinor.reduce((total, part) => total + part, 0n);
      assert.equal(plan.partsMinor.length, instalments);
      assert.equal(sum, plan.totalMinor);
      assert.equal(plan.totalMinor, amountMinor + plan.interestMinor);
      assert.ok((plan.partsMinor[0] ?? 0n) - (plan.partsMinor.at(-1) ?? 0n) <= 1n);
      if (instalments <= freeInstalments) assert.equal(plan.interestMinor, 0n);
    }),
  );
});
