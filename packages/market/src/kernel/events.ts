import { sql } from 'kysely';
import type { Ctx } from './context.ts';
import { type Db, inTransaction, type Tx } from './database.ts';
import type { EventTable } from './kernel.tables.ts';

export interface NewEvent {
  storeId?: string;
  subjectType: string;
  subjectId: string;
  type: string;
  data?: Record<string, unknown>;
}

/** Writes events of changes in the transaction that makes them. They are history, timeline and outbox at once. */
export async function appendEvent(
  tx: Tx,
  ctx: Pick<Ctx, 'now' | 'ids' | 'actorName'>,
  ...events: NewEvent[]
): Promise<void> {
  if (events.length === 0) return;
  await tx
    .insertInto('event')
    .values(
      events.map((event) => ({
        id: ctx.ids.next(ctx.now),
        store_id: event.storeId ?? null,
        subject_type: event.subjectType,
        subject_id: event.subjectId,
        type: event.type,
        actor: ctx.actorName,
        data: JSON.stringify(event.data ?? {}),
        at: ctx.now,
      })),
    )
    .execute();
}

export interface StoredEvent {
  id: string;
  storeId: string | null;
  subjectType: string;
  subjectId: string;
  type: string;
  actor: string;
  data: Record<string, unknown>;
  at: Date;
}

/**
 * Hands the next events to a consumer and remembers its position in the same transaction; returns how many there were.
 *
 * Positions are (xid, id). Only events of transactions older than every running one are read (`pg_snapshot_xmin`), because a
 * transaction that began earlier may still commit rows before ours: reading past it would lose them. The row of the consumer is
 * locked, so that two processes never hand out the same events at once; `handle` must be idempotent all the same, where it has
 * effects outside `tx`.
 */
export async function consumeEvents(
  db: Db,
  consumer: string,
  handle: (tx: Tx, events: StoredEvent[]) => Promise<void>,
  limit = 500,
): Promise<number> {
  await db
    .insertInto('event_consumer')
    .values({ name: consumer })
    .onConflict((c) => c.doNothing())
    .execute();
  return inTransaction(db, async (tx) => {
    const position = await tx
      .selectFrom('event_consumer')
      .select(['xid', 'id'])
      .where('name', '=', consumer)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (position === undefined) return 0;
    const { rows } = await sql<EventTable & { at: Date; data: Record<string, unknown> }>`
      select * from event
      where (xid, id) > (${position.xid}::xid8, ${position.id}::uuid) and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, id limit ${limit}`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    await handle(
      tx,
      rows.map((row) => ({
        id: row.id,
        storeId: row.store_id,
        subjectType: row.subject_type,
        subjectId: row.subject_id,
        type: row.type,
        actor: row.actor,
        data: row.data,
        at: row.at,
      })),
    );
    await sql`update event_consumer set xid = ${String(last.xid)}::xid8, id = ${last.id}::uuid where name = ${consumer}`.execute(
      tx,
    );
    return rows.length;
  });
}
