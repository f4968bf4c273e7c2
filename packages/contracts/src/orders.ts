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
} from './common.ts';
import { endpoint } from './endpoint.ts';
import { sourceClass } from './touches.ts';

export const orderState = z
  .enum([
    'unpaid',
    'paid',
    'partShipped',
    'shipped',
    'complete',
    'stockOutCancelled',
    'refunded',
    'cancelled',
  ])
  .meta({ id: 'OrderState' });
const texts = z.partialRecord(localeSchema, z.string());

export const orderLine = z
  .object({
    lineNo: z.number().int(),
    productId: id('product'),
    skuId: id('sku'),
    title: texts,
    options: z.array(texts),
    pictureUrl: z.string().nullable(),
    quantity: z.number().int(),
    unitPriceMinor: amountMinor,
    goodsMinor: amountMinor,
    freightMinor: amountMinor,
    taxMinor: amountMinor,
    shippedQuantity: z.number().int(),
    refundedMinor: amountMinor,
    /** what coupons took off, already gone from the goods */
    discountMinor: amountMinor,
    /** the fee frozen when the order was placed; only the store's staff and operators see it */
    fee: z
      .object({
        feePpm: z.number().int(),
        feeMinor: amountMinor,
        reason: z.enum(['standard', 'firstStore']),
        policyVersion: z.number().int(),
      })
      .nullable(),
  })
  .meta({ id: 'OrderLine' });

export const shipment = z
  .object({
    id: id('shipment'),
    carrier: z.string(),
    trackingNumber: z.string(),
    lines: z.array(z.object({ lineNo: z.number().int(), quantity: z.number().int() })),
    shippedAt: instant,
    deliveredAt: instant.nullable(),
  })
  .meta({ id: 'Shipment' });

/** Where an order goes. Staff see it in full once it is paid; until then, and to operators, person and street are masked. */
export const orderAddress = z
  .object({
    recipient: z.string(),
    phone: z.string(),
    country,
    region: z.string(),
    city: z.string(),
    street: z.string(),
    postalCode: z.string(),
    masked: z.boolean(),
  })
  .meta({ id: 'OrderAddress' });

const sourceTouch = z.object({
  at: instant,
  surface: z.string(),
  /** a key of the policy's attribution.sourceClasses, or `direct` */
  source: z.string(),
  isPaid: z.boolean(),
  linkId: id('link').optional(),
  couponId: id('coupon').optional(),
  creatorId: id('creator').optional(),
});

/** Where an order counts as coming from: by its last touch within the policy's window that was not direct. */
export const orderSource = z
  .object({
    sourceClass,
    source: z.string(),
    linkId: id('link').nullable(),
    /** the touch that decided, and the first one; null for an order without touches */
    touch: sourceTouch.nullable(),
    first: sourceTouch.nullable(),
    /** the latest touches, oldest first */
    path: z.array(sourceTouch),
    policyVersion: z.number().int(),
  })
  .meta({ id: 'OrderSource' });

export const orderSummary = z
  .object({
    id: id('order'),
    number: z.string(),
    checkoutId: id('checkout'),
    storeId: id('store'),
    storeSlug: z.string(),
    storeName: texts,
    state: orderState,
    /** WeChat's numeric code of the state */
    stateCode: z.number().int(),
    currency,
    goodsMinor: amountMinor,
    freightMinor: amountMinor,
    taxMinor: amountMinor,
    totalMinor: amountMinor,
    refundedMinor: amountMinor,
    pieces: z.number().int(),
    /** the first line, for lists */
    firstLine: z.object({ title: texts, pictureUrl: z.string().nullable() }),
    placedAt: instant,
    paidAt: instant.nullable(),
    /** when the last piece was shipped, and when the carrier had scanned the last parcel at the door */
    shippedAt: instant.nullable(),
    deliveredAt: instant.nullable(),
    completedAt: instant.nullable(),
    cancelledAt: instant.nullable(),
  })
  .meta({ id: 'OrderSummary' });

export const order = orderSummary
  .extend({
    version: z.number().int(),
    cancelReason: z.string().nullable(),
    /** the shopper's word to the seller */
    note: z.string().nullable(),
    address: orderAddress,
    /** when an unpaid order gives its stock back */
    expiresAt: instant.nullable(),
    lines: z.array(orderLine),
    shipments: z.array(shipment),
    refunds: z.array(
      z.object({
        id: id('refund'),
        amountMinor,
        state: z.enum(['created', 'pending', 'succeeded', 'failed']),
        reason: z.string(),
        createdAt: instant,
        settledAt: instant.nullable(),
      }),
    ),
    /** what happened when, oldest first */
    timeline: z.array(z.object({ type: z.string(), at: instant, data: z.record(z.string(), z.unknown()) })),
    /** what whoever asks may do with it now */
    actions: z.array(z.enum(['pay', 'cancel', 'confirmReceipt', 'ship', 'deliver', 'refund'])),
    /** what coupons took off, already gone from the goods */
    discountMinor: amountMinor,
    /** the fee frozen when the order was placed; only the store's staff and operators see it */
    feeMinor: amountMinor.nullable(),
    /** where it counts as coming from, frozen with it; seen by the same people */
    source: orderSource.nullable(),
  })
  .meta({ id: 'Order' });

const orderParams = z.object({ orderId: id('order') });
const storeOrderParams = z.object({ storeId: id('store'), orderId: id('order') });
const listQuery = cursorQuery.extend({
  state: orderState.optional(),
  number: z.string().trim().max(40).optional(),
});
const storeAction = {
  area: 'orders',
  access: 'licence',
  permission: 'orders.handle',
  scope: 'orders',
  params: storeOrderParams,
  answer: order,
} as const;

export const ordersEndpoints = {
  listMyOrders: endpoint({
    id: 'listMyOrders',
    method: 'get',
    path: '/v1/me/orders',
    area: 'orders',
    summary: "The shopper's own orders over all stores, newest first",
    access: 'shopper',
    scope: 'checkout',
    query: listQuery,
    answer: page(orderSummary),
  }),
  getMyOrder: endpoint({
    id: 'getMyOrder',
    method: 'get',
    path: '/v1/me/orders/{orderId}',
    area: 'orders',
    summary: "One of the shopper's own orders with its timeline",
    access: 'shopper',
    scope: 'checkout',
    params: orderParams,
    answer: order,
    etag: 'answered',
  }),
  cancelMyOrder: endpoint({
    id: 'cancelMyOrder',
    method: 'post',
    path: '/v1/me/orders/{orderId}:cancel',
    area: 'orders',
    summary: 'Cancels an order that is not shipped; what was paid is refunded',
    access: 'shopper',
    scope: 'checkout',
    idempotent: true,
    params: orderParams,
    body: z.strictObject({ reason: line(200, 0).default('') }),
    answer: order,
    problems: ['state_conflict'],
  }),
  confirmReceipt: endpoint({
    id: 'confirmReceipt',
    method: 'post',
    path: '/v1/me/orders/{orderId}:confirmReceipt',
    area: 'orders',
    summary: 'The shopper has the goods: the order is complete',
    access: 'shopper',
    scope: 'checkout',
    params: orderParams,
    answer: order,
    problems: ['state_conflict'],
  }),
  listStoreOrders: endpoint({
    id: 'listStoreOrders',
    method: 'get',
    path: '/v1/stores/{storeId}/orders',
    area: 'orders',
    summary: "A store's orders, newest first",
    access: 'licence',
    permission: 'orders.read',
    scope: 'orders',
    params: z.object({ storeId: id('store') }),
    query: listQuery,
    answer: page(orderSummary),
  }),
  listLicenceOrders: endpoint({
    id: 'listLicenceOrders',
    method: 'get',
    path: '/v1/licences/{licenceId}/orders',
    area: 'orders',
    summary: 'The orders of all stores of a licence in one queue, newest first',
    access: 'licence',
    permission: 'orders.read',
    storeStaff: true,
    scope: 'orders',
    params: z.object({ licenceId: id('licence') }),
    query: listQuery,
    answer: page(orderSummary),
  }),
  getStoreOrder: endpoint({
    ...storeAction,
    id: 'getStoreOrder',
    method: 'get',
    path: '/v1/stores/{storeId}/orders/{orderId}',
    permission: 'orders.read',
    summary: "One of a store's orders",
    etag: 'answered',
  }),
  shipOrder: endpoint({
    ...storeAction,
    id: 'shipOrder',
    method: 'post',
    path: '/v1/stores/{storeId}/orders/{orderId}/shipments',
    summary: 'Ships all that is left, or some pieces of some lines',
    idempotent: true,
    body: z.strictObject({
      carrier: line(60),
      trackingNumber: line(60),
      lines: z
        .array(
          z.strictObject({
            lineNo: z.number().int().min(1).max(1000),
            quantity: z.number().int().min(1).max(9999),
          }),
        )
        .min(1)
        .max(200)
        .optional(),
    }),
    status: 201,
    problems: ['state_conflict'],
  }),
  deliverShipment: endpoint({
    ...storeAction,
    id: 'deliverShipment',
    method: 'post',
    path: '/v1/stores/{storeId}/orders/{orderId}/shipments/{shipmentId}:deliver',
    summary:
      "Records the carrier's scan at the door; once all is delivered the order completes by itself after a while",
    params: storeOrderParams.extend({ shipmentId: id('shipment') }),
    problems: ['state_conflict'],
  }),
  cancelStoreOrder: endpoint({
    ...storeAction,
    id: 'cancelStoreOrder',
    method: 'post',
    path: '/v1/stores/{storeId}/orders/{orderId}:cancel',
    summary: 'The seller cannot deliver: the order is cancelled for want of stock and refunded',
    idempotent: true,
    body: z.strictObject({ reason: line(200) }),
    problems: ['state_conflict'],
  }),
  refundOrder: endpoint({
    ...storeAction,
    id: 'refundOrder',
    method: 'post',
    path: '/v1/stores/{storeId}/orders/{orderId}/refunds',
    permission: 'money.refund',
    summary: 'Gives back part or all of a paid order; the fee on it goes back too',
    idempotent: true,
    body: z.strictObject({
      reason: line(200),
      /** all that is left unless told */
      lines: z
        .array(z.strictObject({ lineNo: z.number().int().min(1).max(1000), amountMinor: amountMinor.min(1) }))
        .min(1)
        .max(200)
        .optional(),
    }),
    status: 201,
    problems: ['state_conflict', 'refund_too_large'],
  }),
  listMarketOrders: endpoint({
    id: 'listMarketOrders',
    method: 'get',
    path: '/v1/operator/orders',
    area: 'orders',
    summary: 'Every order of the market, newest first',
    access: 'operator',
    scope: 'operator',
    query: listQuery,
    answer: page(orderSummary),
  }),
  getMarketOrder: endpoint({
    id: 'getMarketOrder',
    method: 'get',
    path: '/v1/operator/orders/{orderId}',
    area: 'orders',
    summary: 'Any order of the market',
    access: 'operator',
    scope: 'operator',
    params: orderParams,
    answer: order,
  }),
};
