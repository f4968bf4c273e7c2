import { setTimeout as wait } from 'node:timers/promises';
import type { Composition } from '@hazumi/market';

/** How far the telling has come, kept in the database that it fills, in a schema of the seed's own. */
export interface Telling {
  number: number;
  scale: number;
  /** the present of the story's beginning, which is its end for good */
  until: Date;
  /** parts that are done: 'people', 'goods', ... */
  parts: string[];
  /** the day that is told next */
  day: number;
  /** checkouts that go on after that day, by their number */
  open: Record<string, OpenCheckout>;
  completedAt: Date | null;
}

/** What later acts need to know of a checkout: public ids, its orders in the order of the plan. */
export interface OpenCheckout {
  checkoutId: string;
  orderIds: string[];
  /** payments at the provider, in the order in which they were begun */
  paymentIds: string[];
  /** parcels, by order and parcel: `0-1` is the second parcel of the first order */
  shipmentIds: Record<string, string>;
}

export interface Progress {
  telling: Telling;
  partDone(part: string): Promise<void>;
  dayDone(day: number, open: Record<string, OpenCheckout>): Promise<void>;
  completed(at: Date): Promise<void>;
  release(): Promise<void>;
}

const lockNumber = 730_582;

/**
 * Takes up the telling of this market, alone: another process that tells it too is waited for. A market in which people are already,
 * but no story, is somebody's own and is left alone.
 *
 * @returns undefined for a market that is not to be seeded
 */
export async function takeUp(
  composition: Composition,
  begin: Pick<Telling, 'number' | 'scale' | 'until'>,
): Promise<Progress | undefined> {
  // The lock lives as long as the connection, so that a process that dies lets go of it.
  const client = await composition.handle.pool.connect();
  const release = async (): Promise<void> => {
    await client.query('select pg_advisory_unlock($1)', [lockNumber]);
    client.release();
  };
  try {
    while (!(await client.query('select pg_try_advisory_lock($1) as mine', [lockNumber])).rows[0].mine)
      await wait(500);
    await client.query(`
      create schema if not exists seed;
      create table if not exists seed.telling (
        only_row boolean primary key default true check (only_row),
        number integer not null,
        scale double precision not null,
        until timestamptz not null,
        parts text[] not null default '{}',
        day integer not null default 0,
        open jsonb not null default '{}',
        completed_at timestamptz
      )`);
    await client.query(
      `insert into seed.telling (number, scale, until) select $1, $2, $3 where not exists (select from person)
       on conflict do nothing`,
      [begin.number, begin.scale, begin.until],
    );
    const row = (await client.query('select * from seed.telling')).rows[0];
    if (row === undefined) {
      await release();
      return undefined;
    }
    const telling: Telling = { ...row, completedAt: row.completed_at };
    return {
      telling,
      async partDone(part) {
        telling.parts.push(part);
        await client.query('update seed.telling set parts = array_append(parts, $1)', [part]);
      },
      async dayDone(day, open) {
        Object.assign(telling, { day: day + 1, open });
        await client.query('update seed.telling set day = $1, open = $2', [day + 1, JSON.stringify(open)]);
      },
      async completed(at) {
        telling.completedAt = at;
        await client.query(`update seed.telling set completed_at = $1, open = '{}'`, [at]);
      },
      release,
    };
  } catch (error) {
    client.release(true);
    throw error;
  }
}
