import {
  type Coupon,
  type CouponShape,
  couponTime,
  type PolicyDocument,
  priceWithCoupons,
  type RefusedCoupon,
} from '@hazumi/policy';
import { sql } from 'kysely';
import type pg from 'pg';
import { type StoredShape, type StoredValidity, shapeOf, validityOf } from '../coupons/coupons.tables.ts';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import type { WantedLine } from './placement.amounts.ts';
import type { Queryable } from './placement.facts.ts';
import type { Placement } from './placement.types.ts';

/** A claimed coupon as the database says it is while it is locked. */
export interface ClaimFacts {
  id: string;
  storeId: string;
  personId: string;
  claimedAt: Date;
  isUsed: boolean;
  shape: StoredShape;
  validity: StoredValidity;
  /** null: all goods of the store */
  productIds: string[] | null;
  exclusiveGroup: string | null;
}

const selectClaims = `
  select l.id, l.store_id as "storeId", l.person_id as "personId", l.claimed_at as "claimedAt", l.order_id is not null as "isUsed",
    c.shape, c.validity, c.product_ids as "productIds", c.exclusive_group as "exclusiveGroup"
  from coupon_claim l join coupon c on c.store_id = l.store_id and c.id = l.coupon_id where l.id = any($1::uuid[])`;

/** The claims, locked in key order until the transaction ends; after stock and balances. Unknown ids are left out. */
export function lockClaims(
  connection: Queryable,
  claimIds: readonly string[],
): Promise<pg.QueryResult<ClaimFacts>> {
  return connection.query<ClaimFacts>({
    name: 'placement_lock_claims',
    text: `${selectClaims} order by l.store_id, l.id for update of l`,
    values: [claimIds],
  });
}

/** The same without a lock: for a quote. */
export function readClaims(
  connection: Queryable,
  claimIds: readonly string[],
): Promise<pg.QueryResult<ClaimFacts>> {
  return connection.query<ClaimFacts>({
    name: 'placement_read_claims',
    text: selectClaims,
    values: [claimIds],
  });
}

/** What coupons do to one store's order. */
export interface UsedClaims {
  /** by line, in the order of the lines */
  discounts: bigint[];
  claims: { id: string; discountMinor: bigint }[];
}

export type ClaimRefusal = RefusedCoupon['reason'] | 'unknown' | 'used' | 'notYet' | 'expired';

/**
 * What the named claims take off, by store; and those that cannot be used, with the reason. A claim of somebody else is answered as
 * one that is not there. Pure.
 */
export function useClaims(
  buyer: Pick<Placement, 'userId' | 'claimIds'>,
  claims: ReadonlyMap<string, ClaimFacts>,
  byStore: ReadonlyMap<string, readonly WantedLine[]>,
  now: Date,
  policy: PolicyDocument,
): { byStore: Map<string, UsedClaims>; refused: { id: string; reason: ClaimRefusal }[] } {
  const refused: { id: string; reason: ClaimRefusal }[] = [];
  const usable = new Map<string, ClaimFacts[]>();
  for (const id of new Set(buyer.claimIds)) {
    const claim = claims.get(id);
    const reason = refusalOf(claim, buyer.userId, byStore, now);
    if (claim === undefined || reason !== undefined) refused.push({ id, reason: reason ?? 'unknown' });
    else usable.set(claim.storeId, [...(usable.get(claim.storeId) ?? []), claim]);
  }
  const used = new Map<string, UsedClaims>();
  for (const [storeId, ofStore] of usable) {
    const wanted = byStore.get(storeId) ?? [];
    const priced = priceWithCoupons(
      wanted.map((line, at) => ({
        id: String(at),
        goodsMinor: line.sku.priceMinor * BigInt(line.quantity),
        pieces: line.quantity,
      })),
      ofStore.map((claim) => couponOf(claim, wanted)),
      policy,
    );
    refused.push(...priced.refused.map(({ couponId, reason }) => ({ id: couponId, reason })));
    used.set(storeId, {
      discounts: priced.lines.map((line) => line.discountMinor),
      claims: priced.applied.map(({ couponId, discountMinor }) => ({ id: couponId, discountMinor })),
    });
  }
  return { byStore: used, refused };
}

function refusalOf(
  claim: ClaimFacts | undefined,
  userId: string | null,
  byStore: ReadonlyMap<string, readonly WantedLine[]>,
  now: Date,
): ClaimRefusal | undefined {
  if (claim === undefined || claim.personId !== userId) return 'unknown';
  if (claim.isUsed) return 'used';
  const time = couponTime(validityOf(claim.validity), claim.claimedAt, now);
  if (time !== 'valid') return time;
  return byStore.has(claim.storeId) ? undefined : 'nothingCovered';
}

function couponOf(claim: ClaimFacts, wanted: readonly WantedLine[]): Coupon {
  const { productIds } = claim;
  const shape: CouponShape = shapeOf(claim.shape);
  return {
    id: claim.id,
    level: productIds === null ? 'store' : 'product',
    shape,
    lineIds: wanted.flatMap(({ sku }, at) =>
      productIds === null || productIds.includes(sku.productId) ? String(at) : [],
    ),
    exclusiveGroup: claim.exclusiveGroup,
    // A store's own coupon is the merchant's cost.
    bearers: { merchant: 1, platform: 0, creator: 0 },
  };
}

/** Gives back the claims of orders that ended unpaid: they can be used again, as long as they are valid. */
export async function giveBackClaims(tx: Tx, ctx: Ctx, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const { rows } = await sql<{ store_id: string; id: string; order_id: string }>`
    with locked as (
      select store_id, id, order_id from coupon_claim where order_id = any(${orderIds}::uuid[]) order by store_id, id for update
    )
    update coupon_claim c set order_id = null, used_at = null, discount_minor = 0 from locked l
    where c.store_id = l.store_id and c.id = l.id returning l.store_id, l.id, l.order_id`.execute(tx);
  await appendEvent(
    tx,
    ctx,
    ...rows.map((row) => ({
      storeId: row.store_id,
      subjectType: 'couponClaim',
      subjectId: row.id,
      type: 'couponClaim.returned',
      data: { orderId: row.order_id },
    })),
  );
}
