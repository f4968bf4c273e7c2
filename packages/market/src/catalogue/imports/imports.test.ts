import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { catalogueEndpoints as api, fromPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/context.ts';
import { type CatalogueTest, catalogueTest, categoryId, type Shop } from '../testing.ts';
import { importDesk } from './imports.testing.ts';

describe('imports', () => {
  let t: CatalogueTest;
  let shop: Shop;
  before(async () => {
    t = await catalogueTest();
  });
  after(() => t.close());
  const { csv, send, read, params, rowsOf, firstBytes, get, apply, goods } = importDesk(
    () => t,
    () => shop,
  );
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
