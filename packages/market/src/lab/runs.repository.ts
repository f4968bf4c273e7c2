import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type { LabFindings, LabStage } from './lab.runner.ts';
import type { LabTables } from './lab.tables.ts';

/** A run without its document, which only whoever runs it needs. */
export type RunRow = Omit<Selectable<LabTables['lab_run']>, 'document' | 'worker' | 'lease_until'> & {
  draft_name: string;
};

const columns = sql`r.id, r.draft_id, r.digest, r.against_number, r.size, r.state, r.author, r.created_at, r.started_at, r.ended_at,
  r.attempts, r.is_cancel_asked, r.stage, r.share, r.failure, r.outcome, d.name as draft_name`;

export async function insertRun(
  tx: Tx,
  row: Pick<RunRow, 'id' | 'draft_id' | 'digest' | 'against_number' | 'size' | 'author' | 'created_at'> & {
    document: string;
  },
): Promise<void> {
  await tx
    .insertInto('lab_run')
    .values({ ...row, state: 'queued' })
    .execute();
}

export async function findRun(db: Db | Tx, id: string): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`
    select ${columns} from lab_run r join policy_draft d on d.id = r.draft_id where r.id = ${id}`.execute(db);
  return rows[0];
}

/** The runs of a draft, newest first. */
export async function listRuns(
  db: Db,
  asked: { draftId: string; before?: string | undefined; limit: number },
): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${columns} from lab_run r join policy_draft d on d.id = r.draft_id where r.draft_id = ${asked.draftId}
      ${asked.before === undefined ? sql`` : sql`and r.id < ${asked.before}`}
    order by r.id desc limit ${asked.limit}`.execute(db);
  return rows;
}

/** The newest run of each draft as it stands now (its document against its base), by the draft's id. */
export async function newestRuns(db: Db | Tx, draftIds: readonly string[]): Promise<Map<string, RunRow>> {
  const { rows } = await sql<RunRow>`
    select distinct on (r.draft_id) ${columns} from lab_run r join policy_draft d on d.id = r.draft_id
    where r.draft_id = any(${draftIds}::uuid[]) and r.digest = d.digest and r.against_number = d.base_number
    order by r.draft_id, r.id desc`.execute(db);
  return new Map(rows.map((row) => [row.draft_id, row]));
}

/** The newest finished run of a draft as it stands now: what a proposal rests on. */
export async function newestFinding(db: Db | Tx, draftId: string): Promise<LabFindings | undefined> {
  const { rows } = await sql<{ outcome: LabFindings }>`
    select r.outcome from lab_run r join policy_draft d on d.id = r.draft_id
    where r.draft_id = ${draftId} and r.state = 'done' and r.digest = d.digest and r.against_number = d.base_number
    order by r.id desc limit 1`.execute(db);
  return rows[0]?.outcome;
}

/** Takes a run out of the queue, or asks whoever runs it to stop; what it was. Undefined where it has ended. */
export async function askToCancel(tx: Tx, id: string, now: Date): Promise<'queued' | 'running' | undefined> {
  const { rows } = await sql<{ was: 'queued' | 'running' }>`
    with held as (select id, state as was from lab_run where id = ${id} and state in ('queued', 'running') for update)
    update lab_run r set is_cancel_asked = true,
      state = case when held.was = 'queued' then 'cancelled' else r.state end,
      ended_at = case when held.was = 'queued' then ${now}::timestamptz else r.ended_at end
    from held where r.id = held.id returning held.was`.execute(tx);
  return rows[0]?.was;
}

/** A run in the hands of this process. */
export interface HeldRun {
  id: string;
  document: object;
  digest: string;
  against_number: number;
  size: RunRow['size'];
  draft_name: string;
  attempts: number;
  is_cancel_asked: boolean;
}

export const leaseSeconds = 30;
const leaseEnd = sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`;

/**
 * Takes the run whose worker fell silent, else the one that waits longest; undefined where there is none, or where another one runs.
 * Two processes that try at once: the index of running runs lets one of them through.
 */
export async function takeRun(tx: Tx, worker: string, now: Date): Promise<HeldRun | undefined> {
  const { rows } = await sql<HeldRun>`
    with next as (
      select id from lab_run
      where (state = 'running' and lease_until < clock_timestamp())
        or (state = 'queued' and not exists (select 1 from lab_run where state = 'running'))
      order by state = 'running' desc, id limit 1 for update skip locked)
    update lab_run r set state = 'running', worker = ${worker}, lease_until = ${leaseEnd}, attempts = attempts + 1,
      started_at = coalesce(started_at, ${now}::timestamptz), stage = null, share = 0
    from next, policy_draft d where r.id = next.id and d.id = r.draft_id
    returning r.id, r.document, r.digest, r.against_number, r.size, r.attempts, r.is_cancel_asked, d.name as draft_name`.execute(
    tx,
  );
  return rows[0];
}

/** Says that this process is still at it, and how far; undefined where the run is not in its hands any more. */
export async function keepRun(
  db: Db,
  held: { id: string; worker: string },
  progress: { stage: LabStage | null; share: number },
): Promise<{ isCancelAsked: boolean } | undefined> {
  const { rows } = await sql<{ is_cancel_asked: boolean }>`
    update lab_run set lease_until = ${leaseEnd}, stage = ${progress.stage}, share = ${progress.share}
    where ${isHeld(held)} returning is_cancel_asked`.execute(db);
  return rows[0] && { isCancelAsked: rows[0].is_cancel_asked };
}

/** Ends a run that this process holds; whether it still held it. */
export async function endRun(
  tx: Tx,
  held: { id: string; worker: string },
  now: Date,
  end:
    | { state: 'done'; findings: LabFindings; page: string }
    | { state: 'failed'; failure: string }
    | { state: 'cancelled' },
): Promise<boolean> {
  const done = await sql`
    update lab_run set state = ${end.state}, worker = null, lease_until = null, ended_at = ${now}, stage = null,
      share = ${end.state === 'done' ? sql`1` : sql`share`},
      outcome = ${end.state === 'done' ? JSON.stringify(end.findings) : null}::jsonb,
      failure = ${end.state === 'failed' ? end.failure : null}
    where ${isHeld(held)}`.execute(tx);
  if (done.numAffectedRows !== 1n) return false;
  if (end.state === 'done') {
    await tx.insertInto('lab_report').values({ run_id: held.id, page: end.page }).execute();
  }
  return true;
}

/** Puts a run back into the queue, for another process or a later start: this one closes. It does not count as an attempt. */
export async function releaseRun(db: Db, held: { id: string; worker: string }): Promise<void> {
  await sql`update lab_run set state = 'queued', worker = null, lease_until = null, attempts = attempts - 1, stage = null, share = 0
    where ${isHeld(held)}`.execute(db);
}

export async function findReport(db: Db, runId: string): Promise<string | undefined> {
  const row = await db.selectFrom('lab_report').select('page').where('run_id', '=', runId).executeTakeFirst();
  return row?.page;
}

const isHeld = ({ id, worker }: { id: string; worker: string }) =>
  sql<SqlBool>`id = ${id} and state = 'running' and worker = ${worker}`;
