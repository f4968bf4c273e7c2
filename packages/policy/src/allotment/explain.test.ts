import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { LOCALES } from '../fields/text.ts';
import { createChanger } from './change.ts';
import { ALLOTMENT_REASONS, explainStore, gainFromMerit, poolsSentence } from './explain.ts';
import { builtFrom, exposureOf, markets } from './testing/markets.ts';

test('an explanation sums to what the store got, says why of every keyword, and leaves the market as it was', () => {
  fc.assert(
    fc.property(markets({ stores: 15 }), fc.nat(), (plan, which) => {
      const market = builtFrom(plan);
      const before = structuredClone(market);
      const store = which % plan.stores.length;
      const explanation = explainStore(createChanger(market, plan.rules), store, '2026-11-22', 1_000);
      assert.deepEqual(market, before);
      assert.equal(
        explanation.got.total,
        exposureOf(market, (one) => one === store),
      );
      for (const pool of ['total', 'organic', 'merit', 'newcomer', 'exploration', 'dither'] as const) {
        const sum = explanation.keywords.reduce((whole, { got }) => whole + got[pool], 0);
        assert.equal(sum, explanation.got[pool]);
      }
      const edges = plan.keywords.filter(({ relevance }) => typeof relevance[store] === 'number').length;
      assert.equal(explanation.keywords.length + explanation.notShown.length, edges);
      for (const reason of [...explanation.notShown.map((one) => one.reason), ...explanation.emptyPools])
        for (const locale of LOCALES) assert.ok(ALLOTMENT_REASONS[reason][locale].length > 5);
    }),
    { numRuns: 300 },
  );
});

test('what more merit would bring is what it brings', () => {
  fc.assert(
    fc.property(markets(), fc.nat(), fc.nat({ max: 10_000 }), (plan, which, more) => {
      const store = which % plan.stores.length;
      const principal = plan.stores[store]?.principal;
      const belongs = (one: number): boolean => plan.stores[one]?.principal === principal;
      const market = builtFrom(plan);
      const gain = gainFromMerit(createChanger(market, plan.rules), store, more);
      const richer = plan.stores.map((one, at) => (at === store ? { ...one, merit: one.merit + more } : one));
      const after = builtFrom({ ...plan, stores: richer });
      assert.equal(gain, exposureOf(after, belongs) - exposureOf(market, belongs));
    }),
    { numRuns: 300 },
  );
});

test('the sentence in three languages', () => {
  const got = {
    total: 1_204_400_000,
    organic: 612_300_000,
    merit: 431_100_000,
    newcomer: 120_000_000,
    exploration: 41_000_000,
    dither: 0,
  };
  assert.equal(
    poolsSentence(got, 'en'),
    '1,204 impressions = organic 612 + merit 431 + newcomer 120 + exploration 41',
  );
  assert.equal(poolsSentence(got, 'zh-CN'), '曝光 1,204 次 = 自然 612 + 贡献 431 + 新店 120 + 探索 41');
  assert.equal(poolsSentence(got, 'ja'), '露出 1,204 回 = 自然 612 + 貢献 431 + 新店 120 + 探索 41');
  assert.equal(
    poolsSentence({ ...got, total: 1_192_400_000, dither: -12_000_000 }, 'en'),
    '1,192 impressions = organic 612 + merit 431 + newcomer 120 + exploration 41 + random variation -12',
  );
});
