/** A replay in a market that runs: set up, trade, read back, compare. */
import type { Clock } from '@hazumi/market';
import { defaultDocument } from '@hazumi/policy';
import { type ProgressOutput, progressPrinter } from '../start.progress.ts';
import { Refusal } from './api.ts';
import { openReplayClock, type ReplayClock } from './clock.ts';
import type { Journal } from './journal.ts';
import type { ReplayMarket } from './market.ts';
import { openOperator } from './operator.ts';
import { type Plan, type PlannedOrder, stepsOf } from './plan.ts';
import { type Found, readMarket } from './readback.ts';
import { type Reconciliation, reconcile } from './reconcile.ts';
import { recordCurrency } from './record.read.ts';
import type { RefusedRow, TradeRecord } from './record.ts';
import { type Shops, setUpShops } from './set-up.ts';
import { openTrade } from './trade.ts';

const dayMs = 86_400_000;

export interface ReplayWork {
  market: Pick<ReplayMarket, 'api' | 'sandbox' | 'composition' | 'secret'>;
  journal: Journal;
  record: TradeRecord;
  plan: Plan;
  /** those of the plan that are replayed, in its order */
  orders: readonly PlannedOrder[];
  /** where progress is shown */
  terminal: ProgressOutput;
  /** ends the replay between two steps */
  stopping: AbortSignal;
  /** the machine's time */
  machine: Clock;
}

export interface ReplayResult {
  /** by order: the row that stands for it, and why the market refused it */
  refused: Map<string, RefusedRow>;
  found: Found;
  reconciliation: Reconciliation;
}

/** Goes on from wherever an earlier run was killed. @throws the signal's reason when it was stopped */
export async function runReplay(work: ReplayWork): Promise<ReplayResult> {
  const { market, journal, plan, orders } = work;
  const shown = progressPrinter(work.terminal);
  const operator = await openOperator(market, journal, work.machine);
  const clock = await openReplayClock(market, operator.caller);
  const shops = await setUpShops({ ...work, clock, shown });
  const refused = await trade({ ...work, clock, shown, shops, isResumed: !operator.isNew });
  const found = await readMarket(
    { api: market.api, operator: operator.caller, sellers: shops.sellers, secret: market.secret },
    [...plan.goods.keys()],
    recordCurrency,
    (done, total) => shown({ stage: 'Reading the market', done, total }),
  );
  const reasons = new Map([...refused].map(([orderId, { reason }]) => [orderId, reason]));
  return { refused, found, reconciliation: reconcile(orders, reasons, found) };
}

/** Does all steps in order of time, and lets everything that follows by itself happen. Returns the orders that the market refused. */
async function trade(
  parts: ReplayWork & {
    clock: ReplayClock;
    shown: ReturnType<typeof progressPrinter>;
    shops: Shops;
    isResumed: boolean;
  },
): Promise<Map<string, RefusedRow>> {
  const { market, journal, orders, clock, shown, stopping, shops, isResumed } = parts;
  const { sellers, goods } = shops;
  const { api, sandbox, secret } = market;
  const steps = stepsOf(orders);
  const trade = openTrade({ api, sandbox, journal, sellers, goods, secret, isResumed });
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
    if (trade.isDone(step)) {
      if (step.kind === 'place') goods.noteOffers(order);
    } else if (!refused.has(order.record.id)) {
      await clock.advance(step.at);
      const reason = shops.reasonAgainst(order) ?? (await refusalOf(() => trade.run(step)));
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

async function refusalOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.message;
  }
}
