import { z } from 'zod';
import { cursorQuery, id, instant, line, page, sumMinor } from './common.ts';
import { endpoint } from './endpoint.ts';

/** To whom a merchant gives a link: it decides what a visit counts as (a poster in the street is external, the others are private). */
export const linkChannel = z.enum(['group', 'contact', 'clerk', 'poster']).meta({ id: 'LinkChannel' });
export const linkState = z.enum(['active', 'expired', 'usedUp', 'revoked']).meta({ id: 'LinkState' });

/** The 16 characters of a link's token: what it opens and its signature. */
export const linkToken = z.string().max(200);

/** Where a link leads: the store itself, one of its products, or one of its coupons. */
export const linkTarget = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('store') }),
    z.strictObject({ kind: z.literal('product'), productId: id('product') }),
    z.strictObject({ kind: z.literal('coupon'), couponId: id('coupon') }),
  ])
  .meta({ id: 'LinkTarget' });

export const link = z
  .object({
    id: id('link'),
    storeId: id('store'),
    channel: linkChannel,
    target: linkTarget,
    label: z.string(),
    /** the address to give away */
    url: z.string(),
    state: linkState,
    /** people who may follow it, or claim its coupon by it; null: any number */
    maxUses: z.number().int().nullable(),
    uses: z.number().int(),
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    createdAt: instant,
    /** what came of it */
    results: z.object({
      /** of visitors who agreed to be counted */
      visits: z.number().int(),
      /** paid orders that count as coming from it, without those given back whole */
      orders: z.number().int(),
      /** what was paid for their goods, less what was given back, in the store's currency */
      salesMinor: sumMinor,
    }),
  })
  .meta({ id: 'Link' });

const params = z.object({ storeId: id('store') });
const oneLink = params.extend({ linkId: id('link') });
const staff = { area: 'links', access: 'licence', scope: 'stores' } as const;

const image = {
  ...staff,
  permission: 'store.read',
  method: 'get',
  params: oneLink,
  answer: z.unknown(),
} as const;

export const linksEndpoints = {
  createLinks: endpoint({
    ...staff,
    permission: 'links.edit',
    id: 'createLinks',
    method: 'post',
    path: '/v1/stores/{storeId}/links',
    summary: 'Makes one link a label, all alike but for that: all of them, or none',
    params,
    idempotent: true,
    body: z.strictObject({
      channel: linkChannel,
      target: linkTarget,
      labels: z.array(line(80)).min(1).max(500),
      maxUses: z.number().int().min(1).max(1_000_000).nullable().default(null),
      expiresAt: instant.nullable().default(null),
    }),
    answer: z.object({ data: z.array(link) }),
    status: 201,
  }),
  listLinks: endpoint({
    ...staff,
    permission: 'store.read',
    id: 'listLinks',
    method: 'get',
    path: '/v1/stores/{storeId}/links',
    summary: 'Links of a store with what came of each, newest first',
    params,
    query: cursorQuery.extend({ channel: linkChannel.optional() }),
    answer: page(link),
  }),
  revokeLink: endpoint({
    ...staff,
    permission: 'links.edit',
    id: 'revokeLink',
    method: 'post',
    path: '/v1/stores/{storeId}/links/{linkId}:revoke',
    summary: 'Revokes a link for good: its token opens nothing any more',
    params: oneLink,
    answer: link,
  }),
  getLinkQrSvg: endpoint({
    ...image,
    id: 'getLinkQrSvg',
    path: '/v1/stores/{storeId}/links/{linkId}/qr.svg',
    summary: 'The QR code of a link, as SVG',
    answerType: 'image/svg+xml',
  }),
  getLinkQrPng: endpoint({
    ...image,
    id: 'getLinkQrPng',
    path: '/v1/stores/{storeId}/links/{linkId}/qr.png',
    summary: 'The QR code of a link, as PNG',
    answerType: 'image/png',
  }),
  getLinkPoster: endpoint({
    ...image,
    id: 'getLinkPoster',
    path: '/v1/stores/{storeId}/links/{linkId}/poster.svg',
    summary: "A poster to print, A4: the store's name, what the link leads to, and its QR code",
    answerType: 'image/svg+xml',
  }),
  followLink: endpoint({
    id: 'followLink',
    method: 'post',
    path: '/v1/links:follow',
    area: 'links',
    summary:
      'Where a link leads, noted as a visit of whoever agreed to that; a token that opens nothing is not found, whatever the reason',
    access: 'public',
    body: z.strictObject({
      token: linkToken,
      /** address of the page on which it was found */
      referrer: z.string().max(2000).optional(),
      /** whether it was paid for that it is there; such a visit is never private */
      isPaid: z.boolean().default(false),
    }),
    answer: z.object({
      storeId: id('store'),
      storeSlug: z.string(),
      target: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('store') }),
        z.object({ kind: z.literal('product'), productId: id('product') }),
        z.object({ kind: z.literal('coupon') }),
      ]),
      /** whether the visit was noted: it is not without consent, nor for the store's own staff */
      isNoted: z.boolean(),
    }),
    problems: ['not_found', 'rate_limited'],
  }),
};
