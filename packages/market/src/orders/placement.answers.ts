import { type AnswerInput, type checkoutEndpoints, toPublicId } from '@hazumi/contracts';
import type { PlacedCheckout, PlacedOrder, Placement } from './placement.types.ts';

/** The answer to a wish that stands, as JSON text: it is stored under the request's key and sent again for every repeat. */
export function placementAnswer(placement: Placement, placed: PlacedCheckout, now: Date): string {
  return JSON.stringify(
    placement.pay === 'balance' ? boughtNow(placement, placed) : placedForLater(placement, placed, now),
  );
}

function boughtNow(
  placement: Placement,
  placed: PlacedCheckout,
): AnswerInput<typeof checkoutEndpoints.buyNow> {
  return {
    checkoutId: toPublicId('checkout', placed.id),
    state: 'paid',
    currency: placement.currency,
    totalMinor: Number(placed.totalMinor),
    orders: placed.orders.map((order) => ({
      orderId: toPublicId('order', order.id),
      storeId: toPublicId('store', order.storeId),
      number: order.number,
      totalMinor: Number(order.totalMinor),
    })),
  };
}

function placedForLater(
  placement: Placement,
  placed: PlacedCheckout,
  now: Date,
): AnswerInput<typeof checkoutEndpoints.placeCheckout> {
  const isFree = placed.totalMinor === 0n;
  const state = isFree ? 'paid' : 'unpaid';
  return {
    id: toPublicId('checkout', placed.id),
    state,
    currency: placement.currency,
    totalMinor: Number(placed.totalMinor),
    capturedMinor: 0,
    pendingMinor: 0,
    remainingMinor: Number(placed.totalMinor),
    placedAt: now.toISOString(),
    expiresAt: placed.expiresAt.toISOString(),
    paidAt: isFree ? now.toISOString() : null,
    orders: placed.orders.map((order) => ({
      orderId: toPublicId('order', order.id),
      storeId: toPublicId('store', order.storeId),
      number: order.number,
      storeName: storeNameOf(order),
      state,
      goodsMinor: Number(order.goodsMinor),
      freightMinor: Number(order.freightMinor),
      taxMinor: Number(order.taxMinor),
      totalMinor: Number(order.totalMinor),
    })),
    payments: [],
  };
}

function storeNameOf(order: PlacedOrder): Record<string, string> {
  return JSON.parse(order.lines[0]?.sku.storeNames ?? '{}');
}
