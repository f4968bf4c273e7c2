import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { endPayment } from '../payments/payments.ask.ts';
import { refundUnapplied } from '../payments/payments.refunds.ts';
import {
  type CheckoutRow,
  lockCapturedPayments,
  lockCheckout,
  paymentsOf,
} from '../payments/payments.repository.ts';
import { giveBackClaims } from './placement.coupons.ts';
import { returnPieces } from './stock.ts';

/** A checkout whose payment the provider is still working on waits this much longer, again and again until `mostWaitMs`. */
const waitMs = 5 * 60_000;
const mostWaitMs = 24 * 3_600_000;

/**
 * Ends a locked, unpaid checkout: its orders are cancelled, the stock goes back on the shelf, and what was captured towards it goes back to
 * the shopper. A payment that is captured later finds the checkout ended, and goes back too.
 */
export async function endCheckout(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  checkout: CheckoutRow,
  reason: 'expired' | 'byBuyer',
): Promise<void> {
  await tx.updateTable('checkout').set({ state: 'cancelled' }).where('id', '=', checkout.id).execute();
  const orders = await tx
    .updateTable('orders')
    .set((eb) => ({
      state: 'cancelled',
      cancelled_at: ctx.now,
      cancel_reason: reason,
      version: eb('version', '+', 1),
    }))
    .where('checkout_id', '=', checkout.id)
    .where('state', '=', 'unpaid')
    .returning(['id', 'store_id'])
    .execute();
  for (const payment of await lockCapturedPayments(tx, checkout.id)) {
    if (payment.applied_minor === 0n) continue;
    await tx.updateTable('payment').set({ applied_minor: 0n }).where('id', '=', payment.id).execute();
    // All that was captured goes back, with what was taken beyond the asked amount: nothing was bought with it.
    const rest = (payment.captured_minor ?? 0n) - payment.refunded_minor - payment.applied_minor;
    const back = { unappliedMinor: payment.applied_minor, differenceMinor: rest };
    await refundUnapplied(market, tx, ctx, payment, back, 'checkoutCancelled');
  }
  await returnPieces(
    tx,
    orders.map((order) => ({ storeId: order.store_id, orderId: order.id })),
    true,
  );
  await giveBackClaims(
    tx,
    ctx,
    orders.map((order) => order.id),
  );
  await appendEvent(
    tx,
    ctx,
    ...orders.map((order) => ({
      storeId: order.store_id,
      subjectType: 'order',
      subjectId: order.id,
      type: 'order.cancelled',
      data: { reason, checkoutId: checkout.id },
    })),
  );
}

/**
 * Ends checkouts whose time is over. Providers are asked first, outside any transaction, to end what is under way; money that came
 * at the last moment then completes the checkout instead.
 */
export function expirySweep(market: Market): Sweep {
  return {
    name: 'unpaid checkouts',
    everyMs: 1000,
    async run(ctx) {
      const due = await market.db
        .selectFrom('checkout')
        .select('id')
        .where('state', '=', 'unpaid')
        .where('expires_at', '<=', ctx.now)
        .orderBy('expires_at')
        .limit(50)
        .execute();
      for (const { id } of due) await expireCheckout(market, ctx, id);
      return due.length;
    },
  };
}

async function expireCheckout(market: Market, ctx: Ctx, checkoutId: string): Promise<void> {
  for (const payment of await paymentsOf(market.db, checkoutId)) {
    if (payment.state === 'created' || payment.state === 'pending') await endPayment(market, ctx, payment);
  }
  await inTransaction(market.db, async (tx) => {
    const checkout = await lockCheckout(tx, checkoutId);
    if (checkout === undefined || checkout.state !== 'unpaid' || checkout.expires_at > ctx.now) return;
    const payments = await paymentsOf(tx, checkoutId);
    const underWay = payments.filter((payment) => payment.state === 'created' || payment.state === 'pending');
    const end = Math.max(...payments.map((payment) => payment.expires_at.getTime())) + mostWaitMs;
    if (underWay.length > 0 && ctx.now.getTime() < end) {
      const expiresAt = new Date(ctx.now.getTime() + waitMs);
      await tx.updateTable('checkout').set({ expires_at: expiresAt }).where('id', '=', checkoutId).execute();
      return;
    }
    await endCheckout(market, tx, ctx, checkout, 'expired');
  });
}
