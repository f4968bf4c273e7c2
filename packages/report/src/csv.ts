import type { Cell, Table } from './parts.ts';

/**
 * A table as CSV (RFC 4180, UTF-8): keys as heads, numbers unrounded in the data's own units, texts in English. A text that a
 * spreadsheet would take for a formula gets an apostrophe before it.
 */
export function csv(table: Table): string {
  const lines = [table.columns.map(({ key }) => quote(key)), ...table.rows.map((row) => row.map(cell))];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : value.en;
  return quote(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
