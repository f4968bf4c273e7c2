import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultDocument, rebate, sumMinor, vestingParts } from '@hazumi/policy';
import fc from 'fast-check';
import { grantedIn, type LineAmounts, orderMerit, rebateOfLines } from './incentive.amounts.ts';

const amount = fc.bigInt(0n, 10_000_000n);
/** A line as sales and refunds can leave one: the fee is its rate of the goods, and goes back with them. */
const line: fc.Arbitrary<LineAmounts> = fc
  .record({
    goods: amount,
    share: fc.integer({ min: 0, max: 1000 }),
    feePpm: fc.integer({ min: 0, max: 100_000 }),
  })
  .map(({ goods, share, feePpm }) => {
    const fee = (goods * BigInt(feePpm) + 500_000n) / 1_000_000n;
    return {
      goods_minor: goods,
      refunded_goods_minor: (goods * BigInt(share)) / 1000n,
      fee_ppm: feePpm,
      fee_minor: fee,
      refunded_fee_minor: (fee * BigInt(share)) / 1000n,
    };
  });
const lines = fc.array(line, { minLength: 1, maxLength: 6 });
const cap = BigInt(defaultDocument.incentive.capPerLicenceAndMonth.amountMinor);

test('an order’s rebate is the sum of its lines’, never above the fee that stayed paid, nor beyond the cap', () => {
  fc.assert(
    fc.property(lines, fc.bigInt(0n, 2n * cap), (given, granted) => {
      const order = rebateOfLines(given, 'CNY', granted, defaultDocument);
      const left = cap > granted ? cap - granted : 0n;
      assert.ok(order.rebateMinor >= 0n && order.rebateMinor <= order.feePaidMinor);
      assert.ok(order.rebateMinor <= left);
      const each = given.map(
        (one) =>
          rebate(
            {
              baseMinor: one.goods_minor - one.refunded_goods_minor,
              feePpm: one.fee_ppm,
              feePaidMinor: one.fee_minor - one.refunded_fee_minor,
              earnedThisMonthMinor: 0n,
              currency: 'CNY',
            },
            defaultDocument,
          ).rebateMinor,
      );
      const free = sumMinor(each);
      assert.equal(order.rebateMinor, free < left ? free : left);
      assert.equal(order.limitedBy === 'monthlyCap', free > left);
      assert.equal(order.baseMinor, sumMinor(given.map((one) => one.goods_minor - one.refunded_goods_minor)));
    }),
  );
});

test('the order of the lines does not matter, and the parts that vest sum to the rebate', () => {
  fc.assert(
    fc.property(lines, (given) => {
      const order = rebateOfLines(given, 'CNY', 0n, defaultDocument);
      assert.equal(
        rebateOfLines([...given].reverse(), 'CNY', 0n, defaultDocument).rebateMinor,
        order.rebateMinor,
      );
      const parts = vestingParts(order.rebateMinor, defaultDocument);
      assert.equal(sumMinor(parts.map(({ amountMinor }) => amountMinor)), order.rebateMinor);
      assert.equal(parts.length, defaultDocument.incentive.vestingDays.length);
    }),
  );
});

test('more that goes back never leaves more rebate or merit', () => {
  fc.assert(
    fc.property(line, fc.bigInt(0n, 1_000n), (given, share) => {
      const left = (value: bigint): bigint => (value * share) / 1_000n;
      const more: LineAmounts = {
        ...given,
        refunded_goods_minor:
          given.refunded_goods_minor + left(given.goods_minor - given.refunded_goods_minor),
        refunded_fee_minor: given.refunded_fee_minor + left(given.fee_minor - given.refunded_fee_minor),
      };
      const [before, after] = [given, more].map((one) => rebateOfLines([one], 'CNY', 0n, defaultDocument));
      assert.ok(before !== undefined && after !== undefined);
      assert.ok(after.rebateMinor <= before.rebateMinor);
      assert.ok(after.feePaidMinor <= before.feePaidMinor);
    }),
  );
});

test('merit is the fee kept, less the chance of fraud', () => {
  const kept = orderMerit({ feePaidMinor: 500n, rebateMinor: 400n }, 0, 'CNY', defaultDocument);
  assert.equal(kept, 100);
  assert.equal(orderMerit({ feePaidMinor: 500n, rebateMinor: 400n }, 0.25, 'CNY', defaultDocument), 75);
});

test('what was granted in other currencies counts towards the cap by the reference rates', () => {
  const rates = defaultDocument.currencies.referenceRatesPpm;
  const [other] = Object.keys(rates).filter((currency) => currency !== 'CNY');
  assert.ok(other !== undefined);
  const one = grantedIn('CNY', [{ currency: other, granted_minor: 1_000_000n }], defaultDocument);
  assert.ok(one > 0n);
  assert.equal(
    grantedIn(
      'CNY',
      [
        { currency: other, granted_minor: 1_000_000n },
        { currency: 'CNY', granted_minor: 5n },
      ],
      defaultDocument,
    ),
    one + 5n,
  );
});
