import { returnWindowEndsAt } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import type { Market } from '../market.ts';
import type { OrderKey } from '../orders/orders.repository.ts';
import { type CompletedLine, completedPrivateLines, insertPending } from './incentive.repository.ts';

/**
 * Orders have completed: those of them that are private wait for the end of their return window from now on, which is that of the line
 * that can be returned longest. In the transaction that completes them.
 */
export async function openIncentives(
  market: Pick<Market, 'policy'>,
  tx: Tx,
  ctx: Ctx,
  keys: readonly OrderKey[],
): Promise<void> {
  if (keys.length === 0) return;
  const lines = await completedPrivateLines(tx, keys);
  if (lines.length === 0) return;
  const { number, document } = market.policy.at(ctx.now);
  const endOf = (line: CompletedLine): Date =>
    returnWindowEndsAt(line.delivered_at ?? line.completed_at, line.category_path ?? [], document);
  const orders = Map.groupBy(lines, ({ order_id }) => order_id);
  await insertPending(
    tx,
    [...orders.values()].map((own) => {
      const { store_id, order_id, licence_id, currency, completed_at } = own[0] as CompletedLine;
      const window_ends_at = new Date(Math.max(...own.map((line) => endOf(line).getTime())));
      return {
        store_id,
        order_id,
        licence_id,
        currency,
        completed_at,
        window_ends_at,
        policy_version: number,
      };
    }),
  );
}

/**
 * Opens what completed before this market had an incentive. Everything since opens with its completion; this looks back as far as something
 * could still be waiting.
 */
export async function openMissed(market: Market, ctx: Ctx): Promise<number> {
  const { document } = market.policy.at(ctx.now);
  const days = Math.max(...document.incentive.vestingDays) + document.effectiveStore.windowDays;
  const since = new Date(ctx.now.getTime() - days * 86_400_000);
  return inTransaction(market.db, async (tx) => {
    const { rows } = await sql<OrderKey>`
      select o.store_id as "storeId", o.id as "orderId" from orders o
      where o.source_class = 'private' and o.paid_at >= ${since} and o.completed_at is not null
        and not exists (select from incentive i where i.store_id = o.store_id and i.order_id = o.id)`.execute(
      tx,
    );
    await openIncentives(market, tx, ctx, rows);
    return rows.length;
  });
}
