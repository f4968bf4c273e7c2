import type { Clock } from '../../kernel/clock.ts';
import type {
  EventPage,
  PaymentOrder,
  PaymentProvider,
  ProviderAnswer,
  ProviderCapabilities,
  ProviderFailure,
  ProviderFailureCode,
  ProviderPayment,
  ProviderRefund,
  RefundOrder,
  WebhookReading,
} from './port.ts';
import {
  isKnownType,
  type Read,
  readEvent,
  readEventPage,
  readPayment,
  readPayments,
  readProblem,
  readRefund,
  type SandboxProblem,
} from './sandbox.answers.ts';
import { checkWebhook } from './standard-webhooks.ts';

export interface SandboxProviderOptions {
  /** where Sandbox Pay listens, without a slash at the end */
  url: string;
  apiKey: string;
  /** its webhook secrets; more than one while it is being changed */
  webhookSecrets: readonly string[];
  clock: Clock;
  /** how long one call may take in all, milliseconds */
  timeoutMs?: number;
  /** how old or how far ahead a webhook may be */
  toleranceSeconds?: number;
}

const capabilities: ProviderCapabilities = {
  methods: [
    { method: 'card', maxInstalments: 24, mayCaptureOtherAmount: true, isPaidLater: false },
    { method: 'slip', maxInstalments: 1, mayCaptureOtherAmount: true, isPaidLater: true },
    { method: 'voucher', maxInstalments: 1, mayCaptureOtherAmount: false, isPaidLater: false },
  ],
  locales: ['zh-CN', 'ja', 'en'],
};

/**
 * Sandbox Pay over HTTP. Our reference is the Idempotency-Key, so that a call repeated after a crash does
 * nothing new.
 */
export class SandboxProvider implements PaymentProvider {
  readonly name = 'sandbox';
  readonly capabilities = capabilities;
  readonly #options: SandboxProviderOptions;

  constructor(options: SandboxProviderOptions) {
    this.#options = options;
  }

  async create(order: PaymentOrder): Promise<ProviderAnswer<ProviderPayment>> {
    const { maxInstalments, ...same } = order;
    const body = { ...same, instalments: maxInstalments, expiresAt: order.expiresAt.toISOString() };
    return (
      unsendable(order) ?? this.#ask('POST', '/api/payments', readPayment, body, `create:${order.reference}`)
    );
  }

  async findByReference(reference: string): Promise<ProviderAnswer<ProviderPayment | null>> {
    const answer = await this.#ask(
      'GET',
      `/api/payments?reference=${encodeURIComponent(reference)}`,
      readPayments,
    );
    return answer.ok ? { ok: true, value: answer.value[0] ?? null } : answer;
  }

  get(paymentId: string): Promise<ProviderAnswer<ProviderPayment>> {
    return this.#ask('GET', `/api/payments/${encodeURIComponent(paymentId)}`, readPayment);
  }

  async cancel(paymentId: string): Promise<ProviderAnswer<ProviderPayment>> {
    const path = `/api/payments/${encodeURIComponent(paymentId)}/cancel`;
    const answer = await this.#exchange('POST', path, {});
    // The shopper was quicker than we: of a cancellation that came too late the payment itself is the answer.
    const paid = answer.ok && answer.status === 409 ? readProblem(answer.body)?.payment : undefined;
    return paid ? { ok: true, value: paid } : interpret(answer, readPayment);
  }

  async refund(order: RefundOrder): Promise<ProviderAnswer<ProviderRefund>> {
    const { paymentId, ...body } = order;
    const path = `/api/payments/${encodeURIComponent(paymentId)}/refunds`;
    return unsendable(order) ?? this.#ask('POST', path, readRefund, body, `refund:${order.reference}`);
  }

  getRefund(refundId: string): Promise<ProviderAnswer<ProviderRefund>> {
    return this.#ask('GET', `/api/refunds/${encodeURIComponent(refundId)}`, readRefund);
  }

  listEvents(after: string | null, limit: number): Promise<ProviderAnswer<EventPage>> {
    const query = new URLSearchParams({ after: after ?? '0', limit: String(limit) });
    return this.#ask('GET', `/api/events?${query}`, readEventPage);
  }

  parseWebhook(headers: Pick<Headers, 'get'>, rawBody: Uint8Array): WebhookReading {
    const { webhookSecrets, clock, toleranceSeconds = 300 } = this.#options;
    const check = checkWebhook(headers, rawBody, {
      secrets: webhookSecrets,
      now: clock.now(),
      toleranceSeconds,
    });
    if (!check.ok) return check;
    const body = parseJson(Buffer.from(rawBody).toString('utf8'));
    const event = readEvent(body);
    if (event === null && !isKnownType(body)) return { ok: false, reason: 'type_unknown' };
    // The id in the header is signed beside the body; they must name one event.
    return event?.id === check.id ? { ok: true, event } : { ok: false, reason: 'body_unreadable' };
  }

  async #ask<T>(
    method: 'GET' | 'POST',
    path: string,
    read: Read<T>,
    body?: object,
    key?: string,
  ): Promise<ProviderAnswer<T>> {
    return interpret(await this.#exchange(method, path, body, key), read);
  }

  /** One request and its answer, whatever its status, within the time-out. */
  async #exchange(method: 'GET' | 'POST', path: string, body?: object, key?: string): Promise<Exchange> {
    const { url, apiKey, timeoutMs = 10_000 } = this.#options;
    const headers: Record<string, string> = { authorization: `Bearer ${apiKey}` };
    if (body) headers['content-type'] = 'application/json';
    if (key) headers['idempotency-key'] = key;
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers,
        body: body && toJson(body),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      // Reading counts into the time-out too: a provider may stop in the middle of its answer.
      return { ok: true, status: response.status, body: parseJson(await response.text()) };
    } catch (error) {
      return networkFailure(error);
    }
  }
}

type Exchange = { ok: true; status: number; body: unknown } | ProviderFailure;

function interpret<T>(exchange: Exchange, read: Read<T>): ProviderAnswer<T> {
  if (!exchange.ok) return exchange;
  const { status, body } = exchange;
  if (status >= 400) return refusal(status, readProblem(body));
  const value = read(body);
  return value === null
    ? failure('unreadable', true, `status ${status} with a body of another shape`)
    : { ok: true, value };
}

/** A refusal under the port's names. */
function refusal(status: number, problem: SandboxProblem | null): ProviderFailure {
  const detail = problem ? `${problem.code}: ${problem.detail}` : `status ${status}`;
  if (status >= 500 || status === 429) return failure('unavailable', true, detail);
  switch (problem?.code) {
    case 'unauthorized':
    case 'not_found':
    case 'not_captured':
    case 'refund_exceeds_captured':
      return failure(problem.code, false, detail);
    case 'idempotency_key_reused':
      return failure('reference_reused', false, detail);
    default:
      return failure('refused', false, detail);
  }
}

/**
 * What the wire cannot carry is refused before it is sent: nothing was done, and asking again changes
 * nothing.
 */
function unsendable(order: { reference: string; amountMinor: bigint }): ProviderFailure | null {
  if (!/^[\x21-\x7e]{1,200}$/.test(order.reference)) {
    return failure('refused', false, 'the reference must be 1 to 200 visible ASCII characters');
  }
  if (order.amountMinor <= 0n || order.amountMinor > BigInt(Number.MAX_SAFE_INTEGER)) {
    return failure('refused', false, 'the amount must be positive and fit an integer of JSON');
  }
  return null;
}

const failure = (code: ProviderFailureCode, retry: boolean, detail: string): ProviderFailure => ({
  ok: false,
  retry,
  code,
  detail,
});

function networkFailure(error: unknown): ProviderFailure {
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') return failure('timeout', true, 'no answer in time');
  return failure('unreachable', true, cause?.code ?? message);
}

/** Null for what is not JSON; no answer of ours is null. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const toJson = (body: object): string =>
  JSON.stringify(body, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
