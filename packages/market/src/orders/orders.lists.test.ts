import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AnswerOf, type Endpoint, ordersEndpoints, toPublicId } from '@hazumi/contracts';
import type { Actor, Membership } from '../kernel/context.ts';
import { encodeCursor } from '../kernel/cursor.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import { crowdId, givenCrowd } from '../testing/crowd.ts';
import { givenLicence, givenStore } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { type GivenOrder, givenOrder } from '../testing/orders.ts';
import { planOf, recordQueries } from '../testing/queries.ts';
import { registerOrders } from './orders.routes.ts';

const { listMyOrders, listStoreOrders, listLicenceOrders, listMarketOrders } = ordersEndpoints;
type Page = AnswerOf<typeof listMyOrders>;

// A source of its own: ids of another time would disturb those that the market makes.
const ids = uuidv7Source();
let market: TestMarket;
let licenceId: string;
let storeId: string;
let siblingId: string;
let strangerLicenceId: string;
let strangerStoreId: string;

before(async () => {
  market = await testMarket({ areas: [registerOrders] });
  const { db } = market.handle;
  await givenCrowd(db, { stores: 5000, ordersEach: 8, ordersOfFirst: 20_000 });
  licenceId = await givenLicence(db, ids);
  storeId = await givenStore(db, ids, licenceId);
  siblingId = await givenStore(db, ids, licenceId);
  strangerLicenceId = await givenLicence(db, ids);
  strangerStoreId = await givenStore(db, ids, strangerLicenceId);
});
after(() => market.close());

const newId = (): string => ids.next(testStart);
const secondsLater = (seconds: number): Date => new Date(testStart.getTime() + seconds * 1000);
const given = (inStore: string, more: Parameters<typeof givenOrder>[3] = {}): Promise<GivenOrder> =>
  givenOrder(market.handle.db, ids, inStore, more);
const staff = (role: Membership['role'], of: { licenceId: string; storeId?: string }): Actor =>
  personActor(newId(), { memberships: [{ licenceId: of.licenceId, storeId: of.storeId ?? null, role }] });
const operator = (): Actor => personActor(newId(), { operator: 'operator' });
const ofStore = (id: string) => ({ storeId: toPublicId('store', id) });
const ofLicence = (id: string) => ({ licenceId: toPublicId('licence', id) });

async function page(answer: ReturnType<TestMarket['call']>): Promise<Page> {
  const got = await answer;
  assert.ok(got.ok, JSON.stringify(got));
  return got.value as Page;
}
const idsOf = ({ data }: Page): string[] => data.map((order) => order.id);
const publicIds = (...orders: GivenOrder[]): string[] =>
  orders.map((order) => toPublicId('order', order.orderId));

test('a shopper sees their own orders over all stores, newest first, page by page', async () => {
  const personId = newId();
  const me = personActor(personId);
  const mine: GivenOrder[] = [];
  for (let at = 0; at < 7; at += 1) {
    const placedAt = secondsLater(at);
    mine.push(
      await given(at % 2 === 0 ? storeId : strangerStoreId, { buyer: `person:${personId}`, placedAt }),
    );
  }
  await given(storeId);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const got = await page(market.call(listMyOrders, { query: { limit: 3, ...(cursor && { cursor }) } }, me));
    assert.ok(got.data.length <= 3);
    seen.push(...idsOf(got));
    cursor = got.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.deepEqual(seen, publicIds(...mine.toReversed()));
});

test('a summary has the store, the first line and all pieces', async () => {
  const personId = newId();
  const made = await given(storeId, {
    buyer: `person:${personId}`,
    state: 'shipped',
    lines: [{ quantity: 2, unitPriceMinor: 700n, freightMinor: 100n }, { quantity: 3 }],
  });
  const { data } = await page(market.call(listMyOrders, {}, personActor(personId)));
  const store = await market.handle.db
    .selectFrom('store')
    .select(['slug', 'names'])
    .where('id', '=', storeId)
    .executeTakeFirstOrThrow();
  assert.deepEqual(data, [
    {
      id: toPublicId('order', made.orderId),
      number: made.orderId.slice(-12),
      checkoutId: toPublicId('checkout', made.checkoutId),
      storeId: toPublicId('store', storeId),
      storeSlug: store.slug,
      storeName: store.names,
      state: 'shipped',
      stateCode: 30,
      currency: 'CNY',
      goodsMinor: 4400,
      freightMinor: 100,
      taxMinor: 0,
      totalMinor: 4500,
      refundedMinor: 0,
      pieces: 5,
      firstLine: { title: { en: 'Goods 1' }, pictureUrl: null },
      placedAt: testStart.toISOString(),
      paidAt: testStart.toISOString(),
      shippedAt: testStart.toISOString(),
      deliveredAt: null,
      completedAt: null,
      cancelledAt: null,
    },
  ]);
});

test('a guest sees what was bought with the guest’s token; signed in, the same browser shows both', async () => {
  const personId = newId();
  const guestHash = Buffer.from(newId().replaceAll('-', '').repeat(2), 'hex');
  const guest = await given(storeId, { buyer: `guest:${guestHash.toString('hex')}` });
  const own = await given(storeId, { buyer: `person:${personId}`, placedAt: secondsLater(5) });
  const asked: [Actor, string[]][] = [
    [{ kind: 'guest', guestHash }, publicIds(guest)],
    [personActor(personId), publicIds(own)],
    [personActor(personId, { guestHash }), publicIds(own, guest)],
    [{ kind: 'guest', guestHash: Buffer.alloc(32, 1) }, []],
  ];
  for (const [actor, expected] of asked)
    assert.deepEqual(idsOf(await page(market.call(listMyOrders, {}, actor))), expected);
});

test('lists filter by state and by number', async () => {
  const owner = staff('owner', { licenceId });
  const number = `N${newId().slice(-8).toUpperCase()}`;
  const wanted = await given(storeId, { state: 'cancelled', number });
  const asked = [
    [listStoreOrders, ofStore(storeId), owner],
    [listLicenceOrders, ofLicence(licenceId), owner],
    [listMarketOrders, undefined, operator()],
  ] as const;
  for (const [endpoint, params, actor] of asked) {
    const list = (query: object) => page(market.call(endpoint as Endpoint, { params, query }, actor));
    assert.deepEqual(idsOf(await list({ number })), publicIds(wanted));
    assert.deepEqual(
      idsOf(await list({ number: ` ${number.toLowerCase()} `, state: 'cancelled' })),
      publicIds(wanted),
    );
    assert.deepEqual(idsOf(await list({ number, state: 'paid' })), []);
    const cancelled = await list({ state: 'cancelled', limit: 100 });
    assert.ok(idsOf(cancelled).includes(publicIds(wanted)[0] as string));
    assert.ok(cancelled.data.every((order) => order.state === 'cancelled'));
  }
});

test('staff of the licence see all its stores in one queue; staff of one store see that store’s orders', async () => {
  const here = await given(storeId, { placedAt: secondsLater(100) });
  const there = await given(siblingId, { placedAt: secondsLater(101) });
  const foreign = await given(strangerStoreId, { placedAt: secondsLater(102) });
  const top = async (actor: Actor): Promise<string[]> =>
    idsOf(
      await page(
        market.call(listLicenceOrders, { params: ofLicence(licenceId), query: { limit: 2 } }, actor),
      ),
    );
  assert.deepEqual(await top(staff('clerk', { licenceId })), publicIds(there, here));
  const ofOne = staff('clerk', { licenceId, storeId });
  const seen = await page(
    market.call(listLicenceOrders, { params: ofLicence(licenceId), query: { limit: 100 } }, ofOne),
  );
  assert.ok(idsOf(seen).includes(publicIds(here)[0] as string));
  assert.ok(seen.data.every((order) => order.storeId === toPublicId('store', storeId)));

  const queue = await page(
    market.call(listStoreOrders, { params: ofStore(siblingId) }, staff('clerk', { licenceId })),
  );
  assert.deepEqual(idsOf(queue), publicIds(there));
  const everything = await page(market.call(listMarketOrders, { query: { limit: 3 } }, operator()));
  assert.deepEqual(idsOf(everything), publicIds(foreign, there, here));
});

test('each list answers only those whose orders it shows', async () => {
  const stranger = staff('owner', { licenceId: strangerLicenceId });
  const guest: Actor = { kind: 'guest', guestHash: Buffer.alloc(32, 2) };
  const shopper = personActor(newId());
  const asked: [Endpoint, Record<string, string> | undefined, [Actor | undefined, number][]][] = [
    [
      listMyOrders,
      undefined,
      [
        [undefined, 401],
        [guest, 200],
        [shopper, 200],
      ],
    ],
    [
      listStoreOrders,
      ofStore(storeId),
      [
        [undefined, 401],
        [guest, 401],
        [shopper, 404],
        [stranger, 404],
        [operator(), 404],
        [staff('clerk', { licenceId, storeId: siblingId }), 404],
        [staff('finance', { licenceId, storeId }), 200],
      ],
    ],
    [
      listLicenceOrders,
      ofLicence(licenceId),
      [
        [undefined, 401],
        [guest, 401],
        [shopper, 404],
        [stranger, 404],
        [staff('finance', { licenceId }), 200],
        [staff('clerk', { licenceId, storeId }), 200],
      ],
    ],
    [
      listMarketOrders,
      undefined,
      [
        [undefined, 401],
        [guest, 401],
        [shopper, 404],
        [stranger, 404],
        [operator(), 200],
      ],
    ],
  ];
  for (const [endpoint, params, clients] of asked) {
    for (const [client, status] of clients) {
      const answer = await market.call(endpoint, { params }, client);
      assert.equal(answer.status, status, `${endpoint.id} for ${JSON.stringify(client)}`);
    }
  }
});

test('a cursor of another kind, or a made-up one, is refused', async () => {
  const cursors = [
    'x',
    Buffer.from('["2026-01-01","x"]').toString('base64url'),
    Buffer.from('[]').toString('base64url'),
  ];
  for (const cursor of cursors) {
    const answer = await market.call(listMyOrders, { query: { cursor } }, personActor(newId()));
    assert.ok(!answer.ok);
    assert.equal(answer.problem.code, 'invalid_request');
  }
});

test('a page of any list is one query that reads one page by an index, among 5,000 stores and 60,000 orders', async () => {
  // The busiest store of the crowd, and the busiest buyer.
  const busy = ofStore(crowdId('store', 1));
  const licence = ofLicence(crowdId('licence', 1));
  const owner = staff('owner', { licenceId: crowdId('licence', 1) });
  const quiet = staff('owner', { licenceId: crowdId('licence', 5000) });
  const buyer = personActor(crowdId('buyer', 1), { guestHash: Buffer.alloc(32, 3) });
  const before = { cursor: encodeCursor([secondsLater(-100_000).toISOString(), crowdId('order', 110_000)]) };
  const asked: [Endpoint, object, Actor, string][] = [
    [listMyOrders, {}, buyer, 'orders_buyer'],
    [listMyOrders, { query: before }, buyer, 'orders_buyer'],
    [listStoreOrders, { params: busy }, owner, 'orders_store'],
    [listStoreOrders, { params: busy, query: before }, owner, 'orders_store'],
    [listStoreOrders, { params: busy, query: { state: 'paid' } }, owner, 'orders_store_state'],
    [listStoreOrders, { params: ofStore(crowdId('store', 5000)) }, quiet, 'orders_store'],
    [listLicenceOrders, { params: licence }, owner, 'orders_store'],
    [
      listLicenceOrders,
      { params: licence, query: { ...before, state: 'paid' } },
      owner,
      'orders_store_state',
    ],
    [listLicenceOrders, { params: licence, query: { number: 'C100007' } }, owner, 'orders_number'],
    [listMarketOrders, {}, operator(), 'orders_id'],
    [listMarketOrders, { query: before }, operator(), 'orders_id'],
    [listMarketOrders, { query: { ...before, state: 'paid' } }, operator(), 'orders_state'],
    [listMarketOrders, { query: { state: 'stockOutCancelled' } }, operator(), 'orders_state'],
    [listMarketOrders, { query: { number: 'C100007' } }, operator(), 'orders_number'],
  ];
  for (const [endpoint, call, actor, index] of asked) {
    const name = `${endpoint.id} ${JSON.stringify(call)}`;
    const { queries } = await recordQueries(market.handle, () => page(market.call(endpoint, call, actor)));
    // Whose store it is, is asked once a process.
    const own = queries.filter((query) => !query.text.startsWith('select licence_id from store'));
    assert.equal(own.length, 1, name);
    const plan = await planOf(market.handle, own[0] as (typeof own)[0]);
    const onOrders = plan.filter((node) => node.index?.startsWith('orders_') || node.relation === 'orders');
    assert.deepEqual([...new Set(onOrders.map((node) => node.index ?? index))], [index], name);
    assert.deepEqual(
      plan.filter((node) => node.nodeType === 'Seq Scan'),
      [],
      name,
    );
    const most = Math.max(...onOrders.map((node) => node.rowsRead));
    assert.ok(most <= 21, `${name} read ${most} orders`);
  }
});
