import assert from 'node:assert/strict';
import test from 'node:test';
import { maxAmountMinor } from '@hazumi/contracts';
import fc from 'fast-check';
import { moneyText, parseDecimal, parseMoney, parseWhole } from './numbers.ts';

test('an amount written into a field and read again is the same to the last digit', () => {
  const amounts = fc.integer({ min: 0, max: maxAmountMinor });
  fc.assert(
    fc.property(amounts, fc.constantFrom('CNY', 'JPY', 'KWD'), (amountMinor, currency) => {
      assert.equal(parseMoney(moneyText(amountMinor, currency), currency), amountMinor);
    }),
  );
  assert.equal(moneyText(-5, 'CNY'), '-0.05');
  assert.equal(moneyText(120, 'JPY'), '120');
});

test('an amount is read as people write it', () => {
  assert.equal(parseMoney('￥１，２９９．５', 'CNY'), 129_950);
  assert.equal(parseMoney('CN¥ 12', 'CNY'), 1200);
  assert.equal(parseMoney('1,200円', 'JPY'), 1200);
  assert.equal(parseMoney('12.50', 'CNY'), 1250);
  assert.equal(parseMoney('12.500', 'CNY'), 1250);
});

test('what is no amount of the currency is refused, not rounded', () => {
  for (const text of ['', 'abc', '-1', '1.2.3', '12.505', '1e3', '100000000000001']) {
    assert.equal(parseMoney(text, 'CNY'), undefined, text);
  }
  assert.equal(parseMoney('12.5', 'JPY'), undefined);
});

test('whole and decimal numbers', () => {
  assert.equal(parseWhole('１ ０００'), 1000);
  assert.equal(parseWhole('-3'), undefined);
  assert.equal(parseWhole('−3', { signed: true }), -3);
  assert.equal(parseWhole('+20', { signed: true }), 20);
  assert.equal(parseWhole('3.5'), undefined);
  assert.equal(parseDecimal('-0.75'), -0.75);
  assert.equal(parseDecimal('.5'), undefined);
});
