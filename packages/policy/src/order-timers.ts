/** Rule: the deadlines of an order. A deadline is the first instant at which the time is over. */
import { byCategory, type Category } from './by-category.ts';
import type { PolicyDocument } from './document.ts';
import { addDays, addHours, addMinutes } from './instants.ts';

/** When an order that is not paid for is cancelled and its stock released. */
export function unpaidExpiresAt(placedAt: Date, { orders }: Pick<PolicyDocument, 'orders'>): Date {
  return addMinutes(placedAt, orders.unpaidExpiryMinutes);
}

/** When a pay-later slip lapses. Its order waits as long, instead of expiring like other unpaid ones. */
export function slipExpiresAt(issuedAt: Date, { orders }: Pick<PolicyDocument, 'orders'>): Date {
  return addDays(issuedAt, orders.slipValidityDays);
}

/** When a paid order counts as shipped late. */
export function shipBy(paidAt: Date, { orders }: Pick<PolicyDocument, 'orders'>): Date {
  return addHours(paidAt, orders.shipWithinHours);
}

/** When a shipped order completes by itself: after delivery or, as long as no carrier has scanned one, after shipment. */
export function autoCompleteAt(
  shipment: { readonly shippedAt: Date; readonly deliveredAt: Date | null },
  { orders }: Pick<PolicyDocument, 'orders'>,
): Date {
  return shipment.deliveredAt === null
    ? addDays(shipment.shippedAt, orders.autoCompleteDaysAfterShipment)
    : addDays(shipment.deliveredAt, orders.autoCompleteDaysAfterDelivery);
}

/** Until when goods of a category can be returned. @param receivedAt delivery, or completion where no scan came. */
export function returnWindowEndsAt(
  receivedAt: Date,
  category: Category,
  { afterSales }: Pick<PolicyDocument, 'afterSales'>,
): Date {
  const own = byCategory(afterSales.returnWindowDaysByCategory, category);
  return addDays(receivedAt, own?.value ?? afterSales.returnWindowDays);
}
