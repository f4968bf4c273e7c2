import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { StartProblem } from '../start.problem.ts';
import { writeExample } from './example.ts';
import { readAllotmentOptions } from './options.ts';
import { verificationReport, verifyFiles } from './verify.ts';

async function exampleFolder(t: test.TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hazumi-allotment-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await writeExample(folder, 7);
  return folder;
}

test('every statement of the example is equal, and its chain is followed', async (t) => {
  const folder = await exampleFolder(t);
  const statements = (await readdir(folder)).filter((name) => name.startsWith('statement-'));
  assert.ok(statements.length >= 30, `${statements.length} statements`);
  for (const name of statements) {
    const verified = await verifyFiles(join(folder, name));
    assert.deepEqual(verified.differences, [], name);
    assert.equal(verified.daysOfChain, name.endsWith('22.json') ? 2 : name.endsWith('21.json') ? 1 : 0);
  }
  const last = await verifyFiles(join(folder, statements.at(-1) ?? ''));
  const line = JSON.parse(verificationReport(last).split('\n').at(-1) ?? '');
  assert.deepEqual(Object.keys(line), ['equal', 'differences', 'rows', 'stores', 'days_of_chain']);
  assert.equal(line.equal, true);
});

test('a figure that was changed is named', async (t) => {
  const folder = await exampleFolder(t);
  const path = join(folder, 'statement-merchant-1-2026-11-22.json');
  const statement = JSON.parse(await readFile(path, 'utf8'));
  const row = statement.rows.find(({ got }: { got: number }) => got > 0);
  row.got += 1_000_000;
  await writeFile(path, JSON.stringify(statement));
  const verified = await verifyFiles(path);
  const report = verificationReport(verified);
  assert.ok(
    report.includes(`Differs: ${row.keyword}, ${row.store}: got ${row.got} micro-impressions, recomputed`),
  );
  assert.equal(JSON.parse(report.split('\n').at(-1) ?? '').equal, false);
});

test('a past day that was changed breaks the chain', async (t) => {
  const folder = await exampleFolder(t);
  const path = join(folder, 'prices-2026-11-20.json');
  const prices = JSON.parse(await readFile(path, 'utf8'));
  prices.keywords[0].supply += 1;
  await writeFile(path, JSON.stringify(prices));
  const { differences } = await verifyFiles(join(folder, 'statement-merchant-1-2026-11-22.json'));
  assert.deepEqual(differences, [
    { where: 'prices', what: 'The hash of 2026-11-20 is not that of its content.' },
  ]);
});

test('what is no statement is refused in one sentence', async (t) => {
  const folder = await exampleFolder(t);
  const path = join(folder, 'other.json');
  const refused = async (text: string, sentence: RegExp): Promise<void> => {
    await writeFile(path, text);
    await assert.rejects(
      verifyFiles(path),
      (error) => error instanceof StartProblem && sentence.test(error.message),
    );
  };
  await refused('{', /other\.json is not JSON\.$/);
  await refused('{}', /This is not a statement: \/format/);
  await refused(
    await readFile(join(folder, 'prices-2026-11-20.json'), 'utf8'),
    /This is not a statement: \/format/,
  );
  await assert.rejects(verifyFiles(join(folder, 'none.json')), /none\.json cannot be read\./);
  const statement = JSON.parse(await readFile(join(folder, 'statement-merchant-1-2026-11-22.json'), 'utf8'));
  await refused(
    JSON.stringify({ ...statement, rows: [...statement.rows, statement.rows[0]] }),
    /stands twice\./,
  );
  await refused(
    JSON.stringify({ ...statement, day: '2026-01-01' }),
    /prices-2026-01-01\.json cannot be read\./,
  );
});

test('options: a file or a folder, and nothing that is not known', () => {
  const environment = { INIT_CWD: '/somewhere' };
  assert.deepEqual(readAllotmentOptions(['verify', 'a.json'], environment), {
    command: 'verify',
    file: '/somewhere/a.json',
    prices: undefined,
  });
  assert.deepEqual(readAllotmentOptions(['example', '/x', '--seed', '5'], environment), {
    command: 'example',
    folder: '/x',
    seed: 5,
  });
  for (const given of [
    [],
    ['verify'],
    ['verify', 'a', 'b'],
    ['example', 'a', '--seed', '-1'],
    ['verify', 'a', '--x'],
  ])
    assert.throws(() => readAllotmentOptions(given, environment), StartProblem);
});
