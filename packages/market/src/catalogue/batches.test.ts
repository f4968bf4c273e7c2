import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import {
  catalogueEndpoints as api,
  type CatalogueTest,
  catalogueTest,
  kettle,
  key,
  type StoreProduct,
} from './testing.ts';

describe('batches', () => {
  let t: CatalogueTest;
  before(async () => {
    t = await catalogueTest();
  });
  after(() => t.close());

  const batch = (operations: object[], idempotencyKey = key()) =>
    t.call(
      api.batchProducts,
      { params: { storeId: t.shop.storeId }, body: { operations: operations as never }, idempotencyKey },
      t.shop.clerk,
    );
  const skus = (items: object[], idempotencyKey = key()) =>
    t.call(
      api.batchSkus,
      {
        params: { storeId: t.shop.storeId },
        body: { items: items as never, reason: 'spring' },
        idempotencyKey,
      },
      t.shop.clerk,
    );
  const read = async (id: string): Promise<StoreProduct> => {
    const found = await t.call(
      api.getStoreProduct,
      { params: { storeId: t.shop.storeId, productId: id } },
      t.shop.owner,
    );
    assert.ok(found.ok);
    return found.value;
  };

  test('of goods: each operation has its own result, and a failing one leaves its neighbours be', async () => {
    const one = await t.create();
    const two = await t.create({ code: 'TAKEN' });
    const operations = [
      { op: 'change', productId: one.id, ifVersion: 1, change: { texts: { en: { title: 'Changed' } } } },
      { op: 'create', product: kettle({ code: 'TAKEN' }) },
      { op: 'change', productId: two.id, ifVersion: 9, change: { code: 'NEVER' } },
      { op: 'create', product: kettle({ code: 'FRESH' }) },
      { op: 'change', productId: t.rival.storeId.replace('sto_', 'prd_'), ifVersion: 1, change: {} },
    ];
    const same = key();
    const answer = await batch(operations, same);
    assert.ok(answer.ok);
    assert.deepEqual(
      answer.value.results.map((result) =>
        result.ok ? result.version : [result.problem.code, result.problem.pointer],
      ),
      [
        2,
        ['product_code_taken', '/body/operations/1/product/code'],
        ['version_conflict', undefined],
        1,
        ['not_found', undefined],
      ],
    );
    assert.equal((await read(one.id)).texts.en?.title, 'Changed');
    assert.equal((await read(two.id)).code, 'TAKEN');
    const fresh = answer.value.results[3];
    assert.equal(fresh?.ok && (await read(fresh.productId)).code, 'FRESH');
    // Nothing of the refused creation is left behind: the number of goods counts real ones.
    const { rows } = await sql<{ counted: number; real: bigint }>`
      select products as counted, (select count(*) from product p where p.store_id = c.store_id) as real
      from catalogue_size c where store_id = ${t.shop.storeUuid}`.execute(t.handle.db);
    assert.equal(BigInt(rows[0]?.counted ?? -1), rows[0]?.real);
    const again = await batch(operations, same);
    assert.deepEqual(again.ok && again.value, answer.value);
    const events = await sql<{ count: bigint }>`
      select count(*) from event where type = 'product.edited' and subject_id in (select id from product where code is null)`.execute(
      t.handle.db,
    );
    assert.equal(events.rows[0]?.count, 1n);
  });

  test('of goods that cross each other are both done', async () => {
    const goods = await Promise.all(Array.from({ length: 6 }, () => t.create()));
    const change = (entry: StoreProduct, code: string) => ({
      op: 'change',
      productId: entry.id,
      ifVersion: 1,
      change: { texts: { en: { title: code } } },
    });
    const [up, down] = await Promise.all([
      batch(goods.map((entry) => change(entry, 'up'))),
      batch(goods.toReversed().map((entry) => change(entry, 'down'))),
    ]);
    assert.ok(up.ok && down.ok);
    const done = [...up.value.results, ...down.value.results].filter((result) => result.ok);
    assert.equal(done.length, 6);
    const titles = await Promise.all(goods.map(async (entry) => (await read(entry.id)).texts.en?.title));
    assert.equal(new Set(titles).size, 1);
  });

  test('more operations than the policy allows are refused before any is done', async () => {
    const answer = await batch(Array.from({ length: 101 }, () => ({ op: 'create', product: kettle() })));
    assert.equal(answer.ok || answer.problem.code, 'invalid_request');
  });

  test('of variants: prices, freight and stock, each item as a whole or not at all', async () => {
    const goods = await t.create({
      optionNames: [{ en: 'Size' }],
      skus: ['S', 'M', 'L', 'XL'].map((size, at) => ({
        code: `B-${size}`,
        options: [{ en: size }],
        priceMinor: 1000 + at,
        stock: 10,
      })),
    });
    const [small, medium, large, extra] = goods.skus.map((sku) => sku.id);
    const answer = await skus([
      { skuId: small, priceMinor: 500, compareAtMinor: 900, stock: { adjust: -10 } },
      { skuId: medium, priceMinor: 600, stock: { adjust: -11 } },
      { skuId: large, priceMinor: 700, compareAtMinor: 650 },
      { skuId: extra, freightMinor: 300, stock: { set: 4 }, ifVersion: 1 },
      { skuId: small, priceMinor: 1 },
      { skuId: goods.id.replace('prd_', 'sku_'), priceMinor: 1 },
      { skuId: large, ifVersion: 7, priceMinor: 1 },
    ]);
    assert.ok(answer.ok);
    assert.deepEqual(
      answer.value.results.map((result) =>
        result.ok
          ? [result.version, result.received, result.available]
          : [result.problem.code, result.problem.pointer],
      ),
      [
        [2, 0, 0],
        ['stock_too_low', '/body/items/1/stock'],
        ['invalid_request', '/body/items/2/compareAtMinor'],
        [2, 4, 4],
        ['invalid_request', '/body/items/4'],
        ['not_found', undefined],
        ['invalid_request', '/body/items/6'],
      ],
    );
    const after = await read(goods.id);
    assert.deepEqual(
      after.skus.map((sku) => [
        sku.priceMinor,
        sku.compareAtMinor,
        sku.freightMinor,
        sku.available,
        sku.version,
      ]),
      [
        [500, 900, null, 0, 2],
        [1001, null, null, 10, 1],
        [1002, null, null, 10, 1],
        [1003, null, 300, 4, 2],
      ],
    );
    assert.equal(after.version, 2);
    const { rows } = await sql<{
      price_from_minor: bigint;
      price_to_minor: bigint;
      compare_at_minor: bigint;
      reasons: string[];
    }>`
      select price_from_minor, price_to_minor, compare_at_minor,
        (select array_agg(distinct reason) from stock_adjustment a join sku k on k.id = a.sku_id and k.product_id = p.id) as reasons
      from product p where p.version = 2 and exists (select 1 from sku k where k.product_id = p.id and k.code = 'B-S')`.execute(
      t.handle.db,
    );
    assert.deepEqual(rows, [
      {
        price_from_minor: 500n,
        price_to_minor: 1003n,
        compare_at_minor: 900n,
        reasons: ['initial', 'spring'],
      },
    ]);
    // A price that a batch changed is news to whoever edits the goods meanwhile.
    const stale = await t.call(
      api.editProduct,
      { params: { storeId: t.shop.storeId, productId: goods.id }, ifMatch: 1, body: { code: 'B' } },
      t.shop.owner,
    );
    assert.equal(stale.ok || stale.problem.code, 'version_conflict');
  });

  test('of variants that change nothing make no new version', async () => {
    const goods = await t.create();
    const sku = goods.skus[0];
    const answer = await skus([{ skuId: sku?.id, priceMinor: sku?.priceMinor, stock: { set: 5 } }]);
    assert.deepEqual(answer.ok && answer.value.results.map((result) => result.ok && result.version), [1]);
    assert.equal((await read(goods.id)).version, 1);
  });

  test('of variants that cross each other lock in one order', async () => {
    const goods = await Promise.all(Array.from({ length: 8 }, () => t.create()));
    const ids = goods.map((entry) => entry.skus[0]?.id);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        skus(
          (at % 2 === 0 ? ids : ids.toReversed()).map((skuId) => ({
            skuId,
            priceMinor: 100 + at,
            stock: { adjust: 1 },
          })),
        ),
      ),
    );
    assert.ok(answers.every((answer) => answer.ok && answer.value.results.every((result) => result.ok)));
    const after = await Promise.all(goods.map((entry) => read(entry.id)));
    assert.deepEqual(
      after.map((entry) => entry.skus[0]?.available),
      Array(8).fill(11),
    );
    assert.equal(new Set(after.map((entry) => entry.skus[0]?.priceMinor)).size, 1);
  });

  test('are of one store: a rival sees nobody, and staff without the right do nothing', async () => {
    const goods = await t.create();
    const items = [{ skuId: goods.skus[0]?.id ?? '', priceMinor: 1 }];
    const rival = await t.call(
      api.batchSkus,
      { params: { storeId: t.rival.storeId }, body: { items }, idempotencyKey: key() },
      t.rival.owner,
    );
    assert.deepEqual(rival.ok && rival.value.results.map((result) => !result.ok && result.problem.code), [
      'not_found',
    ]);
    const finance = await t.call(
      api.batchSkus,
      { params: { storeId: t.shop.storeId }, body: { items }, idempotencyKey: key() },
      t.shop.finance,
    );
    assert.equal(finance.ok || finance.problem.code, 'forbidden');
    const other = await t.call(
      api.batchProducts,
      {
        params: { storeId: t.shop.storeId },
        body: { operations: [{ op: 'create', product: kettle() }] },
        idempotencyKey: key(),
      },
      t.rival.owner,
    );
    assert.equal(other.ok || other.problem.code, 'not_found');
    assert.deepEqual(await read(goods.id), goods);
  });
});
