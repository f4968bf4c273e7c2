import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mean, ndcg, recall, reciprocalRank } from './metrics.ts';

const close = (actual: number | undefined, expected: number) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

// log2(2) = 1, log2(3) = 1.5849625..., log2(4) = 2
const third = 1 / 1.584962500721156;

test('gain is discounted by place, over the best order there is', () => {
  const gains = new Map([
    ['a', 2],
    ['b', 1],
    ['c', 0],
  ]);
  close(ndcg(['a', 'b', 'c'], gains, 10), 1);
  // (0 + 2 third + 1/2) / (2 + third)
  close(ndcg(['c', 'a', 'b'], gains, 10), (2 * third + 0.5) / (2 + third));
  // what nobody judged takes a place and gives nothing: (2 third) / (2 + third)
  close(ndcg(['x', 'a'], gains, 10), (2 * third) / (2 + third));
  close(ndcg([], gains, 10), 0);
});

test('only the first places count, in the list and in the best order', () => {
  const gains = new Map([
    ['a', 2],
    ['b', 1],
    ['c', 1],
  ]);
  // the best order of two is 2 + third, not 2 + third + 1/2
  close(ndcg(['b', 'a', 'c'], gains, 2), (1 + 2 * third) / (2 + third));
  close(ndcg(['x', 'y', 'a'], gains, 2), 0);
});

test('a query where nothing is worth anything gives 0', () => {
  close(ndcg(['a'], new Map([['a', 0]]), 10), 0);
});

test('recall is the share of the relevant within the depth, each counted once', () => {
  const relevant = new Set(['a', 'b', 'c', 'd']);
  close(recall(['a', 'x', 'b', 'c'], relevant, 3), 0.5);
  close(recall(['a', 'a', 'a'], relevant, 3), 0.25);
  assert.equal(recall(['a'], new Set(), 3), undefined);
});

test('reciprocal rank is of the first relevant within the depth', () => {
  close(reciprocalRank(['x', 'y', 'a', 'b'], new Set(['a', 'b']), 10), 1 / 3);
  close(reciprocalRank(['x', 'y', 'a'], new Set(['a']), 2), 0);
  assert.equal(reciprocalRank(['x'], new Set(), 2), undefined);
});

test('a mean is of what is defined', () => {
  close(mean([1, undefined, 0, 0.5]), 0.5);
  close(mean([undefined]), 0);
});

test('between 0 and 1, and moving a better document up never lowers it', () => {
  const cases = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(cases, fc.nat(), (worths, seed) => {
      const gains = new Map(worths.map((worth, at) => [String(at), worth]));
      const list = worths.map((_, at) => String(at));
      const value = ndcg(list, gains, 10);
      assert.ok(value >= 0 && value <= 1 + 1e-12);
      const at = seed % (list.length - 1);
      if ((worths[at] ?? 0) >= (worths[at + 1] ?? 0)) return;
      const swapped = list.with(at, list[at + 1] as string).with(at + 1, list[at] as string);
      assert.ok(ndcg(swapped, gains, 10) >= value);
    }),
  );
});
