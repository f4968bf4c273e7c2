import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { catalogueEndpoints as api } from '@hazumi/contracts';
import { type CatalogueTest, catalogueTest, type Shop } from '../testing.ts';
import { importDesk } from './imports.testing.ts';

describe('undoing an import', () => {
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

  test('an import is undone within its time, except where somebody went on from it', async () => {
    await freshShop();
    const one = await t.create(
      { code: 'A', texts: { en: { title: 'Old' } }, skus: [{ code: 'A1', priceMinor: 100 }] },
      shop,
    );
    const two = await t.create(
      { code: 'B', texts: { en: { title: 'Old' } }, skus: [{ code: 'B1', priceMinor: 100 }], list: true },
      shop,
    );
    const entry = await read(
      csv(
        [
          'productCode',
          'skuCode',
          'category',
          'state',
          'title.en',
          'title.ja',
          'price',
          'option1.name.en',
          'option1.value.en',
        ],
        ['A', 'A1', '', 'listed', 'New', '新', '2', '', ''],
        ['B', 'B1', '', 'delisted', 'New', '新', '2', '', ''],
        ['N', 'N1', 'food', 'listed', 'Made', '', '3', 'Kind', 'a'],
        ['N', 'N2', '', '', '', '', '3', '', 'b'],
      ),
    );
    const rows = await rowsOf(entry);
    const applied = await apply(entry);
    assert.deepEqual([applied.applied, applied.state], [4, 'applied']);
    assert.equal(Date.parse(applied.undoUntil ?? '') - Date.parse(applied.appliedAt ?? ''), 600_000);
    assert.equal((await goods(one.id))?.state, 'listed');
    const changed = await goods(two.id);
    await t.call(
      api.editProduct,
      {
        params: { storeId: shop.storeId, productId: two.id },
        ifMatch: changed?.version ?? 0,
        body: { texts: { en: { title: 'Newer' } } },
      },
      shop.owner,
    );
    const undone = await undo(entry);
    assert.deepEqual([undone.state, undone.undone, undone.kept], ['undone', 3, 1]);
    const back = await goods(one.id);
    // What was a draft does not become one again; it goes off sale.
    assert.deepEqual(
      [back?.texts, back?.skus[0]?.priceMinor, back?.state],
      [{ en: { title: 'Old' } }, 100, 'delisted'],
    );
    const kept = await goods(two.id);
    assert.deepEqual(
      [kept?.texts, kept?.skus[0]?.priceMinor, kept?.state],
      [{ en: { title: 'Newer' } }, 100, 'listed'],
    );
    assert.equal((await rowsOf(entry))[1]?.error?.column, 'title.en');
    assert.equal(await goods(rows[2]?.productId), undefined);
    // Its codes are free again.
    await t.create({ code: 'N', skus: [{ code: 'N1', priceMinor: 1 }] }, shop);
    // Asked again, it is undone already.
    assert.equal((await t.call(api.undoImport, { params: params(entry) }, shop.clerk)).status, 202);
  });

  test('what an import created stays where somebody changed it', async () => {
    await freshShop();
    const entry = await read(csv(['skuCode', 'category', 'title.en', 'price'], ['X1', 'food', 'Made', '3']));
    const [row] = await rowsOf(entry);
    await apply(entry);
    const made = await goods(row?.productId);
    await t.call(
      api.editProduct,
      {
        params: { storeId: shop.storeId, productId: made?.id ?? '' },
        ifMatch: 1,
        body: { texts: { en: { title: 'Mine' } } },
      },
      shop.owner,
    );
    const undone = await undo(entry);
    assert.deepEqual([undone.undone, undone.kept], [0, 1]);
    assert.equal((await goods(made?.id))?.texts.en?.title, 'Mine');
  });

  test('after its time an import cannot be undone, nor one that is not applied', async () => {
    await freshShop();
    const entry = await read(csv(['skuCode', 'category', 'title.en', 'price'], ['X1', 'food', 'Made', '3']));
    const early = await t.call(api.undoImport, { params: params(entry) }, shop.clerk);
    assert.equal(early.ok || early.problem.code, 'state_conflict');
    await apply(entry);
    await t.clock.set(new Date(t.clock.now().getTime() + 600_000));
    const late = await t.call(api.undoImport, { params: params(entry) }, shop.clerk);
    assert.equal(late.ok || late.problem.code, 'undo_expired');
    assert.equal((await get(entry)).state, 'applied');
    const discarded = await t.call(api.discardImport, { params: params(entry) }, shop.clerk);
    assert.equal(discarded.ok || discarded.problem.code, 'state_conflict');
    const other = await read(csv(['skuCode', 'price'], ['X1', '4']));
    assert.equal((await t.call(api.discardImport, { params: params(other) }, shop.clerk)).status, 200);
    const tooLate = await t.call(api.applyImport, { params: params(other) }, shop.clerk);
    assert.equal(tooLate.ok || tooLate.problem.code, 'state_conflict');
  });
});
