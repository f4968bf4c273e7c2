import { sql } from 'kysely';
import type { Db, Tx } from '../../kernel/database.ts';
import { type CategoryRow, readTree } from '../categories.service.ts';
import { findManyGoods } from '../goods.repository.ts';
import type { GoodsPolicy } from '../goods.service.ts';
import { foldName } from './imports.columns.ts';
import type { Encoding } from './imports.csv.ts';
import type { CellChange, DiffRow, KnownCatalogue, RowError } from './imports.diff.ts';

export type ImportState = 'ready' | 'applying' | 'applied' | 'undoing' | 'undone' | 'discarded';
export type RowState = 'pending' | 'applied' | 'skipped' | 'undone' | 'kept';

export interface ImportRecord {
  store_id: string;
  id: string;
  state: ImportState;
  file_name: string;
  encoding: Encoding;
  headings: string[];
  ignored_columns: string[];
  row_count: number;
  create_count: number;
  change_count: number;
  unchanged_count: number;
  error_count: number;
  applied_count: number;
  skipped_count: number;
  undone_count: number;
  kept_count: number;
  actor: string;
  created_at: Date;
  applied_at: Date | null;
  undo_until: Date | null;
}

export interface ImportRowRecord {
  row_number: number;
  kind: DiffRow['kind'];
  state: RowState;
  product_code: string | null;
  sku_code: string | null;
  product_id: string | null;
  sku_id: string | null;
  makes_product: boolean;
  changes: CellChange[];
  error: RowError | null;
  cells: string[];
}

/** What cells are understood by: the store's currency and the categories by every name they have. */
export interface CategoryNames {
  slugs: ReadonlyMap<string, string>;
  ids: ReadonlyMap<string, string>;
  byName: ReadonlyMap<string, string>;
}

export async function readCategoryNames(db: Db | Tx): Promise<CategoryNames> {
  const tree: CategoryRow[] = await readTree(db);
  const byName = new Map<string, string>();
  // A slug always means its own category; a name that two have means the first in the tree.
  for (const { slug, names } of tree.toReversed()) {
    for (const name of Object.values(names)) byName.set(foldName(name), slug);
  }
  for (const { slug } of tree) byName.set(slug, slug);
  return {
    slugs: new Map(tree.map(({ id, slug }) => [id, slug])),
    ids: new Map(tree.map(({ id, slug }) => [slug, id])),
    byName,
  };
}

/** The part of a store's catalogue that the codes of a file lead to. */
export async function readKnown(
  db: Db,
  storeId: string,
  codes: { products: readonly string[]; skus: readonly string[] },
  policy: GoodsPolicy,
): Promise<KnownCatalogue> {
  const categories = await readCategoryNames(db);
  const store = await db
    .selectFrom('store')
    .select('currency')
    .where('id', '=', storeId)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ id: string }>`
    select id from product where store_id = ${storeId} and code = any(${codes.products}::text[]) and state <> 'removed'
    union
    select product_id from sku where store_id = ${storeId} and code = any(${codes.skus}::text[]) and is_active`.execute(
    db,
  );
  const known: KnownCatalogue = {
    goods: new Map(),
    productIds: new Map(),
    skus: new Map(),
    available: new Map(),
    slugs: categories.slugs,
    categoryIds: categories.ids,
    facts: {
      currency: store.currency,
      categories: categories.byName,
      titleMax: policy.catalogue.titleMaxCharacters,
      descriptionMax: policy.catalogue.descriptionMaxCharacters,
    },
  };
  const ids = rows.map((row) => row.id);
  for (const { goods, skus } of await findManyGoods(db, storeId, ids)) {
    known.goods.set(goods.id, goods);
    if (goods.code !== null) known.productIds.set(goods.code, goods.id);
    for (const sku of skus) {
      known.skus.set(sku.code, { productId: goods.id, skuId: sku.id });
      known.available.set(sku.id, sku.available);
    }
  }
  return known;
}

export async function insertRows(
  tx: Tx,
  storeId: string,
  importId: string,
  rows: readonly DiffRow[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += 1_000) {
    const values = rows.slice(from, from + 1_000).map((row) => ({
      row_number: row.rowNumber,
      kind: row.kind,
      state: row.kind === 'create' || row.kind === 'change' ? 'pending' : 'skipped',
      product_code: row.productCode,
      sku_code: row.skuCode,
      product_id: row.productId,
      sku_id: row.skuId,
      makes_product: row.makesProduct,
      changes: row.changes,
      error: row.error,
      cells: row.cells,
    }));
    await sql`
      insert into catalogue_import_row (store_id, import_id, row_number, kind, state, product_code, sku_code, product_id, sku_id,
        makes_product, changes, error, cells)
      select ${storeId}, ${importId}, row_number, kind, state, product_code, sku_code, product_id, sku_id, makes_product, changes,
        nullif(error, 'null'::jsonb), cells
      from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r (row_number integer, kind text, state text, product_code text,
        sku_code text, product_id uuid, sku_id uuid, makes_product boolean, changes jsonb, error jsonb, cells jsonb)`.execute(
      tx,
    );
  }
}

export async function findImport(
  db: Db | Tx,
  storeId: string,
  id: string,
): Promise<ImportRecord | undefined> {
  const { rows } = await sql<ImportRecord>`
    select * from catalogue_import where store_id = ${storeId} and id = ${id}`.execute(db);
  return rows[0];
}

export async function listImports(
  db: Db,
  storeId: string,
  after: { createdAt: Date; id: string } | undefined,
  limit: number,
): Promise<ImportRecord[]> {
  const { rows } = await sql<ImportRecord>`
    select * from catalogue_import where store_id = ${storeId}
      ${after === undefined ? sql`` : sql`and (created_at, id) < (${after.createdAt}, ${after.id}::uuid)`}
    order by created_at desc, id desc limit ${limit + 1}`.execute(db);
  return rows;
}

export async function listRows(
  db: Db,
  storeId: string,
  importId: string,
  query: { kind?: string | undefined; state?: string | undefined; after: number; limit: number },
): Promise<ImportRowRecord[]> {
  const { rows } = await sql<ImportRowRecord>`
    select * from catalogue_import_row
    where store_id = ${storeId} and import_id = ${importId} and row_number > ${query.after}::bigint
      ${query.kind === undefined ? sql`` : sql`and kind = ${query.kind}`}
      ${query.state === undefined ? sql`` : sql`and state = ${query.state}`}
    order by row_number limit ${query.limit + 1}`.execute(db);
  return rows;
}

/** Rows that a merchant has to look at again: those that were wrong, and those that could not be applied or undone. */
export async function listFaultyRows(
  db: Db,
  storeId: string,
  importId: string,
  after: number,
  limit: number,
): Promise<ImportRowRecord[]> {
  const { rows } = await sql<ImportRowRecord>`
    select * from catalogue_import_row
    where store_id = ${storeId} and import_id = ${importId} and row_number > ${after} and error is not null
    order by row_number limit ${limit}`.execute(db);
  return rows;
}

/** The import that waits longest for work, locked; one that another process works on is passed over. */
export async function takeWork(tx: Tx): Promise<ImportRecord | undefined> {
  const { rows } = await sql<ImportRecord>`
    select * from catalogue_import where state in ('applying', 'undoing')
    order by touched_at, id limit 1 for update skip locked`.execute(tx);
  return rows[0];
}

/** Puts an import that could not be worked on behind all others. */
export async function letOthersGoFirst(
  db: Db,
  { now }: { now: Date },
  { store_id, id }: Pick<ImportRecord, 'store_id' | 'id'>,
): Promise<void> {
  await sql`
    update catalogue_import set touched_at = greatest(${now}, (
      select max(touched_at) + interval '1 millisecond' from catalogue_import where state in ('applying', 'undoing')))
    where store_id = ${store_id} and id = ${id} and state in ('applying', 'undoing')`.execute(db);
}

/** The next rows to apply, in the order of the file; or to undo, the last first. */
export async function nextRows(
  tx: Tx,
  work: Pick<ImportRecord, 'store_id' | 'id' | 'state'>,
  limit: number,
): Promise<ImportRowRecord[]> {
  const undoing = work.state === 'undoing';
  const { rows } = await sql<ImportRowRecord>`
    select * from catalogue_import_row
    where store_id = ${work.store_id} and import_id = ${work.id} and state = ${undoing ? sql`'applied'` : sql`'pending'`}
    order by row_number ${undoing ? sql`desc` : sql`asc`} limit ${limit}`.execute(tx);
  return rows;
}

export async function markRows(
  tx: Tx,
  work: Pick<ImportRecord, 'store_id' | 'id'>,
  results: readonly { rowNumber: number; state: RowState; error: RowError | null }[],
): Promise<void> {
  await sql`
    update catalogue_import_row r set state = d.state, error = nullif(d.error, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as d ("rowNumber" integer, state text, error jsonb)
    where r.store_id = ${work.store_id} and r.import_id = ${work.id} and r.row_number = d."rowNumber"`.execute(
    tx,
  );
}
