/**
 * A live day as it can be told from the market's own rows: each decision that a rule made on it, with the inputs that it was made of. Nothing
 * is noted while orders are placed; what a decision was made of stands in the rows that it left, or follows from those of before it.
 */
import type { DecisionKind, Decisions } from '@hazumi/twin';
import type pg from 'pg';
import { clawbackRecords } from './records.clawback.ts';
import { incentiveRecords } from './records.incentive.ts';
import { meritRecords } from './records.merit.ts';
import { couponRecords, lineRecords, sourceRecords, timerRecords } from './records.orders.ts';
import { standingRecords } from './records.standing.ts';

/** One decision of the market, as plain data. */
export interface DecisionRecord<K extends DecisionKind = DecisionKind> {
  kind: K;
  /** what it was about: a line, an order, a checkout, a store */
  id: string;
  policyVersion: number;
  inputs: Decisions[K]['inputs'];
  decision: Decisions[K]['decision'];
}

/** A UTC day of the market's own clock. */
export interface Day {
  from: Date;
  until: Date;
  name: string;
}

export interface Recorded {
  records: DecisionRecord[];
  /** decisions whose inputs the rows do not tell any more, by the reason */
  leftOut: Map<string, number>;
}

export type Pool = Pick<pg.Pool, 'query'>;

/** Notes a decision, or why it cannot be told. */
export interface Notes {
  add<K extends DecisionKind>(record: DecisionRecord<K>): void;
  leaveOut(reason: string): void;
}

const dayMs = 86_400_000;

export function dayNamed(name: string): Day {
  const from = new Date(`${name}T00:00:00.000Z`);
  return { from, until: new Date(from.getTime() + dayMs), name };
}

/** The newest days on which orders were placed, the earliest first. */
export async function newestDays(pool: Pool, count: number): Promise<Day[]> {
  const { rows } = await pool.query<{ day: string }>(
    `select to_char(placed_at at time zone 'UTC', 'YYYY-MM-DD') as day from checkout
      where placed_at < date_trunc('day', (select max(placed_at) from checkout) at time zone 'UTC') at time zone 'UTC'
      group by 1 order by 1 desc limit $1`,
    [count],
  );
  return rows.map(({ day }) => dayNamed(day)).reverse();
}

/** All decisions of a day, but the allotment's, which are told by `allotmentOf`. */
export async function recordDay(pool: Pool, day: Day): Promise<Recorded> {
  const records: DecisionRecord[] = [];
  const leftOut = new Map<string, number>();
  const notes: Notes = {
    add: (record) => void records.push(record as unknown as DecisionRecord),
    leaveOut: (reason) => void leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1),
  };
  for (const read of [
    lineRecords,
    couponRecords,
    sourceRecords,
    timerRecords,
    incentiveRecords,
    clawbackRecords,
    meritRecords,
    standingRecords,
  ])
    await read(pool, day, notes);
  return { records, leftOut };
}
