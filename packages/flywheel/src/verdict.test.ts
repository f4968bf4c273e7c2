import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultDocument, guardrails } from '@hazumi/policy';
import { judgePolicy, type PolicyTrial, type Registration } from './verdict.ts';

const limits = guardrails('CNY', defaultDocument);
const registration: Registration = { registeredAt: new Date('2026-01-01'), guardrails: limits };
const good: PolicyTrial = {
  startedAt: new Date('2026-01-02'),
  weightDifference: { low: 1, high: 9 },
  gainBefore: { low: 0.2, high: 0.6 },
  gainAfter: { low: 0.2, high: 0.5 },
  measures: Object.fromEntries(limits.map(({ name, limit }) => [name, limit])),
};
const english = (trial: Partial<PolicyTrial>, given = registration) => {
  const { verdict, reasons } = judgePolicy(given, { ...good, ...trial });
  return [verdict, ...reasons.map(({ en }) => en)];
};

test('a policy ships when E* rises, the lower bound of the gain does not fall and every limit is kept', () => {
  assert.deepEqual(english({}), ['ships']);
});

test('each condition alone refuses it', () => {
  assert.deepEqual(english({ weightDifference: { low: -9, high: -1 } }), [
    'refused',
    'E*, the weight of effective stores, falls.',
  ]);
  assert.deepEqual(english({ gainAfter: { low: 0.19, high: 0.9 } }), [
    'refused',
    'The lower bound of the gain falls from 0.200 to 0.190.',
  ]);
  assert.deepEqual(english({ measures: { ...good.measures, refunds: 0.11 } }), [
    'refused',
    'The guardrail refunds breaks its limit of 0.1: 0.1100 was measured.',
  ]);
  assert.deepEqual(english({ startedAt: registration.registeredAt }), [
    'refused',
    'The limits of the guardrails were not registered before the trial began.',
  ]);
});

test('what is not shown does not ship, and is not called refused', () => {
  assert.deepEqual(english({ weightDifference: { low: -1, high: 9 } })[0], 'undecided');
  assert.deepEqual(english({ gainAfter: { low: Number.NEGATIVE_INFINITY, high: 5 } }), [
    'undecided',
    'The lower bound of the gain is not known.',
  ]);
  const { refunds: _, ...measured } = good.measures;
  assert.deepEqual(english({ measures: measured }), ['undecided', 'The guardrail refunds was not measured.']);
});

test('the registered limits count, not those that a new policy would give itself', () => {
  const strict = limits.map((limit) => (limit.name === 'refunds' ? { ...limit, limit: 0.01 } : limit));
  assert.deepEqual(english({}, { ...registration, guardrails: strict })[0], 'refused');
});
