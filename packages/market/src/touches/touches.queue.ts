import type pg from 'pg';
import { insertTouches, makePartition, type NewTouch } from './touches.repository.ts';

export interface TouchQueue {
  /** resolves when these touches are written for good */
  add(touches: readonly NewTouch[]): Promise<void>;
}

interface Waiting {
  touches: readonly NewTouch[];
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
        await write(batch.flatMap((one) => one.touches));
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
      size += (waiting[end] as Waiting).touches.length;
      end += 1;
    }
    return waiting.splice(0, end);
  }

  async function write(touches: readonly NewTouch[]): Promise<void> {
    for (const month of new Set(touches.map((touch) => touch.at.toISOString().slice(0, 7)))) {
      if (months.has(month)) continue;
      await makePartition(pool, `${month}-01`);
      months.add(month);
    }
    await insertTouches(pool, touches);
  }

  return {
    add(touches) {
      if (touches.length === 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        waiting.push({ touches, resolve, reject });
        void run();
      });
    },
  };
}
