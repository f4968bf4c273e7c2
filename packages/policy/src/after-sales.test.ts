import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  type AfterSaleFacts,
  type AfterSaleState,
  afterSaleRequest,
  afterSaleStates,
  answerDueAt,
  arbitrationEndsAt,
  depositReturnsAt,
  returnDueAt,
} from './after-sales.ts';
import { defaultDocument as policy } from './document.ts';
import { addDays, addHours } from './instants.ts';
import { returnWindowEndsAt } from './order-timers.ts';

const received = new Date(Date.UTC(2026, 0, 1));
const day = (days: number) => addDays(received, days);
const facts: AfterSaleFacts = {
  kind: 'returnAndRefund',
  category: 'apparel',
  receivedAt: received,
  requestsOfItem: 0,
  hasOpenRequest: false,
};
const decide = (change: Partial<AfterSaleFacts>, now = day(1)) => {
  const decision = afterSaleRequest({ ...facts, ...change }, now, policy);
  return decision.allowed ? 'allowed' : [decision.reason, decision.field];
};

test('an after-sale may be asked for within the return window, which some categories have shorter', () => {
  assert.equal(decide({}, day(6.999)), 'allowed');
  assert.deepEqual(decide({}, day(7)), ['windowClosed', '/afterSales/returnWindowDays']);
  assert.equal(decide({ category: ['fish', 'fresh-food'] }, day(0.999)), 'allowed');
  assert.deepEqual(decide({ category: ['fish', 'fresh-food'] }, day(1)), [
    'windowClosed',
    '/afterSales/returnWindowDaysByCategory/fresh-food',
  ]);
});

test('before receipt there is nothing to return, but a refund can be asked for', () => {
  assert.deepEqual(decide({ receivedAt: null }), ['notReceived', null]);
  assert.deepEqual(decide({ receivedAt: null, kind: 'exchange' }), ['notReceived', null]);
  assert.equal(decide({ receivedAt: null, kind: 'refundOnly' }), 'allowed');
});

test('an item has one open request at a time, and five in all', () => {
  assert.deepEqual(decide({ hasOpenRequest: true }), ['openRequest', null]);
  assert.equal(decide({ requestsOfItem: 4 }), 'allowed');
  assert.deepEqual(decide({ requestsOfItem: 5 }), ['tooManyRequests', '/afterSales/requestsPerItem']);
});

test('everybody has a time limit', () => {
  assert.deepEqual(answerDueAt(received, policy), addHours(received, 48));
  assert.deepEqual(returnDueAt(received, policy), day(7));
  assert.deepEqual(arbitrationEndsAt(received, policy), day(7));
});

test('the deposit of a closed store goes back after the last window, and not before it closed', () => {
  assert.deepEqual(depositReturnsAt(day(3), []), day(3));
  assert.deepEqual(depositReturnsAt(day(3), [day(9), day(1), day(4)]), day(9));
});

test('every request ends, whatever happens, and only the platform rules in arbitration', () => {
  const ends = new Set<AfterSaleState>(['completed', 'rejected', 'withdrawn', 'lapsed']);
  for (const state of afterSaleStates.states) {
    assert.equal(afterSaleStates.isFinal(state), ends.has(state), state);
    const reached = new Set<AfterSaleState>([state]);
    for (const at of reached) for (const { to } of afterSaleStates.transitionsFrom(at)) reached.add(to);
    assert.ok(
      [...reached].some((each) => ends.has(each)),
      state,
    );
  }
  assert.equal(afterSaleStates.canTransition('arbitrating', 'agreed', 'merchant'), false);
  assert.equal(afterSaleStates.canTransition('requested', 'refused', 'platform'), false);
});

test('what may be asked for at some time could have been asked for earlier', () => {
  const category = fc.constantFrom('apparel', 'fresh-food');
  const days = fc.double({ min: 0, max: 10, noNaN: true });
  fc.assert(
    fc.property(category, days, days, (slug, a, b) => {
      const [early, late] = a < b ? [a, b] : [b, a];
      const at = (when: number) => decide({ category: slug }, day(when)) === 'allowed';
      assert.ok(at(early) || !at(late));
      assert.equal(at(late), day(late) < returnWindowEndsAt(received, slug, policy));
    }),
  );
});
