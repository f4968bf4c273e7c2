import assert from 'node:assert/strict';
import test from 'node:test';
import { moved } from './order.ts';
import { stockBody } from './stock-draft.ts';

const convert = (kind: string, pieces: string) => {
  const converted = stockBody({ kind, pieces, reason: 'count' });
  return converted.ok ? converted.body.change : converted.faults.get('/pieces')?.kind;
};

test('a stock is set, or adjusted up and down', () => {
  assert.deepEqual(convert('adjust', '-3'), { adjust: -3 });
  assert.deepEqual(convert('adjust', '＋２０'), { adjust: 20 });
  assert.deepEqual(convert('set', '0'), { set: 0 });
});

test('a slip is a fault at the pieces', () => {
  assert.equal(convert('adjust', '0'), 'unchanged');
  assert.equal(convert('set', '-1'), 'number');
  assert.equal(convert('set', ''), 'required');
  assert.equal(convert('adjust', '2.5'), 'number');
});

test('what the market says of the change stands at the pieces too', () => {
  const converted = stockBody({ kind: 'set', pieces: '5', reason: '' });
  assert.ok(converted.ok);
  assert.equal(converted.draftPointer?.('/change/set'), '/pieces');
  assert.equal(converted.draftPointer?.('/reason'), '/reason');
});

test('a picture is moved and the others close up', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 0, 2), ['b', 'c', 'a']);
  assert.deepEqual(moved(['a', 'b', 'c'], 2, 1), ['a', 'c', 'b']);
  assert.deepEqual(moved(['a'], 4, 0), ['a']);
});
