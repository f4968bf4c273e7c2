import assert from 'node:assert/strict';
import test from 'node:test';
import { andersonRubin } from './anderson-rubin.ts';
import { estimateLoop } from './estimate.ts';
import { percentileInterval } from './interval.ts';
import { sumLink } from './moments.ts';
import { normalQuantile } from './normal.ts';
import { readGain } from './reading.ts';
import { ordinarySettings, synthesize } from './synthetic.ts';

const near = (a: number, b: number, tolerance: number) =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} is not within ${tolerance} of ${b}`);

const normalDraws = Float64Array.from({ length: 9999 }, (_, k) => normalQuantile((k + 1) / 10_000));

test('of very many units it is the plain percentile interval, of few it reaches further out', () => {
  const many = percentileInterval(normalDraws, 100_000, 0.9);
  near(many.low, normalQuantile(0.05), 1e-3);
  near(many.high, normalQuantile(0.95), 1e-3);
  // Draws of ten units are normal with sqrt(9 / 10) of the standard error, and the answer is Student's: 1.833 of nine degrees of freedom.
  const few = percentileInterval(
    normalDraws.map((draw) => draw * Math.sqrt(0.9)),
    10,
    0.9,
  );
  near(few.high, 1.833, 5e-3);
  near(few.low, -1.833, 5e-3);
});

test('it goes with any rising function of the draws: of the logarithm it is the logarithm', () => {
  const { low, high } = percentileInterval(normalDraws, 50, 0.9);
  const risen = percentileInterval(normalDraws.map(Math.exp), 50, 0.9);
  near(Math.log(risen.low), low, 1e-3);
  near(Math.log(risen.high), high, 1e-3);
});

test('a draw that has no end makes an interval that has none', () => {
  const draws = Float64Array.from({ length: 99 }, (_, k) => (k > 80 ? Number.POSITIVE_INFINITY : k));
  assert.equal(percentileInterval(draws, 50, 0.9).high, Number.POSITIVE_INFINITY);
});

test('a gain whose other links are beyond doubt leaves 0 out exactly when the doubtful link does', () => {
  let excluded = 0;
  for (let seed = 1; seed <= 30; seed += 1) {
    const effects = [0.4, 0.02, 0.4, 0.4];
    const { panel, loop } = synthesize({ ...ordinarySettings, merchants: 100, nudge: 0.3, effects }, seed);
    const { merchant, links } = estimateLoop(panel, loop, { draws: 199, lags: 1 });
    const [, doubtful] = links;
    assert.ok(doubtful);
    const isOut = doubtful.low > 0 || doubtful.high < 0;
    assert.equal(merchant.low > 0 || merchant.high < 0, isOut, `seed ${seed}`);
    if (isOut) excluded += 1;
  }
  assert.ok(excluded > 3 && excluded < 27, `${excluded} of 30 left 0 out`);
});

test('with strong nudges Anderson-Rubin gives nearly the interval of the bootstrap, in both forms', () => {
  const { panel, loop: whole } = synthesize({ ...ordinarySettings, nudge: 0.2 }, 2);
  const loop = { links: whole.links.slice(0, 1) };
  for (const horizon of [null, 6]) {
    const options = { draws: 999, lags: 1, horizon } as const;
    const usual = estimateLoop(panel, loop, options).links;
    const inverted = estimateLoop(panel, loop, { ...options, weakBelow: Number.POSITIVE_INFINITY }).links;
    for (const [index, { low, high, method }] of inverted.entries()) {
      assert.equal(method, 'anderson-rubin');
      const width = (usual[index]?.high ?? 0) - (usual[index]?.low ?? 0);
      near(low, usual[index]?.low ?? 0, 0.15 * width);
      near(high, usual[index]?.high ?? 0, 0.15 * width);
    }
  }
});

test('without any nudge the Anderson-Rubin set is the whole line', () => {
  const { panel, loop } = synthesize({ ...ordinarySettings, merchants: 100, nudge: 1e-9 }, 2);
  const [link] = loop.links;
  assert.ok(link);
  const set = andersonRubin(sumLink(panel, link, { lags: 1, reversed: false }), 0.9);
  assert.ok(set.low === Number.NEGATIVE_INFINITY || set.high === Number.POSITIVE_INFINITY);
});

test('what an interval means, in three languages', () => {
  const english = (low: number, high: number, isStrong = true) => readGain({ low, high }, isStrong).en;
  assert.equal(
    english(0.2, 0.5),
    'The loop amplifies a push but does not feed itself: its gain lies between 0.20 and 0.50, so a lasting push ends 1.25 to 2.00 times as large.',
  );
  assert.match(english(1.1, 2), /^The loop feeds itself/);
  assert.match(english(0.5, 1.2), /^The data cannot tell whether the loop feeds itself/);
  assert.match(english(-0.1, 0.3), /^No loop can be seen/);
  assert.match(english(-0.1, 1.3), /^The data cannot tell anything/);
  assert.match(english(-0.5, -0.1), /^The loop works against a push/);
  assert.match(english(0.2, Number.POSITIVE_INFINITY), /too weak/);
  assert.match(english(0.2, 0.5, false), /Anderson-Rubin/);
  for (const [low, high] of [
    [0.2, 0.5],
    [1.1, 2],
    [-1, 3],
  ] as const)
    for (const text of Object.values(readGain({ low, high }, false)))
      assert.doesNotMatch(text, /[{}]|undefined|NaN/);
});
