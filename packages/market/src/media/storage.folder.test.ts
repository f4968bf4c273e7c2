import assert from 'node:assert/strict';
import { mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { manualClock } from '../kernel/clock.ts';
import { storageContract } from './storage.contract.ts';
import { openFolderStorage } from './storage.folder.ts';

const now = new Date('2026-01-05T08:00:00.000Z');
const newFolder = () => mkdtemp(join(tmpdir(), 'hazumi-objects-'));

storageContract('folder', async () => {
  const parent = await newFolder();
  const folder = join(parent, 'objects');
  return {
    storage: await openFolderStorage(folder, manualClock(now)),
    async breakDown() {
      await rename(folder, join(parent, 'elsewhere'));
      await writeFile(folder, 'not a folder any more');
    },
    close: () => rm(parent, { recursive: true }),
  };
});

test('drafts of a process that died are removed at the next start, those of a living one stay', async (t) => {
  const folder = await newFolder();
  t.after(() => rm(folder, { recursive: true }));
  await openFolderStorage(folder, manualClock(now));
  const workshop = join(folder, '.unfinished');
  for (const [name, minutesOld] of [
    ['dead', 90],
    ['living', 1],
  ] as const) {
    const then = new Date(now.getTime() - minutesOld * 60_000);
    await writeFile(join(workshop, name), 'half');
    await utimes(join(workshop, name), then, then);
  }
  await openFolderStorage(folder, manualClock(now));
  assert.deepEqual(await readdir(workshop), ['living']);
});

test('a put leaves nothing but the object', async (t) => {
  const folder = await newFolder();
  t.after(() => rm(folder, { recursive: true }));
  const storage = await openFolderStorage(folder, manualClock(now));
  await storage.put('logos/a.webp', Uint8Array.of(1), 'image/webp');
  assert.deepEqual((await readdir(folder, { recursive: true })).sort(), [
    '.unfinished',
    'logos',
    'logos/a.webp',
  ]);
});
