import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import {
  decideAct,
  decideArrival,
  decideCancel,
  decideRefund,
  decideRefundEnd,
  settleExpiry,
} from './decisions.ts';
import type { Faults } from './faults.ts';
import type { Act, Payment, PaymentMethod, Refund } from './model.ts';

const expiresAt = 1_000;

function payment(method: PaymentMethod, faults: Faults): Payment {
  return {
    id: 'pay_1',
    reference: 'order',
    status: 'pending',
    method,
    currency: 'CNY',
    amountMinor: 10_000n,
    maxInstalments: method === 'card' ? 12 : 1,
    description: 'tea',
    returnUrl: 'https://shop.test/',
    webhookUrl: 'https://shop.test/webhooks',
    locale: 'en',
    createdAt: 0,
    expiresAt,
    challenge: null,
    scheduled: null,
    processing: null,
    capturedMinor: 0n,
    interestMinor: 0n,
    instalments: 1,
    cardLast4: null,
    capturedAt: null,
    failureCode: null,
    slipNumber: null,
    refundedMinor: 0n,
    refundingMinor: 0n,
    sequence: 0,
    refundFailuresLeft: faults.refundFailures ?? 0,
    faults,
  };
}

const capturedMinor = fc.option(fc.bigInt({ min: 1n, max: 20_000n }));
const instalments = fc.integer({ min: 1, max: 24 });
const approve = fc.record({
  kind: fc.constant('approve'),
  capturedMinor,
  instalments,
  cardLast4: fc.constant(null),
});
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: approve },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('paySlip'), capturedMinor }) },
  fc.record({ kind: fc.constant('challenge'), instalments, cardLast4: fc.constant('3220') }),
  fc.record({ kind: fc.constant('decline'), reason: fc.constant('card_declined') }),
  fc.record({ kind: fc.constant('cancelByShopper') }),
  fc.record({ kind: fc.constant('expire') }),
) as fc.Arbitrary<Act>;
const step = fc.oneof(
  { weight: 4, arbitrary: act },
  fc.constant({ kind: 'cancel' as const }),
  fc.constant({ kind: 'endRefunds' as const }),
  fc.record({ kind: fc.constant('refund' as const), amountMinor: fc.bigInt({ min: 1n, max: 15_000n }) }),
  fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.nat({ max: 900 }) }),
);
const faults: fc.Arbitrary<Faults> = fc.record(
  {
    lateMs: fc.nat({ max: 500 }),
    declined: fc.constant('stolen_card' as const),
    refundFailures: fc.nat({ max: 3 }),
    refundDelayMs: fc.nat({ max: 500 }),
  },
  { requiredKeys: [] },
);
const method = fc.constantFrom<PaymentMethod>('card', 'slip', 'voucher');

it('captures at most once and never refunds more than it captured, whatever happens in which order', () => {
  let captures = 0;
  fc.assert(
    fc.property(method, faults, fc.array(step, { maxLength: 25, size: 'max' }), (kind, named, steps) => {
      let state = payment(kind, named);
      let now = 0;
      let captured = 0;
      const refunds = new Map<string, Refund>();
      const become = (next: Payment, emits: string | null) => {
        if (emits === 'payment.captured') captured += 1;
        // What is over stays over; only money for an expired payment may still come, and only where that
        // fault was asked for.
        if (['captured', 'failed', 'cancelled'].includes(state.status))
          assert.equal(next.status, state.status);
        if (state.status === 'expired' && next.status !== 'expired') assert.notEqual(named.lateMs, undefined);
        if (state.status === 'processing') assert.ok(['processing', 'captured'].includes(next.status));
        state = next;
      };
      for (const taken of steps) {
        const settled = settleExpiry(state, now);
        become(settled.payment, settled.emits);
        const arrival = decideArrival(state, now);
        if (arrival?.ok) become(arrival.payment, arrival.emits);
        if (taken.kind === 'wait') now += taken.milliseconds;
        else if (taken.kind === 'refund') {
          const id = `${refunds.size}`;
          const decision = decideRefund(state, { id, reference: id, amountMinor: taken.amountMinor }, now);
          if (decision.ok) {
            refunds.set(id, decision.refund);
            become(decision.payment, decision.emits);
          }
        } else if (taken.kind === 'endRefunds') {
          for (const refund of refunds.values()) {
            const decision = decideRefundEnd(state, refund, now);
            if (!decision?.ok) continue;
            refunds.set(refund.id, decision.refund);
            become(decision.payment, decision.emits);
          }
        } else {
          const decision = taken.kind === 'cancel' ? decideCancel(state) : decideAct(state, taken, now);
          if (decision.ok) become(decision.payment, decision.emits);
        }
        const sum = (status: Refund['status']) =>
          [...refunds.values()].reduce(
            (total, refund) => total + (refund.status === status ? refund.amountMinor : 0n),
            0n,
          );
        assert.equal(state.refundedMinor, sum('succeeded'));
        assert.equal(state.refundingMinor, sum('pending'));
        assert.ok(state.refundedMinor + state.refundingMinor <= state.capturedMinor);
      }
      assert.ok(captured <= 1);
      assert.equal(state.capturedMinor > 0n, captured === 1);
      assert.equal(state.status === 'captured', captured === 1);
      captures += captured;
    }),
    { numRuns: 2_000 },
  );
  assert.ok(
    captures > 100,
    `${captures} captures: the histories must reach captures to say anything about them`,
  );
});
