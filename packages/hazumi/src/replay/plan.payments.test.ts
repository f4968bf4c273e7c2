import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { captureDifference, defaultDocument, sumMinor } from '@hazumi/policy';
import fc from 'fast-check';
import { planPayments } from './plan.payments.ts';
import type { RecordPayment } from './record.ts';

const paid = (method: RecordPayment['method'], amountMinor: bigint, instalments = 1): RecordPayment => ({
  line: 2,
  sequence: 1,
  method,
  instalments,
  amountMinor,
});
const plan = (totalMinor: bigint, ...payments: RecordPayment[]) =>
  planPayments(totalMinor, payments, defaultDocument);
/** each payment as [asked, captured] */
const amounts = ({ payments }: ReturnType<typeof plan>) =>
  payments.map(({ askMinor, captureMinor }) => [askMinor, captureMinor]);

describe('the payments of a record', () => {
  it('are asked for as they stand where they come to the total', () => {
    const planned = plan(10_000n, paid('voucher', 2_500n), paid('card', 7_500n, 3));
    assert.deepEqual(planned, {
      payments: [
        { method: 'voucher', instalments: 1, askMinor: 2_500n, captureMinor: 2_500n },
        { method: 'card', instalments: 3, askMinor: 7_500n, captureMinor: 7_500n },
      ],
      leftOverMinor: 0n,
      missingMinor: 0n,
    });
  });

  it('in instalments carry what they are more by as interest, in proportion', () => {
    // A real order: 59.96, paid by two cards in three instalments with 69.26.
    const planned = plan(5_996n, paid('card', 3_082n, 3), paid('card', 3_844n, 3));
    assert.deepEqual(amounts(planned), [
      [2_668n, 3_082n],
      [3_328n, 3_844n],
    ]);
    for (const { askMinor, captureMinor, instalments } of planned.payments) {
      const difference = { requestedMinor: askMinor, capturedMinor: captureMinor, instalments };
      assert.equal(captureDifference(difference, defaultDocument).name, 'instalmentInterest');
    }
    // A voucher beside a card is taken at its worth.
    assert.deepEqual(amounts(plan(5_000n, paid('voucher', 2_000n), paid('card', 3_300n, 5))), [
      [2_000n, 2_000n],
      [3_000n, 3_300n],
    ]);
  });

  it('at once are captured as they are, with a cent or more too much', () => {
    assert.deepEqual(amounts(plan(7_075n, paid('card', 7_076n))), [[7_075n, 7_076n]]);
    assert.deepEqual(amounts(plan(7_000n, paid('slip', 8_000n))), [[7_000n, 8_000n]]);
    // More than the last one can carry: a payment asks for something.
    assert.deepEqual(amounts(plan(1_000n, paid('card', 1_500n), paid('card', 300n))), [
      [999n, 1_500n],
      [1n, 300n],
    ]);
  });

  it('by voucher are never charged beyond what is left to pay', () => {
    const planned = plan(1_200n, paid('voucher', 1_000n), paid('voucher', 500n));
    assert.deepEqual(amounts(planned), [
      [1_000n, 1_000n],
      [200n, 200n],
    ]);
    assert.equal(planned.leftOverMinor, 300n);
    assert.deepEqual(amounts(plan(1_000n, paid('voucher', 1_000n), paid('voucher', 500n))), [
      [1_000n, 1_000n],
    ]);
  });

  it('a cent short are rounding; more than that is never paid', () => {
    assert.deepEqual(amounts(plan(4_700n, paid('voucher', 700n), paid('card', 3_999n))), [
      [700n, 700n],
      [4_000n, 3_999n],
    ]);
    const short = plan(6_000n, paid('card', 2_000n));
    assert.deepEqual(amounts(short), [[2_000n, 2_000n]]);
    assert.equal(short.missingMinor, 4_000n);
    // Nobody bends a voucher, not by a cent.
    assert.equal(plan(6_000n, paid('voucher', 5_999n)).missingMinor, 1n);
    assert.deepEqual(plan(6_000n), { payments: [], leftOverMinor: 0n, missingMinor: 6_000n });
  });

  it('of nothing are none, and only cards have instalments', () => {
    const planned = plan(500n, paid('voucher', 0n), paid('slip', 500n, 4));
    assert.deepEqual(planned.payments, [
      { method: 'slip', instalments: 1, askMinor: 500n, captureMinor: 500n },
    ]);
  });

  it('always come to the total or are named, whatever they are', () => {
    const payment = fc.record({
      method: fc.constantFrom('card' as const, 'slip' as const, 'voucher' as const),
      amountMinor: fc.bigInt(0n, 100_000n),
      instalments: fc.integer({ min: 1, max: 24 }),
    });
    fc.assert(
      fc.property(fc.bigInt(1n, 200_000n), fc.array(payment, { maxLength: 6 }), (total, given) => {
        const recorded = given.map((one) => paid(one.method, one.amountMinor, one.instalments));
        const { payments, leftOverMinor, missingMinor } = planPayments(total, recorded, defaultDocument);
        const asked = sumMinor(payments.map((one) => one.askMinor));
        const captured = sumMinor(payments.map((one) => one.captureMinor));
        assert.equal(asked + missingMinor, total);
        assert.equal(captured + leftOverMinor, sumMinor(recorded.map((one) => one.amountMinor)));
        for (const one of payments) {
          assert.ok(one.askMinor > 0n && one.captureMinor > 0n);
          if (one.method === 'voucher') assert.equal(one.captureMinor, one.askMinor);
        }
      }),
    );
  });
});
