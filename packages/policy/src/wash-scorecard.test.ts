import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { explain } from './explain.ts';
import { HANDBOOK_WASH_ORDERS } from './testing/handbook-2022.ts';
import { type WashOrder, washDeviations, washFeatures, washReference } from './wash-features.ts';
import { WASH_FEATURES, type WashFeature, washScore } from './wash-scorecard.ts';

const nothingUnusual = Object.fromEntries(WASH_FEATURES.map((feature) => [feature, 0])) as Record<
  WashFeature,
  number
>;
const evenHours = Array.from({ length: 24 }, () => 1 / 24);
const order = (index: number, change: Partial<WashOrder> = {}): WashOrder => ({
  buyerPrincipal: `buyer-${index}`,
  addressKey: `address-${index}`,
  paidAt: new Date(index * 5 * 3_600_000),
  hourOfDay: (index * 5) % 24,
  amountMinor: 1_990n + BigInt(index),
  pagesSeen: 6,
  hasWeakLink: false,
  ...change,
});
const features = (orders: readonly WashOrder[]) => {
  const found = washFeatures(orders, evenHours, 'CNY', policy);
  assert.ok(found !== null);
  return found;
};

test('a store about which nothing is unusual is hardly suspected, and its parts are nothing', () => {
  const { probability, isExcluded, priorLogOdds, parts } = washScore(nothingUnusual, false, policy);
  assert.ok(Math.abs(probability - 1 / (1 + Math.exp(4))) < 1e-15);
  assert.deepEqual([isExcluded, priorLogOdds], [false, -4]);
  assert.deepEqual(new Set(parts.map(({ logOdds }) => logOdds + 0)), new Set([0]));
});

test('every part is told with its weight, and they add up to the log-odds', () => {
  const deviations = { ...nothingUnusual, addressConcentration: 2, weakLinks: 1, buyerBreadth: 1 };
  const { probability, priorLogOdds, parts } = washScore(deviations, false, policy);
  assert.deepEqual(parts[0], {
    feature: 'addressConcentration',
    deviations: 2,
    logOdds: 2.8,
    field: '/fraud/scorecard/addressConcentration',
  });
  assert.equal(parts.at(-1)?.feature, 'buyerBreadth');
  const logOdds = priorLogOdds + parts.reduce((sum, part) => sum + part.logOdds, 0);
  assert.ok(Math.abs(Math.log(probability / (1 - probability)) - logOdds) < 1e-9);
  for (const { field } of parts) assert.notEqual(explain(field), null);
});

test('a dense block raises the prior and decides nothing alone', () => {
  const inBlock = washScore(nothingUnusual, true, policy);
  assert.equal(inBlock.priorLogOdds, -3);
  assert.equal(inBlock.isExcluded, false);
});

test('a weight that the document does not name counts for nothing', () => {
  const bare = { fraud: { ...policy.fraud, scorecard: { intercept: -1 } } };
  const all = Object.fromEntries(WASH_FEATURES.map((feature) => [feature, 4])) as Record<WashFeature, number>;
  assert.ok(Math.abs(washScore(all, true, bare).probability - 1 / (1 + Math.E)) < 1e-15);
});

test('features are counted from the orders', () => {
  const two = [order(0), order(1, { addressKey: 'address-0', amountMinor: 3_000n, hasWeakLink: true })];
  const found = features(two);
  assert.deepEqual(
    [found.buyerBreadth, found.addressConcentration, found.burst, found.priceRoundness, found.weakLinks],
    [1, 1, 0.5, 0.5, 0.5],
  );
  assert.ok(Math.abs(found.browsingBeforeBuying - Math.log(7)) < 1e-15);
  assert.ok(Math.abs(found.hourOfDay - 22 / 24) < 1e-12);
  const three = [0, 0, 1].map((address, index) => order(index, { addressKey: `address-${address}` }));
  assert.equal(features(three).addressConcentration, 1 / 3);
  assert.equal(features([...three, order(3, { addressKey: 'address-0' })]).addressConcentration, 1 / 2);
  const noRound = { ...policy, fraud: { ...policy.fraud, roundAmount: { currency: 'CNY', amountMinor: 0 } } };
  assert.equal(washFeatures(three, evenHours, 'CNY', noRound)?.priceRoundness, 0);
  assert.equal(washFeatures([], evenHours, 'CNY', policy), null);
  const one = features([order(0)]);
  assert.deepEqual([one.addressConcentration, one.burst], [0, 0]);
});

test('a category is known by the mean and the standard deviation of its stores', () => {
  const stores = [0.2, 0.4, 0.9].map((buyerBreadth) => ({ ...nothingUnusual, buyerBreadth }));
  const reference = washReference(stores);
  const { mean, deviation } = reference.buyerBreadth;
  assert.ok(Math.abs(mean - 0.5) < 1e-12 && Math.abs(deviation - Math.sqrt(0.26 / 3)) < 1e-12);
  const plain = { fraud: { ...policy.fraud, deviationsMin: 0, scorecardHalfOrders: 0 } };
  const at = (deviations: number, orders: number, rules: typeof plain) =>
    washDeviations(
      { ...nothingUnusual, buyerBreadth: 0.5 + deviations * deviation },
      orders,
      reference,
      rules,
    ).buyerBreadth;
  assert.ok(Math.abs(at(2, 30, plain) - 2) < 1e-12);
  assert.ok(Math.abs(at(-2, 30, plain) + 2) < 1e-12);
  // As many orders as count half, then what is beyond the usual spread.
  const halved = { fraud: { ...plain.fraud, scorecardHalfOrders: 30 } };
  assert.ok(Math.abs(at(-3, 30, halved) + 1.5) < 1e-12);
  const usual = { fraud: { ...halved.fraud, deviationsMin: 1 } };
  assert.ok(Math.abs(at(-3, 30, usual) + 0.5) < 1e-12);
  assert.deepEqual([at(1.9, 30, usual), at(-1.9, 30, usual)], [0, 0]);
  assert.equal(at(1_000, 30, usual), policy.fraud.deviationsMax);
});

test("the handbook's orders of 2022 stand out among honest stores of their category", () => {
  const category = Array.from({ length: 40 }, (_, store) =>
    features(
      Array.from({ length: 30 }, (_unused, index) =>
        order(index, {
          // A few regulars, addresses and round prices everywhere, differing a little from store to store.
          buyerPrincipal: `buyer-${index % (26 + (store % 5))}`,
          addressKey: `address-${index % (25 + (store % 6))}`,
          amountMinor: index % (7 + (store % 4)) === 0 ? 2_000n : 1_999n,
          pagesSeen: 4 + ((index + store) % 5),
          hourOfDay: (index * (5 + (store % 3))) % 24,
          paidAt: new Date(Math.floor(index * (4 + (store % 3)) * 0.6) * 3_600_000),
          hasWeakLink: (index + store) % 29 === 0,
        }),
      ),
    ),
  );
  const reference = washReference(category);
  const score = (store: ReturnType<typeof features>) =>
    washScore(washDeviations(store, 30, reference, policy), false, policy);
  assert.ok(score(features(HANDBOOK_WASH_ORDERS)).probability > 0.99);
  const excluded = category.filter((store) => score(store).isExcluded).length;
  assert.ok(excluded <= 2, `${excluded} honest stores of 40 excluded`);
});

test('a category in which all stores are alike tells nothing, and one without stores has no reference', () => {
  const same = features([order(0), order(1)]);
  const deviations = washDeviations(same, 2, washReference([same, same]), policy);
  assert.deepEqual(deviations, nothingUnusual);
  assert.throws(() => washReference([]), RangeError);
});

const deviation = fc.double({ min: -6, max: 6, noNaN: true });
const deviations = fc.record(
  Object.fromEntries(WASH_FEATURES.map((feature) => [feature, deviation])) as Record<
    WashFeature,
    typeof deviation
  >,
);

test('more of what incriminates never lowers the probability, more of what clears never raises it', () => {
  fc.assert(
    fc.property(
      deviations,
      fc.constantFrom(...WASH_FEATURES),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (from, feature, more) => {
        const before = washScore(from, false, policy).probability;
        const after = washScore({ ...from, [feature]: from[feature] + more }, false, policy).probability;
        const weight = policy.fraud.scorecard[feature] ?? 0;
        assert.ok(weight > 0 ? after >= before : after <= before);
        assert.ok(before >= 0 && before <= 1);
        assert.ok(washScore(from, true, policy).probability >= before);
      },
    ),
  );
});

test('no single feature counts for more than the largest deviation', () => {
  fc.assert(
    fc.property(deviations, fc.double({ min: 1e-6, max: 10, noNaN: true }), (found, spread) => {
      const reference = Object.fromEntries(
        WASH_FEATURES.map((feature) => [feature, { mean: 0, deviation: spread }]),
      ) as ReturnType<typeof washReference>;
      for (const value of Object.values(washDeviations(found, 30, reference, policy)))
        assert.ok(Math.abs(value) <= policy.fraud.deviationsMax);
    }),
  );
});
