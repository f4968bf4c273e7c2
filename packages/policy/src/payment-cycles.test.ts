import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type PrincipalPayment, paymentsInCycles } from './payment-cycles.ts';

const payments = (...pairs: string[]): PrincipalPayment[] =>
  pairs.map((pair) => ({ from: pair[0] ?? '', to: pair[1] ?? '' }));
const found = (list: readonly PrincipalPayment[], longest: number) =>
  [...paymentsInCycles(list, longest)].sort((a, b) => a - b);

test('money that comes back within the steps is found, and what only leads there is not', () => {
  const list = payments('ab', 'bc', 'ca', 'xa', 'cy');
  assert.deepEqual(found(list, 3), [0, 1, 2]);
  assert.deepEqual(found(list, 2), []);
  assert.deepEqual(found(payments('ab', 'ba', 'ab'), 2), [0, 1, 2]);
});

test('a payment to oneself is no cycle here', () => {
  assert.deepEqual(found(payments('aa', 'ab'), 6), []);
});

test('a long ring beyond the limit is not found', () => {
  const ring = Array.from({ length: 20_000 }, (_, index) => ({
    from: `${index}`,
    to: `${(index + 1) % 20_000}`,
  }));
  assert.equal(paymentsInCycles(ring, 6).size, 0);
  const chain = ring.slice(0, -1);
  assert.equal(paymentsInCycles(chain, 6).size, 0);
});

const graph = fc.array(fc.record({ from: fc.constantFrom(...'abcdef'), to: fc.constantFrom(...'abcdef') }), {
  maxLength: 14,
});

/** Tries every path. */
function slowly(list: readonly PrincipalPayment[], longest: number): number[] {
  const leads = (at: string, goal: string, steps: number): boolean =>
    at === goal || (steps > 0 && list.some(({ from, to }) => from === at && leads(to, goal, steps - 1)));
  return list.flatMap(({ from, to }, index) => (from !== to && leads(to, from, longest - 1) ? [index] : []));
}

test('it finds what trying every path finds', () => {
  fc.assert(
    fc.property(graph, fc.integer({ min: 2, max: 5 }), (list, longest) =>
      assert.deepEqual(found(list, longest), slowly(list, longest)),
    ),
    { numRuns: 300 },
  );
});
