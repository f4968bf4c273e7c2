import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument } from './document.ts';
import type { EffectiveStoreFacts } from './effective-store.ts';
import { northStar } from './north-star.ts';

const effective: EffectiveStoreFacts = {
  category: 'apparel',
  currency: 'CNY',
  inStockDays: 28,
  clearedOrders: 10,
  buyers: 8,
  feesPaidMinor: 10_000n,
  shipmentsDue: 10,
  shipmentsOnTime: 10,
  refundRate: 0,
  refundLimit: 0.1,
  score: null,
  fraudProbability: 0.1,
  isSanctioned: false,
};
const asleep: EffectiveStoreFacts = { ...effective, clearedOrders: 1, buyers: 1 };

test('new, reactivated and lapsed stores are told apart', () => {
  const days = northStar(
    [
      [
        { store: 'a', facts: effective },
        { store: 'b', facts: asleep },
      ],
      [
        { store: 'a', facts: asleep },
        { store: 'b', facts: effective },
      ],
      [{ store: 'a', facts: effective }],
    ],
    defaultDocument,
  );
  assert.deepEqual(
    days.map(({ weight: _, ...rest }) => rest),
    [
      { effective: 1, new: 1, reactivated: 0, lapsed: 0 },
      { effective: 1, new: 1, reactivated: 0, lapsed: 1 },
      { effective: 1, new: 0, reactivated: 1, lapsed: 1 },
    ],
  );
  // .9 for fraud of .1; the other has a fifth of the orders and a third of the buyers.
  assert.ok(Math.abs((days[0]?.weight ?? 0) - (0.9 + 0.9 / 15)) < 1e-12);
});

test('the balance of every day closes, and E* is between 0 and the stores', () => {
  const day = fc.uniqueArray(
    fc.record({ store: fc.constantFrom('a', 'b', 'c', 'd'), isEffective: fc.boolean() }),
    {
      selector: ({ store }) => store,
    },
  );
  fc.assert(
    fc.property(fc.array(day, { maxLength: 12 }), (given) => {
      const days = northStar(
        given.map((stores) =>
          stores.map(({ store, isEffective }) => ({ store, facts: isEffective ? effective : asleep })),
        ),
        defaultDocument,
      );
      let before = 0;
      let everNew = 0;
      days.forEach((counted, index) => {
        assert.equal(counted.effective, before + counted.new + counted.reactivated - counted.lapsed);
        assert.ok(counted.weight >= 0 && counted.weight <= (given[index]?.length ?? 0));
        before = counted.effective;
        everNew += counted.new;
      });
      const ever = new Set(given.flat().flatMap(({ store, isEffective }) => (isEffective ? [store] : [])));
      assert.equal(everNew, ever.size);
    }),
  );
});

test('a store that is named twice on a day is refused', () => {
  const twice = [
    { store: 'a', facts: effective },
    { store: 'a', facts: asleep },
  ];
  assert.throws(() => northStar([twice], defaultDocument), /The store a is named twice/);
});
