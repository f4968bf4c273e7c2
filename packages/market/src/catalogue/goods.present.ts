import { type AnswerInput, type catalogueEndpoints, toPublicId } from '@hazumi/contracts';
import { minorToJson } from '@hazumi/policy';
import { type PictureFacts, presentPicture } from '../pictures/pictures.present.ts';
import type { PublicProductRow, SummaryRow } from './goods.lists.ts';
import type { ProductRow, SkuRow } from './goods.repository.ts';

type StoreProductAnswer = AnswerInput<(typeof catalogueEndpoints)['getStoreProduct']>;
type ProductAnswer = AnswerInput<(typeof catalogueEndpoints)['getProduct']>;
type SummaryAnswer = AnswerInput<(typeof catalogueEndpoints)['listStoreProducts']>['data'][number];

/** Up to here a shopper is told how many pieces are left; above it, only that there are some. */
const exactUpTo = 10;

export function presentAvailability(available: number): { inStock: boolean; left: number | null } {
  return { inStock: available > 0, left: available <= exactUpTo ? available : null };
}

export const minorOrNull = (amount: bigint | null): number | null =>
  amount === null ? null : minorToJson(amount);
export const instantOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Goods as their own store sees them. */
export function presentStoreProduct(found: {
  product: ProductRow;
  skus: readonly SkuRow[];
  pictures: readonly PictureFacts[];
}): StoreProductAnswer {
  const { product, skus, pictures } = found;
  return {
    id: toPublicId('product', product.id),
    storeId: toPublicId('store', product.store_id),
    state: product.state,
    code: product.code,
    categoryId: toPublicId('category', product.category_id),
    texts: product.texts,
    optionNames: product.option_names,
    currency: product.currency,
    skus: skus.map((sku) => ({
      id: toPublicId('sku', sku.id),
      code: sku.code,
      options: sku.options,
      priceMinor: minorToJson(sku.price_minor),
      compareAtMinor: minorOrNull(sku.compare_at_minor),
      freightMinor: minorOrNull(sku.freight_minor),
      weightGrams: sku.weight_grams,
      received: Number(sku.received),
      available: Number(sku.available),
      version: sku.version,
    })),
    pictures: pictures.map(presentPicture),
    version: product.version,
    listedAt: instantOrNull(product.listed_at),
    createdAt: product.created_at.toISOString(),
    updatedAt: product.updated_at.toISOString(),
  };
}

export function presentSummary(row: SummaryRow): SummaryAnswer {
  return {
    id: toPublicId('product', row.id),
    state: row.state,
    code: row.code,
    categoryId: toPublicId('category', row.category_id),
    title: row.titles,
    currency: row.currency,
    priceFromMinor: minorOrNull(row.price_from_minor),
    priceToMinor: minorOrNull(row.price_to_minor),
    skuCount: row.sku_count,
    available: Number(row.available),
    picture: row.picture === null ? null : presentPicture(row.picture),
    version: row.version,
    listedAt: instantOrNull(row.listed_at),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** Goods as a shopper sees them. */
export function presentProduct(row: PublicProductRow): ProductAnswer {
  return {
    id: toPublicId('product', row.id),
    texts: row.texts,
    categories: row.categories.map(({ id, slug, names }) => ({
      id: toPublicId('category', id),
      slug,
      names,
    })),
    optionNames: row.option_names,
    currency: row.currency,
    priceFromMinor: minorToJson(row.price_from_minor),
    priceToMinor: minorToJson(row.price_to_minor),
    availability: presentAvailability(row.skus.reduce((sum, sku) => sum + sku.available, 0)),
    skus: row.skus.map((sku) => ({
      id: toPublicId('sku', sku.id),
      options: sku.options,
      priceMinor: sku.price_minor,
      compareAtMinor: sku.compare_at_minor,
      freightMinor: sku.freight_minor,
      weightGrams: sku.weight_grams,
      availability: presentAvailability(sku.available),
    })),
    pictures: row.pictures.map(presentPicture),
    store: {
      id: toPublicId('store', row.store_id),
      slug: row.slug,
      name: row.names,
      freightMinor: minorToJson(row.store_freight_minor),
      freightFreeFromMinor: minorOrNull(row.freight_free_from_minor),
    },
    listedAt: row.listed_at.toISOString(),
  };
}
