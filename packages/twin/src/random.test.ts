import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normal, poisson, STREAM, threefry, uniform, uniforms } from './random.ts';

test('Threefry-2x32-20 gives the published answers', () => {
  // The known-answer vectors of the Random123 distribution: counter, key, result.
  const known = [
    [0, 0, 0, 0, 0x6b200159, 0x99ba4efe],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xc4923a9c, 0x483df7a0],
  ] as const;
  const out = new Uint32Array(2);
  for (const [counter0, counter1, key0, key1, first, second] of known) {
    threefry(key0, key1, counter0, counter1, out);
    assert.deepEqual([...out], [first, second]);
  }
});

test('a uniform is a function of its address, lies inside (0, 1) and fills it evenly', () => {
  const out = new Float64Array(2);
  const counts = new Array<number>(10).fill(0);
  for (let entity = 0; entity < 50_000; entity++) {
    uniforms(7, STREAM.days, entity, 12, 3, out);
    for (const u of out) {
      assert.ok(u > 0 && u < 1);
      const bin = Math.floor(u * 10);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }
  // Chi-square with nine degrees of freedom: 27.9 is passed once in a thousand; the numbers are fixed.
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  assert.ok(chiSquare < 27.9, `chi-square ${chiSquare}`);
  assert.equal(uniform(7, STREAM.days, 1, 2, 3), uniform(7, STREAM.days, 1, 2, 3));
  assert.notEqual(uniform(7, STREAM.days, 1, 2, 3), uniform(7, STREAM.days, 1, 2, 4));
  assert.notEqual(uniform(7, STREAM.days, 1, 2, 3), uniform(8, STREAM.days, 1, 2, 3));
});

test('the normal quantile inverts the distribution function at known points', () => {
  for (const [u, z] of [
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.001, -3.090232306167813],
    [0.99999, 4.264890793922825],
  ] as const)
    assert.ok(Math.abs(normal(u) - z) < 1e-8, `${u}: ${normal(u)}`);
});

test('Poisson counts are exact quantiles below 16 and have the right mean and variance above', () => {
  assert.equal(poisson(0, 0.999), 0);
  assert.equal(poisson(Number.NaN, 0.5), 0);
  assert.equal(poisson(1, Math.exp(-1) - 1e-12), 0);
  assert.equal(poisson(1, Math.exp(-1) + 1e-12), 1);
  for (const mean of [0.05, 0.7, 3, 15.9, 16, 40, 1_000, 1e6]) {
    const draws = 20_000;
    let sum = 0;
    let squares = 0;
    for (let index = 0; index < draws; index++) {
      // Evenly spread instead of random: the test then measures the quantile function, not luck.
      const count = poisson(mean, (index + 0.5) / draws);
      sum += count;
      squares += (count - mean) ** 2;
    }
    assert.ok(Math.abs(sum / draws / mean - 1) < 0.003, `mean ${mean}: ${sum / draws}`);
    assert.ok(Math.abs(squares / draws / mean - 1) < 0.01, `variance at ${mean}: ${squares / draws}`);
  }
});

test('under the same chance, more demand never sells less', () => {
  for (let index = 0; index < 200; index++) {
    const u = (index + 0.5) / 200;
    let before = 0;
    for (let mean = 0.05; mean < 60; mean *= 1.04) {
      const count = poisson(mean, u);
      assert.ok(count >= before, `${mean} at ${u}: ${count} after ${before}`);
      before = count;
    }
  }
});
