import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SOBOL_DIMENSIONS, sobol } from './sobol.ts';

test('the first points are those of the published sequence', () => {
  assert.deepEqual(sobol(3, 7), [
    [0.5, 0.5, 0.5],
    [0.75, 0.25, 0.25],
    [0.25, 0.75, 0.75],
    [0.375, 0.375, 0.625],
    [0.875, 0.875, 0.125],
    [0.625, 0.125, 0.875],
    [0.125, 0.625, 0.375],
  ]);
});

test('in every dimension the first 2^k - 1 points with the origin hit each of 2^k parts once', () => {
  const points = sobol(SOBOL_DIMENSIONS, 63);
  for (let dimension = 0; dimension < SOBOL_DIMENSIONS; dimension++) {
    const cells = new Set([0, ...points.map((point) => Math.floor((point[dimension] as number) * 64))]);
    assert.equal(cells.size, 64, `dimension ${dimension}`);
  }
  assert.throws(() => sobol(SOBOL_DIMENSIONS + 1, 1), RangeError);
});
