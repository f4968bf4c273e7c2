import type { AnswerInput } from '@hazumi/contracts';
import { type paymentsEndpoints, toPublicId } from '@hazumi/contracts';
import type { PaymentRow } from './payments.repository.ts';

/** A payment as its shopper sees it. */
export function presentPayment(payment: PaymentRow): AnswerInput<typeof paymentsEndpoints.finalizeTopUp> {
  const isOpen = payment.state === 'created' || payment.state === 'pending';
  return {
    id: toPublicId('payment', payment.id),
    method: payment.method,
    amountMinor: Number(payment.amount_minor),
    currency: payment.currency,
    instalments: payment.instalments,
    state: payment.state,
    capturedMinor: payment.captured_minor === null ? null : Number(payment.captured_minor),
    differenceName: payment.difference_name,
    refundedMinor: Number(payment.refunded_minor),
    failureCode: payment.failure_code,
    redirectUrl: isOpen ? payment.redirect_url : null,
    createdAt: payment.created_at.toISOString(),
    capturedAt: payment.captured_at?.toISOString() ?? null,
    expiresAt: payment.expires_at.toISOString(),
  };
}
