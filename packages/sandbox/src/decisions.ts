import { instalmentPlan } from './instalments.ts';
import type { Act, Capture, EventType, FailureCode, Payment, Refund } from './model.ts';
import { type Refusal, refuse } from './refusals.ts';

/**
 * The life of a payment as pure functions: the record as it is, what happens, and the instant (milliseconds
 * since 1970) go in; the record as it becomes and the event to tell the merchant come out, or a refusal that
 * changes nothing.
 */
export type Decision = { ok: true; payment: Payment; emits: EventType | null } | Refusal;

/** An act of the shopper on a payment whose expiry has been settled first (`settleExpiry`). */
export function decideAct(payment: Payment, act: Act, now: number): Decision {
  if (act.kind === 'approve' || act.kind === 'paySlip') return decideMoney(payment, act, now);
  if (payment.status !== 'pending') return notOpen(payment);
  switch (act.kind) {
    case 'challenge': {
      if (payment.method !== 'card') return wrongMethod(payment, act);
      if (act.instalments > payment.maxInstalments) return notOffered(payment, act.instalments);
      const challenge = { instalments: act.instalments, cardLast4: act.cardLast4 };
      return { ok: true, payment: { ...payment, challenge }, emits: null };
    }
    case 'decline':
      return fail(payment, act.reason);
    case 'cancelByShopper':
      return fail(payment, 'cancelled_by_shopper');
    case 'expire':
      return expire(payment);
  }
}

/** What the payment is once its time is up: the same record where it isn't, or where it no longer matters. */
export function settleExpiry(payment: Payment, now: number): { payment: Payment; emits: EventType | null } {
  return payment.status === 'pending' && payment.expiresAt <= now
    ? expire(payment)
    : { payment, emits: null };
}

/** The money of a processing payment comes in; null where it isn't due, or came already. */
export function decideArrival(payment: Payment, now: number): Decision | null {
  if (payment.status !== 'processing' || payment.processing === null || payment.processing.dueAt > now)
    return null;
  return captured(payment, payment.processing.capture, now);
}

/** The merchant wants it no more. Money that came first wins, and the merchant is told so by the refusal. */
export function decideCancel(payment: Payment): Decision {
  switch (payment.status) {
    case 'pending':
      return { ok: true, payment: { ...payment, ...closed, status: 'cancelled' }, emits: null };
    case 'captured':
      return refuse('payment_captured', 'It was captured before it could be cancelled.', { payment });
    case 'processing':
      return refuse('payment_processing', 'The shopper has paid; the money will be captured.', { payment });
    case 'failed':
    case 'expired':
    case 'cancelled':
      return { ok: true, payment, emits: null };
  }
}

export type RefundDecision =
  | { ok: true; payment: Payment; refund: Refund; emits: EventType | null }
  | Refusal;

/**
 * A refund begins: its amount is reserved, so that refunds under way at the same time cannot exceed the
 * capture together.
 */
export function decideRefund(
  payment: Payment,
  asked: { id: string; reference: string; amountMinor: bigint },
  now: number,
): RefundDecision {
  if (payment.status !== 'captured') {
    return refuse('not_captured', `The payment is ${payment.status}.`, { payment });
  }
  const leftMinor = payment.capturedMinor - payment.refundedMinor - payment.refundingMinor;
  if (asked.amountMinor > leftMinor) {
    const detail = `${asked.amountMinor} was asked for; ${leftMinor} of ${payment.capturedMinor} is left.`;
    return refuse('refund_exceeds_captured', detail, { payment });
  }
  const willFail = payment.refundFailuresLeft > 0;
  const delayMs = payment.faults.refundDelayMs ?? 0;
  const refund: Refund = {
    ...asked,
    paymentId: payment.id,
    currency: payment.currency,
    status: 'pending',
    failureCode: null,
    createdAt: now,
    dueAt: now + delayMs,
    willFail,
  };
  const reserved: Payment = {
    ...payment,
    refundingMinor: payment.refundingMinor + asked.amountMinor,
    refundFailuresLeft: payment.refundFailuresLeft - (willFail ? 1 : 0),
  };
  // A refund that will fail is answered as pending first, as banks do it: the merchant learns of it by an
  // event.
  return willFail || delayMs > 0
    ? { ok: true, payment: reserved, refund, emits: null }
    : finishRefund(reserved, refund);
}

/** A pending refund is decided; null where it isn't due, or was decided already. */
export function decideRefundEnd(payment: Payment, refund: Refund, now: number): RefundDecision | null {
  return refund.status !== 'pending' || refund.dueAt > now ? null : finishRefund(payment, refund);
}

function finishRefund(payment: Payment, refund: Refund): RefundDecision {
  const refundingMinor = payment.refundingMinor - refund.amountMinor;
  if (refund.willFail) {
    const failed: Refund = { ...refund, status: 'failed', failureCode: 'refund_refused_by_bank' };
    return { ok: true, payment: { ...payment, refundingMinor }, refund: failed, emits: 'refund.failed' };
  }
  const refundedMinor = payment.refundedMinor + refund.amountMinor;
  return {
    ok: true,
    payment: { ...payment, refundingMinor, refundedMinor },
    refund: { ...refund, status: 'succeeded' },
    emits: 'refund.succeeded',
  };
}

function decideMoney(
  payment: Payment,
  act: Extract<Act, { kind: 'approve' | 'paySlip' }>,
  now: number,
): Decision {
  if ((payment.method === 'slip') !== (act.kind === 'paySlip')) return wrongMethod(payment, act);
  const { lateMs, declined } = payment.faults;
  const comesLate = payment.status === 'expired' && lateMs !== undefined;
  if (payment.status !== 'pending' && !comesLate) return notOpen(payment);
  const instalments = act.kind === 'approve' ? act.instalments : 1;
  if (instalments > payment.maxInstalments) return notOffered(payment, instalments);
  if (payment.method === 'voucher' && (act.capturedMinor ?? payment.amountMinor) !== payment.amountMinor) {
    return refuse('amount_fixed', `It must be ${payment.amountMinor}.`, { payment });
  }
  if (declined !== undefined && act.kind === 'approve') return fail(payment, declined);
  const capture: Capture = {
    amountMinor: act.capturedMinor ?? instalmentPlan(payment.amountMinor, instalments).totalMinor,
    instalments,
    cardLast4: act.kind === 'approve' ? act.cardLast4 : null,
  };
  if (comesLate || lateMs === undefined) return captured(payment, capture, now);
  const processing = { capture, dueAt: payment.expiresAt + lateMs };
  return { ok: true, payment: { ...payment, ...closed, status: 'processing', processing }, emits: null };
}

/** Nothing of the shopper's is awaited any more. */
const closed = { challenge: null, scheduled: null, processing: null } as const;

function captured(payment: Payment, capture: Capture, now: number): Decision {
  const surplusMinor = capture.amountMinor - payment.amountMinor;
  return {
    ok: true,
    payment: {
      ...payment,
      ...closed,
      status: 'captured',
      capturedMinor: capture.amountMinor,
      interestMinor: capture.instalments > 1 && surplusMinor > 0n ? surplusMinor : 0n,
      instalments: capture.instalments,
      cardLast4: capture.cardLast4,
      capturedAt: now,
    },
    emits: 'payment.captured',
  };
}

function fail(payment: Payment, failureCode: FailureCode): Decision {
  return {
    ok: true,
    payment: { ...payment, ...closed, status: 'failed', failureCode },
    emits: 'payment.failed',
  };
}

function expire(payment: Payment): { ok: true; payment: Payment; emits: EventType } {
  return { ok: true, payment: { ...payment, ...closed, status: 'expired' }, emits: 'payment.expired' };
}

function notOpen(payment: Payment): Refusal {
  if (payment.status === 'captured') {
    return refuse('payment_captured', 'It is captured once and no more.', { payment });
  }
  if (payment.status === 'processing') {
    return refuse('payment_processing', 'The shopper has paid already.', { payment });
  }
  return refuse('payment_not_open', `The payment is ${payment.status}.`, { payment });
}

const wrongMethod = (payment: Payment, act: Act): Refusal =>
  refuse('act_not_for_method', `"${act.kind}" does not fit a payment by ${payment.method}.`, { payment });

const notOffered = (payment: Payment, instalments: number): Refusal =>
  refuse(
    'instalments_not_offered',
    `${instalments} were asked for; at most ${payment.maxInstalments} are offered.`,
    {
      payment,
    },
  );
