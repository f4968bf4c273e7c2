import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPostgres, stopPostgres } from '../postgres.ts';
import { type Program, runProgram, temporaryFolder } from '../testing/program.ts';
import { order, product, recordFiles, seller, writeRecord } from './testing/record.ts';

const main = 'packages/hazumi/src/replay/main.ts';
const ids = [order.card, order.twoSellers, order.slip, order.interest];

describe('npm run replay', { skip: process.platform !== 'linux' && 'it is watched through /proc' }, () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let source: string;
  let data: string;
  before(() => {
    folder = temporaryFolder();
    chmodSync(folder.path, 0o755);
    data = join(folder.path, 'data');
    const files = recordFiles(ids);
    // Rows that no market could take, between the good ones.
    files['order_items.csv'] += `${order.card},2,${product.lamp},nobody,2017-03-10 12:00:00,1.00,1.00\r\n`;
    files['order_items.csv'] +=
      `${order.card},3,${product.lamp},${seller.ana},2017-03-10 12:00:00,cheap,1.00\r\n`;
    files['order_payments.csv'] += 'torn';
    source = writeRecord(join(folder.path, 'record'), files);
  });
  after(async () => {
    await stopPostgres(join(data, 'postgres'));
    folder.remove();
  });
  const run = (...given: string[]): Program => runProgram(main, [source, '--data', data, ...given], {});

  const sums = {
    orders: { expected: 4, found: 4 },
    lines: { expected: 5, found: 5 },
    sellers: { expected: 3, found: 3 },
    products: { expected: 3, found: 3 },
    multi_seller_orders: { expected: 1, found: 1 },
    goods_cents: { expected: 22_480, found: 22_480 },
    freight_cents: { expected: 4_760, found: 4_760 },
    payments_cents: { expected: 28_573, found: 28_573 },
    trial_balance: 0,
    refused_rows: 3,
  };

  it('goes on where it was killed, and ends with its table and one line of JSON', async () => {
    const first = run();
    await first.says(/^Trade .*: [1-9]/m);
    for (const pid of below(first.pid)) process.kill(pid, 'SIGKILL');
    assert.notEqual(await first.ended, 0);

    const second = run();
    assert.equal(await second.ended, 0, second.said());
    assert.match(second.said(), /^order-interest +120\.00 +133\.33 +13\.33 +instalmentInterest$/m);
    assert.match(second.said(), /^The folder has no expected\.json to compare with\.$/m);
    assert.deepEqual(lastLine(second), sums);
    assert.deepEqual(readFileSync(join(data, 'refused.csv'), 'utf8').split('\n'), [
      '"file","row","reason"',
      '"order_items.csv","7","unknown seller nobody"',
      '"order_items.csv","8","price ""cheap"" is no amount"',
      '"order_payments.csv","8","1 columns where the header has 5"',
      '',
    ]);
  });

  it('waits until whoever else has its folder is gone', async () => {
    const other = await startPostgres({ folder: join(data, 'postgres'), durable: false });
    const program = run();
    await program.says(/data is in use: waiting until it is free \.\.\.\n/);
    await other.close();
    assert.equal(await program.ended, 0, program.said());
    assert.deepEqual(lastLine(program), sums);
  });

  it('compares again with a smaller limit, and says so where the folder states other sums', async () => {
    writeRecord(source, { 'expected.json': '{"orders": 5, "lines": 5}' });
    const program = run('--limit', '1');
    // Rows were refused, which is a reason.
    assert.equal(await program.ended, 0, program.said());
    assert.match(program.said(), /^expected\.json differs: orders: 5 stated, 4 counted\.$/m);
    assert.deepEqual(lastLine(program), sums);
  });

  it('takes other files into another folder only, and starts over on demand', async () => {
    const others = writeRecord(join(folder.path, 'others'), recordFiles([order.slip]));
    const refused = runProgram(main, [others, '--data', data], {});
    assert.equal(await refused.ended, 1);
    assert.match(refused.said(), /holds the replay of other files: use --data .* or --fresh\.\n$/);
    const fresh = runProgram(main, [others, '--data', data, '--fresh'], {});
    assert.equal(await fresh.ended, 0, fresh.said());
    assert.deepEqual(lastLine(fresh), {
      orders: { expected: 1, found: 1 },
      lines: { expected: 1, found: 1 },
      sellers: { expected: 1, found: 1 },
      products: { expected: 1, found: 1 },
      multi_seller_orders: { expected: 0, found: 0 },
      goods_cents: { expected: 990, found: 990 },
      freight_cents: { expected: 510, found: 510 },
      payments_cents: { expected: 1_500, found: 1_500 },
      trial_balance: 0,
      refused_rows: 0,
    });
  });

  it('says in a sentence that a folder holds no record', async () => {
    const nothing = join(folder.path, 'nothing');
    const program = runProgram(main, [nothing, '--data', join(folder.path, 'unused')], {});
    assert.equal(await program.ended, 1);
    assert.equal(program.said(), `${join(nothing, 'sellers.csv')} cannot be read (ENOENT).\n`);
    assert.equal(existsSync(join(folder.path, 'unused')), false);
  });
});

const lastLine = (program: Program): unknown => JSON.parse(program.said().trimEnd().split('\n').at(-1) ?? '');

/** The program and all that it started, but the database: that is taken over as it is. */
function below(pid: number): number[] {
  const own = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
  const ours = own.filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('node'));
  return [pid, ...ours.flatMap(below)];
}
