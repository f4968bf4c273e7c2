import type { Task } from './agenda.ts';
import type { Clock } from './clock.ts';
import {
  type Decision,
  decideAct,
  decideArrival,
  decideCancel,
  decideRefund,
  decideRefundEnd,
  settleExpiry,
} from './decisions.ts';
import type { Faults } from './faults.ts';
import type { Ids } from './ids.ts';
import type { Act, Change, Delivery, EventRecord, EventType, KeyRecord, Payment, Refund } from './model.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { Store } from './store.ts';
import { eventBody } from './views.ts';

export type NewPayment = Pick<
  Payment,
  | 'reference'
  | 'method'
  | 'currency'
  | 'amountMinor'
  | 'maxInstalments'
  | 'description'
  | 'returnUrl'
  | 'webhookUrl'
  | 'locale'
  | 'expiresAt'
  | 'faults'
>;

/** A request's Idempotency-Key, with the SHA-256 of what it asked for. */
export interface RequestKey {
  key: string;
  digest: string;
}

export type Outcome<T> = { ok: true; value: T; replayed: boolean } | Refusal;

/**
 * Where requests and timers meet the payments. In each method everything up to the commit runs in one turn of
 * the event loop: of two requests at the same time one decides on what the other has made of the payment. The
 * answer waits for the disk.
 */
export class Desk {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #machine: () => number;
  readonly #ids: Ids;
  readonly #baseUrl: () => string;
  readonly #planned: (change: Change) => void;

  /** `planned` hears of every change, to note what it makes due later. */
  constructor(parts: {
    store: Store;
    clock: Clock;
    machine: () => number;
    ids: Ids;
    baseUrl: () => string;
    planned: (change: Change) => void;
  }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#machine = parts.machine;
    this.#ids = parts.ids;
    this.#baseUrl = parts.baseUrl;
    this.#planned = parts.planned;
  }

  async create(asked: NewPayment, key: RequestKey): Promise<Outcome<Payment>> {
    const now = this.#clock.now();
    const earlier = this.#recall(key);
    if (earlier === 'another request') return keyReused();
    if (earlier) return this.#replay(earlier, this.#store.payments.get(earlier.paymentId));
    if (asked.expiresAt <= now) return refuse('expires_in_past', 'A payment needs time to be paid.');
    const faults = { ...this.#store.defaultFaults, ...asked.faults };
    const payment: Payment = {
      ...asked,
      faults,
      id: this.#ids.next('pay'),
      status: 'pending',
      createdAt: now,
      challenge: null,
      scheduled: null,
      processing: null,
      capturedMinor: 0n,
      interestMinor: 0n,
      instalments: 1,
      cardLast4: null,
      capturedAt: null,
      failureCode: null,
      slipNumber: asked.method === 'slip' ? this.#ids.slipNumber() : null,
      refundedMinor: 0n,
      refundingMinor: 0n,
      sequence: 0,
      refundFailuresLeft: faults.refundFailures ?? 0,
    };
    await this.#commit({ payments: [payment], keys: [keyOf(key, payment.id, null)] });
    return { ok: true, value: payment, replayed: false };
  }

  /** The payment as it stands at this instant, its expiry settled. */
  async find(paymentId: string): Promise<Payment | undefined> {
    const payment = this.#settle(paymentId, this.#clock.now());
    await this.#store.settled();
    return payment;
  }

  /**
   * What the shopper does, now or `delayMs` later. `faults` are added to the payment's, unless the act is
   * refused.
   */
  async act(
    paymentId: string,
    act: Act,
    options: { delayMs?: number; faults?: Faults; key?: RequestKey | null } = {},
  ): Promise<Outcome<Payment>> {
    const now = this.#clock.now();
    const key = options.key ?? null;
    const earlier = this.#recall(key);
    if (earlier === 'another request') return keyReused();
    if (earlier) return this.#replay(earlier, this.#store.payments.get(earlier.paymentId));
    const settled = this.#settle(paymentId, now);
    if (!settled) return noPayment();
    const payment = options.faults ? withFaults(settled, options.faults) : settled;
    const decision = decideAct(payment, act, now);
    if (!decision.ok) {
      await this.#store.settled();
      return decision;
    }
    if (options.delayMs) {
      const scheduled = { act, dueAt: now + options.delayMs };
      return this.#keep({ ok: true, payment: { ...payment, scheduled }, emits: null }, now, key);
    }
    return this.#keep(decision, now, key);
  }

  async cancel(paymentId: string, key: RequestKey | null): Promise<Outcome<Payment>> {
    const now = this.#clock.now();
    const earlier = this.#recall(key);
    if (earlier === 'another request') return keyReused();
    if (earlier) return this.#replay(earlier, this.#store.payments.get(earlier.paymentId));
    const payment = this.#settle(paymentId, now);
    if (!payment) return noPayment();
    return this.#keep(decideCancel(payment), now, key);
  }

  async refund(
    paymentId: string,
    asked: { amountMinor: bigint; reference: string },
    key: RequestKey,
  ): Promise<Outcome<Refund>> {
    const now = this.#clock.now();
    const earlier = this.#recall(key);
    if (earlier === 'another request') return keyReused();
    if (earlier) return this.#replay(earlier, this.#store.refunds.get(earlier.refundId ?? ''));
    const payment = this.#settle(paymentId, now);
    if (!payment) return noPayment();
    const decision = decideRefund(payment, { ...asked, id: this.#ids.next('ref') }, now);
    if (!decision.ok) return decision;
    const { refund, emits } = decision;
    await this.#commit({
      ...this.#announce(decision.payment, emits, refund, now),
      refunds: [refund],
      keys: [keyOf(key, paymentId, refund.id)],
    });
    return { ok: true, value: refund, replayed: false };
  }

  /** Lets something go wrong from now on with a payment that exists. */
  async addFaults(paymentId: string, faults: Faults): Promise<Outcome<Payment>> {
    const payment = this.#settle(paymentId, this.#clock.now());
    if (!payment) return noPayment();
    const faulted = withFaults(payment, faults);
    await this.#commit({ payments: [faulted] });
    return { ok: true, value: faulted, replayed: false };
  }

  async setDefaultFaults(faults: Faults): Promise<void> {
    await this.#commit({ defaultFaults: faults });
  }

  async setClock(standsAt: number | null): Promise<void> {
    this.#clock.set(standsAt);
    await this.#commit({ clock: { standsAt } });
  }

  /** Does what has come due, as of the instant at which it was due. */
  async run(task: Exclude<Task, { kind: 'deliver' }>, dueAt: number): Promise<void> {
    if (task.kind === 'refundEnd') return this.#endRefund(task.refundId, dueAt);
    const payment = this.#settle(task.paymentId, dueAt);
    if (!payment || task.kind === 'expire') return this.#store.settled();
    if (task.kind === 'arrival') {
      const decision = decideArrival(payment, dueAt);
      if (decision) await this.#keep(decision, dueAt, null);
      return;
    }
    const { scheduled } = payment;
    if (scheduled === null || scheduled.dueAt > dueAt) return;
    const decision = decideAct({ ...payment, scheduled: null }, scheduled.act, dueAt);
    await this.#keep(
      decision.ok ? decision : { ok: true, payment: { ...payment, scheduled: null }, emits: null },
      dueAt,
      null,
    );
  }

  async #endRefund(refundId: string, dueAt: number): Promise<void> {
    const refund = this.#store.refunds.get(refundId);
    const payment = refund && this.#store.payments.get(refund.paymentId);
    const decision = payment && decideRefundEnd(payment, refund, dueAt);
    if (!decision?.ok) return;
    const announced = this.#announce(decision.payment, decision.emits, decision.refund, dueAt);
    await this.#commit({ ...announced, refunds: [decision.refund] });
  }

  /** Expires the payment where its time is up, and gives it as it then is. */
  #settle(paymentId: string, now: number): Payment | undefined {
    const payment = this.#store.payments.get(paymentId);
    if (!payment) return undefined;
    const settled = settleExpiry(payment, now);
    if (settled.emits === null) return payment;
    void this.#commit(this.#announce(settled.payment, settled.emits, null, now));
    return this.#store.payments.get(paymentId);
  }

  async #keep(decision: Decision, now: number, key: RequestKey | null): Promise<Outcome<Payment>> {
    if (!decision.ok) {
      await this.#store.settled();
      return decision;
    }
    const change = this.#announce(decision.payment, decision.emits, null, now);
    const keys = key === null ? [] : [keyOf(key, decision.payment.id, null)];
    const payment = change.payments[0];
    await this.#commit({ ...change, keys });
    return { ok: true, value: payment, replayed: false };
  }

  /** The payment with its event, and the event's way to the merchant. */
  #announce(
    payment: Payment,
    type: EventType | null,
    refund: Refund | null,
    now: number,
  ): { payments: [Payment]; events: EventRecord[]; deliveries: Delivery[] } {
    if (type === null) return { payments: [payment], events: [], deliveries: [] };
    const told: Payment = { ...payment, sequence: payment.sequence + 1 };
    const head = {
      id: this.#ids.next('evt'),
      type,
      position: this.#store.events.length + 1,
      sequence: told.sequence,
      createdAt: now,
    };
    const body = eventBody(head, told, refund, this.#baseUrl());
    const { outOfOrderMs, lostWebhooks } = told.faults;
    const heldMs = outOfOrderMs !== undefined && told.sequence % 2 === 1 ? outOfOrderMs : 0;
    const delivery: Delivery = {
      eventId: head.id,
      url: told.webhookUrl,
      state: lostWebhooks ? 'lost' : 'pending',
      attempts: [],
      rounds: 0,
      dueAt: this.#machine() + heldMs,
    };
    return { payments: [told], events: [{ ...head, paymentId: told.id, body }], deliveries: [delivery] };
  }

  #commit(change: Change): Promise<void> {
    const durable = this.#store.commit(change);
    this.#planned(change);
    return durable;
  }

  #recall(key: RequestKey | null): KeyRecord | 'another request' | undefined {
    const known = key === null ? undefined : this.#store.keys.get(key.key);
    return known !== undefined && known.digest !== key?.digest ? 'another request' : known;
  }

  /** The object that the key stood for, as it is by now. */
  async #replay<T>(earlier: KeyRecord, value: T | undefined): Promise<Outcome<T>> {
    await this.#store.settled();
    if (value === undefined) throw new Error(`key ${earlier.key} stands for nothing`);
    return { ok: true, value, replayed: true };
  }
}

const keyOf = (key: RequestKey, paymentId: string, refundId: string | null): KeyRecord => ({
  ...key,
  paymentId,
  refundId,
});

const keyReused = (): Refusal =>
  refuse('idempotency_key_reused', 'Take a new key, or repeat the request exactly.');

const noPayment = (): Refusal => refuse('not_found', 'There is no such payment.');

function withFaults(payment: Payment, faults: Faults): Payment {
  return {
    ...payment,
    faults: { ...payment.faults, ...faults },
    refundFailuresLeft: faults.refundFailures ?? payment.refundFailuresLeft,
  };
}
