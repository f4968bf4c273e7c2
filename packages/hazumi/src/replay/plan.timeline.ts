/** When the steps of an order happen. The record does not say; orders of the same market whose steps are known say how long they take. */
import { type Chance, chanceOf } from '../seed/chance.ts';
import type { Lifecycle, RecordOrder } from './record.ts';
import { sellersOf } from './record.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Sellers of this market have two days to a week from the approval of a payment to hand the goods over; the record has only the end. */
const leastHandlingMs = 2 * dayMs;
const mostHandlingMs = 7 * dayMs;
/** What a bank slip takes from purchase to approval; cards and vouchers are approved sooner. */
const slipApprovalMs = 6 * hourMs;
/** A slip is paid this long before it runs out, at the latest. */
const slipMarginMs = 10 * minuteMs;

export interface Timeline {
  placedAt: number;
  /** when slips are paid; all else is paid at once */
  slipPaidAt: number;
  /** by seller, in the order of `sellersOf` */
  parcels: { sellerId: string; shippedAt: number; deliveredAt: number }[];
}

export interface Lifecycles {
  /** approved within hours: paid at once */
  quick: readonly Lifecycle[];
  slow: readonly Lifecycle[];
}

/** Sorts the known orders by how they must have been paid. */
export function groupLifecycles(lifecycles: readonly Lifecycle[]): Lifecycles {
  const quick = lifecycles.filter((lifecycle) => lifecycle.approvalMs < slipApprovalMs);
  const slow = lifecycles.filter((lifecycle) => lifecycle.approvalMs >= slipApprovalMs);
  return { quick: quick.length > 0 ? quick : lifecycles, slow: slow.length > 0 ? slow : lifecycles };
}

/**
 * Draws the timeline of an order. The same seed and order always give the same one, whatever else is drawn.
 *
 * The order is placed so long before its earliest shipping limit as the seller's time to hand over and the approval of its payment
 * take; each seller's parcel then goes its own way.
 */
export function drawTimeline(
  order: RecordOrder,
  lifecycles: Lifecycles,
  slipValidityMs: number,
  seed: number,
): Timeline {
  const chance: Chance = chanceOf(seed, order.id);
  const isSlip = order.payments.some((payment) => payment.method === 'slip');
  const known = isSlip ? lifecycles.slow : lifecycles.quick;
  const first = chance.pick(known);
  const limit = Math.min(...order.lines.map((line) => line.shippingLimit));
  const handlingMs = chance.whole(leastHandlingMs / minuteMs, mostHandlingMs / minuteMs) * minuteMs;
  const approvalMs = isSlip ? Math.min(first.approvalMs, slipValidityMs - slipMarginMs) : 0;
  const placedAt = limit - handlingMs - first.approvalMs;
  const slipPaidAt = placedAt + approvalMs;
  const parcels = sellersOf(order).map((sellerId, at) => {
    const { carrierMs, deliveryMs } = at === 0 ? first : chance.pick(known);
    // Every step takes a moment, also where the record of another order has both at one instant.
    const shippedAt = slipPaidAt + Math.max(carrierMs, minuteMs);
    return { sellerId, shippedAt, deliveredAt: shippedAt + Math.max(deliveryMs, minuteMs) };
  });
  return { placedAt, slipPaidAt, parcels };
}
