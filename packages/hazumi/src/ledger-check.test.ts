import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { openDatabase } from '@hazumi/market';
import { givenBalance, testDatabase } from '@hazumi/market/testing';
import { Client } from 'pg';
import { readLedgerCheckOptions } from './ledger-check.ts';
import { type Program, runProgram, temporaryFolder } from './testing/program.ts';

describe('npm run ledger:check', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  before(async () => {
    database = await testDatabase();
    const { db, close } = openDatabase(database.url);
    await givenBalance(db, { next: () => randomUUID() }, randomUUID(), 12_345n, 'CNY');
    await givenBalance(db, { next: () => randomUUID() }, randomUUID(), 500n, 'JPY');
    await close();
  });
  after(() => database.drop());

  const check = (): Program =>
    runProgram('packages/hazumi/src/ledger-check.ts', ['--database', database.url], {});
  const asAdmin = async (...statements: string[]): Promise<void> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };

  it('prints the sums of every account by currency, and that nothing is wrong', async () => {
    const program = check();
    assert.equal(await program.ended, 0, program.said());
    assert.match(program.said(), /^CNY {2}buyerBalance +0\.00 +123\.45 +-123\.45$/m);
    assert.match(program.said(), /^JPY {2}providerClearing +500 +0 +500$/m);
    assert.match(program.said(), /^JPY {2}debits less credits +0$/m);
    assert.match(program.said(), /\nThe audit finds no fault\.\n\{"trial_balance":0,"faults":\[\]\}\n$/);
  });

  it('finds one unit that somebody with the rights of the database took out of the books', async () => {
    await asAdmin(
      'alter table ledger_entry disable trigger all',
      "update ledger_entry set amount_minor = amount_minor - 1 where account = 'providerClearing' and currency = 'JPY'",
    );
    const program = check();
    assert.equal(await program.ended, 1);
    const last = JSON.parse(program.said().trimEnd().split('\n').at(-1) ?? '');
    assert.equal(last.trial_balance, 1);
    assert.equal(last.faults.length, 1);
    assert.match(last.faults[0], /^a ledger transaction that does not balance: 1 e\.g\. /);
  });

  it('says in a sentence that there is no market', async () => {
    await asAdmin('drop schema public cascade', 'create schema public');
    const program = check();
    assert.equal(await program.ended, 1);
    assert.equal(program.said(), 'This database holds no market.\n');

    const folder = temporaryFolder();
    const nowhere = runProgram('packages/hazumi/src/ledger-check.ts', ['--data', folder.path], {});
    assert.equal(await nowhere.ended, 1);
    assert.equal(nowhere.said(), `There is no market in ${folder.path}: npm start makes one.\n`);
    folder.remove();
  });

  it('means the database or folder that is named, before those of the environment', () => {
    const environment = { DATABASE_URL: 'postgres://there/market', HAZUMI_DATA: 'here', INIT_CWD: '/home' };
    assert.deepEqual(readLedgerCheckOptions([], environment), {
      dataFolder: '/home/here',
      databaseUrl: 'postgres://there/market',
    });
    assert.deepEqual(readLedgerCheckOptions(['--data', 'other'], environment), {
      dataFolder: '/home/other',
      databaseUrl: undefined,
    });
    const wanted = readLedgerCheckOptions(['--database', 'postgres://x/y'], environment);
    assert.equal(wanted.databaseUrl, 'postgres://x/y');
    assert.throws(() => readLedgerCheckOptions(['--database'], environment), { name: 'StartProblem' });
    assert.throws(() => readLedgerCheckOptions(['all'], environment), { name: 'StartProblem' });
  });
});
