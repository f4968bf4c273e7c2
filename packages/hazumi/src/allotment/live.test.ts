/**
 * The allotment of a live market from end to end: people look at its pages, a day is allotted, and what a merchant downloads is recomputed
 * by `npm run allotment -- verify`.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { endpoints, fromPublicId } from '@hazumi/contracts';
import { must } from '../guarantees/testing/people.ts';
import { createWorld, type World } from '../guarantees/testing/world.ts';
import { createPages, type Pages } from '../pages.ts';
import { verifyFiles } from './verify.ts';

const shop = 'http://market.test';
const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0' };
let world: World;
let pages: Pages;
let folder: string;
before(async () => {
  world = await createWorld();
  folder = await mkdtemp(join(tmpdir(), 'hazumi-allotment-'));
  await world.composition.allotment.goods.rebuild();
  pages = await createPages(world.composition, 'http://127.0.0.1:9');
});
after(async () => {
  await pages.close();
  await world.close();
  await rm(folder, { recursive: true });
});

const look = async (path: string, headers: Record<string, string> = browser, method = 'GET') =>
  (await pages.shop.app.fetch(new Request(`${shop}${path}`, { headers, method }))).text();
const counted = async () => {
  await world.composition.allotment.flush();
  const { rows } = await world.composition.handle.pool.query(
    'select coalesce(sum(views), 0)::int as views, coalesce(sum(micro), 0)::float8 as micro from impression',
  );
  return rows[0] as { views: number; micro: number };
};
async function nextDay(): Promise<string> {
  const { market, allotment } = world.composition;
  await market.clock.set?.(new Date(market.clock.now().getTime() + 86_400_000));
  await market.sweeps
    .find(({ name }) => name === 'allotment')
    ?.run(market.newCtx({ actor: { kind: 'system', name: 'test' } }));
  await allotment.refresh();
  return market.clock.now().toISOString().slice(0, 10);
}

test('only what a person is shown counts', async () => {
  const none = await counted();
  for (const path of ['/', '/stores', '/search?tab=stores', '/categories/apparel']) {
    await look(path, browser, 'HEAD');
    await look(path, { ...browser, 'sec-purpose': 'prefetch' });
    await look(path, {
      'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    });
    await look(path, {});
  }
  await look('/categories/no-such-thing');
  await look('/search?tab=stores&category=apparel');
  await look('/search?q=tea+bowl', { 'user-agent': 'curl/8.0' });
  await world.fetch(new Request(`${shop}/v1/search/products?q=tea+bowl`, { headers: browser }));
  assert.deepEqual(await counted(), none);
  const html = await look('/');
  const stores = new Set([...html.matchAll(/href="\/stores\/([\w-]+)"/g)].map(([, slug]) => slug));
  assert.equal((await counted()).views, none.views + 3);
  assert.equal(stores.size, 3);
});

test('what pages showed, the ledger and what merchants are told are one sum', async () => {
  await nextDay();
  await nextDay();
  for (let time = 0; time < 30; time += 1)
    for (const path of ['/search?q=tea+bowl', '/stores', '/categories/apparel']) await look(path);
  const day = await nextDay();
  const before = await counted();
  let views = 0;
  let micro = 0;
  const weights = [1_000_000, 850_000, 730_000, 640_000, 570_000, 510_000];
  for (let time = 0; time < 40; time += 1)
    for (const path of [
      ...['/', '/search?q=tea+bowl', '/search?q=TEA%20bowl&tab=shopping'],
      ...['/stores', '/search?tab=stores', '/categories/apparel'],
    ]) {
      const html = await look(path);
      const shown =
        path === '/' || path.includes('stores')
          ? (html.split('class="store-cards"')[1]?.split('</ul>')[0] ?? '').match(/<h3>/g)?.length
          : (html.split('class="goods"')[1] ?? '').match(/class="goods-picture"/g)?.length;
      views += shown ?? 0;
      micro += weights.slice(0, shown).reduce((sum, weight) => sum + weight, 0);
    }
  const now = await counted();
  assert.deepEqual([now.views - before.views, now.micro - before.micro], [views, micro]);
  let told = 0;
  for (const shopOf of [world.a1, world.a2, world.b1]) {
    const answer = await world.call(endpoints.getStoreAllotment, {
      params: { storeId: shopOf.storeId },
      headers: shopOf.owner.as,
    });
    assert.ok(answer.ok);
    const { keywords } = await must(
      world.call(endpoints.getStoreAllotmentDay, {
        params: { storeId: shopOf.storeId },
        query: { day },
        headers: shopOf.owner.as,
      }),
    );
    assert.deepEqual(keywords.map(({ keyword }) => keyword.name).sort(), [
      'page/category/apparel',
      'page/home',
      'page/stores',
      'search/tea bowl',
    ]);
    told += answer.value.days.find((one) => one.day === day)?.shown.total ?? 0;
  }
  const { rows } = await world.composition.handle.pool.query(
    'select sum(micro)::float8 as micro from impression where day = $1',
    [day],
  );
  assert.equal(told, rows[0].micro);
});

test('a statement and its prices, as downloaded, follow from each other, and a changed figure is found', async () => {
  const days = await world.call(endpoints.listAllotmentDays, {});
  assert.ok(days.ok && days.value.data.length >= 4);
  for (const { day } of days.value.data) {
    const prices = await world.fetch(new Request(`${shop}/v1/allotment/prices?day=${day}`));
    assert.equal(prices.headers.get('content-disposition'), `attachment; filename="prices-${day}.json"`);
    await writeFile(join(folder, `prices-${day}.json`), await prices.text());
  }
  const newest = days.value.data[0]?.day as string;
  const path = `/v1/stores/${world.a1.storeId}/allotment/statement?day=${newest}`;
  const statement = await world.fetch(new Request(`${shop}${path}`, { headers: world.a1.owner.as }));
  const text = await statement.text();
  const file = join(folder, 'statement.json');
  await writeFile(file, text);
  const verified = await verifyFiles(file);
  assert.deepEqual(verified.differences, []);
  assert.ok(verified.rows >= 2);
  assert.equal(verified.daysOfChain, days.value.data.length - 1);
  const changed = JSON.parse(text);
  changed.rows[0].got += 5_000;
  await writeFile(file, JSON.stringify(changed));
  assert.ok((await verifyFiles(file)).differences.length > 0);
  const stranger = await world.fetch(new Request(`${shop}${path}`, { headers: world.b1.owner.as }));
  assert.equal(stranger.status, 404);
});

test('a visit that comes by a page is a click of the store, and who came is not kept', async () => {
  const productId = world.a1.things.productId as string;
  await look(`/products/${productId}`, { ...browser, referer: `${shop}/search?q=tea+bowl` });
  await look(`/products/${productId}`, { ...browser, referer: 'https://elsewhere.test/search?q=tea+bowl' });
  await look(`/stores/${world.b1.slug}`, { ...browser, referer: `${shop}/` });
  await look(`/products/${productId}`, { ...browser, referer: `${shop}/categories/apparel` });
  await look(`/products/${productId}`, { ...browser, referer: `${shop}/categories/apparel?cursor=x` });
  await look(`/products/${productId}`, { ...browser, referer: `${shop}/stores` });
  for (const from of [
    '/stores',
    '/search?tab=stores',
    '/stores?cursor=x',
    '/search?tab=stores&category=apparel',
  ])
    await look(`/stores/${world.b1.slug}`, { ...browser, referer: `${shop}${from}` });
  await world.composition.allotment.flush();
  const { rows } = await world.composition.handle.pool.query(
    'select store_id, keyword, clicks::int from impression_click order by keyword',
  );
  assert.deepEqual(rows, [
    {
      store_id: fromPublicId('store', world.a1.storeId),
      keyword: 'page/category/apparel',
      clicks: 1,
    },
    { store_id: fromPublicId('store', world.b1.storeId), keyword: 'page/home', clicks: 1 },
    { store_id: fromPublicId('store', world.b1.storeId), keyword: 'page/stores', clicks: 2 },
    { store_id: fromPublicId('store', world.a1.storeId), keyword: 'search/tea bowl', clicks: 1 },
  ]);
});
