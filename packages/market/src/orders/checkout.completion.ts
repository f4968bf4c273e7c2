import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { orderPaidEntries } from '../ledger/ledger.postings.ts';
import { post } from '../ledger/ledger.repository.ts';
import type { CheckoutRow } from '../payments/payments.repository.ts';

/**
 * Adds an applied amount to a locked, unpaid checkout; once all of it is covered, its orders are paid: state, ledger, events, and the
 * start of the first store's reduced fee, in this transaction. The last step of paying; from here on recovery only goes forward.
 */
export async function completeIfCovered(
  tx: Tx,
  ctx: Ctx,
  checkout: CheckoutRow,
  appliedMinor: bigint,
): Promise<void> {
  const captured = checkout.captured_minor + appliedMinor;
  const isCovered = captured >= checkout.total_minor;
  await tx
    .updateTable('checkout')
    .set({ captured_minor: captured, ...(isCovered ? { state: 'paid' as const, paid_at: ctx.now } : {}) })
    .where('id', '=', checkout.id)
    .execute();
  checkout.captured_minor = captured;
  if (!isCovered) return;
  checkout.state = 'paid';

  const orders = await tx
    .updateTable('orders')
    .set((eb) => ({ state: 'paid', paid_at: ctx.now, version: eb('version', '+', 1) }))
    .where('checkout_id', '=', checkout.id)
    .where('state', '=', 'unpaid')
    .returningAll()
    .execute();
  const sales = await salesOf(tx, checkout.id);
  // Booked under the policy that the order was placed under: its fee and tax are frozen on its lines.
  for (const order of orders) {
    const sale = sales.get(order.id);
    if (sale === undefined) throw new Error(`order ${order.id} has no lines`);
    const entries = orderPaidEntries({ account: 'buyerUnapplied', owner: checkout.id }, sale);
    if (entries.length === 0) continue;
    await post(tx, ctx, order.policy_version, [
      {
        id: ctx.ids.next(ctx.now),
        storeId: order.store_id,
        kind: 'orderPaid',
        currency: order.currency,
        orderId: order.id,
        paymentId: null,
        refundId: null,
        entries,
      },
    ]);
  }
  const storeIds = orders.map((order) => order.store_id).sort();
  await sql`update store set first_paid_at = ${ctx.now} where id in (
    select id from store where id = any(${storeIds}::uuid[]) and first_paid_at is null order by id for update)`.execute(
    tx,
  );
  await appendEvent(
    tx,
    ctx,
    ...orders.map((order) => ({
      storeId: order.store_id,
      subjectType: 'order',
      subjectId: order.id,
      type: 'order.paid',
      data: {
        checkoutId: checkout.id,
        totalMinor: Number(order.total_minor),
        currency: order.currency,
        policyVersion: order.policy_version,
      },
    })),
  );
}

interface Sale {
  storeId: string;
  goodsMinor: bigint;
  goodsTaxMinor: bigint;
  freightMinor: bigint;
  freightTaxMinor: bigint;
  feeMinor: bigint;
  discountMinor: bigint;
}

/** What the lines of a checkout's orders come to, by order. */
async function salesOf(tx: Tx, checkoutId: string): Promise<Map<string, Sale>> {
  const { rows } = await sql<Sale & { orderId: string }>`
    select l.order_id as "orderId", l.store_id as "storeId",
      sum(l.goods_minor)::bigint as "goodsMinor", sum(l.goods_tax_minor)::bigint as "goodsTaxMinor",
      sum(l.freight_minor)::bigint as "freightMinor", sum(l.freight_tax_minor)::bigint as "freightTaxMinor",
      sum(l.fee_minor)::bigint as "feeMinor",
      sum(l.discount_minor)::bigint as "discountMinor"
    from orders o join order_line l on l.store_id = o.store_id and l.order_id = o.id
    where o.checkout_id = ${checkoutId} group by l.store_id, l.order_id`.execute(tx);
  return new Map(rows.map((row) => [row.orderId, row]));
}
