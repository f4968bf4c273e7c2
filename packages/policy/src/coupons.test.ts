import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  type Coupon,
  type CouponLine,
  type CouponShape,
  couponDiscount,
  couponRules,
  discountOf,
  flooredDiscount,
  priceWithCoupons,
} from './coupons.ts';
import { defaultDocument as policy } from './document.ts';
import { sumMinor } from './money.ts';

const line = (id: string, goodsMinor: bigint, pieces = 1): CouponLine => ({ id, goodsMinor, pieces });
const coupon = (id: string, shape: CouponShape, change: Partial<Coupon> = {}): Coupon => ({
  id,
  level: 'store',
  shape,
  lineIds: ['a', 'b', 'c'],
  exclusiveGroup: null,
  bearers: { merchant: 1, platform: 0, creator: 0 },
  ...change,
});
const off = (amountMinor: bigint): CouponShape => ({ kind: 'amountOff', amountMinor });
const percent = (sharePpm: number, capMinor: bigint | null = null): CouponShape => ({
  kind: 'percentOff',
  sharePpm,
  capMinor,
});
const price = (lines: readonly CouponLine[], ...coupons: Coupon[]) =>
  priceWithCoupons(lines, coupons, policy);
const refusals = (pricing: ReturnType<typeof price>) =>
  pricing.refused.map(({ couponId, reason, field }) => [couponId, reason, field]);

test('each shape takes off what it says', () => {
  assert.equal(discountOf(off(500n), 2_000n, 1), 500n);
  assert.equal(discountOf(off(500n), 300n, 1), 300n);
  assert.equal(discountOf(percent(150_000), 3_333n, 1), 500n);
  assert.equal(discountOf(percent(150_000, 400n), 3_333n, 1), 400n);
  const items: CouponShape = { kind: 'items', pieces: 3, sharePpm: 200_000 };
  assert.equal(discountOf(items, 3_000n, 2), 0n);
  assert.equal(discountOf(items, 3_000n, 3), 600n);
  const threshold: CouponShape = { kind: 'threshold', fromMinor: 3_000n, amountMinor: 400n };
  assert.equal(discountOf(threshold, 2_999n, 9), 0n);
  assert.equal(discountOf(threshold, 3_000n, 1), 400n);
});

test('a coupon is spread over the lines that it covers, and over no other', () => {
  const pricing = price([line('a', 1_000n), line('b', 2_000n), line('d', 5_000n)], coupon('c1', off(100n)));
  assert.deepEqual(
    pricing.lines.map(({ id, discountMinor, payableMinor }) => [id, discountMinor, payableMinor]),
    [
      ['a', 33n, 967n],
      ['b', 67n, 1_933n],
      ['d', 0n, 5_000n],
    ],
  );
  assert.equal(pricing.discountMinor, 100n);
});

test('no stack brings a price below a fifth, and the coupon that the floor met says so', () => {
  const pricing = price(
    [line('a', 1_001n)],
    coupon('c1', off(700n)),
    coupon('c2', off(700n)),
    coupon('c3', off(1n)),
  );
  assert.deepEqual(
    pricing.applied.map(({ couponId, discountMinor, isFloored }) => [couponId, discountMinor, isFloored]),
    [
      ['c1', 700n, false],
      ['c2', 100n, true],
    ],
  );
  assert.equal(pricing.lines[0]?.payableMinor, 201n);
  assert.deepEqual(refusals(pricing), [['c3', 'floorReached', '/coupons/priceFloorPpm']]);
});

test('coupons are applied by level, in the order of the policy, each on what the ones before it left', () => {
  const coupons = [
    coupon('platform', percent(100_000), { level: 'platform' }),
    coupon('product', off(1_000n), { level: 'product' }),
  ];
  const first = price([line('a', 10_000n)], ...coupons);
  assert.deepEqual(
    first.applied.map(({ couponId, discountMinor }) => [couponId, discountMinor]),
    [
      ['product', 1_000n],
      ['platform', 900n],
    ],
  );
  const reversed = {
    coupons: { ...policy.coupons, applicationOrder: ['platform', 'store', 'product'] as const },
  };
  assert.equal(priceWithCoupons([line('a', 10_000n)], coupons, reversed).discountMinor, 2_000n);
});

test('a threshold looks at what is left, not at the list price', () => {
  const threshold = coupon('t', { kind: 'threshold', fromMinor: 1_000n, amountMinor: 100n });
  const pricing = price([line('a', 1_000n)], coupon('p', off(1n), { level: 'product' }), threshold);
  assert.deepEqual(refusals(pricing), [['t', 'conditionNotMet', null]]);
});

test('of an exclusive group one is taken; one that took nothing off leaves the place free', () => {
  const group = { exclusiveGroup: 'spring' };
  const pricing = price(
    [line('a', 1_000n)],
    coupon('c0', { kind: 'threshold', fromMinor: 5_000n, amountMinor: 1n }, group),
    coupon('c1', off(10n), group),
    coupon('c2', off(20n), group),
    coupon('c3', off(30n)),
  );
  assert.equal(pricing.discountMinor, 40n);
  assert.deepEqual(refusals(pricing), [
    ['c0', 'conditionNotMet', null],
    ['c2', 'exclusiveGroup', null],
  ]);
});

test('an order takes three coupons, and one that covers nothing is none of them', () => {
  const pricing = price(
    [line('a', 1_000n)],
    coupon('c0', off(1n), { lineIds: ['z'] }),
    ...['c1', 'c2', 'c3', 'c4'].map((id) => coupon(id, off(1n))),
  );
  assert.equal(pricing.discountMinor, 3n);
  assert.deepEqual(refusals(pricing), [
    ['c0', 'nothingCovered', null],
    ['c4', 'stackLimit', '/coupons/stackedPerOrder'],
  ]);
});

test('the cost is borne as the coupon states, to the unit', () => {
  const pricing = price(
    [line('a', 1_000n)],
    coupon('c1', off(100n), { bearers: { merchant: 1, platform: 1, creator: 1 } }),
  );
  assert.deepEqual(pricing.applied[0]?.borneMinor, { merchant: 34n, platform: 33n, creator: 33n });
});

test('what makes no sense is refused', () => {
  const good = line('a', 1n);
  assert.throws(() => price([good, good]), RangeError);
  assert.throws(() => price([good], coupon('c', off(1n)), coupon('c', off(1n))), RangeError);
  assert.throws(() => price([line('a', -1n)]), RangeError);
  assert.throws(() => price([line('a', 1n, 0)]), RangeError);
  assert.throws(() => price([good], coupon('c', off(-1n))), RangeError);
  assert.throws(() => price([good], coupon('c', percent(1_000_001))), RangeError);
  assert.throws(() => price([good], coupon('c', percent(1, -1n))), RangeError);
  assert.throws(
    () => price([good], coupon('c', off(1n), { bearers: { merchant: 0, platform: 0, creator: 0 } })),
    RangeError,
  );
  assert.throws(
    () => price([good], coupon('c', off(1n), { bearers: { merchant: 2, platform: -1, creator: 0 } })),
    RangeError,
  );
});

const ppm = fc.integer({ min: 0, max: 1_000_000 });
const amount = fc.bigInt(0n, 10n ** 6n);
const shape: fc.Arbitrary<CouponShape> = fc.oneof(
  amount.map(off),
  fc.tuple(ppm, fc.option(amount)).map(([share, cap]) => percent(share, cap)),
  fc.record({ kind: fc.constant('items' as const), pieces: fc.integer({ min: 1, max: 6 }), sharePpm: ppm }),
  fc.record({ kind: fc.constant('threshold' as const), fromMinor: amount, amountMinor: amount }),
);
const lines = fc
  .array(fc.tuple(amount, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 3 })
  .map((rows) => rows.map(([goods, pieces], index) => line('abc'[index] ?? '', goods, pieces)));
const coupons = fc
  .array(
    fc.record({
      shape,
      level: fc.constantFrom('product', 'store', 'platform'),
      lineIds: fc.subarray(['a', 'b', 'c']),
      exclusiveGroup: fc.option(fc.constantFrom('x', 'y')),
      bearers: fc.record({
        merchant: fc.integer({ min: 1, max: 9 }),
        platform: fc.nat(9),
        creator: fc.nat(9),
      }),
    }),
    { maxLength: 6 },
  )
  .map((rows) => rows.map((row, index): Coupon => ({ id: `c${index}`, ...row })));

test('sums are exact at every level, floors hold to the unit, and every coupon is applied or refused', () => {
  fc.assert(
    fc.property(lines, coupons, ppm, (goods, wanted, priceFloorPpm) => {
      const own = { coupons: { ...policy.coupons, priceFloorPpm } };
      const pricing = priceWithCoupons(goods, wanted, own);
      for (const { goodsMinor, discountMinor, payableMinor } of pricing.lines) {
        assert.equal(discountMinor + payableMinor, goodsMinor);
        assert.ok(discountMinor >= 0n);
        assert.ok(payableMinor * 1_000_000n >= goodsMinor * BigInt(priceFloorPpm));
      }
      assert.equal(pricing.discountMinor, sumMinor(pricing.applied.map((each) => each.discountMinor)));
      for (const { discountMinor, byLine, borneMinor } of pricing.applied) {
        assert.ok(discountMinor > 0n);
        assert.equal(sumMinor(byLine.map((part) => part.discountMinor)), discountMinor);
        assert.equal(sumMinor(Object.values(borneMinor)), discountMinor);
      }
      assert.equal(pricing.applied.length + pricing.refused.length, wanted.length);
      assert.ok(pricing.applied.length <= own.coupons.stackedPerOrder);
      const groups = pricing.applied.map(
        ({ couponId }) => wanted.find(({ id }) => id === couponId)?.exclusiveGroup,
      );
      const named = groups.filter((group) => typeof group === 'string');
      assert.equal(new Set(named).size, named.length);
    }),
    { numRuns: 500 },
  );
});

test('another coupon behind all others never makes an order dearer', () => {
  fc.assert(
    fc.property(lines, coupons, shape, (goods, wanted, more) => {
      const last = coupon('last', more, { level: 'platform' });
      const with_ = priceWithCoupons(goods, [...wanted, last], policy);
      assert.ok(with_.discountMinor >= priceWithCoupons(goods, wanted, policy).discountMinor);
    }),
  );
});

test('on plain numbers, the floor leaves what room there is', () => {
  const rules = couponRules(policy);
  assert.equal(flooredDiscount(700, 1_000, 200, rules), 600);
  assert.equal(flooredDiscount(100, 1_000, 200, rules), 100);
  assert.equal(flooredDiscount(100, 1_000, 900, rules), 0);
});

test('the market takes off what the plain form says, in whole units', () => {
  const rules = couponRules(policy);
  fc.assert(
    fc.property(amount, ppm, fc.option(amount), (goods, share, cap) => {
      const { discountMinor } = price([line('a', goods)], coupon('c', percent(share, cap)));
      const capMinor = cap === null ? Number.POSITIVE_INFINITY : Number(cap);
      const plain = couponDiscount(Number(goods), 1, 0, 0, 0, share / 1_000_000, capMinor);
      assert.ok(Math.abs(Number(discountMinor) - flooredDiscount(plain, Number(goods), 0, rules)) < 1);
    }),
  );
});

test('on plain numbers, a discount stays within goods and cap, and what is paid above the floor', () => {
  const real = fc.double({ min: 0, max: 1e6, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const rules = couponRules(policy);
  fc.assert(
    fc.property(real, real, real, share, real, share, (goods, from, amountOff, part, cap, taken) => {
      const discount = couponDiscount(goods, 1, from, 1, amountOff, part, cap);
      assert.ok(discount >= 0 && discount <= goods && discount <= cap);
      const before = goods * taken * (1 - rules.priceFloor);
      const floored = flooredDiscount(discount, goods, before, rules);
      assert.ok(floored >= 0 && floored <= discount);
      assert.ok(goods - before - floored >= rules.priceFloor * goods - 1e-9 * goods);
    }),
  );
});
