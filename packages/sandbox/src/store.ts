import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import { fromJson, toJson } from './json.ts';
import type { Change, Delivery, EventRecord, KeyRecord, Payment, Refund } from './model.ts';

/**
 * Everything the provider knows, in memory, and each change of it in the journal. Reading, deciding and
 * `commit` happen in one turn of the event loop, so that no two decisions can be taken on the same state;
 * only then is the disk waited for.
 */
export class Store {
  readonly payments = new Map<string, Payment>();
  readonly refunds = new Map<string, Refund>();
  readonly deliveries = new Map<string, Delivery>();
  readonly keys = new Map<string, KeyRecord>();
  /** by position; the event at position n is at index n - 1 */
  readonly events: EventRecord[] = [];
  readonly eventsById = new Map<string, EventRecord>();
  defaultFaults: Faults = {};
  clockStandsAt: number | null = null;
  /** Where every change goes; set once the journal has been read. */
  journal: Journal | null = null;
  readonly #paymentsByReference = new Map<string, string[]>();
  readonly #eventsByPayment = new Map<string, string[]>();

  /** In force at once for every later decision; resolves when it is on the disk. */
  commit(change: Change): Promise<void> {
    if (this.journal === null) throw new Error('the journal is not open');
    this.apply(change);
    return this.journal.append(toJson(change));
  }

  /** Resolves when everything committed so far is on the disk. */
  settled(): Promise<void> {
    return this.journal?.settled() ?? Promise.resolve();
  }

  /** A line that `commit` wrote. */
  replay(line: string): void {
    this.apply(fromJson(line) as Change);
  }

  paymentsOf(reference: string): Payment[] {
    const ids = this.#paymentsByReference.get(reference) ?? [];
    return ids.flatMap((id) => this.payments.get(id) ?? []);
  }

  /** In order of their sequence numbers: number n is at index n - 1. */
  eventsOf(paymentId: string): EventRecord[] {
    const ids = this.#eventsByPayment.get(paymentId) ?? [];
    return ids.flatMap((id) => this.eventsById.get(id) ?? []);
  }

  private apply(change: Change): void {
    for (const payment of change.payments ?? []) {
      if (!this.payments.has(payment.id)) remember(this.#paymentsByReference, payment.reference, payment.id);
      this.payments.set(payment.id, payment);
    }
    for (const refund of change.refunds ?? []) this.refunds.set(refund.id, refund);
    for (const event of change.events ?? []) {
      this.events.push(event);
      this.eventsById.set(event.id, event);
      remember(this.#eventsByPayment, event.paymentId, event.id);
    }
    for (const delivery of change.deliveries ?? []) this.deliveries.set(delivery.eventId, delivery);
    for (const key of change.keys ?? []) this.keys.set(key.key, key);
    if (change.defaultFaults) this.defaultFaults = change.defaultFaults;
    if (change.clock) this.clockStandsAt = change.clock.standsAt;
  }
}

function remember(index: Map<string, string[]>, key: string, id: string): void {
  const ids = index.get(key);
  if (ids) ids.push(id);
  else index.set(key, [id]);
}
