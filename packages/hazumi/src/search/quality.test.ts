import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { measureQuality } from './quality.ts';

const folder = join(import.meta.dirname, '../../../../../shared/data/product-search-en');

test('finds what people judged good, in a real catalogue', (t) => {
  if (!existsSync(folder)) return t.skip(`the real queries and judgements are not at ${folder}`);
  const { products, queries, ndcg_at_10: ndcg, ndcg_at_10_with_allotment: allotted } = measureQuality(folder);
  assert.deepEqual([products, queries], [54_667, 2_402]);
  assert.ok(ndcg >= 0.43, `nDCG@10 is ${ndcg}`);
  assert.ok(allotted >= 0.98 * ndcg, `with stores taking turns, nDCG@10 is ${allotted} instead of ${ndcg}`);
  assert.notEqual(allotted, ndcg, 'nobody took a turn');
});

test('says what it lacks', () => {
  assert.throws(() => measureQuality(import.meta.dirname), /products\.csv\.gz can't be read/);
});
