import type { PoolClient } from 'pg';

/** An event as far as it says what was changed. */
export interface Told {
  storeId: string | null;
  subjectType: string;
  subjectId: string;
}

/** What had been committed at an instant (`pg_current_snapshot`): all below `end` but what was still running. */
export interface Snapshot {
  readonly end: string;
  readonly running: readonly string[];
}

/** Events that were committed between two snapshots; undefined: more than were asked for. */
export interface Committed {
  readonly told: readonly Told[] | undefined;
  readonly snapshot: Snapshot;
}

/**
 * Both scans end at once at the end of `event_position`, where nothing happened. The order and the limit keep the planner from
 * reading the table instead, which it would for an unknown position.
 */
const text = `
  select pg_current_snapshot()::text as snapshot, e.store_id as "storeId", e.subject_type as "subjectType", e.subject_id as "subjectId"
  from (select) as one
  left join (
    (select store_id, subject_type, subject_id from event where xid >= $1::xid8 order by xid, id limit $3)
    union all
    (select store_id, subject_type, subject_id from event where xid = any($2::xid8[]) order by xid, id limit $3)
  ) as e on true`;

/**
 * Whatever was committed behind a snapshot, by anybody, and the snapshot up to which this is all. Unlike `changesSince`, which waits for every
 * older transaction, it tells of each as soon as others can see what it did. Without `since`, only where things stand.
 */
export async function committedSince(
  client: PoolClient,
  since: Snapshot | undefined,
  most: number,
): Promise<Committed> {
  if (since === undefined) {
    const { rows } = await client.query<{ snapshot: string }>(
      'select pg_current_snapshot()::text as snapshot',
    );
    return { told: undefined, snapshot: snapshotOf(rows[0]?.snapshot) };
  }
  const { rows } = await client.query<
    { snapshot: string; subjectId: string | null } & Omit<Told, 'subjectId'>
  >({
    name: 'events_committed_since',
    text,
    values: [since.end, `{${since.running.join()}}`, most + 1],
  });
  const told = rows.filter((row): row is typeof row & Told => row.subjectId !== null);
  return { told: told.length > most ? undefined : told, snapshot: snapshotOf(rows[0]?.snapshot) };
}

/** Reads `xmin:xmax:running,running`. */
function snapshotOf(text: string | undefined): Snapshot {
  const [, end, running] = text?.split(':') ?? [];
  if (end === undefined || running === undefined) throw new Error(`this is no snapshot: ${text}`);
  return { end, running: running === '' ? [] : running.split(',') };
}
