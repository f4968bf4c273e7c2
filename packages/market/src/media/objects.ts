import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { Problem } from '../kernel/problem.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { type ObjectStorage, StorageFailure } from './storage.ts';

const hourMs = 3_600_000;
const batch = 50;

/**
 * Puts an object and makes the row that names it, so that wherever the process dies there is either both or, within an hour, neither:
 * the key is first noted as one to remove; `attach` makes the row in the transaction that takes the note out again.
 *
 * `key` must be new: made with an id of `ctx.ids`. The same object for two rows is not what this is for.
 *
 * @throws Problem unavailable where the storage does not take it; whatever `attach` throws, and then the object goes at the next sweep
 */
export async function keepObject<T>(
  market: Pick<Market, 'db' | 'storage' | 'log'>,
  ctx: Ctx,
  object: { key: string; bytes: Uint8Array; mediaType: string },
  attach: (tx: Tx) => Promise<T>,
): Promise<T> {
  const dueAt = new Date(ctx.now.getTime() + hourMs);
  await sql`insert into object_removal (key, due_at) values (${object.key}, ${dueAt})`.execute(market.db);
  try {
    await putObject(market, object);
    return await inTransaction(market.db, async (tx) => {
      const noted =
        await sql`delete from object_removal where key = ${object.key} and not is_claimed`.execute(tx);
      // The hour was over before the storage answered, or the clock was set forward meanwhile: the sweep has it.
      if (noted.numAffectedRows !== 1n) throw new Problem('unavailable', { retryAfter: 1 });
      return attach(tx);
    });
  } catch (error) {
    await sql`update object_removal set due_at = ${ctx.now} where key = ${object.key}`.execute(market.db);
    throw error;
  }
}

/** Has an object removed once this transaction, which removes the last row that names it, is committed. */
export async function dropObject(tx: Tx, ctx: Pick<Ctx, 'now'>, key: string): Promise<void> {
  await sql`insert into object_removal (key, due_at) values (${key}, ${ctx.now}) on conflict do nothing`.execute(
    tx,
  );
}

/** Removes what is due from the storage. */
export function objectSweep(db: Db, storage: ObjectStorage): Sweep {
  return {
    name: 'objects',
    everyMs: 60_000,
    async run(ctx) {
      // Claimed first, in a transaction of its own: from then on no row can be made for the key. The later time is for the case that
      // the storage, or this process, fails now.
      const later = new Date(ctx.now.getTime() + hourMs);
      const { rows } = await sql<{ key: string }>`
        update object_removal set is_claimed = true, due_at = ${later} where key in (
          select key from object_removal where due_at <= ${ctx.now} order by due_at limit ${batch} for update skip locked
        ) returning key`.execute(db);
      for (const { key } of rows) {
        await storage.remove(key);
        await sql`delete from object_removal where key = ${key}`.execute(db);
      }
      return rows.length;
    },
  };
}

async function putObject(
  market: Pick<Market, 'storage' | 'log'>,
  { key, bytes, mediaType }: { key: string; bytes: Uint8Array; mediaType: string },
): Promise<void> {
  try {
    await market.storage.put(key, bytes, mediaType);
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error;
    market.log.error({ err: error }, 'an object cannot be kept');
    throw new Problem('unavailable', { retryAfter: 10 });
  }
}
