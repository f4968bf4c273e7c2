import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { issuesOf } from '../../api/schemas.ts';
import { order as fixture } from '../../testing/facts.orders.ts';
import {
  type OrderValue,
  piecesLeft,
  refundAll,
  refundableMinor,
  refundBody,
  refundDraft,
  refundSum,
  shipBody,
  shipDraft,
} from './order-draft.ts';

const order = fixture as OrderValue;
const parcel = (quantities: string[]) => {
  const draft = shipDraft(order);
  return {
    ...draft,
    carrier: 'SF',
    trackingNumber: '1',
    lines: draft.lines.map((line, at) => ({ ...line, quantity: quantities[at] ?? line.quantity })),
  };
};

test('a parcel begins with all that is left, and then names no lines', () => {
  assert.deepEqual(shipDraft(order).lines, [{ lineNo: 2, quantity: '3' }]);
  const converted = shipBody(parcel([]), order);
  assert.ok(converted.ok);
  assert.deepEqual(converted.body, { carrier: 'SF', trackingNumber: '1' });
});

test('part of it names its lines; more than is left, or nothing, is a fault at the line', () => {
  const some = shipBody(parcel(['2']), order);
  assert.ok(some.ok);
  assert.deepEqual(some.body.lines, [{ lineNo: 2, quantity: 2 }]);
  assert.deepEqual(issuesOf('shipOrder', some.body), []);
  assert.equal(some.draftPointer?.('/lines/0/quantity'), '/lines/0/quantity');
  const faultOf = (quantity: string) => {
    const converted = shipBody(parcel([quantity]), order);
    return converted.ok ? undefined : converted.faults.get('/lines/0/quantity');
  };
  assert.deepEqual(faultOf('4'), { kind: 'numberMax', limit: 3 });
  assert.deepEqual(faultOf('0'), { kind: 'nothing' });
  assert.deepEqual(faultOf('two'), { kind: 'number' });
});

test('lines that were refunded in full are not offered; the others up to what is left', () => {
  assert.deepEqual(order.lines.map(refundableMinor), [30_000, 23_700]);
  assert.deepEqual(order.lines.map(piecesLeft), [0, 3]);
  const refunded = {
    ...order,
    lines: order.lines.map((line) => ({ ...line, refundedMinor: line.goodsMinor + line.freightMinor })),
  };
  assert.deepEqual(refundDraft(refunded).lines, []);
});

test('all of it is the sum of what can be given back', () => {
  const draft = refundAll(refundDraft(order), order);
  assert.deepEqual(
    draft.lines.map(({ amountMinor }) => amountMinor),
    ['300.00', '237.00'],
  );
  assert.equal(refundSum(draft, 'CNY'), 53_700);
  const converted = refundBody({ ...draft, reason: '质量问题' }, order);
  assert.ok(converted.ok);
  assert.deepEqual(converted.body, {
    reason: '质量问题',
    lines: [
      { lineNo: 1, amountMinor: 30_000 },
      { lineNo: 2, amountMinor: 23_700 },
    ],
  });
});

test('no refund is ever more than can be given back, and never of nothing', () => {
  const amount = fc.oneof(
    fc.constant(''),
    fc.integer({ min: 0, max: 60_000 }).map((minor) => (minor / 100).toFixed(2)),
  );
  fc.assert(
    fc.property(amount, amount, (first, second) => {
      const draft = refundDraft(order);
      const converted = refundBody(
        {
          reason: 'x',
          lines: draft.lines.map((line, at) => ({ ...line, amountMinor: [first, second][at] ?? '' })),
        },
        order,
      );
      if (!converted.ok) return;
      const lines = converted.body.lines ?? [];
      assert.ok(lines.length > 0);
      for (const { lineNo, amountMinor } of lines) {
        const line = order.lines.find((found) => found.lineNo === lineNo);
        assert.ok(line && amountMinor >= 1 && amountMinor <= refundableMinor(line));
      }
    }),
  );
});

test('a fault of the second line that is refunded is led to that line of the form', () => {
  const draft = refundDraft(order);
  const converted = refundBody(
    {
      reason: 'x',
      lines: [
        { ...draft.lines[0], amountMinor: '' },
        { ...draft.lines[1], amountMinor: '1' },
      ] as typeof draft.lines,
    },
    order,
  );
  assert.ok(converted.ok);
  assert.equal(converted.draftPointer?.('/lines/0/amountMinor'), '/lines/1/amountMinor');
});
