import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { buildAllotment } from './build.ts';
import {
  changeMerit,
  changeQuality,
  changeRelevance,
  changeStanding,
  changeSupply,
  createChanger,
} from './change.ts';
import { createResult } from './market.ts';
import { builtFrom, markets } from './testing/markets.ts';

const step = fc.record({
  kind: fc.constantFrom('merit', 'quality', 'standing', 'relevance', 'supply'),
  which: fc.nat(),
  value: fc.integer({ min: 0, max: 1_000 }),
});

test('after any changes, every bit is as a full build would have it', () => {
  fc.assert(
    fc.property(markets(), fc.array(step, { minLength: 1, maxLength: 12 }), (plan, steps) => {
      const market = builtFrom(plan);
      const { graph, facts } = market;
      const changer = createChanger(market, plan.rules);
      for (const { kind, which, value } of steps) {
        const store = which % graph.stores;
        const keyword = which % graph.keywords;
        if (kind === 'merit') changeMerit(changer, store, value * 3.7);
        else if (kind === 'quality') changeQuality(changer, store, value / 200);
        else if (kind === 'standing') changeStanding(changer, store, value % 3, value * 1_000);
        else if (kind === 'supply') changeSupply(changer, keyword, value * 12_345, value / 10);
        else if (graph.edges > 0) {
          const edge = which % graph.edges;
          const row = graph.rowStart.findLastIndex((start, at) => at < graph.keywords && start <= edge);
          changeRelevance(changer, row, edge, value / 1_000);
        }
      }
      const anew = { graph, facts, result: createResult(graph) };
      buildAllotment(anew, plan.rules);
      assert.deepEqual(market.result, anew.result);
    }),
    { numRuns: 1_000 },
  );
});

test('a change of merit touches only the rows in which the principal has stores', () => {
  fc.assert(
    fc.property(markets(), fc.nat(), (plan, which) => {
      const market = builtFrom(plan);
      const store = which % plan.stores.length;
      const principal = plan.stores[store]?.principal;
      const own = plan.stores.flatMap((one, at) => (one.principal === principal ? [at] : []));
      const touched = plan.keywords.filter(({ relevance }) =>
        own.some((at) => relevance[at] !== null && relevance[at] !== undefined),
      ).length;
      assert.equal(changeMerit(createChanger(market, plan.rules), store, 1), touched);
    }),
    { numRuns: 200 },
  );
});

test('an edge that is none of the keyword, or a relevance that is none, changes nothing', () => {
  const [plan] = fc.sample(markets({ keywords: 2, stores: 3 }), { seed: 3, numRuns: 1 });
  assert.ok(plan);
  const market = builtFrom(plan);
  const before = structuredClone(market);
  const changer = createChanger(market, plan.rules);
  assert.throws(() => changeRelevance(changer, 0, market.graph.edges, 0.5), /none of keyword 0/);
  assert.throws(() => changeRelevance(changer, 0, 0, 1.01), /between 0 and 1, not at 1.01/);
  assert.deepEqual(market, before);
});
