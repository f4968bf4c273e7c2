import { type AnswerInput, type checkoutEndpoints, toPublicId } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import type { Db, Tx } from '../kernel/database.ts';
import { notFound } from '../kernel/problem.ts';
import { presentPayment } from '../payments/payments.present.ts';
import { type CheckoutRow, paymentsOf } from '../payments/payments.repository.ts';
import { buyersOf } from './orders.viewer.ts';

/**
 * The checkout, if it is the actor's own.
 *
 * @throws Problem not_found for one that is somebody else's or nobody's
 */
export async function ownCheckout(db: Db | Tx, ctx: Ctx, checkoutId: string): Promise<CheckoutRow> {
  const buyers = buyersOf(ctx.actor);
  const checkout =
    buyers.length === 0
      ? undefined
      : await db
          .selectFrom('checkout')
          .selectAll()
          .where('id', '=', checkoutId)
          .where('buyer', 'in', buyers)
          .executeTakeFirst();
  if (checkout === undefined) throw notFound();
  return checkout;
}

/** A checkout with its orders and payments as they stand now. */
export async function presentCheckout(
  db: Db | Tx,
  ctx: Ctx,
  checkoutId: string,
): Promise<AnswerInput<typeof checkoutEndpoints.getCheckout>> {
  const checkout = await ownCheckout(db, ctx, checkoutId);
  const orders = await db
    .selectFrom('orders as o')
    .innerJoin('store as s', 's.id', 'o.store_id')
    .select([
      'o.id',
      'o.store_id',
      'o.number',
      'o.state',
      'o.goods_minor',
      'o.freight_minor',
      'o.tax_minor',
      'o.total_minor',
      's.names',
    ])
    .where('o.checkout_id', '=', checkoutId)
    .orderBy('o.id')
    .execute();
  const payments = await paymentsOf(db, checkoutId);
  const pending = pendingOf(payments);
  const remaining = checkout.total_minor - checkout.captured_minor - pending;
  return {
    id: toPublicId('checkout', checkout.id),
    state: checkout.state,
    currency: checkout.currency,
    totalMinor: Number(checkout.total_minor),
    capturedMinor: Number(checkout.captured_minor),
    pendingMinor: Number(pending),
    remainingMinor: checkout.state === 'unpaid' && remaining > 0n ? Number(remaining) : 0,
    placedAt: checkout.placed_at.toISOString(),
    expiresAt: checkout.expires_at.toISOString(),
    paidAt: checkout.paid_at?.toISOString() ?? null,
    orders: orders.map((order) => ({
      orderId: toPublicId('order', order.id),
      storeId: toPublicId('store', order.store_id),
      number: order.number,
      storeName: order.names,
      state: order.state,
      goodsMinor: Number(order.goods_minor),
      freightMinor: Number(order.freight_minor),
      taxMinor: Number(order.tax_minor),
      totalMinor: Number(order.total_minor),
    })),
    payments: payments.map(presentPayment),
  };
}

/** What payments under way may still bring. */
export function pendingOf(payments: readonly { state: string; amount_minor: bigint }[]): bigint {
  return payments
    .filter((payment) => payment.state === 'created' || payment.state === 'pending')
    .reduce((sum, payment) => sum + payment.amount_minor, 0n);
}
