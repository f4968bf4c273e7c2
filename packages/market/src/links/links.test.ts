import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AnswerOf, type BodyInput, endpoints, toPublicId } from '@hazumi/contracts';
import sharp from 'sharp';
import { uuidv7Source } from '../kernel/ids.ts';
import { type GivenSku, givenLicence, givenSku, givenStore } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { countAll } from '../touches/testing.ts';
import { touchQueue } from '../touches/touches.queue.ts';
import { registerTouches } from '../touches/touches.routes.ts';
import { registerLinks } from './links.routes.ts';

type Link = AnswerOf<typeof endpoints.revokeLink>;
const ids = uuidv7Source();
let t: TestMarket;
let licenceId: string;
let storeId: string;
let other: string;
let sku: GivenSku;
const owner = () =>
  personActor('01900000-0000-7000-8000-000000000001', {
    memberships: [{ licenceId, storeId: null, role: 'owner' }],
  });
before(async () => {
  t = await testMarket({
    areas: [
      (market, handle) => {
        const queue = touchQueue(handle.pool);
        registerTouches(market, handle.pool, queue);
        registerLinks(market, queue);
      },
    ],
  });
  licenceId = await givenLicence(t.market.db, ids);
  storeId = await givenStore(t.market.db, ids, licenceId);
  other = await givenStore(t.market.db, ids, licenceId);
  sku = await givenSku(t.market.db, ids, storeId);
});
after(() => t.close());

let keys = 0;
async function made(wish: Partial<BodyInput<typeof endpoints.createLinks>> = {}): Promise<Link[]> {
  keys += 1;
  const result = await t.call(
    endpoints.createLinks,
    {
      params: { storeId: toPublicId('store', storeId) },
      body: { channel: 'group', target: { kind: 'store' }, labels: ['Group 1'], ...wish },
      idempotencyKey: `links-of-test-${keys}`,
    },
    owner(),
  );
  assert.ok(result.ok, JSON.stringify(result));
  return result.value.data;
}
const one = async (wish: Partial<BodyInput<typeof endpoints.createLinks>> = {}): Promise<Link> =>
  (await made(wish))[0] as Link;
const tokenOf = (link: Link): string => link.url.split('/').at(-1) as string;
const visitor = async (): Promise<Record<string, string>> => {
  const given = await t.call(endpoints.giveConsent, {});
  assert.ok(given.ok);
  return { 'x-visitor-token': given.value.token };
};
const follow = (token: string, headers: Record<string, string> = {}, as = undefined as never) =>
  t.call(endpoints.followLink, { body: { token }, headers }, as);
const touches = async (link: Link) => {
  const { rows } = await t.handle.pool.query(
    `select source, source_class, surface, is_paid from touch where link_id = $1 order by id`,
    [(await t.handle.pool.query('select id from private_link where label = $1', [link.label])).rows[0].id],
  );
  return rows;
};

test('a link leads to its store or product, and is sixteen characters long', async () => {
  const [first, second] = await made({ labels: ['To the store', 'To the store, too'] });
  assert.match(first?.url ?? '', /^http:\/\/market\.test\/l\/[\w-]{16}$/);
  assert.notEqual(first?.url, second?.url);
  const followed = await follow(tokenOf(first as Link));
  assert.ok(followed.ok);
  assert.deepEqual(followed.value.target, { kind: 'store' });
  assert.equal(followed.value.storeId, toPublicId('store', storeId));
  assert.equal(followed.value.isNoted, false);
  const productId = toPublicId('product', sku.productId);
  const toProduct = await one({ target: { kind: 'product', productId }, labels: ['To a product'] });
  const there = await follow(tokenOf(toProduct));
  assert.ok(there.ok);
  assert.deepEqual(there.value.target, { kind: 'product', productId });
});

test("another store's product is refused, and nothing is made", async () => {
  const count = async () =>
    (await t.handle.pool.query('select count(*)::int as n from private_link')).rows[0].n;
  const before = await count();
  const foreign = await givenSku(t.market.db, ids, other);
  const result = await t.call(
    endpoints.createLinks,
    {
      params: { storeId: toPublicId('store', storeId) },
      body: {
        channel: 'group',
        target: { kind: 'product', productId: toPublicId('product', foreign.productId) },
        labels: ['a', 'b'],
      },
      idempotencyKey: 'foreign-product',
    },
    owner(),
  );
  assert.ok(!result.ok && result.problem.pointer === '/body/target/productId');
  assert.equal(await count(), before);
});

test('a visit is noted for whoever agreed, and counts as what the channel says', async () => {
  const agreed = await visitor();
  const sources = { group: 'group', contact: 'contactMessage', clerk: 'clerkLink', poster: 'offlineQr' };
  for (const [channel, source] of Object.entries(sources)) {
    const link = await one({ channel: channel as Link['channel'], labels: [`By ${channel}`] });
    assert.ok((await follow(tokenOf(link), agreed)).ok);
    assert.deepEqual(await touches(link), [
      {
        source,
        source_class: channel === 'poster' ? 'external' : 'private',
        surface: 'link',
        is_paid: false,
      },
    ]);
  }
});

test('what came of a link is counted, and only once', async () => {
  const link = await one({ labels: ['Counted'] });
  for (const headers of [await visitor(), await visitor()]) await follow(tokenOf(link), headers);
  await countAll(t);
  await countAll(t);
  const list = await t.call(
    endpoints.listLinks,
    { params: { storeId: toPublicId('store', storeId) }, query: { limit: 100 } },
    owner(),
  );
  assert.ok(list.ok);
  assert.deepEqual(list.value.data.find((row) => row.id === link.id)?.results, {
    visits: 2,
    orders: 0,
    salesMinor: 0,
  });
});

test("the merchant's own visit is no traffic", async () => {
  const link = await one({ labels: ['Own visit'] });
  const result = await t.call(
    endpoints.followLink,
    { body: { token: tokenOf(link) }, headers: await visitor() },
    owner(),
  );
  assert.ok(result.ok);
  assert.equal(result.value.isNoted, false);
  assert.deepEqual(await touches(link), []);
});

test('a link on a public platform, and one whose place was paid for, are not private', async () => {
  const agreed = await visitor();
  const link = await one({ labels: ['In public'] });
  for (const more of [{ referrer: 'https://www.douyin.com/video/1' }, { isPaid: true }]) {
    const result = await t.call(endpoints.followLink, {
      body: { token: tokenOf(link), ...more },
      headers: agreed,
    });
    assert.ok(result.ok);
  }
  assert.deepEqual(
    (await touches(link)).map((touch) => [touch.source, touch.source_class, touch.is_paid]),
    [
      ['douyin', 'external', false],
      ['ads', 'external', true],
    ],
  );
});

test('no token can be made from another, and a row that is moved is opened by none', async () => {
  const link = await one({ labels: ['To be moved'] });
  const next = await one({ labels: ['The next'] });
  const token = tokenOf(link);
  const forged = [
    ...Array.from(
      token,
      (letter, at) => token.slice(0, at) + (letter === 'A' ? 'B' : 'A') + token.slice(at + 1),
    ),
    token.slice(0, 8) + tokenOf(next).slice(8),
    token.slice(0, -1),
    `${token}A`,
    '',
    'x'.repeat(200),
  ];
  for (const wrong of forged) {
    const result = await follow(wrong);
    assert.ok(!result.ok && result.problem.code === 'not_found', wrong);
  }
  assert.ok((await follow(token)).ok);
  for (const [column, value] of [
    ['store_id', other],
    ['channel', 'clerk'],
  ]) {
    await t.handle.pool.query(`update private_link set ${column} = $1 where label = 'To be moved'`, [value]);
    assert.ok(!(await follow(token)).ok, `the ${column} was changed under the token`);
    await t.handle.pool.query(
      "update private_link set store_id = $1, channel = 'group' where label = 'To be moved'",
      [storeId],
    );
  }
  assert.ok((await follow(token)).ok);
});

test('revoked, over, or of a store that has not opened: all are answered alike, as one that never was', async () => {
  const answers = new Set<string>();
  const ask = async (token: string) => {
    const result = await follow(token, await visitor());
    assert.ok(!result.ok);
    const { requestId: _, ...problem } = result.problem;
    answers.add(JSON.stringify(problem));
  };
  const revoked = await one({ labels: ['Revoked'] });
  const params = { storeId: toPublicId('store', storeId), linkId: revoked.id };
  const first = await t.call(endpoints.revokeLink, { params }, owner());
  const again = await t.call(endpoints.revokeLink, { params }, owner());
  assert.ok(first.ok && again.ok);
  assert.deepEqual([first.value.state, again.value], ['revoked', first.value]);
  await ask(tokenOf(revoked));
  const expiring = await one({
    labels: ['Over'],
    expiresAt: new Date(testStart.getTime() + 60_000).toISOString(),
  });
  await ask('AAAAAAAAAAAAAAAA');
  await t.clock.set(new Date(testStart.getTime() + 60_000));
  await ask(tokenOf(expiring));
  const hidden = await one({ labels: ['Not open'] });
  await t.handle.pool.query('update store set opened_at = null where id = $1', [storeId]);
  await ask(tokenOf(hidden));
  await t.handle.pool.query('update store set opened_at = $2 where id = $1', [storeId, testStart]);
  assert.equal(answers.size, 1);
});

test('of many who follow a limited link at once, as many come through as it allows, and who did may come again', async () => {
  const link = await one({ labels: ['Three only'], maxUses: 3 });
  const visitors = await Promise.all(Array.from({ length: 12 }, visitor));
  const results = await Promise.all(visitors.map((headers) => follow(tokenOf(link), headers)));
  const through = visitors.filter((_, at) => results[at]?.ok);
  assert.equal(through.length, 3);
  for (const headers of through) assert.ok((await follow(tokenOf(link), headers)).ok);
  assert.equal((await follow(tokenOf(link))).ok, false);
  const { rows } = await t.handle.pool.query("select uses from private_link where label = 'Three only'");
  assert.equal(rows[0].uses, 3);
});

test('the QR code is a sharp square, and a poster escapes what it is given', async () => {
  const link = await one({ labels: ['To print'] });
  await t.handle.pool.query(`update store set texts = '{"en": {"name": "Cups & <script>"}}' where id = $1`, [
    storeId,
  ]);
  const get = async (name: string) =>
    t.market.app.request(`/v1/stores/${toPublicId('store', storeId)}/links/${link.id}/${name}`, {
      headers: t.headersOf(owner()),
    });
  const png = await get('qr.png');
  assert.equal(png.headers.get('content-type'), 'image/png');
  const { width, height } = await sharp(Buffer.from(await png.arrayBuffer())).metadata();
  assert.ok(width === height && width >= 400);
  const svg = await (await get('qr.svg')).text();
  assert.match(svg, /^<svg .*<path .*<\/svg>$/s);
  const poster = await get('poster.svg');
  assert.match(await poster.text(), />Cups &amp; &lt;script&gt;<\/text>/);
  assert.match(poster.headers.get('content-security-policy') ?? '', /sandbox/);
});
