import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument } from '../document.ts';
import { HIDDEN, NEWCOMER, SHOWN } from './market.ts';
import { betaShare, chanceNoWorse, logGamma, newcomerNeed, placeNewcomers } from './newcomers.ts';
import { allotmentRules } from './rules.ts';

const rules = allotmentRules(defaultDocument);

test('a newcomer is filled up to 200, and further only while it may be as good as its category', () => {
  assert.equal(newcomerNeed(0, 0, 0.01, rules), 200);
  assert.equal(newcomerNeed(150, 0, 0.01, rules), 50);
  assert.equal(
    newcomerNeed(200, 0, 0.01, rules),
    0,
    'nothing sold of 200 where two would be usual: chance 5 %',
  );
  assert.equal(newcomerNeed(200, 1, 0.01, rules), 800);
  assert.equal(newcomerNeed(1_000, 2, 0.01, rules), 0);
  assert.equal(newcomerNeed(1_000, 8, 0.01, rules), 4_000);
  assert.equal(newcomerNeed(5_000, 80, 0.01, rules), 0);
});

test('more orders never close a stage, more impressions without never open one', () => {
  const rate = fc.integer({ min: 1, max: 500 }).map((n) => n / 1_000);
  fc.assert(
    fc.property(fc.nat({ max: 6_000 }), fc.nat({ max: 100 }), rate, (impressions, orders, categoryRate) => {
      const chance = chanceNoWorse(impressions, orders, categoryRate);
      assert.ok(chance >= 0 && chance <= 1);
      assert.ok(chanceNoWorse(impressions, orders + 1, categoryRate) >= chance - 1e-9);
      assert.ok(chanceNoWorse(impressions + 100, orders, categoryRate) <= chance + 1e-9);
    }),
    { numRuns: 500 },
  );
});

test('the incomplete beta function has its known values', () => {
  assert.ok(Math.abs(betaShare(0.3, 1, 1) - 0.3) < 1e-12);
  assert.ok(Math.abs(betaShare(0.3, 1, 5) - (1 - 0.7 ** 5)) < 1e-12);
  assert.ok(Math.abs(betaShare(0.5, 20, 20) - 0.5) < 1e-12);
  // sum over j >= 3 of C(9, j) .2^j .8^(9 - j)
  assert.ok(Math.abs(betaShare(0.2, 3, 7) - 0.261_802_496) < 1e-9);
  assert.equal(betaShare(0, 2, 3), 0);
  assert.equal(betaShare(1, 2, 3), 1);
  assert.ok(Math.abs(logGamma(0.5) - Math.log(Math.sqrt(Math.PI))) < 1e-12);
  assert.ok(Math.abs(logGamma(11) - Math.log(3_628_800)) < 1e-11);
});

test('one place a principal, the oldest of its new stores; none where a store is no longer new', () => {
  const graph = { stores: 6, principals: 3, storePrincipal: Uint32Array.of(0, 0, 1, 1, 2, 2) };
  const facts = { standing: new Uint8Array(6).fill(SHOWN), newcomerNeed: new Float64Array(6).fill(7) };
  facts.standing[4] = HIDDEN;
  const none = new Float64Array(6);
  const newcomers = {
    ageDays: [3, 10, 60, 1, 20, 5],
    impressions: none,
    orders: none,
    categoryRate: new Float64Array(6).fill(0.02),
  };
  placeNewcomers(graph, facts, newcomers, rules);
  assert.deepEqual([...facts.standing], [SHOWN, NEWCOMER, SHOWN, SHOWN, HIDDEN, NEWCOMER]);
  assert.deepEqual([...facts.newcomerNeed], [0, 200e6, 0, 0, 0, 200e6]);
});
