import type { BodyOf, checkoutEndpoints } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { claimKey, storeResource } from '../kernel/idempotency.ts';
import { nilUuid } from '../kernel/ids.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { captureEntries } from '../ledger/ledger.postings.ts';
import { post } from '../ledger/ledger.repository.ts';
import type { Market } from '../market.ts';
import { askProvider, checkEveryMs } from '../payments/payments.ask.ts';
import { providerFor } from '../payments/payments.providers.ts';
import { type CheckoutRow, lockCheckout, paymentsOf, spend } from '../payments/payments.repository.ts';
import { completeIfCovered } from './checkout.completion.ts';
import { pendingOf } from './checkout.read.ts';
import { buyersOf } from './orders.viewer.ts';

type Asked = BodyOf<typeof checkoutEndpoints.payCheckout>;

/**
 * Paying a placed checkout.
 *
 *   1  begin, locked     the checkout is still unpaid and in time; the amounts asked for fit what is left; a row a payment.
 *                        A payment from the balance is taken and booked here and now.
 *   2  ask, outside      each other payment is made at its provider
 *   3  note, locked      where the shopper goes on; or, already, that it is captured (payments.capture.ts)
 *
 * The process may die between any two: the request's repeat, the browser's return, a webhook or the reconciliation goes on from
 * the rows.
 *
 * @throws Problem checkout_expired, already_paid, balance_too_low, invalid_request; provider_unavailable where no provider answered
 *   (the payments stand, and the same key goes on with them)
 */
export async function payCheckout(market: Market, ctx: Ctx, checkoutId: string, asked: Asked): Promise<void> {
  await inTransaction(market.db, async (tx) => {
    const claim = await claimKey(tx, ctx);
    if (claim.kind === 'fresh') {
      await beginPayments(market, tx, ctx, checkoutId, asked);
      await storeResource(tx, ctx, checkoutId);
    }
  });
  const begun = (await paymentsOf(market.db, checkoutId)).filter((payment) => payment.state === 'created');
  const failures = await Promise.all(begun.map((payment) => askProvider(market, ctx, payment)));
  if (failures.some((failure) => failure?.retry))
    throw new Problem('provider_unavailable', { retryAfter: 5 });
}

async function beginPayments(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  checkoutId: string,
  asked: Asked,
): Promise<void> {
  const checkout = await lockCheckout(tx, checkoutId);
  if (checkout === undefined || !buyersOf(ctx.actor).includes(checkout.buyer)) throw notFound();
  if (checkout.state === 'paid') throw new Problem('already_paid');
  if (checkout.state === 'cancelled' || checkout.expires_at <= ctx.now) throw new Problem('checkout_expired');
  let left = checkout.total_minor - checkout.captured_minor - pendingOf(await paymentsOf(tx, checkoutId));
  for (const [at, one] of asked.payments.entries()) {
    const amount = one.amountMinor === undefined ? left : BigInt(one.amountMinor);
    if (amount <= 0n || amount > left) {
      throw new Problem('invalid_request', {
        pointer: `/body/payments/${at}/amountMinor`,
        detail: 'The amounts exceed what is left to pay.',
        data: { leftMinor: Number(left) },
      });
    }
    left -= amount;
    if (one.method === 'balance') await payFromBalance(tx, ctx, checkout, amount);
    else
      await beginPayment(market, tx, ctx, checkout, {
        ...one,
        method: one.method,
        amount,
        returnUrl: asked.returnUrl ?? null,
      });
  }
}

async function payFromBalance(tx: Tx, ctx: Ctx, checkout: CheckoutRow, amount: bigint): Promise<void> {
  const userId = checkout.user_id;
  if (userId === null || ctx.actor.kind !== 'person' || ctx.actor.personId !== userId) {
    throw new Problem('balance_too_low', { detail: 'A guest has no balance.' });
  }
  if (!(await spend(tx, userId, checkout.currency, amount))) throw new Problem('balance_too_low');
  const paymentId = ctx.ids.next(ctx.now);
  await tx
    .insertInto('payment')
    .values({
      ...paymentRow(ctx, checkout, paymentId, amount),
      provider: 'balance',
      method: 'balance',
      state: 'captured',
      captured_minor: amount,
      applied_minor: amount,
      difference_name: 'none',
      captured_at: ctx.now,
    })
    .execute();
  const entries = captureEntries({
    provider: 'balance',
    userId,
    checkoutId: checkout.id,
    amountMinor: amount,
    capturedMinor: amount,
  });
  await post(tx, ctx, checkout.policy_version, [
    {
      id: ctx.ids.next(ctx.now),
      storeId: nilUuid,
      kind: 'capture',
      currency: checkout.currency,
      orderId: null,
      paymentId,
      refundId: null,
      entries,
    },
  ]);
  await completeIfCovered(tx, ctx, checkout, amount);
}

async function beginPayment(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  checkout: CheckoutRow,
  asked: {
    method: 'card' | 'slip' | 'voucher';
    amount: bigint;
    instalments: number;
    returnUrl: string | null;
  },
): Promise<void> {
  const provider = providerFor(market, asked.method);
  const capability = provider.capabilities.methods.find((one) => one.method === asked.method);
  const slipDays = market.policy.at(ctx.now).document.orders.slipValidityDays;
  // A method that is paid later keeps its order, and the other payments of it, waiting as long as it is valid.
  const expiresAt = capability?.isPaidLater
    ? new Date(ctx.now.getTime() + slipDays * 86_400_000)
    : checkout.expires_at;
  if (expiresAt > checkout.expires_at) {
    checkout.expires_at = expiresAt;
    await tx.updateTable('checkout').set({ expires_at: expiresAt }).where('id', '=', checkout.id).execute();
  }
  await tx
    .insertInto('payment')
    .values({
      ...paymentRow(ctx, checkout, ctx.ids.next(ctx.now), asked.amount),
      provider: provider.name,
      method: asked.method,
      instalments: Math.min(asked.instalments, capability?.maxInstalments ?? 1),
      return_url: asked.returnUrl,
      expires_at: expiresAt,
      next_check_at: new Date(ctx.now.getTime() + checkEveryMs),
    })
    .execute();
}

function paymentRow(ctx: Ctx, checkout: CheckoutRow, id: string, amount: bigint) {
  return {
    id,
    checkout_id: checkout.id,
    user_id: checkout.user_id,
    buyer: checkout.buyer,
    currency: checkout.currency,
    amount_minor: amount,
    state: 'created' as const,
    captured_minor: null,
    difference_name: null,
    provider_ref: null,
    redirect_url: null,
    return_url: null,
    locale: ctx.locale,
    failure_code: null,
    created_at: ctx.now,
    captured_at: null,
    expires_at: checkout.expires_at,
    next_check_at: null,
  };
}
