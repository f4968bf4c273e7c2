/** The database of `npm start`: the one that DATABASE_URL names, or an embedded PostgreSQL. */
import { Client, DatabaseError } from 'pg';
import { postgresFolder } from './data.ts';
import { type PostgresCluster, startPostgres } from './postgres.ts';
import { StartProblem } from './start.problem.ts';

export type MarketDatabase = {
  url: string;
  /** Where its files are, or which server has it: for people. */
  place: string;
  /** The server, where it is ours to stop. */
  cluster?: PostgresCluster;
};

const oldestVersion = 15;
const connectTimeoutMs = 5_000;

/** Opens the database. Throws StartProblem when it does not answer or is too old. */
export async function openMarketDatabase(
  dataFolder: string,
  givenUrl: string | undefined,
): Promise<MarketDatabase> {
  if (givenUrl) {
    await checkDatabase(givenUrl);
    return { url: givenUrl, place: describe(givenUrl) };
  }
  const cluster = await startPostgres({ folder: postgresFolder(dataFolder), durable: true });
  try {
    await createDatabase(cluster.adminUrl, 'hazumi');
  } catch (error) {
    await cluster.close();
    throw error;
  }
  return { url: cluster.urlOf('hazumi'), place: cluster.folder, cluster };
}

/** Throws StartProblem, one sentence without the password, unless a PostgreSQL that is new enough answers at `url`. */
export async function checkDatabase(url: string): Promise<void> {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new StartProblem(
      'DATABASE_URL is not an address such as postgres://user:password@host:5432/database.',
    );
  }
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new StartProblem(`DATABASE_URL (${describe(url)}) does not answer: ${reason(error)}.`, {
      cause: error,
    });
  }
  try {
    const { rows } = await client.query<{ number: number; text: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as text",
    );
    const version = rows[0];
    if (!version || version.number < oldestVersion * 10_000) {
      throw new StartProblem(
        `DATABASE_URL (${describe(url)}) is PostgreSQL ${version?.text}: Hazumi needs ${oldestVersion} or newer.`,
      );
    }
  } finally {
    await client.end();
  }
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } catch (error) {
    const exists = error instanceof DatabaseError && error.code === '42P04';
    if (!exists) throw error;
  } finally {
    await client.end();
  }
}

/** Host, port and database of a URL; what else it says may be secret. */
function describe(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reason(error.errors[0]);
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
