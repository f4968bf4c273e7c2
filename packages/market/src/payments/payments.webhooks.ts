import type { Ctx } from '../kernel/context.ts';
import { Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { applyProviderState } from './payments.capture.ts';
import { applyRefundState, refundIdOf } from './payments.refunds.ts';
import type { PaymentProvider } from './provider/port.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Takes one event of a provider. What it says is applied first, by the same idempotent doors that browser and reconciliation use,
 * and the receipt is written after: a process that dies between them leaves an event that the provider sends again, to no harm.
 *
 * @throws Problem unauthenticated where signature or age do not fit: nothing was done
 */
export async function receiveWebhook(
  market: Market,
  ctx: Ctx,
  provider: PaymentProvider,
  headers: Headers,
  rawBody: Uint8Array,
): Promise<void> {
  const reading = provider.parseWebhook(headers, rawBody);
  // A kind of event that we don't know is well signed and not for us: it is taken, or it would come again and again.
  if (!reading.ok && reading.reason === 'type_unknown') return;
  if (!reading.ok) {
    market.log.warn({ provider: provider.name, reason: reading.reason }, 'a webhook was refused');
    throw new Problem('unauthenticated', { detail: `The webhook was refused: ${reading.reason}.` });
  }
  const { event } = reading;
  const known = await market.db
    .selectFrom('webhook_receipt')
    .select('event_id')
    .where('provider', '=', provider.name)
    .where('event_id', '=', event.id)
    .executeTakeFirst();
  if (known !== undefined) return;
  if (event.refund !== null) {
    const refundId = refundIdOf(event.refund.reference);
    if (uuid.test(refundId)) await applyRefundState(market, ctx, refundId, event.refund);
  } else if (uuid.test(event.payment.reference)) {
    await applyProviderState(market, ctx, event.payment.reference, event.payment);
  }
  await market.db
    .insertInto('webhook_receipt')
    .values({
      provider: provider.name,
      event_id: event.id,
      type: event.type,
      payload: new TextDecoder().decode(rawBody),
      received_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
