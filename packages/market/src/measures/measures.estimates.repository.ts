import { type Insertable, sql, type Updateable } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type { StoredEstimate } from './measures.estimates.ts';
import type { EstimateState, MeasureTables } from './measures.tables.ts';

export interface EstimateRow {
  id: string;
  state: EstimateState;
  cause: 'weekly' | 'operator';
  asked_by: string;
  created_at: Date;
  weeks: number;
  /** the Monday before which its last week ends */
  until: string;
  holder: string | null;
  progress: number;
  finished_at: Date | null;
  panel_digest: string | null;
  code_version: string | null;
  policy_version: number;
  result: StoredEstimate | null;
  failure: string | null;
}

const columns = sql`id, state, cause, asked_by, created_at, weeks, until::text, holder, progress, finished_at, panel_digest,
  code_version, policy_version, result, failure`;

/** Writes an estimate that waits; nothing, where one is open already or the week has been measured. */
export async function insertEstimate(tx: Tx, row: Insertable<MeasureTables['loop_estimate']>): Promise<void> {
  await tx
    .insertInto('loop_estimate')
    .values(row)
    .onConflict((c) => c.doNothing())
    .execute();
}

export async function findOpenEstimate(db: Db | Tx): Promise<EstimateRow | undefined> {
  const { rows } = await sql<EstimateRow>`
    select ${columns} from loop_estimate where state in ('waiting', 'running')`.execute(db);
  return rows[0];
}

/** Takes the one that waits, or whose holder has not been heard of in time. */
export async function takeEstimate(
  tx: Tx,
  turn: { now: Date; holder: string; heldUntil: Date },
): Promise<(EstimateRow & { holder: string }) | undefined> {
  const { rows } = await sql<EstimateRow & { holder: string }>`
    update loop_estimate set state = 'running', holder = ${turn.holder}, held_until = ${turn.heldUntil}, progress = 0
    where id = (
      select id from loop_estimate where state = 'waiting' or (state = 'running' and held_until <= ${turn.now})
      for update skip locked limit 1
    ) returning ${columns}`.execute(tx);
  return rows[0];
}

/** How far it is; false where it is in other hands now. */
export async function noteProgress(
  db: Db,
  estimate: { id: string; holder: string },
  progress: number,
): Promise<boolean> {
  const done = await db
    .updateTable('loop_estimate')
    .set({ progress })
    .where('id', '=', estimate.id)
    .where('holder', '=', estimate.holder)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Ends the holder's turn; false where it is in other hands now, and nothing is changed. */
export async function finishEstimate(
  tx: Tx,
  estimate: { id: string; holder: string },
  values: Updateable<MeasureTables['loop_estimate']> & { state: 'done' | 'failed' },
): Promise<boolean> {
  const done = await tx
    .updateTable('loop_estimate')
    .set({ ...values, holder: null, held_until: null, progress: 1 })
    .where('id', '=', estimate.id)
    .where('holder', '=', estimate.holder)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Estimates, newest first. */
export async function listEstimates(
  db: Db | Tx,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<EstimateRow[]> {
  const { rows } = await sql<EstimateRow>`
    select ${columns} from loop_estimate ${before === undefined ? sql`` : sql`where id < ${before}`}
    order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** The newest that is done. */
export async function latestEstimate(db: Db): Promise<EstimateRow | undefined> {
  const { rows } = await sql<EstimateRow>`
    select ${columns} from loop_estimate where state = 'done' order by id desc limit 1`.execute(db);
  return rows[0];
}
