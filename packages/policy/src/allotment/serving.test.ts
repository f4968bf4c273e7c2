import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument } from '../document.ts';
import { allotRow } from './row.ts';
import { type AllotmentRules, allotmentRules, pageWeight } from './rules.ts';
import { createServing, type ServingRow, servePage } from './serving.ts';
import { builtFrom, type MarketPlan, markets } from './testing/markets.ts';
import { createWork } from './work.ts';

/** The rows of a market that have anything to serve. */
function servingOf(plan: MarketPlan, rules: AllotmentRules): ServingRow[] {
  const market = builtFrom({ ...plan, rules });
  const work = createWork(market.graph, market.facts);
  return plan.keywords.flatMap(({ supply }, keyword) => {
    allotRow(market, rules, keyword, work);
    return supply > 1_000 && work.count > 0 ? [createServing(rules, supply, work)] : [];
  });
}

/** Uniform enough to choose keywords by; the same for the same seed. */
function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('over long random streams of queries every store stays within one impression of its due', () => {
  let queries = 0;
  fc.assert(
    fc.property(markets({ stores: 40, keywords: 3 }), fc.nat(), (plan, seed) => {
      const rows = servingOf(plan, plan.rules);
      const uniform = stream(seed);
      const page = new Uint32Array(plan.rules.positionWeights.length);
      for (let query = 0; query < 2_000 && rows.length > 0; query++) {
        const row = rows[Math.floor(uniform() * rows.length)];
        assert.ok(row);
        servePage(row, page);
        queries++;
        const worst = row.lag.reduce((most, lag) => Math.max(most, Math.abs(lag)), 0);
        if (worst > 1.001) assert.fail(`an entry of ${row.count} lags ${worst}`);
      }
    }),
    { numRuns: 200, endOnFailure: true },
  );
  assert.ok(queries > 100_000, `${queries} queries`);
});

test('so it does on a page of twenty positions, with hundreds of seats', () => {
  const rules = allotmentRules(defaultDocument);
  fc.assert(
    fc.property(markets({ stores: 300, keywords: 1, hasHidden: false }), (plan) => {
      const spread = {
        ...plan,
        stores: plan.stores.map((store, at) => ({ ...store, principal: at, cluster: at % 150 })),
      };
      const page = new Uint32Array(20);
      for (const row of servingOf({ ...spread, dither: spread.stores.map(() => 0) }, rules)) {
        for (let query = 0; query < 3_000; query++) {
          servePage(row, page);
          const worst = row.lag.reduce((most, lag) => Math.max(most, Math.abs(lag)), 0);
          if (worst > 1.001) assert.fail(`an entry of ${row.count} lags ${worst}`);
        }
      }
    }),
    { numRuns: 12 },
  );
});

test('a page shows no seat twice, the most urgent first, and gives away exactly its weight', () => {
  fc.assert(
    fc.property(markets({ stores: 20 }), (plan) => {
      for (const row of servingOf(plan, plan.rules)) {
        const page = new Uint32Array(plan.rules.positionWeights.length);
        for (let query = 0; query < 20; query++) {
          const before = row.lag.slice();
          const shown = servePage(row, page);
          const seats = [...page.slice(0, shown)].map((at) => row.seat[at] ?? -1);
          assert.equal(new Set(seats).size, seats.length);
          assert.equal(shown, Math.min(page.length, new Set(row.seat).size));
          const urgency = seats.map((seat) => row.seatUrgency[seat] ?? 0);
          assert.deepEqual(
            urgency,
            urgency.toSorted((a, b) => b - a),
          );
          const given = before.reduce(
            (sum, lag, at) => sum + lag + (row.due[at] ?? 0) - (row.lag[at] ?? 0),
            0,
          );
          const worth = plan.rules.positionWeights.slice(0, shown).reduce((sum, weight) => sum + weight, 0);
          assert.ok(Math.abs(given - worth) < 1e-9);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('who is not relevant enough to a query waits, and is made up for when it is', () => {
  const rules = { ...allotmentRules(defaultDocument), positionWeights: Float64Array.of(1) };
  const work = createWork({ longestRow: 2 }, { drawsPerKeyword: 1 });
  Object.assign(work, { count: 2, seats: 2 });
  work.seat.set([0, 1]);
  work.units.set([500_000, 500_000]);
  const row = createServing(rules, 1_000_000, work);
  const page = new Uint32Array(1);
  const shown: (number | undefined)[] = [];
  for (const relevance of [
    [1, 0.4],
    [1, 0.4],
    [1, 0.6],
    [1, 1],
    [0, 0],
  ]) {
    const length = servePage(row, page, relevance);
    shown.push(length === 0 ? undefined : page[0]);
  }
  assert.deepEqual(shown, [0, 0, 1, 1, undefined]);
  assert.equal(pageWeight(rules), 1);
});
