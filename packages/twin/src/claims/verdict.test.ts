import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { units } from '@hazumi/report';
import { type Effect, type Measured, text } from './claim.ts';
import { effectsOf, judge, judgeEffect, overall } from './verdict.ts';

/** Mean 1, standard error .5, four degrees of freedom: the 95 % interval is 1 +- 2.776 x .5. */
const wide = [1 - Math.sqrt(2.5), 1, 1, 1, 1 + Math.sqrt(2.5)];
const nearOne = [0.9, 1, 1.1, 1, 1];

function near(actual: number, expected: number, tolerance = 1e-6): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

describe('a verdict', () => {
  test('of an expected rise needs the whole interval above zero', () => {
    const { estimate, verdict, probabilityExpected } = judge(wide, '+');
    near(estimate.mean, 1);
    near(estimate.standardError, 0.5);
    near(estimate.low, 1 - 2.7764451 * 0.5);
    near(estimate.high, 1 + 2.7764451 * 0.5);
    near(probabilityExpected, 0.9419417, 1e-6); // P(T <= 2) with 4 degrees
    assert.equal(verdict, 'undecided');
    assert.equal(judge(nearOne, '+').verdict, 'supported');
    assert.equal(
      judge(
        nearOne.map((value) => -value),
        '+',
      ).verdict,
      'contradicted',
    );
  });

  test('of an expected fall mirrors that of a rise', () => {
    for (const values of [wide, nearOne]) {
      const rise = judge(values, '+');
      const fall = judge(
        values.map((value) => -value),
        '-',
      );
      assert.equal(fall.verdict, rise.verdict);
      near(fall.probabilityExpected, rise.probabilityExpected, 1e-12);
    }
  });

  test('of an effect that is zero in every seed contradicts a rise and a fall', () => {
    assert.equal(judge([0, 0, 0], '+').verdict, 'contradicted');
    assert.equal(judge([0, 0, 0], '-').verdict, 'contradicted');
    assert.equal(judge([0, 0, 0], '0', 0.01).verdict, 'supported');
  });

  test('of no effect needs the whole interval within the margin', () => {
    const small = [0.001, -0.001, 0.002, -0.002, 0];
    assert.equal(judge(small, '0', 0.01).verdict, 'supported');
    assert.equal(judge(small, '0', 0.001).verdict, 'undecided');
    assert.equal(judge(nearOne, '0', 0.5).verdict, 'contradicted');
    near(judge(wide, '0', 1).probabilityExpected, 0.4919349550499537, 1e-12); // P(0 <= T <= 4) = 11 / (10 sqrt 5)
  });

  test('of one seed is never a verdict', () => {
    for (const expected of ['+', '-', '0'] as const)
      assert.equal(judge([5], expected, 1).verdict, 'undecided');
  });

  test('of a claim is that of its weakest part', () => {
    assert.equal(overall(['supported', 'supported']), 'supported');
    assert.equal(overall(['supported', 'undecided']), 'undecided');
    assert.equal(overall(['undecided', 'contradicted', 'supported']), 'contradicted');
  });
});

describe('an effect', () => {
  const seeds = [100, 300].map((entries) => ({
    a: { entries },
    b: { entries: entries * 1.5 },
  })) as unknown as Measured[];
  const effect: Effect = {
    id: 'x',
    name: text('x', 'x', 'x'),
    unit: units.share,
    expected: '+',
    of: (runs) => (runs.b?.entries ?? 0) - (runs.a?.entries ?? 0),
    relativeTo: (runs) => runs.a?.entries ?? 0,
  };

  test('is relative to the mean over the seeds, not to each seed', () => {
    assert.deepEqual(effectsOf(effect, seeds), [50 / 200, 150 / 200]);
  });

  test('is judged against its reference', () => {
    const against = (reference: number) =>
      judgeEffect({ ...effect, reference, expected: '+' }, seeds).estimate.mean;
    near(against(0), 0.5);
    near(against(1), -0.5);
  });

  test('of nothing is nothing, even where there is nothing to be relative to', () => {
    const none = [0, 0].map((entries) => ({ a: { entries }, b: { entries } })) as unknown as Measured[];
    assert.deepEqual(effectsOf(effect, none), [0, 0]);
  });
});
