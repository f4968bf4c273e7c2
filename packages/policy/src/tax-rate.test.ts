import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultDocument as policy } from './document.ts';
import { taxRatePpm } from './tax-rate.ts';

test('a category of a country, else the country, else the rate elsewhere', () => {
  assert.equal(taxRatePpm('JP', 'food', policy), 80_000);
  assert.equal(taxRatePpm('JP', ['snacks', 'food'], policy), 80_000);
  assert.equal(taxRatePpm('JP', 'apparel', policy), 100_000);
  assert.equal(taxRatePpm('GB', 'books', policy), 0);
  assert.equal(taxRatePpm('CN', ['novels', 'books'], policy), 90_000);
  assert.equal(taxRatePpm('CN', [], policy), 130_000);
  const elsewhere = { tax: { ...policy.tax, includedPpm: 42 } };
  assert.equal(taxRatePpm('BR', 'food', elsewhere), 42);
  assert.equal(taxRatePpm('constructor', 'toString', elsewhere), 42);
});
