/**
 * Applies and undoes imports in the background, a few rows a transaction. A row's effect, its state and the import's progress are
 * committed together, so a process may die anywhere and another one goes on; no row is applied twice.
 */
import { listingStates, type PolicyVersion } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../../kernel/database.ts';
import { appendEvent } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Sweep } from '../../kernel/sweeps.ts';
import { inSavepoint } from '../goods.batch.ts';
import { findGoods, holdRoom } from '../goods.repository.ts';
import type { Goods } from '../goods.rules.ts';
import { createProducts, type GoodsPolicy, holdStore, writeEdit, writeMove } from '../goods.service.ts';
import { changeStock } from '../stock.service.ts';
import {
  type Column,
  columnOf,
  type Draft,
  draftOf,
  emptyDraft,
  newSkuOf,
  productEditOf,
  skuEditOf,
  textsOf,
} from './imports.columns.ts';
import { type CellChange, type RowError, valuesOf } from './imports.diff.ts';
import {
  type CategoryNames,
  type ImportRecord,
  type ImportRowRecord,
  letOthersGoFirst,
  markRows,
  nextRows,
  type RowState,
  readCategoryNames,
  takeWork,
} from './imports.repository.ts';
import { importEvent } from './imports.service.ts';

const rowsAtOnce = 50;

interface Work {
  tx: Tx;
  /** speaks for whoever sent the file */
  ctx: Ctx;
  storeId: string;
  policy: GoodsPolicy;
  categories: CategoryNames;
}

interface RowResult {
  state: RowState;
  error: RowError | null;
}

export function importsSweep(db: Db, policyAt: (instant: Date) => PolicyVersion): Sweep {
  return {
    name: 'catalogueImports',
    everyMs: 1_000,
    async run(ctx) {
      let taken: ImportRecord | undefined;
      try {
        return await inTransaction(db, async (tx) => {
          taken = await takeWork(tx);
          return taken === undefined ? 0 : await doRows(tx, ctx, policyAt(ctx.now).document, taken);
        });
      } catch (error) {
        // A fault of ours in one import must not keep all others waiting behind it.
        if (taken !== undefined) await letOthersGoFirst(db, ctx, taken);
        throw error;
      }
    },
  };
}

/** Does the next rows of an import that is locked in this transaction; says how many. */
async function doRows(tx: Tx, ctx: Ctx, policy: GoodsPolicy, record: ImportRecord): Promise<number> {
  const work: Work = {
    tx,
    ctx: { ...ctx, actorName: record.actor },
    storeId: record.store_id,
    policy,
    categories: await readCategoryNames(tx),
  };
  const rows = await nextRows(tx, record, rowsAtOnce);
  await holdRoom(tx, record.store_id);
  const results: (RowResult & { rowNumber: number })[] = [];
  for (const row of rows) {
    const result = await inSavepoint(tx, async () =>
      record.state === 'undoing' ? await undoRow(work, row) : await applyRow(work, row),
    );
    const settled = 'ok' in result ? failed(record, result.problem) : result;
    results.push({ rowNumber: row.row_number, ...settled });
    await ctx.points.hit('import.row');
  }
  await markRows(tx, record, results);
  await writeProgress(work, record, results, rows.length < rowsAtOnce);
  return Math.max(1, rows.length);
}

function failed(record: ImportRecord, problem: Problem): RowResult {
  const data = problem.details.data as { fault?: string; column?: string } | undefined;
  const error =
    data?.fault === undefined
      ? { code: 'refused', column: null, values: valuesOf(problem) }
      : { code: data.fault, column: data.column ?? null, values: {} };
  return { state: record.state === 'undoing' ? 'kept' : 'skipped', error };
}

/** Refuses a row for a reason of imports.errors.ts. */
const fault = (code: string, column?: string): Problem =>
  new Problem('state_conflict', { data: { fault: code, ...(column === undefined ? {} : { column }) } });

async function writeProgress(
  { tx, ctx, storeId, policy }: Work,
  record: ImportRecord,
  results: readonly RowResult[],
  isLast: boolean,
): Promise<void> {
  const count = (state: RowState) => results.filter((result) => result.state === state).length;
  const undoing = record.state === 'undoing';
  const next = isLast ? (undoing ? 'undone' : 'applied') : record.state;
  const undoUntil = new Date(ctx.now.getTime() + policy.catalogue.undoMinutes * 60_000);
  const applied = next === 'applied';
  await sql`
    update catalogue_import set state = ${next}, touched_at = ${ctx.now},
      applied_count = applied_count + ${count('applied')}, skipped_count = skipped_count + ${count('skipped')},
      undone_count = undone_count + ${count('undone')}, kept_count = kept_count + ${count('kept')},
      applied_at = case when ${applied} then ${ctx.now} else applied_at end,
      undo_until = case when ${applied} then ${undoUntil} else undo_until end
    where store_id = ${storeId} and id = ${record.id}`.execute(tx);
  if (isLast) await appendEvent(tx, ctx, importEvent(storeId, record.id, `import.${next}`, {}));
}

const isOfDraft = ({ column }: CellChange) => columnOf(column)?.level !== 'stock';
const ofState = (change: CellChange) => change.column === 'state';

async function applyRow(work: Work, row: ImportRowRecord): Promise<RowResult> {
  const { tx, ctx, storeId, policy, categories } = work;
  const store = await holdStore(tx, storeId);
  const productId = row.product_id as string;
  const skuId = row.sku_id as string;
  const stock = row.changes.find((change) => !isOfDraft(change));
  const written = row.changes.filter(isOfDraft);
  if (row.makes_product) {
    const draft = written.reduce(write, { ...emptyDraft(), state: 'draft' });
    await createProducts(tx, ctx, storeId, policy, [
      {
        id: productId,
        code: draft.productCode,
        categoryId: categories.ids.get(draft.category ?? '') ?? '',
        texts: textsOf(draft),
        optionNames: draft.optionNames,
        skus: [newSkuOf(draft, store.currency, BigInt(stock?.after ?? 0), skuId)],
        list: draft.state === 'listed',
      },
    ]);
    return { state: 'applied', error: null };
  }
  const goods = await lockGoods(work, row);
  const sku = goods.skus.find((entry) => entry.id === skuId);
  if (sku === undefined && row.kind === 'change') throw fault('skuGone');
  const draft = draftOf(goods, sku, categories.slugs);
  for (const change of written) {
    if (column(change).read(draft) !== change.before) throw fault('changedSince', change.column);
  }
  written.reduce(write, draft);
  const edit = productEditOf(draft, goods, categories.ids);
  let after = goods;
  if (row.kind === 'create') {
    const added = newSkuOf(draft, goods.currency, BigInt(stock?.after ?? 0), skuId);
    after = await writeEdit(tx, ctx, storeId, policy, goods, { ...edit, addSkus: [added] });
  } else if (written.some((change) => !ofState(change))) {
    const changed = written.some((change) => column(change).level === 'sku');
    const changeSkus = changed ? [skuEditOf(draft, goods.currency, skuId)] : [];
    after = await writeEdit(tx, ctx, storeId, policy, goods, { ...edit, changeSkus });
  }
  if (written.some(ofState)) await moveTo(work, store, after, draft.state);
  if (row.kind === 'change' && stock !== undefined) await moveStock(work, skuId, stock, 1n);
  return { state: 'applied', error: null };
}

async function undoRow(work: Work, row: ImportRowRecord): Promise<RowResult> {
  await holdStore(work.tx, work.storeId);
  return row.kind === 'create' ? undoCreation(work, row) : undoChange(work, row);
}

/** Puts back each cell that still is as the import left it; one that was changed since stays, and the row says so. */
async function undoChange(work: Work, row: ImportRowRecord): Promise<RowResult> {
  const { tx, ctx, storeId, policy, categories } = work;
  const store = await holdStore(tx, storeId);
  const goods = await lockGoods(work, row);
  const sku = goods.skus.find((entry) => entry.id === row.sku_id);
  if (sku === undefined) throw fault('skuGone');
  const draft = draftOf(goods, sku, categories.slugs);
  const kept: string[] = [];
  const back: CellChange[] = [];
  for (const change of row.changes.filter(isOfDraft)) {
    if (column(change).read(draft) !== change.after) kept.push(change.column);
    else back.push({ column: change.column, before: change.after, after: change.before });
  }
  back.reduce(write, draft);
  let after = goods;
  if (back.some((change) => !ofState(change))) {
    const edit = productEditOf(draft, goods, categories.ids);
    const changed = back.some((change) => column(change).level === 'sku');
    const changeSkus = changed ? [skuEditOf(draft, goods.currency, sku.id)] : [];
    after = await writeEdit(tx, ctx, storeId, policy, goods, { ...edit, changeSkus });
  }
  if (back.some(ofState)) {
    // Nothing becomes a draft again: what was one before the import goes off sale.
    await moveTo(work, store, after, draft.state === 'draft' ? 'delisted' : draft.state);
  }
  const stock = row.changes.find((change) => !isOfDraft(change));
  if (stock !== undefined) {
    const moved = await inStockSavepoint(work, () => moveStock(work, sku.id, stock, -1n));
    if (!moved) kept.push(stock.column);
  }
  return kept.length === 0
    ? { state: 'undone', error: null }
    : { state: 'kept', error: { code: 'changedSince', column: kept[0] ?? null, values: {} } };
}

/** Takes off what a row created, if every cell still is as the row wrote it. Orders that hold it go on. */
async function undoCreation(work: Work, row: ImportRowRecord): Promise<RowResult> {
  const { tx, ctx, storeId, policy, categories } = work;
  const store = await holdStore(tx, storeId);
  const goods = await lockGoods(work, row);
  const sku = goods.skus.find((entry) => entry.id === row.sku_id);
  if (sku === undefined) throw fault('skuGone');
  const draft = draftOf(goods, sku, categories.slugs);
  const changed = row.changes.filter(isOfDraft).find((change) => column(change).read(draft) !== change.after);
  if (changed !== undefined) throw fault('changedSince', changed.column);
  if (row.makes_product && goods.skus.length === 1) {
    await writeMove(tx, ctx, storeId, store, goods, 'removed');
  } else {
    const others = row.changes.filter(
      (change) => isOfDraft(change) && column(change).level === 'product' && !row.makes_product,
    );
    others.map((change) => ({ ...change, after: change.before })).reduce(write, draft);
    const edit = others.length === 0 ? {} : productEditOf(draft, goods, categories.ids);
    await writeEdit(tx, ctx, storeId, policy, goods, { ...edit, removeSkuIds: [sku.id] });
  }
  return { state: 'undone', error: null };
}

async function lockGoods({ tx, storeId }: Work, row: ImportRowRecord): Promise<Goods> {
  const found = await findGoods(tx, storeId, row.product_id as string, true);
  if (found === undefined) throw fault('productGone');
  return found.goods;
}

async function moveTo(
  { tx, ctx, storeId }: Work,
  store: Awaited<ReturnType<typeof holdStore>>,
  goods: Goods,
  to: Goods['state'] | null,
): Promise<void> {
  if (to === null || to === 'draft' || !listingStates.canTransition(goods.state, to, 'merchant')) {
    throw fault('changedSince', 'state');
  }
  await writeMove(tx, ctx, storeId, store, goods, to);
}

/** A stock moves by the difference that the file showed, whatever was sold in the meantime. */
async function moveStock(
  { tx, ctx, storeId }: Work,
  skuId: string,
  change: CellChange,
  sign: 1n | -1n,
): Promise<void> {
  const delta = (BigInt(change.after ?? 0) - BigInt(change.before ?? 0)) * sign;
  await changeStock(tx, ctx, storeId, skuId, { adjust: delta }, sign === 1n ? 'import' : 'import undone');
}

/** Whether the work was done; a refusal undoes it alone. */
async function inStockSavepoint({ tx }: Work, work: () => Promise<void>): Promise<boolean> {
  const result = await inSavepoint(tx, async () => {
    await work();
    return { ok: true as const };
  });
  return result.ok;
}

const column = (change: CellChange): Column => columnOf(change.column) as Column;

function write(draft: Draft, change: CellChange): Draft {
  column(change).write(draft, change.after);
  return draft;
}
