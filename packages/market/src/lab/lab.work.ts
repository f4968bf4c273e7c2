/**
 * Runs what is queued, one at a time in all processes together. A run is held by a lease that is kept while it goes on; where a process
 * dies, the lease ends and another one begins the run anew: the same document under the same chance comes to the same result.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, isUniqueViolation } from '../kernel/database.ts';
import type { Market } from '../market.ts';
import { documentOf, versionOf } from './drafts.service.ts';
import type { LabRunner, LabStage } from './lab.runner.ts';
import { endRun, type HeldRun, keepRun, leaseSeconds, releaseRun, takeRun } from './runs.repository.ts';
import { noteRun } from './runs.service.ts';

/** A run that took its process down this often is not tried again. */
const maxAttempts = 3;
const heartbeatMs = 1_000;

export interface LabWork {
  /** Takes one run and sees it through; how many there were. */
  run(ctx: Ctx): Promise<number>;
  /** Puts what is running back into the queue. */
  close(): Promise<void>;
}

class Stopped extends Error {
  readonly why: 'cancelled' | 'closing' | 'lost';
  constructor(why: Stopped['why']) {
    super(`the run was stopped: ${why}`);
    this.why = why;
  }
}

export function labWork(market: Market, runner: LabRunner): LabWork {
  const closing = new AbortController();
  let current: Promise<unknown> = Promise.resolve();

  async function run(ctx: Ctx): Promise<number> {
    if (closing.signal.aborted) return 0;
    const worker = randomUUID();
    const held = await inTransaction(market.db, async (tx) => {
      const taken = await takeRun(tx, worker, ctx.now);
      if (taken !== undefined)
        await noteRun(tx, ctx, taken.id, 'labRun.started', { attempt: taken.attempts });
      return taken;
    }).catch((error: unknown) => {
      // Another process was faster.
      if (isUniqueViolation(error, 'lab_run_running')) return undefined;
      throw error;
    });
    if (held === undefined) return 0;
    const work = seeThrough(held, worker);
    current = work;
    await work;
    return 1;
  }

  async function seeThrough(held: HeldRun, worker: string): Promise<void> {
    const mine = { id: held.id, worker };
    if (held.is_cancel_asked) return end(mine, { state: 'cancelled' });
    if (held.attempts > maxAttempts) {
      return end(mine, { state: 'failed', failure: `The process that ran it ended ${maxAttempts} times.` });
    }
    const stop = new AbortController();
    const close = (): void => stop.abort(new Stopped('closing'));
    closing.signal.addEventListener('abort', close, { once: true });
    if (closing.signal.aborted) close();
    let progress: { stage: LabStage | null; share: number } = { stage: null, share: 0 };
    const keeping = keepHeld(mine, stop, () => progress);
    try {
      const base = await versionOf(market.db, held.against_number);
      const { findings, page } = await runner.run(
        {
          size: held.size,
          base: { name: `v${held.against_number}`, document: base.document },
          draft: { name: held.draft_name, document: documentOf(held) },
        },
        {
          signal: stop.signal,
          onProgress(next) {
            progress = { stage: next.stage, share: Math.min(1, Math.max(0, next.share)) };
          },
        },
      );
      await end(mine, { state: 'done', findings, page });
    } catch (error) {
      const why = error instanceof Stopped ? error.why : undefined;
      if (why === 'cancelled') await end(mine, { state: 'cancelled' });
      else if (why === 'closing') await releaseRun(market.db, mine);
      else if (why === undefined) {
        market.log.error({ err: error, run: held.id }, 'a run of the lab failed');
        await end(mine, {
          state: 'failed',
          failure: String((error as Error)?.message ?? error).slice(0, 500),
        });
      }
    } finally {
      closing.signal.removeEventListener('abort', close);
      stop.abort(new Stopped('closing'));
      await keeping;
    }
  }

  /** Keeps the lease until `stop`; stops the run where it was cancelled, or is not ours any more. */
  async function keepHeld(
    mine: { id: string; worker: string },
    stop: AbortController,
    progress: () => { stage: LabStage | null; share: number },
  ): Promise<void> {
    let keptAt = performance.now();
    while (!stop.signal.aborted) {
      try {
        const kept = await keepRun(market.db, mine, progress());
        keptAt = performance.now();
        if (kept === undefined) stop.abort(new Stopped('lost'));
        else if (kept.isCancelAsked) stop.abort(new Stopped('cancelled'));
      } catch (error) {
        market.log.warn({ err: error, run: mine.id }, 'the lease of a run could not be kept');
        // By now another process may have it.
        if (performance.now() - keptAt > leaseSeconds * 1_000) stop.abort(new Stopped('lost'));
      }
      await wait(heartbeatMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }

  async function end(mine: { id: string; worker: string }, how: Parameters<typeof endRun>[3]): Promise<void> {
    // The market's clock went on while it ran.
    const ctx = market.newCtx({ actor: { kind: 'system', name: 'lab' } });
    await inTransaction(market.db, async (tx) => {
      if (!(await endRun(tx, mine, ctx.now, how))) return;
      await noteRun(
        tx,
        ctx,
        mine.id,
        `labRun.${how.state}`,
        how.state === 'failed' ? { failure: how.failure } : {},
      );
    });
  }

  return {
    run,
    async close() {
      closing.abort();
      await current.catch(() => undefined);
    },
  };
}
