import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seriesNames } from './result.ts';
import { runScenario } from './run.ts';
import { scenario } from './scenario.ts';
import { arbitraryScenario } from './testing/arbitrary.ts';

test('whatever the policy and the parameters, money and traffic are conserved on every day and every number is finite', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryScenario, async (market) => {
      const { series, principals } = await runScenario(market);
      for (const name of seriesNames)
        for (const [day, value] of series[name].entries())
          assert.ok(Number.isFinite(value), `${name} on day ${day} is ${value}`);
      for (const column of Object.values(principals))
        if (typeof column !== 'number') for (const value of column) assert.ok(Number.isFinite(value));
      // Rounding of doubles grows with what is held and moved, not with what is created.
      let moved = 1;
      for (let day = 0; day < market.days; day++) {
        const at = (name: (typeof seriesNames)[number]): number => series[name][day] as number;
        moved +=
          at('privateGmv') +
          at('outsideGmv') +
          at('publicGmv') +
          at('externalGmv') +
          at('creatorGmv') +
          at('fakeGmv') +
          at('investment') +
          at('deposits') +
          1e7;
        assert.ok(
          Math.abs(at('moneyError')) <= 1e-9 * moved,
          `${at('moneyError')} of ${moved} on day ${day}`,
        );
        // Supply is given in whole millionths of an impression, keyword by keyword.
        const grain = market.size.keywords * 1e-6 + 1e-9 * at('supply');
        assert.ok(Math.abs(at('trafficError')) <= grain, `${at('trafficError')} of ${at('supply')}`);
      }
    }),
    { numRuns: 120, seed: 20_260_101 },
  );
});

test('what is served never exceeds the supply, and something is served', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryScenario, async (market) => {
      const { series } = await runScenario({ ...market, days: 15 });
      for (let day = 0; day < 15; day++) {
        const served =
          (series.organicImpressions[day] as number) +
          (series.meritImpressions[day] as number) +
          (series.newcomerImpressions[day] as number) +
          (series.explorationImpressions[day] as number);
        assert.ok(served >= -1e-6);
        assert.ok(served <= (series.supply[day] as number) * (1 + 1e-9) + 1e-6);
      }
    }),
    { numRuns: 40, seed: 7 },
  );
});

test('a commission too small to be told from nothing leaves no infinite orders', async () => {
  // The weights by which creators choose then are the smallest numbers that there are; only their ratio means anything.
  const { series } = await runScenario(
    scenario({
      days: 40,
      size: { principals: 60, keywords: 7, creators: 8 },
      policy: { alliance: { admissionScoreMilli: 0, clearOutScoreMilli: 0, insuranceRequired: false } },
      parameters: { commissionShare: 6e-212, contacts: 2_000 },
    }),
  );
  assert.ok(series.creatorOrders.every(Number.isFinite));
  assert.ok(series.creatorOrders.some((orders) => orders > 0));
});
