import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { allotRow } from './row.ts';
import { MICRO } from './rules.ts';
import { createServing, resumeServing, servePage } from './serving.ts';
import { builtFrom, markets } from './testing/markets.ts';
import { createWork } from './work.ts';

test('a row that is taken up from what it gave lags as it did', () => {
  fc.assert(
    fc.property(markets({ stores: 20, keywords: 1 }), fc.nat({ max: 60 }), (plan, pages) => {
      const { rules } = plan;
      const supply = plan.keywords[0]?.supply ?? 0;
      const market = builtFrom(plan);
      const work = createWork(market.graph, market.facts);
      allotRow(market, rules, 0, work);
      fc.pre(supply > 1_000 && work.count > 0);
      const row = createServing(rules, supply, work);
      const given = new Float64Array(row.count);
      const page = new Uint32Array(rules.positionWeights.length);
      for (let time = 0; time < pages; time++) {
        const shown = servePage(row, page);
        for (let place = 0; place < shown; place++) {
          const entry = page[place] as number;
          given[entry] = (given[entry] as number) + (rules.positionWeights[place] as number) * MICRO;
        }
      }
      const again = createServing(rules, supply, work);
      resumeServing(again, pages, given);
      for (let entry = 0; entry < row.count; entry++)
        assert.ok(Math.abs((row.lag[entry] as number) - (again.lag[entry] as number)) < 1e-6);
      for (let seat = 0; seat < row.seats; seat++)
        assert.ok(Math.abs((row.seatLag[seat] as number) - (again.seatLag[seat] as number)) < 1e-6);
    }),
    { numRuns: 300 },
  );
});
