/**
 * A replay, from the files to the reconciliation:
 *
 *   plan        the files are read; every step of every order gets its instant (pure)
 *   set up      an operator, the sellers with licences and stores, their goods
 *   trade       step after step in order of time, both clocks set to each step's instant first
 *   compare     the market is read back through its API and compared with the files
 *
 * It may be killed anywhere. The next run plans the same, passes over what the journal says is done, and asks the market about
 * the rest.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@hazumi/market';
import { defaultDocument } from '@hazumi/policy';
import { clearDataFolder, prepareDataFolder } from '../data.ts';
import { StartProblem } from '../start.problem.ts';
import { type ProgressOutput, progressPrinter } from '../start.progress.ts';
import { Refusal } from './api.ts';
import { openReplayClock, type ReplayClock } from './clock.ts';
import { csvLine } from './csv.ts';
import { type Goods, openGoods, readCategories } from './goods.ts';
import { inParallel } from './in-parallel.ts';
import { type Journal, openJournal } from './journal.ts';
import { openReplayMarket, type ReplayMarket } from './market.ts';
import { openOperator } from './operator.ts';
import type { ReplayOptions } from './options.ts';
import { goodsKey, type Plan, type PlannedOrder, planReplay, stepsOf } from './plan.ts';
import { readMarket } from './readback.ts';
import { reconcile } from './reconcile.ts';
import { readRecord, recordCurrency } from './record.read.ts';
import type { RecordSeller, RefusedRow, TradeRecord } from './record.ts';
import { differencesFromFile, type ExpectedSums, reportJson, reportText } from './report.ts';
import { openSellers, type Sellers } from './sellers.ts';
import { openTrade } from './trade.ts';

const dayMs = 86_400_000;
/** Hashing a password takes a core a tenth of a second, on purpose. */
const signUpsAtOnce = 4;
const storesAtOnce = 6;

export interface ReplayRun {
  options: ReplayOptions;
  /** where results are said, a line each */
  say(line: string): void;
  /** progress, and what goes wrong */
  terminal: NodeJS.WritableStream & ProgressOutput;
  /** ends the replay between two steps */
  stopping: AbortSignal;
  machine: Clock;
}

/**
 * Runs a replay and says its results; the last line is JSON. Returns whether all that differs has a name.
 *
 * @throws StartProblem for what the person at the terminal can change; the signal's reason when it was stopped
 */
export async function replay(run: ReplayRun): Promise<boolean> {
  const { options, machine } = run;
  const record = readRecord(options.source);
  const plan = planReplay(record, defaultDocument);
  if (options.parentFolder !== undefined) prepareDataFolder(options.parentFolder);
  if (options.fresh) await clearDataFolder(options.dataFolder);
  prepareDataFolder(options.dataFolder);
  const refusedFile = join(options.dataFolder, 'refused.csv');
  writeRefused(refusedFile, record.refused);
  const first = plan.orders[0];
  if (first === undefined)
    throw new StartProblem(`No order of ${options.source} can be replayed: see ${refusedFile}.`);

  const market = await openReplayMarket({
    dataFolder: options.dataFolder,
    startsAt: new Date(first.timeline.placedAt - dayMs),
    terminal: run.terminal,
  });
  try {
    const journal = openJournal(join(options.dataFolder, 'replay.jsonl'));
    try {
      claimFolder(journal, record, options);
      const operator = await openOperator(market, journal, machine);
      const clock = await openReplayClock(market, operator.caller);
      const orders = plan.orders.slice(
        0,
        Math.max(options.limit ?? plan.orders.length, placedBefore(journal)),
      );
      const shown = progressPrinter(run.terminal);
      const { sellers, goods, unfit } = await setUp({
        ...run,
        market,
        journal,
        record,
        plan,
        orders,
        clock,
        shown,
      });
      const isResumed = !operator.isNew;
      const refused = await trade({
        ...run,
        market,
        journal,
        orders,
        clock,
        shown,
        sellers,
        goods,
        unfit,
        isResumed,
      });
      const found = await readMarket(
        { api: market.api, operator: operator.caller, sellers, secret: market.secret },
        [...plan.goods.keys()],
        recordCurrency,
        (done, total) => shown({ stage: 'Reading the market', done, total }),
      );
      const result = reconcile(orders, new Map([...refused].map(([id, { reason }]) => [id, reason])), found);
      const refusedRows = [...record.refused, ...refused.values()];
      writeRefused(refusedFile, refusedRows);
      run.say(reportText(result, refusedRows.length, refusedFile));
      const isAll = orders.length === plan.orders.length;
      const fromFile = compareWithFile(options.source, isAll, (sums) => differencesFromFile(sums, result));
      run.say(`\n${fromFile.said}\n`);
      const off = found.trialBalance.reduce((sum, { differenceMinor: by }) => sum + (by < 0n ? -by : by), 0n);
      run.say(reportJson(result, off, refusedRows.length));
      return result.unexplained.length === 0 && (fromFile.agrees || record.refused.length > 0);
    } finally {
      journal.close();
    }
  } finally {
    await market.close();
  }
}

/** Notes which record this folder replays, at its first run. */
function claimFolder(journal: Journal, record: TradeRecord, options: ReplayOptions): void {
  const claim = journal.earlier.find((entry) => entry.kind === 'record');
  if (claim === undefined) journal.write({ kind: 'record', digest: record.digest });
  else if (claim.digest !== record.digest) {
    throw new StartProblem(
      `${options.dataFolder} holds the replay of other files: use --data with a folder of its own, or --fresh.`,
    );
  }
}

/** What is in the market already is compared too, also where a smaller limit was asked for now. */
const placedBefore = (journal: Journal): number =>
  new Set(journal.earlier.flatMap((entry) => (entry.kind === 'placed' ? [entry.orderId] : []))).size;

type Shared = ReplayRun & {
  market: ReplayMarket;
  journal: Journal;
  orders: readonly PlannedOrder[];
  clock: ReplayClock;
  shown: ReturnType<typeof progressPrinter>;
};

/** Brings the sellers of these orders to the market, and their goods into their stores. */
async function setUp(
  parts: Shared & { record: TradeRecord; plan: Plan },
): Promise<{ sellers: Sellers; goods: Goods; unfit: Map<string, string> }> {
  const { market, journal, record, plan, orders, clock, shown, stopping } = parts;
  const { api } = market;
  /** by seller, or by seller and product: why the market refuses them */
  const unfit = new Map<string, string>();
  const sellers = openSellers({ api, journal, secret: market.secret });
  const goods = openGoods({
    api,
    journal,
    sellers,
    categories: await readCategories(api),
    products: record.products,
  });
  const neededSellers = [...new Set(orders.flatMap((order) => order.sellerIds))];
  const neededGoods = new Set(
    orders.flatMap((order) => order.lines.map((line) => goodsKey(line.sellerId, line.productId))),
  );

  const each = async (stage: string, atOnce: number, work: (seller: RecordSeller) => Promise<void>) => {
    let done = 0;
    await inParallel(neededSellers, atOnce, async (sellerId) => {
      stopping.throwIfAborted();
      const seller = record.sellers.get(sellerId);
      if (seller !== undefined && !unfit.has(sellerId)) await noting(unfit, sellerId, () => work(seller));
      done += 1;
      shown({ stage, done, total: neededSellers.length });
    });
  };
  await each('Sellers apply', signUpsAtOnce, sellers.apply);
  // The registry is asked, and answers.
  await clock.settle();
  await each('Sellers open their stores', storesAtOnce, async (seller) => {
    const shelf = plan.goods.get(seller.id) ?? [];
    await sellers.open(seller, goods.categoryOf(shelf[0]?.productId ?? ''));
    for (const item of shelf) {
      const key = goodsKey(item.sellerId, item.productId);
      if (neededGoods.has(key)) await noting(unfit, key, () => goods.list(item));
    }
  });
  return { sellers, goods, unfit };
}

async function noting(unfit: Map<string, string>, key: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    unfit.set(key, error.message);
  }
}

/** Does all steps in order of time, and lets everything that follows by itself happen. Returns the orders that the market refused. */
async function trade(
  parts: Shared & { sellers: Sellers; goods: Goods; unfit: ReadonlyMap<string, string>; isResumed: boolean },
): Promise<Map<string, RefusedRow>> {
  const { market, journal, orders, clock, shown, stopping, sellers, goods, unfit, isResumed } = parts;
  const { api, sandbox, secret } = market;
  const steps = stepsOf(orders);
  const work = openTrade({ api, sandbox, journal, sellers, goods, secret, isResumed });
  const refused = new Map<string, RefusedRow>();
  const refusedRow = (line: number, reason: string): RefusedRow => ({
    file: 'order_items.csv',
    line,
    reason,
  });
  for (const entry of journal.earlier) {
    if (entry.kind === 'refused') refused.set(entry.orderId, refusedRow(entry.line, entry.reason));
  }
  for (const [at, step] of steps.entries()) {
    stopping.throwIfAborted();
    const { order } = step;
    if (refused.has(order.record.id)) continue;
    if (work.isDone(step)) {
      if (step.kind === 'place') goods.noteOffers(order);
    } else {
      await clock.advance(step.at);
      const reason = unfitReason(order, unfit) ?? (await refusalOf(() => work.run(step)));
      if (reason !== undefined) {
        const line = order.lines[0]?.line ?? 0;
        journal.write({ kind: 'refused', orderId: order.record.id, line, reason });
        refused.set(order.record.id, refusedRow(line, reason));
      }
    }
    shown({ stage: 'Trade (place, pay, ship, deliver)', done: at + 1, total: steps.length });
  }
  // Delivered orders complete by themselves, unpaid ones expire.
  const { autoCompleteDaysAfterDelivery, slipValidityDays } = defaultDocument.orders;
  const afterDays = Math.max(autoCompleteDaysAfterDelivery, slipValidityDays) + 1;
  await clock.advance((steps.at(-1)?.at ?? 0) + afterDays * dayMs);
  await clock.settle();
  return refused;
}

const unfitReason = (order: PlannedOrder, unfit: ReadonlyMap<string, string>): string | undefined =>
  order.lines
    .map((line) => unfit.get(line.sellerId) ?? unfit.get(goodsKey(line.sellerId, line.productId)))
    .find((reason) => reason !== undefined);

async function refusalOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.message;
  }
}

function writeRefused(file: string, rows: readonly RefusedRow[]): void {
  const lines = rows.map(({ file: name, line, reason }) => csvLine([name, line, reason]));
  writeFileSync(file, csvLine(['file', 'row', 'reason']) + lines.join(''));
}

function compareWithFile(
  source: string,
  isAll: boolean,
  differences: (sums: ExpectedSums) => string[],
): { agrees: boolean; said: string } {
  const file = join(source, 'expected.json');
  if (!existsSync(file)) return { agrees: true, said: 'The folder has no expected.json to compare with.' };
  if (!isAll) return { agrees: true, said: 'expected.json is of all orders and was not compared.' };
  const found = differences(JSON.parse(readFileSync(file, 'utf8')) as ExpectedSums);
  return found.length === 0
    ? { agrees: true, said: 'expected.json agrees.' }
    : { agrees: false, said: `expected.json differs: ${found.join('; ')}.` };
}
