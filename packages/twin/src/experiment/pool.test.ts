import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPool } from './pool.ts';

const module = new URL('./testing/doubling.thread.ts', import.meta.url);

describe('a pool of threads', () => {
  test('answers every task with its own answer, however many threads', async () => {
    for (const threads of [1, 3]) {
      const pool = createPool<number, number>(module, threads);
      try {
        const numbers = Array.from({ length: 20 }, (_, index) => index);
        assert.deepEqual(
          await Promise.all(numbers.map((number) => pool.run(number))),
          numbers.map((number) => 2 * number),
        );
      } finally {
        await pool.close();
      }
    }
  });

  test('rejects the task that fails, and goes on with the others', async () => {
    const pool = createPool<number, number>(module, 1);
    try {
      const [first, failed, last] = await Promise.allSettled([pool.run(1), pool.run(-1), pool.run(2)]);
      assert.deepEqual(first, { status: 'fulfilled', value: 2 });
      assert.equal(failed.status === 'rejected' && failed.reason.message, '-1 is negative');
      assert.deepEqual(last, { status: 'fulfilled', value: 4 });
    } finally {
      await pool.close();
    }
  });

  test('rejects with the reason of its closing what waits, what runs and what comes later', async () => {
    const pool = createPool<number, number>(module, 1);
    const waiting = Promise.allSettled([pool.run(1), pool.run(2)]);
    await pool.close(new Error('enough'));
    for (const one of await waiting) assert.equal(one.status === 'rejected' && one.reason.message, 'enough');
    await assert.rejects(pool.run(3), new Error('enough'));
  });
});
