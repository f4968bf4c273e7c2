/**
 * The data folder of `npm start` (`.hazumi/`, or HAZUMI_DATA): the database, uploaded files, secrets and logs.
 * A marker file says that it is ours; only a folder that holds it is ever emptied.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findClusterFolder, stopPostgres } from './postgres.ts';
import { StartProblem } from './start.problem.ts';

const marker = 'hazumi-data';
/** Markets of other commands lie in folders of their own beside ours: they say nothing of whose this is, and are never emptied. */
const neighbours: readonly string[] = ['bench', 'replay', 'flywheel'];
const removed = 'removed-';

/** Makes the folder, or opens the one that a former start made. Throws StartProblem when it is somebody else's. */
export function prepareDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const names = namesIn(folder);
  if (names.length > 0 && !names.includes(marker)) {
    throw new StartProblem(
      `${folder} holds files that are not Hazumi's: choose an empty or new folder with HAZUMI_DATA=/path.`,
    );
  }
  writeFileSync(join(folder, marker), 'This folder belongs to Hazumi: `npm start -- --fresh` empties it.\n');
  for (const name of names) {
    if (name.startsWith(removed)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/**
 * Empties the folder if it is ours; does nothing if there is none. What is removed is first renamed, so that
 * a start that is broken off finds either the old data or none, never half of it.
 * Throws StartProblem when the folder is somebody else's, or in use.
 */
export async function clearDataFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  prepareDataFolder(folder);
  const postgres = postgresFolder(folder);
  await stopPostgres(postgres);
  const cluster = findClusterFolder(postgres);
  if (cluster !== postgres && existsSync(cluster)) {
    const bin = `${cluster}.${removed}${process.pid}`;
    renameSync(cluster, bin);
    rmSync(bin, { recursive: true, force: true });
  }
  const bin = join(folder, `${removed}${process.pid}`);
  const names = namesIn(folder).filter((name) => name !== marker);
  mkdirSync(bin);
  for (const name of names) renameSync(join(folder, name), join(bin, name));
  rmSync(bin, { recursive: true, force: true });
}

const namesIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => !neighbours.includes(name));

/** Where the embedded PostgreSQL of a data folder would like to live. */
export function postgresFolder(dataFolder: string): string {
  return join(dataFolder, 'postgres');
}

export type Secrets = {
  /** signs sessions and tokens */
  market: string;
  /** lets the market call the payment sandbox */
  sandboxApiKey: string;
  /** signs the sandbox's webhooks */
  sandboxWebhooks: string;
};

/** The secrets of this market, drawn at its first start and readable by its user only. */
export function readSecrets(dataFolder: string): Secrets {
  const file = join(dataFolder, 'secrets.json');
  const draw = () => randomBytes(32).toString('base64url');
  if (!existsSync(file)) {
    const secrets: Secrets = { market: draw(), sandboxApiKey: draw(), sandboxWebhooks: draw() };
    // Written beside and renamed: a full disk or a kill leaves no half of a file behind.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify(secrets), { mode: 0o600 });
    renameSync(unfinished, file);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
