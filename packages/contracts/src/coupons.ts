import { z } from 'zod';
import { amountMinor, currency, cursorQuery, id, instant, line, localeSchema, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { linkToken } from './links.ts';

const positive = amountMinor.min(1);
const sharePpm = z.number().int().min(1).max(1_000_000);

/** What a coupon takes off: an amount, a share up to a cap, a share from so many pieces on, an amount from so much value on. */
export const couponShape = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('amountOff'), amountMinor: positive }),
    z.strictObject({ kind: z.literal('percentOff'), sharePpm, capMinor: positive.nullable().default(null) }),
    z.strictObject({ kind: z.literal('items'), pieces: z.number().int().min(2).max(1000), sharePpm }),
    z.strictObject({ kind: z.literal('threshold'), fromMinor: positive, amountMinor: positive }),
  ])
  .meta({ id: 'CouponShape' });

export const couponValidity = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('range'), from: instant, until: instant }),
    z.strictObject({ kind: z.literal('fromClaim'), days: z.number().int().min(1).max(3650) }),
  ])
  .meta({ id: 'CouponValidity' });

const names = z.partialRecord(localeSchema, z.string());
const namesIn = z
  .strictObject({ 'zh-CN': line(60).optional(), ja: line(60).optional(), en: line(60).optional() })
  .refine(
    (texts) => Object.values(texts).some((text) => text !== undefined),
    'at least one language is needed',
  );

/** A coupon as whoever may claim it sees it. */
export const coupon = z
  .object({
    id: id('coupon'),
    storeId: id('store'),
    storeSlug: z.string(),
    storeName: names,
    names,
    currency,
    shape: couponShape,
    validity: couponValidity,
    /** only these goods; null: all of the store */
    productIds: z.array(id('product')).nullable(),
    perPerson: z.number().int(),
    /** whether there are any left */
    isLeft: z.boolean(),
  })
  .meta({ id: 'Coupon' });

/** The same as its store's staff see it. */
export const couponCampaign = coupon
  .extend({
    visibility: z.enum(['public', 'hidden']),
    exclusiveGroup: z.string().nullable(),
    total: z.number().int(),
    claimed: z.number().int(),
    /** in orders that are not cancelled */
    used: z.number().int(),
    /** what it took off those orders; the merchant bears it */
    discountMinor: amountMinor,
    endedAt: instant.nullable(),
    createdAt: instant,
    policyVersion: z.number().int(),
  })
  .meta({ id: 'CouponCampaign' });

export const couponClaim = z
  .object({
    id: id('couponClaim'),
    coupon,
    state: z.enum(['notYet', 'usable', 'used', 'expired']),
    validFrom: instant,
    validUntil: instant,
    claimedAt: instant,
    orderId: id('order').nullable(),
  })
  .meta({ id: 'CouponClaim' });

export const couponRefusal = z
  .enum([
    'unknown',
    'used',
    'notYet',
    'expired',
    'nothingCovered',
    'exclusiveGroup',
    'stackLimit',
    'conditionNotMet',
    'floorReached',
  ])
  .meta({ id: 'CouponRefusal' });

const params = z.object({ storeId: id('store') });
const staff = { area: 'coupons', access: 'licence', scope: 'stores' } as const;

export const couponsEndpoints = {
  createCoupon: endpoint({
    ...staff,
    permission: 'store.edit',
    id: 'createCoupon',
    method: 'post',
    path: '/v1/stores/{storeId}/coupon-campaigns',
    summary:
      "Makes a coupon at the store's own cost; a hidden one is claimed by links alone and shown nowhere",
    params,
    idempotent: true,
    body: z.strictObject({
      names: namesIn,
      visibility: z.enum(['public', 'hidden']),
      shape: couponShape,
      validity: couponValidity,
      productIds: z.array(id('product')).min(1).max(200).nullable().default(null),
      exclusiveGroup: line(40).nullable().default(null),
      /** the policy's number unless told */
      perPerson: z.number().int().min(1).max(1000).nullable().default(null),
      total: z.number().int().min(1).max(100_000_000),
    }),
    answer: couponCampaign,
    status: 201,
  }),
  listCouponCampaigns: endpoint({
    ...staff,
    permission: 'store.read',
    id: 'listCouponCampaigns',
    method: 'get',
    path: '/v1/stores/{storeId}/coupon-campaigns',
    summary: 'Coupons of a store, hidden ones too, with what came of each, newest first',
    params,
    query: cursorQuery,
    answer: page(couponCampaign),
  }),
  endCoupon: endpoint({
    ...staff,
    permission: 'store.edit',
    id: 'endCoupon',
    method: 'post',
    path: '/v1/stores/{storeId}/coupon-campaigns/{couponId}:end',
    summary: 'Ends a coupon: nobody claims it any more; what was claimed stays good',
    params: params.extend({ couponId: id('coupon') }),
    answer: couponCampaign,
  }),
  listStoreCoupons: endpoint({
    id: 'listStoreCoupons',
    method: 'get',
    path: '/v1/stores/{storeId}/coupons',
    area: 'coupons',
    summary: 'The public coupons of a store that can be claimed now, newest first, at most 20',
    access: 'public',
    params,
    answer: z.object({ data: z.array(coupon) }),
  }),
  previewCoupon: endpoint({
    id: 'previewCoupon',
    method: 'post',
    path: '/v1/coupons:preview',
    area: 'coupons',
    summary: "The coupon that a link's token opens; any other token is not found, whatever the reason",
    access: 'public',
    body: z.strictObject({ token: linkToken }),
    answer: coupon,
    problems: ['not_found', 'rate_limited'],
  }),
  claimCoupon: endpoint({
    id: 'claimCoupon',
    method: 'post',
    path: '/v1/coupons:claim',
    area: 'coupons',
    summary: "Claims a public coupon by its id, or the one that a link's token opens",
    access: 'person',
    scope: 'checkout',
    idempotent: true,
    body: z.union([z.strictObject({ couponId: id('coupon') }), z.strictObject({ token: linkToken })]),
    answer: couponClaim,
    status: 201,
    problems: ['not_found', 'rate_limited', 'coupon_limit'],
  }),
  listCouponClaims: endpoint({
    id: 'listCouponClaims',
    method: 'get',
    path: '/v1/coupon-claims',
    area: 'coupons',
    summary: 'The coupons of whoever asks, newest first',
    access: 'person',
    scope: 'checkout',
    query: cursorQuery,
    answer: page(couponClaim),
  }),
};
