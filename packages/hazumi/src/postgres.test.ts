import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { Client } from 'pg';
import { readPostmaster } from './postgres.process.ts';
import { type PostgresCluster, startPostgres, stopPostgres } from './postgres.ts';
import { StartProblem } from './start.problem.ts';
import { temporaryFolder } from './testing/program.ts';

let folder: ReturnType<typeof temporaryFolder>;
let clusters: PostgresCluster[];
beforeEach(() => {
  folder = temporaryFolder();
  // PostgreSQL's user must be able to pass through it.
  spawnSync('chmod', ['755', folder.path]);
  clusters = [];
});
afterEach(async () => {
  for (const cluster of clusters) await cluster.close();
  folder.remove();
});

async function start(durable = true): Promise<PostgresCluster> {
  const cluster = await startPostgres({ folder: join(folder.path, 'postgres'), durable });
  clusters.push(cluster);
  return cluster;
}

/** The first column of what a statement answers. */
async function ask(cluster: PostgresCluster, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: cluster.adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: unknown }>(statement);
    return rows.map((row) => row.value);
  } finally {
    await client.end();
  }
}

describe('an embedded PostgreSQL', () => {
  test('is durable unless told otherwise', async () => {
    const settings = "select setting as value from pg_settings where name in ('fsync', 'synchronous_commit')";
    assert.deepEqual(await ask(await start(), settings), ['on', 'on']);
  });

  test('listens to this machine only and asks for its password', async () => {
    const cluster = await start();
    assert.deepEqual(await ask(cluster, "select current_setting('listen_addresses') as value"), [
      '127.0.0.1',
    ]);
    const stranger = new Client({ connectionString: cluster.adminUrl.replace(/:[^:@]+@/, ':guessed@') });
    await assert.rejects(stranger.connect(), /password authentication failed/);
  });

  test('keeps its data and its address from one start to the next', async () => {
    const first = await start();
    await ask(first, 'create table kept as select 7 as value');
    await first.close();
    const second = await start();
    assert.deepEqual(await ask(second, 'select value from kept'), [7]);
    assert.equal(second.adminUrl, first.adminUrl);
  });

  test('has all that was committed after its process was killed', async () => {
    const first = await start();
    await ask(first, 'create table kept as select 7 as value');
    await first.kill();
    assert.deepEqual(await ask(await start(), 'select value from kept'), [7]);
  });

  test('is taken over from a program that was killed, and then stopped', async () => {
    const module = JSON.stringify(import.meta.resolve('./postgres.ts'));
    const place = JSON.stringify(join(folder.path, 'postgres'));
    const owner = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      `const { startPostgres } = await import(${module});
       await startPostgres({ folder: ${place}, durable: true });
       process.kill(process.pid, 'SIGKILL');`,
    ]);
    await new Promise((settle) => owner.on('exit', settle));
    const orphan = readPostmaster(join(folder.path, 'postgres', 'data'));
    const cluster = await start();
    assert.equal(cluster.pid, orphan?.pid);
    assert.deepEqual(await ask(cluster, 'select 1 as value'), [1]);
    await cluster.close();
    assert.equal(readPostmaster(join(folder.path, 'postgres', 'data')), undefined);
  });

  test('has one owner: of several starts at once, on no data or on some, one gets it', async () => {
    for (const _ of ['made', 'found']) {
      const starts = await Promise.allSettled([start(), start(), start()]);
      const refusals = starts.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      assert.equal(refusals.length, 2);
      for (const refusal of refusals) {
        assert.ok(refusal instanceof StartProblem, String(refusal));
        assert.match(refusal.message, /^Another Hazumi runs on /);
      }
      await clusters.pop()?.close();
    }
  });

  test('starts when its old process number belongs to another program now', async () => {
    const first = await start();
    const file = join(first.folder, 'data', 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    await first.kill();
    writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'));
    assert.deepEqual(await ask(await start(), 'select 1 as value'), [1]);
  });

  test('is stopped by whoever finds it without an owner, and by nobody else', async () => {
    const cluster = await start();
    await assert.rejects(
      stopPostgres(join(folder.path, 'postgres')),
      /^StartProblem: Another Hazumi runs on /,
    );
    assert.deepEqual(await ask(cluster, 'select 1 as value'), [1]);
  });

  test('says in one sentence that the disk is full', async (t) => {
    const disk = join(folder.path, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=755', 'none', disk]);
    if (mounted.status !== 0) return t.skip('a small disk can only be mounted by root');
    try {
      await assert.rejects(startPostgres({ folder: join(disk, 'postgres'), durable: true }), {
        name: 'StartProblem',
        message: /^The disk that holds .*\/disk\/postgres is full: free some space, or choose another place/,
      });
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});
