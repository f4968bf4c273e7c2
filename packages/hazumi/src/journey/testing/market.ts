/** The market that the journey walks through: server, console, provider and database as `npm start` puts them together, and a clock that is set. */
import { join } from 'node:path';
import { systemClock } from '@hazumi/market';
import { testDatabase } from '@hazumi/market/testing';
import { prepareDataFolder, readSecrets } from '../../data.ts';
import { openLog } from '../../log.ts';
import { type Api, openApi } from '../../replay/api.ts';
import { openReplayClock, type ReplayClock } from '../../replay/clock.ts';
import type { ReplayMarket } from '../../replay/market.ts';
import { openSandbox } from '../../replay/sandbox.client.ts';
import { startSandbox } from '../../sandbox.ts';
import { createServer } from '../../server.ts';
import { temporaryFolder } from '../../testing/program.ts';
import { givenOperator, type Operator } from './operators.ts';

export interface JourneyMarket extends Omit<ReplayMarket, 'databaseUrl'> {
  url: string;
  clock: ReplayClock;
  /** sets the clock; those who walk are others */
  operator: Operator;
  /** what a place on a page is worth, by the policy in force */
  positionWeightsPpm: readonly number[];
}

/** Starts it with an empty database, its clock at `startsAt`. */
export async function openJourneyMarket(startsAt: Date): Promise<JourneyMarket> {
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const stop of closers.splice(0).reverse()) await stop();
  };
  try {
    const folder = temporaryFolder();
    closers.push(folder.remove);
    const dataFolder = join(folder.path, 'data');
    prepareDataFolder(dataFolder);
    const database = await testDatabase();
    closers.push(database.drop);
    const secrets = readSecrets(dataFolder);
    const log = openLog(join(dataFolder, 'hazumi.log'), process.stderr);
    const keys = { apiKey: secrets.sandboxApiKey, webhookSecret: secrets.sandboxWebhooks };
    const provider = await startSandbox({ folder: join(dataFolder, 'sandbox'), ...keys, log });
    closers.push(provider.close);
    const server = await createServer({
      databaseUrl: database.url,
      port: 0,
      host: '127.0.0.1',
      dataFolder,
      sandbox: { url: provider.url, ...keys },
      publicUrl: undefined,
      secret: secrets.market,
      isRateLimited: false,
      checkAnswers: true,
      settableClock: startsAt,
      log,
    });
    closers.push(server.close);
    const api: Api = openApi(server.url);
    const sandbox = openSandbox({ url: provider.url, apiKey: secrets.sandboxApiKey });
    const { composition } = server;
    const operator = await givenOperator(
      { api, composition, secret: secrets.market },
      'clockmaker',
      'en',
      systemClock,
    );
    const { document } = composition.market.policy.at(startsAt);
    return {
      url: server.url,
      api,
      sandbox,
      composition,
      secret: secrets.market,
      clock: await openReplayClock({ api, sandbox }, operator.caller),
      operator,
      positionWeightsPpm: document.allotment.positionWeightsPpm,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
