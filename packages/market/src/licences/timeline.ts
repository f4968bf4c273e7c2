import { sql } from 'kysely';
import type { Db } from '../kernel/database.ts';

export interface TimelineEntry {
  type: string;
  at: string;
  data: Record<string, unknown>;
}

/** What happened to a licence or a store, newest first. Who did it stays inside. */
export async function readTimeline(db: Db, subjectId: string, limit: number): Promise<TimelineEntry[]> {
  const { rows } = await sql<{ type: string; at: Date; data: Record<string, unknown> }>`
    select type, at, data from event where subject_id = ${subjectId}
    order by at desc, id desc limit ${limit}`.execute(db);
  return rows.map(({ type, at, data }) => ({ type, at: at.toISOString(), data }));
}
