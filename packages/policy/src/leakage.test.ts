import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { addDays } from './instants.ts';
import { type ContactPurchase, leakage } from './leakage.ts';

const brought = new Date(Date.UTC(2026, 0, 1));
const purchase = (day: number, amountMinor: bigint, isOwn: boolean, contactId = 'ana'): ContactPurchase => ({
  contactId,
  paidAt: addDays(brought, day),
  amountMinor,
  isOwn,
});
const of = (...purchases: ContactPurchase[]) => leakage(purchases, new Map([['ana', brought]]), policy);

test('of what a contact spends within 90 days, the share that goes to others leaks', () => {
  assert.deepEqual(of(purchase(0, 300n, true), purchase(89.9, 100n, false)), {
    ownMinor: 300n,
    elsewhereMinor: 100n,
    leakedShare: 0.25,
  });
});

test('what came before, after, or from people whom the merchant did not bring, is no leakage', () => {
  const nothing = { ownMinor: 0n, elsewhereMinor: 0n, leakedShare: null };
  assert.deepEqual(
    of(purchase(-1, 1n, false), purchase(90, 1n, false), purchase(1, 1n, false, 'bo')),
    nothing,
  );
  assert.deepEqual(of(), nothing);
});

test('a share is a share, and more spending elsewhere never lowers it', () => {
  const amount = fc.bigInt(1n, 10n ** 12n);
  fc.assert(
    fc.property(amount, amount, amount, (own, elsewhere, more) => {
      const base = [purchase(1, own, true), purchase(2, elsewhere, false)];
      const before = of(...base).leakedShare ?? Number.NaN;
      const after = of(...base, purchase(3, more, false)).leakedShare ?? Number.NaN;
      assert.ok(before > 0 && before < 1 && after >= before && after <= 1);
    }),
  );
});
