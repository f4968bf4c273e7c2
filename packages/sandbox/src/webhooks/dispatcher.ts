import type { Clock } from '../clock.ts';
import type { Change, Delivery, DeliveryAttempt, EventRecord } from '../model.ts';
import type { Store } from '../store.ts';
import { secretKey, signature } from './sign.ts';

/** Posts a webhook; gives the status of the answer, and throws where there is none. */
export type Send = (
  url: string,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
) => Promise<number>;

/**
 * What a round of attempts waits for after the one before it failed; after the last the event is left to the
 * log.
 */
export const retryDelaysMs = [250, 1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000];
const answerWithinMs = 10_000;
const mostAtOnce = 64;

/**
 * Brings events to the merchants, at least once each until a 2xx, in no promised order. A round is one
 * attempt, or several at the same moment where duplicates were asked for.
 */
export class Dispatcher {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #machine: () => number;
  readonly #key: Buffer;
  readonly #send: Send;
  readonly #planned: (change: Change) => void;
  readonly #underway = new Map<string, Promise<void>>();
  readonly #queued = new Set<string>();
  readonly #closing = new AbortController();

  constructor(parts: {
    store: Store;
    clock: Clock;
    machine: () => number;
    secret: string;
    send: Send;
    planned: (change: Change) => void;
  }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#machine = parts.machine;
    this.#key = secretKey(parts.secret);
    this.#send = parts.send;
    this.#planned = parts.planned;
  }

  /** Begins the event's next round if it is due; more than 64 at once wait their turn. */
  begin(eventId: string): void {
    const delivery = this.#store.deliveries.get(eventId);
    const due = delivery?.state === 'pending' && delivery.dueAt <= this.#machine();
    if (!due || this.#underway.has(eventId) || this.#closing.signal.aborted) return;
    if (this.#underway.size >= mostAtOnce) {
      this.#queued.add(eventId);
      return;
    }
    const event = this.#store.eventsById.get(eventId) as EventRecord;
    const round = this.#round(event, delivery).finally(() => {
      this.#underway.delete(eventId);
      this.#beginQueued();
    });
    this.#underway.set(eventId, round);
  }

  /** Resolves when no round is under way. */
  async idle(): Promise<void> {
    while (this.#underway.size > 0) await Promise.all(this.#underway.values());
  }

  /** Breaks off what is under way; the journal still has it as pending. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.idle();
  }

  /** Sends an event once more, whatever became of it before. */
  async redeliver(eventId: string): Promise<Delivery | undefined> {
    const delivery = this.#store.deliveries.get(eventId);
    if (delivery === undefined || this.#underway.has(eventId)) return delivery;
    const renewed: Delivery = { ...delivery, state: 'pending', dueAt: this.#machine() };
    await this.#commit(renewed);
    return renewed;
  }

  async #round(event: EventRecord, delivery: Delivery): Promise<void> {
    // Nobody may hear of what a power cut could still undo.
    await this.#store.settled();
    const faults = this.#store.payments.get(event.paymentId)?.faults ?? {};
    const copies = delivery.rounds === 0 ? (faults.duplicateWebhooks ?? 0) : 0;
    const isForged = delivery.rounds < (faults.wrongSignatures ?? 0);
    const attempts = await Promise.all(
      Array.from({ length: copies + 1 }, () => this.#attempt(event, delivery.url, isForged)),
    );
    if (this.#closing.signal.aborted) return;
    const delivered = attempts.some(
      ({ answer }) => typeof answer === 'number' && answer >= 200 && answer < 300,
    );
    const delayMs = retryDelaysMs[delivery.rounds];
    const state = delivered ? 'delivered' : delayMs === undefined ? 'exhausted' : 'pending';
    const told: Delivery = {
      ...delivery,
      state,
      attempts: [...delivery.attempts, ...attempts],
      rounds: delivery.rounds + 1,
      dueAt: this.#machine() + (delayMs ?? 0),
    };
    // Not awaited: a round that the disk forgets is sent again, which every receiver must bear anyway.
    void this.#commit(told);
    this.#releaseOneBefore(event);
  }

  async #attempt(event: EventRecord, url: string, isForged: boolean): Promise<DeliveryAttempt> {
    const at = this.#machine();
    const timestamp = Math.floor(this.#clock.now() / 1000);
    const key = isForged ? Buffer.from('not the secret') : this.#key;
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Sandbox-Pay/1',
      'webhook-id': event.id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature(key, event.id, timestamp, event.body),
    };
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(answerWithinMs)]);
    try {
      return { at, answer: await this.#send(url, headers, event.body, signal) };
    } catch (error) {
      return { at, answer: describe(error) };
    }
  }

  /** An event held back by `outOfOrderMs` goes once its successor was sent. */
  #releaseOneBefore(event: EventRecord): void {
    const before = this.#store.eventsOf(event.paymentId)[event.sequence - 2];
    const delivery = before && this.#store.deliveries.get(before.id);
    const isHeld = delivery?.state === 'pending' && delivery.rounds === 0 && delivery.dueAt > this.#machine();
    if (isHeld) void this.#commit({ ...delivery, dueAt: this.#machine() });
  }

  #beginQueued(): void {
    for (const eventId of this.#queued) {
      if (this.#underway.size >= mostAtOnce) return;
      this.#queued.delete(eventId);
      this.begin(eventId);
    }
  }

  #commit(delivery: Delivery): Promise<void> {
    const change: Change = { deliveries: [delivery] };
    const durable = this.#store.commit(change);
    this.#planned(change);
    return durable;
  }
}

/** Over HTTP, without following redirects: a merchant that moves says so to us, not to a header. */
export const sendByFetch: Send = async (url, headers, body, signal) => {
  const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
  await response.body?.cancel();
  return response.status;
};

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error.name;
}
