/**
 * Where money meets the market. A `PaymentProvider` is the strategy by which the market talks to one payment
 * service: it creates a payment, sends the shopper to the provider's own page, learns what became of it and
 * refunds it. To add a provider, implement this interface, and let `providerContract` (contract.ts) run
 * against it with a driver that plays the shopper; what passes there can be trusted by payments.service.
 *
 * What every implementation promises:
 * - **No exceptions for what the world does.** A decline is a payment with status `failed`; a timeout, a
 *   broken connection or an overloaded provider is `{ok: false, retry: true}`; what the provider refuses for
 *   good is `{ok: false, retry: false}`. A throw is a bug.
 * - **Bounded in time.** Every call ends within the time-out that the provider was made with.
 * - **`retry: true` means the outcome is unknown and asking again is safe.** `create` and `refund` take our
 *   own reference and do one thing per reference, however often they are called with the same arguments. So a
 *   caller writes its row first, then calls, and after a crash simply calls again.
 * - **Nothing is captured twice**, and refunds never exceed what was captured.
 *
 * What a caller must bear:
 * - It never calls inside a database transaction.
 * - The captured amount may differ from the amount asked for (instalment interest, a slip paid with another
 *   amount).
 * - Webhooks come late, twice, out of order or never. The amounts and the status inside an event are the
 *   provider's record at that time; `sequence` orders events of one payment; `get` has the last word;
 *   `listEvents` has what no webhook brought.
 * - Money may still come for a payment that has expired.
 */
export interface PaymentProvider {
  /** Stable name, stored with each payment. */
  readonly name: string;
  readonly capabilities: ProviderCapabilities;

  /**
   * Makes a payment for our reference and says where to send the shopper. The same reference with the same
   * order again gives the same payment, as it is by then; with another order it is refused
   * (`reference_reused`). A caller that cannot repeat its order exactly asks `findByReference` first.
   */
  create(order: PaymentOrder): Promise<ProviderAnswer<ProviderPayment>>;
  /** The payment with our reference, or null where the provider never heard of it. */
  findByReference(reference: string): Promise<ProviderAnswer<ProviderPayment | null>>;
  /** The payment by the provider's id, as it stands now. */
  get(paymentId: string): Promise<ProviderAnswer<ProviderPayment>>;
  /**
   * Asks that nothing be captured any more, and gives the payment as it then stands. Money that came first
   * wins: look at the status. `cancelled`, `failed` and `expired` mean that it is over; `captured` and
   * `processing` mean that the shopper has paid.
   */
  cancel(paymentId: string): Promise<ProviderAnswer<ProviderPayment>>;
  /** Gives back a part or all. To try again after a refund that failed, take a new reference. */
  refund(order: RefundOrder): Promise<ProviderAnswer<ProviderRefund>>;
  getRefund(refundId: string): Promise<ProviderAnswer<ProviderRefund>>;
  /**
   * Checks signature and age of a webhook and reads it. `rawBody` must be the bytes as they came: a body that
   * was parsed and printed again no longer fits its signature. A refused webhook is answered with 400, unless
   * `WebhookRefusal` says otherwise, and changes nothing.
   */
  parseWebhook(headers: Pick<Headers, 'get'>, rawBody: Uint8Array): WebhookReading;
  /** Events after a cursor in the provider's own order, oldest first; null begins at the beginning. */
  listEvents(after: string | null, limit: number): Promise<ProviderAnswer<EventPage>>;
}

export type ProviderMethod = 'card' | 'slip' | 'voucher';

export interface ProviderCapabilities {
  methods: readonly {
    method: ProviderMethod;
    /** the most instalments a shopper may be offered; 1 where there are none */
    maxInstalments: number;
    /** whether the captured amount may differ from the one asked for */
    mayCaptureOtherAmount: boolean;
    /** paid long after the shopper has left the page, so that its order waits longer */
    isPaidLater: boolean;
  }[];
  /** languages of the hosted page */
  locales: readonly ProviderLocale[];
}

export type ProviderLocale = 'zh-CN' | 'ja' | 'en';

/** What we want paid. */
export interface PaymentOrder {
  /** our name for this attempt to pay, unique for good: 1 to 200 visible ASCII characters */
  reference: string;
  /** minor units of `currency`, positive */
  amountMinor: bigint;
  /** ISO 4217 */
  currency: string;
  method: ProviderMethod;
  /** the most instalments the shopper may choose, 1 or more */
  maxInstalments: number;
  /** one line for the shopper: what is paid */
  description: string;
  /**
   * where the provider sends the shopper afterwards, with `payment` and `result` added to the query; the
   * latter is a hint, no proof
   */
  returnUrl: string;
  webhookUrl: string;
  expiresAt: Date;
  locale: ProviderLocale;
}

/**
 * pending: the shopper has yet to pay. processing: paid, the money comes later. captured, failed and
 * cancelled are final. expired is final but for money that arrives late: expired -> captured.
 */
export type ProviderPaymentStatus =
  | 'pending'
  | 'processing'
  | 'captured'
  | 'failed'
  | 'expired'
  | 'cancelled';

export interface ProviderPayment {
  /** the provider's id */
  id: string;
  reference: string;
  status: ProviderPaymentStatus;
  method: ProviderMethod;
  currency: string;
  /** asked for, minor units */
  amountMinor: bigint;
  /** taken from the shopper, minor units; 0 before */
  capturedMinor: bigint;
  /** the part of the captured amount that is instalment interest */
  interestMinor: bigint;
  /** refunds that have succeeded */
  refundedMinor: bigint;
  /** chosen by the shopper */
  instalments: number;
  /** why it failed, in the provider's words: 'insufficient_funds'; null unless failed */
  failureCode: string | null;
  /** what a shopper shows at a counter; null unless the method is a slip */
  slipNumber: string | null;
  /** the hosted page */
  redirectUrl: string;
  createdAt: Date;
  expiresAt: Date;
  capturedAt: Date | null;
  /** number of the last event of this payment, 0 before the first */
  sequence: number;
}

export interface RefundOrder {
  paymentId: string;
  /** our name for this refund, unique for good: 1 to 200 visible ASCII characters */
  reference: string;
  /** minor units of the payment's currency, positive */
  amountMinor: bigint;
}

export interface ProviderRefund {
  id: string;
  paymentId: string;
  reference: string;
  /** a failed refund has given nothing back */
  status: 'pending' | 'succeeded' | 'failed';
  amountMinor: bigint;
  currency: string;
  failureCode: string | null;
  createdAt: Date;
}

export type ProviderAnswer<T> = { ok: true; value: T } | ProviderFailure;

export interface ProviderFailure {
  ok: false;
  /** true: it may or may not have been done, and asking again with the same reference is safe and may help */
  retry: boolean;
  code: ProviderFailureCode;
  /** for our log, in the provider's words; never for the shopper */
  detail: string;
}

export type ProviderFailureCode =
  /** no answer within the time-out */
  | 'timeout'
  /** no connection, or one that broke */
  | 'unreachable'
  /** an answer that says so itself (5xx, 429) */
  | 'unavailable'
  /** an answer that we cannot read */
  | 'unreadable'
  | 'not_found'
  /** the reference was used for something else */
  | 'reference_reused'
  | 'refund_exceeds_captured'
  | 'not_captured'
  /** our credentials are wrong */
  | 'unauthorized'
  /** refused for another reason; `detail` has it */
  | 'refused';

interface EventHead {
  /** the same at every delivery of the event: the key by which a consumer is idempotent */
  id: string;
  /** counts the events of one payment from 1, without gaps */
  sequence: number;
  occurredAt: Date;
  /** the payment at the time of the event */
  payment: ProviderPayment;
}

export type ProviderEvent =
  | (EventHead & { type: 'payment.captured' | 'payment.failed' | 'payment.expired'; refund: null })
  | (EventHead & { type: 'refund.succeeded' | 'refund.failed'; refund: ProviderRefund });

export interface EventPage {
  events: readonly ProviderEvent[];
  /** where to go on; keep it even when the page is empty */
  nextCursor: string;
  hasMore: boolean;
}

export type WebhookReading = { ok: true; event: ProviderEvent } | { ok: false; reason: WebhookRefusal };

export type WebhookRefusal =
  | 'header_missing'
  | 'timestamp_malformed'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'signature_wrong'
  /**
   * rightly signed, but of a type that we don't know: answer it with 2xx and do nothing, or it comes again
   * and again
   */
  | 'type_unknown'
  /** rightly signed, but we cannot read it: a bug of ours or theirs, to be logged */
  | 'body_unreadable';
