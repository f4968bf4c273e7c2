import assert from 'node:assert/strict';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { canReach, findFolder, findSystemUser } from './postgres.place.ts';
import { temporaryFolder } from './testing/program.ts';

const accounts = 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533:nobody:/:/usr/sbin/nologin\n';
const nobody = { name: 'nobody', uid: 65_534, gid: 65_533 };

test('a system user is found by its whole name', () => {
  assert.deepEqual(findSystemUser('nobody', accounts), nobody);
  assert.equal(findSystemUser('nob', accounts), undefined);
});

describe('where another user can go', () => {
  const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 };
  const folder = temporaryFolder();
  after(folder.remove);
  chmodSync(folder.path, 0o755);
  const closed = join(folder.path, 'closed');
  mkdirSync(join(closed, 'checkout'), { recursive: true });
  chmodSync(closed, 0o700);

  test('through folders that are open to all', () => {
    assert.equal(canReach(join(folder.path, 'data'), stranger), true);
  });
  test('not through a folder that is closed, however open what it holds', () => {
    assert.equal(canReach(join(closed, 'checkout', 'data'), stranger), false);
  });
  test('not into what does not exist yet below a closed folder', () => {
    assert.equal(canReach(join(closed, 'new', 'data'), stranger), false);
  });
  test('through a closed folder of its own', () => {
    const owner = { name: 'owner', uid: process.getuid?.() ?? 0, gid: 0 };
    assert.equal(canReach(join(closed, 'checkout', 'data'), owner), true);
  });
  test('anywhere, when it is ourselves', () => {
    assert.equal(canReach(join(closed, 'checkout', 'data'), undefined), true);
  });
  test('a cluster behind a closed folder gets a place of its own, the same each time', () => {
    const wanted = join(closed, 'checkout', 'postgres');
    assert.match(findFolder(wanted, stranger), /^\/var\/lib\/hazumi\/postgres-[0-9a-f]{12}$/);
    assert.equal(findFolder(wanted, stranger), findFolder(`${wanted}/`, stranger));
    assert.notEqual(findFolder(wanted, stranger), findFolder(`${wanted}2`, stranger));
    assert.equal(findFolder(join(folder.path, 'postgres'), stranger), join(folder.path, 'postgres'));
  });
});
