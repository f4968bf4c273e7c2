import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import {
  autoCompleteAt,
  returnWindowEndsAt,
  shipBy,
  slipExpiresAt,
  unpaidExpiresAt,
} from './order-timers.ts';

const at = (iso: string) => new Date(`2026-${iso}Z`);
const noon = at('03-01T12:00:00');

test('deadlines of the default policy', () => {
  assert.deepEqual(unpaidExpiresAt(noon, policy), at('03-01T12:15:00'));
  assert.deepEqual(slipExpiresAt(noon, policy), at('03-04T12:00:00'));
  assert.deepEqual(shipBy(noon, policy), at('03-03T12:00:00'));
  assert.deepEqual(returnWindowEndsAt(noon, 'apparel', policy), at('03-08T12:00:00'));
  assert.deepEqual(returnWindowEndsAt(noon, ['berries', 'fresh-food', 'food'], policy), at('03-02T12:00:00'));
});

test('an order completes after its delivery, or after its shipment while no scan has come', () => {
  assert.deepEqual(autoCompleteAt({ shippedAt: noon, deliveredAt: null }, policy), at('03-31T12:00:00'));
  const deliveredAt = at('03-05T09:30:00');
  assert.deepEqual(autoCompleteAt({ shippedAt: noon, deliveredAt }, policy), at('03-12T09:30:00'));
});

test('who gets the goods late still has the whole time after delivery', () => {
  const deliveredAt = at('03-29T12:00:00');
  assert.deepEqual(autoCompleteAt({ shippedAt: noon, deliveredAt }, policy), at('04-05T12:00:00'));
});

test('every deadline follows the policy, moves with its start, and leaves that as it was', () => {
  const spans = fc.integer({ min: 1, max: 90 });
  fc.assert(
    fc.property(
      fc.date({ noInvalidDate: true, max: new Date(4e12), min: new Date(0) }),
      spans,
      spans,
      (start, n, m) => {
        const changed = {
          orders: {
            ...policy.orders,
            unpaidExpiryMinutes: n,
            slipValidityDays: n,
            shipWithinHours: n,
            autoCompleteDaysAfterDelivery: n,
            autoCompleteDaysAfterShipment: m,
          },
        };
        const before = start.getTime();
        const since = (deadline: Date) => deadline.getTime() - before;
        assert.equal(since(unpaidExpiresAt(start, changed)), n * 60_000);
        assert.equal(since(slipExpiresAt(start, changed)), n * 86_400_000);
        assert.equal(since(shipBy(start, changed)), n * 3_600_000);
        assert.equal(since(autoCompleteAt({ shippedAt: start, deliveredAt: null }, changed)), m * 86_400_000);
        assert.equal(
          since(autoCompleteAt({ shippedAt: new Date(0), deliveredAt: start }, changed)),
          n * 86_400_000,
        );
        assert.equal(start.getTime(), before);
      },
    ),
  );
});
