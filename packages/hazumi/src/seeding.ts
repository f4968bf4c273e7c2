/** The seed beside a server that answers already. */
import { setTimeout as delay } from 'node:timers/promises';
import { openStorage } from './outside.ts';
import { seedLogins } from './seed/logins.ts';
import type { SeedLogin, SeedOptions } from './seed/options.ts';
import { seed } from './seed/seed.ts';
import type { RunningServer } from './server.ts';
import type { Progress } from './start.progress.ts';

export type Seeding = {
  /** The logins of the story: at once where it is told already or being told, none in a market that people made their own. */
  logins(): Promise<SeedLogin[]>;
  /** Settles when the story is told (true: just now), or there is none to tell. Rejects with a fault. */
  told: Promise<boolean>;
  /** Breaks it off; the next start goes on there. */
  close(): Promise<void>;
};

/** How long to wait for the word that nothing is to be told, before logins are shown for a story that goes on. */
const patienceMs = 3_000;

/**
 * Begins to tell the market's story, or finds it told. What falls due in the server rests meanwhile: by its time everything that the
 * story begins is long overdue.
 */
export function beginSeeding(
  options: Omit<SeedOptions, 'storage' | 'signal' | 'now'> & {
    outside: Parameters<typeof openStorage>[1];
    now: Date;
  },
  server: Pick<RunningServer, 'composition'>,
  onProgress: (progress: Progress) => void,
): Seeding {
  const stop = new AbortController();
  let hasBegun = false;
  const result = openStorage(options.dataFolder, options.outside)
    .then((storage) =>
      seed({ ...options, storage, signal: stop.signal }, (progress) => {
        hasBegun = true;
        onProgress(progress);
      }),
    )
    .then((done) => {
      // Only where it came to its end: one that broke off goes on at the next start, which must find its open payments open.
      if (!stop.signal.aborted) server.composition.startSweeps();
      return done;
    });
  const told = result.then(() => hasBegun);
  // Whoever closes it hears of no fault; everybody else looks at `told`.
  told.catch(() => undefined);
  return {
    told,
    async logins() {
      const early = await Promise.race([result, delay(patienceMs, undefined, { ref: false })]);
      return early === undefined ? seedLogins(options.dataFolder, options.secret) : early.logins;
    },
    async close() {
      stop.abort();
      await told.catch(() => undefined);
    },
  };
}
