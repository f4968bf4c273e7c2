import type { Ctx } from '../kernel/context.ts';
import { inTransaction } from '../kernel/database.ts';
import { claimKey, storeResource } from '../kernel/idempotency.ts';
import { Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { askProvider, checkEveryMs } from './payments.ask.ts';
import { providerFor } from './payments.providers.ts';
import { findPayment, type PaymentRow } from './payments.repository.ts';

/**
 * Begins to fill a person's balance: our row first, under the request's key; then the provider, outside the transaction.
 * A repeat goes on where the first try stopped.
 *
 * @throws Problem provider_unavailable where the provider gave no answer: the same key may be tried again
 */
export async function beginTopUp(
  market: Market,
  ctx: Ctx,
  personId: string,
  topUp: {
    amountMinor: bigint;
    currency: string;
    method: 'card' | 'slip' | 'voucher';
    returnUrl: string | null;
  },
): Promise<PaymentRow> {
  const policy = market.policy.at(ctx.now).document;
  const paymentId = await inTransaction(market.db, async (tx) => {
    const claim = await claimKey(tx, ctx);
    if (claim.kind === 'resume') return claim.resourceId;
    const provider = providerFor(market, topUp.method);
    const id = ctx.ids.next(ctx.now);
    const validMs =
      topUp.method === 'slip'
        ? policy.orders.slipValidityDays * 86_400_000
        : policy.orders.unpaidExpiryMinutes * 60_000;
    await tx
      .insertInto('payment')
      .values({
        id,
        checkout_id: null,
        user_id: personId,
        buyer: ctx.actorName,
        provider: provider.name,
        method: topUp.method,
        currency: topUp.currency,
        amount_minor: topUp.amountMinor,
        state: 'created',
        captured_minor: null,
        difference_name: null,
        provider_ref: null,
        redirect_url: null,
        return_url: topUp.returnUrl,
        locale: ctx.locale,
        failure_code: null,
        created_at: ctx.now,
        captured_at: null,
        expires_at: new Date(ctx.now.getTime() + validMs),
        next_check_at: new Date(ctx.now.getTime() + checkEveryMs),
      })
      .execute();
    await storeResource(tx, ctx, id);
    return id;
  });
  const begun = (await findPayment(market.db, paymentId)) as PaymentRow;
  if (begun.state !== 'created') return begun;
  const failure = await askProvider(market, ctx, begun);
  if (failure?.retry) throw new Problem('provider_unavailable', { retryAfter: 5 });
  return (await findPayment(market.db, paymentId)) as PaymentRow;
}
