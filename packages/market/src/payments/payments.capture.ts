import { captureDifference } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { nilUuid } from '../kernel/ids.ts';
import { captureEntries, topUpEntries } from '../ledger/ledger.postings.ts';
import { post } from '../ledger/ledger.repository.ts';
import type { Market } from '../market.ts';
import { completeIfCovered } from '../orders/checkout.completion.ts';
import { refundUnapplied } from './payments.refunds.ts';
import {
  type CheckoutRow,
  findPayment,
  giveBack,
  lockCheckout,
  lockPayment,
  type PaymentRow,
} from './payments.repository.ts';
import { settle } from './payments.settlement.ts';
import type { ProviderPayment } from './provider/port.ts';

/**
 * The one door for what a provider says of a payment, whoever brings it: the shopper's browser, a webhook, the reconciliation. It is
 * idempotent, so all three may come at once and in any order, and the first one books.
 *
 *   lock the checkout, then the payment          rivals wait here and then find the work done
 *   captured   -> the money is booked; the checkout is completed once it is covered;
 *                 money for which there is no order any more goes back
 *   over       -> failed, expired, cancelled: only while nothing was captured
 *   under way  -> where the shopper goes on is noted
 */
export async function applyProviderState(
  market: Market,
  ctx: Ctx,
  paymentId: string,
  said: ProviderPayment,
): Promise<void> {
  const known = await findPayment(market.db, paymentId);
  // A captured payment is settled for good: no need to lock anything to hear it again.
  if (known === undefined || known.state === 'captured') return;
  await ctx.points.hit('finalize.begin');
  await inTransaction(market.db, async (tx) => {
    const checkout = known.checkout_id === null ? undefined : await lockCheckout(tx, known.checkout_id);
    await ctx.points.hit('finalize.locked');
    const payment = await lockPayment(tx, paymentId);
    if (payment === undefined || payment.state === 'captured') return;
    if (said.status === 'captured') await capture(market, tx, ctx, payment, checkout, said);
    else if (said.status === 'pending' || said.status === 'processing') await noteUnderWay(tx, payment, said);
    else await close(tx, ctx, payment, said);
    await ctx.points.hit('finalize.booked');
  });
}

async function capture(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  checkout: CheckoutRow | undefined,
  said: ProviderPayment,
): Promise<void> {
  const policy = market.policy.at(ctx.now);
  const captured = said.capturedMinor;
  const difference = captureDifference(
    { requestedMinor: payment.amount_minor, capturedMinor: captured, instalments: said.instalments },
    policy.document,
  );
  // An amount that the policy doesn't take as payment counts as none: all of it goes back.
  const isWanted = checkout?.state === 'unpaid' && (difference.accepted || difference.name === 'underpaid');
  const settled = settle({
    requestedMinor: payment.amount_minor,
    capturedMinor: captured,
    // What was paid beyond what was asked, without a name for it, stays the shopper's.
    isDifferenceAccepted: difference.accepted && difference.name !== 'overpaid',
    roomMinor: isWanted ? checkout.total_minor - checkout.captured_minor : 0n,
  });
  const state = {
    state: 'captured' as const,
    captured_minor: captured,
    applied_minor: settled.appliedMinor,
    instalments: said.instalments,
    difference_name: difference.name,
    captured_at: ctx.now,
    next_check_at: null,
    provider_ref: said.id,
    failure_code: null,
  };
  await tx.updateTable('payment').set(state).where('id', '=', payment.id).execute();
  const transaction = {
    id: ctx.ids.next(ctx.now),
    storeId: nilUuid,
    currency: payment.currency,
    orderId: null,
    paymentId: payment.id,
    refundId: null,
  };
  await appendEvent(tx, ctx, {
    subjectType: 'payment',
    subjectId: payment.id,
    type: 'payment.captured',
    data: { checkoutId: payment.checkout_id, capturedMinor: Number(captured), difference: difference.name },
  });
  if (checkout === undefined) {
    const userId = payment.user_id as string;
    const entries = topUpEntries({ provider: payment.provider, userId, capturedMinor: captured });
    await post(tx, ctx, policy.number, [{ ...transaction, kind: 'topUp', entries }]);
    await giveBack(tx, userId, payment.currency, captured);
    return;
  }
  const entries = captureEntries({
    provider: payment.provider,
    userId: payment.user_id,
    checkoutId: checkout.id,
    amountMinor: settled.appliedMinor + settled.excessMinor,
    capturedMinor: captured,
  });
  await post(tx, ctx, policy.number, [{ ...transaction, kind: 'capture', entries }]);
  if (settled.excessMinor > 0n) {
    const reason = checkout.state === 'cancelled' ? 'capturedTooLate' : 'overpaid';
    const back = { unappliedMinor: settled.excessMinor, differenceMinor: 0n };
    await refundUnapplied(market, tx, ctx, { ...payment, ...state }, back, reason);
  }
  if (settled.appliedMinor > 0n) await completeIfCovered(tx, ctx, checkout, settled.appliedMinor);
}

async function noteUnderWay(tx: Tx, payment: PaymentRow, said: ProviderPayment): Promise<void> {
  if (payment.state !== 'created') return;
  await tx
    .updateTable('payment')
    .set({ state: 'pending', provider_ref: said.id, redirect_url: said.redirectUrl })
    .where('id', '=', payment.id)
    .execute();
}

async function close(tx: Tx, ctx: Ctx, payment: PaymentRow, said: ProviderPayment): Promise<void> {
  if (payment.state !== 'created' && payment.state !== 'pending') return;
  const state = said.status as 'failed' | 'expired' | 'cancelled';
  await tx
    .updateTable('payment')
    .set({ state, failure_code: said.failureCode, next_check_at: null, provider_ref: said.id })
    .where('id', '=', payment.id)
    .execute();
  await appendEvent(tx, ctx, {
    subjectType: 'payment',
    subjectId: payment.id,
    type: `payment.${state}`,
    data: { checkoutId: payment.checkout_id, failureCode: said.failureCode },
  });
}
