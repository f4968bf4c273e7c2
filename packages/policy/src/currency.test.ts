import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { currencyExponent, formatMoney, fromDecimal, isCurrency, toDecimal } from './currency.ts';

const CURRENCIES = ['JPY', 'CNY', 'USD', 'BRL', 'EUR', 'GBP', 'HKD', 'KRW', 'KWD', 'SGD', 'TWD'];

test('written exponents agree with Intl', () => {
  for (const currency of CURRENCIES) {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    assert.equal(currencyExponent(currency), options.maximumFractionDigits, currency);
  }
});

test('other currencies come from Intl; what is none is refused', () => {
  assert.equal(currencyExponent('ISK'), 0);
  assert.equal(currencyExponent('BHD'), 3);
  assert.equal(currencyExponent('CHF'), 2);
  for (const wrong of ['', 'cny', 'ABQ', 'RMB', 'constructor', 'toString']) {
    assert.equal(isCurrency(wrong), false, wrong);
    assert.throws(() => currencyExponent(wrong), RangeError, wrong);
  }
});

test('decimal text and minor units are inverse', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.constantFrom(...CURRENCIES),
      (amount, currency) => {
        assert.equal(fromDecimal(toDecimal(amount, currency), currency), amount);
      },
    ),
  );
  assert.equal(toDecimal(-5n, 'USD'), '-0.05');
  assert.equal(toDecimal(500n, 'JPY'), '500');
  assert.equal(fromDecimal('144.2', 'BRL'), 14_420n);
  assert.equal(fromDecimal('12.00', 'JPY'), 12n);
});

test('decimal text is never rounded or guessed', () => {
  for (const wrong of ['', ' 1', '1,5', '1.', '.5', '1e3', '0x10', '+1', '1.005', '１', '--1', 'NaN'])
    assert.equal(fromDecimal(wrong, 'CNY'), null, wrong);
  assert.equal(fromDecimal('1.5', 'JPY'), null);
});

test('money is shown exactly, also beyond what a number can hold', () => {
  assert.equal(formatMoney(123_456n, 'CNY', 'zh-CN'), '¥1,234.56');
  assert.equal(formatMoney(123_456n, 'JPY', 'ja'), '￥123,456');
  assert.equal(formatMoney(-1n, 'USD', 'en'), '-$0.01');
  assert.equal(formatMoney(900_719_925_474_099_301n, 'USD', 'en'), '$9,007,199,254,740,993.01');
});
