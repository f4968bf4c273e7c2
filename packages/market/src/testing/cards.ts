import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { type Db, inTransaction } from '../kernel/database.ts';
import type { Told } from '../kernel/events.committed.ts';
import { cardShelf } from '../search/search.cards.ts';

/** Changes rows and tells of it in the same transaction, as whatever changes anything in the market does. */
export function changeAndTell(db: Db, told: Told, change: RawBuilder<unknown>): Promise<void> {
  return inTransaction(db, async (tx) => {
    await change.execute(tx);
    await sql`insert into event (id, store_id, subject_type, subject_id, type, actor, at)
      values (${randomUUID()}, ${told.storeId}, ${told.subjectType}, ${told.subjectId}, 'test.changed', 'system:test', now())`.execute(
      tx,
    );
  });
}

/**
 * A shelf that has the cards of all goods from now on. `assertRight` fails where a card is not what one is that was never on a shelf: then something
 * was changed that no event tells of.
 */
export async function watchCards(pool: pg.Pool): Promise<{ assertRight(after: string): Promise<void> }> {
  const watched = cardShelf(pool);
  const cardsOf = async (shelf: typeof watched): Promise<string[]> => {
    const { rows } = await pool.query<{ id: string }>('select id from product order by id');
    const cards = await shelf.read(rows.map((row) => row.id));
    return rows.map(({ id }) => `${id} ${cards.get(id)?.json ?? 'is not on sale'}`);
  };
  await cardsOf(watched);
  return {
    async assertRight(after) {
      const [kept, read] = [await cardsOf(watched), await cardsOf(cardShelf(pool))];
      assert.deepEqual(kept, read, `${after} changed what a card shows, and told nobody`);
    },
  };
}
