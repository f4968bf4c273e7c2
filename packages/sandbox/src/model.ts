import type { Faults } from './faults.ts';

/** Languages of the hosted pages. */
export const locales = ['zh-CN', 'ja', 'en'] as const;
export type Locale = (typeof locales)[number];

/**
 * card: number on the hosted page, perhaps in instalments. slip: a number that is paid later at a counter,
 * perhaps with another amount. voucher: a code.
 */
export const paymentMethods = ['card', 'slip', 'voucher'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

/**
 * pending -> captured | failed | cancelled | expired, or pending -> processing -> captured where the shopper
 * has done his part and the money comes later. captured, failed and cancelled are final. expired -> captured
 * happens too: money that arrives late.
 */
export type PaymentStatus = 'pending' | 'processing' | 'captured' | 'failed' | 'expired' | 'cancelled';

export const declineReasons = [
  'card_declined',
  'insufficient_funds',
  'expired_card',
  'incorrect_cvc',
  'stolen_card',
  'processing_error',
  'authentication_failed',
  'voucher_used',
  'voucher_balance_too_low',
] as const;
export type DeclineReason = (typeof declineReasons)[number];
export type FailureCode = DeclineReason | 'cancelled_by_shopper';

/** What is to be taken once the money comes. */
export interface Capture {
  amountMinor: bigint;
  instalments: number;
  cardLast4: string | null;
}

/** What a shopper, or the machine that plays one, does with an open payment. */
export type Act =
  | { kind: 'approve'; capturedMinor: bigint | null; instalments: number; cardLast4: string | null }
  | { kind: 'paySlip'; capturedMinor: bigint | null }
  | { kind: 'challenge'; instalments: number; cardLast4: string }
  | { kind: 'decline'; reason: DeclineReason }
  | { kind: 'cancelByShopper' }
  | { kind: 'expire' };

/**
 * All instants are milliseconds since 1970 by the provider's clock; all amounts minor units of `currency`.
 */
export interface Payment {
  id: string;
  /** the merchant's own name for it */
  reference: string;
  status: PaymentStatus;
  method: PaymentMethod;
  currency: string;
  /** asked for */
  amountMinor: bigint;
  /** the most instalments that the merchant lets the shopper choose; 1 is payment at once */
  maxInstalments: number;
  description: string;
  returnUrl: string;
  webhookUrl: string;
  locale: Locale;
  createdAt: number;
  expiresAt: number;
  /** the bank's step that stands between the card form and the capture */
  challenge: { instalments: number; cardLast4: string } | null;
  /** an act that is to happen later, as when the shopper walks to the counter tomorrow */
  scheduled: { act: Act; dueAt: number } | null;
  /** while processing: what is captured, and when */
  processing: { capture: Capture; dueAt: number } | null;
  /** what was really taken: more than asked with interest, other than asked with slips; 0 before */
  capturedMinor: bigint;
  interestMinor: bigint;
  instalments: number;
  cardLast4: string | null;
  capturedAt: number | null;
  failureCode: FailureCode | null;
  slipNumber: string | null;
  /** refunds that succeeded, and refunds under way; their sum never exceeds what was captured */
  refundedMinor: bigint;
  refundingMinor: bigint;
  /** how many events of this payment there are */
  sequence: number;
  /** refunds that still have to fail before one succeeds */
  refundFailuresLeft: number;
  faults: Faults;
}

export type RefundStatus = 'pending' | 'succeeded' | 'failed';

export interface Refund {
  id: string;
  paymentId: string;
  reference: string;
  amountMinor: bigint;
  currency: string;
  status: RefundStatus;
  failureCode: 'refund_refused_by_bank' | null;
  createdAt: number;
  /** while pending: when it is decided, and whether it will fail */
  dueAt: number;
  willFail: boolean;
}

export const eventTypes = [
  'payment.captured',
  'payment.failed',
  'payment.expired',
  'refund.succeeded',
  'refund.failed',
] as const;
export type EventType = (typeof eventTypes)[number];

export interface EventRecord {
  id: string;
  /** place in the log of all events, from 1, without gaps */
  position: number;
  /** place among the events of its payment, from 1, without gaps */
  sequence: number;
  type: EventType;
  paymentId: string;
  createdAt: number;
  /** the webhook's body, the same bytes at every attempt */
  body: string;
}

export interface DeliveryAttempt {
  /** machine time, milliseconds since 1970 */
  at: number;
  /** status of the answer, or what went wrong on the way */
  answer: number | string;
}

/** One event on its way to the merchant. `lost` is a fault that was asked for: it is never sent. */
export interface Delivery {
  eventId: string;
  url: string;
  state: 'pending' | 'delivered' | 'exhausted' | 'lost';
  attempts: DeliveryAttempt[];
  /** rounds of attempts begun; a round sends the duplicates too */
  rounds: number;
  /** machine time of the next round */
  dueAt: number;
}

/** What an Idempotency-Key stood for. */
export interface KeyRecord {
  key: string;
  /** SHA-256 of method, path and body */
  digest: string;
  paymentId: string;
  refundId: string | null;
}

/** One atomic step: whole records that replace what was there before. One line of the journal. */
export interface Change {
  payments?: readonly Payment[];
  refunds?: readonly Refund[];
  events?: readonly EventRecord[];
  deliveries?: readonly Delivery[];
  keys?: readonly KeyRecord[];
  defaultFaults?: Faults;
  /** the instant a settable clock was set to, or null where it went back to the machine's time */
  clock?: { standsAt: number | null };
}
