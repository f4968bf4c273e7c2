import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { barcode } from './barcode.ts';
import { decimal, money, parseMoney } from './format.ts';

it('shows minor units with the digits of their currency', () => {
  assert.equal(money(129_900n, 'CNY', 'zh-CN'), '¥1,299.00');
  assert.equal(money(129_900n, 'JPY', 'ja'), '￥129,900');
  assert.equal(money(5n, 'BRL', 'en'), 'R$0.05');
  assert.equal(money(9_007_199_254_740_991n, 'USD', 'en'), '$90,071,992,547,409.91', 'to the last cent');
});

it('reads back every amount that it has shown', () => {
  const amount = fc.bigInt({ min: 1n, max: 9_007_199_254_740_991n });
  fc.assert(
    fc.property(amount, fc.constantFrom('CNY', 'JPY', 'BHD'), (amountMinor, currency) => {
      assert.equal(parseMoney(decimal(amountMinor, currency), currency), amountMinor);
    }),
  );
});

it('reads no amount out of anything else', () => {
  for (const text of ['', '0', '0.00', '-1', '1.999', '1..2', '9007199254740991', '１２', 'NaN', '1e3']) {
    assert.equal(parseMoney(text, 'CNY'), null, text);
  }
});

it('draws two digits as five bars and the five spaces between them', () => {
  const { bars, width } = barcode('01');
  // Start, 0 = nnwwn in bars, 1 = wnnnw in spaces, stop.
  assert.deepEqual(
    bars.map((bar) => bar.width),
    [2, 2, 2, 2, 5, 5, 2, 5, 2],
  );
  assert.deepEqual(
    bars.map((bar) => bar.at),
    [0, 4, 8, 15, 19, 26, 33, 40, 47],
  );
  assert.equal(width, 49);
  assert.throws(() => barcode('123'), RangeError);
});
