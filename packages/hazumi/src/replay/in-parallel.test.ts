import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inParallel } from './in-parallel.ts';

it('works on so many at a time, in their order, and stops at the first failure once all have ended', async () => {
  const begun: number[] = [];
  const gates = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
  let isOver = false;
  const work = inParallel([0, 1, 2, 3, 4, 5], 3, async (item) => {
    begun.push(item);
    await gates[item]?.promise;
  });
  const outcome = work.then(
    () => 'done',
    (error: Error) => error.message,
  );
  void outcome.then(() => {
    isOver = true;
  });
  assert.deepEqual(begun, [0, 1, 2]);
  gates[1]?.resolve();
  await gates[1]?.promise;
  await new Promise((settle) => setImmediate(settle));
  assert.deepEqual(begun, [0, 1, 2, 3]);
  gates[3]?.reject(new Error('three failed'));
  await new Promise((settle) => setImmediate(settle));
  // Nothing new is begun, and what runs is waited for.
  assert.deepEqual([begun, isOver], [[0, 1, 2, 3], false]);
  gates[0]?.resolve();
  gates[2]?.resolve();
  assert.equal(await outcome, 'three failed');
  assert.deepEqual(begun, [0, 1, 2, 3]);
});
