import { type BodyOf, endpoints, fromPublicId } from '@hazumi/contracts';
import type pg from 'pg';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction } from '../kernel/database.ts';
import { register, replay } from '../kernel/http.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { askProvider, endPayment } from '../payments/payments.ask.ts';
import { lockCheckout, paymentsOf } from '../payments/payments.repository.ts';
import { visitorOf } from '../touches/touches.visitor.ts';
import { endCheckout, expirySweep } from './checkout.ending.ts';
import { payCheckout } from './checkout.paying.ts';
import { quoteLines } from './checkout.quote.ts';
import { ownCheckout, presentCheckout } from './checkout.read.ts';
import { buyersOf } from './orders.viewer.ts';
import type { PlacementQueue } from './placement.queue.ts';
import type { Placement } from './placement.types.ts';

export function registerCheckout(market: Market, pool: pg.Pool, queue: PlacementQueue): void {
  market.sweeps.push(expirySweep(market));

  register(market, endpoints.quoteCheckout, (ctx, { body }) => quoteLines(market, pool, ctx, body));

  register(market, endpoints.placeCheckout, (ctx, { body, request }) =>
    place(queue, ctx, 'later', body, body.cartLineIds, request.headers),
  );

  register(market, endpoints.buyNow, (ctx, { body, request }) =>
    place(queue, ctx, 'balance', body, [], request.headers),
  );

  register(market, endpoints.getCheckout, (ctx, { params }) =>
    presentCheckout(market.db, ctx, checkoutIdOf(params)),
  );

  register(market, endpoints.payCheckout, async (ctx, { params, body }) => {
    const checkoutId = checkoutIdOf(params);
    await payCheckout(market, ctx, checkoutId, body);
    return presentCheckout(market.db, ctx, checkoutId);
  });

  register(market, endpoints.finalizeCheckout, async (ctx, { params }) => {
    const checkout = await ownCheckout(market.db, ctx, checkoutIdOf(params));
    for (const payment of await paymentsOf(market.db, checkout.id)) {
      if (payment.state === 'created' || payment.state === 'pending') await askProvider(market, ctx, payment);
    }
    return presentCheckout(market.db, ctx, checkout.id);
  });

  register(market, endpoints.cancelCheckout, async (ctx, { params }) => {
    const checkout = await ownCheckout(market.db, ctx, checkoutIdOf(params));
    if (checkout.state === 'paid') throw new Problem('already_paid');
    // What is under way is ended at the provider first; money that came all the same completes the checkout instead.
    for (const payment of await paymentsOf(market.db, checkout.id)) {
      if (payment.state === 'created' || payment.state === 'pending') await endPayment(market, ctx, payment);
    }
    await inTransaction(market.db, async (tx) => {
      const locked = await lockCheckout(tx, checkout.id);
      if (locked === undefined || !buyersOf(ctx.actor).includes(locked.buyer)) throw notFound();
      if (locked.state === 'paid') throw new Problem('already_paid');
      if (locked.state === 'unpaid') await endCheckout(market, tx, ctx, locked, 'byBuyer');
    });
    return presentCheckout(market.db, ctx, checkout.id);
  });
}

type PlaceBody = BodyOf<typeof endpoints.buyNow>;

async function place(
  queue: PlacementQueue,
  ctx: Ctx,
  pay: Placement['pay'],
  body: PlaceBody,
  cartLineIds: readonly string[],
  headers: Headers,
): Promise<Response> {
  const { actor } = ctx;
  if (ctx.idempotency === null || (actor.kind !== 'person' && actor.kind !== 'guest'))
    throw new Problem('unauthenticated');
  if (actor.kind === 'guest' && body.email === undefined) {
    throw new Problem('invalid_request', {
      pointer: '/body/email',
      detail: 'A guest needs an e-mail address.',
    });
  }
  const outcome = await queue.place({
    pay,
    buyer: ctx.actorName,
    userId: actor.kind === 'person' ? actor.personId : null,
    email: actor.kind === 'person' ? actor.email : (body.email ?? null),
    guestHash: actor.guestHash,
    visitor: visitorOf(headers) ?? null,
    staffOf: actor.kind === 'person' ? actor.memberships.map(({ licenceId }) => licenceId) : [],
    key: ctx.idempotency,
    lines: body.lines.map((line) => ({
      skuId: fromPublicId('sku', line.skuId) as string,
      quantity: line.quantity,
      unitPriceMinor: BigInt(line.unitPriceMinor),
    })),
    totalMinor: BigInt(body.totalMinor),
    currency: body.currency,
    address: body.address,
    locale: ctx.locale,
    note: body.note ?? null,
    claimIds: body.couponClaimIds.map((id) => fromPublicId('couponClaim', id) as string),
    cartLineIds: cartLineIds.map((id) => fromPublicId('cartLine', id) as string),
  });
  if (outcome.kind === 'refused') throw new Problem(outcome.refusal.code, outcome.refusal.details);
  if (outcome.kind === 'replayed') return replay({ status: 201, answer: outcome.answer, etag: null });
  return new Response(outcome.answer, { status: 201, headers: { 'content-type': 'application/json' } });
}

function checkoutIdOf(params: { checkoutId: string }): string {
  return fromPublicId('checkout', params.checkoutId) as string;
}
