/** What `npm start` puts together: data folder, database, schema, payment sandbox, server. */
import { resolve } from 'node:path';
import { migrate } from '@hazumi/market';
import { clearDataFolder, prepareDataFolder, readSecrets } from './data.ts';
import { openMarketDatabase } from './database.ts';
import { openLog } from './log.ts';
import { type Outside, readOutside } from './outside.ts';
import { tryPort } from './ports.ts';
import { startSandbox } from './sandbox.ts';
import { beginSeeding, type Seeding } from './seeding.ts';
import { createServer, type RunningServer } from './server.ts';
import { diskFullProblem, isDiskFull, StartProblem } from './start.problem.ts';
import { type ProgressOutput, progressPrinter } from './start.progress.ts';

export type StartOptions = {
  dataFolder: string;
  /** Begin with an empty data folder. */
  fresh: boolean;
  port: number;
  host: string;
  publicUrl: string | undefined;
  /** undefined = an embedded PostgreSQL in the data folder. */
  databaseUrl: string | undefined;
  outside: Outside;
  /** Tell an empty market's story. Never in a database that was given to us. */
  seeds: boolean;
  terminal: NodeJS.WritableStream;
};

export type RunningMarket = {
  server: RunningServer;
  dataFolder: string;
  /** Where the database's files are, or which server has it. */
  databasePlace: string;
  seeding: Seeding | undefined;
  /** Stops server, sandbox and database, in this order. */
  close(): Promise<void>;
};

/**
 * Reads the options from arguments and environment.
 * Throws StartProblem, one sentence, for what is not understood.
 */
export function readOptions(given: string[], environment: NodeJS.ProcessEnv): Omit<StartOptions, 'terminal'> {
  const unknown = given.find((argument) => argument !== '--fresh');
  if (unknown) throw new StartProblem(`npm start does not know ${unknown}; it knows -- --fresh.`);
  const port = Number(environment.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new StartProblem(
      `PORT=${environment.PORT} is not a port: use a number from 0 (any free one) to 65535.`,
    );
  }
  const fresh = given.includes('--fresh');
  const databaseUrl = environment.DATABASE_URL || undefined;
  if (fresh && databaseUrl) {
    throw new StartProblem(
      '--fresh empties only the data folder: with DATABASE_URL, name a new database instead.',
    );
  }
  // npm changes into the project's folder; a relative path is meant from where the person is.
  const from = environment.INIT_CWD ?? process.cwd();
  const dataFolder = environment.HAZUMI_DATA
    ? resolve(from, environment.HAZUMI_DATA)
    : resolve(import.meta.dirname, '../../../.hazumi');
  const publicUrl = environment.HAZUMI_PUBLIC_URL || undefined;
  const host = environment.HOST || '127.0.0.1';
  const seeds = databaseUrl === undefined && environment.HAZUMI_SEED !== 'off';
  return { dataFolder, fresh, port, host, publicUrl, databaseUrl, outside: readOutside(environment), seeds };
}

/**
 * Starts the market; what was started is stopped again if a later step fails.
 * Throws StartProblem for what the person at the terminal can change.
 */
export async function startMarket(options: StartOptions): Promise<RunningMarket> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const stop of closers.splice(0).reverse()) await stop();
  };
  let readDatabaseLog = () => '';
  try {
    await checkPort(options);
    if (options.fresh) await clearDataFolder(options.dataFolder);
    prepareDataFolder(options.dataFolder);
    const secrets = readSecrets(options.dataFolder);
    const log = openLog(resolve(options.dataFolder, 'hazumi.log'), options.terminal);

    const database = await openMarketDatabase(options.dataFolder, options.databaseUrl);
    if (database.cluster) {
      closers.push(database.cluster.close);
      readDatabaseLog = database.cluster.recentLog;
    }
    await migrate(database.url);

    const sandbox = await startSandbox({
      folder: resolve(options.dataFolder, 'sandbox'),
      apiKey: secrets.sandboxApiKey,
      webhookSecret: secrets.sandboxWebhooks,
      log,
    });
    closers.push(sandbox.close);

    const server = await createServer({
      databaseUrl: database.url,
      port: options.port,
      host: options.host,
      dataFolder: options.dataFolder,
      sandbox: { url: sandbox.url, apiKey: secrets.sandboxApiKey, webhookSecret: secrets.sandboxWebhooks },
      publicUrl: options.publicUrl,
      outside: options.outside,
      quietSweeps: options.seeds,
      secret: secrets.market,
      log,
    });
    closers.push(server.close);
    const { dataFolder, outside } = options;
    const seeding = options.seeds
      ? beginSeeding(
          {
            databaseUrl: database.url,
            dataFolder,
            outside,
            sandbox: {
              url: sandbox.url,
              apiKey: secrets.sandboxApiKey,
              webhookSecret: secrets.sandboxWebhooks,
            },
            publicUrl: server.url,
            secret: secrets.market,
            now: new Date(),
            log,
          },
          server,
          progressPrinter(options.terminal as ProgressOutput),
        )
      : undefined;
    if (seeding) closers.push(seeding.close);
    return { server, dataFolder, databasePlace: database.place, seeding, close };
  } catch (error) {
    const explained = explain(error, options, readDatabaseLog());
    await close();
    throw explained;
  }
}

/** Before anything slow or lasting: the commonest reason why a start fails. */
async function checkPort({ port, host }: StartOptions): Promise<void> {
  if (port !== 0 && (await tryPort(port, host)) === undefined) throw portTaken(port);
}

function portTaken(port: number): StartProblem {
  const other = port < 65_535 ? port + 1 : port - 1;
  return new StartProblem(
    `Port ${port} is taken by another program (a Hazumi that already runs?): choose another with PORT=${other} npm start.`,
  );
}

/** The sentence for an error that has one; other errors are bugs and stay as they are. */
function explain(error: unknown, options: StartOptions, databaseLog: string): unknown {
  if (error instanceof StartProblem) return error;
  // A PostgreSQL that dies of a full disk is seen from here as a broken connection.
  if (isDiskFull(error) || isDiskFull(new Error(databaseLog))) return diskFullProblem(options.dataFolder);
  const { code, address, path } = error as NodeJS.ErrnoException & { address?: string };
  if (code === 'EADDRINUSE') return portTaken(options.port);
  if (code === 'EADDRNOTAVAIL')
    return new StartProblem(`HOST=${options.host} is not an address of this machine.`);
  if (code === 'EACCES' && address)
    return new StartProblem(`Port ${options.port} needs more rights: use PORT=3000.`);
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR') {
    return new StartProblem(
      `${path ?? options.dataFolder} cannot be written: choose another place with HAZUMI_DATA=/path.`,
    );
  }
  return error;
}
