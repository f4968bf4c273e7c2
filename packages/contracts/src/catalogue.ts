import { z } from 'zod';
import { categoriesEndpoints, category } from './categories.ts';
import {
  amountMinor,
  currency,
  cursorQuery,
  id,
  instant,
  line,
  localeSchema,
  localized,
  page,
  problem,
  prose,
  version,
} from './common.ts';
import { endpoint } from './endpoint.ts';
import { importsEndpoints } from './imports.ts';
import { picture } from './media.ts';
import { availability } from './search.ts';

export * from './categories.ts';
export * from './imports.ts';

const texts = z.partialRecord(localeSchema, z.string());
/** `draft` and `delisted` goods are seen by their store's staff alone; `removed` ones are kept for their orders. */
export const listingState = z.enum(['draft', 'listed', 'delisted', 'removed']).meta({ id: 'ListingState' });

export const productTexts = z
  .partialRecord(localeSchema, z.object({ title: z.string(), description: z.string().optional() }))
  .meta({ id: 'ProductTexts' });

/** A variant as its store sees it. */
export const sku = z
  .object({
    id: id('sku'),
    /** the store's own number of the variant */
    code: z.string(),
    /** one value for each of the product's option names, in their order */
    options: z.array(texts),
    priceMinor: amountMinor,
    /** a former price that is shown crossed out; always above the price */
    compareAtMinor: amountMinor.nullable(),
    /** freight of a piece; null: the store's own freight applies */
    freightMinor: amountMinor.nullable(),
    weightGrams: z.number().int().nullable(),
    /** ever put in less what was taken out by hand, and what of it no live order holds */
    received: z.number().int(),
    available: z.number().int(),
    version,
  })
  .meta({ id: 'Sku' });

/** Goods as their store sees them. */
export const storeProduct = z
  .object({
    id: id('product'),
    storeId: id('store'),
    state: listingState,
    code: z.string().nullable(),
    categoryId: id('category'),
    texts: productTexts,
    optionNames: z.array(texts),
    currency,
    skus: z.array(sku),
    pictures: z.array(picture),
    version,
    listedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'StoreProduct' });

/** A row of the store's list. */
export const storeProductSummary = z
  .object({
    id: id('product'),
    state: listingState,
    code: z.string().nullable(),
    categoryId: id('category'),
    title: texts,
    currency,
    priceFromMinor: amountMinor.nullable(),
    priceToMinor: amountMinor.nullable(),
    skuCount: z.number().int(),
    /** pieces over all variants that can be sold */
    available: z.number().int(),
    picture: picture.nullable(),
    version,
    listedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'StoreProductSummary' });

/** Goods as a shopper sees them. */
export const product = z
  .object({
    id: id('product'),
    texts: productTexts,
    /** from the root of the tree to the goods' own category */
    categories: z.array(category.pick({ id: true, slug: true, names: true })),
    optionNames: z.array(texts),
    currency,
    priceFromMinor: amountMinor,
    priceToMinor: amountMinor,
    availability,
    skus: z.array(
      sku
        .pick({
          id: true,
          options: true,
          priceMinor: true,
          compareAtMinor: true,
          freightMinor: true,
          weightGrams: true,
        })
        .extend({ availability }),
    ),
    pictures: z.array(picture),
    store: z.object({
      id: id('store'),
      slug: z.string(),
      name: texts,
      /** freight of an order where the variant names none, and the value of goods from which it is free */
      freightMinor: amountMinor,
      freightFreeFromMinor: amountMinor.nullable(),
    }),
    listedAt: instant,
  })
  .meta({ id: 'Product' });

// What comes in.
const title = line(200);
const description = prose(10_000);
const code = line(64);
const option = localized(line(60));
const stockCount = z.number().int().min(0).max(1_000_000_000);
const stockDelta = z.number().int().min(-1_000_000_000).max(1_000_000_000);
const weightGrams = z.number().int().min(0).max(10_000_000);
const reason = line(200);

const skuInput = z.strictObject({
  code,
  options: z.array(option).max(3).default([]),
  priceMinor: amountMinor,
  compareAtMinor: amountMinor.nullable().default(null),
  freightMinor: amountMinor.nullable().default(null),
  weightGrams: weightGrams.nullable().default(null),
  /** pieces put in at once */
  stock: stockCount.default(0),
});
const skuChange = z.strictObject({
  id: id('sku'),
  code: code.optional(),
  options: z.array(option).max(3).optional(),
  priceMinor: amountMinor.optional(),
  compareAtMinor: amountMinor.nullable().optional(),
  freightMinor: amountMinor.nullable().optional(),
  weightGrams: weightGrams.nullable().optional(),
});

export const productInput = z.strictObject({
  code: code.nullable().default(null),
  categoryId: id('category'),
  texts: localized(z.strictObject({ title, description: description.optional() })),
  /** what the variants differ in; none where there is one variant */
  optionNames: z.array(option).max(3).default([]),
  skus: z.array(skuInput).min(1).max(200),
  /** on sale at once, if all that this needs is there */
  list: z.boolean().default(false),
});
export type ProductInput = z.output<typeof productInput>;

/** What is left out stays as it is. */
const productChange = z.strictObject({
  code: code.nullable().optional(),
  categoryId: id('category').optional(),
  /** languages named replace theirs; null takes a language away */
  texts: z
    .partialRecord(localeSchema, z.strictObject({ title, description: description.optional() }).nullable())
    .optional(),
  optionNames: z.array(option).max(3).optional(),
  /** variants to add, to change in some of their fields, and to take off */
  addSkus: z.array(skuInput).max(200).default([]),
  changeSkus: z.array(skuChange).max(200).default([]),
  removeSkuIds: z.array(id('sku')).max(200).default([]),
});
export type ProductChange = z.output<typeof productChange>;

/** Pieces as counted now (`set`), or more or fewer by so many (`adjust`). */
const stockChange = z.union([z.strictObject({ set: stockCount }), z.strictObject({ adjust: stockDelta })]);
export type StockChange = z.output<typeof stockChange>;

const skuBatchItem = z.strictObject({
  skuId: id('sku'),
  priceMinor: amountMinor.optional(),
  compareAtMinor: amountMinor.nullable().optional(),
  freightMinor: amountMinor.nullable().optional(),
  stock: stockChange.optional(),
  /** refused where the variant was changed since; left out, it is changed whatever it is by now */
  ifVersion: version.optional(),
});
export type SkuBatchItem = z.output<typeof skuBatchItem>;

export const stockLevel = z
  .object({ skuId: id('sku'), received: z.number().int(), available: z.number().int() })
  .meta({ id: 'StockLevel' });

const storeParams = z.object({ storeId: id('store') });
const productParams = storeParams.extend({ productId: id('product') });
const skuParams = storeParams.extend({ skuId: id('sku') });
const read = {
  area: 'catalogue',
  access: 'licence',
  permission: 'catalogue.read',
  scope: 'catalogue',
} as const;
const edit = {
  area: 'catalogue',
  access: 'licence',
  permission: 'catalogue.edit',
  scope: 'catalogue',
} as const;
const productProblems = [
  'product_code_taken',
  'sku_code_taken',
  'product_limit',
  'state_conflict',
  'not_listable',
] as const;

export const catalogueEndpoints = {
  ...categoriesEndpoints,
  getProduct: endpoint({
    id: 'getProduct',
    method: 'get',
    path: '/v1/products/{productId}',
    area: 'catalogue',
    summary: 'Goods on sale, with variants, pictures and what a page needs to know of the store',
    access: 'public',
    params: z.object({ productId: id('product') }),
    answer: product,
  }),
  listStoreProducts: endpoint({
    ...read,
    id: 'listStoreProducts',
    method: 'get',
    path: '/v1/stores/{storeId}/products',
    summary: "All of a store's goods that were not removed, newest first",
    params: storeParams,
    query: cursorQuery.extend({
      state: z.enum(['draft', 'listed', 'delisted']).optional(),
      /** words of the title, or a product's or variant's code */
      q: z.string().max(200).optional(),
      /** with everything below it */
      categoryId: id('category').optional(),
    }),
    answer: page(storeProductSummary),
  }),
  createProduct: endpoint({
    ...edit,
    id: 'createProduct',
    method: 'post',
    path: '/v1/stores/{storeId}/products',
    summary: 'Creates goods with their variants and stock',
    params: storeParams,
    body: productInput,
    answer: storeProduct,
    status: 201,
    idempotent: true,
    etag: 'answered',
    problems: productProblems,
  }),
  getStoreProduct: endpoint({
    ...read,
    id: 'getStoreProduct',
    method: 'get',
    path: '/v1/stores/{storeId}/products/{productId}',
    summary: 'Goods of a store in any state but removed, with stock',
    params: productParams,
    answer: storeProduct,
    etag: 'answered',
  }),
  editProduct: endpoint({
    ...edit,
    id: 'editProduct',
    method: 'patch',
    path: '/v1/stores/{storeId}/products/{productId}',
    summary: 'Changes goods and their variants; stock is changed by its own endpoint',
    params: productParams,
    body: productChange,
    answer: storeProduct,
    etag: 'required',
    problems: productProblems,
  }),
  listProduct: endpoint({
    ...edit,
    id: 'listProduct',
    method: 'post',
    path: '/v1/stores/{storeId}/products/{productId}:list',
    summary: 'Puts goods on sale; asked again, it changes nothing',
    params: productParams,
    answer: storeProduct,
    etag: 'answered',
    problems: ['state_conflict', 'not_listable'],
  }),
  delistProduct: endpoint({
    ...edit,
    id: 'delistProduct',
    method: 'post',
    path: '/v1/stores/{storeId}/products/{productId}:delist',
    summary: 'Takes goods off sale; asked again, it changes nothing',
    params: productParams,
    answer: storeProduct,
    etag: 'answered',
    problems: ['state_conflict'],
  }),
  removeProduct: endpoint({
    ...edit,
    id: 'removeProduct',
    method: 'delete',
    path: '/v1/stores/{storeId}/products/{productId}',
    summary: 'Removes goods for good; orders that hold them go on',
    params: productParams,
  }),
  changeStock: endpoint({
    ...edit,
    id: 'changeStock',
    method: 'post',
    path: '/v1/stores/{storeId}/skus/{skuId}/stock',
    summary: 'Sets the pieces that can be sold, or adds or takes some, and keeps the reason',
    params: skuParams,
    body: z.strictObject({ change: stockChange, reason }),
    answer: stockLevel,
    idempotent: true,
    problems: ['stock_too_low', 'state_conflict'],
  }),
  listStockAdjustments: endpoint({
    ...read,
    id: 'listStockAdjustments',
    method: 'get',
    path: '/v1/stores/{storeId}/skus/{skuId}/stock-adjustments',
    summary: 'Changes of a stock made by hand, newest first',
    params: skuParams,
    query: cursorQuery,
    answer: page(z.object({ delta: z.number().int(), reason: z.string(), actor: z.string(), at: instant })),
  }),
  batchProducts: endpoint({
    ...edit,
    id: 'batchProducts',
    method: 'post',
    path: '/v1/stores/{storeId}/products:batch',
    summary:
      'Creates and changes up to 100 goods; each has its own result, and one that fails leaves its neighbours be',
    params: storeParams,
    bodyLimit: 8 * 1024 * 1024,
    body: z.strictObject({
      operations: z
        .array(
          z.discriminatedUnion('op', [
            z.strictObject({ op: z.literal('create'), product: productInput }),
            z.strictObject({
              op: z.literal('change'),
              productId: id('product'),
              ifVersion: version,
              change: productChange,
            }),
          ]),
        )
        .min(1)
        .max(100),
    }),
    /** in the order of the operations */
    answer: z.object({
      results: z.array(
        z.discriminatedUnion('ok', [
          z.object({ ok: z.literal(true), productId: id('product'), version }),
          z.object({ ok: z.literal(false), problem }),
        ]),
      ),
    }),
    idempotent: true,
  }),
  batchSkus: endpoint({
    ...edit,
    id: 'batchSkus',
    method: 'post',
    path: '/v1/stores/{storeId}/skus:batch',
    summary: 'Changes price, freight and stock of up to 500 variants; each has its own result',
    params: storeParams,
    body: z.strictObject({ items: z.array(skuBatchItem).min(1).max(500), reason: reason.default('batch') }),
    /** in the order of the items */
    answer: z.object({
      results: z.array(
        z.discriminatedUnion('ok', [
          z.object({
            ok: z.literal(true),
            skuId: id('sku'),
            version,
            received: z.number().int(),
            available: z.number().int(),
          }),
          z.object({ ok: z.literal(false), problem }),
        ]),
      ),
    }),
    idempotent: true,
  }),
  ...importsEndpoints,
};
