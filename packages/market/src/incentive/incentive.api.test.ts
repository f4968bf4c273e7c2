import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import { registerLinks } from '../links/links.routes.ts';
import { refreshPrincipals } from '../principals/principals.service.ts';
import { assertSound } from '../testing/audit.ts';
import { givenBalance, givenLicence } from '../testing/goods.ts';
import { personActor, testStart } from '../testing/market.ts';
import { linesBody, type Person } from '../testing/trade.ts';
import { touchQueue } from '../touches/touches.queue.ts';
import { registerTouches } from '../touches/touches.routes.ts';
import { type IncentiveMarket, incentiveMarket } from './incentive.testing.ts';

let t: IncentiveMarket;
let params: { storeId: string };
before(async () => {
  t = await incentiveMarket();
  const queue = touchQueue(t.handle.pool);
  registerTouches(t.market, t.handle.pool, queue);
  registerLinks(t.market, queue);
  params = { storeId: toPublicId('store', t.storeId) };
});
after(() => t.close());

async function summary() {
  const found = await t.call(endpoints.getStoreIncentive, { params }, t.owner);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}
async function list(state?: 'pending' | 'excluded') {
  const query = { limit: 50, ...(state === undefined ? {} : { state }) };
  const found = await t.call(endpoints.listStoreIncentives, { params, query }, t.owner);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value.data;
}

/** Follows a link of the store and buys, as this person; answers where the order came from, as it is frozen on it. */
async function buyByLink(person: Person) {
  const made = await t.call(
    endpoints.createLinks,
    {
      params,
      body: { channel: 'group', target: { kind: 'store' }, labels: ['Group'] },
      idempotencyKey: t.key(),
    },
    t.owner,
  );
  assert.ok(made.ok);
  const consent = await t.call(endpoints.giveConsent, {});
  assert.ok(consent.ok);
  const headers = { 'x-visitor-token': consent.value.token };
  const token = made.value.data[0]?.url.split('/').at(-1) as string;
  assert.ok((await t.call(endpoints.followLink, { body: { token }, headers }, person)).ok);
  const body = linesBody([[t.sku, 1]]);
  const bought = await t.call(endpoints.buyNow, { body, headers, idempotencyKey: t.key() }, person);
  assert.ok(bought.ok, JSON.stringify(bought));
  const orderId = bought.value.orders[0]?.orderId as string;
  const order = await t.call(endpoints.getStoreOrder, { params: { ...params, orderId } }, t.owner);
  assert.ok(order.ok);
  return { orderId, sourceClass: order.value.source?.sourceClass };
}

test('a store that has sold nothing privately sees the rules, and nothing else', async () => {
  const empty = await summary();
  assert.deepEqual(
    [
      empty.pending,
      empty.clearedMinor,
      empty.vestedMinor,
      empty.nextVesting,
      empty.months,
      empty.merit.minor,
    ],
    [{ orders: 0, rebateMinor: 0 }, 0, 0, null, [], 0],
  );
  assert.deepEqual(empty.rules.vestingDays, [30, 60, 90]);
  assert.deepEqual(await list(), []);
});

test('from a private link to a rebate that vests, as the merchant sees it on the way', async () => {
  const buyer = await t.buyer();
  const { orderId, sourceClass } = await buyByLink(buyer);
  assert.equal(sourceClass, 'private');
  const at = { ...params, orderId };
  const shipped = await t.call(
    endpoints.shipOrder,
    { params: at, body: { carrier: 'SF', trackingNumber: 'SF-LINK' }, idempotencyKey: t.key() },
    t.owner,
  );
  assert.ok(shipped.ok);
  const { rows } = await t.handle.pool.query('select id from shipment where order_id = $1', [
    fromPublicId('order', orderId),
  ]);
  const shipmentId = toPublicId('shipment', rows[0].id);
  assert.ok((await t.call(endpoints.deliverShipment, { params: { ...at, shipmentId } }, t.owner)).ok);
  await t.confirm({ storeId: t.storeId, orderId: fromPublicId('order', orderId) as string }, buyer);
  assert.deepEqual((await summary()).pending, { orders: 1, rebateMinor: 400 });
  const [waiting] = await list('pending');
  assert.deepEqual([waiting?.orderId, waiting?.rebateMinor, waiting?.parts], [orderId, 400, []]);
  await t.pass(7);
  const cleared = await summary();
  assert.deepEqual(
    [cleared.pending.orders, cleared.clearedMinor, cleared.nextVesting?.amountMinor],
    [0, 400, 134],
  );
  assert.equal(cleared.months[0]?.grantedMinor, 400);
  assert.equal(cleared.months[0]?.licenceGrantedMinor, 400);
  await t.pass(30);
  const vested = await summary();
  assert.deepEqual([vested.clearedMinor, vested.vestedMinor], [266, 134]);
  assert.ok(vested.merit.minor > 30);
  const [order] = await list();
  assert.deepEqual(
    order?.parts.map(({ amountMinor, vestedAt }) => [amountMinor, vestedAt !== null]),
    [
      [134, true],
      [133, false],
      [133, false],
    ],
  );
  const money = await t.call(endpoints.getStoreMoney, { params }, t.owner);
  assert.ok(money.ok);
  assert.deepEqual(
    [money.value.rebatesMinor, money.value.rebatesPendingMinor, money.value.clawbackOwedMinor],
    [400, 266, 0],
  );
  await assertSound(t.market.db);
});

test('a merchant’s own visit by its own link is no private traffic, and its purchase earns nothing', async () => {
  const own = t.owner as Person;
  await givenBalance(t.market.db, t.ids, own.personId, 1_000_000n);
  const { sourceClass } = await buyByLink(own);
  assert.equal(sourceClass, 'direct');
  await t.passWindow();
  assert.equal((await list()).length, 1);
});

test('an operator sees what was excluded by its reason with what shows it; the merchant sees the reason alone', async () => {
  const order = await t.sell({ isScanned: false });
  await t.pass(30);
  await t.pass(7);
  const operator = personActor(t.ids.next(testStart), { operator: 'operator' });
  const found = await t.call(endpoints.listExcludedOrders, { query: { reason: 'noCarrierScan' } }, operator);
  assert.ok(found.ok, JSON.stringify(found));
  const [row] = found.value.data;
  assert.equal(row?.orderId, toPublicId('order', order.orderId));
  assert.deepEqual(
    row?.evidence.map(({ kind }) => kind),
    ['parcel'],
  );
  const others = await t.call(endpoints.listExcludedOrders, { query: { reason: 'pairLimit' } }, operator);
  assert.ok(others.ok && others.value.data.length === 0);
  const [own] = await list('excluded');
  assert.deepEqual(own?.exclusions, [{ reason: 'noCarrierScan', field: null }]);
  const scores = await t.call(endpoints.listWashScores, {}, operator);
  assert.ok(scores.ok);
  assert.ok(scores.value.data.every(({ parts }) => parts.length === 7));
  const refused = await t.call(endpoints.listExcludedOrders, {}, t.owner);
  assert.ok(!refused.ok && refused.status === 404);
});

test('an operator sees which licences are one, and by what', async () => {
  const { db } = t.market;
  const sibling = await givenLicence(db, t.ids);
  const personId = t.ids.next(testStart);
  const at = t.clock.now();
  await db
    .insertInto('person')
    .values({ id: personId, state: 'active', name: 'Lin', locale: 'en', created_at: at, deleted_at: null })
    .execute();
  for (const licenceId of [t.licenceId, sibling])
    await db
      .insertInto('membership')
      .values({
        id: t.ids.next(at),
        person_id: personId,
        licence_id: licenceId,
        store_id: null,
        role: 'owner',
        created_at: at,
      })
      .execute();
  await refreshPrincipals(t.market, t.ctx());
  const operator = personActor(t.ids.next(testStart), { operator: 'operator' });
  const found = await t.call(endpoints.listPrincipals, {}, operator);
  assert.ok(found.ok, JSON.stringify(found));
  assert.equal(found.value.data.length, 1);
  const [group] = found.value.data;
  assert.equal(group?.principalId, toPublicId('licence', t.licenceId));
  assert.deepEqual(
    group?.parties.map(({ kind }) => kind),
    ['licence', 'licence', 'person'],
  );
  const strong = group?.links.filter(({ isStrong }) => isStrong) ?? [];
  assert.deepEqual([strong.length, strong[0]?.kind, strong[0]?.sharedBy], [1, 'licence', 3]);
});

test('the list as a file has a row an order, heads in the reader’s language, and no formulas', async () => {
  const answer = await t.market.app.request(`/v1/stores/${params.storeId}/incentive/orders.csv`, {
    headers: { ...t.headersOf(t.owner), 'accept-language': 'ja' },
  });
  assert.equal(answer.status, 200);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  assert.deepEqual(
    [...bytes.subarray(0, 3)],
    [0xef, 0xbb, 0xbf],
    'a spreadsheet takes it for another encoding',
  );
  const [head, ...rows] = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
  assert.ok(head?.startsWith('注文,状態,'), head);
  assert.equal(rows.length, (await list()).length);
});
