/** What the benchmarks of the market run on: a PostgreSQL of their own with full durability, and the server as its own process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type DatabaseHandle, migrate, openDatabase } from '@hazumi/market';
import { startPostgres } from '../packages/hazumi/src/postgres.ts';
import { uuidv7Source } from '../packages/market/src/kernel/ids.ts';
import {
  type SandboxProcess,
  startSandboxProcess,
} from '../packages/market/src/payments/provider/sandbox.process.ts';

export interface World {
  databaseUrl: string;
  handle: DatabaseHandle;
  ids: ReturnType<typeof uuidv7Source>;
  sandbox: SandboxProcess;
  url: string;
  port: number;
  /** the server's process */
  pid: number;
  /** what the server itself says of durability; a benchmark prints it */
  durability: Record<string, string>;
  close(): Promise<void>;
}

/** A signed-in person who buys. */
export interface Shopper {
  personId: string;
  token: string;
}

/** @param prepare writes what the market holds before the server begins */
export async function openWorld(
  prepare: (before: Pick<World, 'handle' | 'ids'>) => Promise<void> = async () => {},
): Promise<World> {
  const folder = join(import.meta.dirname, '../.hazumi/bench');
  mkdirSync(folder, { recursive: true });
  const cluster = await startPostgres({ folder: join(folder, 'postgres'), durable: true });
  const name = `bench_${process.pid}`;
  const admin = openDatabase(cluster.adminUrl, { connections: 1 });
  await admin.pool.query(`create database ${name}`);
  const databaseUrl = cluster.urlOf(name);
  await migrate(databaseUrl);
  const handle = openDatabase(databaseUrl, { connections: 4 });
  const { rows } = await handle.pool.query(
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'server_version')`,
  );
  const ids = uuidv7Source();
  await prepare({ handle, ids });
  const sandbox = await startSandboxProcess();
  const server = spawn(
    process.execPath,
    ['--import', join(import.meta.dirname, '../scripts/tsx.mjs'), join(import.meta.dirname, 'server.ts')],
    {
      env: {
        ...process.env,
        BENCH_SERVER: JSON.stringify({
          databaseUrl,
          dataFolder: folder,
          sandbox: { url: sandbox.url, apiKey: sandbox.apiKey, webhookSecret: sandbox.webhookSecret },
        }),
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const url = await firstUrl(server.stdout as NodeJS.ReadableStream);
  return {
    databaseUrl,
    handle,
    ids,
    sandbox,
    url,
    port: Number(new URL(url).port),
    pid: server.pid ?? 0,
    durability: Object.fromEntries(
      rows.map((row: { name: string; setting: string }) => [row.name, row.setting]),
    ),
    async close() {
      if (server.exitCode === null) {
        const ended = once(server, 'exit');
        server.kill('SIGTERM');
        await ended;
      }
      await sandbox.close();
      await handle.close();
      await admin.pool.query(`drop database ${name} with (force)`);
      await admin.close();
      await cluster.close();
    },
  };
}

export async function firstUrl(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const said = JSON.parse(line) as { url?: string };
    if (said.url !== undefined) return said.url;
  }
  throw new Error('the server ended before it listened');
}
