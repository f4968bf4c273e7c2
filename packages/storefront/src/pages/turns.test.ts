import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageTurn, TurnsPage } from '../options.ts';
import { PlainBrowser } from '../testing/browser.ts';
import { createTestShop } from '../testing/shop.ts';

const agent = 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0';

/** A shop whose pages take turns: whoever stands in `next` comes first, and what was shown is noted. */
function turningShop() {
  const next = new Map<string, string[]>();
  const shown: [page: string, ids: readonly string[]][] = [];
  const clicks: TurnsPage[] = [];
  const turn = (page: string): PageTurn => ({
    first: next.get(page) ?? [],
    shown: (ids) => void shown.push([page, ids]),
    failed: () => void shown.push([page, []]),
  });
  const shop = createTestShop({
    turns: {
      search: () => turn('search'),
      home: () => turn('home'),
      stores: () => turn('stores'),
      category: (slug) => turn(slug),
      clicked: (from) => void clicks.push(from),
    },
  });
  return { ...shop, next, shown, clicks };
}

test('a category and the list of stores show first whose turn it is, and each order is a page of its own', async () => {
  const shop = turningShop();
  const browser = new PlainBrowser(shop, { 'user-agent': agent });
  const [category] = shop.shelf.products[0]?.categories ?? [];
  assert.ok(category);
  const goods = shop.shelf.products.filter(({ categories }) =>
    categories.some(({ id }) => id === category.id),
  );
  const stores = shop.shelf.stores.map(({ id }) => id);
  for (const [page, path, ids] of [
    [category.slug, `/categories/${category.slug}`, goods.map(({ id }) => id)],
    ['stores', '/stores', stores],
    ['stores', '/search?tab=stores', stores],
  ] as const) {
    assert.ok(ids.length > 1, `${page} has nothing to turn`);
    for (const first of [ids.slice(-1), ids.slice(-2, -1), ids.slice(-1)]) {
      shop.next.set(page, first);
      await browser.get(path);
      const [name, seen] = shop.shown.at(-1) ?? [];
      assert.deepEqual([name, seen?.[0]], [page, first[0]]);
      assert.equal(new Set(seen).size, seen?.length);
    }
    const before = shop.shown.length;
    await browser.get(`${path}${path.includes('?') ? '&' : '?'}cursor=1`);
    assert.equal(shop.shown.length, before, 'later pages take no turn');
  }
  const before = shop.shown.length;
  await browser.get(`/search?tab=stores&category=${category.slug}`);
  assert.equal(shop.shown.length, before, 'a list that is narrowed takes no turn');
});

test('a page that could not be made says so to whoever gave the turn', async () => {
  const shop = turningShop();
  shop.fake.failOnce('listStores', new TypeError('fetch failed'));
  await new PlainBrowser(shop, { 'user-agent': agent }).get('/stores');
  assert.deepEqual(shop.shown, [['stores', []]]);
});

test('why somebody sees this is a click away on each page that takes turns, in each language', async () => {
  const shop = turningShop();
  const [category] = shop.shelf.products[0]?.categories ?? [];
  for (const path of [`/categories/${category?.slug}`, '/stores', '/search?tab=stores'])
    for (const [locale, question] of [
      ['zh-CN', '为什么看到这些？'],
      ['ja', 'この表示の理由'],
      ['en', 'Why am I seeing this?'],
    ]) {
      const address = `${path}${path.includes('?') ? '&' : '?'}lang=${locale}`;
      const { html } = await new PlainBrowser(shop, { 'user-agent': agent }).get(address);
      assert.ok(html.includes(`<summary>${question}</summary>`), `${address} does not say why`);
    }
});
