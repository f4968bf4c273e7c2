import type { Ctx } from '../kernel/context.ts';
import { inTransaction } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { incentiveVestedEntries } from '../ledger/ledger.postings.ts';
import { post } from '../ledger/ledger.repository.ts';
import type { Market } from '../market.ts';
import { lockDue, settleVested, vestParts } from './incentive.repository.ts';

const mostAtOnce = 200;

/**
 * Vests the parts of granted rebates whose day has come: from then on they are the merchant's. Locked by order, so that a refund either
 * takes a part before it vests, or afterwards from the merchant's balance.
 *
 * @returns for how many orders something vested
 */
export async function vestDue(market: Market, ctx: Ctx): Promise<number> {
  return inTransaction(market.db, async (tx) => {
    const due = await lockDue(tx, 'cleared', ctx.now, mostAtOnce);
    if (due.length === 0) return 0;
    const keys = due.map((row) => ({ storeId: row.store_id, orderId: row.order_id }));
    const parts = Map.groupBy(await vestParts(tx, keys, ctx.now), ({ order_id }) => order_id);
    await settleVested(tx, keys);
    const { number } = market.policy.at(ctx.now);
    const vested = due.map((row) => ({
      row,
      amountMinor: (parts.get(row.order_id) ?? []).reduce((sum, part) => sum + part.vested_minor, 0n),
    }));
    await post(
      tx,
      ctx,
      number,
      vested
        .filter(({ amountMinor }) => amountMinor > 0n)
        .map(({ row, amountMinor }) => ({
          id: ctx.ids.next(ctx.now),
          storeId: row.store_id,
          kind: 'incentiveVested' as const,
          currency: row.currency,
          orderId: row.order_id,
          paymentId: null,
          refundId: null,
          entries: incentiveVestedEntries(row.store_id, amountMinor),
        })),
    );
    await appendEvent(
      tx,
      ctx,
      ...vested.map(({ row, amountMinor }) => ({
        storeId: row.store_id,
        subjectType: 'incentive',
        subjectId: row.order_id,
        type: 'incentive.vested',
        data: {
          amountMinor: Number(amountMinor),
          parts: (parts.get(row.order_id) ?? []).map(({ part_no }) => part_no).sort((a, b) => a - b),
          policyVersion: number,
        },
      })),
    );
    await ctx.points.hit('incentive.vesting');
    return due.length;
  });
}
