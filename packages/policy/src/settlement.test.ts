import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { addDays } from './instants.ts';
import { type PayoutFacts, payoutDecision, settlesAt } from './settlement.ts';

const facts: PayoutFacts = {
  amountMinor: 5_000n,
  availableMinor: 5_000n,
  currency: 'CNY',
  payoutsToday: 0,
  isFrozen: false,
};
const decide = (change: Partial<PayoutFacts>) => {
  const decision = payoutDecision({ ...facts, ...change }, policy);
  return decision.allowed ? 'allowed' : [decision.reason, decision.field];
};

test('proceeds are settled a week after completion', () => {
  const completed = new Date(Date.UTC(2026, 0, 1));
  assert.deepEqual(settlesAt(completed, policy), addDays(completed, 7));
});

test('a payout is neither too small nor more than there is, three times a day, and not while it is frozen', () => {
  assert.equal(decide({}), 'allowed');
  assert.equal(decide({ amountMinor: 100n }), 'allowed');
  assert.deepEqual(decide({ amountMinor: 99n }), ['tooLittle', '/settlement/payoutMinimum']);
  assert.equal(decide({ amountMinor: 20n, currency: 'JPY' }), 'allowed');
  assert.deepEqual(decide({ amountMinor: 5_001n }), ['tooMuch', null]);
  assert.equal(decide({ payoutsToday: 2 }), 'allowed');
  assert.deepEqual(decide({ payoutsToday: 3 }), ['tooOften', '/settlement/payoutsPerDay']);
  assert.deepEqual(decide({ isFrozen: true }), ['frozen', null]);
});

test('without a minimum the smallest amount can be paid out, and nothing cannot', () => {
  const own = {
    ...policy,
    settlement: { ...policy.settlement, payoutMinimum: { currency: 'CNY', amountMinor: 0 } },
  };
  assert.equal(payoutDecision({ ...facts, amountMinor: 1n }, own).allowed, true);
  assert.equal(payoutDecision({ ...facts, amountMinor: 0n }, own).allowed, false);
});

test('no payout is allowed of nothing, less than nothing, or more than there is, whatever the minimum', () => {
  const amount = fc.bigInt(-100n, 10_000n);
  fc.assert(
    fc.property(amount, amount, fc.nat(500), (amountMinor, availableMinor, minimum) => {
      const own = {
        ...policy,
        settlement: { ...policy.settlement, payoutMinimum: { currency: 'CNY', amountMinor: minimum } },
      };
      const { allowed } = payoutDecision({ ...facts, amountMinor, availableMinor }, own);
      assert.equal(
        allowed,
        amountMinor > 0n && amountMinor >= BigInt(minimum) && amountMinor <= availableMinor,
      );
    }),
  );
});
