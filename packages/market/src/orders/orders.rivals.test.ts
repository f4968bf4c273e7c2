import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AnswerOf, endpoints } from '@hazumi/contracts';
import type { Actor } from '../kernel/context.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import { type GivenSku, givenBalance, givenLicence, givenSku, givenStore } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { linesBody } from '../testing/trade.ts';
import { registerTrade } from '../trade.ts';

type Order = AnswerOf<typeof endpoints.getMyOrder>;

// A source of its own: ids of another time would disturb those that the market makes.
const ids = uuidv7Source();
let market: TestMarket;
let owner: Actor;
let shelf: GivenSku[];
before(async () => {
  market = await testMarket({ areas: [(parts, handle, url) => registerTrade(parts, handle.pool, url)] });
  const { db } = market.handle;
  const licenceId = await givenLicence(db, ids);
  const storeId = await givenStore(db, ids, licenceId);
  owner = personActor(newId(), { memberships: [{ licenceId, storeId: null, role: 'owner' }] });
  shelf = [
    await givenSku(db, ids, storeId, { available: 100 }),
    await givenSku(db, ids, storeId, { available: 100 }),
  ];
});
after(() => market.close());

const newId = (): string => ids.next(testStart);

/** A paid order of two pieces of each of two SKUs. */
async function paidOrder(): Promise<{ buyer: Actor; orderId: string; storeId: string }> {
  const personId = newId();
  await givenBalance(market.handle.db, ids, personId, 100_000n);
  const buyer = personActor(personId);
  const body = linesBody(shelf.map((sku) => [sku, 2]));
  const placed = await market.call(endpoints.buyNow, { body, idempotencyKey: newId() }, buyer);
  assert.ok(placed.ok, JSON.stringify(placed));
  const [order] = placed.value.orders;
  return { buyer, orderId: order?.orderId as string, storeId: order?.storeId as string };
}
async function stored({ buyer, orderId }: { buyer: Actor; orderId: string }): Promise<Order> {
  const answer = await market.call(endpoints.getMyOrder, { params: { orderId } }, buyer);
  assert.ok(answer.ok);
  return answer.value;
}
const ship = (params: { storeId: string; orderId: string }) =>
  market.call(
    endpoints.shipOrder,
    { params, body: { carrier: 'SF', trackingNumber: 'SF1' }, idempotencyKey: newId() },
    owner,
  );
const pieces = (order: Order): number => order.lines.reduce((sum, line) => sum + line.shippedQuantity, 0);

test('buyer, seller and clerk act on one order at once: it is shipped, or cancelled and refunded, never both', async () => {
  for (let round = 0; round < 8; round += 1) {
    const order = await paidOrder();
    const params = { storeId: order.storeId, orderId: order.orderId };
    const rivals = [
      () => ship(params),
      () =>
        market.call(
          endpoints.cancelMyOrder,
          { params: { orderId: order.orderId }, body: {}, idempotencyKey: newId() },
          order.buyer,
        ),
      () =>
        market.call(
          endpoints.cancelStoreOrder,
          { params, body: { reason: 'none left' }, idempotencyKey: newId() },
          owner,
        ),
    ];
    // Each gets its turn to be the first to ask.
    const turned = rivals.map(
      (_, at) => rivals[(at + round) % rivals.length] as () => Promise<{ ok: boolean }>,
    );
    const answers = await Promise.all(turned.map((rival) => rival()));
    assert.equal(answers.filter((answer) => answer.ok).length, 1);
    const after = await stored(order);
    const isShipped = after.state === 'shipped';
    assert.deepEqual(
      { pieces: pieces(after), refundedMinor: after.refundedMinor, shipments: after.shipments.length },
      isShipped
        ? { pieces: 4, refundedMinor: 0, shipments: 1 }
        : { pieces: 0, refundedMinor: after.totalMinor, shipments: 0 },
    );
    assert.ok(isShipped || ['cancelled', 'stockOutCancelled'].includes(after.state));
  }
});

test('a line refunded in full while all is being shipped goes out before its refund or not at all', async () => {
  for (let round = 0; round < 6; round += 1) {
    const order = await paidOrder();
    const params = { storeId: order.storeId, orderId: order.orderId };
    const refund = () =>
      market.call(
        endpoints.refundOrder,
        {
          params,
          body: { reason: 'broken', lines: [{ lineNo: 2, amountMinor: 2000 }] },
          idempotencyKey: newId(),
        },
        owner,
      );
    const [first, second] = round % 2 === 0 ? [refund, () => ship(params)] : [() => ship(params), refund];
    const answers = await Promise.all([first(), second()]);
    assert.ok(
      answers.every((answer) => answer.ok),
      JSON.stringify(answers),
    );
    const after = await stored(order);
    assert.deepEqual([after.state, after.refundedMinor, after.shipments.length], ['shipped', 2000, 1]);
    const shipped = after.timeline.findIndex((event) => event.type === 'order.shipped');
    const refunded = after.timeline.findIndex((event) => event.type === 'order.refunded');
    assert.equal(after.lines[1]?.shippedQuantity, shipped < refunded ? 2 : 0);
  }
});

test('the last unshipped line refunded in full leaves an order that is shipped', async () => {
  const order = await paidOrder();
  const params = { storeId: order.storeId, orderId: order.orderId };
  const part = await market.call(
    endpoints.shipOrder,
    {
      params,
      body: { carrier: 'SF', trackingNumber: 'SF1', lines: [{ lineNo: 1, quantity: 2 }] },
      idempotencyKey: newId(),
    },
    owner,
  );
  assert.ok(part.ok && part.value.state === 'partShipped');
  const refund = await market.call(
    endpoints.refundOrder,
    {
      params,
      body: { reason: 'broken', lines: [{ lineNo: 2, amountMinor: 2000 }] },
      idempotencyKey: newId(),
    },
    owner,
  );
  assert.ok(refund.ok);
  assert.equal(refund.value.state, 'shipped');
});
