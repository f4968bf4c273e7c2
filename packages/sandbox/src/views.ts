import { toJson } from './json.ts';
import type { Delivery, EventRecord, EventType, Payment, Refund } from './model.ts';

/**
 * The shapes that the API and the webhooks show: instants as RFC 3339 in UTC, amounts as integers of minor
 * units.
 */
export function paymentView(payment: Payment, baseUrl: string) {
  return {
    id: payment.id,
    reference: payment.reference,
    status: payment.status,
    method: payment.method,
    currency: payment.currency,
    amountMinor: payment.amountMinor,
    capturedAmountMinor: payment.capturedMinor,
    interestMinor: payment.interestMinor,
    refundedAmountMinor: payment.refundedMinor,
    refundingAmountMinor: payment.refundingMinor,
    instalments: payment.instalments,
    maxInstalments: payment.maxInstalments,
    failureCode: payment.failureCode,
    slipNumber: payment.slipNumber,
    cardLast4: payment.cardLast4,
    description: payment.description,
    locale: payment.locale,
    redirectUrl: pageUrl(payment, baseUrl),
    returnUrl: payment.returnUrl,
    webhookUrl: payment.webhookUrl,
    createdAt: instant(payment.createdAt),
    expiresAt: instant(payment.expiresAt),
    capturedAt: payment.capturedAt === null ? null : instant(payment.capturedAt),
    sequence: payment.sequence,
    faults: payment.faults,
  };
}

export function refundView(refund: Refund) {
  return {
    id: refund.id,
    paymentId: refund.paymentId,
    reference: refund.reference,
    status: refund.status,
    amountMinor: refund.amountMinor,
    currency: refund.currency,
    failureCode: refund.failureCode,
    createdAt: instant(refund.createdAt),
  };
}

/** The webhook's body, and an entry of the event log. */
export function eventBody(
  event: { id: string; type: EventType; position: number; sequence: number; createdAt: number },
  payment: Payment,
  refund: Refund | null,
  baseUrl: string,
): string {
  return toJson({
    id: event.id,
    type: event.type,
    timestamp: instant(event.createdAt),
    position: event.position,
    sequence: event.sequence,
    data: { payment: paymentView(payment, baseUrl), refund: refund === null ? null : refundView(refund) },
  });
}

export function deliveryView(event: EventRecord, delivery: Delivery) {
  return {
    eventId: event.id,
    type: event.type,
    url: delivery.url,
    state: delivery.state,
    rounds: delivery.rounds,
    nextRoundAt: delivery.state === 'pending' ? instant(delivery.dueAt) : null,
    attempts: delivery.attempts.map((attempt) => ({ at: instant(attempt.at), answer: attempt.answer })),
  };
}

export const pageUrl = (payment: Payment, baseUrl: string): string => `${baseUrl}/pay/${payment.id}`;

export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
