import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressPrinter } from './start.progress.ts';

/** All that is written while two stages of work go from nothing to their end. */
function written(isTTY: boolean): string {
  let text = '';
  const print = progressPrinter({ isTTY, write: (part) => (text += part) });
  for (let done = 0; done <= 40; done++) print({ stage: 'Stores', done, total: 40 });
  for (let done = 0; done <= 3000; done += 1000) print({ stage: 'Orders', done, total: 3000 });
  return text;
}

test('a file gets a line for each tenth and one for each end', () => {
  const stores = [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40].map((done) => `Stores: ${done} of 40\n`);
  const orders = [0, 1000, 2000, 3000].map((done) => `Orders: ${done} of 3000\n`);
  assert.equal(written(false), [...stores, ...orders].join(''));
});

test('a terminal keeps one line for each stage', () => {
  const lines = written(true).split('\n');
  const visible = lines.map((line) => line.split('\r\x1b[2K').at(-1));
  assert.deepEqual(visible, ['Stores: 40 of 40', 'Orders: 3000 of 3000', '']);
});

test('work of no size is at its end', () => {
  let text = '';
  progressPrinter({ write: (part) => (text += part) })({ stage: 'Goods', done: 0, total: 0 });
  assert.equal(text, 'Goods: 0 of 0\n');
});
