import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endpoints, toPublicId } from '@hazumi/contracts';
import { registerLinks } from '../links/links.routes.ts';
import { type GivenSku, givenBalance, givenSku, givenStore } from '../testing/goods.ts';
import { personActor } from '../testing/market.ts';
import { linesBody, type Person, type TradingMarket, tradingMarket } from '../testing/trade.ts';
import { countAll } from '../touches/testing.ts';
import { touchQueue } from '../touches/touches.queue.ts';
import { registerTouches } from '../touches/touches.routes.ts';

let t: TradingMarket;
let sku: GivenSku;
let elsewhere: GivenSku;
before(async () => {
  t = await tradingMarket();
  const queue = touchQueue(t.handle.pool);
  registerTouches(t.market, t.handle.pool, queue);
  registerLinks(t.market, queue);
  sku = await givenSku(t.market.db, t.ids, t.storeId, { available: 1000 });
  const other = await givenStore(t.market.db, t.ids, t.licenceId);
  elsewhere = await givenSku(t.market.db, t.ids, other, { available: 1000 });
});
after(() => t.close());

async function visitor(): Promise<Record<string, string>> {
  const given = await t.call(endpoints.giveConsent, {});
  assert.ok(given.ok);
  return { 'x-visitor-token': given.value.token };
}
async function linkToken(): Promise<{ id: string; token: string }> {
  const made = await t.call(
    endpoints.createLinks,
    {
      params: { storeId: toPublicId('store', t.storeId) },
      body: { channel: 'group', target: { kind: 'store' }, labels: ['Group 1'] },
      idempotencyKey: t.key(),
    },
    t.owner,
  );
  assert.ok(made.ok);
  const [link] = made.value.data;
  return { id: link?.id as string, token: link?.url.split('/').at(-1) as string };
}
const follow = (token: string, headers: Record<string, string>) =>
  t.call(endpoints.followLink, { body: { token }, headers });
async function buyer(): Promise<Person> {
  const person = t.person();
  await givenBalance(t.market.db, t.ids, person.personId, 100_000n);
  return person;
}
async function buy(headers: Record<string, string>, lines: [GivenSku, number][] = [[sku, 1]], as?: Person) {
  const bought = await t.call(
    endpoints.buyNow,
    { body: linesBody(lines), headers, idempotencyKey: t.key() },
    as ?? (await buyer()),
  );
  assert.ok(bought.ok, JSON.stringify(bought));
  return Promise.all(
    bought.value.orders.map(async ({ orderId, storeId }) => {
      const found = await t.call(endpoints.getStoreOrder, { params: { storeId, orderId } }, t.owner);
      assert.ok(found.ok && found.value.source !== null);
      return { storeId, ...found.value.source };
    }),
  );
}

test('an order takes the last touch that is not direct, and keeps the first and the path', async () => {
  const headers = await visitor();
  const storeId = toPublicId('store', t.storeId);
  const touch = (surface: 'search' | 'store', secondsAgo: number) => ({ storeId, surface, secondsAgo });
  await t.call(endpoints.recordTouches, { headers, body: { touches: [touch('search', 3000)] } });
  const link = await linkToken();
  await follow(link.token, headers);
  const [order] = await buy(headers);
  assert.equal(order?.sourceClass, 'private');
  assert.equal(order?.source, 'group');
  assert.equal(order?.linkId, link.id);
  assert.equal(order?.policyVersion, 1);
  assert.equal(order?.touch?.linkId, link.id);
  assert.equal(order?.first?.source, 'search');
  assert.deepEqual(
    order?.path.map(({ source }) => source),
    ['search', 'group'],
  );
});

test('what one store earned is not the other store’s in the same checkout', async () => {
  const headers = await visitor();
  await follow((await linkToken()).token, headers);
  const orders = await buy(headers, [
    [sku, 1],
    [elsewhere, 1],
  ]);
  const classOf = (id: string) => orders.find((one) => one.storeId === toPublicId('store', id))?.sourceClass;
  assert.equal(classOf(sku.storeId), 'private');
  assert.equal(classOf(elsewhere.storeId), 'direct');
});

test('without consent, beyond the window, and for the store’s own staff an order is direct', async () => {
  const link = await linkToken();
  await follow(link.token, {});
  assert.equal((await buy({}))[0]?.sourceClass, 'direct');
  const clerk = personActor(t.ids.next(t.clock.now()), {
    memberships: [{ licenceId: t.licenceId, storeId: t.storeId, role: 'clerk' }],
  }) as Person;
  await givenBalance(t.market.db, t.ids, clerk.personId, 100_000n);
  const headers = await visitor();
  // Before signing in, nobody knows who it is.
  await follow(link.token, headers);
  assert.equal((await buy(headers, [[sku, 1]], clerk))[0]?.sourceClass, 'direct');
  assert.equal((await buy(headers))[0]?.sourceClass, 'private');
  const { windowDays } = t.market.policy.at(t.clock.now()).document.attribution;
  await t.clock.set(new Date(t.clock.now().getTime() + windowDays * 86_400_000 + 1000));
  assert.equal((await buy(headers))[0]?.sourceClass, 'direct');
});

test('a flood of direct visits afterwards does not push out what counts', async () => {
  const headers = await visitor();
  const storeId = toPublicId('store', t.storeId);
  await follow((await linkToken()).token, headers);
  const direct = Array.from({ length: 300 }, () => ({ storeId, surface: 'store' as const }));
  await t.call(endpoints.recordTouches, { headers, body: { touches: direct } });
  const [order] = await buy(headers);
  assert.equal(order?.sourceClass, 'private');
  assert.equal(order?.first?.source, 'group');
  assert.equal(order?.path.length, t.market.policy.at(t.clock.now()).document.attribution.pathTouches);
});

test('what came of a link is what its orders paid, less what was given back', async () => {
  const headers = await visitor();
  const link = await linkToken();
  await follow(link.token, headers);
  await buy(headers);
  await buy(headers, [[sku, 2]]);
  await countAll(t);
  const list = await t.call(
    endpoints.listLinks,
    { params: { storeId: toPublicId('store', t.storeId) }, query: { limit: 100 } },
    t.owner,
  );
  assert.ok(list.ok);
  assert.deepEqual(list.value.data.find(({ id }) => id === link.id)?.results, {
    visits: 1,
    orders: 2,
    salesMinor: 3000,
  });
});
