import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { applyPpm, includedTax, splitByLargestRemainder, sumMinor } from './money.ts';
import {
  addTotals,
  allocatePayments,
  freightByLine,
  lineTotals,
  type OrderLine,
  refundByLine,
  refundByPayment,
  refundParts,
} from './order-totals.ts';

const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
const line: fc.Arbitrary<OrderLine> = fc.record({
  unitPriceMinor: amount,
  quantity: fc.integer({ min: 1, max: 1_000 }),
  freightMinor: fc.bigInt({ min: 0n, max: 10n ** 8n }),
  taxPpm: fc.integer({ min: 0, max: 300_000 }),
  feePpm: fc.integer({ min: 0, max: 100_000 }),
});

test('a line', () => {
  const totals = lineTotals(
    { unitPriceMinor: 5_399n, quantity: 2, freightMinor: 1_140n, taxPpm: 130_000, feePpm: 50_000 },
    policy,
  );
  assert.deepEqual(totals, {
    goodsMinor: 10_798n,
    freightMinor: 1_140n,
    taxMinor: 1_373n,
    feeMinor: 540n,
    totalMinor: 11_938n,
  });
});

test('a line is goods and freight; tax is contained in both, the fee is taken of the goods alone', () => {
  fc.assert(
    fc.property(line, (each) => {
      const totals = lineTotals(each, policy);
      assert.equal(totals.goodsMinor, each.unitPriceMinor * BigInt(each.quantity));
      assert.equal(totals.totalMinor, totals.goodsMinor + each.freightMinor);
      assert.equal(totals.taxMinor, includedTax(totals.totalMinor, each.taxPpm));
      assert.equal(totals.feeMinor, applyPpm(totals.goodsMinor, each.feePpm));
    }),
  );
});

test('a line without pieces, or with a negative amount, is refused', () => {
  const good: OrderLine = { unitPriceMinor: 1n, quantity: 1, freightMinor: 0n, taxPpm: 0, feePpm: 0 };
  for (const wrong of [
    { quantity: 0 },
    { quantity: -1 },
    { quantity: 1.5 },
    { unitPriceMinor: -1n },
    { freightMinor: -1n },
  ])
    assert.throws(() => lineTotals({ ...good, ...wrong }, policy), RangeError);
});

test('lines sum to orders and orders to the checkout, however they are grouped', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.nat(12), (lines, cut) => {
      const totals = lines.map((each) => lineTotals(each, policy));
      const orders = [addTotals(totals.slice(0, cut)), addTotals(totals.slice(cut))];
      assert.deepEqual(addTotals(orders), addTotals(totals));
      const whole = addTotals(totals);
      assert.equal(whole.totalMinor, whole.goodsMinor + whole.freightMinor);
      assert.equal(whole.feeMinor, sumMinor(totals.map(({ feeMinor }) => feeMinor)));
    }),
  );
});

test('freight of an order goes to its lines by their goods', () => {
  assert.deepEqual(freightByLine(1_000n, [100n, 0n, 200n]), [333n, 0n, 667n]);
  assert.deepEqual(freightByLine(1_001n, [0n, 0n]), [501n, 500n]);
});

/** Amounts that sum to a given total, some of them perhaps nothing. */
const partsOf = (total: bigint) =>
  fc
    .array(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 1, maxLength: 8 })
    .map((weights) => splitByLargestRemainder(total, weights));

test('payments over orders: no negative part, every payment spent, every order paid', () => {
  const both = amount.chain((total) => fc.tuple(partsOf(total), partsOf(total)));
  fc.assert(
    fc.property(both, ([payments, orders]) => {
      const table = allocatePayments(payments, orders);
      assert.equal(table.length, payments.length);
      for (const [index, parts] of table.entries()) {
        assert.equal(parts.length, orders.length);
        assert.ok(parts.every((part) => part >= 0n));
        assert.equal(sumMinor(parts), payments[index]);
      }
      for (const [index, total] of orders.entries())
        assert.equal(sumMinor(table.map((parts) => parts[index] ?? 0n)), total);
    }),
    { numRuns: 500 },
  );
});

test('each payment takes a like share of every order', () => {
  assert.deepEqual(allocatePayments([3_000n, 1_000n], [2_000n, 1_000n, 1_000n]), [
    [1_500n, 750n, 750n],
    [500n, 250n, 250n],
  ]);
  assert.deepEqual(allocatePayments([], []), []);
  assert.deepEqual(allocatePayments([0n], [0n, 0n]), [[0n, 0n]]);
});

test('payments that do not sum to the orders, or are negative, are refused', () => {
  assert.throws(() => allocatePayments([99n], [100n]), /Payments of 99 do not pay orders of 100/);
  assert.throws(() => allocatePayments([101n], [100n]), RangeError);
  assert.throws(() => allocatePayments([150n, -50n], [100n]), RangeError);
  assert.throws(() => allocatePayments([100n], [150n, -50n]), RangeError);
  assert.throws(() => allocatePayments([], [1n]), RangeError);
});

for (const [name, allocate] of [
  ['lines', refundByLine],
  ['payments', refundByPayment],
] as const)
  test(`refunds over ${name}: each within what is left, together the refund, a full one takes all`, () => {
    const limits = fc.array(amount, { minLength: 1, maxLength: 10 });
    const cases = limits.chain((left) =>
      fc.tuple(fc.constant(left), fc.bigInt({ min: 0n, max: sumMinor(left) })),
    );
    fc.assert(
      fc.property(cases, ([left, refund]) => {
        const parts = allocate(refund, left);
        assert.equal(sumMinor(parts), refund);
        for (const [index, part] of parts.entries()) assert.ok(part >= 0n && part <= (left[index] ?? 0n));
        assert.deepEqual(allocate(sumMinor(left), left), left);
        assert.throws(() => allocate(sumMinor(left) + 1n, left), RangeError);
      }),
      { numRuns: 500 },
    );
    assert.throws(() => allocate(-1n, [5n]), RangeError);
    assert.throws(() => allocate(1n, [5n, -1n]), RangeError);
    assert.deepEqual(allocate(0n, []), []);
  });

test('however many refunds lead to a full one, their parts sum to the line, and none is negative', () => {
  const histories = line.chain((each) => {
    const totals = lineTotals(each, policy);
    return fc.tuple(fc.constant(totals), partsOf(totals.totalMinor));
  });
  fc.assert(
    fc.property(histories, ([totals, refunds]) => {
      let before = 0n;
      const sums = { goodsMinor: 0n, freightMinor: 0n, taxMinor: 0n, feeMinor: 0n };
      for (const refund of refunds) {
        const parts = refundParts(totals, before, refund, policy);
        assert.equal(parts.goodsMinor + parts.freightMinor, refund);
        for (const key of ['goodsMinor', 'freightMinor', 'taxMinor', 'feeMinor'] as const) {
          assert.ok(parts[key] >= 0n, key);
          sums[key] += parts[key];
          assert.ok(sums[key] <= totals[key], key);
        }
        before += refund;
      }
      const { totalMinor: _, ...whole } = totals;
      assert.deepEqual(sums, whole);
    }),
    { numRuns: 500 },
  );
});

test('a refund of half a line gives back half of everything', () => {
  const totals = {
    goodsMinor: 9_000n,
    freightMinor: 1_000n,
    taxMinor: 1_150n,
    feeMinor: 451n,
    totalMinor: 10_000n,
  };
  assert.deepEqual(refundParts(totals, 0n, 5_000n, policy), {
    goodsMinor: 4_500n,
    freightMinor: 500n,
    taxMinor: 575n,
    feeMinor: 226n,
  });
  assert.equal(refundParts(totals, 5_000n, 5_000n, policy).feeMinor, 225n);
});

test('the fee stays where the policy says so', () => {
  const kept = { fees: { ...policy.fees, returnedOnRefund: false } };
  const totals = { goodsMinor: 100n, freightMinor: 0n, taxMinor: 0n, feeMinor: 5n, totalMinor: 100n };
  assert.equal(refundParts(totals, 0n, 100n, kept).feeMinor, 0n);
});

test('a refund beyond the line, or a negative one, is refused', () => {
  const totals = { goodsMinor: 100n, freightMinor: 0n, taxMinor: 0n, feeMinor: 5n, totalMinor: 100n };
  assert.throws(() => refundParts(totals, 60n, 41n, policy), /Refunds of 101 exceed a line of 100/);
  assert.throws(() => refundParts(totals, 0n, -1n, policy), RangeError);
  assert.throws(() => refundParts(totals, -1n, 1n, policy), RangeError);
});
