import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { explain } from './explain.ts';
import {
  clawback,
  feeKeptOf,
  incentiveRules,
  meritDecay,
  meritOf,
  meritSpentADay,
  type RebateFacts,
  rebate,
  vestedShare,
  vestingParts,
} from './incentive.ts';
import { sumMinor } from './money.ts';

const rules = incentiveRules('CNY', policy);
const facts: RebateFacts = {
  baseMinor: 10_000n,
  feePpm: 50_000,
  feePaidMinor: 500n,
  earnedThisMonthMinor: 0n,
  currency: 'CNY',
};
const decide = (change: Partial<RebateFacts>) => rebate({ ...facts, ...change }, policy);

test('the fee above one percent of the base goes back', () => {
  assert.deepEqual(decide({}), { rebateMinor: 400n, reason: 'rate', fields: ['/incentive/keptFeePpm'] });
  assert.equal(decide({ baseMinor: 9_000n, feePaidMinor: 500n }).rebateMinor, 360n);
});

test('nothing goes back of a fee at or below the part that stays', () => {
  assert.equal(decide({ feePpm: 10_000, feePaidMinor: 100n }).rebateMinor, 0n);
  assert.equal(decide({ feePpm: 5_000, feePaidMinor: 50n }).rebateMinor, 0n);
});

test('never more than the fee that was paid, and the decision says so', () => {
  const partly = decide({ feePaidMinor: 120n });
  assert.deepEqual([partly.rebateMinor, partly.reason], [120n, 'feePaid']);
  assert.equal(decide({ feePaidMinor: 400n }).reason, 'rate');
  assert.deepEqual(decide({ feePaidMinor: 0n }).rebateMinor, 0n);
});

test('a licence earns up to a cap in a month, over all its stores', () => {
  const cap = 10_000_000n;
  assert.equal(decide({ earnedThisMonthMinor: cap - 400n }).reason, 'rate');
  assert.deepEqual(decide({ earnedThisMonthMinor: cap - 399n }), {
    rebateMinor: 399n,
    reason: 'monthlyCap',
    fields: ['/incentive/keptFeePpm', '/incentive/capPerLicenceAndMonth'],
  });
  assert.equal(decide({ earnedThisMonthMinor: cap + 1n }).rebateMinor, 0n);
});

test('a reward vests by thirds at 30, 60 and 90 days after the return window', () => {
  const shares = [0, 29.9, 30, 59, 60, 89, 90, 1_000].map((days) => vestedShare(days, rules));
  assert.deepEqual(shares, [0, 0, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 1, 1]);
  assert.deepEqual(vestingParts(100n, policy), [
    { day: 30, amountMinor: 34n },
    { day: 60, amountMinor: 33n },
    { day: 90, amountMinor: 33n },
  ]);
});

test('merit halves in 14 days and counts innocence', () => {
  assert.equal(meritOf(800, 0, 0, rules), 800);
  assert.equal(meritOf(800, 14, 0, rules), 400);
  assert.equal(meritOf(800, 28, 0.5, rules), 100);
  assert.equal(meritOf(800, 0, 1, rules), 0);
});

test('merit rests on the fee that stays and on proven logistics', () => {
  assert.equal(feeKeptOf(500, 400, 0), 100);
  assert.equal(feeKeptOf(500, 400, 250), 350);
});

test('a clawback uses up pending incentive, then pending settlement, then the deposit; the rest is owed', () => {
  const available = { pendingIncentive: 50n, pendingSettlement: 0n, deposit: 30n };
  assert.deepEqual(clawback(100n, available, policy), {
    taken: [
      { source: 'pendingIncentive', amountMinor: 50n },
      { source: 'deposit', amountMinor: 30n },
    ],
    owedMinor: 20n,
    fields: ['/incentive/clawbackOrder'],
  });
  assert.deepEqual(clawback(0n, available, policy).taken, []);
  assert.throws(() => clawback(-1n, available, policy), RangeError);
  assert.throws(() => clawback(1n, { ...available, deposit: -1n }, policy), RangeError);
});

const amount = fc.bigInt(0n, 10n ** 9n);
const anyFacts: fc.Arbitrary<RebateFacts> = fc.record({
  baseMinor: amount,
  feePpm: fc.integer({ min: 0, max: 100_000 }),
  feePaidMinor: amount,
  earnedThisMonthMinor: amount,
  currency: fc.constantFrom('CNY', 'JPY', 'BRL'),
});

test('a rebate is never negative, never above the fee paid, never beyond the cap, and names its fields', () => {
  fc.assert(
    fc.property(anyFacts, (order) => {
      const { rebateMinor, fields } = rebate(order, policy);
      const cap = BigInt(incentiveRules(order.currency, policy).capMinor);
      assert.ok(rebateMinor >= 0n && rebateMinor <= order.feePaidMinor);
      assert.ok(rebateMinor === 0n || order.earnedThisMonthMinor + rebateMinor <= cap);
      for (const field of fields) assert.notEqual(explain(field), null);
    }),
  );
});

test('splitting an order into two earns no more, but for the rounding of one unit', () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, 10n ** 6n),
      fc.bigInt(0n, 10n ** 6n),
      fc.integer({ min: 0, max: 100_000 }),
      (a, b, feePpm) => {
        const of = (baseMinor: bigint) => decide({ baseMinor, feePpm, feePaidMinor: 10n ** 9n }).rebateMinor;
        assert.ok(of(a) + of(b) <= of(a + b) + 1n);
      },
    ),
  );
});

test('vesting parts sum exactly, and the share vested never falls', () => {
  const span = fc.double({ min: -10, max: 200, noNaN: true });
  fc.assert(
    fc.property(amount, span, fc.double({ min: 0, max: 100, noNaN: true }), (reward, days, more) => {
      assert.equal(sumMinor(vestingParts(reward, policy).map((part) => part.amountMinor)), reward);
      assert.ok(vestedShare(days + more, rules) >= vestedShare(days, rules));
    }),
  );
});

test('a clawback takes exactly what it can, and no source goes below zero', () => {
  fc.assert(
    fc.property(amount, amount, amount, amount, (claim, pendingIncentive, pendingSettlement, deposit) => {
      const available = { pendingIncentive, pendingSettlement, deposit };
      const { taken, owedMinor } = clawback(claim, available, policy);
      assert.equal(sumMinor(taken.map((part) => part.amountMinor)) + owedMinor, claim);
      for (const { source, amountMinor } of taken)
        assert.ok(amountMinor > 0n && amountMinor <= available[source]);
      assert.ok(owedMinor === 0n || owedMinor === claim - pendingIncentive - pendingSettlement - deposit);
    }),
  );
});

test('merit decays step by step as it does at once', () => {
  const days = fc.double({ min: 0, max: 365, noNaN: true });
  fc.assert(
    fc.property(days, days, (a, b) => {
      const both = meritDecay(a + b, rules);
      assert.ok(Math.abs(meritDecay(a, rules) * meritDecay(b, rules) - both) <= 1e-13 * both);
      assert.ok(both > 0 && both <= 1);
    }),
  );
});

test('what is spent of a stock of merit day by day comes to each fee once, and never to more', () => {
  for (const meritHalfLifeDays of [1, 14, 90]) {
    const its = { ...rules, meritHalfLifeDays };
    let stock = 1;
    let spent = 0;
    for (let day = 0; day < 40 * meritHalfLifeDays; day++) {
      spent += stock * meritSpentADay(its);
      assert.ok(spent <= 1 + 1e-12);
      stock *= meritDecay(1, its);
    }
    assert.ok(Math.abs(spent - 1) < 1e-9);
  }
  // With the default half-life the whole stock, given every day, would come to a fee twenty times over.
  assert.ok(Math.abs(1 / meritSpentADay(rules) - 20.7) < 0.1);
});
