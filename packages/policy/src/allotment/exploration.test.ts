import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { drawExplorers, sampleBeta } from './exploration.ts';
import { HIDDEN } from './market.ts';
import { DRAWS, marketFrom, markets } from './testing/markets.ts';
import { createWork } from './work.ts';

/** Uniform enough for the averages below. */
function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x9e37_79b9) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a_2d39) >>> 0;
    return (((mixed ^ (mixed >>> 16)) >>> 0) + 0.5) / 2 ** 32;
  };
}

test('samples have the mean and the spread of their Beta distribution', () => {
  for (const [a, b] of [
    [1, 1],
    [1, 99],
    [30, 70],
  ] as const) {
    const uniform = stream(a * 1_000 + b);
    const samples = Array.from({ length: 20_000 }, () => sampleBeta(a, b, uniform));
    const mean = samples.reduce((sum, one) => sum + one, 0) / samples.length;
    const variance = samples.reduce((sum, one) => sum + (one - mean) ** 2, 0) / samples.length;
    const expected = a / (a + b);
    const spread = (expected * (1 - expected)) / (a + b + 1);
    assert.ok(Math.abs(mean - expected) < 5 * Math.sqrt(spread / samples.length), `${a}, ${b}: mean ${mean}`);
    assert.ok(Math.abs(variance / spread - 1) < 0.1, `${a}, ${b}: variance ${variance} of ${spread}`);
  }
});

test('a draw chooses somebody who may be shown, and the same for the same stream in any order of rows', () => {
  fc.assert(
    fc.property(markets(), (plan) => {
      const market = marketFrom(plan);
      const { graph, facts } = market;
      const known = {
        impressions: Array.from({ length: graph.edges }, (_, edge) => (edge * 37) % 500),
        clicks: Array.from({ length: graph.edges }, (_, edge) => (edge * 7) % 20),
        clickRate: Array.from({ length: graph.keywords }, () => 0.05),
      };
      const uniformsOf = (keyword: number, draw: number) => stream(keyword * 97 + draw);
      const work = createWork(graph, facts);
      drawExplorers(market, plan.rules, known, uniformsOf, 0, graph.keywords, work);
      const first = facts.explorers.slice();
      for (const [draw, edge] of first.entries()) {
        const keyword = Math.floor(draw / DRAWS);
        const row = graph.edgeStore.subarray(graph.rowStart[keyword], graph.rowStart[keyword + 1]);
        const isEmpty = row.every(
          (store, at) =>
            facts.standing[store] === HIDDEN ||
            graph.edgeRelevance[(graph.rowStart[keyword] ?? 0) + at] === 0,
        );
        assert.equal(edge < 0, isEmpty);
        if (edge < 0) continue;
        assert.ok(edge >= (graph.rowStart[keyword] ?? 0) && edge < (graph.rowStart[keyword + 1] ?? 0));
        assert.notEqual(facts.standing[graph.edgeStore[edge] ?? 0], HIDDEN);
      }
      for (let keyword = graph.keywords - 1; keyword >= 0; keyword--)
        drawExplorers(market, plan.rules, known, uniformsOf, keyword, keyword + 1, work);
      assert.deepEqual(facts.explorers, first);
    }),
    { numRuns: 200 },
  );
});

test('what is known to be good is chosen mostly; in its seat, whoever was shown least', () => {
  const [plan] = fc.sample(markets({ stores: 3, keywords: 1, hasHidden: false }), { seed: 5, numRuns: 1 });
  assert.ok(plan);
  const store = { principal: 0, cluster: 0, quality: 4, merit: 0, standing: 1, need: 0 };
  const market = marketFrom({
    ...plan,
    stores: [store, { ...store, principal: 1 }, { ...store, principal: 2, cluster: 1 }],
    keywords: [{ supply: 1_000, value: 1, relevance: [1, 1, 1], explorers: [] }],
    rules: { ...plan.rules, servingRelevance: 0 },
  });
  const known = { impressions: [900, 100, 1_000], clicks: [90, 10, 20], clickRate: [0.05] };
  const work = createWork(market.graph, market.facts);
  const chosen = [0, 0, 0];
  for (let day = 0; day < 200; day++) {
    drawExplorers(market, plan.rules, known, (_, draw) => stream(day * DRAWS + draw), 0, 1, work);
    for (const edge of market.facts.explorers) chosen[edge] = (chosen[edge] ?? 0) + 1;
  }
  assert.equal(chosen[0], 0);
  assert.ok((chosen[1] ?? 0) > 0.9 * 200 * DRAWS, String(chosen));
});
