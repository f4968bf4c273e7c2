import assert from 'node:assert/strict';
import test from 'node:test';
import { turns } from './turns.ts';

test('what may wait goes one at a time, in order, and others come between', async () => {
  const turn = turns();
  const seen: string[] = [];
  let isOver = false;
  const others = (): void => {
    if (isOver) return;
    seen.push('others');
    setImmediate(others);
  };
  setImmediate(others);
  await Promise.all(['a', 'b', 'c'].map((name) => turn().then(() => seen.push(name))));
  isOver = true;
  const order = seen.join(' ').replaceAll(/(?:others ?)+/g, '- ');
  assert.equal(order.trim(), '- a - b - c');
});

test('after it stood still it turns again', async () => {
  const turn = turns();
  await turn();
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  await turn();
});
