/** The market that a replay runs: a database, a payment provider and a server of its own, all in one data folder. */
import { join } from 'node:path';
import { type Composition, migrate } from '@hazumi/market';
import { prepareDataFolder, readSecrets } from '../data.ts';
import { openMarketDatabase } from '../database.ts';
import { openLog } from '../log.ts';
import { startSandbox } from '../sandbox.ts';
import { createServer } from '../server.ts';
import { type Api, openApi } from './api.ts';
import { openSandbox, type SandboxClient } from './sandbox.client.ts';

export interface ReplayMarket {
  api: Api;
  sandbox: SandboxClient;
  /** for the one thing that no API does: making an operator */
  composition: Composition;
  /** from which the passwords and tokens of the record's people are derived */
  secret: string;
  databaseUrl: string;
  /** Stops server, provider and database, in this order. */
  close(): Promise<void>;
}

/**
 * Starts the market, whose clock stands at `startsAt`, or where it stood at the end of the last run.
 *
 * @throws StartProblem for what the person at the terminal can change
 */
export async function openReplayMarket(options: {
  dataFolder: string;
  /** another database than the data folder's own */
  databaseUrl?: string;
  startsAt: Date;
  terminal: NodeJS.WritableStream;
}): Promise<ReplayMarket> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const stop of closers.splice(0).reverse()) await stop();
  };
  try {
    prepareDataFolder(options.dataFolder);
    const secrets = readSecrets(options.dataFolder);
    const log = openLog(join(options.dataFolder, 'hazumi.log'), options.terminal);
    const database = await openMarketDatabase(options.dataFolder, options.databaseUrl);
    if (database.cluster) closers.push(database.cluster.close);
    await migrate(database.url);
    const keys = { apiKey: secrets.sandboxApiKey, webhookSecret: secrets.sandboxWebhooks };
    const sandbox = await startSandbox({ folder: join(options.dataFolder, 'sandbox'), ...keys, log });
    closers.push(sandbox.close);
    const server = await createServer({
      databaseUrl: database.url,
      port: 0,
      host: '127.0.0.1',
      dataFolder: options.dataFolder,
      sandbox: { url: sandbox.url, ...keys },
      publicUrl: undefined,
      secret: secrets.market,
      isRateLimited: false,
      withoutConsole: true,
      settableClock: options.startsAt,
      log,
    });
    closers.push(server.close);
    return {
      api: openApi(server.url),
      sandbox: openSandbox({ url: sandbox.url, apiKey: secrets.sandboxApiKey }),
      composition: server.composition,
      secret: secrets.market,
      databaseUrl: database.url,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
