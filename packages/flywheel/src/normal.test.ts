import assert from 'node:assert/strict';
import test from 'node:test';
import { chiSquaredTail, normalCdf, normalQuantile } from './normal.ts';

const near = (a: number, b: number, tolerance: number) =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b}`);

test('the normal distribution at tabled points, and its quantile as its inverse', () => {
  near(normalCdf(0), 0.5, 1e-15);
  near(normalCdf(1), 0.841344746068543, 1e-14);
  near(normalCdf(-1.959963984540054), 0.025, 1e-14);
  near(normalCdf(-3), 0.0013498980316301, 1e-15);
  near(normalCdf(-6) / 9.865876450377e-10, 1, 1e-10);
  near(normalCdf(-3.0000001) / normalCdf(-2.9999999), 1, 1e-6);
  near(normalQuantile(0.95), 1.644853626951472, 1e-12);
  for (const p of [1e-9, 0.001, 0.2, 0.5, 0.77, 0.999]) near(normalCdf(normalQuantile(p)), p, 1e-12);
  assert.equal(normalQuantile(0), Number.NEGATIVE_INFINITY);
  assert.equal(normalQuantile(1), Number.POSITIVE_INFINITY);
});

test('the tail of chi-squared at tabled points', () => {
  near(chiSquaredTail(5.991464547107979, 2), 0.05, 1e-12);
  near(chiSquaredTail(15.50731305586545, 8), 0.05, 1e-12);
  assert.throws(() => chiSquaredTail(1, 3), RangeError);
});
