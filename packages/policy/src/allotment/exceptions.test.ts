/** What the rule does not guarantee, each with an example that was found by search: docs/allotment.md tells them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultDocument } from '../document.ts';
import { MERIT_COLUMN, SHOWN } from './market.ts';
import { type AllotmentRules, allotmentRules } from './rules.ts';
import { builtFrom, exposureOf, type MarketPlan, type PlannedStore } from './testing/markets.ts';

/** The default policy, still: no dither, and pages whose positions never cap. */
const rules: AllotmentRules = {
  ...allotmentRules(defaultDocument),
  ditherAmplitude: 0,
  positionWeights: Float64Array.of(1),
  positionShares: Float64Array.of(0, 1),
};

const store = (principal: number, cluster: number, quality: number, merit: number): PlannedStore => ({
  principal,
  cluster,
  quality,
  merit,
  standing: SHOWN,
  need: 0,
});

const plan = (
  stores: PlannedStore[],
  relevance: number[][],
  changed: Partial<AllotmentRules> = {},
): MarketPlan => ({
  stores,
  keywords: relevance.map((row) => ({ supply: 1_000_000_000, value: 0, relevance: row, explorers: [] })),
  dither: [0, 0, 0, 0],
  rules: { ...rules, ...changed },
});

/** Whole impressions of one principal. */
const impressions = (market: MarketPlan, principal: number, columns?: number[]): number =>
  Math.round(
    exposureOf(builtFrom(market), (at) => market.stores[at]?.principal === principal, columns) / 1_000_000,
  );

test('population monotonicity: a better mate in the cluster lifts the whole seat', () => {
  const alone = [store(0, 0, 2, 100), store(1, 1, 4, 100)];
  const joined = [...alone, store(2, 0, 5, 10)];
  assert.equal(impressions(plan(alone, [[1, 1]]), 0), 290);
  assert.equal(impressions(plan(joined, [[1, 1, 1]]), 0), 528);
});

test('merit is not monotone in the relevance to one keyword: it spreads to where more bid', () => {
  const stores = [store(0, 0, 4, 1_000), store(1, 1, 4, 100)];
  const [narrow, wide] = [0.5, 1].map((relevance) =>
    plan(stores, [
      [0.5, 1],
      [relevance, 0.5],
    ]),
  );
  assert.ok(narrow && wide);
  assert.equal(impressions(narrow, 0, [MERIT_COLUMN]), 546);
  assert.equal(impressions(wide, 0, [MERIT_COLUMN]), 536);
  // The whole grows: what is lost in the merit pool comes back in the organic one.
  assert.equal(impressions(narrow, 0), 1_036);
  assert.equal(impressions(wide, 0), 1_236);
});

test('a clone without merit, of a principal that nobody has linked, gains at most the part epsilon of its seat', () => {
  const one = [store(0, 0, 4, 100), store(1, 0, 4, 100)];
  const split = [...one, store(2, 0, 4, 0)];
  const before = impressions(plan(one, [[1, 1]]), 0);
  const whole = plan(split, [[1, 1, 1]]);
  assert.equal(before, 500);
  assert.equal(impressions(whole, 0) + impressions(whole, 2), 501);
});

test('where nobody in a cluster has merit, a clone that nobody has linked gains by number', () => {
  const one = [store(0, 0, 4, 0), store(1, 0, 4, 0)];
  const split = plan([...one, store(2, 0, 4, 0)], [[1, 1, 1]]);
  assert.equal(impressions(plan(one, [[1, 1]]), 0), 500);
  assert.equal(impressions(split, 0) + impressions(split, 2), 666);
});

test('a principal that hides its links escapes the limit of seats on a page', () => {
  const stores = (principals: number[]): PlannedStore[] => [
    ...principals.map((principal, cluster) => store(principal, cluster, 4, 10)),
    store(1, 9, 4, 10),
  ];
  const honest = plan(stores([0, 0, 0]), [[1, 1, 1, 1]]);
  const hidden = plan(stores([0, 2, 3]), [[1, 1, 1, 1]]);
  assert.equal(impressions(honest, 0), 692);
  assert.equal(impressions(hidden, 0) + impressions(hidden, 2) + impressions(hidden, 3), 750);
});

test('more quality of one store can cost its principal: it lifts a seat that rivals share', () => {
  const of = (quality: number): MarketPlan =>
    plan([store(0, 0, 4, 10), store(0, 1, quality, 10), store(1, 1, 2, 1_000)], [[1, 1, 1]]);
  const [before, after] = [impressions(of(2), 0), impressions(of(5), 0)];
  assert.ok(after < before, `${before} -> ${after}`);
  assert.equal(before, 569);
  assert.equal(after, 291);
});

test('where a cap binds, more quality can cost the store itself: a full seat is shared by merit', () => {
  const page = { positionWeights: Float64Array.of(1, 0.5), positionShares: Float64Array.of(0, 2 / 3, 1) };
  const of = (quality: number): MarketPlan => {
    const market = plan([store(0, 0, quality, 0), store(1, 0, 1, 100), store(2, 1, 4, 0)], [[1, 1, 1]], page);
    // The store holds a newcomer's place, which does not come from the seat's weight.
    market.stores[0] = { ...store(0, 0, quality, 0), standing: 2, need: 100_000_000 };
    return market;
  };
  const [before, after] = [impressions(of(1), 0), impressions(of(40), 0)];
  assert.ok(after < before, `${before} -> ${after}`);
});
