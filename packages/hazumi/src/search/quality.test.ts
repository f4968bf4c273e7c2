import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { measureQuality } from './quality.ts';

const folder = join(import.meta.dirname, '../../../../../shared/data/product-search-en');

test('finds what people judged good, in a real catalogue', (t) => {
  if (!existsSync(folder)) return t.skip(`the real queries and judgements are not at ${folder}`);
  const { products, queries, ndcg_at_10: ndcg } = measureQuality(folder);
  assert.deepEqual([products, queries], [54_667, 2_402]);
  assert.ok(ndcg >= 0.43, `nDCG@10 is ${ndcg}`);
});

test('says what it lacks', () => {
  assert.throws(() => measureQuality(import.meta.dirname), /products\.csv\.gz can't be read/);
});
