/** A PostgreSQL, a payment provider and a server of the run's own, each of which can be ended at any moment and starts again. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, openDatabase, type PointName } from '@hazumi/market';
import { pino } from 'pino';
import { readSecrets } from '../data.ts';
import { findPort } from '../ports.ts';
import { type PostgresCluster, startPostgres } from '../postgres.ts';
import { startSandbox } from '../sandbox.ts';
import type { Chance } from '../seed/chance.ts';
import { until } from './patience.ts';
import { type ServerProcess, startServerProcess } from './server.process.ts';

export const victims = ['server', 'sandbox', 'postgres'] as const;
export type Victim = (typeof victims)[number];

export interface Place {
  url: string;
  databaseUrl: string;
  kills: Record<Victim, number>;
  /** what went wrong by itself */
  faults: string[];
  /** Ends one of the three as a power cut would, and settles when it runs again. */
  kill(victim: Victim, chance: Chance): Promise<void>;
  /** One request to the provider's API, as its shopper or as whoever sets its faults. Rejects where it does not answer. */
  callSandbox(method: 'GET' | 'POST', path: string, body?: object): Promise<{ status: number; body: Json }>;
  close(): Promise<void>;
}
export type Json = Record<string, unknown>;

const points: readonly PointName[] = [
  'placement.written',
  'placement.committed',
  'payment.created',
  'payment.asked',
  'finalize.begin',
  'finalize.locked',
  'finalize.booked',
  'refund.created',
  'refund.asked',
];
/** How long a server waits to come by the point where it shall die, before it dies where it is. */
const pointMs = 3_000;

/** @param folder made, and deleted at the end */
export async function openPlace(folder: string): Promise<Place> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const closers: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const stop of closers.splice(0).reverse()) await stop();
  };
  try {
    const startCluster = () => startPostgres({ folder: join(folder, 'postgres'), durable: true });
    let cluster: PostgresCluster = await startCluster();
    closers.push(() => cluster.close());
    await createMarket(cluster);
    const databaseUrl = cluster.urlOf('market');
    const secrets = readSecrets(folder);
    const sandbox = await startSandbox({
      folder: join(folder, 'sandbox'),
      apiKey: secrets.sandboxApiKey,
      webhookSecret: secrets.sandboxWebhooks,
      // That it ends is what this is about.
      log: pino({ level: 'silent' }),
    });
    closers.push(sandbox.close);
    const port = await findPort(0);
    const faults: string[] = [];
    const startServer = () =>
      startServerProcess({
        databaseUrl,
        port,
        dataFolder: folder,
        sandbox: { url: sandbox.url, apiKey: secrets.sandboxApiKey, webhookSecret: secrets.sandboxWebhooks },
      });
    let server: ServerProcess = await startServer();
    closers.push(() => server.kill());
    const kills = { server: 0, sandbox: 0, postgres: 0 };

    const callSandbox: Place['callSandbox'] = async (method, path, body) => {
      const answer = await fetch(`${sandbox.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${secrets.sandboxApiKey}` },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return { status: answer.status, body: (await answer.json()) as Json };
    };
    const killers: Record<Victim, (chance: Chance) => Promise<void>> = {
      async server(chance) {
        if (server.isGone()) faults.push(`the server ended by itself: ${server.errors().slice(-2_000)}`);
        else if (chance.of(0.5)) {
          await server.dieAt(chance.pick(points));
          await Promise.race([server.gone, new Promise((settle) => setTimeout(settle, pointMs))]);
        }
        await server.kill();
        server = await startServer();
      },
      async sandbox() {
        const before = sandbox.pid();
        if (before !== undefined) process.kill(before, 'SIGKILL');
        await until('the provider runs again', async () => {
          return sandbox.pid() !== before && (await callSandbox('GET', '/api/faults')).status === 200;
        });
      },
      async postgres() {
        await cluster.kill();
        cluster = await startCluster();
      },
    };
    return {
      url: server.url,
      databaseUrl,
      kills,
      faults,
      callSandbox,
      close,
      async kill(victim, chance) {
        await killers[victim](chance);
        kills[victim] += 1;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function createMarket(cluster: PostgresCluster): Promise<void> {
  const admin = openDatabase(cluster.adminUrl, { connections: 1 });
  await admin.pool.query('create database market');
  await admin.close();
  await migrate(cluster.urlOf('market'));
}
