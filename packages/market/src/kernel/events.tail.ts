import { sql } from 'kysely';
import type { Db } from './database.ts';
import { pause } from './pause.ts';

/** What a listener in this process needs to know of a change. */
export interface Change {
  storeId: string | null;
  subjectType: string;
  subjectId: string;
  type: string;
}

/** Where the changes end that have been made for good: what comes later is read from here (`changesSince`). */
export async function eventPosition(db: Db): Promise<string> {
  const { rows } = await sql<{
    now: string;
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as now`.execute(db);
  return rows[0]?.now as string;
}

/**
 * All changes from a position on, and the next position. Events of transactions that still run are read at a later turn: none of an
 * older transaction comes behind the position.
 */
export async function changesSince(db: Db, from: string): Promise<{ changes: Change[]; until: string }> {
  const { rows } = await sql<Change & { until: string }>`
    with until as (select pg_snapshot_xmin(pg_current_snapshot()) as xid)
    select until.xid::text as until, e.store_id as "storeId", e.subject_type as "subjectType", e.subject_id as "subjectId", e.type
    from until left join event e on e.xid >= ${from}::xid8 and e.xid < until.xid`.execute(db);
  return { changes: rows.filter((row) => row.subjectId !== null), until: rows[0]?.until ?? from };
}

/**
 * Tells this process of every change from now on, whoever made it, within about `everyMs`. For what a process keeps in memory and may
 * lose (cached pages): nothing is remembered over a restart. Work that must be done is a consumer's (`consumeEvents`).
 */
export function tailEvents(
  db: Db,
  hear: (changes: readonly Change[]) => Promise<void> | void,
  onError: (error: unknown) => void,
  everyMs = 250,
): { close(): Promise<void> } {
  const stop = new AbortController();
  const running = (async () => {
    let from: string | undefined;
    while (!stop.signal.aborted) {
      try {
        from ??= await eventPosition(db);
        const { changes, until } = await changesSince(db, from);
        from = until;
        if (changes.length > 0) await hear(changes);
      } catch (error) {
        // The database is away; what changes meanwhile is heard of when it is back.
        onError(error);
      }
      await pause(everyMs, stop.signal);
    }
  })();
  return {
    async close() {
      stop.abort();
      await running;
    },
  };
}
