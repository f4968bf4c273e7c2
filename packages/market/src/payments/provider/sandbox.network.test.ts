import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { manualClock } from '../../kernel/clock.ts';
import type { ProviderFailureCode } from './port.ts';
import { SandboxProvider } from './sandbox.ts';

const clock = manualClock(new Date('2026-01-01T00:00:00Z'));
const order = {
  reference: 'pay-1',
  amountMinor: 100n,
  currency: 'CNY',
  method: 'card',
  maxInstalments: 1,
  description: 'tea',
  returnUrl: 'https://shop.test/',
  webhookUrl: 'https://shop.test/webhooks',
  expiresAt: new Date('2026-01-01T00:15:00Z'),
  locale: 'zh-CN',
} as const;
const paymentJson = {
  id: 'pay_1',
  reference: 'pay-1',
  status: 'pending',
  method: 'card',
  currency: 'CNY',
  amountMinor: 100,
  capturedAmountMinor: 0,
  interestMinor: 0,
  refundedAmountMinor: 0,
  instalments: 1,
  failureCode: null,
  slipNumber: null,
  redirectUrl: 'https://pay.test/pay/pay_1',
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-01T00:15:00.000Z',
  capturedAt: null,
  sequence: 0,
};
const eventJson = {
  id: 'evt_1',
  type: 'payment.captured',
  timestamp: '2026-01-01T00:00:00.000Z',
  sequence: 1,
  data: { payment: paymentJson, refund: null },
};

/** A server at the provider's place that answers as each test wants it. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => answer(request, response));
let provider: SandboxProvider;
let impatient: SandboxProvider;

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options = { url, apiKey: 'key', webhookSecrets: ['secret'], clock };
  provider = new SandboxProvider(options);
  impatient = new SandboxProvider({ ...options, timeoutMs: 300 });
});
after(() => {
  server.close();
  server.closeAllConnections();
});

async function failsAs(code: ProviderFailureCode, retry: boolean, asked = provider): Promise<void> {
  const made = await asked.create(order);
  assert.ok(!made.ok);
  assert.deepEqual([made.code, made.retry], [code, retry]);
  const cancelled = await asked.cancel('pay_1');
  assert.ok(!cancelled.ok);
  assert.deepEqual([cancelled.code, cancelled.retry], [code, retry]);
}

const say = (status: number, body: unknown): void => {
  answer = (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', location: 'http://127.0.0.1:9/' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
};

describe('what a network does', () => {
  it('silence, or an answer that stops in the middle, is a time-out', async () => {
    answer = () => undefined;
    await failsAs('timeout', true, impatient);
    answer = (_, response) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.write('{"id":');
    };
    await failsAs('timeout', true, impatient);
  });

  it('a connection that breaks is worth another try', async () => {
    answer = (request) => request.socket.destroy();
    await failsAs('unreachable', true);
    answer = (request, response) => {
      response.writeHead(201, { 'content-length': 1_000 });
      response.write('{');
      setImmediate(() => request.socket.destroy());
    };
    await failsAs('unreachable', true);
  });

  it('a redirect is not followed with our key', async () => {
    say(302, '');
    await failsAs('unreachable', true);
  });

  it('an answer of another shape tells nothing about what was done', async () => {
    for (const body of [
      '',
      'null',
      '<html>',
      '[]',
      {},
      { ...paymentJson, amountMinor: 1.5 },
      { ...paymentJson, status: 'new' },
    ]) {
      say(200, body);
      await failsAs('unreadable', true);
    }
  });

  it('statuses mean what they mean, whatever comes with them', async () => {
    for (const [status, code, retry] of [
      [500, 'unavailable', true],
      [502, 'unavailable', true],
      [504, 'unavailable', true],
      [429, 'unavailable', true],
      [400, 'refused', false],
      [409, 'refused', false],
      [422, 'refused', false],
    ] as const) {
      say(status, '<html>');
      await failsAs(code, retry);
      say(status, { code: 'something_new', detail: 'of another version' });
      await failsAs(code, retry);
    }
    say(401, { code: 'unauthorized' });
    await failsAs('unauthorized', false);
  });

  it('sends our reference as the key, and amounts as integers', async () => {
    let key: unknown;
    let body = '';
    answer = async (request, response) => {
      key = request.headers['idempotency-key'];
      for await (const chunk of request) body += String(chunk);
      response.writeHead(201).end(JSON.stringify(paymentJson));
    };
    const made = await provider.create(order);
    assert.ok(made.ok);
    assert.equal(made.value.amountMinor, 100n);
    assert.equal(key, 'create:pay-1');
    assert.equal((JSON.parse(body) as { amountMinor: number }).amountMinor, 100);
  });

  it('never sends what would not arrive as it is', async () => {
    answer = () => assert.fail('it was sent');
    for (const bad of [
      { reference: '' },
      { reference: 'お茶' },
      { reference: 'a b' },
      { amountMinor: 2n ** 53n },
    ]) {
      const made = await provider.create({ ...order, ...bad });
      assert.ok(!made.ok && !made.retry);
    }
  });
});

describe('events of a provider that has moved on', () => {
  const signed = (value: unknown, id = 'evt_1') => {
    const rawBody = Buffer.from(JSON.stringify(value));
    const timestamp = String(clock.now().getTime() / 1000);
    const digest = createHmac('sha256', 'secret').update(`${id}.${timestamp}.${rawBody}`).digest('base64');
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${digest}` };
    return provider.parseWebhook(new Headers(headers), rawBody);
  };

  it('a type that we do not know is told from one that we cannot read', () => {
    assert.ok(signed(eventJson).ok);
    assert.ok(signed({ ...eventJson, newField: 1 }).ok);
    assert.deepEqual(signed({ ...eventJson, type: 'payment.disputed' }), {
      ok: false,
      reason: 'type_unknown',
    });
    assert.deepEqual(signed({ ...eventJson, sequence: 0 }), { ok: false, reason: 'body_unreadable' });
    assert.deepEqual(signed(eventJson, 'evt_2'), { ok: false, reason: 'body_unreadable' });
    const refundWithout = { ...eventJson, type: 'refund.succeeded' };
    assert.deepEqual(signed(refundWithout), { ok: false, reason: 'body_unreadable' });
  });

  it('the log goes on past unknown types, but never past an event that it ought to read', async () => {
    const page = (data: unknown[]) => say(200, { data, nextCursor: '2', hasMore: false });
    page([{ type: 'payment.disputed' }, eventJson]);
    const read = await provider.listEvents(null, 10);
    assert.ok(read.ok);
    assert.deepEqual(
      read.value.events.map(({ id }) => id),
      ['evt_1'],
    );
    page([eventJson, { ...eventJson, data: {} }]);
    const stuck = await provider.listEvents(null, 10);
    assert.ok(!stuck.ok);
    assert.equal(stuck.code, 'unreadable');
  });
});
