import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { buildAllotment, createRoom } from './build.ts';
import { buildGraph } from './graph.ts';
import { type AllotmentMarket, createPartial, createResult, TOTAL_COLUMNS } from './market.ts';
import { allotRows, gatherNewcomers, gatherReach, gatherTotals, measureReach } from './passes.ts';
import { allotRow } from './row.ts';
import type { AllotmentRules } from './rules.ts';
import { builtFrom, exposureOf, marketFrom, markets } from './testing/markets.ts';
import { naiveAllotment } from './testing/naive.ts';
import { createWork } from './work.ts';

/** The engine's answer for every edge. */
function unitsOf(market: AllotmentMarket, rules: AllotmentRules): Float64Array {
  const work = createWork(market.graph, market.facts);
  const units = new Float64Array(market.graph.edges);
  for (let keyword = 0; keyword < market.graph.keywords; keyword++) {
    allotRow(market, rules, keyword, work);
    for (let at = 0; at < work.count; at++) units[work.edge[at] ?? 0] = work.units[at] ?? 0;
  }
  return units;
}

test('each keyword gives away its supply to the micro-impression, and stores got just that', () => {
  fc.assert(
    fc.property(markets(), (plan) => {
      const market = builtFrom(plan);
      const { graph, facts, result } = market;
      const units = unitsOf(market, plan.rules);
      for (let keyword = 0; keyword < graph.keywords; keyword++) {
        const row = units.slice(graph.rowStart[keyword], graph.rowStart[keyword + 1]);
        const given = row.reduce((sum, one) => sum + one, 0);
        assert.equal(given + (result.unfilled[keyword] ?? 0), facts.supply[keyword]);
        assert.ok(row.every((one) => Number.isInteger(one) && one >= 0));
        assert.ok((result.unfilled[keyword] ?? 0) >= 0);
      }
      for (let store = 0; store < graph.stores; store++) {
        const got = graph.edgeStore.reduce(
          (sum, one, edge) => sum + (one === store ? (units[edge] ?? 0) : 0),
          0,
        );
        assert.equal(
          exposureOf(market, (one) => one === store),
          got,
        );
        const pools = result.totals.slice(store * TOTAL_COLUMNS, store * TOTAL_COLUMNS + 4);
        assert.ok(
          pools.every((one) => Number.isInteger(one) && one >= -1),
          String(pools),
        );
      }
    }),
    { numRuns: 1_000 },
  );
});

test('what the engine answers is what the rule says when it is written down plainly', () => {
  let compared = 0;
  fc.assert(
    fc.property(markets(), (plan) => {
      const market = builtFrom(plan);
      let expected: Float64Array;
      try {
        expected = naiveAllotment(market, plan.rules);
      } catch {
        return;
      }
      compared++;
      const units = unitsOf(market, plan.rules);
      for (let edge = 0; edge < market.graph.edges; edge++)
        assert.ok(Math.abs((units[edge] ?? 0) - (expected[edge] ?? 0)) <= 1, `edge ${edge}`);
    }),
    { numRuns: 1_500 },
  );
  assert.ok(compared > 500, `${compared} of 1,500 markets were compared`);
});

test('however ranges are cut and whoever takes them, every bit is the same', () => {
  fc.assert(
    fc.property(markets(), fc.integer({ min: 1, max: 4 }), (plan, workers) => {
      const market = builtFrom(plan);
      const { graph, facts } = market;
      const other: AllotmentMarket = { graph, facts, result: createResult(graph, { shared: true }) };
      const partials = Array.from({ length: workers }, () => createPartial(graph, { shared: true }));
      const take = (keyword: number) => partials[(keyword * 7 + 1) % workers] ?? createPartial(graph);
      for (let keyword = graph.keywords - 1; keyword >= 0; keyword--)
        measureReach(other, plan.rules, keyword, keyword + 1, take(keyword));
      for (let at = 0; at < graph.principals; at++) gatherReach(other, at, at + 1, partials);
      gatherNewcomers(other, 0, graph.stores, partials);
      for (let keyword = graph.keywords - 1; keyword >= 0; keyword--)
        allotRows(other, plan.rules, keyword, keyword + 1, createWork(graph, facts), take(keyword));
      for (let at = 0; at < graph.stores; at++) gatherTotals(other, at, at + 1, partials);
      assert.deepEqual(other.result, market.result);
    }),
    { numRuns: 300 },
  );
});

test('a room that has been used leaves no trace in the next build', () => {
  fc.assert(
    fc.property(markets(), (plan) => {
      const market = marketFrom(plan);
      const room = createRoom(market);
      buildAllotment(market, plan.rules, room);
      const first = structuredClone(market.result);
      buildAllotment(market, plan.rules, room);
      assert.deepEqual(market.result, first);
    }),
    { numRuns: 200 },
  );
});

test('a graph refuses what cannot be, and says what', () => {
  const list = {
    keywords: 1,
    principals: 1,
    storePrincipal: [0],
    storeCluster: [0],
    edgeKeyword: [0],
    edgeStore: [0],
    edgeRelevance: [1],
  };
  assert.equal(buildGraph(list).edges, 1);
  assert.throws(() => buildGraph({ ...list, storePrincipal: [1] }), /A principal must be .* below 1, not 1/);
  assert.throws(() => buildGraph({ ...list, edgeStore: [2] }), /A store must be .* below 1, not 2/);
  assert.throws(() => buildGraph({ ...list, edgeKeyword: [-1] }), /A keyword must be .* below 1, not -1/);
  assert.throws(
    () => buildGraph({ ...list, edgeRelevance: [1.5] }),
    /A relevance lies between 0 and 1, not at 1.5/,
  );
  assert.throws(
    () => buildGraph({ ...list, edgeKeyword: [0, 0], edgeStore: [0, 0], edgeRelevance: [1, 0.5] }),
    /keyword 0 and store 0 stands twice/,
  );
});
