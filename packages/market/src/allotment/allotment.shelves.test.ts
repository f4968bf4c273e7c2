import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GoodsIndex } from '../search/search.goods.ts';
import { newestOfStores } from './allotment.shelves.ts';

const uuid = (kind: number, number: number): string =>
  `${String(kind).padStart(8, '0')}-0000-7000-8000-${String(number).padStart(12, '0')}`;
const [category, store, goods] = [1, 2, 3].map((kind) => (number: number) => uuid(kind, number)) as [
  (number: number) => string,
  (number: number) => string,
  (number: number) => string,
];

interface Listed {
  id: number;
  store: number;
  category: number;
  at: number;
}

/** Category 0 above 1 and 2; 3 beside it. */
function emptyIndex(): GoodsIndex {
  const index = new GoodsIndex();
  index.paths = new Map([
    [category(0), [category(0)]],
    [category(1), [category(0), category(1)]],
    [category(2), [category(0), category(2)]],
    [category(3), [category(3)]],
  ]);
  return index;
}

const put = (index: GoodsIndex, one: Listed): void =>
  index.put({
    store_id: store(one.store),
    id: goods(one.id),
    category_id: category(one.category),
    currency: 'CNY',
    price_from_minor: 1n,
    price_to_minor: 1n,
    listed_at: new Date(one.at),
    titles: { en: `Goods ${one.id} at ${one.at}` },
    rest: [],
  });

/** When the newest goods of each store below a category were listed, looked up one by one. */
function expected(listed: Iterable<Listed>, wanted: number): Map<string, number> {
  const newest = new Map<string, number>();
  for (const one of listed) {
    if (one.category !== wanted && !(wanted === 0 && one.category < 3)) continue;
    newest.set(store(one.store), Math.max(one.at, newest.get(store(one.store)) ?? 0));
  }
  return newest;
}

const step = fc.record({
  id: fc.integer({ min: 0, max: 30 }),
  store: fc.integer({ min: 0, max: 5 }),
  category: fc.integer({ min: 0, max: 3 }),
  isGone: fc.boolean(),
});

for (const [name, small] of [
  ['a small index is right at once', Number.POSITIVE_INFINITY],
  ['a large one is right after some seconds, and never shows what is gone', 0],
] as const)
  test(name, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const index = emptyIndex();
        const listed = new Map<number, Listed>();
        const foundIn = (wanted: number, now: number) => {
          const found = newestOfStores(index, category(wanted), now, small);
          return new Map(
            [...found].map(([id, of]) => [id, [...listed.values()].find((one) => goods(one.id) === of)?.at]),
          );
        };
        for (const [at, { isGone, ...one }] of steps.entries()) {
          if (isGone) {
            listed.delete(one.id);
            index.drop(goods(one.id));
          } else {
            listed.set(one.id, { ...one, at: at + 1 });
            put(index, { ...one, at: at + 1 });
          }
          const found = foundIn(one.category, at);
          const right = expected(listed.values(), one.category);
          if (small > 0) assert.deepEqual(found, right);
          else for (const [id, listedAt] of found) assert.ok((listedAt ?? Infinity) <= (right.get(id) ?? 0));
        }
        // The first look meets the gaps, the next one fills them.
        foundIn(0, 1_000_000);
        assert.deepEqual(foundIn(0, 2_000_000), expected(listed.values(), 0));
      }),
    );
  });
