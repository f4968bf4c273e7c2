/**
 * Compares the rows of a file with a catalogue, in memory: what each row would create or change, or what is wrong with it. Rows act on
 * what the rows before them have made of the goods, exactly as applying them later will.
 */
import { listingStates, type PolicyDocument } from '@hazumi/policy';
import { Problem } from '../../kernel/problem.ts';
import { checkGoods, combinationOf, editGoods, type Goods, newGoods, type Sku } from '../goods.rules.ts';
import {
  type CellFacts,
  type Column,
  clearMark,
  columnOf,
  type Draft,
  draftOf,
  emptyDraft,
  newSkuOf,
  productEditOf,
  skuEditOf,
  textsOf,
} from './imports.columns.ts';

export interface RowError {
  /** a code of imports.errors.ts */
  code: string;
  /** key of the column at fault */
  column: string | null;
  values: Record<string, string | number>;
}

export interface CellChange {
  column: string;
  before: string | null;
  after: string | null;
}

export interface DiffRow {
  rowNumber: number;
  kind: 'create' | 'change' | 'unchanged' | 'error';
  productCode: string | null;
  skuCode: string | null;
  productId: string | null;
  skuId: string | null;
  makesProduct: boolean;
  changes: CellChange[];
  error: RowError | null;
  cells: string[];
}

/** The part of a store's catalogue that a file speaks of. The maps are the diff's to change. */
export interface KnownCatalogue {
  goods: Map<string, Goods>;
  /** id of the goods by their code */
  productIds: Map<string, string>;
  /** by code */
  skus: Map<string, { productId: string; skuId: string }>;
  /** pieces that can be sold, by id of the variant */
  available: Map<string, bigint>;
  /** slug by id, and id by slug */
  slugs: ReadonlyMap<string, string>;
  categoryIds: ReadonlyMap<string, string>;
  facts: CellFacts;
}

/** Ends the work on a row. */
class RowFault extends Error {
  readonly error: RowError;
  constructor(code: string, column: string | null = null, values: RowError['values'] = {}) {
    super(code);
    this.error = { code, column, values };
  }
}

/** A differ for the rows of one file, to be called row by row in the order of the file. */
export function rowDiffer(
  known: KnownCatalogue,
  fileColumns: readonly (Column | undefined)[],
  policy: Pick<PolicyDocument, 'catalogue' | 'currencies'>,
  newId: () => string,
): (line: number, cells: string[]) => DiffRow {
  const rowOfSku = new Map<string, number>();
  const failedProducts = new Map<string, number>();
  /** by goods: which row gave a column of them its text */
  const rowOfColumn = new Map<string, Map<string, number>>();

  return (line, cells) => {
    const row: DiffRow = {
      rowNumber: line,
      kind: 'error',
      productCode: null,
      skuCode: null,
      productId: null,
      skuId: null,
      makesProduct: false,
      changes: [],
      error: null,
      cells,
    };
    const raw = (key: string): string | null => {
      const at = fileColumns.findIndex((column) => column?.key === key);
      return cells[at]?.trim() || null;
    };
    row.productCode = raw('productCode');
    row.skuCode = raw('skuCode');
    try {
      compare(row, cells);
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      row.kind = 'error';
      row.changes = [];
      row.error = error.error;
      if (row.makesProduct && row.productCode !== null) failedProducts.set(row.productCode, line);
      Object.assign(row, { productId: null, skuId: null, makesProduct: false });
    }
    return row;
  };

  function compare(row: DiffRow, cells: string[]): void {
    const given = readCells(cells);
    const code = given.get('skuCode');
    if (code === undefined || code === null) throw new RowFault('skuCodeMissing', 'skuCode');
    row.skuCode = code;
    row.productCode = given.get('productCode') ?? null;
    const earlier = rowOfSku.get(code);
    if (earlier !== undefined) throw new RowFault('skuTwice', 'skuCode', { row: earlier });
    rowOfSku.set(code, row.rowNumber);
    const { goods, sku } = find(row, code);
    row.makesProduct = goods === undefined;
    row.productId = goods?.id ?? newId();
    row.skuId = sku?.id ?? newId();

    const draft =
      goods === undefined ? { ...emptyDraft(), state: 'draft' as const } : draftOf(goods, sku, known.slugs);
    if (
      goods !== undefined &&
      goods.code !== null &&
      row.productCode !== null &&
      goods.code !== row.productCode
    ) {
      throw new RowFault('otherProduct', 'productCode', { code: goods.code });
    }
    writeCells(row, draft, given, goods, sku);
    checkDraft(draft, goods, sku);
    const after = simulate(row, draft, goods, sku);
    const stock = stockChange(given, row, sku);
    if (stock !== undefined) row.changes.push(stock);

    row.productCode = after.code;
    row.kind = sku === undefined ? 'create' : row.changes.length > 0 ? 'change' : 'unchanged';
    known.goods.set(after.id, after);
    known.skus.set(code, { productId: after.id, skuId: row.skuId });
    if (after.code !== null) known.productIds.set(after.code, after.id);
    const told = rowOfColumn.get(after.id) ?? new Map<string, number>();
    rowOfColumn.set(after.id, told);
    for (const { column } of row.changes) {
      if (columnOf(column)?.level === 'product') told.set(column, row.rowNumber);
    }
  }

  /** Canonical texts of the cells that say something; null: to be cleared. */
  function readCells(cells: string[]): Map<string, string | null> {
    const given = new Map<string, string | null>();
    fileColumns.forEach((column, at) => {
      const cell = cells[at]?.trim() ?? '';
      if (column === undefined || column.level === 'information' || cell === '') return;
      if (cell === clearMark) {
        if (!column.isClearable) throw new RowFault('cannotClear', column.key);
        given.set(column.key, null);
        return;
      }
      const checked = column.check(cell, known.facts);
      if ('fault' in checked) throw new RowFault(checked.fault, column.key, checked.values ?? {});
      given.set(column.key, checked.text);
    });
    return given;
  }

  function find(row: DiffRow, skuCode: string): { goods: Goods | undefined; sku: Sku | undefined } {
    const ids = known.skus.get(skuCode);
    if (ids !== undefined) {
      const goods = known.goods.get(ids.productId);
      return { goods, sku: goods?.skus.find((sku) => sku.id === ids.skuId) };
    }
    if (row.productCode === null) return { goods: undefined, sku: undefined };
    const failed = failedProducts.get(row.productCode);
    if (failed !== undefined) throw new RowFault('productFailed', 'productCode', { row: failed });
    return { goods: known.goods.get(known.productIds.get(row.productCode) ?? ''), sku: undefined };
  }

  function writeCells(
    row: DiffRow,
    draft: Draft,
    given: Map<string, string | null>,
    goods: Goods | undefined,
    sku: Sku | undefined,
  ): void {
    const told = rowOfColumn.get(goods?.id ?? '');
    for (const [key, after] of given) {
      const column = columnOf(key) as Column;
      if (column.level === 'stock') continue;
      const before = column.read(draft);
      if (before === after) continue;
      if (column.level === 'product') {
        const other = told?.get(key);
        if (other !== undefined) throw new RowFault('contradicts', key, { row: other });
        const taken = key === 'productCode' ? known.productIds.get(after ?? '') : undefined;
        if (taken !== undefined && taken !== goods?.id) throw new RowFault('productCodeTaken', key);
        if (key === 'state') checkState(goods, after);
      }
      const isNew = goods === undefined || (sku === undefined && column.level === 'sku');
      row.changes.push({ column: key, before: isNew ? null : before, after });
      column.write(draft, after);
    }
  }

  function checkState(goods: Goods | undefined, after: string | null): void {
    const from = goods?.state ?? 'draft';
    if (!listingStates.canTransition(from, after as Goods['state'], 'merchant')) {
      throw new RowFault('transition', 'state', { from, to: after ?? '' });
    }
  }

  function checkDraft(draft: Draft, goods: Goods | undefined, sku: Sku | undefined): void {
    const titles = Object.entries(draft.texts).filter(([, text]) => text.title !== undefined);
    const untitled = Object.entries(draft.texts).find(([, text]) => text.title === undefined);
    if (untitled !== undefined) throw new RowFault('required', `title.${untitled[0]}`);
    if (titles.length === 0) throw new RowFault('titleMissing');
    if (draft.category === null) throw new RowFault('required', 'category');
    if (draft.price === null) throw new RowFault('required', 'price');
    if (goods !== undefined && draft.optionNames.length !== goods.optionNames.length) {
      throw new RowFault('optionCount', null, { count: goods.optionNames.length });
    }
    const isEmpty = (text: object | undefined) => text === undefined || Object.keys(text).length === 0;
    const gap = draft.optionNames.findIndex(isEmpty);
    if (gap >= 0) throw new RowFault('required', `option${gap + 1}.name.en`);
    for (let at = 0; at < Math.max(draft.options.length, draft.optionNames.length); at += 1) {
      if (at >= draft.optionNames.length) throw new RowFault('optionValue', `option${at + 1}.value.en`);
      if (isEmpty(draft.options[at])) throw new RowFault('required', `option${at + 1}.value.en`);
    }
    const seen = combinationOf(draft.options);
    const twin = goods?.skus.find((other) => other.id !== sku?.id && combinationOf(other.options) === seen);
    if (twin !== undefined) throw new RowFault('sameOptions', null, { code: twin.code });
  }

  /** The goods after the row, held to the rules that applying it will hold them to. */
  function simulate(row: DiffRow, draft: Draft, goods: Goods | undefined, sku: Sku | undefined): Goods {
    const { currency } = known.facts;
    const skuId = row.skuId as string;
    try {
      let after: Goods;
      if (goods === undefined) {
        after = newGoods(
          {
            id: row.productId as string,
            code: draft.productCode,
            categoryId: known.categoryIds.get(draft.category ?? '') ?? '',
            texts: textsOf(draft),
            optionNames: draft.optionNames,
            skus: [newSkuOf(draft, currency, 0n, skuId)],
            list: draft.state === 'listed',
          },
          currency,
          newId,
        ).goods;
      } else {
        const edit = productEditOf(draft, goods, known.categoryIds);
        const changed =
          sku === undefined
            ? { addSkus: [newSkuOf(draft, currency, 0n, skuId)] }
            : { changeSkus: [skuEditOf(draft, currency, skuId)] };
        after = {
          ...editGoods(goods, { ...edit, ...changed }, newId).goods,
          state: draft.state ?? goods.state,
        };
      }
      const own = after.skus.find((entry) => entry.id === skuId);
      if (own !== undefined && own.compareAtMinor !== null && own.compareAtMinor <= own.priceMinor) {
        throw new RowFault('compareAt', 'compareAt');
      }
      checkGoods(after, policy);
      return after;
    } catch (error) {
      if (error instanceof Problem) throw new RowFault('refused', null, valuesOf(error));
      throw error;
    }
  }

  function stockChange(
    given: Map<string, string | null>,
    row: DiffRow,
    sku: Sku | undefined,
  ): CellChange | undefined {
    const after = given.get('stockNew');
    if (after === undefined || after === null) return undefined;
    if (sku === undefined) return after === '0' ? undefined : { column: 'stockNew', before: null, after };
    // What the merchant looked at when it wrote the new number; what was sold since stays sold.
    const before = given.get('stockNow') ?? String(known.available.get(row.skuId ?? '') ?? 0n);
    return before === after ? undefined : { column: 'stockNew', before, after };
  }
}

/** What a refusal of the rules says, for the row. */
export const valuesOf = (problem: Problem): RowError['values'] => ({
  problem: problem.code,
  detail: problem.details.detail ?? '',
});
