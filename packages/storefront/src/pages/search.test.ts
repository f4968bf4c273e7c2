import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PlainBrowser, textOf } from '../testing/browser.ts';
import { createTestShop } from '../testing/shop.ts';

/** A shop whose search answers with all goods, and this besides. */
function searching(more: {
  partialFrom?: number;
  corrections?: { from: string; to: string }[];
  countsOf?: readonly number[];
}) {
  const shop = createTestShop();
  const find = shop.fake.handlers.searchProducts;
  assert.ok(find);
  const categories = shop.shelf.categories;
  shop.fake.handlers.searchProducts = (request, ...others) => ({
    ...find({ ...request, query: { ...request.query, q: '' } }, ...others),
    relaxed: more.partialFrom !== undefined,
    partialFrom: more.partialFrom ?? null,
    corrections: more.corrections ?? [],
    categories: (more.countsOf ?? []).map((count, at) => ({ categoryId: categories[at]?.id ?? '', count })),
  });
  return { shop, browser: new PlainBrowser(shop), categories };
}

describe('results', () => {
  test('with all the words stand apart from those with some', async () => {
    for (const tab of ['', '&tab=shopping']) {
      const { html } = await searching({ partialFrom: 2 }).browser.get(`/search?q=tea+cup${tab}`);
      const [whole = '', partial = ''] = html.split('id="partial-goods"');
      assert.equal(whole.match(/class="goods-picture"/g)?.length, 2);
      assert.ok((partial.match(/class="goods-picture"/g)?.length ?? 0) > 0);
      assert.match(textOf(html), /With some of your words/);
    }
  });

  test('that all lack words are announced once, and not parted', async () => {
    const { html } = await searching({ partialFrom: 0 }).browser.get('/search?q=tea+cup');
    assert.match(textOf(html), /No goods have all of your words/);
    assert.doesNotMatch(html, /partial-goods/);
  });

  test('of a slip say what was looked for instead', async () => {
    const { html } = await searching({ corrections: [{ from: 'kettel', to: 'kettle' }] }).browser.get(
      '/search?q=kettel',
    );
    assert.match(textOf(html), /Nothing is called “kettel”\. These are results for “kettle”\./);
  });

  test('are narrowed by the categories that hold them, and keep what was asked', async () => {
    const { browser, categories } = searching({ countsOf: [1_234, 2] });
    const { html } = await browser.get('/search?q=tea&tab=shopping&stock=1');
    for (const category of categories.slice(0, 2))
      assert.match(
        html,
        new RegExp(`href="/search\\?tab=shopping&amp;q=tea&amp;stock=1&amp;category=${category.slug}"`),
      );
    assert.match(textOf(html), /\(1,234\)/);
    // One category is no choice.
    const { html: one } = await searching({ countsOf: [5] }).browser.get('/search?q=tea');
    assert.doesNotMatch(one, /Categories of the results/);
  });
});

describe('tabs', () => {
  const open = async (path: string) => {
    const shop = createTestShop();
    return { shop, browser: new PlainBrowser(shop), page: await new PlainBrowser(shop).get(path) };
  };

  test('are links that keep what was asked, and lose the place in a list', async () => {
    const { page } = await open('/search?q=tea&sort=newest&cursor=0');
    const hrefs = [...page.html.matchAll(/<a href="(\/search[^"]*)"(?: aria-current="page")?>(\w+)<\/a>/g)];
    assert.deepEqual(
      hrefs.map(([, href, name]) => [name, href]),
      [
        ['All', '/search?q=tea&amp;sort=newest'],
        ['Shopping', '/search?q=tea&amp;sort=newest&amp;tab=shopping'],
        ['Merchants', '/search?q=tea&amp;sort=newest&amp;tab=accounts'],
        ['Stores', '/search?q=tea&amp;sort=newest&amp;tab=stores'],
      ],
    );
  });

  test('stores: those that are called so, then those that sell what was found; behind the first page names alone', async () => {
    const { browser, page } = await open('/search?tab=stores&q=P');
    const text = textOf(page.html);
    assert.match(text, /Stores by this name.*Shanshui Pottery.*Paper Boat/s);
    assert.doesNotMatch(text, /Stores by this name.*Kumo no Ito.*Stores that sell this/s);
    const sellers = await browser.get('/search?tab=stores&q=tea');
    assert.match(textOf(sellers.html), /Stores that sell this.*Shanshui Pottery/s);
    assert.doesNotMatch(sellers.html, /named-stores/);
    const second = await browser.get('/search?tab=stores&q=P&cursor=1');
    assert.match(textOf(second.html), /Paper Boat/);
    assert.doesNotMatch(second.html, /id="sellers"/);
    assert.match(textOf((await browser.get('/search?tab=stores&q=zzz')).html), /Nothing found/);
    // The first tab shows stores that are called so where no goods are.
    const all = await browser.get('/search?q=Pottery');
    assert.match(textOf(all.html), /No goods match, but stores by this name do\..*Shanshui Pottery/s);
  });

  test('merchants: by legal name, each with a page of its stores, which they link back to', async () => {
    const { browser, shop, page } = await open('/search?tab=accounts&q=山水');
    const licence = shop.shelf.stores[0]?.licence;
    const href = `/merchants/${licence?.id}`;
    assert.ok(page.html.includes(`href="${href}"`));
    const merchant = await browser.get(href);
    assert.equal(merchant.status, 200);
    assert.match(textOf(merchant.html), /景德镇山水陶瓷有限公司.*Shanshui Pottery.*9136\*+402X/s);
    const store = await browser.get('/stores/shanshui');
    assert.ok(store.html.includes(`href="${href}"`));
    assert.equal((await browser.get('/merchants/lic_00000000000000000000000000')).status, 404);
    assert.equal((await browser.get('/merchants/nobody')).status, 404);
    assert.match(textOf((await browser.get('/search?tab=accounts&q=zzz')).html), /No merchant/);
  });
});
