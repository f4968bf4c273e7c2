import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type GroupName, groupEntries, type PolicyDocument, parseDocument } from './document.ts';
import type { Shape } from './fields/shape.ts';
import { plainAnswers } from './testing/sample.ts';

/** The groups whose numbers the plain forms read. */
const READ: readonly GroupName[] = [
  'fees',
  'score',
  'deposit',
  'incentive',
  'alliance',
  'coupons',
  'fraud',
  'effectiveStore',
  'insurance',
  'governance',
  'allotment',
];

/** The ends of what a field may be, and something between. */
function extremes(shape: Shape, value: unknown): unknown[] {
  if (shape.kind === 'integer' || shape.kind === 'decimal') return [shape.min, shape.max];
  if (shape.kind === 'money')
    return [0, 1, shape.max].map((amountMinor) => ({ currency: 'CNY', amountMinor }));
  if (shape.kind === 'table' && typeof value === 'object' && value !== null)
    return extremes(shape.value, null).map((extreme) =>
      Object.fromEntries(Object.keys(value).map((key) => [key, extreme])),
    );
  return shape.kind === 'flag' ? [false, true] : [];
}

const fields = groupEntries.flatMap(([group, { fields: declared }]) =>
  READ.includes(group)
    ? Object.entries(declared).flatMap(([field, { shape, default: value }]) =>
        extremes(shape, value).map((extreme) => ({ group, field, extreme })),
      )
    : [],
);

function assertFinite(document: PolicyDocument, where: string): void {
  for (const [index, answer] of plainAnswers(document, 40).entries())
    assert.ok(Number.isFinite(answer), `${where}: answer ${index % 25} is ${answer}`);
}

test('no rule answers with a number that is none, whatever end a field is at', () => {
  let taken = 0;
  for (const { group, field, extreme } of fields) {
    const parsed = parseDocument({ [group]: { [field]: extreme } });
    if (!parsed.ok) continue;
    taken += 1;
    assertFinite(parsed.document, `${group}.${field} at ${JSON.stringify(extreme)}`);
  }
  // Most ends are sound alone; the others break a check between fields.
  assert.ok(taken > fields.length / 2, `${taken} of ${fields.length}`);
});

test('nor when many fields are at their ends at once', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.subarray(fields, { maxLength: 12 }), (changes) => {
      const input: Record<string, Record<string, unknown>> = {};
      for (const { group, field, extreme } of changes) input[group] = { ...input[group], [field]: extreme };
      const parsed = parseDocument(input);
      if (!parsed.ok) return;
      taken += 1;
      assertFinite(parsed.document, JSON.stringify(input));
    }),
    { numRuns: 150 },
  );
  assert.ok(taken > 10, `${taken}`);
});
