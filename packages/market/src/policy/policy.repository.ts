import { loadVersion, type PolicyVersion } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';

interface VersionRow {
  number: number;
  document: unknown;
  digest: string;
  author: string;
  reason: string;
  rollback_of: number | null;
  created_at: Date;
  starts_at: Date;
}

/** A version without its document, and how it stands. */
export type VersionSummary = Omit<VersionRow, 'document'> & {
  state: 'scheduled' | 'inForce' | 'replaced';
  /** who agreed to it in the lab, beside its author */
  approved_by: string[];
};

/** All versions after `after`, by number. Throws where one cannot be read. */
export async function readVersions(db: Db | Tx, after: number): Promise<PolicyVersion[]> {
  const { rows } = await sql<VersionRow>`
    select number, document, digest, author, reason, rollback_of, created_at, starts_at
    from policy_version where number > ${after} order by number`.execute(db);
  return rows.map(versionOf);
}

/** The number of the newest version; 0 where there is none. */
export async function newestChange(db: Db | Tx): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select number from policy_version order by number desc limit 1`.execute(db);
  return rows[0]?.number ?? 0;
}

/** Writes version 1, unless another process has. */
export async function insertFirstVersion(db: Db, id: string, version: PolicyVersion): Promise<void> {
  await sql`insert into policy_version (id, number, document, digest, author, reason, created_at, starts_at)
    select ${id}, 1, ${JSON.stringify(version.document)}, ${version.digest}, ${version.author}, ${version.reason},
      ${version.createdAt}, ${version.startsAt}
    where not exists (select 1 from policy_version) on conflict do nothing`.execute(db);
}

/** Lets one writer at a time make the next version, until its transaction ends. Readers do not wait. */
export async function lockVersions(tx: Tx): Promise<void> {
  await sql`lock table policy_version in share row exclusive mode`.execute(tx);
}

/** Writes a version; who listens hears of it at the commit. */
export async function insertVersion(
  tx: Tx,
  id: string,
  version: PolicyVersion,
  channel: string,
): Promise<void> {
  await sql`insert into policy_version (id, number, document, digest, author, reason, rollback_of, created_at, starts_at)
    values (${id}, ${version.number}, ${JSON.stringify(version.document)}, ${version.digest}, ${version.author},
      ${version.reason}, ${version.rollbackOf ?? null}, ${version.createdAt}, ${version.startsAt})`.execute(
    tx,
  );
  await sql`select pg_notify(${channel}, ${String(version.number)})`.execute(tx);
}

/** Summaries, newest first, of at most `limit` versions with a number below `below`; or of that one version. */
export async function listSummaries(
  db: Db | Tx,
  now: Date,
  which: { below?: number; number?: number; limit: number },
): Promise<VersionSummary[]> {
  const { rows } = await sql<VersionSummary>`
    select v.number, v.digest, v.author, v.reason, v.rollback_of, v.created_at, v.starts_at, case
        when v.number = (
          select number from policy_version where starts_at <= ${now} order by starts_at desc, number desc limit 1
        ) then 'inForce'
        when v.starts_at > ${now} and not exists (
          select 1 from policy_version later where later.starts_at = v.starts_at and later.number > v.number
        ) then 'scheduled'
        else 'replaced' end as state,
      array(select a.person from policy_draft d join policy_approval a on a.draft_id = d.id
        where d.policy_number = v.number order by a.approved_at, a.person_id) as approved_by
    from policy_version v
    where (${which.below ?? null}::bigint is null or v.number < ${which.below ?? null}::bigint)
      and (${which.number ?? null}::bigint is null or v.number = ${which.number ?? null}::bigint)
    order by v.number desc limit ${which.limit}`.execute(db);
  return rows;
}

/** One version with its document. */
export async function findVersion(db: Db | Tx, number: number): Promise<PolicyVersion | undefined> {
  const { rows } = await sql<VersionRow>`
    select number, document, digest, author, reason, rollback_of, created_at, starts_at
    from policy_version where number = ${number}`.execute(db);
  return rows[0] === undefined ? undefined : versionOf(rows[0]);
}

function versionOf(row: VersionRow): PolicyVersion {
  const loaded = loadVersion({
    number: row.number,
    document: row.document,
    digest: row.digest,
    author: row.author,
    reason: row.reason,
    createdAt: row.created_at,
    startsAt: row.starts_at,
    ...(row.rollback_of === null ? {} : { rollbackOf: row.rollback_of }),
  });
  if (loaded.ok) return loaded.version;
  const faults = loaded.faults.map(({ path, reason }) => `${path} ${reason.en}`).join(' ');
  throw new Error(`version ${row.number} of the policy cannot be read: ${faults}`);
}
