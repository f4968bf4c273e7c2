import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument } from '../document.ts';
import { capRow } from './caps.ts';
import { type AllotmentRules, allotmentRules } from './rules.ts';
import { createWork, type RowWork } from './work.ts';

const SUPPLY = 1_000_000;
const twenty = allotmentRules(defaultDocument);
const two: AllotmentRules = {
  ...twenty,
  positionWeights: Float64Array.of(1, 0.5),
  positionShares: Float64Array.of(0, 2 / 3, 1),
};

/** A row whose seats have these amounts, one member each. */
function rowOf(amounts: readonly number[]): RowWork {
  const work = createWork({ longestRow: amounts.length }, { drawsPerKeyword: 1 });
  Object.assign(work, { count: amounts.length, seats: amounts.length });
  for (const [at, amount] of amounts.entries()) {
    work.seat[at] = at;
    work.amount[at] = amount;
  }
  return work;
}

/** Amounts that sum to the supply, some of them many times the others. */
const amounts = fc
  .array(
    fc.integer({ min: 0, max: 12 }).map((power) => 2 ** power),
    { minLength: 1, maxLength: 60, size: 'max' },
  )
  .map((sizes) => {
    const whole = sizes.reduce((sum, size) => sum + size, 0);
    return sizes.map((size) => (SUPPLY * size) / whole);
  });

test('whatever is due, the largest seats get no more than the first positions give, and nothing is lost that could be given', () => {
  let capped = 0;
  fc.assert(
    fc.property(amounts, fc.constantFrom(two, twenty), (due, rules) => {
      const work = rowOf(due);
      capRow(rules, SUPPLY, work);
      if (work.isCapped) capped++;
      const given = [...work.amount].sort((a, b) => b - a);
      let sum = 0;
      for (const [place, amount] of given.entries()) {
        sum += amount;
        const most = rules.positionShares[Math.min(rules.positionShares.length - 1, place + 1)] ?? 1;
        assert.ok(sum <= SUPPLY * most * (1 + 1e-9), `the ${place + 1} largest get ${sum}`);
      }
      const positions = Math.min(rules.positionShares.length - 1, due.length);
      assert.ok(
        Math.abs(sum - SUPPLY * (rules.positionShares[positions] ?? 1)) < 1e-3,
        `${sum} given in all`,
      );
    }),
    { numRuns: 1_000 },
  );
  assert.ok(capped > 300 && capped < 1_000, `${capped} of 1,000 rows were capped`);
});

test('caps keep the order, equal seats equal, and what does not break a cap as it is', () => {
  fc.assert(
    fc.property(amounts, fc.constantFrom(two, twenty), (due, rules) => {
      const work = rowOf(due);
      capRow(rules, SUPPLY, work);
      const order = due.map((_, at) => at).sort((a, b) => (due[b] ?? 0) - (due[a] ?? 0));
      for (const [place, at] of order.entries()) {
        const next = order[place + 1];
        if (next === undefined) break;
        const [one, other] = [work.amount[at] ?? 0, work.amount[next] ?? 0];
        if (due[at] === due[next]) assert.equal(one, other);
        else assert.ok(one >= other * (1 - 1e-9), `${one} < ${other}`);
      }
      if (!work.isCapped) assert.deepEqual([...work.amount], due);
    }),
    { numRuns: 500 },
  );
});

test('three seats on a page of two positions, by hand', () => {
  const work = rowOf([900_000, 60_000, 40_000]);
  capRow(two, SUPPLY, work);
  // The first gets its two thirds; what it loses goes to the others, 60 to 40.
  assert.deepEqual(
    [...work.amount].map((amount) => Math.round(amount)),
    [666_667, 200_000, 133_333],
  );
  assert.equal(work.isCapped, true);
  const single = rowOf([1_000_000]);
  capRow(two, SUPPLY, single);
  assert.equal(Math.round(single.amount[0] ?? 0), 666_667);
});
