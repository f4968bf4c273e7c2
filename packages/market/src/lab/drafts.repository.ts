import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type { LabTables } from './lab.tables.ts';

export type DraftRow = Selectable<LabTables['policy_draft']>;
export type ApprovalRow = Selectable<LabTables['policy_approval']>;
export type DraftState = DraftRow['state'];

export async function insertDraft(
  tx: Tx,
  row: Pick<
    DraftRow,
    | 'id'
    | 'name'
    | 'reason'
    | 'base_number'
    | 'digest'
    | 'change_count'
    | 'author'
    | 'author_id'
    | 'created_at'
  > & { document: string },
): Promise<void> {
  await tx
    .insertInto('policy_draft')
    .values({ ...row, state: 'draft', updated_at: row.created_at })
    .execute();
}

export async function findDraft(db: Db | Tx, id: string): Promise<DraftRow | undefined> {
  return db.selectFrom('policy_draft').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The draft's row, locked: whoever changes, proposes or approves it takes turns here. */
export async function lockDraft(tx: Tx, id: string): Promise<DraftRow | undefined> {
  return tx.selectFrom('policy_draft').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Drafts, newest first. */
export async function listDrafts(
  db: Db,
  asked: { state?: DraftState | undefined; before?: string | undefined; limit: number },
): Promise<DraftRow[]> {
  let query = db.selectFrom('policy_draft').selectAll().orderBy('id', 'desc').limit(asked.limit);
  if (asked.state !== undefined) query = query.where('state', '=', asked.state);
  if (asked.before !== undefined) query = query.where('id', '<', asked.before);
  return query.execute();
}

/** Changes a locked draft, and raises its version. */
export async function changeDraft(
  tx: Tx,
  id: string,
  now: Date,
  changes: Partial<Omit<DraftRow, 'id' | 'version' | 'document' | 'updated_at'>> & { document?: string },
): Promise<void> {
  await tx
    .updateTable('policy_draft')
    .set({ ...changes, updated_at: now, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** Who agreed to these proposals, in the order in which they did. */
export async function approvalsOf(db: Db | Tx, draftIds: readonly string[]): Promise<ApprovalRow[]> {
  if (draftIds.length === 0) return [];
  return db
    .selectFrom('policy_approval')
    .selectAll()
    .where('draft_id', 'in', draftIds)
    .orderBy('approved_at')
    .orderBy('person_id')
    .execute();
}

/** Notes that a person agrees; whether they had not before. */
export async function insertApproval(tx: Tx, row: ApprovalRow): Promise<boolean> {
  const done = await tx
    .insertInto('policy_approval')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function deleteApprovals(tx: Tx, draftId: string): Promise<void> {
  await tx.deleteFrom('policy_approval').where('draft_id', '=', draftId).execute();
}
