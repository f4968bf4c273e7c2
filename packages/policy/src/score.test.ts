import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { explain } from './explain.ts';
import {
  metricScore,
  SCORE_METRICS,
  type ScoreFacts,
  type ScoreMetric,
  scoreRules,
  storeScore,
} from './score.ts';

const rules = scoreRules(policy);
const metric = (value: number, observations = 100, categoryMean = 0.05) => ({
  value,
  observations,
  categoryMean,
});
/** A store that is exactly like its category. */
const average: ScoreFacts = {
  orders: 100,
  metrics: {
    lowRating: metric(0.05),
    qualityReturn: metric(0.05),
    latePickup: metric(0.05),
    lateDelivery: metric(0.05),
    afterSale: metric(24, 10, 24),
    reply: metric(2, 50, 2),
  },
};
const with_ = (name: ScoreMetric, value: number): ScoreFacts => ({
  ...average,
  metrics: { ...average.metrics, [name]: { ...average.metrics[name], value } },
});
const near = (value: number | null, expected: number) =>
  assert.ok(value !== null && Math.abs(value - expected) < 1e-9, `${value} instead of ${expected}`);

test('a store like its category scores the average, one without a fault 5, and the weights sum to one', () => {
  near(storeScore(average, policy).score, 4);
  assert.ok(Math.abs(SCORE_METRICS.reduce((sum, name) => sum + rules[`${name}Weight`], 0) - 1) < 1e-12);
  const best = { priorOrders: 0 };
  const faultless = storeScore(
    {
      orders: 100,
      metrics: {
        lowRating: metric(0),
        qualityReturn: metric(0),
        latePickup: metric(0),
        lateDelivery: metric(0),
        afterSale: metric(0, 10, 24),
        reply: metric(0, 50, 2),
      },
    },
    { score: { ...policy.score, ...best } },
  );
  near(faultless.score, 5);
  assert.equal(faultless.raisesMost, null);
});

test('goods count half, logistics and service a quarter each', () => {
  const drop = (name: ScoreMetric) =>
    4 - (storeScore(with_(name, average.metrics[name].categoryMean * 2), policy).score ?? 0);
  near(drop('lowRating') / drop('latePickup'), 2);
  near(drop('qualityReturn'), drop('lowRating'));
  near(drop('lateDelivery'), drop('latePickup'));
});

test('under the minimum of orders there is no score, not a low one', () => {
  const few = storeScore({ ...average, orders: 29 }, policy);
  assert.equal(few.score, null);
  assert.deepEqual(few.fields, ['/score/minimumOrders']);
  assert.equal(few.parts.length, 6);
  near(storeScore({ ...average, orders: 30 }, policy).score, 4);
});

test('few observations move a metric little, many move it far', () => {
  const points = (observations: number) => metricScore(0.2, observations, 0.05, rules.leastRate, rules);
  near(points(0), 4);
  assert.ok(points(1) > 3.8);
  assert.ok(points(10_000) < 2.1);
});

test('a single complaint in a category without any does not ruin a store', () => {
  assert.ok(metricScore(0.01, 100, 0, rules.leastRate, rules) > 0.8);
  near(metricScore(0, 0, 0, rules.leastRate, rules), 4);
});

test('where a category answers within minutes, its mean counts as an hour', () => {
  const quick = { value: 0.5, observations: 1_000, categoryMean: 0.01 };
  for (const name of ['afterSale', 'reply'] as const) {
    const { parts } = storeScore({ ...average, metrics: { ...average.metrics, [name]: quick } }, policy);
    assert.ok((parts.find(({ metric: each }) => each === name)?.points ?? 0) > 4.4);
  }
});

test('it says what would raise it most', () => {
  const decision = storeScore(with_('reply', 8), policy);
  assert.equal(decision.raisesMost, 'reply');
  const reply = decision.parts.find((part) => part.metric === 'reply');
  const halved = storeScore(with_('reply', 4), policy);
  near((halved.score ?? 0) - (decision.score ?? 0), reply?.gainIfHalved ?? Number.NaN);
  for (const field of decision.fields) assert.notEqual(explain(field), null, field);
});

const rate = fc.double({ min: 0, max: 1, noNaN: true });
const hours = fc.double({ min: 0, max: 500, noNaN: true });
const of = (value: fc.Arbitrary<number>) =>
  fc.record({ value, observations: fc.nat(1_000), categoryMean: value });
const facts: fc.Arbitrary<ScoreFacts> = fc.record({
  orders: fc.integer({ min: 30, max: 1_000 }),
  metrics: fc.record({
    lowRating: of(rate),
    qualityReturn: of(rate),
    latePickup: of(rate),
    lateDelivery: of(rate),
    afterSale: of(hours),
    reply: of(hours),
  }),
});

test('a score lies between 0 and 5, is the weighted sum of its parts, and never falls when a metric improves', () => {
  fc.assert(
    fc.property(facts, fc.constantFrom(...SCORE_METRICS), rate, (store, name, factor) => {
      const { score, parts } = storeScore(store, policy);
      assert.ok(score !== null && score >= 0 && score <= 5 + 1e-12);
      near(
        score,
        parts.reduce((sum, part) => sum + part.weight * part.points, 0),
      );
      const improved = { ...store.metrics[name], value: store.metrics[name].value * factor };
      const after = storeScore({ ...store, metrics: { ...store.metrics, [name]: improved } }, policy);
      assert.ok((after.score ?? 0) >= score - 1e-12);
    }),
  );
});
