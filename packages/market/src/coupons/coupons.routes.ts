import { couponsEndpoints as endpoints, fromPublicId } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { inTransaction } from '../kernel/database.ts';
import { register, registerIdempotent, replay } from '../kernel/http.ts';
import { claimKey, storeAnswer } from '../kernel/idempotency.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { presentPublic } from '../stores/stores.present.ts';
import { findPublicStore } from '../stores/stores.repository.ts';
import type { TouchQueue } from '../touches/touches.queue.ts';
import { isOwnStaff, touchOf } from '../touches/touches.service.ts';
import { visitorOf } from '../touches/touches.visitor.ts';
import { presentCampaign, presentClaim, presentCoupon } from './coupons.present.ts';
import { discountsOf, listCampaigns, listClaims, listPublic } from './coupons.repository.ts';
import { claimCoupon, createCoupon, endCoupon, type OpenedCoupon, openCoupon } from './coupons.service.ts';

const offered = 20;

/** Mounts coupons: the merchant's side, what everybody sees, and claims. */
export function registerCoupons(market: Market, queue: TouchQueue): void {
  const { db } = market;
  const policyOf = (ctx: Ctx) => market.policy.at(ctx.now).document;

  registerIdempotent(market, endpoints.createCoupon, async (ctx, { scope, body }, tx) => {
    const id = await createCoupon(market, tx, ctx, scope.storeId, body);
    const [row] = await listCampaigns(tx, { storeId: scope.storeId, couponId: id, limit: 1 });
    if (row === undefined) throw notFound();
    return presentCampaign(row, 0n, policyOf(ctx));
  });

  register(market, endpoints.listCouponCampaigns, async (ctx, { scope, query }) => {
    const rows = await listCampaigns(db, {
      storeId: scope.storeId,
      before: decodeCursor(query.cursor, ['uuid'])?.[0],
      limit: query.limit + 1,
    });
    const discounts = await discountsOf(
      db,
      scope.storeId,
      rows.map(({ id }) => id),
    );
    return toPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => presentCampaign(row, discounts.get(row.id) ?? 0n, policyOf(ctx)),
    );
  });

  register(market, endpoints.endCoupon, async (ctx, { scope, params }) => {
    const couponId = fromPublicId('coupon', params.couponId) as string;
    await endCoupon(market, ctx, scope.storeId, couponId);
    const [row] = await listCampaigns(db, { storeId: scope.storeId, couponId, limit: 1 });
    if (row === undefined) throw notFound();
    const discounts = await discountsOf(db, scope.storeId, [couponId]);
    return presentCampaign(row, discounts.get(couponId) ?? 0n, policyOf(ctx));
  });

  register(market, endpoints.listStoreCoupons, async (ctx, { params }) => {
    const storeId = fromPublicId('store', params.storeId) as string;
    // Throws for a store that is not there to be seen.
    presentPublic(await findPublicStore(db, { id: storeId }));
    const rows = await listPublic(db, storeId, offered);
    const isOver = ({ validity }: (typeof rows)[number]) =>
      validity.kind === 'range' && new Date(validity.until) <= ctx.now;
    return { data: rows.filter((row) => !isOver(row)).map((row) => presentCoupon(row, policyOf(ctx))) };
  });

  register(market, endpoints.previewCoupon, async (ctx, { body, ip }) => {
    const { coupon } = await openCoupon(market, db, ctx, body, ip);
    return presentCoupon(coupon, policyOf(ctx));
  });

  register(market, endpoints.claimCoupon, async (ctx, { body, ip, request }) => {
    const { actor } = ctx;
    if (actor.kind !== 'person') throw new Problem('unauthenticated');
    // All of it on one connection: a claim that waits for the coupon's row must not hold one and want another.
    const settled = await inTransaction(db, async (tx) => {
      const key = await claimKey(tx, ctx);
      if (key.kind === 'replay') return { stored: key.stored };
      const opened = await openCoupon(market, tx, ctx, body, ip);
      const claimId = await claimCoupon(market, tx, ctx, opened, actor.personId);
      const [claim] = await listClaims(tx, { personId: actor.personId, claimId, limit: 1 });
      if (claim === undefined) throw notFound();
      const stored = {
        status: 201,
        answer: JSON.stringify(presentClaim(claim, ctx.now, policyOf(ctx))),
        etag: null,
      };
      await storeAnswer(tx, ctx, stored);
      return { stored, opened };
    });
    if (settled.opened === undefined) return replay(settled.stored);
    await noteClaim(market, queue, ctx, settled.opened, visitorOf(request.headers));
    return new Response(settled.stored.answer, {
      status: 201,
      headers: { 'content-type': 'application/json' },
    });
  });

  register(market, endpoints.listCouponClaims, async (ctx, { query }) => {
    if (ctx.actor.kind !== 'person') throw new Problem('unauthenticated');
    const rows = await listClaims(db, {
      personId: ctx.actor.personId,
      before: decodeCursor(query.cursor, ['uuid'])?.[0],
      limit: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.claim_id],
      (row) => presentClaim(row, ctx.now, policyOf(ctx)),
    );
  });
}

/** Whoever claims by a link has come by it, also where nobody followed the link itself: a program holds the token alone. */
async function noteClaim(
  market: Market,
  queue: TouchQueue,
  ctx: Ctx,
  { coupon, link }: OpenedCoupon,
  visitor: string | undefined,
): Promise<void> {
  if (link === null || visitor === undefined) return;
  const licenceId = await market.licenceOfStore(coupon.store_id);
  if (licenceId === undefined || isOwnStaff(ctx, licenceId)) return;
  await queue.add([
    touchOf(market, ctx, visitor, {
      storeId: coupon.store_id,
      at: ctx.now,
      surface: 'coupon',
      link,
      productId: null,
      couponId: coupon.id,
      creatorId: null,
      referrer: undefined,
      campaign: undefined,
      isPaid: false,
    }),
  ]);
}
