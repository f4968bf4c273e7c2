import { orderStates } from '@hazumi/policy';
import { type RawBuilder, sql } from 'kysely';
import { openIncentives } from '../incentive/incentive.opening.ts';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { lockOrder, type OrderKey } from './orders.repository.ts';
import { moveOrder } from './orders.transition.ts';

/**
 * The shopper has the goods: the order is complete. Said twice it stays complete.
 *
 * @throws Problem not_found; state_conflict where not everything is shipped
 */
export async function confirmReceipt(
  market: Pick<Market, 'policy'>,
  tx: Tx,
  ctx: Ctx,
  key: OrderKey,
): Promise<void> {
  const order = await lockOrder(tx, key);
  if (order === undefined) throw notFound();
  if (order.state === 'complete') return;
  if (!orderStates.canTransition(order.state, 'complete', 'buyer')) {
    throw new Problem('state_conflict', {
      detail: `An order that is ${order.state} cannot be complete.`,
      data: { state: order.state },
    });
  }
  await moveOrder(tx, ctx, {
    key,
    from: order.state,
    to: 'complete',
    set: { completed_at: ctx.now },
    event: { type: 'order.completed', data: { cause: 'receiptConfirmed' } },
  });
  await openIncentives(market, tx, ctx, [key]);
}

const dayMs = 86_400_000;
const mostAtOnce = 200;

/**
 * Completes orders by themselves when their time is over (rule `autoCompleteAt`): some days after delivery or, as long as no
 * carrier told of one, after shipment. The policy of that moment says how many days.
 */
export function completionSweep(market: Pick<Market, 'db' | 'policy'>): Sweep {
  return {
    name: 'orders.completion',
    everyMs: 60_000,
    async run(ctx) {
      const { number, document } = market.policy.at(ctx.now);
      const daysAgo = (days: number): Date => new Date(ctx.now.getTime() - days * dayMs);
      const deliveredBy = daysAgo(document.orders.autoCompleteDaysAfterDelivery);
      const shippedBy = daysAgo(document.orders.autoCompleteDaysAfterShipment);
      return inTransaction(market.db, async (tx) => {
        const delivered = await completeDue(
          tx,
          ctx,
          sql`delivered_at <= ${deliveredBy} order by delivered_at`,
        );
        const shipped = await completeDue(
          tx,
          ctx,
          sql`delivered_at is null and shipped_at <= ${shippedBy} order by shipped_at`,
        );
        const events = [
          ...delivered.map((key) => completed(key, 'deliveredLongAgo', number)),
          ...shipped.map((key) => completed(key, 'shippedLongAgo', number)),
        ];
        await appendEvent(tx, ctx, ...events);
        await openIncentives(market, tx, ctx, [...delivered, ...shipped]);
        return events.length;
      });
    },
  };
}

/**
 * Completes shipped orders that are due, those that have waited longest first. Served by the indexes orders_delivered and
 * orders_undelivered. Orders that somebody else holds are left for the next round.
 */
async function completeDue(tx: Tx, ctx: Ctx, due: RawBuilder<unknown>): Promise<OrderKey[]> {
  const { rows } = await sql<OrderKey>`
    with due as (
      select store_id, id from orders where state = 'shipped' and ${due}
      limit ${mostAtOnce} for update skip locked
    )
    update orders o set state = 'complete', completed_at = ${ctx.now}, version = o.version + 1
    from due where o.store_id = due.store_id and o.id = due.id
    returning o.store_id as "storeId", o.id as "orderId"`.execute(tx);
  return rows;
}

const completed = (key: OrderKey, cause: string, policyVersion: number) => ({
  storeId: key.storeId,
  subjectType: 'order',
  subjectId: key.orderId,
  type: 'order.completed',
  data: { cause, policyVersion },
});
