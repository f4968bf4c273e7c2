import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AnswerOf, type Endpoint, ordersEndpoints, toPublicId } from '@hazumi/contracts';
import type { Actor, Membership } from '../kernel/context.ts';
import { appendEvent } from '../kernel/events.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import { givenLicence, givenStore, testAddress } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { type GivenOrder, givenOrder } from '../testing/orders.ts';
import { recordQueries } from '../testing/queries.ts';
import { exportOrders } from './orders.export.ts';
import { registerOrders } from './orders.routes.ts';
import type { OrderState } from './orders.tables.ts';

const { getMyOrder, getStoreOrder, getMarketOrder, listMyOrders } = ordersEndpoints;
type Order = AnswerOf<typeof getMyOrder>;

// A source of its own: ids of another time would disturb those that the market makes.
const ids = uuidv7Source();
let market: TestMarket;
let licenceId: string;
let storeId: string;
before(async () => {
  market = await testMarket({ areas: [registerOrders] });
  licenceId = await givenLicence(market.handle.db, ids);
  storeId = await givenStore(market.handle.db, ids, licenceId);
});
after(() => market.close());

const newId = (): string => ids.next(testStart);
const buyerId = '0193b0d0-0000-7000-8000-000000000001';
const buyer = personActor(buyerId);
const given = (more: Parameters<typeof givenOrder>[3] = {}): Promise<GivenOrder> =>
  givenOrder(market.handle.db, ids, storeId, { buyer: `person:${buyerId}`, ...more });
const staff = (role: Membership['role'], ofStore: string | null = null): Actor =>
  personActor(newId(), { memberships: [{ licenceId, storeId: ofStore, role }] });
const operator = personActor('0193b0d0-0000-7000-8000-000000000002', { operator: 'operator' });

const paramsOf = (order: GivenOrder) => ({
  storeId: toPublicId('store', order.storeId),
  orderId: toPublicId('order', order.orderId),
});
async function read(endpoint: Endpoint, order: GivenOrder, actor: Actor): Promise<Order> {
  const answer = await market.call(endpoint, { params: paramsOf(order) }, actor);
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value as Order;
}
const asBuyer = (order: GivenOrder): Promise<Order> => read(getMyOrder, order, buyer);
const asStaff = (order: GivenOrder, role: Membership['role'] = 'owner'): Promise<Order> =>
  read(getStoreOrder, order, staff(role));
const asOperator = (order: GivenOrder): Promise<Order> => read(getMarketOrder, order, operator);

test('an order is shown with its lines, its version and what it is made of', async () => {
  const order = await given({
    state: 'partShipped',
    lines: [
      {
        quantity: 3,
        unitPriceMinor: 500n,
        freightMinor: 90n,
        shipped: 1,
        refundedGoodsMinor: 500n,
        refundedFreightMinor: 30n,
      },
      { unitPriceMinor: 250n },
    ],
  });
  const answer = await market.call(getMyOrder, { params: paramsOf(order) }, buyer);
  assert.ok(answer.ok);
  assert.equal(answer.version, 1);
  const { lines, pieces, goodsMinor, freightMinor, totalMinor, refundedMinor, stateCode } = answer.value;
  assert.deepEqual(
    { pieces, goodsMinor, freightMinor, totalMinor, refundedMinor, stateCode },
    { pieces: 4, goodsMinor: 1750, freightMinor: 90, totalMinor: 1840, refundedMinor: 530, stateCode: 21 },
  );
  assert.deepEqual(
    lines.map(({ lineNo, quantity, shippedQuantity, refundedMinor, title }) => [
      lineNo,
      quantity,
      shippedQuantity,
      refundedMinor,
      title.en,
    ]),
    [
      [1, 3, 1, 530, 'Goods 1'],
      [2, 1, 0, 0, 'Goods 2'],
    ],
  );
});

test('what the platform keeps is shown to the store’s staff and to operators, not to the buyer', async () => {
  const order = await given({ lines: [{ unitPriceMinor: 2000n }] });
  const fee = { feePpm: 50_000, feeMinor: 100, reason: 'standard', policyVersion: 1 };
  const seen = [await asBuyer(order), await asStaff(order), await asOperator(order)];
  assert.deepEqual(
    seen.map((one) => [one.feeMinor, one.lines[0]?.fee]),
    [
      [null, null],
      [100, fee],
      [100, fee],
    ],
  );
});

test('the address is the buyer’s; staff see it once it is paid, operators see the region', async () => {
  const open = { ...testAddress, masked: false };
  const masked = {
    recipient: '王***',
    phone: '***00',
    country: 'CN',
    region: testAddress.region,
    city: testAddress.city,
    street: '***',
    postalCode: '',
    masked: true,
  };
  const unpaid = await given({ state: 'unpaid' });
  const paid = await given();
  const seen = [];
  for (const order of [unpaid, paid]) {
    seen.push([
      (await asBuyer(order)).address,
      (await asStaff(order)).address,
      (await asOperator(order)).address,
    ]);
  }
  assert.deepEqual(seen, [
    [open, masked, masked],
    [open, open, masked],
  ]);
});

test('the timeline tells the buyer of payments, and the store of its own order alone', async () => {
  const { db } = market.handle;
  const order = await given();
  const paymentId = newId();
  const refundId = newId();
  const shipmentId = newId();
  await db
    .insertInto('payment')
    .values({
      id: paymentId,
      checkout_id: order.checkoutId,
      buyer: `person:${buyerId}`,
      provider: 'balance',
      locale: 'en',
      method: 'balance',
      currency: 'CNY',
      amount_minor: 9900n,
      state: 'captured',
      created_at: testStart,
      expires_at: testStart,
    })
    .execute();
  await db
    .insertInto('refund')
    .values({
      store_id: storeId,
      id: refundId,
      order_id: order.orderId,
      payment_id: paymentId,
      amount_minor: 10n,
      state: 'pending',
      reason: 'late',
      created_at: testStart,
    })
    .execute();
  const ctx = market.ctx();
  const about = (subjectType: string, subjectId: string, type: string, data: Record<string, unknown>) => ({
    subjectType,
    subjectId,
    type,
    data,
  });
  await db.transaction().execute((tx) =>
    appendEvent(
      tx,
      ctx,
      about('order', order.orderId, 'order.placed', {
        checkoutId: order.checkoutId,
        totalMinor: 9900,
        policyVersion: 1,
      }),
      about('payment', paymentId, 'payment.captured', {
        paymentId,
        capturedMinor: 9900,
        method: 'balance',
      }),
      about('order', order.orderId, 'order.shipped', {
        shipmentId,
        carrier: 'SF',
        trackingNumber: 'SF1',
        feeMinor: 5,
      }),
      about('refund', refundId, 'refund.succeeded', { refundId, amountMinor: 10 }),
      about('order', newId(), 'order.placed', {}),
    ),
  );
  const placed = {
    type: 'order.placed',
    data: { checkoutId: toPublicId('checkout', order.checkoutId), totalMinor: 9900 },
  };
  const captured = {
    type: 'payment.captured',
    data: { paymentId: toPublicId('payment', paymentId), capturedMinor: 9900, method: 'balance' },
  };
  const shipped = {
    type: 'order.shipped',
    data: { shipmentId: toPublicId('shipment', shipmentId), carrier: 'SF', trackingNumber: 'SF1' },
  };
  const refunded = {
    type: 'refund.succeeded',
    data: { refundId: toPublicId('refund', refundId), amountMinor: 10 },
  };
  const toldTo = async (seen: Promise<Order>) =>
    (await seen).timeline.map(({ type, data }) => ({ type, data }));
  assert.deepEqual(await toldTo(asBuyer(order)), [placed, captured, shipped, refunded]);
  assert.deepEqual(await toldTo(asOperator(order)), [placed, captured, shipped, refunded]);
  assert.deepEqual(await toldTo(asStaff(order)), [placed, shipped, refunded]);
  assert.deepEqual(
    (await asBuyer(order)).refunds.map(({ id, state, amountMinor }) => ({ id, state, amountMinor })),
    [{ id: toPublicId('refund', refundId), state: 'pending', amountMinor: 10 }],
  );
});

test('actions follow from the state and from what the one who asks may do', async () => {
  const states: OrderState[] = [
    'unpaid',
    'paid',
    'partShipped',
    'shipped',
    'complete',
    'stockOutCancelled',
    'refunded',
    'cancelled',
  ];
  const found: Record<string, string[][]> = {};
  for (const state of states) {
    const lines = [{ quantity: 2, ...(state === 'partShipped' ? { shipped: 1 } : {}) }];
    const order = await given({ state, lines });
    found[state] = [
      (await asBuyer(order)).actions,
      (await asStaff(order, 'owner')).actions,
      (await asStaff(order, 'clerk')).actions,
      (await asStaff(order, 'finance')).actions,
      (await asOperator(order)).actions,
    ];
  }
  assert.deepEqual(found, {
    unpaid: [['pay', 'cancel'], [], [], [], []],
    paid: [['cancel'], ['ship', 'cancel', 'refund'], ['ship', 'cancel'], ['refund'], []],
    partShipped: [[], ['ship', 'refund'], ['ship'], ['refund'], []],
    shipped: [['confirmReceipt'], ['refund'], [], ['refund'], []],
    complete: [[], ['refund'], [], ['refund'], []],
    stockOutCancelled: [[], [], [], [], []],
    refunded: [[], [], [], [], []],
    cancelled: [[], [], [], [], []],
  });
});

test('an order whose time to pay is over can only be cancelled', async () => {
  const order = await given({ state: 'unpaid', expiresAt: testStart });
  const { actions, expiresAt } = await asBuyer(order);
  assert.deepEqual([actions, expiresAt], [['cancel'], testStart.toISOString()]);
});

test('an order exists for its buyer, its store’s staff and operators; to everybody else it does not', async () => {
  const order = await given();
  const siblingId = await givenStore(market.handle.db, ids, licenceId);
  const strangerLicence = await givenLicence(market.handle.db, ids);
  const strangerStore = await givenStore(market.handle.db, ids, strangerLicence);
  const stranger = personActor(newId(), {
    memberships: [{ licenceId: strangerLicence, storeId: null, role: 'owner' }],
  });
  const guest: Actor = { kind: 'guest', guestHash: Buffer.alloc(32, 4) };
  const shopper = personActor(newId());
  const here = paramsOf(order);
  const elsewhere = { ...here, storeId: toPublicId('store', strangerStore) };
  const sibling = { ...here, storeId: toPublicId('store', siblingId) };
  const asked: [Endpoint, Record<string, string>, Actor | undefined, number][] = [
    [getMyOrder, here, undefined, 401],
    [getMyOrder, here, guest, 404],
    [getMyOrder, here, shopper, 404],
    [getMyOrder, here, staff('owner'), 404],
    [getMyOrder, here, buyer, 200],
    [getStoreOrder, here, undefined, 401],
    [getStoreOrder, here, guest, 401],
    [getStoreOrder, here, buyer, 404],
    [getStoreOrder, here, stranger, 404],
    [getStoreOrder, elsewhere, stranger, 404],
    [getStoreOrder, sibling, staff('owner'), 404],
    [getStoreOrder, here, staff('clerk', siblingId), 404],
    [getStoreOrder, here, operator, 404],
    [getStoreOrder, here, staff('clerk', storeId), 200],
    [getMarketOrder, here, undefined, 401],
    [getMarketOrder, here, buyer, 404],
    [getMarketOrder, here, staff('owner'), 404],
    [getMarketOrder, here, operator, 200],
  ];
  const statuses: number[] = [];
  for (const [endpoint, params, client] of asked)
    statuses.push((await market.call(endpoint, { params }, client)).status);
  assert.deepEqual(
    statuses,
    asked.map(([, , , status]) => status),
  );
  // What is not yours reads exactly as what is not there.
  const unknown = await market.call(
    getMyOrder,
    { params: { orderId: toPublicId('order', newId()) } },
    shopper,
  );
  const hidden = await market.call(getMyOrder, { params: here }, shopper);
  assert.ok(!unknown.ok && !hidden.ok);
  assert.deepEqual({ ...hidden.problem, requestId: '' }, { ...unknown.problem, requestId: '' });
});

test('a guest’s order opens with the guest’s token, also after signing in on the same browser', async () => {
  const guestHash = Buffer.alloc(32, 5);
  const order = await given({ buyer: `guest:${guestHash.toString('hex')}` });
  await read(getMyOrder, order, { kind: 'guest', guestHash });
  await read(getMyOrder, order, personActor(newId(), { guestHash }));
  const other = await market.call(getMyOrder, { params: paramsOf(order) }, personActor(newId()));
  assert.equal(other.status, 404);
});

test('a key without the scope reads no orders', async () => {
  const key = personActor(buyerId, { scopes: ['catalogue'] });
  for (const answer of [
    await market.call(listMyOrders, {}, key),
    await market.call(getMyOrder, { params: paramsOf(await given()) }, key),
  ]) {
    assert.ok(!answer.ok);
    assert.equal(answer.problem.code, 'forbidden');
  }
});

test('an order of many lines costs as many queries as one of a single line', async () => {
  const small = await given();
  const large = await given({ lines: Array.from({ length: 60 }, () => ({ quantity: 2 })) });
  const countOf = async (order: GivenOrder) =>
    (await recordQueries(market.handle, () => asBuyer(order))).queries.length;
  assert.deepEqual([await countOf(small), await countOf(large)], [6, 6]);
});

test('the copy of a person’s data holds their orders, oldest first, and nobody else’s', async () => {
  const personId = newId();
  const mine = `person:${personId}`;
  const later = await given({ buyer: mine, placedAt: new Date(testStart.getTime() + 1000) });
  const first = await given({
    buyer: mine,
    lines: [{ quantity: 2, unitPriceMinor: 700n, freightMinor: 50n }],
  });
  await given();
  const exported = await exportOrders(market.handle.db, personId);
  assert.deepEqual(
    exported.map((order) => order.id),
    [toPublicId('order', first.orderId), toPublicId('order', later.orderId)],
  );
  const { totalMinor, address, lines } = exported[0] as (typeof exported)[0];
  assert.deepEqual(
    { totalMinor, address, lines },
    {
      totalMinor: 1450,
      address: testAddress,
      lines: [{ title: { en: 'Goods 1' }, options: [], quantity: 2, unitPriceMinor: 700 }],
    },
  );
});
