import { z } from 'zod';
import { amountMinor, currency, id, localeSchema, sumMinor } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Largest number of pieces a line may ask for; the policy may allow fewer. */
export const quantity = z.number().int().min(1).max(9999);
const texts = z.partialRecord(localeSchema, z.string());

/** Why a line cannot be bought as it stands. The shopper sees it beside the line, with what can be done. */
export const lineNotice = z
  .enum(['priceChanged', 'notEnoughStock', 'soldOut', 'notPurchasable'])
  .meta({ id: 'LineNotice' });

export const cartLine = z
  .object({
    id: id('cartLine'),
    storeId: id('store'),
    productId: id('product'),
    skuId: id('sku'),
    title: texts,
    options: z.array(texts),
    pictureUrl: z.string().nullable(),
    quantity: z.number().int(),
    /** today's price of a piece, and the one the shopper saw when the line went in */
    unitPriceMinor: amountMinor,
    seenPriceMinor: amountMinor,
    goodsMinor: sumMinor,
    /** its share of the order's freight; 0 where it cannot be bought as it stands */
    freightMinor: sumMinor,
    /** the most pieces that may be asked for now: what is in stock, up to the policy's limit of a line */
    available: z.number().int(),
    notices: z.array(lineNotice),
    /** whether it can be bought as it stands, and so counts in the sums */
    purchasable: z.boolean(),
  })
  .meta({ id: 'CartLine' });

export const cart = z
  .object({
    id: id('cart').nullable(),
    version: z.number().int(),
    /** pieces of all lines, also of those that cannot be bought now */
    pieces: z.number().int(),
    /** lines by store; each store becomes an order of its own */
    stores: z.array(
      z.object({
        storeId: id('store'),
        slug: z.string(),
        name: texts,
        currency,
        lines: z.array(cartLine),
        /** sums of the lines that can be bought as they stand */
        goodsMinor: sumMinor,
        freightMinor: sumMinor,
        totalMinor: sumMinor,
      }),
    ),
    /** sums by currency of the lines that can be bought as they stand; more than one currency needs more than one checkout */
    totals: z.array(
      z.object({ currency, goodsMinor: sumMinor, freightMinor: sumMinor, totalMinor: sumMinor }),
    ),
  })
  .meta({ id: 'Cart' });

export const cartEndpoints = {
  startGuest: endpoint({
    id: 'startGuest',
    method: 'post',
    path: '/v1/guests',
    area: 'cart',
    summary:
      'Begins as a guest: answers (and sets as a cookie) the token that keeps a cart and opens its orders',
    access: 'public',
    answer: z.object({ token: z.string() }),
    status: 201,
  }),
  getCart: endpoint({
    id: 'getCart',
    method: 'get',
    path: '/v1/cart',
    area: 'cart',
    summary:
      'The cart of whoever asks, by store, with a notice at each line that cannot be bought as it stands',
    access: 'public',
    answer: cart,
    scope: 'cart',
  }),
  addCartLine: endpoint({
    id: 'addCartLine',
    method: 'post',
    path: '/v1/cart/lines',
    area: 'cart',
    summary: 'Puts pieces of a SKU into the cart; a SKU that is in it already gets more pieces',
    access: 'shopper',
    scope: 'cart',
    body: z.strictObject({
      skuId: id('sku'),
      quantity: quantity.default(1),
      seenPriceMinor: amountMinor.optional(),
    }),
    answer: cart,
    status: 201,
    problems: ['cart_full', 'not_purchasable', 'not_found'],
  }),
  changeCartLine: endpoint({
    id: 'changeCartLine',
    method: 'patch',
    path: '/v1/cart/lines/{lineId}',
    area: 'cart',
    summary: 'Changes the number of pieces; the price named, or else the price of today, counts as seen',
    access: 'shopper',
    scope: 'cart',
    params: z.object({ lineId: id('cartLine') }),
    body: z.strictObject({ quantity, seenPriceMinor: amountMinor.optional() }),
    answer: cart,
    problems: ['cart_full'],
  }),
  removeCartLine: endpoint({
    id: 'removeCartLine',
    method: 'delete',
    path: '/v1/cart/lines/{lineId}',
    area: 'cart',
    summary: 'Takes a line out of the cart',
    access: 'shopper',
    scope: 'cart',
    params: z.object({ lineId: id('cartLine') }),
    answer: cart,
  }),
};
