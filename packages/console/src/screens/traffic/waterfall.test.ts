import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ShownPools, shownPoolNames, waterfallOf } from './waterfall.ts';

const pools = (...[organic, merit, newcomer, exploration, ranked, dither]: number[]): ShownPools => {
  const parts = {
    organic: organic ?? 0,
    merit: merit ?? 0,
    newcomer: newcomer ?? 0,
    exploration: exploration ?? 0,
    ranked: ranked ?? 0,
    dither: dither ?? 0,
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
};

test('steps lead from last week to this, and pools that were nothing are left out', () => {
  const { steps, least, most } = waterfallOf(pools(612, 431, 0, 41), pools(700, 300, 0, 41, 0, -20));
  assert.deepEqual(
    steps.map(({ name, from, to }) => [name, from, to]),
    [
      ['lastWeek', 0, 1084],
      ['organic', 1084, 1172],
      ['merit', 1172, 1041],
      ['exploration', 1041, 1041],
      ['dither', 1041, 1021],
      ['thisWeek', 0, 1021],
    ],
  );
  assert.deepEqual([least, most], [0, 1172]);
});

test('the last step ends where this week does, and every bar lies inside, whatever the weeks were', () => {
  const amount = fc.integer({ min: 0, max: 1e12 });
  const week = fc
    .tuple(amount, amount, amount, amount, amount, fc.integer({ min: -1e6, max: 1e6 }))
    .map((parts) => pools(...parts));
  fc.assert(
    fc.property(week, week, (lastWeek, thisWeek) => {
      const { steps, least, most } = waterfallOf(lastWeek, thisWeek);
      const changes = steps.slice(1, -1);
      assert.equal(changes.at(-1)?.to ?? thisWeek.total, thisWeek.total);
      assert.equal(changes[0]?.from ?? lastWeek.total, lastWeek.total);
      for (const { from, to } of steps) {
        assert.ok(Math.min(from, to) >= least && Math.max(from, to) <= most);
      }
      assert.ok(changes.every(({ name }) => shownPoolNames.includes(name as never)));
    }),
  );
});
