import assert from 'node:assert/strict';
import test from 'node:test';
import { MOST_UNITS, resample } from './bootstrap.ts';
import { estimateLoop } from './estimate.ts';
import { solveLink } from './link.ts';
import { sumLink } from './moments.ts';
import { estimateNaively } from './naive.ts';
import { emptyPanel, ring } from './panel.ts';
import { Random } from './random.ts';
import { ordinarySettings, synthesize } from './synthetic.ts';
import { referenceDraws, referenceElasticities } from './testing/reference.ts';

const near = (a: number, b: number, tolerance: number) =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} is not within ${tolerance} of ${b}`);

test('the sums give what the equations solved at length give, with and without gaps', () => {
  for (const missing of [0, 0.2]) {
    const { panel, loop } = synthesize({ ...ordinarySettings, merchants: 60, weeks: 30, missing }, 5);
    const { links, rows } = estimateLoop(panel, loop, { lags: 1, draws: 99 });
    const reference = referenceElasticities(panel, loop, new Array<number>(60).fill(1));
    for (const [index, { elasticity }] of links.entries())
      near(elasticity, reference[index] ?? Number.NaN, 1e-9);
    if (missing === 0) assert.equal(rows, 60 * 28);
    else assert.ok(rows < 60 * 28 * 0.6 && rows > 60 * 28 * 0.4, `${rows} rows`);
  }
});

test('re-summing differs from repeating everything for each draw by little beside the interval', () => {
  const merchants = 200;
  const draws = 40;
  const { panel, loop } = synthesize({ ...ordinarySettings, merchants, weeks: 26, nudge: 0.2 }, 6);
  const link = loop.links[0];
  assert.ok(link);
  const moments = sumLink(panel, link, { lags: 1, reversed: false });
  const [sums] = resample([moments], draws, 9);
  assert.ok(sums);
  const fast = Array.from({ length: draws }, (_, draw) => solveLink(sums, draw * 6, 2).elasticity);
  const exact = referenceDraws(merchants, draws, 9).map(
    (times) => referenceElasticities(panel, { links: [link] }, times)[0] ?? Number.NaN,
  );
  const spread = deviation(exact);
  near(deviation(fast), spread, 0.05 * spread);
  for (const [draw, value] of fast.entries()) near(value, exact[draw] ?? Number.NaN, 0.35 * spread);
});

test('of many merchants groups are drawn, and the draws are spread as those of single ones', () => {
  const merchants = 3 * MOST_UNITS + 500;
  const draws = 400;
  const random = new Random(3);
  const sums = Float64Array.from({ length: merchants }, (_, m) => random.normal() * (1 + (m % 7)));
  const moments = { lags: 1, size: 1, width: 1, sums, squares: sums, rows: merchants };
  const [drawn] = resample([moments], draws, 5);
  assert.equal(drawn?.length, draws);
  const exact = Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0));
  near(deviation([...drawn]), exact, 0.12 * exact);
});

test('a known loop is found where the naive estimate invents a stronger one', () => {
  const { panel, loop, gain } = synthesize({ ...ordinarySettings, nudge: 0.3 }, 1);
  const { merchant, links, lags } = estimateLoop(panel, loop);
  assert.equal(lags, 1);
  near(merchant.gain, gain, 0.06);
  assert.ok(merchant.low < gain && gain < merchant.high);
  assert.equal(merchant.probabilityAboveOne, 0);
  assert.match(merchant.reading.en, /^The loop amplifies a push/);
  assert.ok(links.every(({ firstStageF, method }) => firstStageF > 10 && method === 'bootstrap'));
  assert.ok(estimateNaively(panel, loop).gain > gain + 0.2);
});

test('a loop cut at any link is not seen, though the naive estimate sees one', () => {
  for (let cut = 0; cut < 4; cut += 1) {
    const effects = [0.4, 0.4, 0.4, 0.4].map((effect, k) => (k === cut ? 0 : effect));
    const { panel, loop } = synthesize({ ...ordinarySettings, effects, nudge: 0.2 }, 20 + cut);
    // Four chances to be wrong: at the usual 90 % one in three runs of this test would find a loop.
    const { merchant } = estimateLoop(panel, loop, { level: 0.99 });
    assert.ok(merchant.low < 0 && merchant.high > 0, `${merchant.low} .. ${merchant.high}`);
    assert.match(merchant.reading.en, /^No loop can be seen/);
    assert.ok(estimateNaively(panel, loop).gain > 0.1);
  }
});

test('a second lag is taken when the data ask for it', () => {
  const effects = [0.28, 0.28, 0.28, 0.28];
  const settings = { ...ordinarySettings, effects, laterEffects: [0.14, 0.14, 0.14, 0.14], nudge: 0.2 };
  const { panel, loop, gain } = synthesize(settings, 3);
  const tested = estimateLoop(panel, loop, { draws: 199 });
  assert.equal(tested.lags, 2);
  assert.ok(tested.merchant.low < gain && gain < tested.merchant.high);
  assert.ok(estimateLoop(panel, loop, { draws: 199, lags: 1 }).merchant.high < gain);
});

test('with nudges too weak the answer is that the data cannot tell', () => {
  const { panel, loop } = synthesize({ ...ordinarySettings, nudge: 0.003 }, 8);
  const { merchant, links } = estimateLoop(panel, loop);
  assert.ok(links.some(({ method }) => method === 'anderson-rubin'));
  assert.equal(merchant.probabilityAboveOne, null);
  assert.equal(merchant.high, Number.POSITIVE_INFINITY);
  assert.match(merchant.reading.en, /^The data cannot tell/);
});

test("a shared link without a measured factor leaves the platform's gain unknown; with one of 0 it is 0", () => {
  const { panel, loop } = synthesize({ ...ordinarySettings, merchants: 200, nudge: 0.3 }, 4);
  const links = loop.links.map((link, k) => ({
    ...link,
    platform: k === 1 ? ('shared' as const) : link.platform,
  }));
  assert.equal(estimateLoop(panel, { links }, { draws: 99 }).platform, null);
  const none = { share: 0, draws: new Float64Array(0), units: null };
  const name = links[1]?.name ?? '';
  const { platform, merchant } = estimateLoop(panel, { links }, { draws: 99, factors: { [name]: none } });
  assert.deepEqual([platform?.gain, platform?.low, platform?.high], [0, 0, 0]);
  assert.ok(merchant.gain > 0.2);
});

test('the same seed gives the same intervals, another seed others', () => {
  const { panel, loop } = synthesize({ ...ordinarySettings, merchants: 100 }, 4);
  const low = (seed: number) => estimateLoop(panel, loop, { seed, draws: 199 }).merchant.low;
  assert.equal(low(1), low(1));
  assert.notEqual(low(1), low(2));
});

test('neither the order of merchants nor what a merchant is multiplied by in logs (its level) changes an estimate beyond rounding', () => {
  const { panel, loop } = synthesize({ ...ordinarySettings, merchants: 80, weeks: 20 }, 12);
  const names = panel.variables.map(({ name }) => name);
  const turned = emptyPanel(names, panel.merchants, panel.weeks);
  panel.variables.forEach((variable, v) => {
    for (let m = 0; m < panel.merchants; m += 1) {
      const to = (panel.merchants - 1 - m) * panel.weeks;
      for (let t = 0; t < panel.weeks; t += 1) {
        const target = turned.variables[v];
        if (!target) continue;
        target.series[to + t] = (variable.series[m * panel.weeks + t] ?? 0) + 7;
        target.nudges[to + t] = variable.nudges[m * panel.weeks + t] ?? 0;
      }
    }
  });
  const given = estimateLoop(panel, loop, { lags: 1, draws: 99 }).links;
  const other = estimateLoop(turned, ring(names), { lags: 1, draws: 99 }).links;
  for (const [index, { elasticity }] of given.entries())
    near(other[index]?.elasticity ?? Number.NaN, elasticity, 1e-8 * Math.max(1, Math.abs(elasticity)));
});

test('a panel that is none is refused with what is wrong', () => {
  const panel = emptyPanel(['a', 'b'], 3, 5);
  assert.throws(() => estimateLoop(emptyPanel(['a'], 1, 5), ring(['a'])), /at least 2 merchants and 4 weeks/);
  assert.throws(() => estimateLoop(panel, ring(['a', 'b', 'c'])), /The link b -> c joins no two variables/);
  const [first] = panel.variables;
  first?.series.fill(Number.NEGATIVE_INFINITY);
  assert.throws(() => estimateLoop(panel, ring(['a', 'b'])), /The series of a contain -Infinity/);
});

test('a panel with nothing in it, or without nudges, claims nothing', () => {
  const names = ['a', 'b', 'c'];
  const { merchant } = estimateLoop(emptyPanel(names, 20, 10), ring(names), { draws: 99 });
  assert.ok(!Number.isFinite(merchant.low) && !Number.isFinite(merchant.high));
  const { panel, loop } = synthesize({ ...ordinarySettings, merchants: 50, nudge: 0 }, 2);
  const bare = estimateLoop(panel, loop, { draws: 99 });
  assert.ok(!Number.isFinite(bare.merchant.high), String(bare.merchant.high));
  assert.match(bare.merchant.reading['zh-CN'], /^数据无法判断/);
});

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
