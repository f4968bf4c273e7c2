import assert from 'node:assert/strict';
import test from 'node:test';
import { couponBody, couponDraft } from './coupon-draft.ts';

test('an amount off from so much, in the currency of the store', () => {
  const made = couponBody({ ...couponDraft, name: ' Spring ', amount: '3', from: '20.00' }, 'CNY', 'en');
  assert.ok(made.ok);
  assert.deepEqual(made.body, {
    names: { en: 'Spring' },
    visibility: 'hidden',
    shape: { kind: 'threshold', fromMinor: 2000, amountMinor: 300 },
    validity: { kind: 'fromClaim', days: 7 },
    perPerson: 1,
    total: 100,
  });
});

test('a share is read as per cent, and an empty cap is none', () => {
  const made = couponBody({ ...couponDraft, name: 'x', kind: 'percentOff', percent: '12.5' }, 'JPY', 'ja');
  assert.ok(made.ok);
  assert.deepEqual(made.body.shape, { kind: 'percentOff', sharePpm: 125_000, capMinor: null });
});

test('what is missing is said at its field, and a field that the kind has no use for is not read', () => {
  const refused = couponBody({ ...couponDraft, kind: 'items', percent: '0', amount: 'x' }, 'CNY', 'en');
  assert.ok(!refused.ok);
  assert.deepEqual([...refused.faults.keys()].sort(), ['/name', '/percent']);
});

test("the market's faults are shown at the fields that they came from", () => {
  const made = couponBody({ ...couponDraft, name: 'x', amount: '3', from: '20' }, 'CNY', 'en');
  assert.ok(made.ok);
  assert.equal(made.draftPointer?.('/validity'), '/days');
  assert.equal(made.draftPointer?.('/shape/fromMinor'), '/from');
  assert.equal(made.draftPointer?.('/total'), '/total');
});
