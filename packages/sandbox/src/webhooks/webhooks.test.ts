import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { beginning, openWorld, type Sent, secret, type World } from '../testing/world.ts';
import { retryDelaysMs } from './dispatcher.ts';
import { secretKey, signature } from './sign.ts';

const typesOf = (sent: Sent[]): string[] =>
  sent.map(({ body }) => (JSON.parse(body) as { type: string }).type);

function isRightlySigned({ headers, body }: Sent): boolean {
  const id = headers['webhook-id'] ?? '';
  return (
    headers['webhook-signature'] ===
    signature(secretKey(secret), id, Number(headers['webhook-timestamp']), body)
  );
}

async function captured(world: World, faults: Record<string, unknown> = {}): Promise<string> {
  const { body: payment } = await world.create({ faults });
  assert.equal((await world.act(payment.id, { act: 'approve' })).status, 200);
  return payment.id;
}

const refund = (world: World, paymentId: string, amountMinor: number) =>
  world.api('POST', `/payments/${paymentId}/refunds`, { amountMinor, reference: `refund of ${amountMinor}` });

describe('webhooks', () => {
  it('carry the event as the log has it, signed, and end with the first 2xx', async () => {
    const world = await openWorld();
    await captured(world);
    await world.pass(0);
    await world.pass(24 * 3_600_000);
    const [sent] = world.sent;
    assert.equal(world.sent.length, 1);
    assert.ok(sent && isRightlySigned(sent));
    assert.equal(sent.url, 'https://shop.test/webhooks');
    assert.equal(sent.headers['webhook-timestamp'], String(beginning / 1000));
    const { body: log } = await world.api('GET', '/events');
    assert.deepEqual(log.data, [JSON.parse(sent.body)]);
    assert.equal(sent.headers['webhook-id'], log.data[0]?.id);
  });

  it('are repeated with growing pauses, the same bytes under the same id, and given up in the end', async () => {
    const world = await openWorld();
    world.merchantAnswers(() => 500);
    const paymentId = await captured(world);
    await world.pass(0);
    for (const [index, delayMs] of retryDelaysMs.entries()) {
      await world.pass(delayMs - 1);
      assert.equal(world.sent.length, index + 1, 'not before its time');
      await world.pass(1);
      assert.equal(world.sent.length, index + 2);
    }
    await world.pass(24 * 3_600_000);
    assert.equal(world.sent.length, retryDelaysMs.length + 1);
    assert.equal(new Set(world.sent.map(({ body }) => body)).size, 1);
    assert.equal(new Set(world.sent.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.ok(world.sent.every(isRightlySigned), 'each attempt is signed with its own time');
    const [event] = world.sandbox.store.eventsOf(paymentId);
    const { body: delivery } = await world.api('GET', `/events/${event?.id}/delivery`);
    assert.equal(delivery.state, 'exhausted');
    assert.deepEqual(new Set(delivery.attempts.map(({ answer }) => answer)), new Set([500]));
    world.merchantAnswers(() => 200);
    await world.api('POST', `/events/${event?.id}/redeliver`, {});
    await world.pass(0);
    assert.equal((await world.api('GET', `/events/${event?.id}/delivery`)).body.state, 'delivered');
  });

  it('go on after an answer that broke the connection', async () => {
    const world = await openWorld();
    world.merchantAnswers(() => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
    });
    const paymentId = await captured(world);
    await world.pass(0);
    world.merchantAnswers(() => 204);
    await world.pass(retryDelaysMs[0] ?? 0);
    const [event] = world.sandbox.store.eventsOf(paymentId);
    const delivery = world.sandbox.store.deliveries.get(event?.id ?? '');
    assert.deepEqual(
      delivery?.attempts.map(({ answer }) => answer),
      ['ECONNREFUSED', 204],
    );
  });

  it('reach the merchant one after the other when hundreds are due', async () => {
    const world = await openWorld();
    const { body: first } = await world.create();
    for (let count = 0; count < 200; count += 1) {
      const { body: payment } = await world.create();
      await world.act(payment.id, { act: 'approve' });
    }
    await world.act(first.id, { act: 'expire' });
    await world.pass(0);
    assert.equal(world.sent.length, 201);
    assert.equal(new Set(world.sent.map(({ headers }) => headers['webhook-id'])).size, 201);
  });
});

describe('webhooks with faults on request', () => {
  it('duplicated: come more than once, under one id', async () => {
    const world = await openWorld();
    await captured(world, { duplicateWebhooks: 2 });
    await world.pass(0);
    assert.equal(world.sent.length, 3);
    assert.equal(new Set(world.sent.map(({ headers }) => headers['webhook-id'])).size, 1);
  });

  it('lost: are never sent, but the log has the event', async () => {
    const world = await openWorld();
    const paymentId = await captured(world, { lostWebhooks: true });
    await world.pass(24 * 3_600_000);
    assert.deepEqual(world.sent, []);
    const { body: log } = await world.api('GET', '/events');
    assert.deepEqual(
      log.data.map(({ type, data }) => [type, data.payment.id]),
      [['payment.captured', paymentId]],
    );
  });

  it('with a wrong signature: so many rounds, then a right one', async () => {
    const world = await openWorld();
    world.merchantAnswers(() =>
      world.sent.at(-1) && isRightlySigned(world.sent.at(-1) as Sent) ? 204 : 400,
    );
    await captured(world, { wrongSignatures: 2 });
    await world.pass(0);
    await world.pass(retryDelaysMs[0] ?? 0);
    await world.pass(retryDelaysMs[1] ?? 0);
    await world.pass(24 * 3_600_000);
    assert.deepEqual(world.sent.map(isRightlySigned), [false, false, true]);
  });

  it('out of order: the first waits until the second was sent', async () => {
    const world = await openWorld();
    const paymentId = await captured(world, { outOfOrderMs: 60_000 });
    await world.pass(1_000);
    assert.deepEqual(world.sent, []);
    await refund(world, paymentId, 100);
    await world.pass(0);
    assert.deepEqual(typesOf(world.sent), ['refund.succeeded', 'payment.captured']);
    await refund(world, paymentId, 200);
    await world.pass(59_999);
    assert.equal(world.sent.length, 2);
    await world.pass(1);
    assert.equal(world.sent.length, 3, 'it waits no longer than it was told to');
  });
});
