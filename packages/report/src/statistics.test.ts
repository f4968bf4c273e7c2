import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pairedEstimate, quantile, studentCdf, studentQuantile, variance } from './statistics.ts';

function near(actual: number, expected: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

describe('statistics', () => {
  test("Student's quantiles are those of printed tables", () => {
    near(studentQuantile(0.975, 1), 12.7062047362, 1e-8);
    near(studentQuantile(0.975, 9), 2.2621571628, 1e-9);
    near(studentQuantile(0.975, 99), 1.9842169516, 1e-9);
    near(studentQuantile(0.05, 9), -1.8331129327, 1e-9);
    assert.equal(studentQuantile(0.5, 7), 0);
  });

  test("Student's distribution with one degree is Cauchy's, and with two has a closed form", () => {
    for (const t of [-30, -2, -0.3, 0, 0.7, 5]) {
      near(studentCdf(t, 1), 0.5 + Math.atan(t) / Math.PI, 1e-12);
      near(studentCdf(t, 2), 0.5 + t / (2 * Math.sqrt(2 + t * t)), 1e-12);
    }
  });

  test("Student's sleep data give the interval that R prints for them", () => {
    // R: t.test(extra ~ group, data = sleep, paired = TRUE): mean 1.58, interval 0.7001142 to 2.4598858, p 0.002833.
    const extra = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    const { mean, low, high, probabilityAboveZero, shareAboveZero, count } = pairedEstimate(extra);
    near(mean, 1.58);
    near(low, 0.7001142, 1e-7);
    near(high, 2.4598858, 1e-7);
    near(2 * (1 - probabilityAboveZero), 0.00283289, 1e-8);
    near(shareAboveZero, 0.95); // one of ten is zero and counts half
    assert.equal(count, 10);
  });

  test('differences that are all equal are certain, and one alone is known to no one', () => {
    assert.deepEqual(pairedEstimate([2, 2, 2]), {
      count: 3,
      mean: 2,
      standardError: 0,
      low: 2,
      high: 2,
      probabilityAboveZero: 1,
      shareAboveZero: 1,
    });
    assert.equal(pairedEstimate([0, 0]).probabilityAboveZero, 0.5);
    const single = pairedEstimate([4]);
    assert.deepEqual([single.low, single.high], [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  test("quantiles interpolate as R's type 7 does", () => {
    assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
    near(quantile([1, 2, 3, 4], 0.1), 1.3);
    assert.deepEqual([quantile([7], 0.9), quantile([1, 2], 1)], [7, 2]);
    near(variance([2, 4, 4, 4, 5, 5, 7, 9]), 32 / 7);
  });
});
