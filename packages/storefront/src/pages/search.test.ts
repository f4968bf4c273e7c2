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
