import { type AnswerInput, type couponsEndpoints, toPublicId } from '@hazumi/contracts';
import { minorToJson, type PolicyDocument } from '@hazumi/policy';
import type { CampaignRow, ShownClaim, ShownCoupon } from './coupons.repository.ts';

type CouponAnswer = AnswerInput<(typeof couponsEndpoints)['previewCoupon']>;
type CampaignAnswer = AnswerInput<(typeof couponsEndpoints)['endCoupon']>;
type ClaimAnswer = AnswerInput<(typeof couponsEndpoints)['claimCoupon']>;

export function presentCoupon(row: ShownCoupon, policy: PolicyDocument): CouponAnswer {
  return {
    id: toPublicId('coupon', row.id),
    storeId: toPublicId('store', row.store_id),
    storeSlug: row.slug,
    storeName: row.store_names,
    names: row.names,
    currency: row.currency,
    shape: row.shape,
    validity: row.validity,
    productIds: row.product_ids?.map((id) => toPublicId('product', id)) ?? null,
    perPerson: row.per_person ?? policy.coupons.perPerson,
    isLeft: row.ended_at === null && row.claimed < row.total,
  };
}

export function presentCampaign(
  row: CampaignRow,
  discountMinor: bigint,
  policy: PolicyDocument,
): CampaignAnswer {
  return {
    ...presentCoupon(row, policy),
    visibility: row.visibility,
    exclusiveGroup: row.exclusive_group,
    total: row.total,
    claimed: row.claimed,
    used: row.used,
    discountMinor: minorToJson(discountMinor),
    endedAt: row.ended_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    policyVersion: row.policy_version,
  };
}

export function presentClaim(row: ShownClaim, now: Date, policy: PolicyDocument): ClaimAnswer {
  return {
    id: toPublicId('couponClaim', row.claim_id),
    coupon: presentCoupon(row, policy),
    state: stateOf(row, now),
    validFrom: row.valid_from.toISOString(),
    validUntil: row.valid_until.toISOString(),
    claimedAt: row.claimed_at.toISOString(),
    orderId: row.order_id === null ? null : toPublicId('order', row.order_id),
  };
}

function stateOf(row: ShownClaim, now: Date): ClaimAnswer['state'] {
  if (row.order_id !== null) return 'used';
  if (now < row.valid_from) return 'notYet';
  return now < row.valid_until ? 'usable' : 'expired';
}
