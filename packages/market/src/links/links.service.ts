import {
  type AnswerInput,
  type BodyOf,
  fromPublicId,
  type linksEndpoints,
  toPublicId,
} from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import type { TouchQueue } from '../touches/touches.queue.ts';
import { isOwnStaff, touchOf } from '../touches/touches.service.ts';
import { stateOf } from './links.present.ts';
import {
  type FoundLink,
  findByCode,
  findLink,
  insertLinks,
  insertUse,
  type LinkRow,
  markRevoked,
  takeUse,
} from './links.repository.ts';
import { isSignatureOf, linkCode, readLinkToken } from './links.token.ts';

/**
 * Makes links that are alike but for their labels.
 *
 * @throws Problem invalid_request where the product or coupon is not the store's
 */
export async function createLinks(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  wish: BodyOf<typeof linksEndpoints.createLinks>,
): Promise<LinkRow[]> {
  const productId =
    wish.target.kind === 'product' ? fromPublicId('product', wish.target.productId) : undefined;
  const couponId = wish.target.kind === 'coupon' ? fromPublicId('coupon', wish.target.couponId) : undefined;
  await refuseOthers(tx, storeId, productId, couponId);
  const expiresAt = wish.expiresAt === null ? null : new Date(wish.expiresAt);
  if (expiresAt !== null && expiresAt <= ctx.now)
    throw new Problem('invalid_request', { pointer: '/body/expiresAt', detail: 'It would be over already.' });
  const { secret } = market.settings;
  const rows = wish.labels.map((label) => {
    const id = ctx.ids.next(ctx.now);
    return {
      store_id: storeId,
      id,
      code: linkCode(secret, id),
      channel: wish.channel,
      target: wish.target.kind,
      product_id: productId ?? null,
      coupon_id: couponId ?? null,
      label,
      max_uses: wish.maxUses,
      expires_at: expiresAt,
      created_by: ctx.actorName,
      created_at: ctx.now,
      policy_version: market.policy.at(ctx.now).number,
    };
  });
  await insertLinks(tx, rows);
  await appendEvent(
    tx,
    ctx,
    ...rows.map((row) => ({
      storeId,
      subjectType: 'link',
      subjectId: row.id,
      type: 'link.created',
      data: { channel: row.channel, target: row.target, policyVersion: row.policy_version },
    })),
  );
  return rows.map((row) => ({ ...row, uses: 0, revoked_at: null }));
}

async function refuseOthers(
  tx: Tx,
  storeId: string,
  productId: string | undefined,
  couponId: string | undefined,
): Promise<void> {
  if (productId !== undefined) {
    const found = await tx
      .selectFrom('product')
      .select('id')
      .where('store_id', '=', storeId)
      .where('id', '=', productId)
      .executeTakeFirst();
    if (found === undefined)
      throw new Problem('invalid_request', {
        pointer: '/body/target/productId',
        detail: 'The store has no such product.',
      });
  }
  if (couponId !== undefined) {
    const found = await tx
      .selectFrom('coupon')
      .select('id')
      .where('store_id', '=', storeId)
      .where('id', '=', couponId)
      .executeTakeFirst();
    if (found === undefined)
      throw new Problem('invalid_request', {
        pointer: '/body/target/couponId',
        detail: 'The store has no such coupon.',
      });
  }
}

/** Revokes a link; one that is revoked already stays as it is. */
export async function revokeLink(
  market: Market,
  ctx: Ctx,
  storeId: string,
  linkId: string,
): Promise<LinkRow> {
  return inTransaction(market.db, async (tx) => {
    if (await markRevoked(tx, storeId, linkId, ctx.now)) {
      await appendEvent(tx, ctx, { storeId, subjectType: 'link', subjectId: linkId, type: 'link.revoked' });
    }
    const link = await findLink(tx, storeId, linkId);
    if (link === undefined) throw notFound();
    return link;
  });
}

/** The link that a token opens now, with its store; undefined for any other, whatever the reason. */
export async function openToken(
  market: Market,
  db: Db | Tx,
  ctx: Ctx,
  token: string,
): Promise<FoundLink | undefined> {
  const { code, signature } = readLinkToken(token);
  const rows = await findByCode(db, code);
  const link = rows.find((row) => isSignatureOf(market.settings.secret, signature, row));
  if (link === undefined || !link.is_public) return undefined;
  const state = stateOf(link, ctx.now);
  // One that is used up still opens for those who have used it: that is seen when the use is taken.
  return state === 'active' || state === 'usedUp' ? link : undefined;
}

/**
 * Takes one of a limited link's uses for a visitor, who takes one however often it comes; a visitor who did not agree to being
 * recognised takes one each time. The row of the visitor is written first: of two requests of one visitor, the second waits for it.
 *
 * @returns whether the link may be used
 */
export async function takeLimitedUse(
  tx: Tx,
  link: LinkRow,
  visitor: string | undefined,
  now: Date,
): Promise<boolean> {
  const use = { storeId: link.store_id, linkId: link.id, now };
  if (visitor !== undefined && !(await insertUse(tx, { ...use, visitor }))) return true;
  return takeUse(tx, link.store_id, link.id, now);
}

/**
 * Follows a link: says where it leads, and notes the visit of whoever agreed to that.
 *
 * @throws Problem not_found for a token that opens nothing; rate_limited for one who tried too many of those
 */
export async function followLink(
  market: Market,
  queue: TouchQueue,
  ctx: Ctx,
  wish: BodyOf<typeof linksEndpoints.followLink>,
  caller: { ip: string; visitor: string | undefined },
): Promise<AnswerInput<typeof linksEndpoints.followLink>> {
  const link = await openToken(market, market.db, ctx, wish.token);
  if (link === undefined) throw wrongToken(market, ctx, caller.ip);
  const licenceId = await market.licenceOfStore(link.store_id);
  const isOwn = licenceId !== undefined && isOwnStaff(ctx, licenceId);
  // A coupon's link is used by claiming, and staff may look at their own.
  if (link.max_uses !== null && link.target !== 'coupon' && !isOwn) {
    await inTransaction(market.db, async (tx) => {
      if (!(await takeLimitedUse(tx, link, caller.visitor, ctx.now)))
        throw wrongToken(market, ctx, caller.ip);
    });
  }
  const isNoted = caller.visitor !== undefined && !isOwn;
  if (isNoted) {
    await queue.add([
      touchOf(market, ctx, caller.visitor as string, {
        storeId: link.store_id,
        at: ctx.now,
        surface: 'link',
        link,
        productId: link.product_id,
        couponId: link.coupon_id,
        creatorId: null,
        referrer: wish.referrer,
        campaign: undefined,
        isPaid: wish.isPaid,
      }),
    ]);
  }
  return {
    storeId: toPublicId('store', link.store_id),
    storeSlug: link.slug,
    target:
      link.product_id !== null
        ? { kind: 'product', productId: toPublicId('product', link.product_id) }
        : { kind: link.target === 'coupon' ? 'coupon' : 'store' },
    isNoted,
  };
}

/** What a token that opens nothing is answered; and, once there were too many of them, that there were. */
export function wrongToken(market: Market, ctx: Ctx, ip: string): Problem {
  if (!market.settings.isRateLimited) return notFound();
  const { guessesPerMinute } = market.policy.at(ctx.now).document.coupons;
  const taken = market.takeRate('guesses', ip, { burst: guessesPerMinute, perMinute: guessesPerMinute });
  return taken.allowed ? notFound() : new Problem('rate_limited', { retryAfter: taken.resetSeconds });
}
