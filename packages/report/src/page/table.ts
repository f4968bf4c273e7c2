import type { Cell, Column, Table } from '../parts.ts';
import type { Text } from '../texts.ts';
import { formatNumber } from '../units.ts';
import { type Html, html, inEachLanguage, words } from './html.ts';

/** A page shows so many rows of a table; the CSV beside it has all. */
export const shownRows = 30;

/**
 * A table within a box that scrolls by itself, reachable by keyboard. A longer table is thinned evenly, keeping its last row, and says so.
 * @param name what screen readers call the box
 */
export function tableHtml(table: Table, name: Text, csvFile: string): Html {
  const { columns, rows } = table;
  const step = Math.ceil(rows.length / shownRows);
  const shown = step <= 1 ? rows : rows.filter((_, index) => index % step === 0 || index === rows.length - 1);
  return html`${inEachLanguage(
    (locale) => html`<div class="scroll" role="group" tabindex="0" aria-label="${name[locale]}"><table>
<thead><tr>${columns.map(
      (column) => html`<th scope="col"${column.unit && html` class="amount"`}>${headOf(column, locale)}</th>`,
    )}</tr></thead>
<tbody>${shown.map(
      (row) =>
        html`<tr>${columns.map((column, index) => cellHtml(row[index] ?? null, column, locale, index === 0))}</tr>`,
    )}</tbody>
</table></div>`,
    'div',
  )}
<p>${step > 1 && html`${words(thinned(shown.length, rows.length))} `}<a href="${csvFile}" download>CSV</a></p>`;
}

function headOf({ name, unit }: Column, locale: keyof Text): string {
  const of = unit?.name?.[locale];
  return of && of !== name[locale] ? `${name[locale]} (${of})` : name[locale];
}

function cellHtml(value: Cell, { unit }: Column, locale: keyof Text, isHead: boolean): Html {
  const shown = showCell(value, unit, locale);
  const kind = unit && (typeof value === 'number' || value === null) ? html` class="amount"` : undefined;
  return isHead ? html`<th scope="row"${kind}>${shown}</th>` : html`<td${kind}>${shown}</td>`;
}

/** A cell as text in one language. */
export function showCell(value: Cell, unit: Column['unit'], locale: keyof Text): string {
  if (value === null) return '–';
  if (typeof value === 'number') return unit ? formatNumber(value, unit, locale) : String(value);
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  return typeof value === 'string' ? value : value[locale];
}

function thinned(shown: number, all: number): Text {
  return {
    'zh-CN': `此处显示 ${all} 行中的 ${shown} 行；全部数据见文件：`,
    ja: `${all} 行のうち ${shown} 行を表示しています。すべての行はファイルにあります：`,
    en: `Shown are ${shown} of ${all} rows; the file has them all:`,
  };
}
