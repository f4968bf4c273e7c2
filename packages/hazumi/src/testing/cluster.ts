/** What a test run has to itself: a PostgreSQL, fast instead of durable, and a folder for temporary files. */
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../postgres.process.ts';
import { startPostgres, stopPostgres } from '../postgres.ts';

export type TestCluster = {
  /** Superuser's URL of the maintenance database. */
  adminUrl: string;
  /** For TMPDIR: goes with the run, so that tests which are broken off leave nothing behind. */
  temporaryFolder: string;
  /** Stops PostgreSQL and deletes all files. */
  close(): Promise<void>;
};

const prefix = 'hazumi-test-';

export async function startTestCluster(): Promise<TestCluster> {
  await removeLeftovers();
  const folder = join(tmpdir(), `${prefix}${process.pid}`);
  const temporaryFolder = join(folder, 'tmp');
  mkdirSync(temporaryFolder, { recursive: true });
  // PostgreSQL's user passes through them, whatever the umask is.
  for (const path of [folder, temporaryFolder]) chmodSync(path, 0o755);
  const cluster = await startPostgres({ folder: join(folder, 'postgres'), durable: false });
  return {
    adminUrl: cluster.adminUrl,
    temporaryFolder,
    async close() {
      await cluster.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends and deletes the clusters of runs that were killed before they could do it. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const runner = Number(name.startsWith(prefix) ? name.slice(prefix.length) : Number.NaN);
    if (!(runner > 0) || isAlive(runner)) continue;
    const folder = join(tmpdir(), name);
    try {
      await stopPostgres(join(folder, 'postgres'));
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      console.error(`The leftover ${folder} of a killed run stays: ${(error as Error).message}`);
    }
  }
}
