import { toPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { applyProviderState } from './payments.capture.ts';
import { findPayment, type PaymentRow } from './payments.repository.ts';
import type { ProviderFailure } from './provider/port.ts';

/** While a payment is under way and neither browser nor webhook has come, the provider is asked this often. */
export const checkEveryMs = 60_000;
/** A provider is asked this long after a payment's end, because money may still come for it. */
const lateMs = 24 * 3_600_000;

/**
 * The middle phase of paying, outside any transaction: makes the payment at its provider (or finds the one made before, by our
 * reference) and notes where the shopper goes on. Safe to repeat at any time; our row was committed before.
 *
 * @returns the provider's failure where it gave no clear answer: the payment stays, and is asked for again
 */
export async function askProvider(
  market: Market,
  ctx: Ctx,
  payment: PaymentRow,
): Promise<ProviderFailure | undefined> {
  const provider = market.providers.get(payment.provider);
  if (provider === undefined || payment.method === 'balance')
    throw new Error(`payment ${payment.id} has no provider`);
  await ctx.points.hit('payment.created');
  const subject = payment.checkout_id === null ? 'balance' : toPublicId('checkout', payment.checkout_id);
  const answer =
    payment.provider_ref !== null
      ? await provider.get(payment.provider_ref)
      : await provider.create({
          reference: payment.id,
          amountMinor: payment.amount_minor,
          currency: payment.currency,
          method: payment.method,
          maxInstalments: payment.instalments,
          description: `Hazumi ${subject}`,
          returnUrl: payment.return_url ?? `${market.settings.publicUrl}/checkouts/${subject}/result`,
          webhookUrl: `${market.settings.publicUrl}/v1/webhooks/${payment.provider}`,
          expiresAt: payment.expires_at,
          locale: payment.locale,
        });
  await ctx.points.hit('payment.asked');
  if (answer.ok) {
    await applyProviderState(market, ctx, payment.id, answer.value);
    return undefined;
  }
  market.log.warn(
    { paymentId: payment.id, code: answer.code, detail: answer.detail },
    'a provider gave no payment',
  );
  // A clear refusal ends the attempt; the shopper may begin another.
  if (!answer.retry && payment.provider_ref === null) await refuse(market, payment.id, answer.code);
  return answer;
}

async function refuse(market: Market, paymentId: string, code: string): Promise<void> {
  await market.db
    .updateTable('payment')
    .set({ state: 'failed', failure_code: code, next_check_at: null })
    .where('id', '=', paymentId)
    .where('state', '=', 'created')
    .execute();
}

/** Ends a payment at its provider, so that nothing more is captured, and books how it really ended. */
export async function endPayment(market: Market, ctx: Ctx, payment: PaymentRow): Promise<void> {
  const provider = market.providers.get(payment.provider);
  if (provider === undefined) return;
  // One that the provider perhaps never heard of is made first: only then is it certain that nobody makes it later.
  if (payment.provider_ref === null) await askProvider(market, ctx, payment);
  const reference = payment.provider_ref ?? (await findPayment(market.db, payment.id))?.provider_ref;
  if (reference == null) return;
  const answer = await provider.cancel(reference);
  if (answer.ok) await applyProviderState(market, ctx, payment.id, answer.value);
}

/** Asks how payments stand that nobody has told us about: no browser came back, no webhook arrived. */
export function reconcileSweep(market: Market): Sweep {
  return {
    name: 'payments under way',
    everyMs: 2000,
    async run(ctx) {
      // Long after its end a payment counts as over, and nobody asks any more.
      const over = new Date(ctx.now.getTime() - lateMs);
      const again = new Date(ctx.now.getTime() + checkEveryMs);
      const due = await market.db
        .updateTable('payment')
        .set({
          next_check_at: sql<Date>`case when expires_at < ${over} then null else ${again}::timestamptz end`,
        })
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('payment')
            .select('id')
            .where('state', 'in', ['created', 'pending'])
            .where('next_check_at', '<=', ctx.now)
            .orderBy('next_check_at')
            .limit(20)
            .forUpdate()
            .skipLocked(),
        )
        .returningAll()
        .execute();
      await Promise.all(
        due.map((payment) =>
          payment.expires_at <= ctx.now
            ? endPayment(market, ctx, payment)
            : askProvider(market, ctx, payment),
        ),
      );
      return due.length;
    },
  };
}
