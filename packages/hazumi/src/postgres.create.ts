import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Binaries, identityOf, plainEnvironment, type SystemUser } from './postgres.place.ts';
import { isAlive } from './postgres.process.ts';

/** The superuser of every cluster. */
export const superuser = 'hazumi';

/** The superuser's password, drawn once. Other users of the machine can reach the port but not this file. */
export function preparePassword(folder: string, systemUser: SystemUser): string {
  const file = join(folder, 'password');
  try {
    writeFileSync(file, randomBytes(18).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  if (systemUser) chownSync(file, systemUser.uid, systemUser.gid);
  return readFileSync(file, 'utf8');
}

/**
 * Makes the files of a new cluster in `<folder>/data`: beside their place first, and renamed, so that a cluster
 * is whole or not there at all. When several do it at once, one of the clusters stays.
 */
export async function createCluster(
  folder: string,
  binaries: Binaries,
  systemUser: SystemUser,
  durable: boolean,
): Promise<void> {
  for (const name of readdirSync(folder)) {
    const maker = /^data\.new-(\d+)-/.exec(name)?.[1];
    if (maker && !isAlive(Number(maker))) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const unfinished = join(folder, `data.new-${process.pid}-${randomBytes(4).toString('hex')}`);
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${unfinished}`,
      `--username=${superuser}`,
      '--auth=scram-sha-256',
      `--pwfile=${join(folder, 'password')}`,
      '--encoding=UTF8',
      // PostgreSQL's built-in locale orders text alike on every machine.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...identityOf(systemUser), cwd: folder, env: plainEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
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
