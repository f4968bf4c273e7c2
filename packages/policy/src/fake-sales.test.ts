import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { explain } from './explain.ts';
import { exclusions, type RewardedOrder } from './fake-sales.ts';
import { addDays } from './instants.ts';
import { principals } from './principals.ts';
import { HANDBOOK_ORDERS, HANDBOOK_PARTIES, handbookOrders } from './testing/handbook-2022.ts';

const start = new Date(Date.UTC(2026, 0, 1));
const honest = (id: string, change: Partial<RewardedOrder> = {}, day = 0): RewardedOrder => ({
  id,
  sellerPrincipal: 'mei',
  buyerPrincipal: `buyer of ${id}`,
  paidAt: addDays(start, day),
  isRefunded: false,
  parcels: [{ tracking: `parcel of ${id}`, firstScannedAt: addDays(start, day + 1) }],
  fraudProbability: 0.02,
  ...change,
});
const found = (orders: readonly RewardedOrder[], ...transfers: [string, string][]) =>
  exclusions(
    orders,
    transfers.map(([from, to]) => ({ from, to })),
    policy,
  ).map(({ orderId, reason, evidence }) => [orderId, reason, evidence]);

test('an honest order is not excluded', () => {
  assert.deepEqual(found([honest('1'), honest('2')]), []);
});

test('each reason says what shows it', () => {
  assert.deepEqual(found([honest('1', { buyerPrincipal: 'mei' })]), [['1', 'linkedBuyer', ['mei']]]);
  assert.deepEqual(found([honest('1', { isRefunded: true })]), [['1', 'refunded', []]]);
  assert.deepEqual(found([honest('1', { fraudProbability: 0.5 })]), [['1', 'probablyFake', []]]);
  assert.deepEqual(found([honest('1', { parcels: [] })]), [['1', 'noCarrierScan', []]]);
  const half = [
    { tracking: 'seen', firstScannedAt: addDays(start, 1) },
    { tracking: 'unseen', firstScannedAt: null },
  ];
  assert.deepEqual(found([honest('1', { parcels: half })]), [['1', 'noCarrierScan', ['unseen']]]);
});

test('several reasons are all told, in their order, order by order', () => {
  const list = exclusions(
    [
      honest('2', { isRefunded: true, parcels: [], buyerPrincipal: 'mei', fraudProbability: 1 }),
      honest('1', { isRefunded: true, parcels: [] }),
    ],
    [],
    policy,
  );
  assert.deepEqual(
    list.map(({ orderId, reason }) => `${orderId} ${reason}`),
    ['1 noCarrierScan', '1 refunded', '2 linkedBuyer', '2 noCarrierScan', '2 refunded', '2 probablyFake'],
  );
});

test('money that comes back is told, also when a transfer closes the circle', () => {
  const order = honest('1', { buyerPrincipal: 'li' });
  assert.deepEqual(found([order], ['mei', 'bo'], ['bo', 'li']), [['1', 'paymentCycle', ['li', 'mei']]]);
  assert.deepEqual(found([order], ['mei', 'bo']), []);
});

test('a tracking number that travelled before, or belongs to an earlier order, is reused', () => {
  const used = [{ tracking: 'old', firstScannedAt: addDays(start, -1) }];
  assert.deepEqual(found([honest('1', { parcels: used })]), [['1', 'trackingReused', ['old']]]);
  const twice = [{ tracking: 'same', firstScannedAt: addDays(start, 3) }];
  assert.deepEqual(found([honest('2', { parcels: twice }, 1), honest('1', { parcels: twice })]), [
    ['2', 'trackingReused', ['same', '1']],
  ]);
});

test('three orders of a buyer count within 30 days, then a fourth when the first is out of the window', () => {
  const at = (id: string, day: number) => honest(id, { buyerPrincipal: 'li' }, day);
  const orders = [at('1', 0), at('2', 1), at('3', 2), at('4', 3), at('5', 29.9), at('6', 30), at('7', 30.1)];
  assert.deepEqual(found(orders), [
    ['4', 'pairLimit', ['1', '2', '3']],
    ['5', 'pairLimit', ['1', '2', '3']],
    ['7', 'pairLimit', ['2', '3', '6']],
  ]);
});

test("the handbook's attack of 2022: every one of the 30 orders is excluded, linked and reused at once", () => {
  const { principalOf } = principals(HANDBOOK_PARTIES, policy);
  const orders = handbookOrders((buyer) => principalOf.get(buyer) ?? buyer).map((order) => ({
    ...order,
    sellerPrincipal: principalOf.get(order.sellerPrincipal) ?? order.sellerPrincipal,
  }));
  const list = exclusions(orders, [], policy);
  for (const reason of ['linkedBuyer', 'trackingReused'] as const)
    assert.equal(list.filter((each) => each.reason === reason).length, HANDBOOK_ORDERS);
});

test('with buyers that nothing links to the merchant, the tracking numbers alone exclude all of them', () => {
  const list = exclusions(
    handbookOrders((buyer) => buyer),
    [],
    policy,
  );
  assert.equal(new Set(list.map(({ orderId }) => orderId)).size, HANDBOOK_ORDERS);
  assert.deepEqual([...new Set(list.map(({ reason }) => reason))], ['trackingReused']);
});

test('an order twice is refused', () => {
  assert.throws(() => exclusions([honest('1'), honest('1')], [], policy), RangeError);
});

const orders = fc
  .array(
    fc.record({
      seller: fc.constantFrom('mei', 'li', 'bo'),
      buyer: fc.constantFrom('mei', 'li', 'ana', 'cy'),
      day: fc.integer({ min: 0, max: 60 }),
      scanned: fc.option(fc.integer({ min: -2, max: 5 })),
      tracking: fc.nat(12),
      isRefunded: fc.boolean(),
      fraudProbability: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 20 },
  )
  .map((rows) =>
    rows.map(
      (row, index): RewardedOrder => ({
        id: `${index}`,
        sellerPrincipal: row.seller,
        buyerPrincipal: row.buyer,
        paidAt: addDays(start, row.day),
        isRefunded: row.isRefunded,
        parcels: [
          {
            tracking: `${row.tracking}`,
            firstScannedAt: row.scanned === null ? null : addDays(start, row.day + row.scanned),
          },
        ],
        fraudProbability: row.fraudProbability,
      }),
    ),
  );

test('the order of the input does not matter, no reason is told twice of an order, and the fields exist', () => {
  fc.assert(
    fc.property(orders, (list) => {
      const all = exclusions(list, [], policy);
      assert.deepEqual(exclusions([...list].reverse(), [], policy), all);
      assert.equal(new Set(all.map(({ orderId, reason }) => `${orderId} ${reason}`)).size, all.length);
      for (const { field } of all) if (field !== null) assert.notEqual(explain(field), null, field);
    }),
  );
});

test('of a pair no window of 30 days holds more counted orders than the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 30 }), (days) => {
      const list = days.map((day, index) => honest(`${index}`, { buyerPrincipal: 'li' }, day));
      const over = new Set(exclusions(list, [], policy).map(({ orderId }) => orderId));
      const counted = list.filter(({ id }) => !over.has(id)).map(({ paidAt }) => paidAt.getTime());
      for (const from of counted) {
        const to = addDays(new Date(from), policy.fraud.ordersPerPairDays).getTime();
        assert.ok(counted.filter((at) => at >= from && at < to).length <= policy.fraud.ordersPerPair);
      }
    }),
  );
});
