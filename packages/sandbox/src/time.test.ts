import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { beginning, openWorld } from './testing/world.ts';

const minutes = 60_000;

describe('time', () => {
  it('expires what was not paid, by itself and also if nobody has looked yet', async () => {
    const world = await openWorld();
    const { body: watched } = await world.create();
    await world.pass(15 * minutes - 1);
    assert.equal((await world.api('GET', `/payments/${watched.id}`)).body.status, 'pending');
    await world.pass(1);
    assert.equal(world.sandbox.store.payments.get(watched.id)?.status, 'expired');
    assert.equal(world.sent.length, 1);
  });

  it('pays a slip later, at the time that was said and with the amount that was said', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create({ method: 'slip' });
    const planned = await world.act(payment.id, {
      act: 'paySlip',
      capturedAmountMinor: 130_000,
      delayMs: 10 * minutes,
    });
    assert.equal(planned.body.status, 'pending');
    await world.pass(10 * minutes);
    const { body: paid } = await world.api('GET', `/payments/${payment.id}`);
    assert.equal(paid.capturedAmountMinor, 130_000);
    assert.equal(paid.capturedAt, new Date(beginning + 10 * minutes).toISOString());
  });

  it('pays a slip at the time that was said last', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create({ method: 'slip' });
    await world.act(payment.id, { act: 'paySlip', delayMs: 5 * minutes });
    await world.act(payment.id, { act: 'paySlip', delayMs: 10 * minutes });
    await world.pass(5 * minutes);
    assert.equal((await world.api('GET', `/payments/${payment.id}`)).body.status, 'pending');
    await world.pass(5 * minutes);
    assert.equal((await world.api('GET', `/payments/${payment.id}`)).body.status, 'captured');
  });

  it('lets a slip expire whose shopper would have come too late, or which was cancelled before', async () => {
    const world = await openWorld();
    const { body: tooLate } = await world.create({ method: 'slip' });
    const { body: cancelled } = await world.create({ method: 'slip' });
    for (const { id } of [tooLate, cancelled]) await world.act(id, { act: 'paySlip', delayMs: 20 * minutes });
    await world.api('POST', `/payments/${cancelled.id}/cancel`, {});
    await world.pass(30 * minutes);
    assert.equal((await world.api('GET', `/payments/${tooLate.id}`)).body.status, 'expired');
    assert.equal((await world.api('GET', `/payments/${cancelled.id}`)).body.status, 'cancelled');
  });

  it('stands at an instant of another year, and does what a new instant makes due, in its order', async () => {
    const world = await openWorld();
    await world.api('POST', '/clock', { standsAt: '2017-05-01T00:00:00Z' });
    const { body: payment } = await world.create({ method: 'slip', expiresAt: '2017-05-04T00:00:00Z' });
    await world.act(payment.id, { act: 'paySlip', delayMs: 24 * 60 * minutes });
    await world.pass(365 * 24 * 60 * minutes);
    assert.equal(
      (await world.api('GET', `/payments/${payment.id}`)).body.status,
      'pending',
      'a clock that stands',
    );
    const set = await world.api('POST', '/clock', { standsAt: '2017-05-30T00:00:00Z' });
    assert.equal(set.body.now, '2017-05-30T00:00:00.000Z');
    const { body: paid } = await world.api('GET', `/payments/${payment.id}`);
    assert.deepEqual([paid.status, paid.capturedAt], ['captured', '2017-05-02T00:00:00.000Z']);
    await world.pass(0);
    const instant = String(Date.UTC(2017, 4, 30) / 1000);
    assert.equal(world.sent[0]?.headers['webhook-timestamp'], instant, 'signed by the same clock');
    const back = await world.api('POST', '/clock', {});
    assert.equal(back.body.standsAt, null);
  });

  it('repeats webhooks by the machine although the clock stands', async () => {
    const world = await openWorld();
    await world.api('POST', '/clock', { standsAt: '2017-05-01T00:00:00Z' });
    world.merchantAnswers(() => 503);
    const { body: payment } = await world.create({ expiresAt: '2017-05-04T00:00:00Z' });
    await world.act(payment.id, { act: 'approve' });
    await world.pass(0);
    world.merchantAnswers(() => 204);
    await world.pass(1_000);
    assert.equal(world.sent.length, 2);
  });
});
