import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csvLine, MissingColumn, type Reading, readCsv } from './csv.ts';

const read = (text: string): Reading<'a' | 'b'>[] => [...readCsv(text, ['a', 'b'])];
const row = (line: number, a: string, b: string) => ({ ok: true, row: { line, cells: { a, b } } });

describe('a table of CSV', () => {
  it('is read by the names in its header, whatever ends its lines', () => {
    assert.deepEqual(read('b,x,a\r\n1,2,3\r\n'), [row(2, '3', '1')]);
    assert.deepEqual(read('a,b\n1,2'), [row(2, '1', '2')]);
    assert.deepEqual(read('\uFEFFa,b\n1,2\n'), [row(2, '1', '2')]);
  });

  it('counts lines as an editor does, empty ones too', () => {
    assert.deepEqual(read('a,b\n\n1,2\n\r\n3,4\n'), [row(3, '1', '2'), row(5, '3', '4')]);
  });

  it('takes quotes for what they are', () => {
    assert.deepEqual(read('a,b\n"1, ""one""",""\n'), [row(2, '1, "one"', '')]);
  });

  it('gives up a broken line alone', () => {
    const broken = { ok: false, line: 3, reason: 'a quote is not closed or stands where none may' };
    for (const line of ['"1,2', '1,"2" 3', '1,2"3"'])
      assert.deepEqual(read(`a,b\n1,2\n${line}\n3,4\n`), [row(2, '1', '2'), broken, row(4, '3', '4')], line);
    for (const [line, count] of [
      ['1', 1],
      ['1,2,3', 3],
    ] as const) {
      const reason = `${count} columns where the header has 2`;
      assert.deepEqual(read(`a,b\n${line}\n3,4\n`), [{ ok: false, line: 2, reason }, row(3, '3', '4')]);
    }
  });

  it('says which column is missing', () => {
    const missing = (column: string) => (error: unknown) =>
      error instanceof MissingColumn && error.column === column;
    assert.throws(() => read('a,c\n1,2\n'), missing('b'));
    assert.throws(() => read(''), missing('a'));
  });

  it('reads again whatever was written', () => {
    const cell = fc.string().filter((text) => !/[\r\n]/.test(text) && text === text.trim());
    fc.assert(
      fc.property(cell, cell, (a, b) => {
        assert.deepEqual(read(csvLine(['a', 'b']) + csvLine([a, b])), [row(2, a, b)]);
      }),
    );
  });
});
