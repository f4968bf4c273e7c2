import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type BodyInput, endpoints, toPublicId } from '@hazumi/contracts';
import { uuidv7Source } from '../kernel/ids.ts';
import { givenLicence, givenStore } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { countAll } from './testing.ts';
import { classifyTouch, type Seen } from './touches.classify.ts';
import { touchQueue } from './touches.queue.ts';
import { countTouches } from './touches.repository.ts';
import { registerTouches } from './touches.routes.ts';

type TouchIn = BodyInput<typeof endpoints.recordTouches>['touches'][number];
const ids = uuidv7Source();
let t: TestMarket;
let licenceId: string;
let storeId: string;
before(async () => {
  t = await testMarket({
    areas: [(market, handle) => registerTouches(market, handle.pool, touchQueue(handle.pool))],
  });
  licenceId = await givenLicence(t.market.db, ids);
  storeId = await givenStore(t.market.db, ids, licenceId);
});
after(() => t.close());

const visitor = async (): Promise<Record<string, string>> => {
  const given = await t.call(endpoints.giveConsent, {});
  assert.ok(given.ok);
  return { cookie: `theme=dark; visitor=${given.value.token}` };
};
const count = async (): Promise<number> =>
  (await t.handle.pool.query('select count(*)::int as n from touch')).rows[0].n;
const send = (touches: Omit<TouchIn, 'storeId'>[], headers: Record<string, string> = {}, as?: never) =>
  t.call(
    endpoints.recordTouches,
    { body: { touches: touches.map((one) => ({ storeId: toPublicId('store', storeId), ...one })) }, headers },
    as,
  );

const seen: Seen = {
  channel: null,
  surface: 'product',
  referrer: undefined,
  campaign: undefined,
  isByCreator: false,
  isPaid: false,
  ownHosts: ['market.test'],
};
const cases: [string, Partial<Seen>, { source: string; isPaid: boolean }][] = [
  ['a typed address', {}, { source: 'direct', isPaid: false }],
  ['our own page', { referrer: 'http://market.test/cart' }, { source: 'direct', isPaid: false }],
  ['a result of the search', { surface: 'search' }, { source: 'search', isPaid: false }],
  ['another site', { referrer: 'https://blog.example/x' }, { source: 'web', isPaid: false }],
  ['a shop of Taobao', { referrer: 'https://detail.tmall.com/i' }, { source: 'taobao', isPaid: false }],
  [
    'an address in another form',
    { referrer: 'HTTPS://user@Item.JD.com:443/x' },
    { source: 'jd', isPaid: false },
  ],
  ['what is no address', { referrer: 'jd.com' }, { source: 'direct', isPaid: false }],
  ['a host that only ends alike', { referrer: 'https://notjd.com/' }, { source: 'web', isPaid: false }],
  ['a campaign', { campaign: { source: 'JD_spring' } }, { source: 'jd', isPaid: false }],
  ['a paid campaign', { campaign: { source: 'x', medium: 'cpc' } }, { source: 'ads', isPaid: true }],
  ['a QR code in a campaign', { campaign: { source: 'qr-box' } }, { source: 'offlineQr', isPaid: false }],
  ["a clerk's link", { channel: 'clerk' }, { source: 'clerkLink', isPaid: false }],
  ['a poster', { channel: 'poster' }, { source: 'offlineQr', isPaid: false }],
  ['a link that was paid for', { channel: 'group', isPaid: true }, { source: 'ads', isPaid: true }],
  [
    'a link in a paid campaign',
    { channel: 'group', campaign: { medium: 'paid_social' } },
    { source: 'ads', isPaid: true },
  ],
  [
    'a link on Kuaishou',
    { channel: 'contact', referrer: 'https://v.kuaishou.com/1' },
    { source: 'kuaishou', isPaid: false },
  ],
  [
    "a link in a creator's post",
    { channel: 'group', isByCreator: true },
    { source: 'accounts', isPaid: false },
  ],
  [
    'a campaign that calls itself a group',
    { campaign: { source: 'group' } },
    { source: 'web', isPaid: false },
  ],
];
for (const [name, more, expected] of cases) {
  test(`${name} counts as ${expected.source}`, () => {
    assert.deepEqual(classifyTouch({ ...seen, ...more }), expected);
  });
}

test('without consent nothing is noted', async () => {
  const before = await count();
  const result = await send([{ surface: 'search' }]);
  assert.ok(result.ok && result.value.noted === 0);
  const wrong = await send([{ surface: 'search' }], { cookie: 'visitor=guessed' });
  assert.ok(wrong.ok && wrong.value.noted === 0);
  assert.equal(await count(), before);
});

test('a batch is written with its classes and the policy version, across months', async () => {
  await t.clock.set(new Date('2026-02-01T00:10:00Z'));
  const headers = await visitor();
  const result = await send(
    [
      { surface: 'search', secondsAgo: 3600 },
      { surface: 'product', referrer: 'https://a.example/', campaign: { name: '\\N "x\\y" 春\\' } },
    ],
    headers,
  );
  assert.ok(result.ok && result.value.noted === 2);
  const { rows } = await t.handle.pool.query(
    `select tableoid::regclass::text as part, at, source, source_class, campaign, policy_version from touch
     where at > '2026-01-31' order by at`,
  );
  assert.deepEqual(
    rows.map((row) => [
      row.part,
      row.at.toISOString(),
      row.source,
      row.source_class,
      row.campaign,
      row.policy_version,
    ]),
    [
      ['touch_2026_01', '2026-01-31T23:10:00.000Z', 'search', 'public', null, 1],
      ['touch_2026_02', '2026-02-01T00:10:00.000Z', 'web', 'external', '\\N "x\\y" 春\\', 1],
    ],
  );
});

test('processes that need the same new month at once all get it', async () => {
  // Each connection has looked for the partition before, and remembers that there was none.
  const clients = await Promise.all(Array.from({ length: 8 }, () => t.handle.pool.connect()));
  try {
    for (const client of clients) await client.query("select to_regclass('touch_2031_07')");
    await Promise.all(clients.map((client) => client.query("select touch_partition('2031-07-01')")));
  } finally {
    for (const client of clients) client.release();
  }
  const { rows } = await t.handle.pool.query("select to_regclass('touch_2031_07')::text as name");
  assert.equal(rows[0].name, 'touch_2031_07');
});

test("a store that cannot be seen, and the store's own staff, leave nothing", async () => {
  const before = await count();
  const headers = await visitor();
  const staff = personActor(ids.next(testStart), {
    memberships: [{ licenceId, storeId, role: 'clerk' }],
  });
  const own = await t.call(
    endpoints.recordTouches,
    { body: { touches: [{ storeId: toPublicId('store', storeId), surface: 'search' }] }, headers },
    staff,
  );
  assert.ok(own.ok && own.value.noted === 0);
  const unknown = await t.call(endpoints.recordTouches, {
    body: { touches: [{ storeId: toPublicId('store', ids.next(testStart)), surface: 'search' }] },
    headers,
  });
  assert.ok(unknown.ok && unknown.value.noted === 0);
  assert.equal(await count(), before);
});

test('each touch is counted once, however many count at once', async () => {
  await countAll(t);
  const total = async () =>
    (await t.handle.pool.query('select coalesce(sum(visits), 0)::int as n from touch_day')).rows[0].n;
  const before = await total();
  const headers = await visitor();
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      await send([{ surface: 'search' }, { surface: 'live' }], headers);
      await countTouches(t.market.db);
    }),
  );
  await countAll(t);
  assert.equal(await total(), before + 40);
});

test('months that are past their time are deleted once they are counted, and what was counted stays', async () => {
  const headers = await visitor();
  const { touchDays } = t.market.policy.at(testStart).document.attribution;
  await t.clock.set(new Date('2032-01-20T00:00:00Z'));
  await send([{ surface: 'search' }], headers);
  await t.clock.set(new Date('2032-02-10T00:00:00Z'));
  await send([{ surface: 'search' }], headers);
  const months = async () => {
    const { rows } = await t.handle.pool.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'touch'::regclass and inhrelid::regclass::text like 'touch_2032%' order by 1`,
    );
    return rows.map(({ name }) => name);
  };
  const after = (end: string) => new Date(Date.parse(end) + touchDays * 86_400_000);
  const sweep = t.market.sweeps.find(({ name }) => name === 'touches past their time');
  const sweepAt = (now: Date) =>
    sweep?.run({ ...t.market.newCtx({ actor: { kind: 'system', name: 'test' } }), now });
  // Not counted yet.
  await sweepAt(after('2032-02-01T00:00:00Z'));
  assert.deepEqual(await months(), ['touch_2032_01', 'touch_2032_02']);
  await countAll(t);
  const counted = async () =>
    (await t.handle.pool.query("select sum(visits)::int as n from touch_day where day >= '2032-01-01'"))
      .rows[0].n;
  assert.equal(await counted(), 2);
  await sweepAt(new Date(after('2032-02-01T00:00:00Z').getTime() - 1));
  assert.deepEqual(await months(), ['touch_2032_01', 'touch_2032_02']);
  // Somebody reads them: the turn is left out, and nothing breaks.
  const reader = await t.handle.pool.connect();
  await reader.query('begin');
  await reader.query('select count(*) from touch');
  assert.equal(await sweepAt(after('2032-02-01T00:00:00Z')), 0);
  await reader.query('commit');
  reader.release();
  await sweepAt(after('2032-02-01T00:00:00Z'));
  assert.deepEqual(await months(), ['touch_2032_02']);
  assert.equal(await counted(), 2);
  assert.ok((await send([{ surface: 'search' }], headers)).ok);
});

test('who takes the consent back is forgotten, and others are not', async () => {
  const [mine, theirs] = [await visitor(), await visitor()];
  await send([{ surface: 'search' }], mine);
  await send([{ surface: 'search' }], theirs);
  const before = await count();
  const gone = await t.call(endpoints.withdrawConsent, { headers: mine });
  assert.ok(gone.ok);
  assert.match(gone.headers.getSetCookie().join(), /visitor=; .*Max-Age=0/);
  assert.equal(await count(), before - 1);
});
