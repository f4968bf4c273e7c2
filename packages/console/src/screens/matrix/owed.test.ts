import assert from 'node:assert/strict';
import test from 'node:test';
import { owedMinor, sumsByCurrency } from './owed.ts';

test('a store is owed goods, freight and tax; the fee is already taken', () => {
  const money = { currency: 'CNY', payableMinor: 900, shippingMinor: 60, taxMinor: 5 };
  assert.equal(owedMinor(money), 965);
});

test('amounts in different currencies are never added up', () => {
  assert.deepEqual(
    sumsByCurrency([
      { amountMinor: 100, currency: 'CNY' },
      { amountMinor: 7, currency: 'JPY' },
      { amountMinor: -30, currency: 'CNY' },
    ]),
    [
      { amountMinor: 70, currency: 'CNY' },
      { amountMinor: 7, currency: 'JPY' },
    ],
  );
});
