import { type AnswerInput, type cartEndpoints, toPublicId } from '@hazumi/contracts';
import { minorToJson, sumMinor } from '@hazumi/policy';
import { freightOfLines } from '../orders/freight.ts';
import { thumbnailUrl } from '../pictures/pictures.present.ts';
import type { CartLimits } from './cart.limits.ts';
import type { CartLineRow, CartRow } from './cart.repository.ts';

export type Cart = AnswerInput<typeof cartEndpoints.getCart>;
type StoreAnswer = Cart['stores'][number];
type LineAnswer = StoreAnswer['lines'][number];
type Notice = LineAnswer['notices'][number];

/** The cart of somebody who has put nothing in yet. */
export const emptyCart: Cart = { id: null, version: 0, pieces: 0, stores: [], totals: [] };

/** A cart by store, in the order in which the first line of each store went in. */
export function presentCart(rows: readonly CartRow[], limits: CartLimits): Cart {
  const first = rows[0];
  if (first === undefined) return emptyCart;
  const lines = rows.filter((row) => row.id !== null);
  const stores = [...Map.groupBy(lines, (line) => line.store_id).values()].map((of) =>
    presentStore(of, limits),
  );
  return {
    id: toPublicId('cart', first.cart_id),
    version: first.version,
    pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
    stores,
    totals: [...Map.groupBy(stores, (store) => store.currency)].map(([currency, of]) => ({
      currency,
      goodsMinor: sumOf(of, (store) => store.goodsMinor),
      freightMinor: sumOf(of, (store) => store.freightMinor),
      totalMinor: sumOf(of, (store) => store.totalMinor),
    })),
  };
}

/** The sums are those of the order that would be placed now, so they count only lines that can be bought as they stand. */
function presentStore(lines: readonly CartLineRow[], limits: CartLimits): StoreAnswer {
  const [store] = lines as readonly [CartLineRow];
  const purchasable = lines.filter((line) => isPurchasable(line, limits));
  const freight = freightOfLines(
    purchasable.map((line) => ({
      quantity: line.quantity,
      goodsMinor: goodsOf(line),
      pieceFreightMinor: line.freight_minor,
    })),
    { freightMinor: store.store_freight_minor, freeFromMinor: store.store_freight_free_from_minor },
  );
  const freightOf = new Map(purchasable.map((line, at) => [line.id, freight[at] ?? 0n]));
  const goodsMinor = sumMinor(purchasable.map(goodsOf));
  const freightMinor = sumMinor(freight);
  return {
    storeId: toPublicId('store', store.store_id),
    slug: store.slug,
    name: store.names,
    currency: store.currency,
    lines: lines.map((line) => presentLine(line, freightOf.get(line.id) ?? 0n, limits)),
    goodsMinor: minorToJson(goodsMinor),
    freightMinor: minorToJson(freightMinor),
    totalMinor: minorToJson(goodsMinor + freightMinor),
  };
}

function presentLine(line: CartLineRow, freightMinor: bigint, limits: CartLimits): LineAnswer {
  return {
    id: toPublicId('cartLine', line.id),
    storeId: toPublicId('store', line.store_id),
    productId: toPublicId('product', line.product_id),
    skuId: toPublicId('sku', line.sku_id),
    title: line.titles,
    options: line.options,
    pictureUrl: line.picture_key === null ? null : thumbnailUrl(line.picture_key),
    quantity: line.quantity,
    unitPriceMinor: minorToJson(line.price_minor),
    seenPriceMinor: minorToJson(line.seen_price_minor),
    goodsMinor: minorToJson(goodsOf(line)),
    freightMinor: minorToJson(freightMinor),
    available: availableOf(line, limits),
    notices: noticesOf(line, limits),
    purchasable: isPurchasable(line, limits),
  };
}

function noticesOf(line: CartLineRow, limits: CartLimits): Notice[] {
  // Of goods that are not sold, neither price nor stock says anything.
  if (!line.is_on_sale) return ['notPurchasable'];
  const notices: Notice[] = [];
  if (line.price_minor !== line.seen_price_minor) notices.push('priceChanged');
  if (line.available <= 0n) notices.push('soldOut');
  else if (availableOf(line, limits) < line.quantity) notices.push('notEnoughStock');
  return notices;
}

const isPurchasable = (line: CartLineRow, limits: CartLimits): boolean =>
  line.is_on_sale && line.quantity <= availableOf(line, limits);

/** The most pieces that may be asked for. Of goods that are not sold that is none, whatever lies in stock. */
function availableOf(line: CartLineRow, limits: CartLimits): number {
  if (!line.is_on_sale) return 0;
  return Number(line.available < BigInt(limits.pieces) ? line.available : limits.pieces);
}

const goodsOf = (line: CartLineRow): bigint => line.price_minor * BigInt(line.quantity);

const sumOf = (stores: readonly StoreAnswer[], amount: (store: StoreAnswer) => number): number =>
  minorToJson(sumMinor(stores.map((store) => BigInt(amount(store)))));
