import type pg from 'pg';
import { insertTouches, makePartition } from './touches.repository.ts';
import { type NewTouch, type TouchRows, touchRows } from './touches.rows.ts';

export interface TouchQueue {
  /** resolves when these touches are written for good */
  add(touches: readonly NewTouch[]): Promise<void>;
}

interface Waiting extends TouchRows {
  resolve(): void;
  reject(error: unknown): void;
}

const mostTogether = 5_000;

/**
 * Writes touches that wait at the same moment together, in one statement, on at most `lanes` connections: a flood of visits takes
 * no more of the database than that from those who buy. Nobody waits for a batch to fill.
 */
export function touchQueue(pool: pg.Pool, lanes = 2): TouchQueue {
  const waiting: Waiting[] = [];
  /** months, as '2026-01', whose partitions this process knows to be there; none is ever taken away */
  const months = new Set<string>();
  let busy = 0;

  async function run(): Promise<void> {
    if (busy >= lanes) return;
    busy += 1;
    while (waiting.length > 0) {
      const batch = takeBatch();
      try {
        await write(batch);
        for (const one of batch) one.resolve();
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    busy -= 1;
  }

  function takeBatch(): Waiting[] {
    let size = 0;
    let end = 0;
    while (end < waiting.length && (end === 0 || size < mostTogether)) {
      size += (waiting[end] as Waiting).count;
      end += 1;
    }
    return waiting.splice(0, end);
  }

  async function write(batch: readonly TouchRows[]): Promise<void> {
    for (const month of new Set(batch.flatMap((one) => [...one.months]))) {
      if (months.has(month)) continue;
      await makePartition(pool, `${month}-01`);
      months.add(month);
    }
    await insertTouches(
      pool,
      batch.map(({ rows }) => rows),
    );
  }

  return {
    add(touches) {
      if (touches.length === 0) return Promise.resolve();
      // The rows are made by whoever brings them: those of a whole batch at once would keep everybody waiting.
      const rows = touchRows(touches);
      return new Promise((resolve, reject) => {
        waiting.push({ ...rows, resolve, reject });
        void run();
      });
    },
  };
}
