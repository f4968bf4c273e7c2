import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Faults } from '../faults.ts';
import type { Payment } from '../model.ts';
import { refuse } from '../refusals.ts';
import type { Sandbox } from '../sandbox.ts';
import { deliveryView, instant, paymentView, refundView } from '../views.ts';
import { answer, bearerIs, problem, readBody } from './http.ts';
import { readAct, readFaults, readNewPayment } from './requests.ts';

export interface ApiParts {
  sandbox: Sandbox;
  apiKey: string;
  baseUrl: () => string;
  /** Waits by the machine's time; ends early, without an error, when the signal fires. */
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const largestBody = 64 * 1024;
const noKey = refuse('idempotency_key_required', 'This request makes something that must not be made twice.');
const nothing = refuse('not_found', 'There is no such object.');

/** The provider's API under `/api`: requests in, desk, views out. */
export function apiRoutes(parts: ApiParts): Hono {
  const { sandbox, baseUrl, sleep } = parts;
  const { desk, store, dispatcher, clock } = sandbox;
  const app = new Hono();
  const refused = (c: Context, refusal: Parameters<typeof problem>[1]) => problem(c, refusal, baseUrl());

  /**
   * The faults that delay an answer: slow comes, but late; hanging comes to nothing though the work is done.
   */
  async function linger(c: Context, faults: Faults, hangMs: number | undefined): Promise<Response | null> {
    if (faults.slowMs) await sleep(faults.slowMs, c.req.raw.signal);
    if (!hangMs) return null;
    await sleep(hangMs, c.req.raw.signal);
    return refused(c, refuse('no_answer', 'It may have been done; ask again with the same key.'));
  }

  async function showPayment(c: Context, payment: Payment, status: 200 | 201 = 200): Promise<Response> {
    await linger(c, payment.faults, undefined);
    return answer(c, paymentView(payment, baseUrl()), status);
  }

  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: (c) => refused(c, refuse('body_too_large', `At most ${largestBody} bytes.`)),
    }),
  );
  app.use(async (c, next) => {
    if (bearerIs(c, parts.apiKey)) return next();
    c.header('www-authenticate', 'Bearer');
    return refused(c, refuse('unauthorized', 'Send "Authorization: Bearer <API key>".'));
  });

  app.post('/payments', async (c) => {
    const body = await readBody(c);
    if (!body.ok) return refused(c, body);
    const asked = readNewPayment(body.input);
    const refusal = body.input.refusal();
    if (refusal) return refused(c, refusal);
    if (body.key === null) return refused(c, noKey);
    const outcome = await desk.create(asked, body.key);
    if (!outcome.ok) return refused(c, outcome);
    const { faults } = outcome.value;
    const silence = await linger(c, faults, outcome.replayed ? undefined : faults.createHangsMs);
    return silence ?? answer(c, paymentView(outcome.value, baseUrl()), 201);
  });

  app.get('/payments', async (c) => {
    const reference = c.req.query('reference');
    if (!reference) {
      const errors = [{ pointer: '/reference', detail: 'must be given.' }];
      return refused(c, refuse('invalid_input', 'Ask with ?reference=.', { errors }));
    }
    const found = await Promise.all(store.paymentsOf(reference).map(({ id }) => desk.find(id)));
    const payments = found.flatMap((payment) => payment ?? []);
    await Promise.all(payments.map(({ faults }) => linger(c, faults, undefined)));
    return answer(c, { data: payments.map((payment) => paymentView(payment, baseUrl())), nextCursor: null });
  });

  app.get('/payments/:id', async (c) => {
    const payment = await desk.find(c.req.param('id'));
    return payment ? showPayment(c, payment) : refused(c, nothing);
  });

  app.post('/payments/:id/cancel', async (c) => {
    const body = await readBody(c);
    if (!body.ok) return refused(c, body);
    const refusal = body.input.refusal();
    if (refusal) return refused(c, refusal);
    const outcome = await desk.cancel(c.req.param('id'), body.key);
    return outcome.ok ? showPayment(c, outcome.value) : refused(c, outcome);
  });

  app.post('/payments/:id/act', async (c) => {
    const body = await readBody(c);
    if (!body.ok) return refused(c, body);
    const { act, ...options } = readAct(body.input);
    const refusal = body.input.refusal();
    if (refusal) return refused(c, refusal);
    const outcome = await desk.act(c.req.param('id'), act, { ...options, key: body.key });
    return outcome.ok ? showPayment(c, outcome.value) : refused(c, outcome);
  });

  app.post('/payments/:id/faults', async (c) => {
    const body = await readBody(c);
    if (!body.ok) return refused(c, body);
    const faults = readFaults(body.input);
    const refusal = body.input.refusal();
    if (refusal) return refused(c, refusal);
    const outcome = await desk.addFaults(c.req.param('id'), faults);
    return outcome.ok ? answer(c, paymentView(outcome.value, baseUrl())) : refused(c, outcome);
  });

  app.post('/payments/:id/refunds', async (c) => {
    const body = await readBody(c);
    if (!body.ok) return refused(c, body);
    const asked = {
      amountMinor: body.input.amount('amountMinor'),
      reference: body.input.text('reference', 200),
    };
    const refusal = body.input.refusal();
    if (refusal) return refused(c, refusal);
    if (body.key === null) return refused(c, noKey);
    const outcome = await desk.refund(c.req.param('id'), asked, body.key);
    if (!outcome.ok) return refused(c, outcome);
    const faults = store.payments.get(outcome.value.paymentId)?.faults ?? {};
    const silence = await linger(c, faults, outcome.replayed ? undefined : faults.refundHangsMs);
    return silence ?? answer(c, refundView(outcome.value), 201);
  });

  app.get('/refunds/:id', async (c) => {
    await store.settled();
    const refund = store.refunds.get(c.req.param('id'));
    if (!refund) return refused(c, nothing);
    await linger(c, store.payments.get(refund.paymentId)?.faults ?? {}, undefined);
    return answer(c, refundView(refund));
  });

  app.get('/events', async (c) => {
    // Events that come while the disk is waited for are for the next request: they might not outlive a power
    // cut yet.
    const known = store.events.length;
    await store.settled();
    const after = wholeNumber(c.req.query('after') ?? '0', Number.MAX_SAFE_INTEGER);
    const limit = wholeNumber(c.req.query('limit') ?? '100', 500);
    if (after === null || limit === null || limit === 0) {
      return refused(c, refuse('invalid_input', 'after is a cursor of this list; limit goes from 1 to 500.'));
    }
    const events = store.events.slice(after, Math.min(after + limit, known));
    // The bodies are JSON already, byte for byte what the webhooks carry.
    const data = events.map(({ body }) => body).join(',');
    const cursor = events.at(-1)?.position ?? after;
    const hasMore = cursor < known;
    const text = `{"data":[${data}],"nextCursor":"${cursor}","hasMore":${hasMore}}`;
    return c.body(text, 200, { 'content-type': 'application/json' });
  });

  app.get('/events/:id/delivery', (c) => {
    const event = store.eventsById.get(c.req.param('id'));
    const delivery = event && store.deliveries.get(event.id);
    return delivery ? answer(c, deliveryView(event, delivery)) : refused(c, nothing);
  });

  app.post('/events/:id/redeliver', async (c) => {
    const event = store.eventsById.get(c.req.param('id'));
    const delivery = event && (await dispatcher.redeliver(event.id));
    return delivery ? answer(c, deliveryView(event, delivery), 202) : refused(c, nothing);
  });

  app.get('/faults', (c) => answer(c, store.defaultFaults));
  app.post('/faults', async (c) => {
    const body = await readBody(c);
    if (!body.ok) return refused(c, body);
    const faults = readFaults(body.input);
    const refusal = body.input.refusal();
    if (refusal) return refused(c, refusal);
    await desk.setDefaultFaults(faults);
    return answer(c, faults);
  });

  const showClock = (c: Context) => {
    const standsAt = clock.standsAt();
    return answer(c, { now: instant(clock.now()), standsAt: standsAt === null ? null : instant(standsAt) });
  };
  app.get('/clock', showClock);
  app.post('/clock', async (c) => {
    const body = await readBody(c);
    if (!body.ok) return refused(c, body);
    const standsAt = body.input.has('standsAt') ? body.input.instant('standsAt') : null;
    const refusal = body.input.refusal();
    if (refusal) return refused(c, refusal);
    await desk.setClock(standsAt);
    // What the new time makes due has happened when the answer comes.
    await sandbox.runDue();
    return showClock(c);
  });

  return app;
}

function wholeNumber(text: string, most: number): number | null {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return value <= most ? value : null;
}
