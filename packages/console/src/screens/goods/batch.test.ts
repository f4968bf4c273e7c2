import assert from 'node:assert/strict';
import test from 'node:test';
import { ApiError, networkError } from '../../api/errors.ts';
import { runBatch } from './batch.ts';

const items = Array.from({ length: 9 }, (_, at) => ({ id: `p${at}`, name: `Goods ${at}` }));

test('one that fails leaves its neighbours be, and results keep the order of the items', async () => {
  const told: number[] = [];
  const result = await runBatch(
    items,
    async ({ id }) => {
      if (id === 'p2' || id === 'p7') throw networkError(id);
    },
    (ended) => told.push(ended),
  );
  assert.deepEqual(
    result.done.map(({ id }) => id),
    ['p0', 'p1', 'p3', 'p4', 'p5', 'p6', 'p8'],
  );
  assert.deepEqual(
    result.failed.map(({ item }) => item.id),
    ['p2', 'p7'],
  );
  assert.ok(result.failed.every(({ error }) => error instanceof ApiError));
  assert.deepEqual(told, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('no more run at once than were allowed', async () => {
  let running = 0;
  let most = 0;
  await runBatch(
    items,
    async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    },
    () => undefined,
    3,
  );
  assert.equal(most, 3);
  assert.deepEqual(
    await runBatch(
      [],
      async () => undefined,
      () => undefined,
    ),
    { done: [], failed: [] },
  );
});
