import { z } from 'zod';
import { amountMinor, cursorQuery, id, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { productCard } from './search.ts';

/** A day of the market's clock, in UTC. */
const day = z.iso
  .date()
  .refine((text) => text >= '1970' && text < '9000', 'must lie between the years 1970 and 9000');
/** Exposure in whole micro-impressions: a millionth of what one view of a page's first position is worth. */
const micro = z.number().int();

/** What a store was due of a day, by the pool that it came from; the five sum to `total`. */
export const allotmentPools = z
  .object({
    total: micro,
    organic: micro,
    merit: micro,
    newcomer: micro,
    exploration: micro,
    /** what the disclosed random variation added or took */
    dither: micro,
  })
  .meta({ id: 'AllotmentPools' });

/** What a store was really shown, in the same parts; the six sum to `total`. */
export const shownPools = allotmentPools
  .extend({
    /** on pages that follow relevance alone, because no keyword of the day covers them */
    ranked: micro,
  })
  .meta({ id: 'ShownPools' });

/** What was searched for, or the page that is given like a keyword. */
export const allotmentKeyword = z
  .object({
    /** its name in the public prices */
    name: z.string(),
    kind: z.enum(['search', 'category', 'page']),
    /** the search, the category's slug, or the page: `home`, `stores`, `category/<slug>` */
    text: z.string(),
  })
  .meta({ id: 'AllotmentKeyword' });

const range = z.object({
  from: day,
  /** the last day of it */
  until: day,
  due: allotmentPools,
  shown: shownPools,
  clicks: z.number().int(),
});

export const notShownReason = z.enum(['hidden', 'notRelevant', 'siblingsHoldSeats']);
export const noPoolReason = z.enum(['noMerit', 'belowMeritRelevance', 'noNewcomer', 'notDrawn']);

/** Why a store got what it got on one keyword. */
export const allotmentEvidence = z
  .object({
    keyword: allotmentKeyword,
    /** forecast of the day, of all stores */
    supply: micro,
    relevance: z.number(),
    /** the weight of the store's seat, and of all seats */
    weight: z.number(),
    allWeights: z.number(),
    /** micro-impressions for a unit of weight, and for a minor unit of merit (lambda) */
    organicPrice: z.number(),
    meritPrice: z.number(),
    /** stores in its seat, itself included */
    sharedBy: z.number().int(),
    /** what the positions of a page left of it; below 1 where the cap bound */
    capFactor: z.number(),
    due: allotmentPools,
    /** what it was shown there on the day */
    shown: micro,
  })
  .meta({ id: 'AllotmentEvidence' });

const params = z.object({ storeId: id('store') });
const dayQuery = z.object({
  /** the newest day unless told */
  day: day.optional(),
});
const staff = { area: 'allotment', access: 'licence', permission: 'store.read', scope: 'stores' } as const;

export const allotmentEndpoints = {
  listAllotmentDays: endpoint({
    id: 'listAllotmentDays',
    method: 'get',
    path: '/v1/allotment/days',
    area: 'allotment',
    summary:
      'Days for which public traffic was allotted, newest first, with the hashes that chain their prices',
    access: 'public',
    answer: z.object({
      data: z.array(
        z.object({
          day,
          policyVersion: z.number().int(),
          policyDigest: z.string(),
          hash: z.string(),
          previousHash: z.string().nullable(),
          keywords: z.number().int(),
          stores: z.number().int(),
          /** forecast for the day, and what pages really had to give until now */
          supply: micro,
          shown: micro,
          /** |forecast - real| summed over keywords, in millionths of what was real; null while nothing was */
          forecastErrorPpm: z.number().int().nullable(),
        }),
      ),
    }),
  }),
  getAllotmentPrices: endpoint({
    id: 'getAllotmentPrices',
    method: 'get',
    path: '/v1/allotment/prices',
    area: 'allotment',
    summary: "A day's public prices, as `npm run allotment -- verify` reads them",
    access: 'public',
    query: dayQuery,
    answer: z.looseObject({ format: z.literal('hazumi-allotment-prices-1'), day, hash: z.string() }),
  }),
  getStoreAllotment: endpoint({
    ...staff,
    id: 'getStoreAllotment',
    method: 'get',
    path: '/v1/stores/{storeId}/allotment',
    summary: "A store's public traffic: this week, last week and day by day, by pool",
    params,
    answer: z.object({
      storeId: id('store'),
      /** the newest day that was allotted; null: none was yet */
      day: day.nullable(),
      /** "1,204 impressions = organic 612 + ..." of this week, in the reader's language */
      sentence: z.string(),
      /** the seven days up to today, and the seven before */
      thisWeek: range,
      lastWeek: range,
      /** the last 28, newest first; days without anything are left out */
      days: z.array(range.omit({ from: true, until: true }).extend({ day, policyVersion: z.number().int() })),
    }),
  }),
  getStoreAllotmentDay: endpoint({
    ...staff,
    id: 'getStoreAllotmentDay',
    method: 'get',
    path: '/v1/stores/{storeId}/allotment/evidence',
    summary:
      'Why a store got what it got on a day: by keyword, what it was not shown for, and what more would bring',
    params,
    query: dayQuery,
    answer: z.object({
      /** null: nothing was allotted on that day, and the rest is empty */
      day: day.nullable(),
      policyVersion: z.number().int(),
      pricesHash: z.string(),
      isNewcomer: z.boolean(),
      quality: z.number(),
      /** decayed fees of vested private orders, in minor units; the store's own, and with its linked stores' */
      meritMinor: z.number(),
      principalMeritMinor: z.number(),
      /** this period's draw of the random variation, -1 to 1 */
      ditherDraw: z.number(),
      sentence: z.string(),
      due: allotmentPools,
      shown: shownPools,
      /** the most first */
      keywords: z.array(allotmentEvidence),
      notShown: z.array(z.object({ keyword: allotmentKeyword, reason: notShownReason, text: z.string() })),
      emptyPools: z.array(z.object({ reason: noPoolReason, text: z.string() })),
    }),
  }),
  getAllotmentStatement: endpoint({
    ...staff,
    id: 'getAllotmentStatement',
    method: 'get',
    path: '/v1/stores/{storeId}/allotment/statement',
    summary: 'The statement of a day, with which every figure can be recomputed from the public prices',
    params,
    query: dayQuery,
    answer: z.looseObject({ format: z.literal('hazumi-allotment-statement-1'), day }),
  }),
  listCategoryGoods: endpoint({
    id: 'listCategoryGoods',
    method: 'get',
    path: '/v1/categories/{categoryId}/products',
    area: 'search',
    summary: 'Goods on sale in a category and all below it, newest first but for those that are named',
    access: 'public',
    params: z.object({ categoryId: id('category') }),
    query: cursorQuery.extend({
      /** ids between commas of goods that come first on the first page, in this order, where they are on sale; later pages leave them out */
      first: z
        .string()
        .max(400)
        .transform((text) => text.split(','))
        .pipe(z.array(id('product')).max(12))
        .optional(),
    }),
    answer: page(productCard),
  }),
  tryAllotment: endpoint({
    ...staff,
    id: 'tryAllotment',
    method: 'post',
    path: '/v1/stores/{storeId}/allotment:try',
    summary: 'Runs the rule of the newest day again with one thing changed, and keeps nothing',
    params,
    body: z.discriminatedUnion('kind', [
      /** more fees of private sales that stay paid */
      z.strictObject({ kind: z.literal('merit'), moreMinor: amountMinor.min(1).max(100_000_000) }),
      /** the store's score, in points */
      z.strictObject({ kind: z.literal('quality'), more: z.number().min(-5).max(5) }),
      /** relevance to a keyword, 0 to 1; one that it has no part in yet counts as one more keyword */
      z.strictObject({
        kind: z.literal('relevance'),
        keyword: z.string().min(1).max(200),
        relevance: z.number().min(0).max(1),
      }),
    ]),
    answer: z.object({
      /** null: nothing has been allotted yet */
      day: day.nullable(),
      before: allotmentPools,
      after: allotmentPools,
      /** micro-impressions a day more or less: of the store, and of it with its linked stores */
      gain: micro,
      principalGain: micro,
    }),
  }),
};
