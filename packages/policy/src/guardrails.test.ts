import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { explain } from './explain.ts';
import { breaksGuardrail, GUARDRAILS, guardrails, judgeGuardrails } from './guardrails.ts';

test('every limit of the document is a guardrail, with its unit and its side', () => {
  const limits = guardrails('CNY', policy);
  const fields = Object.keys(policy.guardrails).filter((field) => field !== 'cohortDays');
  assert.deepEqual(
    limits.map(({ field }) => field).sort(),
    fields.map((field) => `/guardrails/${field}`).sort(),
  );
  const of = (name: string) => {
    const { bound, limit } = limits.find((each) => each.name === name) ?? {};
    return [bound, limit];
  };
  assert.deepEqual(of('effectiveShare'), ['atLeast', 0.2]);
  assert.deepEqual(of('exposureGini'), ['atMost', 0.85]);
  assert.deepEqual(of('storesPerPrincipal'), ['atMost', 5]);
  assert.deepEqual(of('subsidyPerEffectiveStore'), ['atMost', 50_000]);
  assert.equal(
    guardrails('JPY', policy).find(({ name }) => name === 'subsidyPerEffectiveStore')?.limit,
    10_000,
  );
  for (const { field, bound } of limits) {
    assert.notEqual(explain(field), null);
    assert.equal(bound === 'atLeast', field.includes('Min'), field);
  }
});

test('a measure right at its limit is within, one beyond is broken, one missing is not measured', () => {
  const findings = judgeGuardrails(
    { refunds: 0.1, disputes: 0.011, repeat: 0.149, searchSuccess: 0.4, washShare: Number.NaN },
    'CNY',
    policy,
  );
  const of = (name: string) => findings.find((each) => each.name === name)?.finding;
  assert.deepEqual(['refunds', 'searchSuccess', 'disputes', 'repeat', 'washShare', 'clawback'].map(of), [
    'within',
    'within',
    'broken',
    'broken',
    'notMeasured',
    'notMeasured',
  ]);
  assert.equal(findings.length, GUARDRAILS.length);
});

test('whatever breaks a guardrail still breaks it when it gets worse', () => {
  const real = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(
      fc.constantFrom(...guardrails('CNY', policy)),
      real,
      fc.double({ min: 0, max: 5, noNaN: true }),
      (rail, measure, worse) => {
        const further = rail.bound === 'atMost' ? measure + worse : measure - worse;
        assert.ok(!breaksGuardrail(measure, rail) || breaksGuardrail(further, rail));
      },
    ),
  );
});
