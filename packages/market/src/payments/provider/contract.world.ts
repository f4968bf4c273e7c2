import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { PaymentProvider, ProviderAnswer, ProviderFailureCode, ProviderPayment } from './port.ts';
import type { WebhookInbox } from './webhook-inbox.ts';

/**
 * Plays the shopper and the world at the provider's end. Each act resolves when the provider has taken it in.
 */
export interface ProviderDriver {
  /** Pays by card or voucher; `instalments` by card only. */
  approve(payment: ProviderPayment, instalments?: number): Promise<void>;
  /** Tries to pay with a card that the bank declines. */
  decline(payment: ProviderPayment): Promise<void>;
  /** Pays a slip at a counter, with any amount. */
  paySlip(payment: ProviderPayment, amountMinor: bigint): Promise<void>;
  /** Lets the time to pay run out. */
  expire(payment: ProviderPayment): Promise<void>;
  /** The payment's webhooks will never be sent. */
  loseWebhooks(payment: ProviderPayment): Promise<void>;
  /** The bank will refuse the payment's next refund. */
  failNextRefund(payment: ProviderPayment): Promise<void>;
  /** While `during` runs, what is created is created, but its answer does not come. */
  withoutAnswers(during: () => Promise<void>): Promise<void>;
}

export interface ProviderUnderTest {
  provider: PaymentProvider;
  /** the same provider, with a time-out of about two seconds */
  impatient: PaymentProvider;
  /** the same kind of provider, at an address where nobody listens */
  unreachable: PaymentProvider;
  /** as `provider`, but with a webhook secret that is not the provider's */
  stranger: PaymentProvider;
  /** as `provider`, but its clock is off by so many seconds */
  withClockOff(seconds: number): PaymentProvider;
  driver: ProviderDriver;
  inbox: WebhookInbox;
  /** the clock by which payments expire */
  now(): Date;
  close(): Promise<void>;
}

/** What was done; a refusal fails the test. */
export function done<T>(answer: ProviderAnswer<T>): T {
  assert.ok(answer.ok, `refused: ${inspect(answer)}`);
  return answer.value;
}

/** Fails the test unless it was refused like that. */
export function refusedAs(answer: ProviderAnswer<unknown>, code: ProviderFailureCode, retry: boolean): void {
  assert.ok(!answer.ok, `${code} was expected, but it was done`);
  assert.deepEqual({ code: answer.code, retry: answer.retry }, { code, retry });
}
