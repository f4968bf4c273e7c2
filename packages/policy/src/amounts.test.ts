import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { amountIn, hasCurrency } from './amounts.ts';
import { defaultDocument as policy } from './document.ts';

const currency = fc.constantFrom(...Object.keys(policy.currencies.referenceRatesPpm));

test('an amount in its own currency is itself, whatever the rates', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), currency, (amountMinor, code) => {
      assert.equal(amountIn({ currency: code, amountMinor }, code, policy), BigInt(amountMinor));
    }),
  );
});

test('rates and decimals of both currencies count', () => {
  assert.equal(amountIn({ currency: 'CNY', amountMinor: 10_000 }, 'JPY', policy), 2_000n);
  assert.equal(amountIn({ currency: 'JPY', amountMinor: 2_000 }, 'CNY', policy), 10_000n);
  assert.equal(amountIn({ currency: 'CNY', amountMinor: 10_000 }, 'USD', policy), 1_400n);
  assert.equal(amountIn({ currency: 'CNY', amountMinor: 10 }, 'JPY', policy), 2n);
  assert.equal(amountIn({ currency: 'CNY', amountMinor: 2 }, 'JPY', policy), 0n);
  assert.equal(amountIn({ currency: 'CNY', amountMinor: 3 }, 'JPY', policy), 1n);
});

test('a larger amount never reads as a smaller one', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), currency, currency, (a, b, from, to) => {
      const [small, large] = a < b ? [a, b] : [b, a];
      assert.ok(
        amountIn({ currency: from, amountMinor: small }, to, policy) <=
          amountIn({ currency: from, amountMinor: large }, to, policy),
      );
    }),
  );
});

test('a currency without a rate is refused', () => {
  for (const unknown of ['CHF', 'constructor', '']) {
    assert.equal(hasCurrency(unknown, policy), false);
    assert.throws(() => amountIn({ currency: 'CNY', amountMinor: 1 }, unknown, policy), RangeError);
  }
});
