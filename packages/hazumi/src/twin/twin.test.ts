import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readScenario } from './scenario.read.ts';

const program = join(import.meta.dirname, 'main.ts');
const examples = join(import.meta.dirname, '../../../../docs/scenarios');
const small = { name: 'Small', days: 28, size: { principals: 30, keywords: 5, creators: 2 } };
const quick = ['--seeds', '2', '--tornado-seeds', '0', '--gain-seeds', '0', '--workers', '1'];

describe('npm run twin', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hazumi-twin-'));
    await writeFile(join(folder, 'small.json'), JSON.stringify(small));
    await writeFile(
      join(folder, 'credit.json'),
      JSON.stringify({ ...small, name: 'Credit', parameters: { toolCreditShare: 0.5 } }),
    );
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Runs the command as npm would, from `folder`. */
  function twin(args: readonly string[]): {
    ended: Promise<{ code: number | null; out: string; errors: string }>;
    stop(): void;
  } {
    const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, INIT_CWD: folder } });
    let out = '';
    let errors = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      errors += data;
    });
    const ended = new Promise<{ code: number | null; out: string; errors: string }>((resolve) => {
      child.on('close', (code) => resolve({ code, out, errors }));
    });
    return {
      ended,
      stop: () => {
        child.stderr.once('data', () => child.kill('SIGINT'));
      },
    };
  }

  test('writes page, JSON, CSV and SVG of a scenario against another', async () => {
    const { code, out, errors } = await twin([
      'run',
      'credit.json',
      '--against',
      'small.json',
      ...quick,
      '--out',
      'reports',
    ]).ended;
    assert.equal(code, 0, errors);
    assert.match(out, /^Credit against Small: 2 pairs under the same chance\n/);
    assert.match(out, /External visits, a day +\+[\d.]+% \[.*\], P\(better\) 1\.00/);
    const files = await readdir(join(folder, 'reports'));
    for (const file of [
      'twin.html',
      'twin.json',
      'twin.paired-difference.csv',
      'twin.paired-difference.svg',
    ]) {
      assert.ok(files.includes(file), file);
    }
    assert.ok(!files.some((file) => file.endsWith('.partial')));
    const json = JSON.parse(await readFile(join(folder, 'reports', 'twin.json'), 'utf8'));
    assert.deepEqual([json.data.base.name, json.data.other.name, json.data.seeds], ['Small', 'Credit', 2]);
    const page = await readFile(join(folder, 'reports', 'twin.html'), 'utf8');
    assert.match(page, /npm run twin -- run .*credit\.json --against .*small\.json --seeds 2/);
  });

  test('stops at Ctrl-C with nothing half written', async () => {
    const running = twin(['run', 'small.json', '--seeds', '5000', '--workers', '1', '--out', 'stopped']);
    running.stop();
    const { code, errors } = await running.ended;
    assert.equal(code, 130);
    assert.match(errors, /Stopped\. No report was written\.\n$/);
    await assert.rejects(readdir(join(folder, 'stopped')), { code: 'ENOENT' });
  });

  test('says in one sentence what a bad file is bad at', async () => {
    await writeFile(join(folder, 'bad.json'), '{"days": 0}');
    const { code, out, errors } = await twin(['run', 'bad.json']).ended;
    assert.deepEqual([code, out], [1, '']);
    assert.match(errors, /^\S*bad\.json is no scenario: \/days: .+\.\n$/);
  });

  for (const [what, args, sentence] of [
    ['no command', [], /^npm run twin -- run SCENARIO\.json/],
    [
      'a number that is none',
      ['run', 'small.json', '--seeds', 'many'],
      /^--seeds takes a whole number from 2/,
    ],
    ['an unknown option', ['run', 'small.json', '--speed'], /--speed.*npm run twin/],
    ['a missing file', ['run', 'missing.json'], /^There is no file \S*missing\.json\.\n$/],
  ] as const) {
    test(`refuses ${what} with one sentence`, async () => {
      const { code, errors } = await twin(args).ended;
      assert.equal(code, 1);
      assert.match(errors, sentence);
      assert.equal(errors.trim().split('\n').length, 1);
    });
  }
});

describe('a scenario file', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hazumi-scenario-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [what, content, reason] of [
    ['no JSON', '{"days": ', /is not JSON: /],
    ['an unknown field', '{"dayz": 3}', /is no scenario: \/: .*dayz/],
    ['an unknown parameter', '{"parameters": {"speed": 3}}', /is no scenario: \/parameters: .*speed/],
    [
      'a parameter out of range',
      '{"parameters": {"clickRate": 3}}',
      /is no scenario: \/parameters\/clickRate: /,
    ],
    [
      'an impossible policy',
      '{"policy": {"allotment": {"meritSharePpm": 900000}}}',
      /is no scenario: \/policy\/allotment/,
    ],
    ['a list', '[]', /is no scenario: \/: /],
  ] as const) {
    test(`with ${what} is refused with its field and the reason`, async () => {
      const file = join(folder, 'scenario.json');
      await writeFile(file, content);
      await assert.rejects(readScenario(file), { name: 'StartProblem', message: reason });
    });
  }

  test('of the examples can be read, every one', async () => {
    const files = (await readdir(examples)).filter((name) => name.endsWith('.json'));
    assert.ok(files.length >= 5);
    const names = await Promise.all(
      files.map(async (name) => (await readScenario(join(examples, name))).name),
    );
    assert.equal(new Set(names).size, names.length);
  });
});
