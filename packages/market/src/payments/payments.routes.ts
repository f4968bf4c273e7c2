import { endpoints, fromPublicId } from '@hazumi/contracts';
import { readBytes } from '../kernel/body.ts';
import type { Actor, Ctx } from '../kernel/context.ts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { register } from '../kernel/http.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { askProvider, reconcileSweep } from './payments.ask.ts';
import { presentPayment } from './payments.present.ts';
import { refundSweep } from './payments.refunds.ts';
import { findPayment, type PaymentRow } from './payments.repository.ts';
import { beginTopUp } from './payments.topups.ts';
import { receiveWebhook } from './payments.webhooks.ts';

/** An event is some kilobytes; nobody else's body is read. */
const webhookLimit = 256 * 1024;

export function registerPayments(market: Market): void {
  market.sweeps.push(reconcileSweep(market), refundSweep(market));

  register(market, endpoints.getBalance, async (ctx) => {
    const rows = await market.db
      .selectFrom('spendable_balance')
      .select(['currency', 'amount_minor'])
      .where('user_id', '=', personIdOf(ctx))
      .orderBy('currency')
      .execute();
    return {
      balances: rows.map((row) => ({ currency: row.currency, amountMinor: Number(row.amount_minor) })),
    };
  });

  register(market, endpoints.topUpBalance, async (ctx, { body }) => {
    const payment = await beginTopUp(market, ctx, personIdOf(ctx), {
      amountMinor: BigInt(body.amountMinor),
      currency: body.currency,
      method: body.method,
      returnUrl: body.returnUrl ?? null,
    });
    return presentPayment(payment);
  });

  register(market, endpoints.listTopUps, async (ctx, { query }) => {
    const after = decodeCursor(query.cursor, ['instant', 'uuid']);
    const rows = await market.db
      .selectFrom('payment')
      .selectAll()
      .where('user_id', '=', personIdOf(ctx))
      .where('checkout_id', 'is', null)
      .$if(after !== undefined, (select) =>
        select.where((eb) =>
          eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(new Date(after?.[0] ?? 0), after?.[1] ?? '')),
        ),
      )
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    return toPage(rows, query.limit, (row) => [row.created_at.toISOString(), row.id], presentPayment);
  });

  register(market, endpoints.finalizeTopUp, async (ctx, { params }) => {
    const payment = await ownTopUp(market, ctx, fromPublicId('payment', params.paymentId) as string);
    if (payment.state === 'created' || payment.state === 'pending') await askProvider(market, ctx, payment);
    return presentPayment(await ownTopUp(market, ctx, payment.id));
  });

  register(market, endpoints.receiveWebhook, async (ctx, { params, request }) => {
    const provider = market.providers.get(params.provider);
    if (provider === undefined) throw notFound();
    await receiveWebhook(market, ctx, provider, request.headers, await readBytes(request, webhookLimit));
    return undefined;
  });
}

async function ownTopUp(market: Market, ctx: Ctx, paymentId: string): Promise<PaymentRow> {
  const payment = await findPayment(market.db, paymentId);
  if (payment === undefined || payment.checkout_id !== null || payment.user_id !== personIdOf(ctx))
    throw notFound();
  return payment;
}

function personIdOf(ctx: Ctx): string {
  const actor: Actor = ctx.actor;
  if (actor.kind !== 'person') throw new Problem('unauthenticated');
  return actor.personId;
}
