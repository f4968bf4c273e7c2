import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type AnswerOf, searchEndpoints as api, fromPublicId, type QueryInput } from '@hazumi/contracts';
import { sql } from 'kysely';
import {
  type CatalogueTest,
  catalogueTest,
  categoryId,
  type ProductBody,
  type Shop,
} from '../catalogue/testing.ts';
import { recordQueries } from '../testing/queries.ts';

type Page = AnswerOf<(typeof api)['searchProducts']>;
type Query = QueryInput<(typeof api)['searchProducts']>;

describe('search', () => {
  let t: CatalogueTest;
  let yen: Shop;
  before(async () => {
    t = await catalogueTest();
    yen = await t.newShop({ currency: 'JPY' });
    const goods: [Partial<ProductBody>, Shop?][] = [
      [
        {
          texts: { 'zh-CN': { title: '红色铜水壶' }, en: { title: 'Red copper kettle' } },
          skus: [sku(12_900, 20)],
        },
      ],
      [{ texts: { en: { title: 'Blue kettle', description: 'Not red at all.' } }, skus: [sku(9_900, 3)] }],
      [{ texts: { en: { title: 'Red shoes' } }, categoryId: categoryId(110), skus: [sku(30_000, 0)] }],
      [{ texts: { ja: { title: 'ガラスのコップ' } }, skus: [sku(2_000, 1)] }, t.rival],
      [{ texts: { ja: { title: '赤いヤカン' }, en: { title: 'Red kettle' } }, skus: [sku(1_500, 5)] }, yen],
      [{ texts: { en: { title: 'Café mug' } }, categoryId: categoryId(170), skus: [sku(4_000, 8)] }, t.rival],
      [
        {
          texts: { en: { title: 'Pot' } },
          optionNames: [{ en: 'Size' }],
          skus: [
            { ...sku(5_000, 0), options: [{ en: 'Small' }] },
            { ...sku(15_000, 2), options: [{ en: 'Enormous' }] },
          ],
        },
      ],
    ];
    for (const [body, shop] of goods) {
      await t.clock.set(new Date(t.clock.now().getTime() + 1000));
      await t.create({ ...body, list: true }, shop);
    }
    await t.create({ texts: { en: { title: 'Red draft' } } });
  });
  after(() => t.close());

  let serial = 0;
  const sku = (priceMinor: number, stock: number) => {
    serial += 1;
    return { code: `S-${serial}`, priceMinor, stock };
  };
  const search = async (query: Query): Promise<Page> => {
    const answer = await t.call(api.searchProducts, { query });
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value;
  };
  const titlesOf = (page: { data: Page['data'] }) => page.data.map((card) => card.title.en ?? card.title.ja);
  const titles = async (query: Query) => titlesOf(await search(query));

  test('finds goods that have all the words, titles first', async () => {
    assert.deepEqual(await titles({ q: 'red kettle' }), ['Red kettle', 'Red copper kettle', 'Blue kettle']);
    assert.deepEqual(await titles({ q: 'KETTLES' }), ['Blue kettle', 'Red kettle', 'Red copper kettle']);
    assert.deepEqual(await titles({ q: 'shoe' }), ['Red shoes']);
    assert.deepEqual(await titles({ q: 'enormous' }), ['Pot']);
  });

  test('finds Chinese and Japanese in any width and kana, by parts and by one character', async () => {
    for (const q of ['水壶', '铜水壶', '红色', '壶', '红色 水壶']) {
      assert.deepEqual(await titles({ q }), ['Red copper kettle'], q);
    }
    for (const q of ['コップ', 'ｺｯﾌﾟ', 'こっぷ', 'ガラス コップ']) {
      assert.deepEqual(await titles({ q }), ['ガラスのコップ'], q);
    }
    assert.deepEqual(await titles({ q: 'ｃａｆe ＭＵＧ' }), ['Café mug']);
  });

  test('takes the words one by one where no goods have them all, and says so', async () => {
    const page = await search({ q: 'copper shoes' });
    assert.equal(page.relaxed, true);
    assert.deepEqual(titlesOf(page).sort(), ['Red copper kettle', 'Red shoes']);
    const first = await search({ q: 'copper shoes', limit: 1 });
    const second = await search({ q: 'copper shoes', limit: 1, cursor: first.nextCursor ?? '' });
    assert.equal(second.relaxed, true);
    assert.deepEqual([...titlesOf(first), ...titlesOf(second)].sort(), ['Red copper kettle', 'Red shoes']);
    assert.equal(second.nextCursor, null);
    const nothing = {
      data: [],
      nextCursor: null,
      relaxed: false,
      partialFrom: null,
      corrections: [],
      categories: null,
    };
    assert.deepEqual(await search({ q: 'unicorn dust' }), nothing);
    assert.deepEqual(await search({ q: '???' }), nothing);
  });

  test('narrows by category with what is below it, store, price in one currency, and stock', async () => {
    assert.deepEqual(await titles({ categoryId: categoryId(110) }), ['Red shoes']);
    assert.deepEqual(await titles({ categoryId: categoryId(170), storeId: t.rival.storeId }), [
      'Café mug',
      'ガラスのコップ',
    ]);
    assert.deepEqual(await titles({ q: 'kettle', storeId: yen.storeId }), ['Red kettle']);
    // A price counts in the market's currency unless another is named; some variant lies in the range.
    assert.deepEqual(await titles({ minPriceMinor: 9_900, maxPriceMinor: 12_900 }), [
      'Pot',
      'Blue kettle',
      'Red copper kettle',
    ]);
    assert.deepEqual(await titles({ maxPriceMinor: 2_000, currency: 'JPY' }), ['Red kettle']);
    assert.deepEqual(await titles({ q: 'red', inStock: 'true' }), [
      'Red kettle',
      'Red copper kettle',
      'Blue kettle',
    ]);
    assert.deepEqual(await titles({ categoryId: categoryId(100) }), []);
  });

  test('sorts by price within a currency', async () => {
    const up = ['ガラスのコップ', 'Café mug', 'Pot', 'Blue kettle', 'Red copper kettle', 'Red shoes'];
    assert.deepEqual(await titles({ sort: 'priceUp' }), up);
    assert.deepEqual(await titles({ sort: 'priceDown' }), up.toReversed());
    assert.deepEqual(await titles({ sort: 'priceUp', categoryId: categoryId(170) }), up.slice(0, 5));
    assert.deepEqual(await titles({ sort: 'priceUp', q: 'kettle' }), ['Blue kettle', 'Red copper kettle']);
  });

  test('pages hold everything once, in the order of one long page', async () => {
    const queries: Query[] = [
      {},
      { sort: 'priceUp' },
      { sort: 'priceDown' },
      { q: 'red kettle' },
      { q: 'red', sort: 'newest' },
      { categoryId: categoryId(170) },
      { categoryId: categoryId(170), sort: 'priceDown' },
    ];
    for (const query of queries) {
      const whole = await titles({ ...query, limit: 100 });
      for (const limit of [1, 2, 3]) {
        const found: (string | undefined)[] = [];
        let cursor: string | null | undefined;
        do {
          const page = await search({ ...query, limit, ...(cursor ? { cursor } : {}) });
          assert.ok(page.data.length <= limit);
          found.push(...titlesOf(page));
          cursor = page.nextCursor;
        } while (cursor !== null);
        assert.deepEqual(found, whole, JSON.stringify(query));
      }
    }
  });

  test('refuses a cursor of another list', async () => {
    const { nextCursor } = await search({ sort: 'priceUp', limit: 1 });
    for (const query of [{ sort: 'priceDown' }, { q: 'red' }, {}] as Query[]) {
      const answer = await t.call(api.searchProducts, { query: { ...query, cursor: nextCursor ?? '' } });
      assert.equal(answer.ok || answer.problem.code, 'invalid_request');
    }
  });

  test('a card has all that a page of results needs, in one query', async () => {
    const { result: page, queries } = await recordQueries(t.handle, () => search({ q: 'pot' }));
    assert.equal(queries.length, 1);
    const card = page.data[0];
    assert.deepEqual(
      [card?.currency, card?.priceFromMinor, card?.priceToMinor, card?.availability, card?.picture],
      ['CNY', 5_000, 15_000, { inStock: true, left: 2 }, null],
    );
    assert.deepEqual(card?.store, {
      id: t.shop.storeId,
      slug: `store-${t.shop.storeUuid.slice(-12)}`,
      name: { en: `Store ${t.shop.storeUuid.slice(-4)}` },
    });
    // More than ten pieces are not counted out to everybody.
    const many = await search({ q: 'copper' });
    assert.deepEqual(many.data[0]?.availability, { inStock: true, left: null });
  });

  test('shows goods only while they are listed and their store sells', async () => {
    const goods = await t.create({ texts: { en: { title: 'Vanishing lamp' } }, list: true }, t.rival);
    const seen = async () => {
      const newest = await t.call(api.newestProducts, { query: { limit: 100 } });
      const shelf = await t.call(api.storeShelf, {
        params: { storeId: t.rival.storeId },
        query: { limit: 100 },
      });
      const found = await search({ q: 'vanishing' });
      const has = (page: { data: Page['data'] }) => page.data.some((card) => card.id === goods.id);
      return [newest.ok && has(newest.value), shelf.ok ? has(shelf.value) : shelf.problem.code, has(found)];
    };
    assert.deepEqual(await seen(), [true, true, true]);
    for (const [state, shelf] of [
      ['suspended', 'not_found'],
      ['closing', 'not_found'],
      ['restricted', true],
    ] as const) {
      await sql`update store set state = ${state} where id = ${t.rival.storeUuid}`.execute(t.handle.db);
      assert.deepEqual(await seen(), [state === 'restricted', shelf, state === 'restricted'], state);
    }
    await sql`update store set state = 'open' where id = ${t.rival.storeUuid}`.execute(t.handle.db);
    const id = fromPublicId('product', goods.id);
    await sql`update product set state = 'delisted' where id = ${id}`.execute(t.handle.db);
    assert.deepEqual(await seen(), [false, false, false]);
  });

  test('the newest goods come first, of all categories or of one', async () => {
    const all = await t.call(api.newestProducts, { query: { limit: 3 } });
    assert.deepEqual(all.ok && titlesOf(all.value), ['Pot', 'Café mug', 'Red kettle']);
    const shoes = await t.call(api.newestProducts, { query: { categoryId: categoryId(110) } });
    assert.deepEqual(shoes.ok && titlesOf(shoes.value), ['Red shoes']);
    const shelf = await t.call(api.storeShelf, {
      params: { storeId: t.shop.storeId },
      query: { categoryId: categoryId(170), limit: 2 },
    });
    assert.deepEqual(shelf.ok && titlesOf(shelf.value), ['Pot', 'Blue kettle']);
    const empty = await t.newShop();
    const none = await t.call(api.storeShelf, { params: { storeId: empty.storeId } });
    assert.deepEqual(none.ok && none.value, { data: [], nextCursor: null });
  });
});
