import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { forecastPages } from './forecast.ts';

const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-9 * Math.max(1, expected), `${actual} is not ${expected}`);

test('days that are all alike go on as they were', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 1e6 }), (days, pages) =>
      close(forecastPages(Array(days).fill(pages), 0.3), pages),
    ),
  );
});

test('nothing was, nothing is expected', () => {
  assert.equal(forecastPages([], 0.3), 0);
  assert.equal(forecastPages([0, 0, 0], 0.3), 0);
});

test('a weekday is expected to be as such days were', () => {
  // Four weeks in which each seventh day has six times as many pages; the next day is such a one.
  const history = Array.from({ length: 28 }, (_, day) => (day % 7 === 0 ? 600 : 100));
  const busy = forecastPages(history, 0.3);
  const quiet = forecastPages([...history, 600], 0.3);
  assert.ok(busy > 400 && busy < 700, String(busy));
  assert.ok(quiet > 80 && quiet < 220, String(quiet));
});

test('follows a change, the faster the more the latest day weighs', () => {
  const history = [...Array(21).fill(100), ...Array(7).fill(200)];
  const slow = forecastPages(history, 0.1);
  const fast = forecastPages(history, 0.6);
  assert.ok(100 < slow && slow < fast && fast < 260, `${slow} ${fast}`);
});

test('is finite and never negative, whatever the days were', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1e9), { maxLength: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (days, a) => {
        const pages = forecastPages(days, a);
        assert.ok(Number.isFinite(pages) && pages >= 0, String(pages));
      },
    ),
  );
});
