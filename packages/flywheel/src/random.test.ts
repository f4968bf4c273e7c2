import assert from 'node:assert/strict';
import test from 'node:test';
import { Random } from './random.ts';

test('the numbers of a seed are these, on every machine', () => {
  const random = new Random(1);
  const first = Array.from({ length: 4 }, () => random.bits());
  assert.deepEqual(first, KNOWN);
  assert.notDeepEqual(Array.from({ length: 4 }, bitsOf(new Random(2))), first);
  assert.notDeepEqual(Array.from({ length: 4 }, bitsOf(new Random(1, 1))), first);
});

test('moments and ranges are what they should be', () => {
  const random = new Random(5);
  const count = 100_000;
  let sum = 0;
  let square = 0;
  let signs = 0;
  const cells = new Array<number>(10).fill(0);
  for (let k = 0; k < count; k += 1) {
    const value = random.normal();
    sum += value;
    square += value * value;
    signs += random.sign();
    const cell = random.below(10);
    cells[cell] = (cells[cell] ?? 0) + 1;
    const uniform = random.uniform();
    assert.ok(uniform > 0 && uniform < 1);
  }
  // Six standard errors: once in five hundred million seeds.
  const six = 6 / Math.sqrt(count);
  assert.ok(Math.abs(sum / count) < six && Math.abs(square / count - 1) < six * Math.SQRT2);
  assert.ok(Math.abs(signs / count) < six);
  for (const cell of cells) assert.ok(Math.abs(cell / count - 0.1) < six * 0.3);
});

test('a permutation holds each place once, and all orders of three come up', () => {
  const random = new Random(9);
  assert.deepEqual(
    [...random.permutation(100)].sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, k) => k),
  );
  const orders = new Set(Array.from({ length: 200 }, () => random.permutation(3).join()));
  assert.equal(orders.size, 6);
});

function bitsOf(random: Random): () => number {
  return () => random.bits();
}

const KNOWN = [176324547, 2733444519, 2635781320, 295307718];
