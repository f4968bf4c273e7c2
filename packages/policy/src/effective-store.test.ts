import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import {
  type EffectiveStoreFacts,
  effectiveStore,
  effectiveStoreRules,
  effectiveWeight,
  storeStage,
} from './effective-store.ts';
import { explain } from './explain.ts';

/** A store that meets every condition, and none with room to spare. */
const barely: EffectiveStoreFacts = {
  category: 'apparel',
  currency: 'CNY',
  inStockDays: 21,
  clearedOrders: 5,
  buyers: 3,
  feesPaidMinor: 501n,
  shipmentsDue: 10,
  shipmentsOnTime: 9,
  refundRate: 0.2,
  refundLimit: 0.21,
  score: 4.2,
  fraudProbability: 0.499_999,
  isSanctioned: false,
};
const missing = (change: Partial<EffectiveStoreFacts>) =>
  effectiveStore({ ...barely, ...change }, policy).missing;
const rules = effectiveStoreRules('apparel', 'CNY', policy);

test('a store that meets every condition is effective', () => {
  const decision = effectiveStore(barely, policy);
  assert.equal(decision.isEffective, true);
  assert.deepEqual(decision.missing, []);
  assert.ok(Math.abs(decision.weight - 0.500_001) < 1e-12);
});

const gaps: [Partial<EffectiveStoreFacts>, string, string | null][] = [
  [{ inStockDays: 20 }, 'inStockDays', '/effectiveStore/inStockDays'],
  [{ clearedOrders: 4 }, 'clearedOrders', '/effectiveStore/clearedOrders'],
  [{ buyers: 2 }, 'buyers', '/effectiveStore/buyers'],
  [{ feesPaidMinor: 500n }, 'feesPaid', '/effectiveStore/feeFloor'],
  [{ shipmentsOnTime: 8 }, 'onTimeShipment', '/effectiveStore/onTimeShipmentPpm'],
  [{ refundRate: 0.21 }, 'refunds', '/effectiveStore/refundPercentilePpm'],
  [{ score: 4.199 }, 'score', '/effectiveStore/minimumScoreMilli'],
  [{ fraudProbability: 0.5 }, 'fraud', '/effectiveStore/fraudLimitPpm'],
  [{ isSanctioned: true }, 'sanction', null],
];
for (const [change, gap, field] of gaps)
  test(`one step short of a condition is not effective, and says so: ${gap}`, () => {
    assert.deepEqual(missing(change), [{ gap, field }]);
    assert.equal(effectiveStore({ ...barely, ...change }, policy).isEffective, false);
    if (field !== null) assert.notEqual(explain(field), null);
  });

test('too new to be rated, nothing due, or no refunds where nobody has any: none of them is held against a store', () => {
  assert.deepEqual(missing({ score: null }), []);
  assert.deepEqual(missing({ shipmentsDue: 0, shipmentsOnTime: 0 }), []);
  assert.deepEqual(missing({ refundRate: 0, refundLimit: 0 }), []);
});

test('a category and a currency can have floors of their own', () => {
  const own = {
    ...policy,
    effectiveStore: {
      ...policy.effectiveStore,
      feeFloorByCategory: { books: { currency: 'CNY', amountMinor: 100 } },
    },
  };
  const poor = { ...barely, feesPaidMinor: 101n };
  assert.deepEqual(effectiveStore({ ...poor, category: ['novels', 'books'] }, own).missing, []);
  assert.deepEqual(effectiveStore({ ...poor, feesPaidMinor: 100n, category: 'books' }, own).missing, [
    { gap: 'feesPaid', field: '/effectiveStore/feeFloorByCategory/books' },
  ]);
  // 5 yuan are 100 yen at the reference rate.
  assert.deepEqual(effectiveStore({ ...poor, currency: 'JPY' }, policy).missing, []);
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const facts: fc.Arbitrary<EffectiveStoreFacts> = fc.record({
  category: fc.constant('apparel'),
  currency: fc.constant('CNY'),
  inStockDays: fc.integer({ min: 15, max: 28 }),
  clearedOrders: fc.nat(10),
  buyers: fc.nat(6),
  feesPaidMinor: fc.bigInt(0n, 2_000n),
  shipmentsDue: fc.constant(10),
  shipmentsOnTime: fc.integer({ min: 7, max: 10 }),
  refundRate: share,
  refundLimit: share,
  score: fc.option(fc.double({ min: 3, max: 5, noNaN: true })),
  fraudProbability: share,
  isSanctioned: fc.boolean(),
});

test('effective is exactly what lacks nothing, and an effective store weighs its innocence', () => {
  fc.assert(
    fc.property(facts, (store) => {
      const decision = effectiveStore(store, policy);
      assert.equal(decision.isEffective, decision.missing.length === 0);
      assert.ok(decision.weight >= 0 && decision.weight <= 1);
      if (decision.isEffective) assert.equal(decision.weight, 1 - store.fraudProbability);
    }),
  );
});

test('doing better never loses: neither the state nor the weight', () => {
  fc.assert(
    fc.property(facts, fc.nat(5), fc.nat(5), share, (store, orders, buyers, cleaner) => {
      const better = {
        ...store,
        clearedOrders: store.clearedOrders + orders,
        buyers: store.buyers + buyers,
        fraudProbability: store.fraudProbability * cleaner,
        refundRate: store.refundRate * cleaner,
      };
      const before = effectiveStore(store, policy);
      const after = effectiveStore(better, policy);
      assert.ok(after.weight >= before.weight);
      assert.ok(after.isEffective || !before.isEffective);
    }),
  );
});

test('the weight has no cliff: one order or buyer more is worth a fifth or a third at most', () => {
  for (let orders = 0; orders < 12; orders += 1)
    for (let buyers = 0; buyers < 8; buyers += 1) {
      const weight = effectiveWeight(buyers, orders, 0, rules);
      assert.ok(effectiveWeight(buyers, orders + 1, 0, rules) - weight <= 1 / 5 + 1e-12);
      assert.ok(effectiveWeight(buyers + 1, orders, 0, rules) - weight <= 1 / 3 + 1e-12);
    }
});

test('a store goes from opened to core, and sleeps when nothing sells', () => {
  const never = Number.POSITIVE_INFINITY;
  assert.equal(storeStage(never, 0, 0, rules), 'opened');
  assert.equal(storeStage(14, 3, 0, rules), 'activated');
  assert.equal(storeStage(15, 3, 0, rules), 'opened');
  assert.equal(storeStage(15, 3, 1, rules), 'effective');
  assert.equal(storeStage(5, 3, 2, rules), 'effective');
  assert.equal(storeStage(5, 3, 3, rules), 'core');
  assert.equal(storeStage(5, 55, 3, rules), 'core');
  assert.equal(storeStage(5, 56, 3, rules), 'dormant');
  assert.equal(storeStage(never, 56, 0, rules), 'dormant');
});
