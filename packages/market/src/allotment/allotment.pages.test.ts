/** Pages of categories and the list of stores give their places by turns, as the home page does. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { allotmentEndpoints as api, fromPublicId, storesEndpoints, toPublicId } from '@hazumi/contracts';
import { parsePrices, parseStatement, verifyStatement } from '@hazumi/policy';
import fc from 'fast-check';
import { auditMarket } from '../audit.ts';
import { registerCatalogue } from '../catalogue/catalogue.routes.ts';
import {
  type CatalogueTest,
  catalogueEndpoints,
  catalogueTest,
  categoryId,
  type Shop,
} from '../catalogue/testing.ts';
import { registerPictures } from '../pictures/pictures.routes.ts';
import { registerStores } from '../stores/stores.routes.ts';
import type { Turn } from './allotment.live.ts';
import { type Allotment, registerAllotment } from './allotment.routes.ts';
import { beginAt, cursorAt } from './first.cursor.ts';

const kitchenware = 173;
const bedding = 172;

describe('a market of ten stores', () => {
  let t: CatalogueTest;
  let allotment: Allotment;
  let shops: Shop[];
  /** the newest kettle of each store, by the store */
  const kettles = new Map<string, string>();
  before(async () => {
    t = await catalogueTest({
      areas: [
        registerCatalogue,
        registerPictures,
        registerStores,
        (market, handle) => {
          allotment = registerAllotment(market, handle);
          return {
            async close() {
              await allotment.close();
              await allotment.goods.close();
            },
          };
        },
      ],
    });
    shops = [t.shop, t.rival];
    while (shops.length < 10) shops.push(await t.newShop());
    await t.handle.pool.query(`update store set texts = jsonb_set(texts, '{en,description}', '""')`);
    for (const [at, shop] of shops.entries()) {
      for (const number of [0, 1, 2]) {
        await t.clock.set(new Date(t.clock.now().getTime() + 1_000));
        const title = `Kettle ${'ABCDEFGHIJ'[at]}${number}`;
        const made = await t.create({ list: true, texts: { en: { title } } }, shop);
        kettles.set(shop.storeUuid, fromPublicId('product', made.id) as string);
      }
      if (at < 3)
        await t.create(
          { list: true, categoryId: categoryId(bedding), texts: { en: { title: `Sheet ${at}` } } },
          shop,
        );
    }
    await allotment.goods.rebuild();
    await allotment.refresh();
  });
  after(() => t.close());

  const nextDay = async () => {
    await t.clock.set(new Date(t.clock.now().getTime() + 86_400_000));
    await t.market.sweeps.find(({ name }) => name === 'allotment')?.run(t.ctx());
  };
  const list = async (category: number, limit: number, first: readonly string[] = [], cursor?: string) => {
    const named = first.map((id) => toPublicId('product', id)).join(',');
    const page = await t.call(api.listCategoryGoods, {
      params: { categoryId: categoryId(category) },
      query: {
        limit,
        ...(named === '' ? {} : { first: named }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    });
    assert.ok(page.ok, JSON.stringify(page));
    return {
      ids: page.value.data.map(({ id }) => fromPublicId('product', id) as string),
      nextCursor: page.value.nextCursor ?? undefined,
    };
  };
  /** A person's look at a category: takes its turn, reads it, and is shown it. */
  async function look(slug: string, category: number): Promise<readonly string[]> {
    const turn = allotment.takeCategory(slug) as Turn;
    turn.shown((await list(category, 24, turn.first)).ids);
    return turn.first;
  }
  const listStores = async (limit: number, first: readonly string[], cursor?: string) => {
    const named = first.map((id) => toPublicId('store', id)).join(',');
    const page = await t.call(storesEndpoints.listStores, {
      query: {
        limit,
        ...(named === '' ? {} : { first: named }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    });
    assert.ok(page.ok, JSON.stringify(page));
    return {
      ids: page.value.data.map(({ id }) => fromPublicId('store', id) as string),
      nextCursor: page.value.nextCursor ?? undefined,
    };
  };
  async function lookAtStores(): Promise<readonly string[]> {
    const turn = allotment.takeStores();
    turn.shown((await listStores(24, turn.first)).ids);
    return turn.first;
  }
  const rowsOf = async (text: string, values: unknown[] = []) =>
    (await t.handle.pool.query(text, values)).rows;
  const day = () => t.clock.now().toISOString().slice(0, 10);

  test('until a day knows them they follow time, and are counted; there is no turn of a category that is not there', async () => {
    assert.equal(allotment.takeCategory('no-such-thing'), undefined);
    for (let time = 0; time < 25; time += 1) assert.deepEqual(await look('kitchenware', kitchenware), []);
    for (let time = 0; time < 5; time += 1) assert.deepEqual(await look('bedding', bedding), []);
    for (let time = 0; time < 30; time += 1) assert.deepEqual(await lookAtStores(), []);
    await allotment.flush();
    assert.deepEqual(
      await rowsOf(
        'select c.slug, v.pages::int from category_page_day v join category c on c.id = v.category_id order by 1',
      ),
      [
        { slug: 'bedding', pages: 5 },
        { slug: 'kitchenware', pages: 25 },
      ],
    );
    const pages = await rowsOf(
      'select keyword, is_allotted, pages::int from impression_page order by keyword',
    );
    assert.deepEqual(pages, [
      { keyword: 'page/category/home', is_allotted: false, pages: 30 },
      { keyword: 'page/stores', is_allotted: false, pages: 30 },
    ]);
  });

  test('a category of many pages is a keyword, rare ones are given with their topmost one, and statements verify', async () => {
    await nextDay();
    await allotment.refresh();
    const answer = await t.call(api.getAllotmentPrices, { query: { day: day() } });
    const prices = parsePrices(answer.ok ? answer.value : undefined);
    assert.deepEqual(
      prices.keywords.map(({ keyword }) => keyword),
      ['page/category/home', 'page/category/kitchenware', 'page/home', 'page/stores'],
    );
    for (const shop of shops) {
      const statement = await t.call(api.getAllotmentStatement, { params: shop, query: {} }, shop.owner);
      assert.ok(statement.ok);
      const parsed = parseStatement(statement.value);
      assert.equal(parsed.rows.length, 4);
      assert.deepEqual(verifyStatement(parsed, prices).differences, []);
    }
  });

  test('a page shows the newest goods of the stores whose turn it is; whoever has nothing there is not on it', async () => {
    const first = await look('kitchenware', kitchenware);
    assert.deepEqual(new Set(first), new Set(kettles.values()));
    const pooled = await look('bedding', bedding);
    assert.equal(new Set(pooled).size, 3);
    for (let time = 0; time < 20; time += 1)
      assert.deepEqual(new Set(await look('bedding', bedding)), new Set(pooled));
    assert.equal(new Set(await lookAtStores()).size, 10);
  });

  test('later pages hold all other goods once, whatever is listed meanwhile, and so do those of stores', async () => {
    const turn = allotment.takeCategory('kitchenware') as Turn;
    const begun = await list(kitchenware, 12, turn.first);
    turn.failed();
    assert.deepEqual(begun.ids.slice(0, 10), turn.first);
    const made = await t.create({ list: true, texts: { en: { title: 'Kettle later' } } }, t.shop);
    const found = [...begun.ids];
    for (let cursor = begun.nextCursor; cursor !== undefined; ) {
      const page = await list(kitchenware, 7, [], cursor);
      found.push(...page.ids);
      cursor = page.nextCursor;
    }
    assert.equal(found.length, 30);
    assert.equal(new Set(found).size, 30);
    assert.ok(!found.includes(fromPublicId('product', made.id) as string));
    const stores = allotment.takeStores();
    stores.failed();
    const page = await listStores(4, stores.first.slice(0, 4));
    const others = await listStores(24, [], page.nextCursor);
    assert.deepEqual(page.ids, stores.first.slice(0, 4));
    assert.equal(new Set([...page.ids, ...others.ids]).size, 10);
    assert.equal(page.ids.length + others.ids.length, 10);
    for (const cursor of ['zz.', 'x', '0123456789.!'])
      for (const endpoint of [
        () => t.call(storesEndpoints.listStores, { query: { cursor } }),
        () =>
          t.call(api.listCategoryGoods, {
            params: { categoryId: categoryId(kitchenware) },
            query: { cursor },
          }),
      ]) {
        const refused = await endpoint();
        assert.equal(refused.ok || refused.problem.code, 'invalid_request', cursor);
      }
  });

  test('goods that are not of the category, or not on sale, are never first', async () => {
    const [kettle] = kettles.values();
    assert.ok(!(await list(bedding, 24, [kettle as string])).ids.includes(kettle as string));
    const gone = await t.create({ texts: { en: { title: 'Kettle unlisted' } } });
    const id = fromPublicId('product', gone.id) as string;
    assert.ok(!(await list(kitchenware, 24, [id])).ids.includes(id));
  });

  test('every store is within an impression of its due, and all that was shown adds up to the unit', async () => {
    await nextDay();
    await allotment.refresh();
    for (let time = 0; time < 100; time += 1) {
      await look('kitchenware', kitchenware);
      await lookAtStores();
      if (time % 4 === 0) await look('bedding', bedding);
    }
    allotment.clicked({ category: 'kitchenware' }, { productId: kettles.get(t.shop.storeUuid) as string });
    await allotment.flush();
    const near = await rowsOf(
      `select i.keyword, i.given, p.pages, d.due / sum(d.due) over (partition by i.keyword) * p.micro as due
       from (select keyword, store_id, sum(micro)::float8 as given from impression
         where day = $1 and is_allotted and keyword <> 'page/category/home' group by 1, 2) i
       join (select keyword, store_id, (organic + merit + newcomer + exploration + dither)::float8 as due from allotment_row
         where day = $1) d using (keyword, store_id)
       join (select keyword, sum(pages)::float8 as pages, (select sum(micro)::float8 from impression m
         where m.day = $1 and m.keyword = g.keyword and m.is_allotted) as micro
         from impression_page g where day = $1 and is_allotted group by 1) p using (keyword)`,
      [day()],
    );
    // Bedding has been looked at often enough by now to be a keyword of its own.
    assert.equal(near.length, 23);
    for (const { keyword, given, due } of near)
      assert.ok(Math.abs(given - due) < 1_000_000, `${keyword}: ${given} is not near ${due}`);
    const sums = await rowsOf(
      `select (select sum(micro) from impression where day = $1)::float8 as shown,
        (select sum(micro) from impression_page where day = $1)::float8 as pages`,
      [day()],
    );
    assert.equal(sums[0].shown, sums[0].pages);
    let told = 0;
    let clicks = 0;
    for (const shop of shops) {
      const answer = await t.call(api.getStoreAllotment, { params: shop }, shop.owner);
      assert.ok(answer.ok);
      const own = answer.value.days.find((one) => one.day === day());
      told += own?.shown.total ?? 0;
      clicks += own?.clicks ?? 0;
    }
    assert.equal(told, sums[0].shown);
    assert.equal(clicks, 1);
    assert.deepEqual(await auditMarket(t.handle.db), []);
  });

  test('a store that delists all it has in a category is no longer on its page', async () => {
    const [sheet] = await rowsOf(
      `select p.id, p.version from product p where p.store_id = $1 and p.category_id = $2`,
      [t.shop.storeUuid, fromPublicId('category', categoryId(bedding))],
    );
    const product = { storeId: t.shop.storeId, productId: toPublicId('product', sheet.id) };
    const done = await t.call(catalogueEndpoints.delistProduct, { params: product }, t.shop.owner);
    assert.ok(done.ok, JSON.stringify(done));
    await allotment.goods.catchUp();
    const turn = allotment.takeCategory('bedding') as Turn;
    turn.failed();
    assert.equal(turn.first.length, 2);
    assert.ok(!turn.first.includes(sheet.id));
  });
});

test('a cursor knows who was first and where the list goes on; a plain one is a cursor of a list without turns', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.uuid(), { maxLength: 12 }),
      fc.option(fc.stringMatching(/^[\w-]+$/)),
      (ids, place) => {
        const inner = place ?? undefined;
        const { codes } = beginAt(undefined, ids);
        const again = beginAt(cursorAt(codes, inner), []);
        assert.equal(again.inner, inner);
        assert.equal(again.firsts, new Set(ids.map((id) => id.slice(-10))).size);
        assert.ok(ids.every(again.wasFirst));
        assert.equal(again.wasFirst('00000000-0000-0000-0000-0000000000zz'), false);
      },
    ),
  );
  assert.deepEqual(beginAt('abc', []).inner, 'abc');
});
