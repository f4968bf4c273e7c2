/** The database of a market that is there already, for commands that look at it or change it beside a running server. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { postgresFolder } from './data.ts';
import { checkDatabase } from './database.ts';
import { superuser } from './postgres.create.ts';
import { isOurPostmaster, readPostmaster } from './postgres.process.ts';
import { findClusterFolder, startPostgres } from './postgres.ts';
import { StartProblem } from './start.problem.ts';

export type ExistingDatabase = {
  url: string;
  /** Stops the server if it was started for this. */
  close(): Promise<void>;
};

const database = 'hazumi';

/**
 * Connects to the PostgreSQL that `givenUrl` names, or to the one of the data folder: as it runs, or started for as long as it is
 * needed.
 *
 * @throws StartProblem where there is no market, or its database does not answer
 */
export async function openExistingDatabase(
  dataFolder: string,
  givenUrl: string | undefined,
): Promise<ExistingDatabase> {
  if (givenUrl) {
    await checkDatabase(givenUrl);
    return { url: givenUrl, close: async () => undefined };
  }
  const folder = findClusterFolder(postgresFolder(dataFolder));
  const files = join(folder, 'data');
  if (!existsSync(files)) throw new StartProblem(`There is no market in ${dataFolder}: npm start makes one.`);
  const running = readPostmaster(files);
  if (running && isOurPostmaster(running.pid, files)) {
    const password = readFileSync(join(folder, 'password'), 'utf8');
    const url = `postgres://${superuser}:${password}@127.0.0.1:${running.port}/${database}`;
    return { url, close: async () => undefined };
  }
  const cluster = await startPostgres({ folder: postgresFolder(dataFolder), durable: true });
  return { url: cluster.urlOf(database), close: cluster.close };
}
