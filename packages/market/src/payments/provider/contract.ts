import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { done, type ProviderUnderTest, refusedAs } from './contract.world.ts';
import type { EventPage, PaymentOrder, ProviderEvent, ProviderMethod, ProviderPayment } from './port.ts';
import type { ReceivedWebhook } from './webhook-inbox.ts';

/** What every provider must do, as tests. Call it once in a file of its own for each adapter. */
export function providerContract(name: string, setup: () => Promise<ProviderUnderTest>): void {
  describe(`${name} keeps the contract of a payment provider`, () => {
    let world: ProviderUnderTest;
    let orders = 0;
    before(async () => {
      world = await setup();
    });
    after(() => world?.close());

    /** A new order with a reference of its own. */
    const orderOf = (method: ProviderMethod, more: Partial<PaymentOrder> = {}): PaymentOrder => {
      orders += 1;
      return {
        reference: `contract-${orders}`,
        amountMinor: 129_900n,
        currency: 'CNY',
        method,
        maxInstalments: 1,
        description: 'Haru Tea, 1 order',
        returnUrl: 'http://127.0.0.1:9/return?order=1',
        webhookUrl: world.inbox.url,
        expiresAt: new Date(world.now().getTime() + 15 * 60_000),
        locale: 'en',
        ...more,
      };
    };
    const created = async (method: ProviderMethod, more: Partial<PaymentOrder> = {}) =>
      done(await world.provider.create(orderOf(method, more)));
    const captured = async (): Promise<ProviderPayment> => {
      const payment = await created('card');
      await world.driver.approve(payment);
      return done(await world.provider.get(payment.id));
    };
    const webhookOf = (payment: ProviderPayment): Promise<ReceivedWebhook> =>
      world.inbox.next(({ rawBody }) => Buffer.from(rawBody).includes(payment.id));
    const eventOf = async (payment: ProviderPayment): Promise<ProviderEvent> => {
      const { headers, rawBody } = await webhookOf(payment);
      const reading = world.provider.parseWebhook(headers, rawBody);
      assert.ok(reading.ok, `the webhook was refused: ${inspect(reading)}`);
      return reading.event;
    };

    describe('creating', () => {
      it('makes a pending payment and finds it by id and by our reference', async () => {
        const order = orderOf('card');
        const payment = done(await world.provider.create(order));
        assert.equal(payment.status, 'pending');
        assert.equal(payment.reference, order.reference);
        assert.equal(payment.amountMinor, order.amountMinor);
        assert.equal(payment.currency, 'CNY');
        assert.equal(payment.capturedMinor, 0n);
        assert.equal(payment.capturedAt, null);
        assert.equal(payment.expiresAt.getTime(), order.expiresAt.getTime());
        assert.ok(URL.canParse(payment.redirectUrl));
        assert.deepEqual(done(await world.provider.get(payment.id)), payment);
        assert.deepEqual(done(await world.provider.findByReference(order.reference)), payment);
      });

      it('says that it knows no such payment, refund or reference', async () => {
        assert.equal(done(await world.provider.findByReference('never-heard-of')), null);
        refusedAs(await world.provider.get('never-heard-of'), 'not_found', false);
        refusedAs(await world.provider.cancel('never-heard-of'), 'not_found', false);
        refusedAs(await world.provider.getRefund('never-heard-of'), 'not_found', false);
      });

      it('makes one payment for one reference, also when asked ten times at once', async () => {
        const order = orderOf('card');
        const answers = await Promise.all(Array.from({ length: 10 }, () => world.provider.create(order)));
        const ids = new Set(answers.map((answer) => done(answer).id));
        assert.equal(ids.size, 1);
      });

      it('refuses a reference that stood for something else, and leaves the first payment as it was', async () => {
        const order = orderOf('card');
        const first = done(await world.provider.create(order));
        const other = await world.provider.create({ ...order, amountMinor: 1n });
        refusedAs(other, 'reference_reused', false);
        assert.deepEqual(done(await world.provider.findByReference(order.reference)), first);
      });

      it('refuses amounts that it cannot carry, and makes nothing', async () => {
        for (const amountMinor of [0n, -1n, 2n ** 63n]) {
          const order = orderOf('card', { amountMinor });
          refusedAs(await world.provider.create(order), 'refused', false);
          assert.equal(done(await world.provider.findByReference(order.reference)), null);
        }
      });

      it('is asked again after an answer that never came, and has made one payment', async () => {
        const order = orderOf('card');
        await world.driver.withoutAnswers(async () => {
          refusedAs(await world.impatient.create(order), 'timeout', true);
        });
        const found = done(await world.provider.findByReference(order.reference));
        const again = done(await world.provider.create(order));
        assert.equal(found?.id, again.id);
      });

      it('is unreachable without an exception', async () => {
        refusedAs(await world.unreachable.create(orderOf('card')), 'unreachable', true);
        refusedAs(await world.unreachable.findByReference('any'), 'unreachable', true);
        refusedAs(await world.unreachable.get('any'), 'unreachable', true);
        refusedAs(await world.unreachable.cancel('any'), 'unreachable', true);
        const refund = { paymentId: 'any', reference: 'any', amountMinor: 1n };
        refusedAs(await world.unreachable.refund(refund), 'unreachable', true);
        refusedAs(await world.unreachable.getRefund('any'), 'unreachable', true);
        refusedAs(await world.unreachable.listEvents(null, 1), 'unreachable', true);
      });
    });

    describe('being paid', () => {
      it('captures a card once, and tells so by a signed event', async () => {
        const payment = await created('card');
        await world.driver.approve(payment);
        const event = await eventOf(payment);
        const now = done(await world.provider.get(payment.id));
        assert.equal(event.type, 'payment.captured');
        assert.equal(event.sequence, 1);
        assert.equal(event.refund, null);
        assert.deepEqual(event.payment, now);
        assert.equal(now.status, 'captured');
        assert.equal(now.capturedMinor, payment.amountMinor);
        assert.equal(now.interestMinor, 0n);
        assert.ok(now.capturedAt);
        await assert.rejects(world.driver.approve(payment), 'a second approval must be refused');
        assert.deepEqual(done(await world.provider.get(payment.id)), now);
      });

      it('captures amount and interest when the shopper pays in instalments', async () => {
        const { methods } = world.provider.capabilities;
        const most = methods.find(({ method }) => method === 'card')?.maxInstalments ?? 1;
        const payment = await created('card', { maxInstalments: most });
        await world.driver.approve(payment, most);
        const { payment: paid } = await eventOf(payment);
        assert.equal(paid.instalments, most);
        assert.equal(paid.capturedMinor, paid.amountMinor + paid.interestMinor);
        if (most > 1) assert.ok(paid.interestMinor > 0n);
      });

      it('fails with a reason when the bank declines, and has taken nothing', async () => {
        const payment = await created('card');
        await world.driver.decline(payment);
        const event = await eventOf(payment);
        assert.equal(event.type, 'payment.failed');
        assert.equal(event.payment.status, 'failed');
        assert.equal(event.payment.capturedMinor, 0n);
        assert.ok(event.payment.failureCode);
      });

      it('captures a slip with the amount that was paid in', async () => {
        for (const paidMinor of [129_900n, 100_000n, 130_000n]) {
          const payment = await created('slip');
          assert.ok(payment.slipNumber);
          await world.driver.paySlip(payment, paidMinor);
          const { payment: paid } = await eventOf(payment);
          assert.equal(paid.status, 'captured');
          assert.equal(paid.capturedMinor, paidMinor);
          assert.equal(paid.interestMinor, 0n);
        }
      });

      it('captures a voucher', async () => {
        const payment = await created('voucher');
        await world.driver.approve(payment);
        const { payment: paid } = await eventOf(payment);
        assert.equal(paid.status, 'captured');
        assert.equal(paid.capturedMinor, payment.amountMinor);
      });

      it('expires, and takes nothing afterwards', async () => {
        const payment = await created('card');
        await world.driver.expire(payment);
        const event = await eventOf(payment);
        assert.equal(event.type, 'payment.expired');
        await assert.rejects(world.driver.approve(payment));
        assert.equal(done(await world.provider.get(payment.id)).status, 'expired');
        assert.equal(done(await world.provider.cancel(payment.id)).status, 'expired');
      });
    });

    describe('cancelling', () => {
      it('takes nothing once it is cancelled, however often', async () => {
        const payment = await created('card');
        assert.equal(done(await world.provider.cancel(payment.id)).status, 'cancelled');
        assert.equal(done(await world.provider.cancel(payment.id)).status, 'cancelled');
        await assert.rejects(world.driver.approve(payment));
        const now = done(await world.provider.get(payment.id));
        assert.equal(now.status, 'cancelled');
        assert.equal(now.capturedMinor, 0n);
      });

      it('answers with the captured payment where the shopper was quicker', async () => {
        const payment = await captured();
        assert.deepEqual(done(await world.provider.cancel(payment.id)), payment);
      });

      it('and paying at the same time: one of both, and both sides say which', async () => {
        for (let round = 0; round < 10; round += 1) {
          const payment = await created('card');
          const paid = world.driver.approve(payment).then(
            () => true,
            () => false,
          );
          const cancelled = done(await world.provider.cancel(payment.id));
          const expected = (await paid) ? 'captured' : 'cancelled';
          assert.equal(cancelled.status, expected);
          assert.equal(done(await world.provider.get(payment.id)).status, expected);
        }
      });
    });

    describe('refunding', () => {
      it('gives back a part, then the rest, then nothing more', async () => {
        const payment = await captured();
        await webhookOf(payment);
        const part = { paymentId: payment.id, reference: `${payment.reference}-a`, amountMinor: 29_900n };
        const refund = done(await world.provider.refund(part));
        const event = await eventOf(payment);
        assert.equal(event.type, 'refund.succeeded');
        assert.equal(event.sequence, 2);
        assert.equal(event.refund?.id, refund.id);
        assert.equal(event.refund?.amountMinor, 29_900n);
        assert.equal(done(await world.provider.getRefund(refund.id)).status, 'succeeded');
        const rest = { paymentId: payment.id, reference: `${payment.reference}-b`, amountMinor: 100_000n };
        done(await world.provider.refund(rest));
        const more = { paymentId: payment.id, reference: `${payment.reference}-c`, amountMinor: 1n };
        refusedAs(await world.provider.refund(more), 'refund_exceeds_captured', false);
        assert.equal(done(await world.provider.get(payment.id)).refundedMinor, payment.capturedMinor);
      });

      it('makes one refund for one reference, also at once, and refuses another amount for it', async () => {
        const payment = await captured();
        const order = { paymentId: payment.id, reference: `${payment.reference}-r`, amountMinor: 10n };
        const answers = await Promise.all(Array.from({ length: 10 }, () => world.provider.refund(order)));
        assert.equal(new Set(answers.map((answer) => done(answer).id)).size, 1);
        refusedAs(await world.provider.refund({ ...order, amountMinor: 11n }), 'reference_reused', false);
        assert.equal(done(await world.provider.get(payment.id)).refundedMinor, 10n);
      });

      it('never exceeds what was captured when many refunds are asked for at once', async () => {
        const payment = await captured();
        const orders = Array.from({ length: 10 }, (_, index) => ({
          paymentId: payment.id,
          reference: `${payment.reference}-${index}`,
          amountMinor: 40_000n,
        }));
        const answers = await Promise.all(orders.map((order) => world.provider.refund(order)));
        assert.equal(answers.filter(({ ok }) => ok).length, 3);
        for (const answer of answers) {
          if (!answer.ok) refusedAs(answer, 'refund_exceeds_captured', false);
        }
        assert.equal(done(await world.provider.get(payment.id)).refundedMinor, 120_000n);
      });

      it('refuses to refund what was never captured', async () => {
        const payment = await created('card');
        const order = { paymentId: payment.id, reference: `${payment.reference}-r`, amountMinor: 1n };
        refusedAs(await world.provider.refund(order), 'not_captured', false);
      });

      it('tells of a refund that failed, and the next one may succeed', async () => {
        const payment = await captured();
        await webhookOf(payment);
        await world.driver.failNextRefund(payment);
        const whole = { paymentId: payment.id, amountMinor: payment.capturedMinor };
        const first = done(await world.provider.refund({ ...whole, reference: `${payment.reference}-1` }));
        const failed = await eventOf(payment);
        assert.equal(failed.type, 'refund.failed');
        assert.equal(failed.refund?.id, first.id);
        const now = done(await world.provider.getRefund(first.id));
        assert.equal(now.status, 'failed');
        assert.ok(now.failureCode);
        assert.equal(done(await world.provider.get(payment.id)).refundedMinor, 0n);
        const second = done(await world.provider.refund({ ...whole, reference: `${payment.reference}-2` }));
        const succeeded = await eventOf(payment);
        assert.equal(succeeded.type, 'refund.succeeded');
        assert.equal(succeeded.refund?.id, second.id);
        assert.equal(done(await world.provider.get(payment.id)).refundedMinor, payment.capturedMinor);
      });
    });

    describe('telling', () => {
      it('lets nobody change a webhook: not a byte, not a header', async () => {
        const payment = await captured();
        const { headers, rawBody } = await webhookOf(payment);
        const parse = (change: (copy: Headers) => void, body: Uint8Array = rawBody) => {
          const copy = new Headers(headers);
          change(copy);
          return world.provider.parseWebhook(copy, body);
        };
        assert.ok(parse(() => undefined).ok);
        const forged = [
          parse(() => undefined, Buffer.concat([rawBody, Buffer.from(' ')])),
          parse(() => undefined, Buffer.from(Buffer.from(rawBody).toString().replace('129900', '129901'))),
          parse((copy) => copy.set('webhook-id', 'evt_another')),
          parse((copy) => copy.set('webhook-timestamp', String(Number(copy.get('webhook-timestamp')) + 1))),
          parse((copy) => copy.set('webhook-signature', 'v1,')),
          parse((copy) => copy.set('webhook-signature', 'v1,AAAA')),
          world.stranger.parseWebhook(headers, rawBody),
        ];
        for (const reading of forged) assert.deepEqual(reading, { ok: false, reason: 'signature_wrong' });
        for (const header of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
          const reading = parse((copy) => copy.delete(header));
          assert.deepEqual(reading, { ok: false, reason: 'header_missing' });
        }
      });

      it('takes a webhook only for a while', async () => {
        const payment = await captured();
        const { headers, rawBody } = await webhookOf(payment);
        const readAt = (seconds: number) => world.withClockOff(seconds).parseWebhook(headers, rawBody);
        assert.deepEqual(readAt(3600), { ok: false, reason: 'timestamp_too_old' });
        assert.deepEqual(readAt(-3600), { ok: false, reason: 'timestamp_too_new' });
        assert.ok(readAt(60).ok);
      });

      it('keeps a log of all events, page by page, also of those whose webhooks were lost', async () => {
        const allEvents = async (limit: number) => {
          const events: ProviderEvent[] = [];
          for (let after: string | null = null; ; ) {
            const page: EventPage = done(await world.provider.listEvents(after, limit));
            assert.ok(page.events.length <= limit);
            events.push(...page.events);
            after = page.nextCursor;
            if (!page.hasMore) return { events, cursor: after };
          }
        };
        const earlier = await allEvents(7);
        const payment = await created('card');
        await world.driver.loseWebhooks(payment);
        await world.driver.approve(payment);
        const found = done(await world.provider.listEvents(earlier.cursor, 100));
        assert.deepEqual(
          found.events.map((event) => [event.type, event.payment.id]),
          [['payment.captured', payment.id]],
        );
        assert.deepEqual((await allEvents(100)).events, [...earlier.events, ...found.events]);
        const end = done(await world.provider.listEvents(found.nextCursor, 100));
        assert.deepEqual(end, { events: [], nextCursor: found.nextCursor, hasMore: false });
        const isPaymentOfLost = ({ rawBody }: ReceivedWebhook) => Buffer.from(rawBody).includes(payment.id);
        assert.equal(world.inbox.waiting().filter(isPaymentOfLost).length, 0);
      });
    });
  });
}
