import { z } from 'zod';
import { quantity } from './cart.ts';
import {
  address,
  amountMinor,
  currency,
  email,
  id,
  instant,
  line,
  localeSchema,
  sumMinor,
} from './common.ts';
import { couponRefusal } from './coupons.ts';
import { endpoint } from './endpoint.ts';
import { payment, paymentRequest } from './payments.ts';

export const checkoutOrder = z.object({
  orderId: id('order'),
  storeId: id('store'),
  number: z.string(),
  storeName: z.partialRecord(localeSchema, z.string()),
  state: z.string(),
  goodsMinor: amountMinor,
  freightMinor: amountMinor,
  taxMinor: amountMinor,
  totalMinor: amountMinor,
});

export const checkout = z
  .object({
    id: id('checkout'),
    state: z.enum(['unpaid', 'paid', 'cancelled']),
    currency,
    totalMinor: amountMinor,
    /** captured or under way; what is left to pay is totalMinor less both */
    capturedMinor: amountMinor,
    pendingMinor: amountMinor,
    remainingMinor: amountMinor,
    placedAt: instant,
    /** unpaid orders give their stock back then */
    expiresAt: instant,
    paidAt: instant.nullable(),
    orders: z.array(checkoutOrder),
    payments: z.array(payment),
  })
  .meta({ id: 'Checkout' });

/** What the shopper saw and agreed to. Anything dearer, or a line that cannot be had, is refused with the new facts. */
const seenLine = z.strictObject({
  skuId: id('sku'),
  quantity,
  unitPriceMinor: amountMinor,
});

export const quoteLines = z
  .array(z.strictObject({ skuId: id('sku'), quantity }))
  .min(1)
  .max(200);

export const quote = z
  .object({
    currency,
    orders: z.array(
      z.object({
        storeId: id('store'),
        storeName: z.partialRecord(localeSchema, z.string()),
        /** what coupons took off, already gone from the goods */
        discountMinor: sumMinor,
        lines: z.array(
          z.object({
            skuId: id('sku'),
            quantity: z.number().int(),
            unitPriceMinor: amountMinor,
            discountMinor: sumMinor,
            goodsMinor: sumMinor,
            freightMinor: sumMinor,
            taxMinor: sumMinor,
          }),
        ),
        goodsMinor: sumMinor,
        freightMinor: sumMinor,
        taxMinor: sumMinor,
        totalMinor: sumMinor,
      }),
    ),
    totalMinor: sumMinor,
    /** what became of each coupon that was named; an order with one that is refused is refused */
    coupons: z.array(
      z.object({
        claimId: id('couponClaim'),
        discountMinor: sumMinor,
        refused: couponRefusal.nullable(),
      }),
    ),
    methods: z.array(z.enum(['card', 'slip', 'voucher', 'balance'])),
  })
  .meta({ id: 'Quote' });

const placeProblems = [
  'cart_empty',
  'currency_mixed',
  'out_of_stock',
  'not_purchasable',
  'price_changed',
  'total_changed',
  'hoarding_limit',
  'coupon_refused',
] as const;

/** claimed coupons of whoever buys, in the order in which they are to be applied */
const couponClaimIds = z.array(id('couponClaim')).max(20).default([]);

const placeBody = {
  lines: z.array(seenLine).min(1).max(200),
  /** the total of goods and freight over all stores, as shown */
  totalMinor: amountMinor,
  currency,
  address,
  /** a guest's; signed-in people are written to at their own */
  email: email.optional(),
  note: line(300, 0).optional(),
  couponClaimIds,
};

export const checkoutEndpoints = {
  quoteCheckout: endpoint({
    id: 'quoteCheckout',
    method: 'post',
    path: '/v1/checkouts:quote',
    area: 'checkout',
    summary: 'What these lines cost now, by store, with freight and contained tax; changes nothing',
    access: 'shopper',
    scope: 'checkout',
    body: z.strictObject({ lines: quoteLines, couponClaimIds }),
    answer: quote,
    problems: ['currency_mixed', 'not_purchasable'],
  }),
  placeCheckout: endpoint({
    id: 'placeCheckout',
    method: 'post',
    path: '/v1/checkouts',
    area: 'checkout',
    summary:
      'Places one unpaid order a store and takes the stock, if price, stock and total are as the shopper saw them',
    access: 'shopper',
    scope: 'checkout',
    idempotent: true,
    body: z.strictObject({
      ...placeBody,
      /** cart lines that the order empties once it stands */
      cartLineIds: z.array(id('cartLine')).max(200).default([]),
    }),
    answer: checkout,
    status: 201,
    problems: placeProblems,
  }),
  buyNow: endpoint({
    id: 'buyNow',
    method: 'post',
    path: '/v1/buy-now',
    area: 'checkout',
    summary: "Places orders and pays them from the shopper's balance, in one request",
    access: 'person',
    scope: 'checkout',
    idempotent: true,
    rateGroup: 'hot',
    body: z.strictObject(placeBody),
    answer: z.object({
      checkoutId: id('checkout'),
      state: z.literal('paid'),
      currency,
      totalMinor: amountMinor,
      orders: z.array(
        z.object({ orderId: id('order'), storeId: id('store'), number: z.string(), totalMinor: amountMinor }),
      ),
    }),
    status: 201,
    problems: [...placeProblems, 'balance_too_low'],
  }),
  getCheckout: endpoint({
    id: 'getCheckout',
    method: 'get',
    path: '/v1/checkouts/{checkoutId}',
    area: 'checkout',
    summary: 'A checkout of whoever asks, with its orders and payments',
    access: 'shopper',
    scope: 'checkout',
    params: z.object({ checkoutId: id('checkout') }),
    answer: checkout,
  }),
  payCheckout: endpoint({
    id: 'payCheckout',
    method: 'post',
    path: '/v1/checkouts/{checkoutId}/payments',
    area: 'checkout',
    summary:
      'Begins one or several payments of a checkout; each answers where its shopper goes on, or that it is paid',
    access: 'shopper',
    scope: 'checkout',
    idempotent: true,
    params: z.object({ checkoutId: id('checkout') }),
    body: z.strictObject({
      payments: z.array(paymentRequest).min(1).max(20),
      returnUrl: z.url().max(2000).optional(),
    }),
    answer: checkout,
    status: 201,
    problems: [
      'checkout_expired',
      'already_paid',
      'balance_too_low',
      'payment_declined',
      'provider_unavailable',
      'state_conflict',
    ],
  }),
  finalizeCheckout: endpoint({
    id: 'finalizeCheckout',
    method: 'post',
    path: '/v1/checkouts/{checkoutId}:finalize',
    area: 'checkout',
    summary:
      'Asks the providers how the payments stand and books what is captured; the browser calls it on its return',
    access: 'shopper',
    scope: 'checkout',
    params: z.object({ checkoutId: id('checkout') }),
    answer: checkout,
  }),
  cancelCheckout: endpoint({
    id: 'cancelCheckout',
    method: 'post',
    path: '/v1/checkouts/{checkoutId}:cancel',
    area: 'checkout',
    summary: 'Gives up an unpaid checkout: its orders are cancelled and the stock goes back',
    access: 'shopper',
    scope: 'checkout',
    params: z.object({ checkoutId: id('checkout') }),
    answer: checkout,
    problems: ['already_paid'],
  }),
};
