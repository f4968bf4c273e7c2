import { Agenda, type Alarm, type Task } from './agenda.ts';
import type { Clock } from './clock.ts';
import { Desk } from './desk.ts';
import type { Ids } from './ids.ts';
import { type Journal, memoryJournal } from './journal.ts';
import type { Change } from './model.ts';
import { Store } from './store.ts';
import { Dispatcher, type Send } from './webhooks/dispatcher.ts';

export interface SandboxParts {
  clock: Clock;
  /** machine time in milliseconds since 1970: retries, held webhooks */
  machine: () => number;
  alarm: Alarm;
  ids: Ids;
  /** signs the webhooks: `whsec_` and base64, or any text */
  secret: string;
  /** where the hosted pages are, without a slash at the end; known once the server listens */
  baseUrl: () => string;
  send: Send;
  /** opens the journal and gives each line of it; absent: nothing outlives the process */
  openJournal?: (replay: (line: string) => void) => Promise<Journal>;
}

/** A provider without its HTTP: its state, what is done with it, and what comes due by itself. */
export interface Sandbox {
  store: Store;
  desk: Desk;
  dispatcher: Dispatcher;
  clock: Clock;
  /**
   * From now on what comes due is done by itself. Before, nothing is sent: the pages' address may not be
   * known yet.
   */
  start(): void;
  /** Does all that is due by now, and sets the alarm for what comes next. */
  runDue(): Promise<void>;
  close(): Promise<void>;
}

export async function createSandbox(parts: SandboxParts): Promise<Sandbox> {
  const { clock, machine, alarm } = parts;
  const store = new Store();
  /** by the provider's clock, and by the machine's */
  const agenda = new Agenda();
  const network = new Agenda();
  let isOpen = false;

  /**
   * What a change makes due later follows from its records alone, so that it is found again after a restart.
   */
  function plan(change: Change): void {
    for (const payment of change.payments ?? []) {
      const paymentId = payment.id;
      if (payment.status === 'pending') agenda.add(payment.expiresAt, { kind: 'expire', paymentId });
      if (payment.scheduled) agenda.add(payment.scheduled.dueAt, { kind: 'scheduledAct', paymentId });
      if (payment.processing) agenda.add(payment.processing.dueAt, { kind: 'arrival', paymentId });
    }
    for (const refund of change.refunds ?? []) {
      if (refund.status === 'pending') agenda.add(refund.dueAt, { kind: 'refundEnd', refundId: refund.id });
    }
    for (const delivery of change.deliveries ?? []) {
      if (delivery.state === 'pending')
        network.add(delivery.dueAt, { kind: 'deliver', eventId: delivery.eventId });
    }
    if (isOpen) setAlarm();
  }

  function setAlarm(): void {
    const delays: number[] = [];
    const nextSend = network.nextDueAt();
    const next = agenda.nextDueAt();
    if (nextSend !== null) delays.push(nextSend - machine());
    // A clock that stands makes nothing due by itself.
    if (next !== null && (clock.standsAt() === null || next <= clock.now())) delays.push(next - clock.now());
    if (delays.length > 0 && isOpen) alarm.set(Math.min(...delays), () => void runDue());
  }

  async function runDue(): Promise<void> {
    const done: Promise<void>[] = [];
    for (let due = agenda.takeDue(clock.now()); due !== null; due = agenda.takeDue(clock.now())) {
      done.push(desk.run(due.task as Exclude<Task, { kind: 'deliver' }>, due.dueAt));
    }
    for (let due = network.takeDue(machine()); due !== null; due = network.takeDue(machine())) {
      if (due.task.kind === 'deliver') dispatcher.begin(due.task.eventId);
    }
    setAlarm();
    await Promise.all(done);
  }

  const shared = { store, clock, machine, planned: plan };
  const desk = new Desk({ ...shared, ids: parts.ids, baseUrl: parts.baseUrl });
  const dispatcher = new Dispatcher({ ...shared, secret: parts.secret, send: parts.send });

  store.journal = parts.openJournal ? await parts.openJournal((line) => store.replay(line)) : memoryJournal;
  clock.set(store.clockStandsAt);
  plan({
    payments: [...store.payments.values()],
    refunds: [...store.refunds.values()],
    deliveries: [...store.deliveries.values()],
  });

  return {
    store,
    desk,
    dispatcher,
    clock,
    runDue,
    start() {
      isOpen = true;
      setAlarm();
    },
    async close() {
      isOpen = false;
      alarm.clear();
      await dispatcher.close();
      await store.settled();
      await store.journal?.close();
    },
  };
}
