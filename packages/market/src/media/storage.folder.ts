import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../kernel/clock.ts';
import { checkKey, mediaTypeOf, type ObjectStorage, StorageFailure } from './storage.ts';

/** Keys have no part that begins with a dot, so this folder can never be reached by one. */
const unfinished = '.unfinished';
const hourMs = 3_600_000;

/**
 * Objects as files of a folder that may be shared by several processes. A file appears whole or not at all: it is written beside,
 * synced to the disk, and renamed.
 *
 * @param machineClock tells leftovers of processes that died (older than an hour) from files that are being written
 */
export async function openFolderStorage(folder: string, machineClock: Clock): Promise<ObjectStorage> {
  const workshop = join(folder, unfinished);
  await mkdir(workshop, { recursive: true });
  await removeLeftovers(workshop, machineClock.now());
  const pathOf = (key: string): string => join(folder, ...key.split('/'));
  return {
    async put(key, bytes, mediaType) {
      checkKey(key, mediaType);
      const draft = join(workshop, randomUUID());
      try {
        await writeSynced(draft, bytes);
        const path = pathOf(key);
        await makeFolder(folder, dirname(path));
        await rename(draft, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined);
        throw new StorageFailure(`keep ${key}`, error);
      }
    },
    async get(key) {
      checkKey(key);
      try {
        return { bytes: await readFile(pathOf(key)), mediaType: mediaTypeOf(key) as string };
      } catch (error) {
        if (isAbsence(error)) return undefined;
        throw new StorageFailure(`read ${key}`, error);
      }
    },
    async remove(key) {
      checkKey(key);
      try {
        await rm(pathOf(key), { force: true });
      } catch (error) {
        if (!isAbsence(error)) throw new StorageFailure(`remove ${key}`, error);
      }
    },
  };
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a folder with all between it and the root; each new name is synced in the folder that holds it. */
async function makeFolder(root: string, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let at = folder; at.length >= first.length && at !== root; at = dirname(at))
    await syncFolder(dirname(at));
}

/** A rename is only safe from a power failure once the folder is synced. Windows has no such call, and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function removeLeftovers(workshop: string, now: Date): Promise<void> {
  for (const name of await readdir(workshop)) {
    const path = join(workshop, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < now.getTime() - hourMs) await rm(path, { force: true });
  }
}

/** No file there, or a folder, or a file where the key wants a folder: in each case there is no such object. */
function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR', 'ERR_FS_EISDIR'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );
}
