import { type Exclusion, exclusions, type PolicyDocument, vestingParts } from '@hazumi/policy';
import { rewardFacts } from '../fraud/fraud.facts.ts';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { incentiveGrantedEntries } from '../ledger/ledger.postings.ts';
import { post } from '../ledger/ledger.repository.ts';
import type { Market } from '../market.ts';
import { grantedIn, type LineAmounts, orderMerit, rebateOfLines } from './incentive.amounts.ts';
import {
  type Decision,
  type Granted,
  type IncentiveRow,
  type LineFacts,
  lockDue,
  lockLicences,
  readLineFacts,
  readMonths,
  writeDecisions,
  writeMonths,
} from './incentive.repository.ts';

const dayMs = 86_400_000;
const mostAtOnce = 200;

/**
 * Decides about private orders whose return window is over: each earns its rebate and its merit, or nothing, for reasons that are stored.
 *
 * The rows are locked first. A refund that comes meanwhile waits at its order's row and then takes back what was granted; one that came
 * before is read here.
 *
 * @returns how many were decided
 */
export async function clearDue(market: Market, ctx: Ctx, limit = mostAtOnce): Promise<number> {
  return inTransaction(market.db, async (tx) => {
    const due = await lockDue(tx, 'pending', ctx.now, limit);
    if (due.length === 0) return 0;
    const { number, document } = market.policy.at(ctx.now);
    const names = due.map((row) => ({ storeId: row.store_id, orderId: row.order_id }));
    const facts = await rewardFacts(tx, names, ctx.now, document);
    const found = Map.groupBy(
      exclusions(facts.orders, facts.otherPayments, document),
      ({ orderId }) => orderId,
    );
    const lines = Map.groupBy(await readLineFacts(tx, names), ({ order_id }) => order_id);
    const isExcluded = (row: IncentiveRow): boolean => (found.get(row.order_id) ?? []).length > 0;
    const licences = due.filter((row) => !isExcluded(row)).map((row) => row.licence_id);
    await lockLicences(tx, licences);
    const months = await monthsOf(tx, licences);
    const decisions = due.map((row): Decision => {
      const order = facts.asked.get(row.order_id);
      if (order === undefined) throw new Error(`order ${row.order_id} completed and was never paid`);
      const common = {
        key: { storeId: row.store_id, orderId: row.order_id },
        buyerPrincipal: order.buyerPrincipal,
        sellerPrincipal: order.sellerPrincipal,
        fraudProbability: order.fraudProbability,
      };
      const own = lines.get(row.order_id) ?? [];
      return isExcluded(row)
        ? { ...common, ...excluded(own, row.currency, found.get(row.order_id) ?? [], document) }
        : { ...common, ...granted(row, own, months, order.fraudProbability, document) };
    });
    await writeDecisions(tx, decisions, ctx.now, number);
    await writeMonths(tx, [...months.values()].flat());
    await book(tx, ctx, number, due, decisions);
    await ctx.points.hit('incentive.granted');
    return due.length;
  });
}

type Decided = Omit<Decision, 'key' | 'buyerPrincipal' | 'sellerPrincipal' | 'fraudProbability'>;

function excluded(
  lines: readonly LineAmounts[],
  currency: string,
  reasons: readonly Exclusion[],
  policy: PolicyDocument,
): Decided {
  const { baseMinor, feePaidMinor } = rebateOfLines(lines, currency, 0n, policy);
  return {
    state: 'excluded',
    dueAt: null,
    month: null,
    baseMinor,
    feePaidMinor,
    rebateMinor: 0n,
    limitedBy: null,
    meritMinor: 0,
    parts: [],
    exclusions: reasons,
  };
}

/** What was granted by licence and month, 'licence month': read under the licences' locks, and raised as this batch grants. */
type Months = Map<string, Granted[]>;

async function monthsOf(tx: Tx, licenceIds: readonly string[]): Promise<Months> {
  const rows = await readMonths(tx, licenceIds);
  return new Map(Map.groupBy(rows, (row) => `${row.licence_id} ${row.month}`));
}

function granted(
  row: IncentiveRow,
  lines: readonly LineFacts[],
  months: Months,
  fraudProbability: number,
  policy: PolicyDocument,
): Decided {
  // The month in which the window ended, however late the sweep comes.
  const month = `${row.window_ends_at.toISOString().slice(0, 7)}-01`;
  const name = `${row.licence_id} ${month}`;
  const before = months.get(name) ?? [];
  const { currency } = row;
  const order = rebateOfLines(lines, currency, grantedIn(currency, before, policy), policy);
  const sameCurrency = before.find((one) => one.currency === currency);
  if (sameCurrency !== undefined) sameCurrency.granted_minor += order.rebateMinor;
  else if (order.rebateMinor > 0n)
    months.set(name, [
      ...before,
      { licence_id: row.licence_id, month, currency, granted_minor: order.rebateMinor },
    ]);
  const parts = vestingParts(order.rebateMinor, policy).map(({ day, amountMinor }) => ({
    dueAt: new Date(row.window_ends_at.getTime() + day * dayMs),
    amountMinor,
  }));
  return {
    ...order,
    state: 'cleared',
    dueAt: parts[0]?.dueAt ?? null,
    month,
    meritMinor: orderMerit(order, fraudProbability, currency, policy),
    parts,
    exclusions: [],
  };
}

async function book(
  tx: Tx,
  ctx: Ctx,
  policyVersion: number,
  due: readonly IncentiveRow[],
  decisions: readonly Decision[],
): Promise<void> {
  const bookings = decisions.flatMap((decision, at) => {
    const { storeId, orderId } = decision.key;
    const entries = incentiveGrantedEntries(storeId, decision.rebateMinor);
    if (entries.length === 0) return [];
    return {
      id: ctx.ids.next(ctx.now),
      storeId,
      kind: 'incentiveGranted' as const,
      currency: (due[at] as IncentiveRow).currency,
      orderId,
      paymentId: null,
      refundId: null,
      entries,
    };
  });
  await post(tx, ctx, policyVersion, bookings);
  await appendEvent(
    tx,
    ctx,
    ...decisions.map((decision) => ({
      storeId: decision.key.storeId,
      subjectType: 'incentive',
      subjectId: decision.key.orderId,
      type: decision.state === 'cleared' ? 'incentive.cleared' : 'incentive.excluded',
      data: {
        policyVersion,
        rebateMinor: Number(decision.rebateMinor),
        ...(decision.exclusions.length === 0
          ? {}
          : { reasons: decision.exclusions.map(({ reason }) => reason) }),
      },
    })),
  );
}
