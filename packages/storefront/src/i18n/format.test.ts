import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { maxAmountMinor } from '@hazumi/contracts';
import fc from 'fast-check';
import { countriesIn, formatMoney, formatTime, moneyField, parseMoney } from './format.ts';

describe('amounts', () => {
  test('are written as people of each language write them', () => {
    assert.equal(formatMoney('zh-CN', 123456, 'CNY'), '¥1,234.56');
    assert.equal(formatMoney('ja', 123456, 'JPY'), '￥123,456');
    assert.equal(formatMoney('en', 123456, 'USD'), '$1,234.56');
    assert.equal(formatMoney('en', 5, 'CNY').replaceAll(/\s/g, ''), 'CN¥0.05');
  });

  test('what a field shows is read back to the same amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: maxAmountMinor }),
        fc.constantFrom('CNY', 'JPY', 'USD', 'BRL'),
        (amountMinor, currency) => {
          assert.equal(parseMoney(moneyField(amountMinor, currency), currency), amountMinor);
        },
      ),
    );
  });

  test('what a page shows is read back to the same amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: maxAmountMinor }),
        fc.constantFrom('CNY', 'JPY'),
        (amountMinor, currency) => {
          assert.equal(parseMoney(formatMoney('zh-CN', amountMinor, currency), currency), amountMinor);
        },
      ),
    );
  });

  test('are taken as they are typed on any keyboard, and refused where they are no amounts', () => {
    assert.equal(parseMoney('１２．５０', 'CNY'), 1250);
    assert.equal(parseMoney(' 1,234 ', 'CNY'), 123400);
    assert.equal(parseMoney('12.5', 'CNY'), 1250);
    assert.equal(parseMoney('300円', 'JPY'), 300);
    assert.equal(parseMoney('12.50', 'JPY'), undefined, 'yen have no decimals');
    assert.equal(parseMoney('12.00', 'JPY'), 12);
    assert.equal(parseMoney('12.345', 'CNY'), undefined, 'never rounded');
    for (const text of ['', '-5', '1e5', '12.3.4', 'NaN', '0x10', '9'.repeat(14), '9'.repeat(15)]) {
      assert.equal(parseMoney(text, 'CNY'), undefined, text);
    }
  });
});

describe('times', () => {
  test('name their zone', () => {
    assert.match(formatTime('en', '2026-03-01T09:00:00Z'), /Mar 1, 2026, 09:00 AM UTC/);
    assert.match(formatTime('ja', '2026-03-01T09:00:00Z'), /2026年3月1日 18:00 JST/);
    assert.match(formatTime('zh-CN', '2026-03-01T09:00:00Z'), /2026年3月1日.*17:00/);
  });
});

test('countries are named in the language and sorted by that name', () => {
  const names = countriesIn('ja').map((country) => country.name);
  assert.ok(names.includes('日本'));
  assert.deepEqual(names, [...names].sort(new Intl.Collator('ja').compare));
});
