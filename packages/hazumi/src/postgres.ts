/**
 * A real PostgreSQL of our own: made on first use, started, stopped, and found again after a crash.
 *
 * The folder of a cluster holds `data/` (PostgreSQL's own), `password`, `port` and `postgres.log`.
 * It has one owner at a time: whoever holds an advisory lock in it, which PostgreSQL itself releases when its
 * holder dies, so no lock file can go stale.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { findPort } from './ports.ts';
import { createCluster, preparePassword, superuser } from './postgres.create.ts';
import {
  type Binaries,
  choosePostgresUser,
  findFolder,
  identityOf,
  plainEnvironment,
  prepareBinaries,
  prepareFolder,
  type SystemUser,
} from './postgres.place.ts';
import { isAlive, isOurPostmaster, readPostmaster } from './postgres.process.ts';
import { diskFullProblem, InUseProblem, isDiskFull } from './start.problem.ts';

export type PostgresOptions = {
  /** Where the cluster should live. Another place is taken when PostgreSQL's user cannot reach it. */
  folder: string;
  /** false = no fsync: for tests whose data is thrown away. */
  durable: boolean;
  /** Server settings on top of ours, as in postgresql.conf. */
  settings?: Record<string, string>;
};

export type PostgresCluster = {
  /** Superuser's URL of the maintenance database `postgres`. */
  adminUrl: string;
  /** Superuser's URL of another database of the cluster. */
  urlOf(database: string): string;
  /** Where the cluster lives in fact. */
  folder: string;
  /** Process id of the postmaster. */
  pid: number;
  /** What the server has logged since this start, at most the last 8,000 bytes. */
  recentLog(): string;
  /** Stops it cleanly (connections are closed, what is committed is on disk). May be called twice. */
  close(): Promise<void>;
  /** Ends it as a power cut would (SIGKILL). For tests of recovery; the folder can be started again. */
  kill(): Promise<void>;
};

const ownerLock = 7_424_919;
const ownerPatienceMs = 3_000;
const patienceMs = 120_000;
const attempts = 50;
const logLimitBytes = 16 * 1024 * 1024;

/** A postmaster that runs or starts, not yet ours. */
type Postmaster = { folder: string; pid: number; port: number; logStart: number; child?: ChildProcess };

/**
 * Starts the cluster in `options.folder`, making it first if there is none, and waits until it answers.
 * A cluster that a killed run left running is taken over as it is.
 * Throws StartProblem: folder in use by another Hazumi (InUseProblem), disk full, no user or binaries for it.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresCluster> {
  const systemUser = choosePostgresUser();
  const binaries = prepareBinaries(systemUser);
  const folder = prepareFolder(options.folder, systemUser);
  try {
    const password = preparePassword(folder, systemUser);
    if (!existsSync(join(folder, 'data'))) await createCluster(folder, binaries, systemUser, options.durable);
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const postmaster =
        findRunning(folder) ?? (await spawnPostmaster({ ...options, folder }, binaries, systemUser));
      const cluster = await adopt(postmaster, password);
      if (cluster) return cluster;
      throwUnlessPassing(readLog(folder, postmaster.logStart));
      await delay(200);
    }
    throw new Error(`PostgreSQL did not start:\n${readLog(folder, 0)}`);
  } catch (error) {
    throw isDiskFull(error) ? diskFullProblem(folder) : error;
  }
}

/**
 * Stops the cluster of that folder if a killed run left it running.
 * Throws StartProblem when it is in use by another Hazumi.
 */
export async function stopPostgres(wanted: string): Promise<void> {
  const folder = findClusterFolder(wanted);
  const running = findRunning(folder);
  const cluster = running && (await adopt(running, readFileSync(join(folder, 'password'), 'utf8')));
  await cluster?.close();
}

/** Where the cluster that would like to live in `wanted` lives in fact. */
export function findClusterFolder(wanted: string): string {
  return findFolder(wanted, choosePostgresUser());
}

/** The postmaster that runs in this folder already, left by a killed run or owned by somebody else. */
function findRunning(folder: string): Postmaster | undefined {
  const running = readPostmaster(join(folder, 'data'));
  if (!running) return undefined;
  if (isOurPostmaster(running.pid, join(folder, 'data'))) {
    return { folder, ...running, logStart: logSize(folder) };
  }
  // A dead process PostgreSQL sees for itself; a living program that got the number would keep it from starting.
  if (isAlive(running.pid)) rmSync(join(folder, 'data', 'postmaster.pid'), { force: true });
  return undefined;
}

async function spawnPostmaster(
  options: PostgresOptions,
  binaries: Binaries,
  systemUser: SystemUser,
): Promise<Postmaster> {
  const { folder } = options;
  const portFile = join(folder, 'port');
  // The port of last time, if it is free, so that a developer's own connection keeps working.
  const port = await findPort(existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0);
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...(options.durable ? {} : withoutDurability),
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // The log is a file and not a pipe, so that a server that outlives us can go on writing it.
  if (logSize(folder) > logLimitBytes) truncateSync(join(folder, 'postgres.log'));
  const logStart = logSize(folder);
  const log = openSync(join(folder, 'postgres.log'), 'a');
  try {
    const child = spawn(binaries.postgres, ['-D', join(folder, 'data'), ...flags], {
      ...identityOf(systemUser),
      cwd: folder,
      env: plainEnvironment(),
      stdio: ['ignore', log, log],
      // In a session of its own: Ctrl-C reaches every process of the terminal's group, and the database must be
      // the last to stop.
      detached: true,
    });
    await new Promise((settle, reject) => child.once('spawn', settle).once('error', reject));
    return { folder, pid: child.pid ?? 0, port, logStart, child };
  } finally {
    closeSync(log);
  }
}

const withoutDurability = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** Waits until the postmaster answers and becomes its owner; undefined = it ended before. */
async function adopt(postmaster: Postmaster, password: string): Promise<PostgresCluster | undefined> {
  const { folder, pid, port, logStart, child } = postmaster;
  const urlOf = (database: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  // A postmaster that was taken over is nobody's child here, so its end is seen by looking.
  const hasEnded = () =>
    child
      ? child.exitCode !== null || child.signalCode !== null
      : !isOurPostmaster(pid, join(folder, 'data'));
  const end = async (signal: NodeJS.Signals) => {
    if (!hasEnded()) process.kill(pid, signal);
    while (!hasEnded()) await delay(20);
  };
  const owner = await connectPatiently(urlOf('postgres'), hasEnded).catch((error) => {
    child?.kill('SIGINT');
    throw error;
  });
  if (!owner) return undefined;
  if (!(await takeOwnership(owner))) {
    await owner.end();
    throw new InUseProblem(`Another Hazumi runs on ${folder}: stop it first, or set HAZUMI_DATA=/path.`);
  }
  writeFileSync(join(folder, 'port'), String(port));
  let closing: Promise<void> | undefined;
  return {
    adminUrl: urlOf('postgres'),
    urlOf,
    folder,
    pid,
    recentLog: () => readLog(folder, logStart),
    close() {
      closing ??= owner
        .end()
        .catch(() => undefined)
        .then(() => end('SIGINT'));
      return closing;
    },
    kill: () => end('SIGKILL'),
  };
}

/** Takes the lock that makes its connection's holder the owner of the cluster; false = somebody else has it. */
async function takeOwnership(client: Client): Promise<boolean> {
  // A killed owner has the lock until its server process notices, which on a busy machine takes a moment.
  await client.query(`set lock_timeout = ${ownerPatienceMs}`);
  try {
    await client.query('select pg_advisory_lock($1)', [ownerLock]);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '55P03') return false;
    throw error;
  }
}

/** A first connection, tried again while the server starts or recovers; undefined once `hasEnded()`. */
async function connectPatiently(url: string, hasEnded: () => boolean): Promise<Client | undefined> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 40) {
    const client = new Client({ connectionString: url, application_name: 'hazumi owner' });
    // The lock's connection breaks when a test kills the server; everybody else's connections say so too.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (hasEnded()) return undefined;
      // 57P03: "the database system is starting up"; refused: it does not listen yet.
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== '57P03' && code !== 'ECONNREFUSED' && code !== 'ECONNRESET') throw error;
    }
    await delay(40);
  }
  throw new Error(`PostgreSQL did not answer within ${patienceMs / 1000} seconds`);
}

/** Judges by its log whether a server that ended at once is worth another try; throws if not. */
function throwUnlessPassing(log: string): void {
  // The backends of a killed postmaster take a moment to notice; ports are taken by others between look and use;
  // two starts at once race for the same folder.
  const passing = /pre-existing shared memory block|Address already in use|lock file "postmaster.pid"/;
  if (!passing.test(log)) throw new Error(`PostgreSQL ended at once:\n${log}`);
}

function logSize(folder: string): number {
  return statSync(join(folder, 'postgres.log'), { throwIfNoEntry: false })?.size ?? 0;
}

function readLog(folder: string, from: number): string {
  if (logSize(folder) === 0) return '';
  return readFileSync(join(folder, 'postgres.log')).subarray(from).subarray(-8000).toString();
}
