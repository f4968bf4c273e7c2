import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { catalogueEndpoints as api, fromPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import { sweepUntilIdle } from '../../kernel/sweeps.ts';
import { type CatalogueTest, catalogueTest, categoryId, type Shop, type StoreProduct } from '../testing.ts';
import { importDesk } from './imports.testing.ts';

describe('the work of an import', () => {
  let t: CatalogueTest;
  let shop: Shop;
  before(async () => {
    t = await catalogueTest();
  });
  after(() => t.close());
  const { csv, read, params, rowsOf, get, apply, undo, goods } = importDesk(
    () => t,
    () => shop,
  );
  const freshShop = async () => {
    shop = await t.newShop();
    return shop;
  };

  test('what changed since the file was read is left alone', async () => {
    await freshShop();
    const one = await t.create({ code: 'A', skus: [{ code: 'A1', priceMinor: 100 }] }, shop);
    const two = await t.create({ code: 'B', skus: [{ code: 'B1', priceMinor: 100 }] }, shop);
    const gone = await t.create({ code: 'C', skus: [{ code: 'C1', priceMinor: 100 }] }, shop);
    const entry = await read(
      csv(
        ['skuCode', 'title.en', 'price'],
        ['A1', 'New title', '2'],
        ['B1', 'New title', '2'],
        ['C1', '', '2'],
      ),
    );
    const own = (product: StoreProduct) => ({ storeId: shop.storeId, productId: product.id });
    await t.call(
      api.editProduct,
      {
        params: own(one),
        ifMatch: 1,
        body: { changeSkus: [{ id: one.skus[0]?.id ?? '', priceMinor: 333 }] },
      },
      shop.owner,
    );
    // Another field than the row's: no reason to refuse it.
    await t.call(
      api.editProduct,
      { params: own(two), ifMatch: 1, body: { categoryId: categoryId(210) } },
      shop.owner,
    );
    await t.call(api.removeProduct, { params: own(gone) }, shop.owner);
    const done = await apply(entry);
    assert.deepEqual([done.applied, done.skipped], [1, 2]);
    assert.deepEqual(
      (await rowsOf(entry)).map((row) => [row.state, row.error?.code ?? null, row.error?.column ?? null]),
      [
        ['skipped', 'changedSince', 'price'],
        ['applied', null, null],
        ['skipped', 'productGone', null],
      ],
    );
    const first = await goods(one.id);
    // A row is applied as a whole or not at all.
    assert.deepEqual([first?.texts.en?.title, first?.skus[0]?.priceMinor], ['Copper kettle', 333]);
    assert.equal((await goods(two.id))?.skus[0]?.priceMinor, 200);
  });

  test('stock moves by what the merchant saw, so that sales in between stay sold', async () => {
    await freshShop();
    const product = await t.create({ skus: [{ code: 'S1', priceMinor: 1, stock: 10 }] }, shop);
    const skuId = fromPublicId('sku', product.skus[0]?.id ?? '');
    const sell = (pieces: number) =>
      sql`update stock set available = available - ${pieces} where sku_id = ${skuId}`.execute(t.handle.db);
    await sell(2);
    const entry = await read(csv(['skuCode', 'stockNow', 'stockNew'], ['S1', '10', '15']));
    assert.deepEqual((await rowsOf(entry))[0]?.changes, [{ column: 'stockNew', before: '10', after: '15' }]);
    await sell(1);
    await apply(entry);
    const stock = async () => {
      const sku = (await goods(product.id))?.skus[0];
      return [sku?.received, sku?.available];
    };
    assert.deepEqual(await stock(), [15, 12]);
    await undo(entry);
    assert.deepEqual(await stock(), [10, 7]);
  });

  test('a process that dies in the middle leaves whole rows, and another one goes on', async () => {
    await freshShop();
    const lines = Array.from({ length: 130 }, (_, at) => [
      `R${at}`,
      'food',
      `Rice ${at}`,
      String(at + 1),
      '1',
    ]);
    const entry = await read(csv(['skuCode', 'category', 'title.en', 'price', 'stockNew'], ...lines));
    assert.equal((await t.call(api.applyImport, { params: params(entry) }, shop.clerk)).status, 202);
    const sweep = t.market.sweeps.find(({ name }) => name === 'catalogueImports');
    assert.ok(sweep);
    let hits = 0;
    const dying = {
      ...t.ctx(),
      points: {
        hit: (name: string) => {
          hits += name === 'import.row' ? 1 : 0;
          if (hits === 70) throw new Error('the process died');
          return undefined;
        },
      },
    };
    await sweep.run(dying);
    await assert.rejects(sweep.run(dying), /died/);
    const middle = await get(entry);
    assert.deepEqual([middle.state, middle.applied], ['applying', 50]);
    const count = async () => {
      const { rows } = await sql<{ goods: bigint; stock: bigint; created: bigint }>`
        select (select count(*) from product where store_id = ${shop.storeUuid}) as goods,
          (select coalesce(sum(received), 0)::bigint from stock where store_id = ${shop.storeUuid}) as stock,
          (select count(*) from event where store_id = ${shop.storeUuid} and type = 'product.created') as created`.execute(
        t.handle.db,
      );
      return rows[0];
    };
    assert.deepEqual(await count(), { goods: 50n, stock: 50n, created: 50n });
    // Four processes go on at once.
    await Promise.all(Array.from({ length: 4 }, () => sweepUntilIdle([sweep], () => t.ctx())));
    const done = await get(entry);
    assert.deepEqual([done.state, done.applied, done.skipped], ['applied', 130, 0]);
    assert.deepEqual(await count(), { goods: 130n, stock: 130n, created: 130n });
    // Asked to apply again, it does nothing more.
    await apply(entry);
    assert.deepEqual(await count(), { goods: 130n, stock: 130n, created: 130n });
  });

  test('an import that meets a fault of ours does not hold up the others', async () => {
    await freshShop();
    const row = (code: string) =>
      csv(['skuCode', 'category', 'title.en', 'price'], [code, 'food', 'Made', '3']);
    const [faulty, other] = [await read(row('F1')), await read(row('F2'))];
    for (const entry of [faulty, other]) await t.call(api.applyImport, { params: params(entry) }, shop.clerk);
    const sweep = t.market.sweeps.find(({ name }) => name === 'catalogueImports');
    assert.ok(sweep);
    const dying = { ...t.ctx(), points: { hit: () => Promise.reject(new Error('a fault')) } };
    await assert.rejects(sweep.run(dying), /a fault/);
    assert.equal((await get(faulty)).state, 'applying');
    await sweep.run(t.ctx());
    assert.deepEqual([(await get(faulty)).state, (await get(other)).state], ['applying', 'applied']);
    await t.sweep();
    assert.equal((await get(faulty)).applied, 1);
  });
});
