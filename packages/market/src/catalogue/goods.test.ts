import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { searchEndpoints } from '@hazumi/contracts';
import { sql } from 'kysely';
import { personActor } from '../testing/market.ts';
import {
  catalogueEndpoints as api,
  type CatalogueTest,
  catalogueTest,
  categoryId,
  kettle,
  key,
} from './testing.ts';

describe('goods', () => {
  let t: CatalogueTest;
  before(async () => {
    t = await catalogueTest();
  });
  after(() => t.close());

  const counts = async () => {
    const { rows } = await sql<{ products: bigint; skus: bigint; stocks: bigint; events: bigint }>`
      select (select count(*) from product) as products, (select count(*) from sku) as skus,
        (select count(*) from stock) as stocks, (select count(*) from event) as events`.execute(t.handle.db);
    return rows[0];
  };
  const edit = (
    productId: string,
    ifMatch: number,
    body: object,
    as = t.shop.owner,
    storeId = t.shop.storeId,
  ) => t.call(api.editProduct, { params: { storeId, productId }, ifMatch, body }, as);

  test('are created with variants and stock in one request, and come back the same', async () => {
    const body = kettle({
      code: 'KETTLE',
      texts: {
        'zh-CN': { title: '铜水壶', description: '手工打造。\n容量 1.2 升。' },
        ja: { title: '銅のやかん' },
        en: { title: 'Copper kettle' },
      },
      optionNames: [{ 'zh-CN': '容量', en: 'Size' }],
      skus: [
        {
          code: 'K-S',
          options: [{ en: '1 l' }],
          priceMinor: 12_900,
          compareAtMinor: 15_900,
          weightGrams: 900,
          stock: 12,
        },
        { code: 'K-L', options: [{ en: '2 l' }], priceMinor: 18_900, freightMinor: 0, stock: 3 },
      ],
    });
    const made = await t.call(
      api.createProduct,
      { params: { storeId: t.shop.storeId }, body, idempotencyKey: key() },
      t.shop.clerk,
    );
    assert.ok(made.ok);
    assert.equal(made.status, 201);
    assert.equal(made.version, 1);
    assert.equal(made.value.state, 'draft');
    assert.deepEqual(made.value.texts, body.texts);
    assert.deepEqual(
      made.value.skus.map((sku) => [
        sku.code,
        sku.priceMinor,
        sku.compareAtMinor,
        sku.freightMinor,
        sku.received,
        sku.available,
      ]),
      [
        ['K-S', 12_900, 15_900, null, 12, 12],
        ['K-L', 18_900, null, 0, 3, 3],
      ],
    );
    const read = await t.call(
      api.getStoreProduct,
      { params: { storeId: t.shop.storeId, productId: made.value.id } },
      t.shop.finance,
    );
    assert.ok(read.ok);
    assert.deepEqual(read.value, made.value);
  });

  test('the same request twice makes the goods once', async () => {
    const before = await counts();
    const call = { params: { storeId: t.shop.storeId }, body: kettle(), idempotencyKey: key() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => t.call(api.createProduct, call, t.shop.owner)),
    );
    assert.equal(
      new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.problem.code))).size,
      1,
    );
    assert.equal(Number((await counts())?.products) - Number(before?.products), 1);
  });

  test('what is not right is refused where it is not right, and nothing is made', async () => {
    const two = (more: object) => [
      { code: 'A', priceMinor: 100, ...more },
      { code: 'B', priceMinor: 100 },
    ];
    const size = [{ en: 'Size' }];
    const cases: [string, object, string, string][] = [
      ['no title', { texts: {} }, 'invalid_request', '/body/texts'],
      ['no variant', { skus: [] }, 'invalid_request', '/body/skus'],
      [
        'a category that is not there',
        { categoryId: categoryId(777) },
        'invalid_request',
        '/body/categoryId',
      ],
      ['values without options', { skus: two({ options: [{ en: 'x' }] }) }, 'invalid_request', '/body/skus'],
      [
        'the same values twice',
        {
          optionNames: size,
          skus: ['A', 'B'].map((code) => ({ code, priceMinor: 1, options: [{ en: 'x' }] })),
        },
        'invalid_request',
        '/body/skus',
      ],
      ['the same code twice', { skus: two({ code: 'B' }), optionNames: [] }, 'sku_code_taken', '/body/skus'],
      [
        'a former price below the price',
        { skus: [{ code: 'A', priceMinor: 100, compareAtMinor: 100 }] },
        'invalid_request',
        '/body/skus',
      ],
      ['too dear', { skus: [{ code: 'A', priceMinor: 1_000_000_001 }] }, 'invalid_request', '/body/skus'],
      [
        'too dear to send',
        { skus: [{ code: 'A', priceMinor: 100, freightMinor: 1_000_000_001 }] },
        'invalid_request',
        '/body/skus',
      ],
      [
        'a title too long',
        { texts: { en: { title: 'x'.repeat(121) } } },
        'invalid_request',
        '/body/texts/en/title',
      ],
      ['an unknown field', { colour: 'red' }, 'invalid_request', '/body'],
    ];
    const before = await counts();
    for (const [name, more, code, pointer] of cases) {
      const answer = await t.call(
        api.createProduct,
        { params: { storeId: t.shop.storeId }, body: { ...kettle(), ...more }, idempotencyKey: key() },
        t.shop.owner,
      );
      assert.ok(!answer.ok, name);
      assert.equal(answer.problem.code, code, name);
      assert.equal(answer.problem.pointer, pointer, name);
    }
    assert.deepEqual(await counts(), before);
  });

  test('codes are unique in a store and free again once their goods are removed', async () => {
    const first = await t.create({ code: 'ONE', skus: [{ code: 'ONE-1', priceMinor: 1 }] });
    const again = (body: object) =>
      t.call(
        api.createProduct,
        { params: { storeId: t.shop.storeId }, body: kettle(body), idempotencyKey: key() },
        t.shop.owner,
      );
    const sameProduct = await again({ code: 'ONE' });
    assert.equal(sameProduct.ok || sameProduct.problem.code, 'product_code_taken');
    const sameSku = await again({ skus: [{ code: 'ONE-1', priceMinor: 1 }] });
    assert.equal(sameSku.ok || sameSku.problem.code, 'sku_code_taken');
    await t.create({ code: 'ONE', skus: [{ code: 'ONE-1', priceMinor: 1 }] }, t.rival);
    const params = { storeId: t.shop.storeId, productId: first.id };
    assert.equal((await t.call(api.removeProduct, { params }, t.shop.owner)).status, 204);
    assert.equal((await t.call(api.getStoreProduct, { params }, t.shop.owner)).status, 404);
    assert.ok((await again({ code: 'ONE', skus: [{ code: 'ONE-1', priceMinor: 1 }] })).ok);
  });

  test('an edit changes what it names, variant by variant', async () => {
    const goods = await t.create({
      optionNames: [{ en: 'Size' }],
      skus: [
        { code: 'E-1', options: [{ en: 'S' }], priceMinor: 100, stock: 1 },
        { code: 'E-2', options: [{ en: 'M' }], priceMinor: 200, stock: 2 },
      ],
    });
    const [first, second] = goods.skus;
    const edited = await edit(goods.id, 1, {
      texts: { 'zh-CN': null, ja: { title: 'やかん' } },
      changeSkus: [{ id: second?.id, priceMinor: 250, compareAtMinor: 300 }],
      // The code of the one that goes may be taken at once.
      removeSkuIds: [first?.id],
      addSkus: [{ code: 'E-1', options: [{ en: 'L' }], priceMinor: 300, stock: 7 }],
    });
    assert.ok(edited.ok);
    assert.equal(edited.version, 2);
    assert.deepEqual(edited.value.texts, { en: { title: 'Copper kettle' }, ja: { title: 'やかん' } });
    assert.deepEqual(
      edited.value.skus.map((sku) => [
        sku.code,
        sku.priceMinor,
        sku.compareAtMinor,
        sku.available,
        sku.version,
      ]),
      [
        ['E-2', 250, 300, 2, 2],
        ['E-1', 300, null, 7, 1],
      ],
    );
    const { rows } = await sql<{
      price_from_minor: bigint;
      price_to_minor: bigint;
      compare_at_minor: bigint;
    }>`
      select price_from_minor, price_to_minor, compare_at_minor from product where version = 2 and titles ? 'ja'
      and not titles ? 'zh-CN'`.execute(t.handle.db);
    assert.deepEqual(rows, [{ price_from_minor: 250n, price_to_minor: 300n, compare_at_minor: 300n }]);
  });

  test('of forty edits of one version, one is made', async () => {
    const goods = await t.create();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => edit(goods.id, 1, { texts: { en: { title: `Kettle ${at}` } } })),
    );
    assert.equal(answers.filter((answer) => answer.ok).length, 1);
    assert.equal(
      answers.filter((answer) => !answer.ok && answer.problem.code === 'version_conflict').length,
      39,
    );
    const read = await t.call(
      api.getStoreProduct,
      { params: { storeId: t.shop.storeId, productId: goods.id } },
      t.shop.owner,
    );
    assert.equal(read.ok && read.value.version, 2);
  });

  test('go on sale, off sale, on again, and are gone when removed', async () => {
    const goods = await t.create();
    const params = { storeId: t.shop.storeId, productId: goods.id };
    const publicView = () => t.call(api.getProduct, { params: { productId: goods.id } });
    assert.equal((await publicView()).status, 404);
    const listed = await t.call(api.listProduct, { params }, t.shop.owner);
    assert.equal(listed.ok && listed.value.state, 'listed');
    const shown = await publicView();
    assert.ok(shown.ok);
    assert.equal(shown.value.store.id, t.shop.storeId);
    assert.deepEqual(
      shown.value.categories.map((category) => category.slug),
      ['home', 'kitchenware'],
    );
    assert.deepEqual(shown.value.availability, { inStock: true, left: 5 });
    // Asked again it changes nothing.
    const twice = await t.call(api.listProduct, { params }, t.shop.owner);
    assert.equal(twice.ok && twice.version, listed.ok && listed.version);
    await t.clock.set(new Date(t.clock.now().getTime() + 3_600_000));
    assert.equal((await t.call(api.delistProduct, { params }, t.shop.owner)).ok, true);
    assert.equal((await publicView()).status, 404);
    const again = await t.call(api.listProduct, { params }, t.shop.owner);
    // Taking goods off and putting them on makes them no newer.
    assert.equal(again.ok && again.value.listedAt, listed.ok && listed.value.listedAt);
    assert.equal((await t.call(api.removeProduct, { params }, t.shop.owner)).status, 204);
    assert.equal((await publicView()).status, 404);
    assert.equal((await t.call(api.removeProduct, { params }, t.shop.owner)).status, 404);
    const types = await sql<{ type: string }>`
      select type from event where store_id = ${t.shop.storeUuid} and subject_type = 'product'
        and subject_id = (select subject_id from event where type = 'product.removed' order by at desc, id desc limit 1)
      order by at, id`.execute(t.handle.db);
    assert.deepEqual(
      types.rows.map((row) => row.type),
      ['product.created', 'product.listed', 'product.delisted', 'product.listed', 'product.removed'],
    );
  });

  test('the last variant of goods on sale cannot be taken off', async () => {
    const goods = await t.create({ list: true });
    const refused = await edit(goods.id, 1, { removeSkuIds: [goods.skus[0]?.id] });
    assert.equal(refused.ok || refused.problem.code, 'not_listable');
    assert.equal((await t.call(api.getProduct, { params: { productId: goods.id } })).ok, true);
  });

  test('a store that may not list more keeps what it has', async () => {
    const shop = await t.newShop();
    const goods = await t.create({ list: true }, shop);
    const draft = await t.create({}, shop);
    const params = { storeId: shop.storeId, productId: draft.id };
    await sql`update store set state = 'restricted' where id = ${shop.storeUuid}`.execute(t.handle.db);
    const refused = await t.call(api.listProduct, { params }, shop.owner);
    assert.equal(refused.ok || refused.problem.code, 'state_conflict');
    assert.ok((await t.call(api.getProduct, { params: { productId: goods.id } })).ok);
    assert.ok((await edit(draft.id, 1, { code: 'X' }, shop.owner, shop.storeId)).ok);
    await sql`update store set state = 'closing' where id = ${shop.storeUuid}`.execute(t.handle.db);
    const closed = await edit(draft.id, 2, { code: 'Y' }, shop.owner, shop.storeId);
    assert.equal(closed.ok || closed.problem.code, 'state_conflict');
    assert.equal((await t.call(api.getProduct, { params: { productId: goods.id } })).status, 404);
  });

  test('a limit on goods holds when forty are made at once', async () => {
    const shop = await t.newShop();
    const { at } = t.market.policy;
    const now = at(t.clock.now());
    const catalogue = { ...now.document.catalogue, goodsPerStore: 25 };
    const policy = { ...now, document: { ...now.document, catalogue } };
    t.market.policy.at = () => policy;
    try {
      const answers = await Promise.all(
        Array.from({ length: 40 }, () =>
          t.call(
            api.createProduct,
            { params: { storeId: shop.storeId }, body: kettle(), idempotencyKey: key() },
            shop.owner,
          ),
        ),
      );
      assert.equal(answers.filter((answer) => answer.ok).length, 25);
      assert.equal(
        answers.filter((answer) => !answer.ok && answer.problem.code === 'product_limit').length,
        15,
      );
      const { rows } = await sql<{ made: bigint }>`
        select count(*) as made from product where store_id = ${shop.storeUuid}`.execute(t.handle.db);
      assert.equal(rows[0]?.made, 25n);
      // One that is removed leaves room for one.
      const made = answers.find((answer) => answer.ok);
      const params = { storeId: shop.storeId, productId: made?.ok ? made.value.id : '' };
      assert.equal((await t.call(api.removeProduct, { params }, shop.owner)).status, 204);
      await t.create({}, shop);
    } finally {
      t.market.policy.at = at;
    }
  });

  test('the list of a store is walked page by page, and filtered', async () => {
    const shop = await t.newShop();
    const titles = ['Red cup', 'Blue cup', 'Red plate', '红色茶杯', 'Green bowl'];
    for (const [at, title] of titles.entries()) {
      await t.clock.set(new Date(t.clock.now().getTime() + 1000));
      await t.create(
        {
          texts: { en: { title } },
          code: `C-${at}`,
          categoryId: categoryId(at === 4 ? 172 : 173),
          list: at === 1,
        },
        shop,
      );
    }
    const list = async (query: object) => {
      const found: string[] = [];
      let cursor: string | null | undefined;
      do {
        const answer = await t.call(
          api.listStoreProducts,
          { params: { storeId: shop.storeId }, query: { ...query, limit: 2, ...(cursor ? { cursor } : {}) } },
          shop.finance,
        );
        assert.ok(answer.ok);
        assert.ok(answer.value.data.length <= 2);
        found.push(...answer.value.data.map((row) => row.title.en ?? ''));
        cursor = answer.value.nextCursor;
      } while (cursor !== null);
      return found;
    };
    assert.deepEqual(await list({}), titles.toReversed());
    assert.deepEqual(await list({ q: 'red' }), ['Red plate', 'Red cup']);
    assert.deepEqual(await list({ q: '茶杯' }), ['红色茶杯']);
    assert.deepEqual(await list({ q: 'c-4' }), ['Green bowl']);
    assert.deepEqual(await list({ q: '!!' }), []);
    assert.deepEqual(await list({ state: 'listed' }), ['Blue cup']);
    assert.deepEqual(await list({ categoryId: categoryId(172) }), ['Green bowl']);
    assert.deepEqual(await list({ categoryId: categoryId(170) }), titles.toReversed());
    const bad = await t.call(
      api.listStoreProducts,
      { params: { storeId: shop.storeId }, query: { cursor: 'WzFd' } },
      shop.owner,
    );
    assert.equal(bad.ok || bad.problem.code, 'invalid_request');
  });

  test('a cursor that somebody made up is refused or finds nothing, whatever it holds', async () => {
    const id = '9d6f8d5c-0000-7000-8000-000000000001';
    const keys = [
      ['0000-01-01T00:00:00.000Z', id],
      ['9999-12-31T23:59:59.999Z', id],
      ['newest', '0000-01-01T00:00:00.000Z', id],
      ['priceUp', Number.MAX_SAFE_INTEGER, id],
      ['priceUp', -Number.MAX_SAFE_INTEGER, id],
      ['relevance', -1, id],
      ['relevance-some', 1, id],
      [null],
      'x',
      {},
    ];
    for (const key of keys) {
      const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
      const answers = [
        await t.call(
          api.listStoreProducts,
          { params: { storeId: t.shop.storeId }, query: { cursor } },
          t.shop.owner,
        ),
        await t.call(searchEndpoints.newestProducts, { query: { cursor } }),
        await t.call(searchEndpoints.searchProducts, { query: { cursor, sort: 'priceUp' } }),
        await t.call(searchEndpoints.searchProducts, { query: { cursor, q: 'red kettle' } }),
        await t.call(searchEndpoints.searchProducts, { query: { cursor, q: 'kettle' } }),
      ];
      for (const answer of answers)
        assert.ok(answer.ok || answer.problem.code === 'invalid_request', JSON.stringify(key));
    }
  });

  test('belong to their store alone', async () => {
    const goods = await t.create({ list: true });
    const skuId = goods.skus[0]?.id ?? '';
    const stranger = personActor('9d6f8d5c-0000-7000-8000-000000000001');
    const own = { storeId: t.shop.storeId, productId: goods.id };
    // A rival names its own store in the path, and our goods below it.
    const crossed = { storeId: t.rival.storeId, productId: goods.id };
    const body = kettle();
    const before = await counts();
    const calls = (params: typeof own) => ({
      read: [
        ['getStoreProduct', (as: typeof stranger) => t.call(api.getStoreProduct, { params }, as)],
        [
          'listStockAdjustments',
          (as: typeof stranger) =>
            t.call(api.listStockAdjustments, { params: { storeId: params.storeId, skuId } }, as),
        ],
      ] as const,
      edit: [
        [
          'editProduct',
          (as: typeof stranger) =>
            t.call(api.editProduct, { params, ifMatch: 1, body: { code: 'MINE' } }, as),
        ],
        ['delistProduct', (as: typeof stranger) => t.call(api.delistProduct, { params }, as)],
        ['listProduct', (as: typeof stranger) => t.call(api.listProduct, { params }, as)],
        ['removeProduct', (as: typeof stranger) => t.call(api.removeProduct, { params }, as)],
        [
          'changeStock',
          (as: typeof stranger) =>
            t.call(
              api.changeStock,
              {
                params: { storeId: params.storeId, skuId },
                body: { change: { set: 0 }, reason: 'x' },
                idempotencyKey: key(),
              },
              as,
            ),
        ],
      ] as const,
    });
    for (const [name, call] of [...calls(crossed).read, ...calls(crossed).edit]) {
      const answer = await call(t.rival.owner);
      assert.equal(answer.ok || answer.problem.code, 'not_found', `${name} across stores`);
    }
    for (const [name, call] of [...calls(own).read, ...calls(own).edit]) {
      for (const [as, code] of [
        [t.rival.owner, 'not_found'],
        [stranger, 'not_found'],
      ] as const) {
        const answer = await call(as);
        assert.equal(answer.ok || answer.problem.code, code, `${name} of another licence`);
      }
      const guest = await call({ kind: 'guest', guestHash: Buffer.alloc(32) } as never);
      assert.equal(guest.ok || guest.problem.code, 'unauthenticated', name);
    }
    for (const [name, call] of calls(own).edit) {
      const answer = await call(t.shop.finance);
      assert.equal(answer.ok || answer.problem.code, 'forbidden', name);
    }
    for (const as of [t.rival.owner, stranger]) {
      const list = await t.call(api.listStoreProducts, { params: { storeId: t.shop.storeId } }, as);
      assert.equal(list.ok || list.problem.code, 'not_found');
    }
    for (const as of [t.rival.owner, t.shop.finance, stranger]) {
      const made = await t.call(
        api.createProduct,
        { params: { storeId: t.shop.storeId }, body, idempotencyKey: key() },
        as,
      );
      assert.equal(made.ok, false);
    }
    assert.deepEqual(await counts(), before);
  });
});
