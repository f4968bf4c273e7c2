/**
 * A real PostgreSQL of our own: made on first use, started, stopped, and found again after a crash.
 *
 * The folder of a cluster holds `data/` (PostgreSQL's own), `password`, `port` and `postgres.log`.
 * It has one owner at a time: whoever holds an advisory lock in it, which PostgreSQL itself releases when its
 * holder dies, so no lock file can go stale.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import {
  type Binaries,
  choosePostgresUser,
  findFolder,
  prepareBinaries,
  prepareFolder,
  type SystemUser,
} from './postgres.place.ts';
import { isAlive, isOurPostmaster, readPostmaster } from './postgres.process.ts';
import { diskFullProblem, isDiskFull, StartProblem } from './start.problem.ts';

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
  /** Stops it cleanly (connections are closed, what is committed is on disk). May be called twice. */
  close(): Promise<void>;
  /** Ends it as a power cut would (SIGKILL). For tests of recovery; the folder can be started again. */
  kill(): Promise<void>;
};

const user = 'hazumi';
const ownerLock = 7_424_919;
const patienceMs = 120_000;
const logLimitBytes = 16 * 1024 * 1024;

/**
 * Starts the cluster in `options.folder`, making it first if there is none, and waits until it answers.
 * A cluster that a killed run left running is taken over as it is.
 * Throws StartProblem: folder in use by another Hazumi, disk full, no user or binaries for it.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresCluster> {
  const systemUser = choosePostgresUser();
  const binaries = prepareBinaries(systemUser);
  const folder = prepareFolder(options.folder, systemUser);
  try {
    const password = preparePassword(join(folder, 'password'), systemUser);
    if (!existsSync(join(folder, 'data'))) await createCluster(folder, binaries, systemUser, options.durable);
    for (let attempt = 1; ; attempt++) {
      const cluster = await startOrTakeOver({ ...options, folder }, binaries, systemUser, password);
      if (cluster) return cluster;
      if (attempt === 50) throw new Error(`PostgreSQL did not start:\n${readLogTail(folder)}`);
      await delay(200);
    }
  } catch (error) {
    throw isDiskFull(error) ? diskFullProblem(folder) : error;
  }
}

/**
 * Stops the cluster of that folder if a killed run left it running.
 * Throws StartProblem when it is in use by another Hazumi.
 */
export async function stopPostgres(wanted: string): Promise<void> {
  const folder = findFolder(wanted, choosePostgresUser());
  const running = readPostmaster(join(folder, 'data'));
  if (!running || !isOurPostmaster(running.pid, join(folder, 'data'))) return;
  const password = readFileSync(join(folder, 'password'), 'utf8');
  const cluster = await adopt(folder, running.pid, running.port, password, undefined);
  await cluster?.close();
}

/** One attempt; undefined = something in the way is likely to be gone in a moment. */
async function startOrTakeOver(
  options: PostgresOptions,
  binaries: Binaries,
  systemUser: SystemUser,
  password: string,
): Promise<PostgresCluster | undefined> {
  const { folder } = options;
  const dataFolder = join(folder, 'data');
  const running = readPostmaster(dataFolder);
  if (running && isOurPostmaster(running.pid, dataFolder)) {
    return adopt(folder, running.pid, running.port, password, undefined);
  }
  // Its process is gone, or the number now belongs to another program, which would keep PostgreSQL from starting.
  if (running) rmSync(join(dataFolder, 'postmaster.pid'), { force: true });
  const port = await choosePort(folder);
  const logFile = join(folder, 'postgres.log');
  if (existsSync(logFile) && statSync(logFile).size > logLimitBytes) truncateSync(logFile);
  const logStart = existsSync(logFile) ? statSync(logFile).size : 0;
  const child = spawnPostgres(binaries, systemUser, dataFolder, port, options, logFile);
  if (child.pid === undefined) throw new Error(`could not run ${binaries.postgres}`);
  const cluster = await adopt(folder, child.pid, port, password, child);
  if (cluster) return cluster;
  return whyNot(readFileSync(logFile, 'utf8').slice(logStart));
}

/** Waits until the postmaster answers and takes its ownership; undefined = it ended before. */
async function adopt(
  folder: string,
  pid: number,
  port: number,
  password: string,
  child: ChildProcess | undefined,
): Promise<PostgresCluster | undefined> {
  const dataFolder = join(folder, 'data');
  const urlOf = (database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const hasEnded = () =>
    child ? child.exitCode !== null || child.signalCode !== null : !isOurPostmaster(pid, dataFolder);
  const owner = await connectPatiently(urlOf('postgres'), hasEnded);
  if (!owner) return undefined;
  const { rows } = await owner.query('select pg_try_advisory_lock($1) as owned', [ownerLock]);
  if (rows[0]?.owned !== true) {
    await owner.end();
    throw new StartProblem(
      `Another Hazumi is running on ${folder}: stop it first, or set HAZUMI_DATA=/path.`,
    );
  }
  writeFileSync(join(folder, 'port'), String(port));
  const end = async (signal: NodeJS.Signals) => {
    // A postmaster that was taken over is nobody's child here, so its end is seen by looking.
    if (!hasEnded()) process.kill(pid, signal);
    while (!hasEnded()) await delay(20);
  };
  let closing: Promise<void> | undefined;
  return {
    adminUrl: urlOf('postgres'),
    urlOf,
    folder,
    pid,
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

/** A first connection, tried again while the server starts or recovers; undefined once `hasEnded()`. */
async function connectPatiently(url: string, hasEnded: () => boolean): Promise<Client | undefined> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 40) {
    const client = new Client({ connectionString: url, application_name: 'hazumi owner' });
    // The lock's connection breaks when a test kills the server; that is then seen by everybody else too.
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

/** Decides from its log whether a server that ended at once is worth another try. */
function whyNot(log: string): undefined {
  if (isDiskFull(new Error(log))) throw new Error('No space left on device');
  // The backends of a killed postmaster take a moment to notice; ports are taken by others between look and use;
  // two starts at once race for the same folder.
  const passing = /pre-existing shared memory block|Address already in use|lock file "postmaster.pid"/;
  if (!passing.test(log)) throw new Error(`PostgreSQL ended at once:\n${log.slice(-4000)}`);
  return undefined;
}

function spawnPostgres(
  binaries: Binaries,
  systemUser: SystemUser,
  dataFolder: string,
  port: number,
  options: PostgresOptions,
  logFile: string,
): ChildProcess {
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
  const log = openSync(logFile, 'a');
  try {
    return spawn(binaries.postgres, ['-D', dataFolder, ...flags], {
      ...identity(systemUser),
      cwd: dataFolder,
      env: plainEnvironment(),
      stdio: ['ignore', log, log],
      // In a session of its own: Ctrl-C reaches every process of the terminal's group, and the database must be
      // the last to stop.
      detached: true,
    });
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

/** Makes the files of a new cluster beside its place and renames them there: it is whole or not there at all. */
async function createCluster(
  folder: string,
  binaries: Binaries,
  systemUser: SystemUser,
  durable: boolean,
): Promise<void> {
  for (const name of readdirSync(folder)) {
    const maker = /^data\.new-(\d+)$/.exec(name)?.[1];
    if (maker && !isAlive(Number(maker))) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const unfinished = join(folder, `data.new-${process.pid}`);
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${unfinished}`,
      `--username=${user}`,
      '--auth=scram-sha-256',
      `--pwfile=${join(folder, 'password')}`,
      '--encoding=UTF8',
      // PostgreSQL's built-in locale orders text alike on every machine.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...identity(systemUser), cwd: folder, env: plainEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const code = await new Promise((settle, reject) => child.on('error', reject).on('close', settle));
  try {
    if (code !== 0) throw new Error(`initdb failed:\n${said.slice(-4000)}`);
    renameSync(unfinished, join(folder, 'data'));
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process that started at the same time may have been first; then its cluster is the cluster.
    if (!existsSync(join(folder, 'data'))) throw error;
  }
}

function identity(systemUser: SystemUser): { uid?: number; gid?: number } {
  return systemUser ? { uid: systemUser.uid, gid: systemUser.gid } : {};
}

/** PostgreSQL takes settings from PG* variables and messages from the locale: it gets neither of ours. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

/** The superuser's password, drawn once. Other users of the machine can reach the port but not this file. */
function preparePassword(file: string, systemUser: SystemUser): string {
  try {
    writeFileSync(file, randomBytes(18).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  if (systemUser) chownSync(file, systemUser.uid, systemUser.gid);
  return readFileSync(file, 'utf8');
}

function readLogTail(folder: string): string {
  return readFileSync(join(folder, 'postgres.log'), 'utf8').slice(-4000);
}

/** The port of last time, so that a developer's own connection keeps working, or any that is free. */
async function choosePort(folder: string): Promise<number> {
  const file = join(folder, 'port');
  const previous = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  return (previous && (await tryPort(previous))) || (await tryPort(0)) || 0;
}

/** The port that could be listened on (0 = any), or undefined when it is taken. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((settle) => {
    const server = createServer();
    server.once('error', () => settle(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
