import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '@hazumi/market';
import { auditMarket, testDatabase } from '@hazumi/market/testing';
import { defaultDocument } from '@hazumi/policy';
import { temporaryFolder } from '../testing/program.ts';
import { type Entry, type Journal, openJournal } from './journal.ts';
import { openReplayMarket, type ReplayMarket } from './market.ts';
import { type Plan, planReplay } from './plan.ts';
import { readRecord } from './record.read.ts';
import type { TradeRecord } from './record.ts';
import { type ReplayResult, runReplay } from './replay.run.ts';
import { order, recordFiles, writeRecord } from './testing/record.ts';

/** Where a run dies: after the market has done something, before the journal has a line of it. */
const deaths: [string, (entry: Entry) => boolean][] = [
  ["the operator's second factor is set up", ({ kind }) => kind === 'operatorSecret'],
  ['the operator has a key', ({ kind }) => kind === 'operatorKey'],
  ['a seller has an account', ({ kind }) => kind === 'session'],
  ['a seller has a store', ({ kind }) => kind === 'seller'],
  ['goods are on sale', ({ kind }) => kind === 'goods'],
  ['an order is placed', ({ kind }) => kind === 'placed'],
  ['an order is paid', (entry) => entry.kind === 'done' && entry.step === `${order.twoSellers}-place-0`],
  ['a slip is paid', (entry) => entry.kind === 'done' && entry.step === `${order.slip}-slip-0`],
  ['a parcel is shipped', ({ kind }) => kind === 'shipped'],
  ['a parcel is delivered', (entry) => entry.kind === 'done' && entry.step.includes('-deliver-')],
  ['many vouchers are paid', (entry) => entry.kind === 'done' && entry.step === `${order.vouchers}-place-0`],
];

describe('a replay', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let market: ReplayMarket;
  let record: TradeRecord;
  let plan: Plan;
  let file: string;
  let result: ReplayResult;

  before(async () => {
    folder = temporaryFolder();
    database = await testDatabase();
    record = readRecord(writeRecord(join(folder.path, 'record'), recordFiles()));
    plan = planReplay(record, defaultDocument);
    file = join(folder.path, 'replay.jsonl');
    market = await openReplayMarket({
      dataFolder: join(folder.path, 'data'),
      databaseUrl: database.url,
      startsAt: new Date((plan.orders[0]?.timeline.placedAt ?? 0) - 86_400_000),
      terminal: createWriteStream('/dev/null'),
    });
  });
  after(async () => {
    await market?.close();
    await database?.drop();
    folder?.remove();
  });

  const run = (journal: Journal, orders = plan.orders): Promise<ReplayResult> =>
    runReplay({
      market,
      journal,
      record,
      plan,
      orders,
      terminal: { write: () => true },
      stopping: new AbortController().signal,
      machine: systemClock,
    });

  for (const [moment, isDeath] of deaths) {
    it(`may be killed when ${moment} and not yet noted`, async () => {
      const journal = openJournal(file);
      await assert.rejects(run(dyingAt(journal, isDeath)), { name: 'Killed' });
      journal.close();
    });
  }

  it('goes on to the same market, with all that the record has, once', async () => {
    const journal = openJournal(file);
    result = await run(journal);
    journal.close();
    assert.deepEqual(result.reconciliation.unexplained, []);
    assert.deepEqual(await auditMarket(market.composition.market.db), []);
    assert.deepEqual(result.found.trialBalance, [{ currency: 'BRL', differenceMinor: 0n }]);
  });

  it('books every difference between an order and its payments as what it is', () => {
    const names = result.reconciliation.named.map(({ orderId, totalMinor, paidMinor, name }) => [
      orderId,
      Number(paidMinor - totalMinor),
      name.replace(/:.*/, ''),
    ]);
    assert.deepEqual(
      names,
      [
        [order.interest, 1_333, 'instalmentInterest'],
        [order.oneCentMore, 1, 'rounding'],
        [order.oneCentLess, -1, 'rounding'],
        [order.tooMuch, 300, 'overpaid'],
        [order.tooManyVouchers, 0, 'notTaken'],
        [order.tooLittle, -4_000, 'neverCovered'],
        [order.unpaid, -6_000, 'neverCovered'],
        [order.refused, -9_999_999_900, 'refused'],
      ].toSorted(byPlan),
    );
  });

  it('leaves out what the market refuses, with its reason', () => {
    assert.deepEqual([...result.refused.keys()], [order.refused]);
    const row = result.refused.get(order.refused);
    assert.deepEqual([row?.file, row?.line], ['order_items.csv', 18]);
    assert.match(row?.reason ?? '', /^createProduct: invalid_request; .* at most 7500000\.00 BRL a piece\.$/);
    const { orders, sellers, products } = result.reconciliation.measures;
    assert.deepEqual([orders.expected - orders.found, sellers.expected - sellers.found], [1n, 0n]);
    assert.equal(products.expected - products.found, 1n);
  });

  it('changes nothing when it is run again', async () => {
    const before = await counts();
    const journal = openJournal(file);
    const again = await run(journal);
    journal.close();
    assert.deepEqual(again.reconciliation, result.reconciliation);
    assert.deepEqual(await counts(), before);
  });

  it('finds everything again through the API where the journal knows only how to get in', async () => {
    const before = await counts();
    const { earlier, ...kept } = openJournal(file);
    kept.close();
    const forgetful: Journal = {
      earlier: earlier.filter(({ kind }) => kind === 'operatorKey'),
      write: () => undefined,
      close: () => undefined,
    };
    const again = await run(forgetful);
    assert.deepEqual(again.reconciliation, result.reconciliation);
    assert.deepEqual(await counts(), before);
  });

  const position = new Map<unknown, number>();
  function byPlan(a: unknown[], b: unknown[]): number {
    if (position.size === 0) for (const [at, one] of plan.orders.entries()) position.set(one.record.id, at);
    return (position.get(a[0]) ?? 0) - (position.get(b[0]) ?? 0);
  }

  /** Rows of what there must be neither more nor less of. */
  async function counts(): Promise<Record<string, number>> {
    const { db } = market.composition.market;
    const tables = [
      'person',
      'licence',
      'store',
      'product',
      'sku',
      'checkout',
      'orders',
      'payment',
      'shipment',
      'ledger_entry',
    ] as const;
    const found: Record<string, number> = {};
    for (const table of tables) {
      const row = await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      found[table] = Number(row.count);
    }
    return found;
  }
});

class Killed extends Error {
  override name = 'Killed';
}

/** The journal of a program that is killed before it can write that entry: it writes nothing from then on. */
function dyingAt(journal: Journal, isDeath: (entry: Entry) => boolean): Journal {
  let isDead = false;
  return {
    ...journal,
    write(entry) {
      isDead ||= isDeath(entry);
      if (isDead) throw new Killed();
      journal.write(entry);
    },
  };
}
