import { sql } from 'kysely';
import type { Db } from './database.ts';

/** The market's time. Every rule and every timer reads it here; nothing else in the server asks the machine. */
export interface Clock {
  now(): Date;
  /** Sets the clock forward; refused by a clock that runs by itself. */
  set?(instant: Date): Promise<void>;
}

/** The machine's time. */
export const systemClock: Clock = { now: () => new Date() };

/**
 * A clock that stands until it is set forward, for replays, the seed and tests. It is kept in the database, so that a process that
 * is started again goes on at the instant where the last one stood.
 */
export async function settableClock(db: Db, start: Date): Promise<Required<Clock>> {
  const stored = await db.selectFrom('market_clock').select('instant').executeTakeFirst();
  let instant = stored?.instant ?? start;
  return {
    now: () => instant,
    async set(next: Date) {
      await sql`insert into market_clock (instant) values (${next})
        on conflict (only_row) do update set instant = greatest(market_clock.instant, excluded.instant)`.execute(
        db,
      );
      if (next > instant) instant = next;
    },
  };
}

/** A settable clock without a database. */
export function manualClock(start: Date): Required<Clock> {
  let instant = start;
  return {
    now: () => instant,
    async set(next: Date) {
      instant = next;
    },
  };
}
