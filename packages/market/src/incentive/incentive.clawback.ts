import { clawback, type PolicyDocument } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { incentiveClawbackEntries } from '../ledger/ledger.postings.ts';
import { accountSums, post } from '../ledger/ledger.repository.ts';
import type { Market } from '../market.ts';
import type { OrderKey } from '../orders/orders.repository.ts';
import { orderMerit, rebateOfLines } from './incentive.amounts.ts';
import {
  type IncentiveRow,
  lockGuard,
  lockOne,
  lockOtherParts,
  type PendingPart,
  pendingParts,
  readLineFacts,
  takeFromParts,
} from './incentive.repository.ts';

/**
 * A part of a private order has gone back to its buyer, perhaps long after its rebate was granted, vested and even paid out: what is left of
 * the order earns the rebate that the rule gives for it, and the rest is taken back, from the sources and in the order that the policy
 * names. Its merit falls to the fee that still stays. In the refund's own transaction, with the order locked and its lines written.
 *
 * While the return window is open there is nothing to take back: the order is judged at its end, as it is then.
 */
export async function clawBackForRefund(
  market: Pick<Market, 'policy'>,
  tx: Tx,
  ctx: Ctx,
  key: OrderKey,
  isWhole: boolean,
): Promise<void> {
  // The row comes with the order's completion: under the order's lock it is there, or will not be before this ends.
  const exists = await tx
    .selectFrom('incentive')
    .select('order_id')
    .where('store_id', '=', key.storeId)
    .where('order_id', '=', key.orderId)
    .executeTakeFirst();
  if (exists === undefined) return;
  await lockGuard(tx, key.storeId);
  const row = await lockOne(tx, key);
  if (row === undefined || row.state === 'pending' || row.state === 'excluded' || row.state === 'clawedBack')
    return;
  await ctx.points.hit('clawback.locked');
  const { number, document } = market.policy.at(ctx.now);
  const lines = await readLineFacts(tx, [key]);
  const left = rebateOfLines(lines, row.currency, 0n, document);
  // The cap held when it was granted: what is left is never more than that.
  const rebateMinor = left.rebateMinor < row.rebate_minor ? left.rebateMinor : row.rebate_minor;
  const outstanding = row.rebate_minor - row.clawed_back_minor;
  const amountMinor = outstanding > rebateMinor ? outstanding - rebateMinor : 0n;
  if (amountMinor > 0n) await takeBack(tx, ctx, row, amountMinor, document, number);
  const probability = row.fraud_probability ?? 0;
  await tx
    .updateTable('incentive')
    .set({
      clawed_back_minor: row.clawed_back_minor + amountMinor,
      merit_minor: isWhole
        ? 0
        : orderMerit({ feePaidMinor: left.feePaidMinor, rebateMinor }, probability, row.currency, document),
      policy_version: number,
      ...(isWhole ? { state: 'clawedBack' as const, due_at: null } : {}),
    })
    .where('store_id', '=', key.storeId)
    .where('order_id', '=', key.orderId)
    .execute();
  await appendEvent(tx, ctx, {
    storeId: key.storeId,
    subjectType: 'incentive',
    subjectId: key.orderId,
    type: 'incentive.clawedBack',
    data: { amountMinor: Number(amountMinor), isWhole, policyVersion: number },
  });
}

async function takeBack(
  tx: Tx,
  ctx: Ctx,
  row: IncentiveRow,
  amountMinor: bigint,
  policy: PolicyDocument,
  policyVersion: number,
): Promise<void> {
  const key = { storeId: row.store_id, orderId: row.order_id };
  const sum = (parts: readonly PendingPart[]): bigint =>
    parts.reduce((total, part) => total + part.left_minor, 0n);
  const own = await pendingParts(tx, key);
  const parts = sum(own) < amountMinor ? [...own, ...(await lockOtherParts(tx, key, row.currency))] : own;
  const { taken, owedMinor } = clawback(
    amountMinor,
    {
      pendingIncentive: sum(parts),
      pendingSettlement: await payableOf(tx, row),
      // No deposit is held in this market yet: nothing books one.
      deposit: 0n,
    },
    policy,
  );
  const from = { pendingIncentive: 0n, pendingSettlement: 0n, deposit: 0n, owed: owedMinor };
  for (const one of taken) from[one.source] = one.amountMinor;
  const partly = divideOver(parts, from.pendingIncentive);
  await takeFromParts(tx, partly);
  const base = { store_id: row.store_id, order_id: row.order_id, at: ctx.now, policy_version: policyVersion };
  const plain = (['pendingSettlement', 'deposit', 'owed'] as const).filter((source) => from[source] > 0n);
  await tx
    .insertInto('incentive_clawback')
    .values([
      ...partly.map(({ part, amountMinor: amount_minor }) => ({
        ...base,
        id: ctx.ids.next(ctx.now),
        source: 'pendingIncentive' as const,
        from_order_id: part.order_id,
        from_part_no: part.part_no,
        amount_minor,
      })),
      ...plain.map((source) => ({
        ...base,
        id: ctx.ids.next(ctx.now),
        source,
        from_order_id: null,
        from_part_no: null,
        amount_minor: from[source],
      })),
    ])
    .execute();
  await post(tx, ctx, policyVersion, [
    {
      id: ctx.ids.next(ctx.now),
      storeId: row.store_id,
      kind: 'incentiveClawback',
      currency: row.currency,
      orderId: row.order_id,
      paymentId: null,
      refundId: null,
      entries: incentiveClawbackEntries(row.store_id, from),
    },
  ]);
}

/** What the market owes the store and has not paid out; nothing where the store owes the market. */
async function payableOf(tx: Tx, row: IncentiveRow): Promise<bigint> {
  const sums = await accountSums(tx, ['merchantPayable'], row.store_id);
  const found = sums.find((one) => one.currency === row.currency);
  const owed = found === undefined ? 0n : found.creditMinor - found.debitMinor;
  return owed > 0n ? owed : 0n;
}

/** Fills an amount from parts, in their order. */
function divideOver(
  parts: readonly PendingPart[],
  amountMinor: bigint,
): { part: PendingPart; amountMinor: bigint }[] {
  let rest = amountMinor;
  return parts.flatMap((part) => {
    const taken = part.left_minor < rest ? part.left_minor : rest;
    rest -= taken;
    return taken > 0n ? { part, amountMinor: taken } : [];
  });
}
