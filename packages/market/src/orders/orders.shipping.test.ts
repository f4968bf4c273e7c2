import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AnswerOf, ordersEndpoints, toPublicId } from '@hazumi/contracts';
import type { Actor, Membership } from '../kernel/context.ts';
import { inTransaction } from '../kernel/database.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import { givenLicence, givenStore } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { type GivenOrder, givenOrder } from '../testing/orders.ts';
import { registerOrders } from './orders.routes.ts';
import { settleShipping } from './orders.shipping.ts';
import type { OrderState } from './orders.tables.ts';

const { shipOrder, deliverShipment, getStoreOrder } = ordersEndpoints;
type Order = AnswerOf<typeof shipOrder>;
type Pieces = { lineNo: number; quantity: number }[];

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
const given = (more: Parameters<typeof givenOrder>[3] = {}): Promise<GivenOrder> =>
  givenOrder(market.handle.db, ids, storeId, more);
const staff = (role: Membership['role'] = 'clerk', ofStore: string | null = null): Actor =>
  personActor(newId(), { memberships: [{ licenceId, storeId: ofStore, role }] });
const paramsOf = (order: GivenOrder) => ({
  storeId: toPublicId('store', order.storeId),
  orderId: toPublicId('order', order.orderId),
});

const ship = (
  order: GivenOrder,
  more: { lines?: Pieces; as?: Actor | undefined; key?: string; trackingNumber?: string } = {},
) =>
  market.call(
    shipOrder,
    {
      params: paramsOf(order),
      body: {
        carrier: 'SF Express',
        trackingNumber: more.trackingNumber ?? 'SF1234',
        ...(more.lines === undefined ? {} : { lines: more.lines }),
      },
      idempotencyKey: more.key ?? newId(),
    },
    'as' in more ? more.as : staff(),
  );
async function shipped(order: GivenOrder, lines?: Pieces): Promise<Order> {
  const answer = await ship(order, lines === undefined ? {} : { lines });
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}
const deliver = (order: GivenOrder, shipmentId: string, as: Actor | undefined = staff()) =>
  market.call(deliverShipment, { params: { ...paramsOf(order), shipmentId } }, as);
async function stored(order: GivenOrder): Promise<Order> {
  const answer = await market.call(getStoreOrder, { params: paramsOf(order) }, staff('owner'));
  assert.ok(answer.ok);
  return answer.value;
}
const shippedPieces = (order: Order): number[] => order.lines.map((line) => line.shippedQuantity);
const eventsOf = (order: Order): string[] => order.timeline.map((event) => event.type);

test('everything is shipped in one parcel, and the order says so', async () => {
  const order = await given({ lines: [{ quantity: 2 }, { quantity: 3 }] });
  const answer = await ship(order);
  assert.ok(answer.ok);
  assert.equal(answer.status, 201);
  const { state, stateCode, shippedAt, version, shipments, actions } = answer.value;
  assert.deepEqual(
    { state, stateCode, shippedAt, version, actions },
    { state: 'shipped', stateCode: 30, shippedAt: testStart.toISOString(), version: 2, actions: ['deliver'] },
  );
  assert.deepEqual(shippedPieces(answer.value), [2, 3]);
  assert.equal(shipments.length, 1);
  const [shipment] = shipments;
  assert.deepEqual(
    [shipment?.carrier, shipment?.trackingNumber, shipment?.lines, shipment?.deliveredAt],
    [
      'SF Express',
      'SF1234',
      [
        { lineNo: 1, quantity: 2 },
        { lineNo: 2, quantity: 3 },
      ],
      null,
    ],
  );
  assert.deepEqual(
    answer.value.timeline.map(({ type, data }) => ({ type, data })),
    [
      {
        type: 'order.shipped',
        data: {
          shipmentId: shipment?.id,
          carrier: 'SF Express',
          trackingNumber: 'SF1234',
          lines: shipment?.lines,
        },
      },
    ],
  );
});

test('pieces go in several parcels; the order is shipped with the last one', async () => {
  const order = await given({ lines: [{ quantity: 3 }, { quantity: 1 }] });
  const first = await shipped(order, [{ lineNo: 1, quantity: 1 }]);
  assert.deepEqual([first.state, first.shippedAt, shippedPieces(first)], ['partShipped', null, [1, 0]]);
  // A line named twice counts twice.
  const second = await shipped(order, [
    { lineNo: 2, quantity: 1 },
    { lineNo: 1, quantity: 1 },
  ]);
  assert.deepEqual([second.state, shippedPieces(second)], ['partShipped', [2, 1]]);
  const last = await shipped(order);
  assert.deepEqual([last.state, last.version, shippedPieces(last)], ['shipped', 4, [3, 1]]);
  assert.deepEqual(
    last.shipments.map((shipment) => shipment.lines),
    [
      [{ lineNo: 1, quantity: 1 }],
      [
        { lineNo: 1, quantity: 1 },
        { lineNo: 2, quantity: 1 },
      ],
      [{ lineNo: 1, quantity: 1 }],
    ],
  );
  assert.deepEqual(eventsOf(last), ['order.partShipped', 'order.partShipped', 'order.shipped']);
});

test('more pieces than are left, or of a line that is not there, are refused, and nothing is shipped', async () => {
  const order = await given({ lines: [{ quantity: 3, returned: 1 }, { quantity: 1 }] });
  const before = await stored(order);
  const refused: [Pieces, string, unknown][] = [
    [
      [{ lineNo: 1, quantity: 3 }],
      'state_conflict',
      {
        lines: [
          { lineNo: 1, left: 2 },
          { lineNo: 2, left: 1 },
        ],
      },
    ],
    [
      [
        { lineNo: 2, quantity: 1 },
        { lineNo: 1, quantity: 2 },
        { lineNo: 1, quantity: 1 },
      ],
      'state_conflict',
      {
        lines: [
          { lineNo: 1, left: 2 },
          { lineNo: 2, left: 1 },
        ],
      },
    ],
    [
      [
        { lineNo: 1, quantity: 1 },
        { lineNo: 7, quantity: 1 },
      ],
      'invalid_request',
      undefined,
    ],
  ];
  for (const [lines, code, data] of refused) {
    const answer = await ship(order, { lines });
    assert.ok(!answer.ok);
    assert.deepEqual([answer.problem.code, answer.problem.data], [code, data]);
  }
  assert.deepEqual(await stored(order), before);
});

test('pieces that were given back or refunded in full are not shipped', async () => {
  const order = await given({
    lines: [
      { quantity: 3, returned: 1 },
      {
        quantity: 2,
        unitPriceMinor: 100n,
        freightMinor: 10n,
        refundedGoodsMinor: 200n,
        refundedFreightMinor: 10n,
      },
      { quantity: 2, unitPriceMinor: 100n, refundedGoodsMinor: 199n },
      // A gift: nothing was paid for it, so nothing of it was refunded.
      { quantity: 1, unitPriceMinor: 0n },
    ],
  });
  const refused = await ship(order, { lines: [{ lineNo: 2, quantity: 1 }] });
  assert.ok(!refused.ok);
  assert.equal(refused.problem.code, 'state_conflict');
  const all = await shipped(order);
  assert.deepEqual([all.state, shippedPieces(all)], ['shipped', [2, 0, 2, 1]]);
});

test('an order ships only from the states that have something to ship', async () => {
  const states: OrderState[] = [
    'unpaid',
    'shipped',
    'complete',
    'stockOutCancelled',
    'refunded',
    'cancelled',
  ];
  for (const state of states) {
    const order = await given({ state });
    const before = await stored(order);
    const answer = await ship(order);
    assert.ok(!answer.ok);
    assert.deepEqual([answer.problem.code, answer.problem.data], ['state_conflict', { state }]);
    assert.deepEqual(await stored(order), before);
  }
});

test('two clerks ship the same pieces at once: one does, the other is told so', async () => {
  for (const lines of [undefined, [{ lineNo: 1, quantity: 2 }]]) {
    const order = await given({ lines: [{ quantity: 3 }] });
    const more = lines === undefined ? {} : { lines };
    const answers = await Promise.all(Array.from({ length: 12 }, () => ship(order, more)));
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.problem.code)).sort();
    assert.deepEqual(codes, ['ok', ...Array.from({ length: 11 }, () => 'state_conflict')]);
    const after = await stored(order);
    assert.deepEqual([shippedPieces(after), after.shipments.length], [lines === undefined ? [3] : [2], 1]);
    assert.equal(eventsOf(after).length, 1);
  }
});

test('single pieces shipped by many at once end with every piece shipped once', async () => {
  const order = await given({ lines: [{ quantity: 6 }, { quantity: 4 }] });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) => ship(order, { lines: [{ lineNo: 1 + (at % 2), quantity: 1 }] })),
  );
  assert.equal(answers.filter((answer) => answer.ok).length, 10);
  const after = await stored(order);
  assert.deepEqual([after.state, shippedPieces(after), after.shipments.length], ['shipped', [6, 4], 10]);
});

test('the same request sent ten times at once is one parcel; with another body its key is refused', async () => {
  const order = await given({ lines: [{ quantity: 2 }] });
  const [key, as] = [newId(), staff()];
  const lines = [{ lineNo: 1, quantity: 1 }];
  const answers = await Promise.all(Array.from({ length: 10 }, () => ship(order, { key, as, lines })));
  assert.ok(answers.every((answer) => answer.ok));
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer.ok && answer.value))).size, 1);
  assert.equal((await stored(order)).shipments.length, 1);
  const other = await ship(order, { key, as, lines, trackingNumber: 'SF9' });
  assert.ok(!other.ok);
  assert.equal(other.problem.code, 'idempotency_key_reused');
  assert.equal((await stored(order)).shipments.length, 1);
});

test('only staff of the store who handle orders may ship and deliver', async () => {
  const order = await given();
  const siblingId = await givenStore(market.handle.db, ids, licenceId);
  const strangerLicence = await givenLicence(market.handle.db, ids);
  const stranger = personActor(newId(), {
    memberships: [{ licenceId: strangerLicence, storeId: null, role: 'owner' }],
  });
  const guest: Actor = { kind: 'guest', guestHash: Buffer.alloc(32, 6) };
  const clients: [Actor | undefined, number][] = [
    [undefined, 401],
    [guest, 401],
    [personActor(newId()), 404],
    [stranger, 404],
    [personActor(newId(), { operator: 'operator' }), 404],
    [staff('clerk', siblingId), 404],
    [staff('finance'), 403],
    [{ ...(staff() as Actor & { kind: 'person' }), scopes: ['catalogue'] }, 403],
  ];
  const before = await stored(order);
  for (const [as, status] of clients) assert.equal((await ship(order, { as })).status, status);
  assert.deepEqual(await stored(order), before);

  const { shipments } = await shipped(order);
  const shipmentId = shipments[0]?.id as string;
  const onTheWay = await stored(order);
  for (const [as, status] of clients) {
    const answer = await market.call(deliverShipment, { params: { ...paramsOf(order), shipmentId } }, as);
    assert.equal(answer.status, status);
  }
  const foreign = await shipped(await given());
  assert.equal((await deliver(order, foreign.shipments[0]?.id as string)).status, 404);
  assert.deepEqual(await stored(order), onTheWay);
});

test('an order is delivered once all is shipped and every parcel is scanned', async () => {
  const order = await given({ lines: [{ quantity: 2 }] });
  const part = await shipped(order, [{ lineNo: 1, quantity: 1 }]);
  const first = part.shipments[0]?.id as string;
  const scanned = await deliver(order, first);
  assert.ok(scanned.ok);
  assert.deepEqual([scanned.value.state, scanned.value.deliveredAt], ['partShipped', null]);
  const rest = await shipped(order);
  assert.equal(rest.deliveredAt, null);

  await market.clock.set(new Date(market.clock.now().getTime() + 3_600_000));
  const second = rest.shipments.find((shipment) => shipment.id !== first)?.id as string;
  const answers = await Promise.all(Array.from({ length: 8 }, () => deliver(order, second)));
  assert.ok(answers.every((answer) => answer.ok));
  const after = await stored(order);
  assert.deepEqual([after.state, after.deliveredAt], ['shipped', market.clock.now().toISOString()]);
  assert.deepEqual(eventsOf(after), [
    'order.partShipped',
    'order.parcelDelivered',
    'order.shipped',
    'order.parcelDelivered',
    'order.delivered',
  ]);
  // The first scan stands, whoever scans again.
  assert.ok((await deliver(order, first)).ok);
  assert.deepEqual(await stored(order), after);
});

test('an order whose last pieces were refunded counts as shipped, and as delivered if its parcels are', async () => {
  const { db } = market.handle;
  const order = await given({ lines: [{ quantity: 1 }, { quantity: 1, unitPriceMinor: 500n }] });
  const { shipments } = await shipped(order, [{ lineNo: 1, quantity: 1 }]);
  const shippedAt = market.clock.now();
  await market.clock.set(new Date(shippedAt.getTime() + 60_000));
  await deliver(order, shipments[0]?.id as string);
  const settle = () => inTransaction(db, (tx) => settleShipping(tx, market.ctx(), order));
  await settle();
  assert.equal((await stored(order)).state, 'partShipped');
  await db
    .updateTable('order_line')
    .set({ refunded_goods_minor: 500n })
    .where('order_id', '=', order.orderId)
    .where('line_no', '=', 2)
    .execute();
  await settle();
  await settle();
  const after = await stored(order);
  assert.deepEqual(
    [after.state, after.shippedAt, after.deliveredAt],
    ['shipped', shippedAt.toISOString(), market.clock.now().toISOString()],
  );
  assert.deepEqual(eventsOf(after), [
    'order.partShipped',
    'order.parcelDelivered',
    'order.shipped',
    'order.delivered',
  ]);
});
