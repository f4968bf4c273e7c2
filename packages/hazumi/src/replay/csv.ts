/** CSV as the record has it: a header, then a row a line. Read so that one broken line never takes its neighbours along. */

/** A row that can be read: its line in the file (the header is line 1) and its cells by column. */
export interface Row<Column extends string> {
  line: number;
  cells: Record<Column, string>;
}

export type Reading<Column extends string> =
  | { ok: true; row: Row<Column> }
  | { ok: false; line: number; reason: string };

/** The file cannot be a table of this kind: a column is not in its header. */
export class MissingColumn extends Error {
  readonly column: string;
  constructor(column: string) {
    super(`the header lacks the column ${column}`);
    this.column = column;
  }
}

/**
 * Reads the rows of a table, by the names in its header. Lines end with LF or CRLF, a byte order mark is passed over, cells may be
 * quoted; a quoted cell that runs over the end of its line counts as broken. Empty lines are no rows.
 *
 * @throws MissingColumn
 */
export function* readCsv<Column extends string>(
  text: string,
  columns: readonly Column[],
): Generator<Reading<Column>> {
  let width = 0;
  let places: number[] | undefined;
  let line = 0;
  for (const content of linesOf(text)) {
    line += 1;
    if (content === '') continue;
    const cells = cellsOf(content);
    if (places === undefined) {
      const header = (cells ?? []).map((name) => name.trim());
      width = header.length;
      places = columns.map((column) => {
        const place = header.indexOf(column);
        if (place < 0) throw new MissingColumn(column);
        return place;
      });
      continue;
    }
    if (cells === undefined)
      yield { ok: false, line, reason: 'a quote is not closed or stands where none may' };
    else if (cells.length !== width)
      yield { ok: false, line, reason: `${cells.length} columns where the header has ${width}` };
    else {
      const named = columns.map((column, at) => [column, (cells[places?.[at] ?? 0] ?? '').trim()] as const);
      yield { ok: true, row: { line, cells: Object.fromEntries(named) as Record<Column, string> } };
    }
  }
  if (places === undefined) throw new MissingColumn(columns[0] ?? '');
}

function* linesOf(text: string): Generator<string> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    yield text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
    start = end + 1;
  }
}

/** The cells of a line; undefined where its quotes make no sense. */
function cellsOf(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const match = cell.exec(line);
    if (match === null) return undefined;
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') return cells;
  }
}

/** A line of CSV; every cell is quoted, so that nothing in it is taken for structure. */
export const csvLine = (cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')}\n`;
