import { type BodyOf, type couponsEndpoints, fromPublicId } from '@hazumi/contracts';
import {
  type CouponTerms,
  couponClaim,
  couponTermsFaults,
  couponValidBetween,
  seesCoupon,
} from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { FoundLink } from '../links/links.repository.ts';
import { openToken, takeLimitedUse, wrongToken } from '../links/links.service.ts';
import type { Market } from '../market.ts';
import {
  type CouponRow,
  countOfPerson,
  findCoupon,
  findPublicCoupon,
  insertClaim,
  insertCoupon,
  lockCoupon,
  markEnded,
  ownProducts,
  type ShownCoupon,
} from './coupons.repository.ts';
import { validityOf } from './coupons.tables.ts';

/**
 * Makes a coupon at the store's own cost.
 *
 * @throws Problem invalid_request where the policy or the store's goods stand against it
 */
export async function createCoupon(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  wish: BodyOf<typeof couponsEndpoints.createCoupon>,
): Promise<string> {
  const policy = market.policy.at(ctx.now);
  const terms = {
    validity: validityOf(wish.validity),
    perPerson: wish.perPerson,
    total: wish.total,
    tokenUses: null,
  };
  const [fault] = couponTermsFaults(terms, policy.document);
  if (fault !== undefined)
    throw new Problem('invalid_request', {
      pointer: `/body/${fault.term}`,
      detail: `It is ${fault.reason === 'empty' ? 'empty' : 'more than the policy allows'}.`,
      data: { reason: fault.reason, field: fault.field },
    });
  const productIds = wish.productIds?.map((id) => fromPublicId('product', id) as string) ?? null;
  if (productIds !== null && (await ownProducts(tx, storeId, productIds)) < new Set(productIds).size)
    throw new Problem('invalid_request', {
      pointer: '/body/productIds',
      detail: 'The store has no such product.',
    });
  const id = ctx.ids.next(ctx.now);
  await insertCoupon(tx, {
    store_id: storeId,
    id,
    names: JSON.stringify(wish.names),
    visibility: wish.visibility,
    shape: JSON.stringify(wish.shape),
    product_ids: productIds,
    exclusive_group: wish.exclusiveGroup,
    validity: JSON.stringify(wish.validity),
    per_person: wish.perPerson,
    total: wish.total,
    created_at: ctx.now,
    policy_version: policy.number,
  });
  await appendEvent(tx, ctx, {
    storeId,
    subjectType: subjectOf(wish.visibility),
    subjectId: id,
    type: 'coupon.created',
    data: { total: wish.total, policyVersion: policy.number },
  });
  return id;
}

/** Events of hidden coupons are of another kind: what follows a public one (a page that is made anew) must not follow a hidden one. */
const subjectOf = (visibility: CouponRow['visibility']): string =>
  visibility === 'public' ? 'coupon' : 'hiddenCoupon';

/** Ends a coupon; one that has ended stays as it is. What was claimed stays good. */
export async function endCoupon(market: Market, ctx: Ctx, storeId: string, couponId: string): Promise<void> {
  await inTransaction(market.db, async (tx) => {
    const visibility = await markEnded(tx, storeId, couponId, ctx.now);
    if (visibility === undefined) return;
    await appendEvent(tx, ctx, {
      storeId,
      subjectType: subjectOf(visibility),
      subjectId: couponId,
      type: 'coupon.ended',
    });
  });
}

export interface OpenedCoupon {
  coupon: ShownCoupon;
  /** whose token opened it */
  link: FoundLink | null;
}

/** By what somebody wants a coupon: the id of a public one, or the token of a link. */
export type CouponName = { couponId: string } | { token: string };

/**
 * The coupon that is so named for this caller, with the link that opened it.
 *
 * @throws Problem not_found for a token or id that opens nothing, whatever the reason
 */
export async function openCoupon(
  market: Market,
  db: Db | Tx,
  ctx: Ctx,
  name: CouponName,
  ip: string,
): Promise<OpenedCoupon> {
  if ('couponId' in name) {
    const coupon = await findPublicCoupon(db, fromPublicId('coupon', name.couponId) as string);
    if (coupon === undefined) throw notFound();
    return { coupon, link: null };
  }
  const link = await openToken(market, db, ctx, name.token);
  const coupon =
    link === undefined || link.coupon_id === null
      ? undefined
      : await findCoupon(db, link.store_id, link.coupon_id);
  const viewer = { isMember: false, isNamed: false, hasOpenToken: link !== undefined };
  if (link === undefined || coupon === undefined || !seesCoupon(coupon.visibility, viewer))
    throw wrongToken(market, ctx, ip);
  return { coupon, link };
}

/**
 * Claims a coupon for a person. The link's use is taken first and the coupon's row is locked then, always in this order; under the lock
 * the policy's rule decides by the counts of this moment.
 *
 * @returns the claim's id
 * @throws Problem not_found where the link has no use left, coupon_limit where the coupon has none or the person enough
 */
export async function claimCoupon(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  opened: OpenedCoupon,
  personId: string,
): Promise<string> {
  const { link } = opened;
  if (link !== null && link.max_uses !== null && !(await takeLimitedUse(tx, link, personId, ctx.now)))
    throw notFound();
  const coupon = await lockCoupon(tx, opened.coupon.store_id, opened.coupon.id);
  if (coupon === undefined) throw notFound();
  const byPerson = await countOfPerson(tx, coupon, personId);
  const policy = market.policy.at(ctx.now);
  refuseBeyondLimit(coupon, byPerson, policy.document);
  const { from, until } = couponValidBetween(validityOf(coupon.validity), ctx.now);
  if (coupon.ended_at !== null || until <= ctx.now) throw new Problem('coupon_limit');
  const id = ctx.ids.next(ctx.now);
  await insertClaim(tx, {
    store_id: coupon.store_id,
    id,
    coupon_id: coupon.id,
    person_id: personId,
    nth: byPerson + 1,
    link_id: link?.id ?? null,
    valid_from: from,
    valid_until: until,
    claimed_at: ctx.now,
    policy_version: policy.number,
  });
  await appendEvent(tx, ctx, {
    storeId: coupon.store_id,
    subjectType: 'couponClaim',
    subjectId: id,
    type: 'couponClaim.claimed',
    data: { policyVersion: policy.number },
  });
  return id;
}

function refuseBeyondLimit(
  coupon: CouponRow,
  byPerson: number,
  policy: Parameters<typeof couponClaim>[2],
): void {
  const terms: CouponTerms = {
    validity: validityOf(coupon.validity),
    perPerson: coupon.per_person,
    total: coupon.total,
    // A link's uses are counted on the link, by conditional update.
    tokenUses: null,
  };
  const allowed = couponClaim(terms, { byPerson, inTotal: coupon.claimed, byToken: 0 }, policy);
  if (!allowed.allowed)
    throw new Problem('coupon_limit', { data: { reason: allowed.reason, limit: allowed.limit } });
}
