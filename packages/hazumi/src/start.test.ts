import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { Client } from 'pg';
import { readPostmaster } from './postgres.process.ts';
import { stopPostgres } from './postgres.ts';
import { readOptions } from './start.ts';
import { type Program, runStart, temporaryFolder } from './testing/program.ts';

describe('npm start', { skip: process.platform !== 'linux' && 'it is watched through /proc' }, () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let data: string;
  let programs: Program[];
  /** `npm start` on this test's data; what a failed test leaves running is stopped after it. */
  const start = (given?: string[], environment?: Record<string, string>): Program => {
    const program = runStart(data, given, environment);
    programs.push(program);
    return program;
  };
  beforeEach(() => {
    programs = [];
    folder = temporaryFolder();
    chmodSync(folder.path, 0o755);
    data = join(folder.path, 'data');
  });
  afterEach(async () => {
    for (const program of programs) {
      if (isRunning(program.pid)) kill(program.pid, 'SIGTERM');
      await program.ended;
    }
    await stopPostgres(join(data, 'postgres'));
    folder.remove();
  });

  test('answers, ends with its table, stops cleanly on Ctrl-C, and answers again', async () => {
    for (const _ of ['first', 'second']) {
      const program = start();
      const url = await answers(program);
      const health = await fetch(`${url}/v1/health`);
      assert.equal(health.status, 200);
      assert.equal(((await health.json()) as { status: string }).status, 'ok');
      assert.match(program.said(), new RegExp(`Data +${data}\n`));
      const processes = [program.pid, ...children(program.pid)];
      assert.ok(processes.length >= 4, 'npm start is a bootstrap, a server, a sandbox and a database');
      process.kill(program.pid, 'SIGINT');
      assert.equal(await program.ended, 0);
      assert.match(program.said(), /Stopping \.\.\.\nStopped\.\n$/);
      assert.deepEqual(processes.filter(isRunning), []);
    }
  });

  test('stops what it has started when it is asked to stop before it answers', async () => {
    const program = start();
    while (!postmaster(data)) await new Promise((settle) => setImmediate(settle));
    process.kill(program.pid, 'SIGINT');
    assert.equal(await program.ended, 0, program.said());
    assert.doesNotMatch(program.said(), /Start over/);
    assert.equal(readPostmaster(join(data, 'postgres', 'data')), undefined);
  });

  test('finds its data again after everything was killed', async () => {
    const first = start();
    await answers(first);
    await query(data, 'create table kept as select 7 as value');
    for (const pid of [first.pid, ...children(first.pid)]) kill(pid);
    await first.ended;

    const second = start();
    await answers(second);
    assert.deepEqual(await query(data, 'select value from kept'), [{ value: 7 }]);
    await stop(second);
  });

  test('takes over the database that a killed server left running; the sandbox never stays', async () => {
    const first = start();
    await answers(first);
    const database = postmaster(data);
    const [server, ...below] = children(first.pid);
    const sandbox = below.find((pid) => pid !== database && !children(database).includes(pid));
    process.kill(Number(server), 'SIGKILL');
    assert.equal(await first.ended, 137);
    // The end of its channel tells the sandbox; when that is, is not in our hands.
    while (isRunning(Number(sandbox))) await new Promise((settle) => setImmediate(settle));
    assert.equal(isRunning(database), true);

    const second = start();
    await answers(second);
    assert.equal(postmaster(data), database);
    await stop(second);
    assert.equal(isRunning(database), false);
  });

  test('starts its payment sandbox again, at the same address, when that ends by itself', async () => {
    const program = start();
    await answers(program);
    const port = readFileSync(join(data, 'sandbox', 'port'), 'utf8');
    const sandboxes = () =>
      children(program.pid).filter((pid) =>
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('packages/sandbox/src/main.ts'),
      );
    const [first] = sandboxes();
    process.kill(Number(first), 'SIGKILL');
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
      if (answer) break;
    }
    assert.notDeepEqual(sandboxes(), [first]);
    assert.equal(sandboxes().length, 1);
    await stop(program);
  });

  test('--fresh starts over', async () => {
    const first = start();
    await answers(first);
    await query(data, 'create table kept as select 7 as value');
    await stop(first);
    const second = start(['--fresh']);
    await answers(second);
    assert.deepEqual(await query(data, "select to_regclass('kept') as found"), [{ found: null }]);
    await stop(second);
  });

  test('leaves a market that runs on the same data alone, also with --fresh', async () => {
    const first = start();
    const url = await answers(first);
    for (const given of [[], ['--fresh']]) {
      const second = start(given);
      assert.equal(await second.ended, 1);
      assert.match(
        second.said(),
        /^Another Hazumi runs on .*: stop it first, or set HAZUMI_DATA=\/path\.\n$/,
      );
    }
    assert.equal((await fetch(`${url}/v1/health`)).status, 200);
    await stop(first);
  });

  test('says which port is taken, before it makes anything', async (t) => {
    const other = createServer();
    await new Promise<void>((settle) => other.listen(0, '127.0.0.1', settle));
    t.after(() => other.close());
    const address = other.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    const program = start([], { PORT: String(port) });
    assert.equal(await program.ended, 1);
    assert.match(
      program.said(),
      new RegExp(`^Port ${port} is taken by another program .* PORT=\\d+ npm start\\.\n$`),
    );
    assert.equal(existsSync(data), false);
  });

  test('says that DATABASE_URL does not answer', async () => {
    const program = start([], { DATABASE_URL: 'postgres://somebody:secret@127.0.0.1:1/market' });
    assert.equal(await program.ended, 1);
    assert.match(program.said(), /^DATABASE_URL \(127\.0\.0\.1:1\/market\) does not answer: .*\.\n$/);
  });
});

describe('the options of npm start', () => {
  const cases: [name: string, given: string[], environment: NodeJS.ProcessEnv, sentence: RegExp][] = [
    ['an argument it does not know', ['--frsh'], {}, /^npm start does not know --frsh/],
    ['a port that is none', [], { PORT: '70000' }, /^PORT=70000 is not a port/],
    [
      '--fresh for a database of others',
      ['--fresh'],
      { DATABASE_URL: 'postgres://x/y' },
      /^--fresh empties only/,
    ],
  ];
  for (const [name, given, environment, sentence] of cases) {
    test(`refuse ${name}`, () => {
      assert.throws(() => readOptions(given, environment), { name: 'StartProblem', message: sentence });
    });
  }

  test('take a relative HAZUMI_DATA from where the person is', () => {
    const options = readOptions([], { HAZUMI_DATA: 'here', INIT_CWD: '/somewhere' });
    assert.equal(options.dataFolder, '/somewhere/here');
  });
});

/** The address of a market, once it answers. */
async function answers(program: Program): Promise<string> {
  await program.says(/Start over/);
  return String((await program.says(/Hazumi answers at (\S+) /))[1]);
}

async function stop(program: Program): Promise<void> {
  process.kill(program.pid, 'SIGINT');
  assert.equal(await program.ended, 0, program.said());
}

function postmaster(data: string): number {
  return readPostmaster(join(data, 'postgres', 'data'))?.pid ?? 0;
}

async function query(data: string, statement: string): Promise<unknown[]> {
  const password = readFileSync(join(data, 'postgres', 'password'), 'utf8');
  const port = readFileSync(join(data, 'postgres', 'port'), 'utf8');
  const client = new Client({ connectionString: `postgres://hazumi:${password}@127.0.0.1:${port}/hazumi` });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Whether a process runs. A dead one that nobody has collected yet has no command line any more. */
function isRunning(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`).length > 0;
  } catch {
    return false;
  }
}

/** Kills a process that may have ended by itself, because one that it depends on was killed before. */
function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** All processes below `pid`, nearest first. */
function children(pid: number): number[] {
  const own = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
  return [...own, ...own.flatMap(children)];
}
