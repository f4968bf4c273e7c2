/** The PostgreSQL of a test run: made for it, fast instead of durable, and gone with it. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../postgres.process.ts';
import { type PostgresCluster, startPostgres, stopPostgres } from '../postgres.ts';

const prefix = 'hazumi-test-';

/** Starts the cluster and returns it; `close()` also deletes its folder. */
export async function startTestCluster(): Promise<PostgresCluster> {
  await removeLeftovers();
  const folder = join(tmpdir(), `${prefix}${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const cluster = await startPostgres({ folder, durable: false });
  return {
    ...cluster,
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
      await stopPostgres(folder);
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      console.error(`The leftover ${folder} of a killed run stays: ${(error as Error).message}`);
    }
  }
}
