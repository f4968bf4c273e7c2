import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type AnswerOf, catalogueEndpoints as api, fromPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/context.ts';
import { sweepUntilIdle } from '../../kernel/sweeps.ts';
import { type CatalogueTest, catalogueTest, categoryId, type Shop, type StoreProduct } from '../testing.ts';
import { csvLine } from './imports.csv.ts';

type Import = AnswerOf<(typeof api)['getImport']>;
type Row = AnswerOf<(typeof api)['listImportRows']>['data'][number];

describe('imports', () => {
  let t: CatalogueTest;
  let shop: Shop;
  before(async () => {
    t = await catalogueTest();
  });
  after(() => t.close());

  const csv = (...lines: (string | null)[][]) => lines.map(csvLine).join('');
  const send = async (text: string, more: { as?: Actor; mapping?: object; at?: Shop } = {}) => {
    const at = more.at ?? shop;
    const form = new FormData();
    form.set('file', new File([text], 'goods.csv'));
    if (more.mapping !== undefined) form.set('mapping', JSON.stringify(more.mapping));
    return t.call(api.createImport, { params: { storeId: at.storeId }, body: form }, more.as ?? at.clerk);
  };
  const read = async (text: string): Promise<Import> => {
    const answer = await send(text);
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value;
  };
  const params = (entry: Import) => ({ storeId: shop.storeId, importId: entry.id });
  const rowsOf = async (entry: Import): Promise<Row[]> => {
    const answer = await t.call(
      api.listImportRows,
      { params: params(entry), query: { limit: 100 }, headers: { 'accept-language': 'en' } },
      shop.finance,
    );
    assert.ok(answer.ok);
    return answer.value.data;
  };
  /** The client's text has lost the byte order mark; the bytes have not. */
  const firstBytes = async (path: string): Promise<number[]> => {
    const request = new Request(`http://market.test${path}`, { headers: t.headersOf(shop.owner) });
    return [...new Uint8Array(await (await t.market.app.fetch(request)).arrayBuffer()).subarray(0, 3)];
  };
  const get = async (entry: Import): Promise<Import> => {
    const answer = await t.call(api.getImport, { params: params(entry) }, shop.finance);
    assert.ok(answer.ok);
    return answer.value;
  };
  const apply = async (entry: Import): Promise<Import> => {
    const begun = await t.call(api.applyImport, { params: params(entry) }, shop.clerk);
    assert.equal(begun.status, 202, JSON.stringify(begun));
    await t.sweep();
    return get(entry);
  };
  const undo = async (entry: Import): Promise<Import> => {
    const begun = await t.call(api.undoImport, { params: params(entry) }, shop.clerk);
    assert.equal(begun.status, 202, JSON.stringify(begun));
    await t.sweep();
    return get(entry);
  };
  const goods = async (id: string | null | undefined): Promise<StoreProduct | undefined> => {
    const answer = await t.call(
      api.getStoreProduct,
      { params: { storeId: shop.storeId, productId: id ?? '' } },
      shop.owner,
    );
    return answer.ok ? answer.value : undefined;
  };
  const freshShop = async () => {
    shop = await t.newShop();
    return shop;
  };

  test('a file creates goods with several variants, and shows before what it will do', async () => {
    await freshShop();
    const text = csv(
      [
        '商品编号',
        '规格编号',
        '类目',
        '状态',
        '商品标题（中文）',
        'title.en',
        '规格1名称（中文）',
        '规格1的值（中文）',
        '价格',
        '重量（克）',
        '新库存',
        '备注',
      ],
      ['POT', 'POT-S', '厨具餐具', '在售', '砂锅', 'Clay pot', '容量', '小', '89', '1200', '5', 'mine'],
      ['POT', 'POT-L', '', '', '', '', '', '大', '１２９．５', '', '', ''],
      ['', 'LID', 'kitchenware', '', '锅盖', '', '', '', '9.90', '', '0', ''],
    );
    const entry = await read(text);
    assert.deepEqual(
      [
        entry.state,
        entry.rows,
        entry.create,
        entry.change,
        entry.unchanged,
        entry.errors,
        entry.ignoredColumns,
      ],
      ['ready', 3, 3, 0, 0, 0, ['备注']],
    );
    const rows = await rowsOf(entry);
    assert.deepEqual(
      rows.map((row) => [row.rowNumber, row.kind, row.state, row.productCode, row.skuCode]),
      [
        [2, 'create', 'pending', 'POT', 'POT-S'],
        [3, 'create', 'pending', 'POT', 'POT-L'],
        [4, 'create', 'pending', null, 'LID'],
      ],
    );
    assert.deepEqual(rows[1]?.changes, [
      { column: 'skuCode', before: null, after: 'POT-L' },
      { column: 'option1.value.zh-CN', before: null, after: '大' },
      { column: 'price', before: null, after: '129.50' },
    ]);
    // Reading changes nothing.
    assert.equal(await goods(rows[0]?.productId), undefined);
    const done = await apply(entry);
    assert.deepEqual([done.state, done.applied, done.skipped], ['applied', 3, 0]);
    const pot = await goods(rows[0]?.productId);
    assert.deepEqual(
      [pot?.state, pot?.code, pot?.texts, pot?.optionNames, pot?.categoryId],
      [
        'listed',
        'POT',
        { 'zh-CN': { title: '砂锅' }, en: { title: 'Clay pot' } },
        [{ 'zh-CN': '容量' }],
        categoryId(173),
      ],
    );
    assert.deepEqual(
      pot?.skus.map((sku) => [sku.code, sku.options, sku.priceMinor, sku.weightGrams, sku.available]),
      [
        ['POT-S', [{ 'zh-CN': '小' }], 8_900, 1200, 5],
        ['POT-L', [{ 'zh-CN': '大' }], 12_950, null, 0],
      ],
    );
    assert.equal((await goods(rows[2]?.productId))?.state, 'draft');
    const { rows: events } = await sql<{ actor: string }>`
      select distinct actor from event where subject_id = ${fromPublicId('product', pot?.id ?? '')}`.execute(
      t.handle.db,
    );
    assert.deepEqual(
      events.map((event) => event.actor.split(':')[0]),
      ['person'],
    );
    // The same file again finds nothing to do.
    assert.deepEqual((await read(text)).unchanged, 3);
  });

  test('an export comes back as a file that changes nothing', async () => {
    await freshShop();
    await t.create(
      {
        code: 'A',
        texts: {
          'zh-CN': { title: '=SUM(A1)', description: '第一行\n"第二行", 完' },
          ja: { title: "'-引用" },
          en: { title: '@home' },
        },
        optionNames: [{ en: 'Size', ja: 'サイズ' }, { en: 'Colour' }],
        skus: [
          {
            code: '+A1',
            options: [{ en: 'S', ja: '小' }, { en: 'red' }],
            priceMinor: 100,
            compareAtMinor: 200,
            stock: 3,
          },
          {
            code: 'A2',
            options: [{ en: 'M' }, { en: 'red' }],
            priceMinor: 150,
            freightMinor: 0,
            weightGrams: 10,
            stock: 0,
          },
        ],
      },
      shop,
    );
    await t.create({ list: true }, shop);
    for (const locale of ['zh-CN', 'ja', 'en'] as const) {
      const file = await t.call(
        api.exportProducts,
        { params: { storeId: shop.storeId }, query: { locale } },
        shop.finance,
      );
      assert.ok(file.ok);
      assert.equal(file.headers.get('content-type'), 'text/csv; charset=utf-8');
      assert.deepEqual(await firstBytes(`/v1/stores/${shop.storeId}/product-export`), [0xef, 0xbb, 0xbf]);
      assert.ok(file.value.includes("'=SUM(A1)") && !/(^|,)"?[=+@-]/m.test(file.value), file.value);
      const entry = await read(file.value);
      assert.deepEqual(
        [entry.rows, entry.unchanged, entry.ignoredColumns],
        [3, 3, []],
        JSON.stringify(await rowsOf(entry)),
      );
    }
  });

  test('empty keeps, the mark clears, a missing row is left alone', async () => {
    await freshShop();
    const kept = await t.create(
      {
        code: 'A',
        texts: { en: { title: 'Cup', description: 'Round' }, ja: { title: 'コップ' } },
        skus: [
          { code: 'A1', priceMinor: 100, compareAtMinor: 200, freightMinor: 50, weightGrams: 5, stock: 3 },
        ],
      },
      shop,
    );
    const other = await t.create({ code: 'B' }, shop);
    const entry = await read(
      csv(
        ['skuCode', 'title.en', 'description.en', 'title.ja', 'price', 'compareAt', 'freight', 'weightGrams'],
        ['A1', '', '__CLEAR__', '__CLEAR__', '1.20', '', '__CLEAR__', '__CLEAR__'],
      ),
    );
    assert.deepEqual((await rowsOf(entry))[0]?.changes, [
      { column: 'description.en', before: 'Round', after: null },
      { column: 'title.ja', before: 'コップ', after: null },
      { column: 'price', before: '1.00', after: '1.20' },
      { column: 'freight', before: '0.50', after: null },
      { column: 'weightGrams', before: '5', after: null },
    ]);
    await apply(entry);
    const after = await goods(kept.id);
    assert.deepEqual(after?.texts, { en: { title: 'Cup' } });
    const sku = after?.skus[0];
    assert.deepEqual(
      [sku?.priceMinor, sku?.compareAtMinor, sku?.freightMinor, sku?.weightGrams, sku?.available],
      [120, 200, null, null, 3],
    );
    assert.deepEqual(await goods(other.id), other);
  });

  test('each thing that is wrong is told by row and column, and the other rows are applied', async () => {
    await freshShop();
    await t.create({ code: 'A', skus: [{ code: 'A1', priceMinor: 100 }] }, shop);
    await t.create({ code: 'B', skus: [{ code: 'B1', priceMinor: 100 }], list: true }, shop);
    const head = [
      'productCode',
      'skuCode',
      'category',
      'state',
      'title.en',
      'price',
      'compareAt',
      'stockNew',
      'option1.value.en',
    ];
    const good = (code: string, price: string) => ['', code, '', '', '', price, '', '', ''];
    const entry = await read(
      csv(
        head,
        ['', '', '', '', 'x', '', '', '', ''],
        good('A1', 'twelve'),
        good('A1', '-1'),
        ['', 'B1', 'no-such', '', '', '', '', '', ''],
        ['A', 'A2', '', '', '', '', '', '', ''],
        ['N', 'N1', 'food', '', '', '1', '', '', ''],
        ['N', 'N2', 'food', '', 'New', '1', '', '', ''],
        ['', 'B1', '', 'draft', '', '', '', '', ''],
        ['', 'A1', '', '', '', '5', '5', '', ''],
        ['B', 'A1', '', '', '', '', '', '', ''],
        ['', 'M1', 'food', '', 'x', '1', '', '1.5', ''],
        ['', 'M2', 'food', '', 'x', '__CLEAR__', '', '', ''],
        ['', 'M3', 'food', '', 'x', '1', '', '', 'red'],
        ['', 'M4', 'food', '', 'y'.repeat(121), '1', '', '', ''],
        ['', 'M5', 'food', '', 'z', '1', '', '', ''],
      ),
    );
    assert.deepEqual(
      (await rowsOf(entry)).map((row) => [
        row.rowNumber,
        row.skuCode,
        row.error?.code ?? row.kind,
        row.error?.column ?? null,
      ]),
      [
        [2, null, 'skuCodeMissing', 'skuCode'],
        [3, 'A1', 'amount', 'price'],
        [4, 'A1', 'amount', 'price'],
        [5, 'B1', 'category', 'category'],
        [6, 'A2', 'required', 'price'],
        [7, 'N1', 'titleMissing', null],
        [8, 'N2', 'productFailed', 'productCode'],
        [9, 'B1', 'transition', 'state'],
        [10, 'A1', 'compareAt', 'compareAt'],
        [11, 'A1', 'skuTwice', 'skuCode'],
        [12, 'M1', 'count', 'stockNew'],
        [13, 'M2', 'cannotClear', 'price'],
        [14, 'M3', 'optionValue', 'option1.value.en'],
        [15, 'M4', 'tooLong', 'title.en'],
        [16, 'M5', 'create', null],
      ],
    );
    assert.deepEqual([entry.errors, entry.create], [14, 1]);
    const done = await apply(entry);
    assert.deepEqual([done.applied, done.skipped], [1, 0]);
    const errors = await t.call(
      api.getImportErrors,
      { params: params(entry), headers: { 'accept-language': 'zh-CN' } },
      shop.finance,
    );
    assert.ok(errors.ok);
    const lines = errors.value.split('\r\n');
    assert.equal(lines[0], `错误,${head.join(',')}`);
    assert.equal(lines.length, 16);
    assert.equal(lines[2], '“价格”不是有效的 CNY 金额,,A1,,,,twelve,,,');
    // The file of errors is one that can be put right and sent again.
    assert.equal((await read(errors.value)).errors, 14);
  });

  test('rows of one product that contradict each other are refused', async () => {
    await freshShop();
    const entry = await read(
      csv(
        ['productCode', 'skuCode', 'category', 'title.en', 'option1.name.en', 'option1.value.en', 'price'],
        ['P', 'P1', 'food', 'Tea', 'Kind', 'green', '1'],
        ['P', 'P2', 'food', 'Tea', 'Kind', 'black', '1'],
        ['P', 'P3', 'books', 'Tea', 'Kind', 'white', '1'],
        ['P', 'P4', '', '', '', 'green', '1'],
        ['P', 'P5', '', '', '', '', '1'],
      ),
    );
    assert.deepEqual(
      (await rowsOf(entry)).map((row) => row.error?.code ?? row.kind),
      ['create', 'create', 'contradicts', 'sameOptions', 'required'],
    );
    assert.match((await rowsOf(entry))[2]?.error?.message ?? '', /line 2/);
  });

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

  test('headings can be mapped, must be unique, and must hold the code of the variant', async () => {
    await freshShop();
    const mapped = await send(csv(['My SKU', 'Cost'], ['A', '1']), {
      mapping: { 'My SKU': 'skuCode', Cost: 'price' },
    });
    assert.deepEqual(mapped.ok && mapped.value.ignoredColumns, []);
    const unknown = await send(csv(['a', 'b'], ['A', '1']), { mapping: { a: 'skuCode', b: 'nonsense' } });
    assert.equal(unknown.ok || unknown.problem.pointer, '/body/mapping');
    for (const text of [csv(['price'], ['1']), csv(['skuCode', 'price', '价格'], ['A', '1', '2'])]) {
      const refused = await send(text);
      assert.deepEqual(
        !refused.ok && [refused.problem.code, (refused.problem.data as { fault: string }).fault],
        ['import_unreadable', 'headings'],
      );
    }
  });

  test('the template is a file that an import understands, in each language', async () => {
    for (const locale of ['zh-CN', 'ja', 'en'] as const) {
      await freshShop();
      const template = await t.call(api.getImportTemplate, { query: { locale } });
      assert.ok(template.ok);
      const entry = await read(template.value);
      assert.deepEqual(
        [entry.create, entry.errors, entry.ignoredColumns],
        [1, 0, []],
        JSON.stringify(await rowsOf(entry)),
      );
      assert.equal((await apply(entry)).applied, 1);
    }
  });

  test("an import is its store's alone", async () => {
    await freshShop();
    const text = csv(['skuCode', 'category', 'title.en', 'price'], ['X1', 'food', 'Made', '3']);
    const entry = await read(text);
    const crossed = { storeId: t.rival.storeId, importId: entry.id };
    const calls = (path: typeof crossed) => ({
      read: [
        (as: Actor) => t.call(api.getImport, { params: path }, as),
        (as: Actor) => t.call(api.listImportRows, { params: path }, as),
        (as: Actor) => t.call(api.getImportErrors, { params: path }, as),
      ],
      edit: [
        (as: Actor) => t.call(api.applyImport, { params: path }, as),
        (as: Actor) => t.call(api.undoImport, { params: path }, as),
        (as: Actor) => t.call(api.discardImport, { params: path }, as),
      ],
    });
    const code = (answer: { ok: boolean; problem?: { code: string } }) =>
      answer.ok ? 'ok' : answer.problem?.code;
    for (const path of [crossed, params(entry)]) {
      for (const call of [...calls(path).read, ...calls(path).edit])
        assert.equal(code(await call(t.rival.owner)), 'not_found');
    }
    for (const call of calls(params(entry)).edit) assert.equal(code(await call(shop.finance)), 'forbidden');
    for (const call of calls(params(entry)).read)
      assert.equal(code(await call({ kind: 'nobody' })), 'unauthenticated');
    assert.equal(code(await send(text, { as: t.rival.owner })), 'not_found');
    assert.equal(code(await send(text, { as: shop.finance })), 'forbidden');
    const exported = await t.call(api.exportProducts, { params: { storeId: shop.storeId } }, t.rival.owner);
    assert.equal(code(exported), 'not_found');
    const list = await t.call(api.listImports, { params: { storeId: t.rival.storeId } }, t.rival.owner);
    assert.deepEqual(list.ok && list.value.data, []);
    assert.deepEqual(await get(entry), entry);
  });
});
