import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../kernel/problem.ts';
import { oneOfFew } from './few.ts';

test('at most so many run at once, more wait in their order, and the rest are told to come again', async () => {
  const limited = oneOfFew(2, 3);
  const log: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) =>
    limited(async () => {
      log.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
      return name;
    });
  const running = ['a', 'b', 'c', 'd', 'e'].map(work);
  await assert.rejects(work('f'), (error) => error instanceof Problem && error.code === 'unavailable');
  assert.deepEqual(log, ['a', 'b']);
  for (let at = 0; at < 5; at += 1) {
    ends[at]?.();
    await running[at];
    assert.ok(log.length <= at + 3);
  }
  assert.deepEqual(await Promise.all(running), ['a', 'b', 'c', 'd', 'e']);
  assert.deepEqual(log, ['a', 'b', 'c', 'd', 'e']);
});

test('a failure gives its place on', async () => {
  const limited = oneOfFew(1, 5);
  const failing = limited(() => Promise.reject(new Error('broken')));
  const next = limited(async () => 'next');
  await assert.rejects(failing, /broken/);
  assert.equal(await next, 'next');
  assert.equal(await limited(async () => 'later'), 'later');
});
