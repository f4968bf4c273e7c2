import { z } from 'zod';
import {
  amountMinor,
  country,
  currency,
  cursorQuery,
  id,
  instant,
  line,
  localeSchema,
  page,
  prose,
  version,
} from './common.ts';
import { endpoint } from './endpoint.ts';
import { licenceState } from './licences.ts';
import { sanctionReason } from './reasons.ts';

export const storeState = z
  .enum(['applied', 'open', 'restricted', 'suspended', 'closing', 'closed', 'banned'])
  .meta({ id: 'StoreState' });

/** 3 to 40 small letters, digits and single dashes; it is printed and linked, so it never changes. */
export const slug = z
  .string()
  .regex(/^(?=.{3,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be 3 to 40 small letters, digits and single dashes');

const textIn = z.strictObject({ name: line(60), description: prose(2000).default('') });
/** Name and description in at least one language. */
const textsIn = z
  .strictObject({ 'zh-CN': textIn.optional(), ja: textIn.optional(), en: textIn.optional() })
  .refine(
    (texts) => Object.values(texts).some((text) => text !== undefined),
    'at least one language is needed',
  );

export const storeTexts = z
  .partialRecord(localeSchema, z.object({ name: z.string(), description: z.string() }))
  .meta({ id: 'StoreTexts' });

/** What a store asks for freight where a SKU names none, and the value of goods from which it is free. */
export const freight = z
  .object({ amountMinor, freeFromMinor: amountMinor.nullable() })
  .meta({ id: 'Freight' });
const freightIn = z.strictObject({ amountMinor, freeFromMinor: amountMinor.nullable().default(null) });

export const storeCard = z
  .object({
    id: id('store'),
    slug: z.string(),
    texts: storeTexts,
    defaultLocale: localeSchema,
    currency,
    country,
    categoryId: id('category').nullable(),
    /** path of the logo, such as `/media/logos/...`; null where there is none */
    logoUrl: z.string().nullable(),
    state: storeState,
    /** whether it sells now: by its own state, and by its licence's */
    openForSale: z.boolean(),
    openedAt: instant.nullable(),
  })
  .meta({ id: 'StoreCard' });

export const store = storeCard
  .extend({
    freight,
    /** who answers for the store: what the law asks a marketplace to show */
    licence: z.object({
      /** of the merchant's account, see `getAccount` */
      id: id('licence'),
      legalName: z.string(),
      country,
      /** in part: '9131********402X' */
      registrationNumber: z.string(),
      isVerified: z.boolean(),
    }),
  })
  .meta({ id: 'Store' });

const counts = {
  /** goods that are listed now */
  listedProducts: z.number().int(),
  /** orders that are not at an end */
  openOrders: z.number().int(),
};

/** A row of the licence's matrix. */
export const matrixStore = storeCard
  .extend({ ...counts, reason: sanctionReason.nullable(), isFirstOfLicence: z.boolean(), createdAt: instant })
  .meta({ id: 'MatrixStore' });

/** A store as its staff and operators see it. */
export const storeSettings = storeCard
  .extend({
    ...counts,
    version,
    licenceId: id('licence'),
    licenceState,
    freight,
    /** why it is restricted, suspended or banned */
    reason: sanctionReason.nullable(),
    note: z.string().nullable(),
    isFirstOfLicence: z.boolean(),
    firstPaidAt: instant.nullable(),
    closingAt: instant.nullable(),
    closedAt: instant.nullable(),
    createdAt: instant,
    /** the version of the policy under which it was opened */
    policyVersion: z.number().int(),
    /** what whoever asks may do with it now */
    actions: z.array(z.enum(['edit', 'close', 'reopen', 'restrict', 'suspend', 'reinstate', 'ban'])),
    /** what happened to it, newest first, at most 50 */
    timeline: z.array(z.object({ type: z.string(), at: instant, data: z.record(z.string(), z.unknown()) })),
  })
  .meta({ id: 'StoreSettings' });

const params = z.object({ storeId: id('store') });
const staff = { area: 'stores', access: 'licence', scope: 'stores', params } as const;
const operator = { area: 'stores', access: 'operator', scope: 'operator' } as const;
const sanction = z.strictObject({ reason: sanctionReason, note: prose(1000).default('') });

export const storesEndpoints = {
  openStore: endpoint({
    id: 'openStore',
    method: 'post',
    path: '/v1/licences/{licenceId}/stores',
    area: 'stores',
    summary:
      'Opens a store at once and with nothing paid; under a licence not verified yet it is applied for, and opens when that is',
    access: 'licence',
    permission: 'store.open',
    scope: 'stores',
    params: z.object({ licenceId: id('licence') }),
    idempotent: true,
    body: z.strictObject({
      texts: textsIn,
      /** the language of the texts where a reader's is missing; the first that has a text unless told */
      defaultLocale: localeSchema.optional(),
      /** made from the name unless told */
      slug: slug.optional(),
      /** the market's unless told */
      currency: currency.optional(),
      /** the licence's unless told */
      country: country.optional(),
      categoryId: id('category').nullable().default(null),
      freight: freightIn.default({ amountMinor: 0, freeFromMinor: null }),
    }),
    answer: storeSettings,
    status: 201,
    problems: ['store_limit_reached', 'licence_inactive', 'slug_taken'],
  }),
  listLicenceStores: endpoint({
    id: 'listLicenceStores',
    method: 'get',
    path: '/v1/licences/{licenceId}/stores',
    area: 'stores',
    summary:
      'The store matrix: every store of the licence that whoever asks works for, with its counts, oldest first',
    access: 'licence',
    permission: 'store.read',
    storeStaff: true,
    scope: 'stores',
    params: z.object({ licenceId: id('licence') }),
    query: cursorQuery.extend({
      limit: z.coerce.number().int().min(1).max(100).default(50),
      state: storeState.optional(),
    }),
    answer: page(matrixStore).extend({ storeCount: z.number().int(), storeLimit: z.number().int() }),
  }),
  getStoreSettings: endpoint({
    ...staff,
    permission: 'store.read',
    id: 'getStoreSettings',
    method: 'get',
    path: '/v1/stores/{storeId}/settings',
    summary: 'A store as its staff see it',
    answer: storeSettings,
    etag: 'answered',
  }),
  editStore: endpoint({
    ...staff,
    permission: 'store.edit',
    id: 'editStore',
    method: 'patch',
    path: '/v1/stores/{storeId}',
    summary: 'Edits texts, main category, default language and freight of a store; what is left out stays',
    etag: 'required',
    body: z.strictObject({
      /** replaces all languages */
      texts: textsIn.optional(),
      defaultLocale: localeSchema.optional(),
      categoryId: id('category').nullable().optional(),
      freight: freightIn.optional(),
    }),
    answer: storeSettings,
    problems: ['state_conflict'],
  }),
  setStoreLogo: endpoint({
    ...staff,
    permission: 'store.edit',
    id: 'setStoreLogo',
    method: 'put',
    path: '/v1/stores/{storeId}/logo',
    summary: 'Uploads the logo (JPEG, PNG or WebP); it is cut to a square of 256 pixels',
    rateGroup: 'upload',
    bodyType: 'form',
    body: z.strictObject({ file: z.file() }),
    answer: storeSettings,
    problems: ['state_conflict', 'picture_refused', 'unavailable'],
  }),
  removeStoreLogo: endpoint({
    ...staff,
    permission: 'store.edit',
    id: 'removeStoreLogo',
    method: 'delete',
    path: '/v1/stores/{storeId}/logo',
    summary: 'Takes the logo away',
    answer: storeSettings,
    problems: ['state_conflict'],
  }),
  closeStore: endpoint({
    ...staff,
    permission: 'store.close',
    id: 'closeStore',
    method: 'post',
    path: '/v1/stores/{storeId}:close',
    summary:
      'Closes a store for good: it sells nothing more at once, and is closed when its last open order is done',
    answer: storeSettings,
    problems: ['state_conflict'],
  }),
  reopenStore: endpoint({
    ...staff,
    permission: 'store.close',
    id: 'reopenStore',
    method: 'post',
    path: '/v1/stores/{storeId}:reopen',
    summary: 'Opens a store again that is closing and not yet closed',
    answer: storeSettings,
    problems: ['state_conflict', 'licence_inactive'],
  }),
  listStores: endpoint({
    id: 'listStores',
    method: 'get',
    path: '/v1/stores',
    area: 'stores',
    summary: 'Stores that sell, newest first',
    access: 'public',
    query: cursorQuery.extend({
      /** those whose main category is this one or lies below it */
      categoryId: id('category').optional(),
      /** ids between commas of stores that come first on the first page, in this order, where they sell; later pages leave them out */
      first: z
        .string()
        .max(400)
        .transform((text) => text.split(','))
        .pipe(z.array(id('store')).max(12))
        .optional(),
    }),
    answer: page(storeCard),
  }),
  getStore: endpoint({
    id: 'getStore',
    method: 'get',
    path: '/v1/stores/{storeId}',
    area: 'stores',
    summary: 'A store as everybody sees it; one that has not opened yet is not found',
    access: 'public',
    rateGroup: 'hot',
    params,
    answer: store,
  }),
  getStoreBySlug: endpoint({
    id: 'getStoreBySlug',
    method: 'get',
    path: '/v1/store-slugs/{slug}',
    area: 'stores',
    summary: 'The same by its slug',
    access: 'public',
    rateGroup: 'hot',
    params: z.object({ slug }),
    answer: store,
  }),
  operatorListStores: endpoint({
    ...operator,
    id: 'operatorListStores',
    method: 'get',
    path: '/v1/operator/stores',
    summary: 'All stores, newest first',
    query: cursorQuery.extend({
      state: storeState.optional(),
      licenceId: id('licence').optional(),
      /** the beginning of a slug */
      text: z.string().trim().toLowerCase().max(40).optional(),
    }),
    answer: page(
      storeCard.extend({
        licenceId: id('licence'),
        legalName: z.string(),
        licenceState,
        reason: sanctionReason.nullable(),
        createdAt: instant,
      }),
    ),
  }),
  operatorGetStore: endpoint({
    ...operator,
    id: 'operatorGetStore',
    method: 'get',
    path: '/v1/operator/stores/{storeId}',
    summary: 'A store as its staff see it',
    params,
    answer: storeSettings,
    etag: 'answered',
  }),
  restrictStore: endpoint({
    ...operator,
    id: 'restrictStore',
    method: 'post',
    path: '/v1/operator/stores/{storeId}:restrict',
    summary: 'Restricts a store: it sells what it has, and lists nothing new',
    params,
    body: sanction,
    answer: storeSettings,
    problems: ['state_conflict'],
  }),
  suspendStore: endpoint({
    ...operator,
    id: 'suspendStore',
    method: 'post',
    path: '/v1/operator/stores/{storeId}:suspend',
    summary: 'Suspends a store: it sells nothing until it is reinstated; its orders go on',
    params,
    body: sanction,
    answer: storeSettings,
    problems: ['state_conflict'],
  }),
  reinstateStore: endpoint({
    ...operator,
    id: 'reinstateStore',
    method: 'post',
    path: '/v1/operator/stores/{storeId}:reinstate',
    summary: 'Ends the restriction or suspension of a store',
    params,
    body: z.strictObject({ note: prose(1000).default('') }),
    answer: storeSettings,
    problems: ['state_conflict'],
  }),
  banStore: endpoint({
    ...operator,
    id: 'banStore',
    method: 'post',
    path: '/v1/operator/stores/{storeId}:ban',
    summary: 'Bans a store for good; its place in the licence stays taken, its orders go on',
    params,
    body: sanction,
    answer: storeSettings,
    problems: ['state_conflict'],
  }),
};
