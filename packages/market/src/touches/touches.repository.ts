import { sql } from 'kysely';
import pg from 'pg';
import { type Db, inTransaction } from '../kernel/database.ts';
import { nilUuid } from '../kernel/ids.ts';
import { copyIn } from './touches.copy.ts';
import { touchColumns } from './touches.rows.ts';

const { DatabaseError } = pg;

/** Writes any number of touches in one statement; their months' partitions must be there. */
export async function insertTouches(pool: pg.Pool, rows: readonly Buffer[]): Promise<void> {
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    await copyIn(client, `copy touch (${touchColumns}) from stdin`, rows);
  } catch (error) {
    fault = error as Error;
    throw error;
  } finally {
    // After a fault nobody knows what the connection still has to say.
    client.release(fault);
  }
}

/** Makes the partition of the month of this day. */
export async function makePartition(pool: pg.Pool, day: string): Promise<void> {
  await pool.query('select touch_partition($1::date)', [day]);
}

/** Forgets a visitor: what it did is gone, and what was counted of it stays, for a count is nobody's. */
export async function deleteTouches(db: Db, visitor: string): Promise<void> {
  await sql`delete from touch where visitor = ${visitor}`.execute(db);
}

/**
 * Deletes the months of touches that ended before `before`. Touches come in all the time, and dropping a month has to hold them up: not for longer
 * than a second, else it is left to the next turn.
 *
 * @returns how many months were deleted
 */
export async function deleteMonthsBefore(db: Db, before: Date): Promise<number> {
  try {
    return await inTransaction(db, async (tx) => {
      await sql`set local lock_timeout = '1s'`.execute(tx);
      const { rows } = await sql<{ months: number }>`select touch_forget(${before}) as months`.execute(tx);
      return rows[0]?.months ?? 0;
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.code === lockNotAvailable) return 0;
    throw error;
  }
}

const lockNotAvailable = '55P03';

/** What a touch says of its store: whichever of these it knows. */
export interface StoreNames {
  ids: readonly string[];
  slugs: readonly string[];
  products: readonly string[];
}

/**
 * The stores that are so named and can be seen: by the name that was given, with the licence that each belongs to. A product stands
 * for its store by its id alone, for ids are unique over all stores.
 */
export async function visibleStores(
  pool: pg.Pool,
  { ids, slugs, products }: StoreNames,
): Promise<Map<string, { id: string; licenceId: string }>> {
  const { rows } = await pool.query<{ name: string; id: string; licenceId: string }>({
    name: 'touches_stores',
    text: `with named as (
        select id::text as name, id from store where id = any($1::uuid[])
        union all select slug, id from store where slug = any($2::text[])
        union all select id::text, store_id from product where id = any($3::uuid[]) and state = 'listed'
      )
      select n.name, s.id, s.licence_id as "licenceId" from named n join store s on s.id = n.id
      where s.opened_at is not null and s.state <> 'closed'`,
    values: [ids, slugs, products],
  });
  return new Map(rows.map((row) => [row.name, row]));
}

/**
 * Adds the touches of all finished transactions that are not counted yet to `touch_day`, and moves the position, as the ledger's
 * roll-up does (`ledger.rollup.ts`): only transaction ids older than every running one are passed.
 *
 * @returns how many touches were counted
 */
export async function countTouches(db: Db): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ from: bigint; to: bigint }>`
      select xid as "from", pg_snapshot_xmin(pg_current_snapshot())::text::bigint as "to" from touch_rollup
      for update skip locked`.execute(tx);
    const range = rows[0];
    if (range === undefined || range.from === range.to) return 0;
    const counted = await sql<{ count: number }>`
      with fresh as (
        select store_id, coalesce(link_id, ${nilUuid}::uuid) as link_id, (at at time zone 'UTC')::date as day, source, source_class,
          count(*) as visits
        from touch where xid >= ${range.from} and xid < ${range.to} group by 1, 2, 3, 4, 5
      ), upserted as (
        insert into touch_day (store_id, link_id, day, source, source_class, visits)
        select store_id, link_id, day, source, source_class, visits from fresh order by 1, 2, 3, 4, 5
        on conflict (store_id, link_id, day, source, source_class) do update set visits = touch_day.visits + excluded.visits
      )
      select coalesce(sum(visits), 0)::int as count from fresh`.execute(tx);
    await sql`update touch_rollup set xid = ${range.to}`.execute(tx);
    return counted.rows[0]?.count ?? 0;
  });
}
