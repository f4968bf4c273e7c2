import assert from 'node:assert/strict';
import { createApp } from '../app.ts';
import { settableClock } from '../clock.ts';
import { randomIds } from '../ids.ts';
import type { Journal } from '../journal.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';

export const apiKey = 'key of a test';
export const secret = `whsec_${Buffer.from('secret of a test').toString('base64')}`;
export const baseUrl = 'https://pay.test';
/** The machine's time when a world begins. */
export const beginning = Date.UTC(2026, 0, 1);

export interface Sent {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** An answer of the API, read: the fields of all its shapes, of which each answer has some. */
export interface Answer {
  status: number;
  body: {
    id: string;
    status: string | number;
    amountMinor: number;
    capturedAmountMinor: number;
    interestMinor: number;
    refundedAmountMinor: number;
    instalments: number;
    cardLast4: string | null;
    failureCode: string | null;
    slipNumber: string | null;
    capturedAt: string | null;
    redirectUrl: string;
    sequence: number;
    faults: Record<string, unknown>;
    code: string;
    retry: boolean;
    errors: { pointer: string; detail: string }[];
    payment: Answer['body'];
    data: { id: string; type: string; sequence: number; data: { payment: Answer['body'] } }[];
    nextCursor: string;
    hasMore: boolean;
    state: string;
    attempts: { at: string; answer: number | string }[];
    now: string;
    standsAt: string | null;
  };
}

/** Sandbox Pay in this process, with a machine time that stands still and a network that only takes notes. */
export interface World {
  sandbox: Sandbox;
  /** webhooks in the order in which they were sent */
  sent: Sent[];
  /** milliseconds that answers were held back, in order */
  slept: number[];
  /** `headers` are added to the usual ones; an empty one takes the usual one away. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** A new payment; fields named in `more` replace the usual ones. */
  create(more?: Record<string, unknown>): Promise<Answer>;
  act(paymentId: string, body: Record<string, unknown>): Promise<Answer>;
  /** A browser without a script: gets a page, or posts a form. Redirects are shown, not followed. */
  browse(
    path: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; html: string; location: string | null; headers: Headers }>;
  /** Lets so much machine time pass, then does all that is due, webhooks included. */
  pass(milliseconds: number): Promise<void>;
  /** What the merchant answers to webhooks from now on. */
  merchantAnswers(status: () => number): void;
}

export async function openWorld(
  openJournal?: (replay: (line: string) => void) => Promise<Journal>,
): Promise<World> {
  let now = beginning;
  let merchantAnswer = () => 204;
  let keys = 0;
  let drawn = 0;
  const sent: Sent[] = [];
  const slept: number[] = [];
  const errors: Error[] = [];
  const sandbox = await createSandbox({
    clock: settableClock(() => now),
    machine: () => now,
    alarm: { set: () => undefined, clear: () => undefined },
    ids: randomIds((bytes) => {
      drawn += 1;
      new DataView(bytes.buffer).setUint32(0, drawn);
    }),
    secret,
    baseUrl: () => baseUrl,
    send: async (url, headers, body) => {
      sent.push({ url, headers, body });
      return merchantAnswer();
    },
    openJournal,
  });
  sandbox.start();
  const app = createApp({
    sandbox,
    apiKey,
    baseUrl: () => baseUrl,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
    report: (error) => errors.push(error),
  });

  const world: World = {
    sandbox,
    sent,
    slept,
    async api(method, path, body, headers = {}) {
      keys += 1;
      const all = { authorization: `Bearer ${apiKey}`, 'idempotency-key': `key-${keys}`, ...headers };
      const response = await app.request(`/api${path}`, {
        method,
        headers: Object.entries(all).filter(([, value]) => value !== ''),
        body:
          body === undefined || typeof body === 'string'
            ? (body as string | undefined)
            : JSON.stringify(body),
      });
      assert.deepEqual(errors, [], 'the sandbox has a bug');
      return { status: response.status, body: (await response.json()) as Answer['body'] };
    },
    create: (more = {}) => world.api('POST', '/payments', orderBody(more)),
    act: (paymentId, body) => world.api('POST', `/payments/${paymentId}/act`, body),
    async browse(path, form) {
      const response = await app.request(path, {
        method: form ? 'POST' : 'GET',
        body: form && new URLSearchParams(form),
      });
      assert.deepEqual(errors, [], 'the sandbox has a bug');
      const html = await response.text();
      return {
        status: response.status,
        html,
        location: response.headers.get('location'),
        headers: response.headers,
      };
    },
    async pass(milliseconds) {
      now += milliseconds;
      await sandbox.runDue();
      // What came due may itself have made webhooks due.
      await sandbox.runDue();
      await sandbox.dispatcher.idle();
      await sandbox.runDue();
      await sandbox.dispatcher.idle();
    },
    merchantAnswers(status) {
      merchantAnswer = status;
    },
  };
  return world;
}

let references = 0;

/** What a merchant posts to have 1,299.00 yuan paid within 15 minutes. */
export function orderBody(more: Record<string, unknown> = {}): Record<string, unknown> {
  references += 1;
  return {
    reference: `order-${references}`,
    amountMinor: 129_900,
    currency: 'CNY',
    method: 'card',
    description: 'Haru Tea, 1 order',
    returnUrl: 'https://shop.test/return?order=7',
    webhookUrl: 'https://shop.test/webhooks',
    expiresAt: new Date(beginning + 15 * 60_000).toISOString(),
    locale: 'en',
    ...more,
  };
}
