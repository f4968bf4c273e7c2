import { parse } from 'csv-parse';
import { Problem } from '../../kernel/problem.ts';
import { columnOfHeading } from './imports.columns.ts';

export type Encoding = 'utf-8' | 'gb18030' | 'shift_jis';

/** Why a file as a whole cannot be read, for programs. */
export type FileFault = 'empty' | 'encoding' | 'format' | 'headings' | 'tooManyRows' | 'tooLarge';

export interface CsvFile {
  encoding: Encoding;
  headings: string[];
  /** `line`: where the row begins, the first line of the file being 1 */
  rows: { line: number; cells: string[] }[];
}

/** A byte order mark: Excel takes a file without one for the machine's old encoding. */
export const byteOrderMark = '\ufeff';

/**
 * Reads a file: its encoding as named, or found out; commas, semicolons or tabs; rows that hold nothing are left out.
 *
 * @throws Problem import_unreadable with `data.fault`
 */
export async function readCsv(
  bytes: Uint8Array,
  named: Encoding | undefined,
  mostRows: number,
): Promise<CsvFile> {
  const { text, encoding } = decode(bytes, named);
  if (text.includes('\0')) throw unreadable('format', 'The file is not a text.');
  const parser = parse(text, {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    info: true,
    max_record_size: 1_000_000,
  });
  const file: CsvFile = { encoding, headings: [], rows: [] };
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const begins = line;
      line = info.lines + 1;
      const cells = record.map(unescapeCell);
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (file.headings.length === 0) file.headings = cells.map((cell) => cell.trim());
      else file.rows.push({ line: begins, cells });
      if (file.rows.length > mostRows)
        throw unreadable('tooManyRows', `At most ${mostRows} rows.`, { mostRows });
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    const at = (error as { lines?: number }).lines ?? line;
    throw unreadable('format', `Line ${at} cannot be read: ${(error as Error).message.slice(0, 200)}`, {
      line: at,
    });
  }
  if (file.headings.length === 0) throw unreadable('empty', 'The file holds nothing.');
  return file;
}

/**
 * The text of a file. Without a name for its encoding: UTF-8 if it is valid UTF-8; else the one of the two others in which the headings
 * are known; else the one in which the text looks like one: Shift_JIS that is read as GB18030 (and the other way round) gives
 * rare characters and halfwidth kana.
 */
export function decode(bytes: Uint8Array, named?: Encoding): { text: string; encoding: Encoding } {
  const attempt = (encoding: Encoding): string | undefined => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      return undefined;
    }
  };
  if (named !== undefined) {
    const text = attempt(named);
    if (text === undefined) throw unreadable('encoding', `The file is not ${named}.`);
    return { text, encoding: named };
  }
  const utf8 = attempt('utf-8');
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8' };
  const candidates = (['shift_jis', 'gb18030'] as const).flatMap((encoding) => {
    const text = attempt(encoding);
    return text === undefined ? [] : [{ text, encoding, score: looksRight(text) }];
  });
  const best = candidates.toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined) throw unreadable('encoding', 'Save the file as UTF-8, or name its encoding.');
  return { text: best.text, encoding: best.encoding };
}

function looksRight(text: string): number {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const known = firstLine
    .split(/[,;\t]/)
    .filter((cell) => columnOfHeading(cell.replaceAll('"', '')) !== undefined).length;
  let common = 0;
  let strange = 0;
  for (const character of text.slice(0, 20_000)) {
    // Kana, and the Han characters that both languages use daily (the first half of the block is by far the more common).
    if (/[\u3040-\u30ff\u3000-\u303f\uff01-\uff5e]/.test(character)) common += 2;
    else if (/\p{Script=Han}/u.test(character)) common += 1;
    else if (/[\uff61-\uff9f\ue000-\uf8ff\u0370-\u04ff\u2500-\u257f]/.test(character)) strange += 2;
  }
  return known * 1_000_000 + common - 3 * strange;
}

function delimiterOf(text: string): string {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const count = (character: string) => firstLine.split(character).length;
  return [',', ';', '\t'].reduce((best, character) => (count(character) > count(best) ? character : best));
}

/** Cells that a spreadsheet would run as a formula get an apostrophe in front; so do those that look as if they had got one. */
export function escapeCell(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Takes back what `escapeCell` did. */
export function unescapeCell(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** A line of CSV (RFC 4180), its cells escaped against formulas. */
export function csvLine(cells: readonly (string | null)[]): string {
  const quoted = cells.map((cell) => {
    const text = escapeCell(cell ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(',')}\r\n`;
}

export function unreadable(fault: FileFault, detail: string, more: Record<string, unknown> = {}): Problem {
  return new Problem('import_unreadable', { pointer: '/body/file', detail, data: { fault, ...more } });
}
