/** The goods of the record in their sellers' stores, with the price and freight of the moment. */
import { endpoints } from '@hazumi/contracts';
import { type Api, type Caller, isRefusal, Refusal } from './api.ts';
import { categorySlug, otherCategory } from './categories.ts';
import type { Journal } from './journal.ts';
import { goodsKey, type PlannedGoods, type PlannedLine, type PlannedOrder } from './plan.ts';
import type { RecordLine, RecordProduct } from './record.ts';
import type { Sellers } from './sellers.ts';

export interface Goods {
  /** the category of these goods in the market's tree */
  categoryOf(productId: string): string;
  /** Puts goods on sale, as far as that has not been done. */
  list(goods: PlannedGoods): Promise<void>;
  /** @throws Error for goods that are not on sale */
  skuOf(line: PlannedLine): string;
  /** Lets the sellers of an order ask what the record says they asked for its goods, where they ask something else. */
  setOffers(order: PlannedOrder): Promise<void>;
  /** Takes note that an order of a former run changed what its goods cost. */
  noteOffers(order: PlannedOrder): void;
}

/** The market's tree, read once: slug to id and names. */
export type Categories = Map<string, { id: string; names: Record<string, string | undefined> }>;

export async function readCategories(api: Api): Promise<Categories> {
  const { value } = await api(endpoints.listCategories);
  return new Map(value.data.map(({ slug, id, names }) => [slug, { id, names }]));
}

export function openGoods(parts: {
  api: Api;
  journal: Journal;
  sellers: Sellers;
  categories: Categories;
  products: ReadonlyMap<string, RecordProduct>;
}): Goods {
  const { api, journal, sellers, categories, products } = parts;
  const skus = new Map<string, string[]>();
  /** what a SKU costs now, by its id */
  const offers = new Map<string, string>();
  for (const entry of journal.earlier) {
    if (entry.kind === 'goods') skus.set(goodsKey(entry.sellerId, entry.productId), entry.skuIds);
  }

  const category = (productId: string) => {
    const found =
      categories.get(categorySlug(products.get(productId)?.category ?? '')) ?? categories.get(otherCategory);
    if (found === undefined) throw new Error(`the market has no category ${otherCategory}`);
    return found;
  };
  const skuOf = (line: PlannedLine): string => {
    const sku = skus.get(goodsKey(line.sellerId, line.productId))?.[line.variant];
    if (sku === undefined)
      throw new Error(`product ${line.productId} of seller ${line.sellerId} is not on sale`);
    return sku;
  };

  return {
    categoryOf: (productId) => category(productId).id,

    async list(goods) {
      const key = goodsKey(goods.sellerId, goods.productId);
      let skuIds = skus.get(key);
      if (skuIds === undefined) {
        const { storeId } = sellers.of(goods.sellerId);
        skuIds = await sellers.as(goods.sellerId, (caller) => create(caller, storeId, goods));
        skus.set(key, skuIds);
        journal.write({ kind: 'goods', sellerId: goods.sellerId, productId: goods.productId, skuIds });
      }
      for (const [at, { first }] of goods.variants.entries()) offers.set(skuIds[at] ?? '', offerOf(first));
    },

    skuOf,

    async setOffers(order) {
      const changed = order.lines.filter((line) => offers.get(skuOf(line)) !== offerOf(line));
      const bySeller = Map.groupBy(changed, (line) => line.sellerId);
      await Promise.all(
        [...bySeller].map(([sellerId, lines]) => setOffersOf(sellerId, order.record.id, lines)),
      );
    },

    noteOffers(order) {
      for (const line of order.lines) offers.set(skuOf(line), offerOf(line));
    },
  };

  async function setOffersOf(
    sellerId: string,
    orderId: string,
    lines: readonly PlannedLine[],
  ): Promise<void> {
    // Two lines of one SKU ask the same of it.
    const bySku = new Map(lines.map((line) => [skuOf(line), line]));
    const { storeId } = sellers.of(sellerId);
    const items = [...bySku].map(([skuId, line]) => ({
      skuId,
      priceMinor: Number(line.priceMinor),
      freightMinor: Number(line.freightMinor),
    }));
    const { value } = await sellers.as(sellerId, (caller) =>
      api(
        endpoints.batchSkus,
        {
          params: { storeId },
          idempotencyKey: `replay-${orderId}-offer`,
          body: { items, reason: 'price and freight of the record' },
        },
        caller,
      ),
    );
    for (const result of value.results) {
      if (!result.ok) throw new Refusal('batchSkus', result.problem);
    }
    for (const [skuId, line] of bySku) offers.set(skuId, offerOf(line));
  }

  async function create(caller: Caller, storeId: string, goods: PlannedGoods): Promise<string[]> {
    if (sellers.isKnown(goods.sellerId)) {
      const found = await find(caller, storeId, goods);
      if (found !== undefined) return found;
    }
    const { productId } = goods;
    const hasVariants = goods.variants.length > 1;
    const { id: categoryId, names } = category(productId);
    const title = (locale: 'zh-CN' | 'ja' | 'en') => ({
      title: `${names[locale] ?? ''} ${productId.slice(0, 8)}`,
    });
    try {
      const { value } = await api(
        endpoints.createProduct,
        {
          params: { storeId },
          idempotencyKey: `replay-${productId}-goods`,
          body: {
            code: productId,
            categoryId,
            texts: { 'zh-CN': title('zh-CN'), ja: title('ja'), en: title('en') },
            optionNames: hasVariants ? [{ 'zh-CN': '报价', ja: '価格', en: 'Offer' }] : [],
            skus: goods.variants.map(({ pieces, first }, at) => ({
              code: skuCode(productId, at),
              options: hasVariants ? [{ 'zh-CN': `${at + 1}`, ja: `${at + 1}`, en: `${at + 1}` }] : [],
              priceMinor: Number(first.priceMinor),
              freightMinor: Number(first.freightMinor),
              weightGrams: products.get(productId)?.weightGrams ?? null,
              stock: pieces,
            })),
            list: true,
          },
        },
        caller,
      );
      return inOrder(goods, value.skus);
    } catch (error) {
      if (!isRefusal(error, 'product_code_taken')) throw error;
      const found = await find(caller, storeId, goods);
      if (found === undefined) throw error;
      return found;
    }
  }

  /** Goods that a run made which was killed before it could note them. */
  async function find(caller: Caller, storeId: string, goods: PlannedGoods): Promise<string[] | undefined> {
    const { value: list } = await api(
      endpoints.listStoreProducts,
      { params: { storeId }, query: { q: goods.productId, limit: 100 } },
      caller,
    );
    const listed = list.data.find(({ code }) => code === goods.productId);
    if (listed === undefined) return undefined;
    const { value } = await api(
      endpoints.getStoreProduct,
      { params: { storeId, productId: listed.id } },
      caller,
    );
    return inOrder(goods, value.skus);
  }
}

const skuCode = (productId: string, variant: number): string =>
  variant === 0 ? productId : `${productId}-${variant + 1}`;

const offerOf = (line: RecordLine): string => `${line.priceMinor} ${line.freightMinor}`;

function inOrder(goods: PlannedGoods, skus: readonly { id: string; code: string }[]): string[] {
  return goods.variants.map((_, at) => {
    const sku = skus.find(({ code }) => code === skuCode(goods.productId, at));
    if (sku === undefined) throw new Error(`product ${goods.productId} lacks its variant ${at + 1}`);
    return sku.id;
  });
}
