import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { noPools, nothingShown, poolsOf, shownPools, sumPools } from './allotment.pools.ts';

const micro = fc.bigInt({ min: 0n, max: 10n ** 13n });
const row = fc.record({
  organic: fc.bigInt({ min: -5n, max: 10n ** 13n }),
  merit: micro,
  newcomer: micro,
  exploration: micro,
  dither: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
});

test('what was shown is told in parts that sum to it exactly, whatever was due', () => {
  fc.assert(
    fc.property(row, micro, micro, (due, allotted, ranked) => {
      const shown = shownPools({
        ...due,
        day: '2026-01-01',
        keyword: 'page/home',
        policy_version: 1,
        allotted,
        ranked,
      });
      const { total, ...parts } = shown;
      assert.equal(
        Object.values(parts).reduce((sum, part) => sum + BigInt(part), 0n),
        allotted + ranked,
      );
      assert.equal(BigInt(total), allotted + ranked);
      assert.equal(BigInt(shown.ranked), ranked);
      for (const part of [shown.organic, shown.merit, shown.newcomer, shown.exploration])
        assert.ok(part >= 0);
    }),
  );
});

test('what was shown as it was due stands in the parts in which it was due', () => {
  fc.assert(
    fc.property(
      row.filter(({ organic }) => organic >= 0n),
      (due) => {
        const { total, ...parts } = poolsOf(due);
        fc.pre(total > 0);
        const shown = shownPools({
          ...due,
          ...{ day: '2026-01-01', keyword: 'page/home', policy_version: 1 },
          allotted: BigInt(total),
          ranked: 0n,
        });
        assert.deepEqual(shown, { total, ...parts, ranked: 0 });
      },
    ),
  );
});

test('days add up by pool', () => {
  assert.deepEqual(sumPools(noPools, []), noPools);
  const one = { ...nothingShown, total: 3, merit: 1, ranked: 2 };
  assert.deepEqual(sumPools(nothingShown, [one, one]), { ...nothingShown, total: 6, merit: 2, ranked: 4 });
});
