import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openWorld, orderBody, type World } from '../testing/world.ts';

/** Everything there is; a refused request must leave it as it was. */
const everything = ({ sandbox: { store } }: World) =>
  structuredClone([
    store.payments,
    store.refunds,
    store.events,
    store.deliveries,
    store.keys,
    store.defaultFaults,
  ]);

describe('who may ask', () => {
  it('answers nobody without the API key, and does nothing for them', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create();
    const before = everything(world);
    const requests: [string, string, unknown?][] = [
      ['POST', '/payments', orderBody()],
      ['GET', `/payments/${payment.id}`],
      ['GET', '/payments?reference=order'],
      ['POST', `/payments/${payment.id}/cancel`, {}],
      ['POST', `/payments/${payment.id}/act`, { act: 'approve' }],
      ['POST', `/payments/${payment.id}/faults`, { slowMs: 1 }],
      ['POST', `/payments/${payment.id}/refunds`, { amountMinor: 1, reference: 'r' }],
      ['GET', '/events'],
      ['POST', '/faults', { slowMs: 1 }],
      ['POST', '/clock', { standsAt: '2030-01-01T00:00:00Z' }],
      ['GET', '/no-such-thing'],
    ];
    for (const [method, path, body] of requests) {
      for (const authorization of ['', 'Bearer', 'Bearer key of another', 'Basic key of a test']) {
        const answer = await world.api(method, path, body, { authorization });
        assert.equal(answer.status, 401, `${method} ${path}`);
        assert.equal(answer.body.code, 'unauthorized');
        assert.equal(answer.body.payment, undefined);
      }
    }
    assert.deepEqual(everything(world), before);
    assert.equal(world.sandbox.clock.standsAt(), null);
  });
});

describe('Idempotency-Key', () => {
  it('makes one payment of ten requests at once, and shows it as it is by now when it is asked for later', async () => {
    const world = await openWorld();
    const body = orderBody();
    const key = { 'idempotency-key': 'the-same' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => world.api('POST', '/payments', body, key)),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(answers.map((answer) => answer.body.id)).size, 1);
    assert.equal(world.sandbox.store.payments.size, 1);
    await world.act(answers[0]?.body.id ?? '', { act: 'approve' });
    const later = await world.api('POST', '/payments', body, key);
    assert.equal(later.body.status, 'captured');
  });

  it('refuses another request under the same key', async () => {
    const world = await openWorld();
    const key = { 'idempotency-key': 'the-same' };
    const { body: payment } = await world.api('POST', '/payments', orderBody(), key);
    const before = everything(world);
    const others: [string, unknown][] = [
      ['/payments', orderBody()],
      [`/payments/${payment.id}/cancel`, {}],
      [`/payments/${payment.id}/act`, { act: 'approve' }],
      [`/payments/${payment.id}/refunds`, { amountMinor: 1, reference: 'r' }],
    ];
    for (const [path, body] of others) {
      const answer = await world.api('POST', path, body, key);
      assert.deepEqual([answer.status, answer.body.code], [422, 'idempotency_key_reused'], path);
    }
    assert.deepEqual(everything(world), before);
  });

  it('is required where something is made', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create();
    await world.act(payment.id, { act: 'approve' });
    const before = everything(world);
    const none = { 'idempotency-key': '' };
    for (const path of ['/payments', `/payments/${payment.id}/refunds`]) {
      const body = path === '/payments' ? orderBody() : { amountMinor: 1, reference: 'r' };
      const answer = await world.api('POST', path, body, none);
      assert.deepEqual([answer.status, answer.body.code], [400, 'idempotency_key_required']);
    }
    assert.deepEqual(everything(world), before);
  });
});

describe('what may be asked', () => {
  it('refuses each bad field by its pointer, and makes nothing', async () => {
    const world = await openWorld();
    const before = everything(world);
    const bad: [string, unknown][] = [
      ['reference', ''],
      ['reference', 'x'.repeat(201)],
      ['reference', 'line\nbreak'],
      ['reference', 7],
      ['amountMinor', 0],
      ['amountMinor', -5],
      ['amountMinor', 1.5],
      ['amountMinor', '100'],
      ['amountMinor', 2 ** 53],
      ['amountMinor', null],
      ['currency', 'cny'],
      ['currency', 'ZZZ'],
      ['method', 'cash'],
      ['instalments', 25],
      ['instalments', 0],
      ['returnUrl', 'javascript:alert(1)'],
      ['returnUrl', '/relative'],
      ['returnUrl', 'https://user:word@shop.test/'],
      ['webhookUrl', 'file:///etc/passwd'],
      ['expiresAt', 'tomorrow'],
      ['expiresAt', '2026-02-30T25:00:00Z'],
      ['locale', 'fr'],
      ['faults', 'all'],
      ['faults', []],
      ['__proto__x', 1],
      ['slash/and~tilde', 1],
    ];
    for (const [name, value] of bad) {
      const answer = await world.create({ [name]: value });
      const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      assert.deepEqual([answer.status, answer.body.code], [422, 'invalid_input'], `${name}=${value}`);
      assert.deepEqual(
        answer.body.errors.map((error) => error.pointer),
        [pointer],
      );
    }
    const nested = await world.create({ faults: { slowMs: -1, mistyped: true } });
    assert.deepEqual(
      nested.body.errors.map((error) => error.pointer),
      ['/faults/slowMs', '/faults/mistyped'],
    );
    assert.equal((await world.create({ expiresAt: '2025-12-31T23:59:59Z' })).body.code, 'expires_in_past');
    assert.deepEqual(everything(world), before);
  });

  it('never answers with a server error, whatever the body is', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create();
    const before = everything(world);
    const paths = fc.constantFrom(
      '/payments',
      `/payments/${payment.id}/act`,
      `/payments/${payment.id}/faults`,
      `/payments/${payment.id}/refunds`,
      '/payments/%00/cancel',
      '/payments/%E0%A4%A/act',
    );
    const junk = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constant('{"act":"approve","instalments":1e400}'),
      fc.constant('{"__proto__":{"act":"approve"}}'),
      fc
        .dictionary(
          fc.constantFrom('act', 'amountMinor', 'reference', 'faults', 'delayMs', 'x'),
          fc.jsonValue(),
        )
        .map((value) => JSON.stringify({ ...value, certainlyUnknown: 1 })),
    );
    await fc.assert(
      fc.asyncProperty(paths, junk, async (path, body) => {
        // An empty object is a right request for no faults; everything else here is wrong.
        if (path.endsWith('/faults') && /^\s*(\{\s*\})?\s*$/.test(body)) return;
        const answer = await world.api('POST', path, body);
        assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} for ${path} ${body}`);
      }),
      { numRuns: 500 },
    );
    assert.deepEqual(everything(world), before);
  });

  it('refuses a body of more than 64 KB', async () => {
    const world = await openWorld();
    const answer = await world.create({ description: 'x'.repeat(70_000) });
    assert.deepEqual([answer.status, answer.body.code], [413, 'body_too_large']);
    assert.equal(world.sandbox.store.payments.size, 0);
  });

  it('shows the payment as it stands where that is why it refuses', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create();
    await world.act(payment.id, { act: 'approve' });
    const again = await world.act(payment.id, { act: 'approve' });
    assert.deepEqual([again.status, again.body.code, again.body.retry], [409, 'payment_captured', false]);
    assert.equal(again.body.payment.status, 'captured');
    const cancel = await world.api('POST', `/payments/${payment.id}/cancel`, {});
    assert.deepEqual([cancel.status, cancel.body.code], [409, 'payment_captured']);
  });

  it('lets only acts that fit the method do anything', async () => {
    const world = await openWorld();
    const wrong: [Record<string, unknown>, Record<string, unknown>, string][] = [
      [{ method: 'slip' }, { act: 'approve' }, 'act_not_for_method'],
      [{ method: 'slip' }, { act: 'challenge' }, 'act_not_for_method'],
      [{ method: 'card' }, { act: 'paySlip' }, 'act_not_for_method'],
      [{ method: 'voucher' }, { act: 'challenge' }, 'act_not_for_method'],
      [{ method: 'voucher' }, { act: 'approve', capturedAmountMinor: 1 }, 'amount_fixed'],
      [{ method: 'card', instalments: 3 }, { act: 'approve', instalments: 4 }, 'instalments_not_offered'],
    ];
    for (const [order, act, code] of wrong) {
      const { body: payment } = await world.create(order);
      assert.equal((await world.act(payment.id, act)).body.code, code);
      assert.equal((await world.api('GET', `/payments/${payment.id}`)).body.status, 'pending');
    }
    assert.deepEqual(world.sandbox.store.events, []);
  });
});
