import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../kernel/problem.ts';
import { columns } from './imports.columns.ts';
import {
  byteOrderMark,
  csvLine,
  decode,
  type Encoding,
  escapeCell,
  readCsv,
  unescapeCell,
} from './imports.csv.ts';

/** Encodes by turning the decoder round: Node has none of its own for these. */
function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  const table = tables[encoding];
  return Buffer.concat(
    [...text].map((character) => {
      if (character.charCodeAt(0) < 0x80) return Buffer.from(character);
      const bytes = table.get(character);
      assert.ok(bytes, `${encoding} has no ${character}`);
      return bytes;
    }),
  );
}
const tables = { gb18030: tableOf('gb18030'), shift_jis: tableOf('shift_jis') };
function tableOf(encoding: 'gb18030' | 'shift_jis'): Map<string, Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, Buffer>();
  for (let first = 0x81; first < 0xff; first += 1) {
    for (let second = 0x40; second < 0xff; second += 1) {
      const bytes = Buffer.from([first, second]);
      try {
        const text = decoder.decode(bytes);
        if ([...text].length === 1 && !table.has(text)) table.set(text, bytes);
      } catch {
        // No character has these bytes.
      }
    }
  }
  return table;
}

async function faultOf(bytes: Uint8Array, named?: Encoding, most = 100): Promise<unknown> {
  try {
    await readCsv(bytes, named, most);
    return 'read';
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return (error.details.data as { fault: unknown }).fault;
  }
}

describe('a CSV file', () => {
  test('is read in UTF-8 with and without a mark, GB18030 and Shift_JIS, found out or named', async () => {
    const chinese = '规格编号,商品标题（中文）,价格\r\nK-1,手工铜水壶,129.00\r\n';
    const japanese = 'SKUコード,商品名（日本語）,価格\r\nK-1,銅のやかん,129\r\n';
    const cases: [string, Encoding, string][] = [
      [chinese, 'utf-8', '手工铜水壶'],
      [japanese, 'utf-8', '銅のやかん'],
      [chinese, 'gb18030', '手工铜水壶'],
      [japanese, 'shift_jis', '銅のやかん'],
    ];
    for (const [text, encoding, title] of cases) {
      for (const named of [undefined, encoding]) {
        const file = await readCsv(encode(text, encoding), named, 10);
        assert.equal(file.encoding, encoding);
        assert.deepEqual(file.rows[0]?.cells.slice(0, 2), ['K-1', title]);
      }
    }
    const marked = await readCsv(encode(byteOrderMark + chinese, 'utf-8'), undefined, 10);
    assert.equal(marked.headings[0], '规格编号');
  });

  test('is told apart by its content where its headings are plain', () => {
    const rows = (text: string) =>
      `skuCode,title.ja,title.zh-CN\n${Array.from({ length: 20 }, (_, at) => `K-${at},${text},\n`).join('')}`;
    for (const [text, encoding] of [
      ['手工打造的铜水壶，适合家庭使用', 'gb18030'],
      ['家庭で使いやすい手作りの銅のやかんです', 'shift_jis'],
      ['新品上市限时优惠', 'gb18030'],
      ['カタカナノシナモノ', 'shift_jis'],
    ] as const) {
      assert.equal(decode(encode(rows(text), encoding)).encoding, encoding, text);
    }
  });

  test('names the line where each row begins, also after cells of several lines and empty rows', async () => {
    const text = 'skuCode,title.en\nA,one\n\nB,"two\nlines"\n,\nC,"a ""quoted"" word"\n';
    const file = await readCsv(encode(text, 'utf-8'), undefined, 10);
    assert.deepEqual(file.rows, [
      { line: 2, cells: ['A', 'one'] },
      { line: 4, cells: ['B', 'two\nlines'] },
      { line: 7, cells: ['C', 'a "quoted" word'] },
    ]);
  });

  test('may have semicolons or tabs, as some spreadsheets write them', async () => {
    for (const delimiter of [';', '\t']) {
      const text = `${['skuCode', 'price', 'title.en'].join(delimiter)}\n${['A', '1,50', 'x'].join(delimiter)}`;
      const file = await readCsv(encode(text, 'utf-8'), undefined, 10);
      assert.deepEqual([file.headings.length, file.rows[0]?.cells], [3, ['A', '1,50', 'x']]);
    }
  });

  test('that cannot be read is refused with the reason', async () => {
    assert.equal(await faultOf(new Uint8Array()), 'empty');
    assert.equal(await faultOf(encode('\n\n,,\n', 'utf-8')), 'empty');
    assert.equal(await faultOf(Buffer.from([0xff, 0xff, 0x80, 0xff])), 'encoding');
    assert.equal(await faultOf(encode('skuCode\n规格', 'gb18030'), 'utf-8'), 'encoding');
    assert.equal(await faultOf(encode('skuCode\nA"b"c\n"open', 'utf-8')), 'format');
    assert.equal(await faultOf(Buffer.from('a\0b')), 'format');
    assert.equal(
      await faultOf(encode(`skuCode\n${'A\n'.repeat(11)}`, 'utf-8'), undefined, 10),
      'tooManyRows',
    );
  });

  test('no cell of ours runs as a formula, and each comes back as it was', () => {
    assert.equal(escapeCell('=1+1'), "'=1+1");
    assert.equal(escapeCell("'=1+1"), "''=1+1");
    assert.equal(escapeCell("it's"), "it's");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@\'"\t\r\n,ab '), maxLength: 12 }), (text) => {
        assert.doesNotMatch(escapeCell(text), /^[=+\-@\t\r]/);
        assert.equal(unescapeCell(escapeCell(text)), text);
      }),
    );
  });

  test('a line that we write is read back cell by cell', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...'=+-@\'"\n,;a壶 '), maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 3, maxLength: 3 }), async (cells) => {
        const text = byteOrderMark + csvLine(['skuCode', 'x', 'y']) + csvLine(['key', ...cells]);
        const file = await readCsv(encode(text, 'utf-8'), undefined, 10);
        assert.deepEqual(file.rows[0]?.cells, ['key', ...cells]);
      }),
      { numRuns: 200 },
    );
  });

  test('each heading in each language stands for one column', () => {
    const names = columns.flatMap((column) =>
      Object.values(column.labels).map((label) => [label, column.key] as const),
    );
    const owners = new Map<string, string>();
    for (const [label, key] of names) {
      assert.ok(
        owners.get(label) === undefined || owners.get(label) === key,
        `${label}: ${key} and ${owners.get(label)}`,
      );
      owners.set(label, key);
    }
  });
});
