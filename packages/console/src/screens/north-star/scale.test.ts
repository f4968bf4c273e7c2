import assert from 'node:assert/strict';
import test from 'node:test';
import { linear, ticksTo } from './scale.ts';

test('ticks are round, begin at 0 and reach the largest value', () => {
  assert.deepEqual(ticksTo(0), [0, 1]);
  assert.deepEqual(ticksTo(3), [0, 1, 2, 3]);
  assert.deepEqual(ticksTo(23), [0, 10, 20, 30]);
  assert.deepEqual(ticksTo(4100), [0, 2000, 4000, 6000]);
  for (const most of [1, 7, 19, 33, 160, 999]) assert.ok((ticksTo(most).at(-1) ?? 0) >= most);
});

test('a scale keeps its ends, also upside down, and puts a single value in the middle', () => {
  const scale = linear([0, 10], [200, 0]);
  assert.deepEqual([scale(0), scale(5), scale(10)], [200, 100, 0]);
  assert.equal(linear([4, 4], [0, 50])(4), 25);
});
