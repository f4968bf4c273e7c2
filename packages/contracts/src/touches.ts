import { z } from 'zod';
import { id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { linkToken } from './links.ts';
import { slug } from './stores.ts';

/** Where in the market, or outside of it, a visitor met a store. */
export const touchSurface = z
  .enum([
    'search',
    'storeChannel',
    'recommendation',
    'accounts',
    'live',
    'store',
    'product',
    'link',
    'coupon',
  ])
  .meta({ id: 'TouchSurface' });
export const sourceClass = z.enum(['direct', 'public', 'external', 'private']).meta({ id: 'SourceClass' });

/**
 * A contact as whoever saw it tells of it. What it counts as is decided here, from the link's signature, the campaign's words and
 * the referrer; nobody can say of a visit that it is private.
 */
export const touchIn = z.strictObject({
  /** the store by its id or slug, or whose product it is: at least one of them */
  storeId: id('store').optional(),
  storeSlug: slug.optional(),
  productId: id('product').optional(),
  surface: touchSurface,
  /** token of the link that was followed */
  link: linkToken.optional(),
  /** whose post or stream it was */
  creatorId: id('creator').optional(),
  /** address of the page before */
  referrer: z.string().max(2000).optional(),
  /** utm_source, utm_medium and utm_campaign of the address */
  campaign: z
    .strictObject({
      source: z.string().max(100).optional(),
      medium: z.string().max(100).optional(),
      name: z.string().max(100).optional(),
    })
    .optional(),
  /** how long ago it was, for what was collected before it was sent */
  secondsAgo: z.number().int().min(0).max(3600).default(0),
});

export const touchesEndpoints = {
  recordTouches: endpoint({
    id: 'recordTouches',
    method: 'post',
    path: '/v1/touches',
    area: 'touches',
    summary:
      'Notes contacts of the visitor whose token comes with the request; without one, nothing is noted',
    access: 'public',
    rateGroup: 'hot',
    mayWait: true,
    body: z.strictObject({ touches: z.array(touchIn).min(1).max(1000) }),
    answer: z.object({
      /** the others had no consent, no such store, or were visits of the store's own staff */
      noted: z.number().int(),
    }),
    status: 202,
  }),
  giveConsent: endpoint({
    id: 'giveConsent',
    method: 'post',
    path: '/v1/visitors',
    area: 'touches',
    summary:
      'Agrees to being recognised as the same visitor: answers (and sets as a cookie) the token that says so; one that has it keeps it',
    access: 'public',
    answer: z.object({ token: z.string() }),
    status: 201,
  }),
  withdrawConsent: endpoint({
    id: 'withdrawConsent',
    method: 'post',
    path: '/v1/visitors:forget',
    area: 'touches',
    summary: "Takes it back: the cookie goes, and so does all that was noted of this visitor's visits",
    access: 'public',
  }),
};
