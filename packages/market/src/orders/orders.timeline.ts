import { type AnswerInput, type IdKind, type ordersEndpoints, toPublicId } from '@hazumi/contracts';
import type { TimelineRow } from './orders.repository.ts';
import type { Viewer } from './orders.viewer.ts';

type Timeline = AnswerInput<(typeof ordersEndpoints)['getMyOrder']>['timeline'];

/** Facts of an event that a timeline shows. Everything else an event records (fees, versions, keys) stays inside. */
const shownFacts = new Set([
  'amountMinor',
  'capturedMinor',
  'carrier',
  'cause',
  'currency',
  'differenceName',
  'failureCode',
  'instalments',
  'lines',
  'method',
  'reason',
  'totalMinor',
  'trackingNumber',
]);
/** Ids among the facts, and what they name: they leave the house as public ids. */
const shownIds: Record<string, IdKind> = {
  checkoutId: 'checkout',
  paymentId: 'payment',
  refundId: 'refund',
  shipmentId: 'shipment',
};

/**
 * What happened to an order, oldest first. A store's staff see what happened to their order alone: the checkout and its payments
 * may have paid for other stores' orders too.
 */
export function timelineOf(events: readonly TimelineRow[], viewer: Viewer): Timeline {
  const shown =
    viewer.kind === 'staff'
      ? events.filter((event) => event.subject_type === 'order' || event.subject_type === 'refund')
      : events;
  return shown.map((event) => ({ type: event.type, at: event.at.toISOString(), data: factsOf(event.data) }));
}

function factsOf(data: Record<string, unknown>): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data)) {
    const kind = shownIds[name];
    if (kind !== undefined && typeof value === 'string') facts[name] = toPublicId(kind, value);
    else if (shownFacts.has(name)) facts[name] = value;
  }
  return facts;
}
