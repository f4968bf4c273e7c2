import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type ClearedOrder, countBuyers, percentile } from './buyer-counts.ts';

const order = (id: string, storeId: string, buyerPrincipal: string, minute: number): ClearedOrder => ({
  id,
  storeId,
  sellerPrincipal: 'mei',
  buyerPrincipal,
  clearedAt: new Date(minute * 60_000),
});

test('a buyer counts once for a principal, in the store where its first order was', () => {
  const counts = countBuyers([
    order('3', 'second', 'ana', 3),
    order('1', 'first', 'ana', 1),
    order('2', 'first', 'ana', 2),
    order('4', 'second', 'bo', 4),
  ]);
  assert.deepEqual(
    counts,
    new Map([
      ['first', { orders: 2, buyers: 1 }],
      ['second', { orders: 2, buyers: 1 }],
    ]),
  );
});

test('a buyer of two principals counts for both, and one linked to the seller for nobody', () => {
  const other = { ...order('2', 'theirs', 'ana', 2), sellerPrincipal: 'li' };
  assert.deepEqual(
    countBuyers([order('1', 'first', 'ana', 1), other, order('3', 'first', 'mei', 3)]),
    new Map([
      ['first', { orders: 1, buyers: 1 }],
      ['theirs', { orders: 1, buyers: 1 }],
    ]),
  );
  assert.deepEqual(
    countBuyers([order('1', 'first', 'mei', 1)]),
    new Map([['first', { orders: 0, buyers: 0 }]]),
  );
});

const orders = fc
  .array(
    fc.record({
      store: fc.nat(4),
      seller: fc.constantFrom('mei', 'li'),
      buyer: fc.constantFrom('ana', 'bo', 'cy', 'mei', 'li'),
      minute: fc.nat(20),
    }),
    { maxLength: 40 },
  )
  .map((rows) =>
    rows.map(
      ({ store, seller, buyer, minute }, index): ClearedOrder => ({
        ...order(`${index}`, `${seller}-${store}`, buyer, minute),
        sellerPrincipal: seller,
      }),
    ),
  );

test('splitting a store multiplies neither its buyers nor its orders', () => {
  fc.assert(
    fc.property(orders, (list) => {
      const whole = countBuyers(list.map((item) => ({ ...item, storeId: item.sellerPrincipal })));
      for (const seller of ['mei', 'li']) {
        const stores = [...countBuyers(list)].filter(([store]) => store.startsWith(seller));
        const total = (key: 'buyers' | 'orders') => stores.reduce((sum, [, count]) => sum + count[key], 0);
        assert.equal(total('buyers'), whole.get(seller)?.buyers ?? 0);
        assert.equal(total('orders'), whole.get(seller)?.orders ?? 0);
      }
    }),
  );
});

test('the counts do not depend on the order of the input', () => {
  fc.assert(
    fc.property(orders, (list) => {
      const sorted = (counts: ReturnType<typeof countBuyers>) =>
        [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
      assert.deepEqual(sorted(countBuyers([...list].reverse())), sorted(countBuyers(list)));
    }),
  );
});

test('a percentile is one of the values, by the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.equal(percentile(hundred, 0.95), 95);
  assert.equal(percentile(hundred, 0), 1);
  assert.equal(percentile(hundred, 1), 100);
  assert.equal(percentile([7], 0.95), 7);
  assert.equal(percentile([], 0.95), null);
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true }), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, share) => {
        const found = percentile(values, share) ?? Number.NaN;
        assert.ok(values.includes(found));
        assert.ok(values.filter((value) => value < found).length <= share * values.length);
        assert.ok(values.filter((value) => value <= found).length >= share * values.length);
      },
    ),
  );
});
