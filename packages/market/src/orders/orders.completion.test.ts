import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ordersEndpoints, toPublicId } from '@hazumi/contracts';
import { autoCompleteAt } from '@hazumi/policy';
import fc from 'fast-check';
import type { Actor } from '../kernel/context.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import { givenCrowd } from '../testing/crowd.ts';
import { givenLicence, givenStore } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { type GivenOrder, givenOrder } from '../testing/orders.ts';
import { planOf, recordQueries } from '../testing/queries.ts';
import { completionSweep } from './orders.completion.ts';
import { registerOrders } from './orders.routes.ts';
import type { OrderState } from './orders.tables.ts';

const { confirmReceipt, getMyOrder } = ordersEndpoints;

// A source of its own: ids of another time would disturb those that the market makes.
const ids = uuidv7Source();
let market: TestMarket;
let storeId: string;
before(async () => {
  market = await testMarket({ areas: [registerOrders] });
  const { db } = market.handle;
  storeId = await givenStore(db, ids, await givenLicence(db, ids));
});
after(() => market.close());

const newId = (): string => ids.next(testStart);
const buyerId = '0193b0d0-0000-7000-8000-000000000003';
const buyer = personActor(buyerId);
const given = (more: Parameters<typeof givenOrder>[3] = {}): Promise<GivenOrder> =>
  givenOrder(market.handle.db, ids, storeId, { buyer: `person:${buyerId}`, ...more });
const confirm = (order: GivenOrder, as: Actor | undefined) =>
  market.call(confirmReceipt, { params: { orderId: toPublicId('order', order.orderId) } }, as);
async function stored(order: GivenOrder) {
  const answer = await market.call(
    getMyOrder,
    { params: { orderId: toPublicId('order', order.orderId) } },
    buyer,
  );
  assert.ok(answer.ok);
  return answer.value;
}
const daysBefore = (days: number): Date => new Date(market.clock.now().getTime() - days * 86_400_000);
const completions = (order: Awaited<ReturnType<typeof stored>>) =>
  order.timeline.filter((event) => event.type === 'order.completed').map((event) => event.data);

test('the shopper confirms the receipt, and says it twice or ten times at once: complete, once', async () => {
  const order = await given({ state: 'shipped' });
  const answers = await Promise.all(Array.from({ length: 10 }, () => confirm(order, buyer)));
  assert.ok(answers.every((answer) => answer.ok && answer.value.state === 'complete'));
  assert.ok((await confirm(order, buyer)).ok);
  const after = await stored(order);
  assert.deepEqual(
    [after.state, after.stateCode, after.completedAt, after.version, after.actions],
    ['complete', 100, market.clock.now().toISOString(), 2, []],
  );
  assert.deepEqual(completions(after), [{ cause: 'receiptConfirmed' }]);
});

test('what is not all shipped cannot be confirmed', async () => {
  const states: OrderState[] = [
    'unpaid',
    'paid',
    'partShipped',
    'stockOutCancelled',
    'refunded',
    'cancelled',
  ];
  for (const state of states) {
    const order = await given({ state });
    const before = await stored(order);
    const answer = await confirm(order, buyer);
    assert.ok(!answer.ok);
    assert.deepEqual([answer.problem.code, answer.problem.data], ['state_conflict', { state }]);
    assert.deepEqual(await stored(order), before);
  }
});

test('nobody but the buyer confirms a receipt', async () => {
  const order = await given({ state: 'shipped' });
  const before = await stored(order);
  const clients: [Actor | undefined, number][] = [
    [undefined, 401],
    [{ kind: 'guest', guestHash: Buffer.alloc(32, 7) }, 404],
    [personActor(newId()), 404],
    [personActor(newId(), { operator: 'operator' }), 404],
    [personActor(buyerId, { scopes: ['orders'] }), 403],
  ];
  for (const [client, status] of clients) assert.equal((await confirm(order, client)).status, status);
  assert.deepEqual(await stored(order), before);
});

test('a guest confirms with the guest’s token', async () => {
  const guestHash = Buffer.alloc(32, 8);
  const order = await given({ state: 'shipped', buyer: `guest:${guestHash.toString('hex')}` });
  const answer = await confirm(order, { kind: 'guest', guestHash });
  assert.ok(answer.ok);
  assert.equal(answer.value.state, 'complete');
});

test('orders complete by themselves days after delivery, or after shipment where nobody told of a delivery', async () => {
  const shippedAt = daysBefore(29);
  const due = await given({ state: 'shipped', shippedAt, deliveredAt: daysBefore(7) });
  const dueUnscanned = await given({ state: 'shipped', shippedAt: daysBefore(30) });
  const early = await given({ state: 'shipped', shippedAt, deliveredAt: daysBefore(6) });
  const earlyUnscanned = await given({ state: 'shipped', shippedAt });
  const notShipped = await given({ state: 'partShipped', placedAt: daysBefore(90) });
  assert.equal(await market.sweep(), 2);
  assert.equal(await market.sweep(), 0);
  const seen = [];
  for (const order of [due, dueUnscanned, early, earlyUnscanned, notShipped]) {
    const now = await stored(order);
    seen.push([now.state, now.completedAt !== null, completions(now)]);
  }
  assert.deepEqual(seen, [
    ['complete', true, [{ cause: 'deliveredLongAgo' }]],
    ['complete', true, [{ cause: 'shippedLongAgo' }]],
    ['shipped', false, []],
    ['shipped', false, []],
    ['partShipped', false, []],
  ]);
  const event = await market.handle.db
    .selectFrom('event')
    .select(['actor', 'data', 'store_id'])
    .where('subject_id', '=', due.orderId)
    .executeTakeFirstOrThrow();
  assert.deepEqual(event, {
    actor: 'system:orders.completion',
    data: { cause: 'deliveredLongAgo', policyVersion: 1 },
    store_id: storeId,
  });
});

test('the sweep takes an order exactly when the policy says that its time is over', async () => {
  const { document } = market.market.policy.at(market.clock.now());
  const now = market.clock.now();
  const hours = fc.integer({ min: 0, max: 24 * 45 });
  const orders = fc.array(fc.record({ shipped: hours, delivered: fc.option(hours) }), {
    minLength: 1,
    maxLength: 6,
  });
  const hoursBefore = (count: number): Date => new Date(now.getTime() - count * 3_600_000);
  await fc.assert(
    fc.asyncProperty(orders, async (cases) => {
      const made: { order: GivenOrder; isDue: boolean }[] = [];
      for (const { shipped, delivered } of cases) {
        const shippedAt = hoursBefore(shipped);
        const deliveredAt = delivered === null ? null : hoursBefore(Math.min(delivered, shipped));
        const order = await given({
          state: 'shipped',
          shippedAt,
          ...(deliveredAt === null ? {} : { deliveredAt }),
        });
        made.push({ order, isDue: autoCompleteAt({ shippedAt, deliveredAt }, document) <= now });
      }
      await market.sweep();
      for (const { order, isDue } of made) {
        assert.equal((await stored(order)).state, isDue ? 'complete' : 'shipped');
      }
    }),
    { numRuns: 15 },
  );
});

test('sweeps and shoppers at once complete each order once', async () => {
  const orders: GivenOrder[] = [];
  for (let at = 0; at < 12; at += 1)
    orders.push(await given({ state: 'shipped', shippedAt: daysBefore(40) }));
  const sweep = completionSweep(market.market);
  await Promise.all([
    ...orders.map((order) => confirm(order, buyer)),
    ...Array.from({ length: 4 }, () => sweep.run(market.ctx())),
  ]);
  await market.sweep();
  for (const order of orders) {
    const after = await stored(order);
    assert.deepEqual([after.state, after.version, completions(after).length], ['complete', 2, 1]);
  }
});

test('the sweep finds what is due by its indexes', async () => {
  await givenCrowd(market.handle.db, { stores: 2000, ordersEach: 10 });
  const { queries } = await recordQueries(market.handle, () =>
    completionSweep(market.market).run(market.ctx()),
  );
  const updates = queries.filter((query) => query.text.includes('with due as'));
  const used: (string | undefined)[][] = [];
  for (const update of updates) {
    const plan = await planOf(market.handle, update);
    assert.deepEqual(
      plan.filter((node) => node.nodeType === 'Seq Scan'),
      [],
    );
    // The rows that are due are then found by their id.
    used.push(
      plan
        .flatMap((node) => node.index ?? [])
        .filter((index) => !['orders_pkey', 'orders_id'].includes(index)),
    );
  }
  assert.deepEqual(used, [['orders_delivered'], ['orders_undelivered']]);
});
