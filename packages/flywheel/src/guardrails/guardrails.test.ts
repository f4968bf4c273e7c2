import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultDocument, GUARDRAILS, type GuardrailFacts, judgeGuardrails } from '@hazumi/policy';
import fc from 'fast-check';
import { Random } from '../random.ts';
import { bunchingMeasure, testBunching } from './bunching.ts';
import { gini, topShare } from './concentration.ts';
import {
  measureGuardrails,
  medianDrop,
  netNewShare,
  storesPerPrincipal,
  subsidyPerEffectiveStore,
} from './measures.ts';

test('every guardrail of the policy is measured, and judged by its limit', () => {
  const measures = measureGuardrails(healthy);
  assert.deepEqual(Object.keys(measures).sort(), [...GUARDRAILS].sort());
  assert.deepEqual(measures, {
    effectiveShare: 0.3,
    storesPerPrincipal: 1.5,
    medianTurnoverDrop: 0.0625,
    bunching: 0,
    exposureGini: 0,
    topOnePercent: 0.01,
    newcomerFirstOrder: 0.4,
    refunds: 0.05,
    disputes: 0.005,
    repeat: 0.25,
    washShare: 0.01,
    clawback: 0.02,
    appealsOverturned: 0.1,
    subsidyPerEffectiveStore: 40_000,
    netNewPrivate: 0.75,
    searchSuccess: 0.5,
  });
  const found = judgeGuardrails(measures, 'CNY', defaultDocument);
  assert.deepEqual(
    found.map(({ finding }) => finding),
    GUARDRAILS.map(() => 'within'),
  );
  const worse = { ...healthy, refundedOrders: { count: 11, of: 100 }, disputedOrders: { count: 0, of: 0 } };
  const judged = judgeGuardrails(measureGuardrails(worse), 'CNY', defaultDocument);
  assert.equal(judged.find(({ name }) => name === 'refunds')?.finding, 'broken');
  assert.equal(judged.find(({ name }) => name === 'disputes')?.finding, 'notMeasured');
});

test('a smooth distribution shows a jump as often as chance allows, a heaped one nearly always', () => {
  const random = new Random(7);
  const orders = (heaped: number) =>
    Array.from({ length: 3000 }, () => {
      const count = Math.floor(-6 * Math.log(random.uniform()));
      // Those who are just short of five make up the rest themselves, some of them.
      return (count === 3 || count === 4) && random.uniform() < heaped ? 5 : count;
    });
  const alarms = (heaped: number) =>
    Array.from({ length: 200 }, () => bunchingMeasure([testBunching(orders(heaped), 5)])).filter(
      (x) => x > 0,
    );
  const falseAlarms = alarms(0).length;
  assert.ok(falseAlarms >= 2 && falseAlarms <= 20, `${falseAlarms} false alarms of 200, 10 expected`);
  const found = alarms(0.3);
  assert.ok(found.length >= 195, `${found.length} of 200 found`);
  assert.ok(found.every((excess) => excess > defaultDocument.guardrails.bunchingMaxPpm / 1e6));
});

test('a heap at three buyers is found too, and too few stores say nothing', () => {
  const random = new Random(3);
  const buyers = Array.from({ length: 3000 }, () => {
    const count = Math.floor(-4 * Math.log(random.uniform()));
    return count === 2 && random.uniform() < 0.4 ? 3 : count;
  });
  const found = testBunching(buyers, 3);
  assert.ok(found && found.low > 0.2 && found.chance < 0.001);
  assert.equal(testBunching([5, 5, 5, 4], 5), null);
  assert.ok(Number.isNaN(bunchingMeasure([null, null])));
  assert.equal(
    bunchingMeasure([
      null,
      { jump: 0.1, standardError: 0.2, excess: 0.1, low: -0.2, high: 0.5, chance: 0.3 },
    ]),
    0,
  );
});

test('Gini and top share: known cases, scale and order do not matter', () => {
  assert.equal(gini([1, 1, 1, 1]), 0);
  assert.equal(gini([0, 0, 0, 1]), 0.75);
  assert.ok(Math.abs(gini([1, 2, 3, 4]) - 0.25) < 1e-12);
  assert.ok(Number.isNaN(gini([])) && Number.isNaN(gini([0, 0])) && Number.isNaN(topShare([0], 0.01)));
  assert.equal(topShare([1, 2, 3, 4], 0.01), 0.4);
  assert.equal(topShare([1, 2, 3, 4], 0.5), 0.7);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 1, max: 1000 }),
      (amounts, scale) => {
        fc.pre(amounts.some((amount) => amount > 0));
        const value = gini(amounts);
        assert.ok(value >= -1e-12 && value < 1);
        assert.ok(Math.abs(gini(amounts.map((amount) => amount * scale).reverse()) - value) < 1e-9);
        assert.ok(topShare(amounts, 0.01) >= 1 / amounts.length - 1e-12 && topShare(amounts, 1) === 1);
      },
    ),
  );
});

test('edges of the single measures', () => {
  assert.equal(storesPerPrincipal(['a', 'a', 'b']), 1.5);
  assert.ok(Number.isNaN(storesPerPrincipal([])));
  assert.equal(medianDrop([100, 300, 200], [150, 50]), 0.5);
  assert.equal(medianDrop([100], [200]), 0);
  assert.ok(Number.isNaN(medianDrop([], [1])));
  assert.equal(subsidyPerEffectiveStore(1000, 0), Number.POSITIVE_INFINITY);
  assert.equal(subsidyPerEffectiveStore(0, 0), 0);
  assert.equal(netNewShare(100, -20), 0);
  assert.equal(netNewShare(100, 150), 1);
  assert.ok(Number.isNaN(netNewShare(-5, 10)));
});

const random = new Random(1);
const smooth = Array.from({ length: 2000 }, () => Math.floor(-6 * Math.log(random.uniform())));

const healthy: GuardrailFacts = {
  cohort: { count: 30, of: 100 },
  principalsOfEffective: ['a', 'a', 'b'],
  turnoverBefore: [1000, 2048, 3000],
  turnoverNow: [1000, 1920, 3000],
  orders: smooth,
  buyers: smooth,
  ordersThreshold: defaultDocument.effectiveStore.clearedOrders,
  buyersThreshold: defaultDocument.effectiveStore.buyers,
  exposure: new Array<number>(100).fill(5),
  newcomers: { count: 4, of: 10 },
  refundedOrders: { count: 5, of: 100 },
  disputedOrders: { count: 1, of: 200 },
  repeatBuyers: { count: 1, of: 4 },
  washSales: { count: 1, of: 100 },
  clawedBack: { count: 2, of: 100 },
  overturnedAppeals: { count: 1, of: 10 },
  subsidyMinor: 400_000,
  effectiveStoresAdded: 10,
  privateOnPlatformAdded: 1000,
  privateEverywhereAdded: 750,
  successfulSearches: { count: 50, of: 100 },
};
