import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf } from './marks.ts';

test('marks that lie too close together share a label, others have their own', () => {
  const marks = [2, 3, 9].map((index, at) => ({ index, number: at + 2 }));
  const told = (room: number) =>
    labelsOf(marks, (index) => index * 10, room).map(({ first, last }) => [first.number, last.number]);
  assert.deepEqual(told(60), [
    [2, 3],
    [4, 4],
  ]);
  assert.deepEqual(told(10), [
    [2, 2],
    [3, 3],
    [4, 4],
  ]);
  assert.deepEqual(told(100), [[2, 4]]);
  assert.deepEqual(
    labelsOf([], (index) => index, 60),
    [],
  );
});
