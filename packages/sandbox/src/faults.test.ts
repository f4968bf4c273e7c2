import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openWorld, orderBody } from './testing/world.ts';

describe('faults on request', () => {
  it('slow: every answer about the payment comes late', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create({ faults: { slowMs: 700 } });
    await world.api('GET', `/payments/${payment.id}`);
    await world.act(payment.id, { act: 'approve' });
    await world.api('POST', `/payments/${payment.id}/refunds`, { amountMinor: 1, reference: 'r' });
    assert.deepEqual(world.slept, [700, 700, 700, 700]);
    await world.create();
    assert.equal(world.slept.length, 4, 'others are as quick as ever');
  });

  it('no answer to a creation: it is made nevertheless, and the same key finds it', async () => {
    const world = await openWorld();
    const body = orderBody({ faults: { createHangsMs: 30_000 } });
    const key = { 'idempotency-key': 'one' };
    const silent = await world.api('POST', '/payments', body, key);
    assert.deepEqual([silent.status, silent.body.code, silent.body.retry], [504, 'no_answer', true]);
    assert.deepEqual(world.slept, [30_000]);
    const again = await world.api('POST', '/payments', body, key);
    assert.equal(again.status, 201);
    const found = await world.api('GET', `/payments?reference=${body.reference}`);
    assert.deepEqual(
      found.body.data.map(({ id }) => id),
      [again.body.id],
    );
  });

  it('no answer to a refund: it is made nevertheless, once', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create({ faults: { refundHangsMs: 30_000 } });
    await world.act(payment.id, { act: 'approve' });
    const ask = () =>
      world.api(
        'POST',
        `/payments/${payment.id}/refunds`,
        { amountMinor: 500, reference: 'r' },
        { 'idempotency-key': 'refund' },
      );
    assert.equal((await ask()).status, 504);
    assert.equal((await ask()).status, 201);
    const { body: now } = await world.api('GET', `/payments/${payment.id}`);
    assert.equal(now.refundedAmountMinor, 500);
  });

  it('declined: an approval becomes a failure with that reason', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create({ faults: { declined: 'insufficient_funds' } });
    const { body: declined } = await world.act(payment.id, { act: 'approve' });
    assert.deepEqual(
      [declined.status, declined.failureCode, declined.capturedAmountMinor],
      ['failed', 'insufficient_funds', 0],
    );
  });

  it('late: the shopper pays in time, the money comes after the payment has expired', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create({ faults: { lateMs: 60_000 } });
    const { body: paid } = await world.act(payment.id, { act: 'approve' });
    assert.equal(paid.status, 'processing');
    const cancel = await world.api('POST', `/payments/${payment.id}/cancel`, {});
    assert.deepEqual([cancel.status, cancel.body.code], [409, 'payment_processing']);
    await world.pass(15 * 60_000 + 59_999);
    assert.equal((await world.api('GET', `/payments/${payment.id}`)).body.status, 'processing');
    assert.deepEqual(world.sent, []);
    await world.pass(1);
    const { body: captured } = await world.api('GET', `/payments/${payment.id}`);
    assert.deepEqual([captured.status, captured.capturedAmountMinor], ['captured', 129_900]);
    assert.equal(world.sent.length, 1);
  });

  it('later still: an expired slip is paid all the same', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create({ method: 'slip' });
    await world.pass(15 * 60_000);
    const refused = await world.act(payment.id, { act: 'paySlip' });
    assert.deepEqual([refused.status, refused.body.payment.status], [409, 'expired']);
    const { body: paid } = await world.act(payment.id, { act: 'paySlip', faults: { lateMs: 0 } });
    assert.equal(paid.status, 'captured');
    await world.pass(0);
    const { body: log } = await world.api('GET', '/events');
    assert.deepEqual(
      log.data.map(({ type, sequence }) => [type, sequence]),
      [
        ['payment.expired', 1],
        ['payment.captured', 2],
      ],
    );
  });

  it('a refund fails, the next one succeeds, and both may take their time', async () => {
    const world = await openWorld();
    const { body: payment } = await world.create({ faults: { refundFailures: 1, refundDelayMs: 5_000 } });
    await world.act(payment.id, { act: 'approve' });
    const ask = (reference: string) =>
      world.api('POST', `/payments/${payment.id}/refunds`, { amountMinor: 129_900, reference });
    const first = await ask('first');
    assert.equal(first.body.status, 'pending');
    assert.equal(
      (await ask('too much')).body.code,
      'refund_exceeds_captured',
      'what is under way is reserved',
    );
    await world.pass(5_000);
    assert.deepEqual((await world.api('GET', `/refunds/${first.body.id}`)).body.status, 'failed');
    const second = await ask('second');
    await world.pass(4_999);
    assert.deepEqual((await world.api('GET', `/refunds/${second.body.id}`)).body.status, 'pending');
    await world.pass(1);
    assert.deepEqual((await world.api('GET', `/refunds/${second.body.id}`)).body.status, 'succeeded');
    const { body: log } = await world.api('GET', '/events');
    assert.deepEqual(
      log.data.map(({ type }) => type),
      ['payment.captured', 'refund.failed', 'refund.succeeded'],
    );
  });

  it('defaults hold for payments made from then on, under what each names itself', async () => {
    const world = await openWorld();
    const { body: before } = await world.create();
    await world.api('POST', '/faults', { declined: 'stolen_card', duplicateWebhooks: 1 });
    const { body: after } = await world.create({ faults: { duplicateWebhooks: 3 } });
    assert.deepEqual(after.faults, { declined: 'stolen_card', duplicateWebhooks: 3 });
    assert.deepEqual((await world.api('GET', `/payments/${before.id}`)).body.faults, {});
    await world.api('POST', '/faults', {});
    assert.deepEqual((await world.create()).body.faults, {});
  });
});
