import assert from 'node:assert/strict';
import test from 'node:test';
import { andersonRubin } from './anderson-rubin.ts';
import { estimateLoop } from './estimate.ts';
import { acceleratedInterval } from './interval.ts';
import { sumLink } from './moments.ts';
import { normalQuantile } from './normal.ts';
import { readGain } from './reading.ts';
import { ordinarySettings, synthesize } from './synthetic.ts';

const near = (a: number, b: number, tolerance: number) =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} is not within ${tolerance} of ${b}`);

test('around a symmetric estimate it is the percentile interval', () => {
  const draws = Float64Array.from({ length: 9999 }, (_, k) => normalQuantile((k + 1) / 10_000));
  const even = Float64Array.of(-1, 1);
  const { low, high } = acceleratedInterval(draws, 0, even, 0.9);
  near(low, normalQuantile(0.05), 1e-3);
  near(high, normalQuantile(0.95), 1e-3);
});

test('for an exponential mean it goes up where the plain percentile stays too low', () => {
  // Draws of a statistic whose logarithm is normal: bias and skew at once.
  const draws = Float64Array.from({ length: 9999 }, (_, k) =>
    Math.exp(0.5 * normalQuantile((k + 1) / 10_000)),
  );
  const shifted = acceleratedInterval(draws, Math.exp(0.1), Float64Array.of(-1, 1), 0.9);
  assert.ok(shifted.low > (draws[499] ?? 0) && shifted.high > (draws[9499] ?? 0));
  const skewed = Float64Array.from({ length: 50 }, (_, k) => (k === 0 ? 7 : -1 / 7));
  const accelerated = acceleratedInterval(draws, 1, skewed, 0.9);
  assert.ok(accelerated.high > (draws[9499] ?? 0));
});

test('a draw that has no end makes an interval that has none', () => {
  const draws = Float64Array.from({ length: 99 }, (_, k) => (k > 80 ? Number.POSITIVE_INFINITY : k));
  assert.equal(acceleratedInterval(draws, 50, Float64Array.of(-1, 1), 0.9).high, Number.POSITIVE_INFINITY);
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
