import type { Logger } from 'pino';
import type { Ctx } from './context.ts';
import { pause } from './pause.ts';

/**
 * Follow-up work is found from state, not remembered: a sweep looks for rows whose time has come, does a bounded number of
 * them, each in its own transaction, and says how many. It may run in many processes at once (rows are taken with
 * `for update skip locked` or by conditional updates) and may die anywhere.
 */
export interface Sweep {
  name: string;
  /** how long to wait after a round that found nothing */
  everyMs: number;
  /** whether a round does all there is at its time: the next waits too, instead of chasing what comes in meanwhile */
  doesAll?: boolean;
  run(ctx: Ctx): Promise<number>;
}

/** Runs sweeps side by side until closed; a failing one is logged and tried again at its next turn. */
export function runSweeps(
  sweeps: readonly Sweep[],
  newCtx: (name: string) => Ctx,
  log: Logger,
): { close(): Promise<void> } {
  const stop = new AbortController();
  const loops = sweeps.map(async (sweep) => {
    while (!stop.signal.aborted) {
      let found = 0;
      try {
        found = await sweep.run(newCtx(sweep.name));
      } catch (error) {
        log.error({ err: error, sweep: sweep.name }, 'sweep failed');
      }
      if (found === 0 || sweep.doesAll) await pause(sweep.everyMs, stop.signal);
    }
  });
  return {
    async close() {
      stop.abort();
      await Promise.all(loops);
    },
  };
}

/** Runs all sweeps until none finds anything more: for tests and for a clock that has just been set. */
export async function sweepUntilIdle(
  sweeps: readonly Sweep[],
  newCtx: (name: string) => Ctx,
  rounds = 10_000,
): Promise<number> {
  let total = 0;
  for (let round = 0; round < rounds; round += 1) {
    let found = 0;
    for (const sweep of sweeps) found += await sweep.run(newCtx(sweep.name));
    if (found === 0) return total;
    total += found;
  }
  throw new Error('sweeps find work without end');
}
