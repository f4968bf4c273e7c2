import { type Locale, locales } from '@hazumi/contracts';
import { toDecimal } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Db } from '../../kernel/database.ts';
import { findManyGoods } from '../goods.repository.ts';
import { type Column, columns, draftOf } from './imports.columns.ts';
import { byteOrderMark, csvLine } from './imports.csv.ts';
import { messageOf } from './imports.errors.ts';
import { findImport, listFaultyRows, readCategoryNames } from './imports.repository.ts';

const productsAtOnce = 200;
const rowsAtOnce = 500;

const exported = columns.filter((column) => column.level !== 'information');

/** Headings in the reader's language and one row that shows what goes where. */
export function templateCsv(locale: Locale, currency: string): string {
  const own = exported.filter((column) => {
    const language = locales.find((name) => column.key.endsWith(`.${name}`));
    return (
      (language === undefined || language === locale) &&
      !/^option3/.test(column.key) &&
      column.key !== 'stockNow'
    );
  });
  const example: Record<string, Record<Locale, string> | string> = {
    productCode: 'KETTLE',
    skuCode: 'KETTLE-S',
    category: 'kitchenware',
    state: 'draft',
    title: { 'zh-CN': '铜水壶', ja: '銅のやかん', en: 'Copper kettle' },
    description: { 'zh-CN': '手工打造', ja: '手作りです', en: 'Made by hand' },
    'option1.name': { 'zh-CN': '容量', ja: '容量', en: 'Size' },
    'option1.value': { 'zh-CN': '1 升', ja: '1リットル', en: '1 litre' },
    price: toDecimal(12_900n, currency),
    weightGrams: '900',
    stockNew: '10',
  };
  const cells = own.map((column) => {
    const value = example[column.key] ?? example[column.key.replace(`.${locale}`, '')] ?? '';
    return typeof value === 'string' ? value : value[locale];
  });
  return byteOrderMark + csvLine(own.map((column) => column.labels[locale])) + csvLine(cells);
}

/** A store's goods, oldest first, in pieces as they are read: a row a variant, with every column that an import knows. */
export async function* exportCsv(db: Db, storeId: string, locale: Locale): AsyncGenerator<string> {
  const { slugs } = await readCategoryNames(db);
  yield byteOrderMark + csvLine(exported.map((column) => column.labels[locale]));
  let after: { createdAt: Date; id: string } | undefined;
  for (;;) {
    const { rows } = await sql<{ id: string; created_at: Date }>`
      select id, created_at from product where store_id = ${storeId} and state <> 'removed'
        ${after === undefined ? sql`` : sql`and (created_at, id) > (${after.createdAt}, ${after.id}::uuid)`}
      order by created_at, id limit ${productsAtOnce}`.execute(db);
    const found = await findManyGoods(
      db,
      storeId,
      rows.map((row) => row.id),
    );
    const byId = new Map(found.map((entry) => [entry.goods.id, entry]));
    let text = '';
    for (const { id } of rows) {
      const entry = byId.get(id);
      for (const sku of entry?.goods.skus ?? []) {
        const draft = draftOf((entry as NonNullable<typeof entry>).goods, sku, slugs);
        const available = entry?.skus.find((row) => row.id === sku.id)?.available ?? 0n;
        const cellOf = (column: Column) =>
          column.key === 'stockNow' ? String(available) : column.read(draft);
        text += csvLine(exported.map(cellOf));
      }
    }
    if (text !== '') yield text;
    const last = rows.at(-1);
    if (last === undefined || rows.length < productsAtOnce) return;
    after = { createdAt: last.created_at, id: last.id };
  }
}

/** The rows of an import that are at fault, as they came, each with its reason in front. */
export async function* errorsCsv(
  db: Db,
  storeId: string,
  importId: string,
  locale: Locale,
): AsyncGenerator<string> {
  const record = await findImport(db, storeId, importId);
  const heading = columns.find((column) => column.key === 'error')?.labels[locale] ?? 'error';
  yield byteOrderMark + csvLine([heading, ...(record?.headings ?? [])]);
  let after = 0;
  for (;;) {
    const rows = await listFaultyRows(db, storeId, importId, after, rowsAtOnce);
    const lines = rows.map((row) =>
      csvLine([row.error === null ? '' : messageOf(row.error, locale), ...row.cells]),
    );
    if (lines.length > 0) yield lines.join('');
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsAtOnce) return;
    after = last.row_number;
  }
}
