import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type AnswerOf,
  searchEndpoints as api,
  catalogueEndpoints,
  fromPublicId,
  type QueryInput,
} from '@hazumi/contracts';
import { sql } from 'kysely';
import { registerCatalogue } from '../catalogue/catalogue.routes.ts';
import {
  type CatalogueTest,
  catalogueTest,
  categoryId,
  key,
  type ProductBody,
  type Shop,
} from '../catalogue/testing.ts';
import { registerPictures } from '../pictures/pictures.routes.ts';
import { changeAndTell } from '../testing/cards.ts';
import { recordQueries } from '../testing/queries.ts';
import { type LiveGoods, liveGoods } from './search.live.ts';
import { registerSearch } from './search.routes.ts';

type Page = AnswerOf<(typeof api)['searchProducts']>;
type Query = QueryInput<(typeof api)['searchProducts']>;

describe('goods found in memory', () => {
  let t: CatalogueTest;
  let live: LiveGoods;
  before(async () => {
    const search = (...parts: Parameters<typeof registerSearch>) => {
      live = registerSearch(...parts);
      return live;
    };
    t = await catalogueTest({ areas: [registerCatalogue, registerPictures, search] });
    const goods: [string, number, number, Partial<ProductBody>?, Shop?][] = [
      ['Red copper kettle', 12_900, 20],
      ['Blue kettle', 9_900, 3],
      ['Red shoes', 30_000, 0, { categoryId: categoryId(110) }],
      ['Red kettle', 1_500, 5, {}, t.rival],
      ['Kettle lid', 700, 1, { categoryId: categoryId(170) }, t.rival],
    ];
    for (const [title, priceMinor, stock, more, shop] of goods)
      await create(title, priceMinor, stock, more, shop);
    await t.create({ texts: { en: { title: 'Red draft kettle' } } });
    await live.rebuild();
  });
  after(() => t.close());

  let serial = 0;
  const create = (
    title: string,
    priceMinor: number,
    stock: number,
    more: Partial<ProductBody> = {},
    shop = t.shop,
  ) => {
    serial += 1;
    const skus = [{ code: `M-${serial}`, priceMinor, stock }];
    return t.create({ texts: { en: { title } }, skus, list: true, ...more }, shop);
  };
  const search = async (query: Query): Promise<Page> => {
    const answer = await t.call(api.searchProducts, { query });
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value;
  };
  const titlesOf = (page: { data: Page['data'] }) => page.data.map((card) => card.title.en);
  const titles = async (query: Query) => titlesOf(await search(query));

  test('goods with all the words come first, then those with some, and the page says where', async () => {
    const page = await search({ q: 'red kettle' });
    assert.deepEqual(titlesOf(page).slice(0, 2), ['Red kettle', 'Red copper kettle']);
    assert.deepEqual(titlesOf(page).slice(2).sort(), ['Blue kettle', 'Kettle lid', 'Red shoes']);
    assert.deepEqual([page.relaxed, page.partialFrom], [true, 2]);
    const some = await search({ q: 'copper shoes' });
    assert.deepEqual([some.partialFrom, titlesOf(some).length], [0, 2]);
    const all = await search({ q: 'kettle' });
    assert.deepEqual([all.relaxed, all.partialFrom, all.data.length], [false, null, 4]);
  });

  /** Reads the changes until this holds: transactions of other tests on the same cluster may keep events back for a moment. */
  const caughtUp = async (index: LiveGoods, holds: () => Promise<boolean>) => {
    while (!(await holds())) await index.catchUp();
  };

  test('a slip is taken for what the market has, and told', async () => {
    const page = await search({ q: 'kettel' });
    assert.deepEqual(page.corrections, [{ from: 'kettel', to: 'kettle' }]);
    assert.equal(page.data.length, 4);
    assert.deepEqual((await search({ q: 'kettle' })).corrections, []);
  });

  test('narrows and sorts, and counts the categories of what has all the words', async () => {
    assert.deepEqual(await titles({ q: 'kettle', storeId: t.rival.storeId, sort: 'priceUp' }), [
      'Kettle lid',
      'Red kettle',
    ]);
    assert.deepEqual(await titles({ q: 'kettle', sort: 'priceDown' }), [
      'Red copper kettle',
      'Blue kettle',
      'Red kettle',
      'Kettle lid',
    ]);
    assert.deepEqual(
      await titles({ q: 'kettle', minPriceMinor: 1_500, maxPriceMinor: 9_900, sort: 'priceUp' }),
      ['Red kettle', 'Blue kettle'],
    );
    assert.deepEqual(await titles({ q: 'kettle', currency: 'JPY' }), []);
    assert.deepEqual(await titles({ q: 'red', inStock: 'true' }), ['Red kettle', 'Red copper kettle']);
    const { categories } = await search({ q: 'kettle' });
    assert.deepEqual(categories, [
      { categoryId: categoryId(173), count: 3 },
      { categoryId: categoryId(170), count: 1 },
    ]);
    assert.deepEqual(await titles({ q: 'red', categoryId: categoryId(110) }), ['Red shoes']);
  });

  test('pages hold everything once, in the order of one long page', async () => {
    for (const query of [
      { q: 'red kettle' },
      { q: 'kettle', sort: 'priceUp' },
      { q: 'red', inStock: 'true' },
    ] as Query[]) {
      const whole = await titles({ ...query, limit: 100 });
      for (const limit of [1, 2, 3]) {
        const found: (string | undefined)[] = [];
        let cursor: string | null | undefined;
        do {
          const page = await search({ ...query, limit, ...(cursor ? { cursor } : {}) });
          found.push(...titlesOf(page));
          cursor = page.nextCursor;
        } while (cursor !== null);
        assert.deepEqual(found, whole, JSON.stringify(query));
      }
    }
    const { nextCursor } = await search({ q: 'kettle', limit: 1 });
    const answer = await t.call(api.searchProducts, {
      query: { q: 'kettle', sort: 'newest', cursor: nextCursor ?? '' },
    });
    assert.equal(answer.ok || answer.problem.code, 'invalid_request');
  });

  test('a page of results is one query', async () => {
    const { queries } = await recordQueries(t.handle, () => search({ q: 'kettle' }));
    assert.equal(queries.length, 1);
  });

  test('goods are found once they are listed, by their new name once it changed, and not once they are gone', async () => {
    const lamp = await create('Vanishing lamp', 1_000, 1);
    assert.deepEqual(await titles({ q: 'vanishing' }), []);
    await caughtUp(live, async () => (await titles({ q: 'vanishing' })).length > 0);
    assert.deepEqual(await titles({ q: 'vanishing' }), ['Vanishing lamp']);
    const edited = await t.call(
      catalogueEndpoints.editProduct,
      {
        params: { storeId: t.shop.storeId, productId: lamp.id },
        body: { texts: { en: { title: 'Appearing lamp' } } },
        ifMatch: lamp.version,
        idempotencyKey: key(),
      },
      t.shop.owner,
    );
    assert.ok(edited.ok, JSON.stringify(edited));
    await caughtUp(live, async () => (await titles({ q: 'appearing' })).length > 0);
    assert.deepEqual(await titles({ q: 'appearing' }), ['Appearing lamp']);
    assert.deepEqual(await titles({ q: 'vanishing' }), []);
    // The index may be behind; a page never is.
    const lampId = fromPublicId('product', lamp.id) as string;
    await changeAndTell(
      t.handle.db,
      { storeId: t.shop.storeUuid, subjectType: 'product', subjectId: lampId },
      sql`update product set state = 'delisted' where id = ${lampId}`,
    );
    assert.deepEqual(await titles({ q: 'appearing' }), []);
  });

  test('what changes while an index is made is in it', async () => {
    const next = liveGoods(t.handle.db, (error) => assert.fail(String(error)));
    const made = next.rebuild();
    const hat = await create('Felt hat', 1_000, 1);
    await made;
    const found = () => {
      const goods = next.current;
      const hits = goods?.texts.search('felt hat', { limit: 9 }).hits ?? [];
      return hits.map((hit) => goods?.ids.at(hit.document));
    };
    await caughtUp(next, async () => found().length > 0);
    assert.deepEqual(found(), [fromPublicId('product', hat.id)]);
    await next.close();
  });

  test('a store that stops selling is gone from the page at once, and back when it sells again', async () => {
    const { storeUuid } = t.rival;
    const changeRival = (state: string) =>
      changeAndTell(
        t.handle.db,
        { storeId: storeUuid, subjectType: 'store', subjectId: storeUuid },
        sql`update store set state = ${state} where id = ${storeUuid}`,
      );
    await changeRival('suspended');
    assert.deepEqual(await titles({ q: 'lid' }), []);
    await live.rebuild();
    assert.deepEqual(await titles({ q: 'lid' }), []);
    await changeRival('open');
    await live.rebuild();
    assert.deepEqual(await titles({ q: 'lid' }), ['Kettle lid']);
  });
});
