import { z } from 'zod';
import { amountMinor, country, currency, cursorQuery, id, localeSchema, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { picture } from './media.ts';
import { storeCard } from './stores.ts';

const texts = z.partialRecord(localeSchema, z.string());

/** Whether one can buy now; the exact number of pieces is told only when it is small, else `left` is null. */
export const availability = z
  .object({ inStock: z.boolean(), left: z.number().int().min(0).nullable() })
  .meta({ id: 'Availability' });

/** Goods as a list shows them: all that a result, a shelf or a home page needs of one. */
export const productCard = z
  .object({
    id: id('product'),
    title: texts,
    categoryId: id('category'),
    currency,
    /** cheapest and dearest variant */
    priceFromMinor: amountMinor,
    priceToMinor: amountMinor,
    /** the former price of the cheapest variant, where it names one */
    compareAtMinor: amountMinor.nullable(),
    picture: picture.nullable(),
    availability,
    store: z.object({ id: id('store'), slug: z.string(), name: texts }),
  })
  .meta({ id: 'ProductCard' });

/** A merchant: the legal entity that answers for one store or several. */
export const account = z
  .object({
    id: id('licence'),
    legalName: z.string(),
    country,
    /** in part: '9131********402X' */
    registrationNumber: z.string(),
    isVerified: z.boolean(),
    /** stores of it that sell now */
    storeCount: z.number().int(),
  })
  .meta({ id: 'Account' });

/** Words that no name has, and what they were taken for. */
const corrections = z.array(z.object({ from: z.string(), to: z.string() }));

export const searchSort = z.enum(['relevance', 'newest', 'priceUp', 'priceDown']).meta({ id: 'SearchSort' });
const yesNo = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Ids of goods between commas. */
const productIds = z
  .string()
  .max(400)
  .transform((text) => text.split(','))
  .pipe(z.array(id('product')).max(12));

export const searchEndpoints = {
  searchProducts: endpoint({
    id: 'searchProducts',
    method: 'get',
    path: '/v1/search/products',
    area: 'search',
    summary: 'Goods on sale that have the words of the text, narrowed and sorted as asked',
    access: 'public',
    rateGroup: 'search',
    query: cursorQuery.extend({
      /** empty: all goods, newest first unless sorted otherwise */
      q: z.string().max(200).default(''),
      /** with everything below it */
      categoryId: id('category').optional(),
      storeId: id('store').optional(),
      /** inclusive; both count in `currency` */
      minPriceMinor: z.coerce.number().pipe(amountMinor).optional(),
      maxPriceMinor: z.coerce.number().pipe(amountMinor).optional(),
      /** goods of this currency alone; the market's own where a price is filtered or sorted by and none is named */
      currency: currency.optional(),
      inStock: yesNo.optional(),
      /** relevance unless told; without a text that is newest */
      sort: searchSort.optional(),
      /**
       * goods that come first, in this order, as far as they answer the text; without it, those whose turn it is. Only where nothing but
       * the text is asked for; a cursor remembers them.
       */
      first: productIds.optional(),
    }),
    answer: page(productCard).extend({
      /** some of these goods lack some of the words */
      relaxed: z.boolean(),
      /** from which of `data` on goods lack some of the words; null: all of these have them all */
      partialFrom: z.number().int().min(0).nullable(),
      /** words that no goods have, and what they were taken for */
      corrections: z.array(z.object({ from: z.string(), to: z.string() })),
      /** in which categories the goods are that have all the words, most first; null where it was not counted */
      categories: z
        .array(z.object({ categoryId: id('category'), count: z.number().int().min(1) }))
        .nullable(),
    }),
  }),
  searchStores: endpoint({
    id: 'searchStores',
    method: 'get',
    path: '/v1/search/stores',
    area: 'search',
    summary: 'Stores that sell and whose name, in any language, has words of the text',
    access: 'public',
    rateGroup: 'search',
    query: cursorQuery.extend({
      /** empty: none */
      q: z.string().max(200).default(''),
    }),
    answer: page(storeCard).extend({ corrections }),
  }),
  searchAccounts: endpoint({
    id: 'searchAccounts',
    method: 'get',
    path: '/v1/search/accounts',
    area: 'search',
    summary:
      'Merchants with a store that sells: those whose name has words of the text, or all, newest first',
    access: 'public',
    rateGroup: 'search',
    query: cursorQuery.extend({
      /** empty: all */
      q: z.string().max(200).default(''),
    }),
    answer: page(account).extend({ corrections }),
  }),
  getAccount: endpoint({
    id: 'getAccount',
    method: 'get',
    path: '/v1/accounts/{licenceId}',
    area: 'search',
    summary: 'A merchant with a store that sells, and all of its stores that do',
    access: 'public',
    params: z.object({ licenceId: id('licence') }),
    answer: account.extend({ stores: z.array(storeCard) }),
  }),
  suggestQueries: endpoint({
    id: 'suggestQueries',
    method: 'get',
    path: '/v1/search/suggestions',
    area: 'search',
    summary:
      'What may be meant by a text that is being typed: searches that others made and phrases of titles, all of which find goods',
    access: 'public',
    rateGroup: 'search',
    query: z.object({ q: z.string().max(200).default('') }),
    answer: z.object({ data: z.array(z.string()) }),
  }),
  newestProducts: endpoint({
    id: 'newestProducts',
    method: 'get',
    path: '/v1/products',
    area: 'search',
    summary: 'Goods on sale, newest first, of all categories or of one with everything below it',
    access: 'public',
    query: cursorQuery.extend({ categoryId: id('category').optional() }),
    answer: page(productCard),
  }),
  storeShelf: endpoint({
    id: 'storeShelf',
    method: 'get',
    path: '/v1/stores/{storeId}/shelf',
    area: 'search',
    summary: "A store's goods on sale, newest first",
    access: 'public',
    params: z.object({ storeId: id('store') }),
    query: cursorQuery.extend({ categoryId: id('category').optional() }),
    answer: page(productCard),
  }),
};
