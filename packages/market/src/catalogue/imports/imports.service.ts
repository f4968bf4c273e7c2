import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/context.ts';
import { type Db, inTransaction } from '../../kernel/database.ts';
import { appendEvent } from '../../kernel/events.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { type GoodsPolicy, holdStore } from '../goods.service.ts';
import { type Column, columnOf, columnOfHeading } from './imports.columns.ts';
import { type CsvFile, type Encoding, readCsv, unreadable } from './imports.csv.ts';
import { type DiffRow, rowDiffer } from './imports.diff.ts';
import {
  findImport,
  type ImportRecord,
  type ImportState,
  insertRows,
  readKnown,
} from './imports.repository.ts';

export interface NewImport {
  storeId: string;
  fileName: string;
  bytes: Uint8Array;
  encoding: Encoding | undefined;
  /** which of the file's headings stand for which columns */
  mapping: Readonly<Record<string, string>>;
  policyVersion: number;
}

/**
 * Reads a file and keeps what each row would do. No goods are changed.
 *
 * @throws Problem import_unreadable, state_conflict (the store's catalogue cannot be changed)
 */
export async function createImport(
  db: Db,
  ctx: Ctx,
  policy: GoodsPolicy,
  input: NewImport,
): Promise<ImportRecord> {
  const { storeId } = input;
  const file = await readCsv(input.bytes, input.encoding, policy.catalogue.importRows);
  const { columns, ignored } = columnsOf(file.headings, input.mapping);
  const rows = await diffOf(db, ctx, policy, storeId, file, columns);
  const count = (kind: DiffRow['kind']) => rows.filter((row) => row.kind === kind).length;
  const id = ctx.ids.next(ctx.now);
  return inTransaction(db, async (tx) => {
    await holdStore(tx, storeId);
    await tx
      .insertInto('catalogue_import')
      .values({
        store_id: storeId,
        id,
        state: 'ready',
        file_name: input.fileName,
        encoding: file.encoding,
        headings: JSON.stringify(file.headings),
        ignored_columns: JSON.stringify(ignored),
        row_count: rows.length,
        create_count: count('create'),
        change_count: count('change'),
        unchanged_count: count('unchanged'),
        error_count: count('error'),
        actor: ctx.actorName,
        policy_version: input.policyVersion,
        created_at: ctx.now,
        applied_at: null,
        undo_until: null,
        touched_at: ctx.now,
      })
      .execute();
    await insertRows(tx, storeId, id, rows);
    await appendEvent(tx, ctx, importEvent(storeId, id, 'import.read', { rows: rows.length }));
    return (await findImport(tx, storeId, id)) as ImportRecord;
  });
}

/** Which column stands at which place of the file; headings that stand for none are ignored and told. */
function columnsOf(
  headings: readonly string[],
  mapping: Readonly<Record<string, string>>,
): { columns: (Column | undefined)[]; ignored: string[] } {
  const columns = headings.map((heading) => {
    if (!Object.hasOwn(mapping, heading)) return columnOfHeading(heading);
    const column = columnOf(mapping[heading] ?? '');
    if (column === undefined) {
      throw new Problem('invalid_request', {
        pointer: '/body/mapping',
        detail: `There is no column "${mapping[heading]}".`,
      });
    }
    return column;
  });
  const keys = columns.flatMap((column) => (column === undefined ? [] : [column.key]));
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined)
    throw unreadable('headings', `Two columns stand for "${twice}".`, { column: twice });
  if (!keys.includes('skuCode'))
    throw unreadable('headings', 'No column holds the code of the variant.', { column: 'skuCode' });
  return {
    columns,
    ignored: headings.filter((heading, at) => columns[at] === undefined && heading !== ''),
  };
}

async function diffOf(
  db: Db,
  ctx: Ctx,
  policy: GoodsPolicy,
  storeId: string,
  file: CsvFile,
  columns: readonly (Column | undefined)[],
): Promise<DiffRow[]> {
  const codesOf = (key: string) => {
    const at = columns.findIndex((column) => column?.key === key);
    return [...new Set(file.rows.map((row) => row.cells[at]?.trim() ?? ''))].filter((code) =>
      code.isWellFormed(),
    );
  };
  const codes = { products: codesOf('productCode'), skus: codesOf('skuCode') };
  const known = await readKnown(db, storeId, codes, policy);
  const diff = rowDiffer(known, columns, policy, () => ctx.ids.next(ctx.now));
  const rows: DiffRow[] = [];
  for (const [at, { line, cells }] of file.rows.entries()) {
    rows.push(diff(line, cells));
    // A large file must not keep everybody else waiting.
    if (at % 200 === 199) await setImmediate();
  }
  return rows;
}

/** Begins to apply an import; what is being applied or was applied already is left as it is. @throws Problem not_found, state_conflict */
export async function beginApplying(db: Db, ctx: Ctx, storeId: string, id: string): Promise<ImportRecord> {
  return move(db, ctx, storeId, id, { from: 'ready', to: 'applying', already: ['applying', 'applied'] });
}

/** Begins to undo an import, while its time lasts. @throws Problem not_found, state_conflict, undo_expired */
export async function beginUndoing(db: Db, ctx: Ctx, storeId: string, id: string): Promise<ImportRecord> {
  return move(db, ctx, storeId, id, { from: 'applied', to: 'undoing', already: ['undoing', 'undone'] });
}

/** Gives up an import that was not applied. @throws Problem not_found, state_conflict */
export async function discardImport(db: Db, ctx: Ctx, storeId: string, id: string): Promise<ImportRecord> {
  return move(db, ctx, storeId, id, { from: 'ready', to: 'discarded', already: ['discarded'] });
}

async function move(
  db: Db,
  ctx: Ctx,
  storeId: string,
  id: string,
  { from, to, already }: { from: ImportState; to: ImportState; already: readonly ImportState[] },
): Promise<ImportRecord> {
  return inTransaction(db, async (tx) => {
    const { numAffectedRows } = await sql`
      update catalogue_import set state = ${to}, touched_at = ${ctx.now}
      where store_id = ${storeId} and id = ${id} and state = ${from}
        and (${to} <> 'undoing' or undo_until > ${ctx.now})`.execute(tx);
    const record = await findImport(tx, storeId, id);
    if (record === undefined) throw notFound();
    if (numAffectedRows === 1n) {
      await appendEvent(tx, ctx, importEvent(storeId, id, `import.${to}`, {}));
    } else if (record.state === from) {
      throw new Problem('undo_expired', { data: { undoUntil: record.undo_until?.toISOString() } });
    } else if (!already.includes(record.state)) {
      throw new Problem('state_conflict', {
        detail: `The import is ${record.state}.`,
        data: { state: record.state },
      });
    }
    return record;
  });
}

export const importEvent = (storeId: string, id: string, type: string, data: Record<string, unknown>) => ({
  storeId,
  subjectType: 'import',
  subjectId: id,
  type,
  data,
});
