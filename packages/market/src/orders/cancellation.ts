import { endpoints, fromPublicId } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { registerIdempotent } from '../kernel/http.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { lockCheckout, paymentsOf } from '../payments/payments.repository.ts';
import { endCheckout } from './checkout.ending.ts';
import {
  lockOrder,
  type OrderKey,
  type OrderLineRow,
  type OrderRow,
  readLines,
} from './orders.repository.ts';
import { myOrder, showOrder } from './orders.service.ts';
import { settleShipping } from './orders.shipping.ts';
import { moveOrder } from './orders.transition.ts';
import { buyerViewer, staffViewer } from './orders.viewer.ts';
import { allThatIsLeft, refundLines, refundsAsked } from './refunding.ts';
import { returnPieces } from './stock.ts';

/** The three ways back: the buyer cancels, the seller cannot deliver, the seller refunds. */
export function registerCancellation(market: Market): void {
  registerIdempotent(market, endpoints.cancelMyOrder, async (ctx, { params, body }, tx) => {
    const key = await myOrder(tx, ctx, orderIdOf(params));
    await cancelByBuyer(market, tx, ctx, key, body.reason);
    return showOrder(tx, ctx, market.policy, key, buyerViewer);
  });

  registerIdempotent(market, endpoints.cancelStoreOrder, async (ctx, { params, body, scope }, tx) => {
    const key = { storeId: scope.storeId, orderId: orderIdOf(params) };
    const { order, lines } = await lockWithCheckout(tx, key);
    if (order.state !== 'paid') throw wrongState(order);
    await refundLines(market, tx, ctx, order, allThatIsLeft(lines), body.reason);
    // The seller doesn't have the goods: the pieces leave what was received, and nobody can buy them again.
    await returnPieces(tx, [key], false);
    await end(tx, ctx, key, order, 'stockOutCancelled', body.reason);
    return showOrder(tx, ctx, market.policy, key, staffViewer(ctx, scope));
  });

  registerIdempotent(market, endpoints.refundOrder, async (ctx, { params, body, scope }, tx) => {
    const key = { storeId: scope.storeId, orderId: orderIdOf(params) };
    const { order, lines } = await lockWithCheckout(tx, key);
    if (!['paid', 'partShipped', 'shipped', 'complete'].includes(order.state)) throw wrongState(order);
    const refunds = body.lines === undefined ? allThatIsLeft(lines) : refundsAsked(lines, body.lines);
    const isWhole = await refundLines(market, tx, ctx, order, refunds, body.reason);
    if (isWhole) await end(tx, ctx, key, order, 'refunded', body.reason);
    else await settleShipping(tx, ctx, key);
    return showOrder(tx, ctx, market.policy, key, staffViewer(ctx, scope));
  });
}

/** Locks the order's checkout and then the order: the order of locks that payments take too. */
async function lockWithCheckout(tx: Tx, key: OrderKey): Promise<{ order: OrderRow; lines: OrderLineRow[] }> {
  const found = await tx
    .selectFrom('orders')
    .select('checkout_id')
    .where('store_id', '=', key.storeId)
    .where('id', '=', key.orderId)
    .executeTakeFirst();
  if (found === undefined) throw notFound();
  await lockCheckout(tx, found.checkout_id);
  const order = await lockOrder(tx, key);
  if (order === undefined) throw notFound();
  return { order, lines: await readLines(tx, key) };
}

async function cancelByBuyer(market: Market, tx: Tx, ctx: Ctx, key: OrderKey, asked: string): Promise<void> {
  const { order, lines } = await lockWithCheckout(tx, key);
  const reason = asked === '' ? 'byBuyer' : asked;
  if (order.state === 'unpaid') return leaveCheckout(market, tx, ctx, key, order, reason);
  if (order.state !== 'paid' || !market.policy.at(ctx.now).document.orders.buyerMayCancelPaid)
    throw wrongState(order);
  await refundLines(market, tx, ctx, order, allThatIsLeft(lines), reason);
  await returnPieces(tx, [key], true);
  await end(tx, ctx, key, order, 'cancelled', reason);
}

/**
 * An unpaid order leaves its checkout, which then asks for less; the last one ends it. While a payment is under way for the whole
 * sum, its share cannot be told apart: the shopper may cancel the whole checkout instead.
 */
async function leaveCheckout(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  key: OrderKey,
  order: OrderRow,
  reason: string,
): Promise<void> {
  const checkout = await lockCheckout(tx, order.checkout_id);
  if (checkout === undefined) throw new Error(`order ${order.id} has no checkout`);
  const payments = await paymentsOf(tx, checkout.id);
  if (payments.some((payment) => ['created', 'pending', 'captured'].includes(payment.state))) {
    throw new Problem('state_conflict', {
      detail: 'A payment is under way; cancel the whole checkout instead.',
    });
  }
  const left = checkout.total_minor - order.total_minor;
  if (left === 0n) return endCheckout(market, tx, ctx, checkout, 'byBuyer');
  await tx.updateTable('checkout').set({ total_minor: left }).where('id', '=', checkout.id).execute();
  await returnPieces(tx, [key], true);
  await end(tx, ctx, key, order, 'cancelled', reason);
}

async function end(
  tx: Tx,
  ctx: Ctx,
  key: OrderKey,
  order: OrderRow,
  to: 'cancelled' | 'stockOutCancelled' | 'refunded',
  reason: string,
): Promise<void> {
  const times = to === 'refunded' ? {} : { cancelled_at: ctx.now, cancel_reason: reason };
  const type = to === 'refunded' ? 'order.fullyRefunded' : 'order.cancelled';
  await moveOrder(tx, ctx, {
    key,
    from: order.state,
    to,
    set: times,
    event: { type, data: { reason, state: to } },
  });
}

const orderIdOf = (params: { orderId: string }): string => fromPublicId('order', params.orderId) as string;

function wrongState(order: OrderRow): Problem {
  return new Problem('state_conflict', { data: { state: order.state } });
}
