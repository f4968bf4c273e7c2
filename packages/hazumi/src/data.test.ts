import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { clearDataFolder, prepareDataFolder, readSecrets } from './data.ts';
import { temporaryFolder } from './testing/program.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

describe('the data folder', () => {
  test('is made where there is none, and opened where a former start made it', () => {
    const path = join(folder.path, 'new', 'data');
    prepareDataFolder(path);
    writeFileSync(join(path, 'kept'), '1');
    prepareDataFolder(path);
    assert.equal(readFileSync(join(path, 'kept'), 'utf8'), '1');
  });

  test("is neither opened nor emptied when it holds somebody else's files", async () => {
    writeFileSync(join(folder.path, 'thesis'), 'precious');
    const refused = { name: 'StartProblem', message: /holds files that are not Hazumi's/ };
    assert.throws(() => prepareDataFolder(folder.path), refused);
    await assert.rejects(clearDataFolder(folder.path), refused);
    assert.deepEqual(readdirSync(folder.path), ['thesis']);
  });

  test('is emptied when it is ours, and stays ours', async () => {
    prepareDataFolder(folder.path);
    mkdirSync(join(folder.path, 'pictures'));
    writeFileSync(join(folder.path, 'pictures', 'one'), '1');
    await clearDataFolder(folder.path);
    assert.deepEqual(readdirSync(folder.path), ['hazumi-data']);
    prepareDataFolder(folder.path);
  });

  test('is ours also where another command was there first, whose market stays when ours goes', async () => {
    mkdirSync(join(folder.path, 'replay', 'postgres'), { recursive: true });
    prepareDataFolder(folder.path);
    writeFileSync(join(folder.path, 'gone'), '1');
    await clearDataFolder(folder.path);
    assert.deepEqual(readdirSync(folder.path).sort(), ['hazumi-data', 'replay']);
    assert.deepEqual(readdirSync(join(folder.path, 'replay')), ['postgres']);
  });

  test('is not made in order to be emptied', async () => {
    const path = join(folder.path, 'none');
    await clearDataFolder(path);
    assert.equal(existsSync(path), false);
  });

  test('loses at the next start what a broken-off emptying left', () => {
    prepareDataFolder(folder.path);
    mkdirSync(join(folder.path, 'removed-1', 'postgres'), { recursive: true });
    prepareDataFolder(folder.path);
    assert.deepEqual(readdirSync(folder.path), ['hazumi-data']);
  });
});

describe('secrets', () => {
  test('are drawn once, differ, and are readable by their owner only', () => {
    const secrets = readSecrets(folder.path);
    const values = Object.values(secrets);
    assert.equal(new Set(values).size, 3);
    for (const value of values) assert.ok(Buffer.from(value, 'base64url').length >= 32);
    assert.deepEqual(readSecrets(folder.path), secrets);
    assert.equal(statSync(join(folder.path, 'secrets.json')).mode & 0o777, 0o600);
  });
});
