/**
 * The server ended as by a power cut at each step of checkout, and started again: what was acknowledged is there once, what was not can
 * be asked for again with the same key, and neither stock nor money is lost on the way.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type AnswerOf,
  type Client,
  createClient,
  endpoints,
  fromPublicId,
  toPublicId,
} from '@hazumi/contracts';
import { auditMarket, type DatabaseHandle, openDatabase, type PointName } from '@hazumi/market';
import {
  type GivenSku,
  givenBalance,
  givenLicence,
  givenSku,
  givenStore,
  type SandboxProcess,
  startSandboxProcess,
  testAddress,
  testDatabase,
} from '@hazumi/market/testing';
import { insist, until } from '../chaos/patience.ts';
import { type ServerProcess, startServerProcess } from '../chaos/server.process.ts';
import { findPort } from '../ports.ts';
import { temporaryFolder } from '../testing/program.ts';
import { ids } from './testing/ids.ts';
import { freshKey, must, type Person, signUp } from './testing/people.ts';

type Checkout = AnswerOf<typeof endpoints.getCheckout>;

describe('the server dies', () => {
  const folder = temporaryFolder();
  let drop: () => Promise<void>;
  let handle: DatabaseHandle;
  let sandbox: SandboxProcess;
  let start: () => Promise<ServerProcess>;
  let server: ServerProcess;
  let call: Client;
  let shopper: Person;
  let storeId: string;

  before(async () => {
    const database = await testDatabase();
    drop = database.drop;
    handle = openDatabase(database.url, { connections: 2 });
    sandbox = await startSandboxProcess();
    const port = await findPort(0);
    start = () => startServerProcess({ databaseUrl: database.url, port, dataFolder: folder.path, sandbox });
    server = await start();
    call = createClient({ baseUrl: server.url });
    shopper = await signUp(call, 'shopper');
    await givenBalance(handle.db, ids, shopper.id, 1_000_000n);
    storeId = await givenStore(handle.db, ids, await givenLicence(handle.db, ids));
  });
  after(async () => {
    await server.kill();
    await sandbox.close();
    await handle.close();
    await drop();
    folder.remove();
  });

  const goods = (): Promise<GivenSku> => givenSku(handle.db, ids, storeId, { available: 10 });
  const wish = (sku: GivenSku) => ({
    lines: [{ skuId: toPublicId('sku', sku.skuId), quantity: 2, unitPriceMinor: 1_000 }],
    totalMinor: 2_000,
    currency: 'CNY',
    address: testAddress,
  });
  const place = (sku: GivenSku, key: string) =>
    call(endpoints.placeCheckout, { headers: shopper.as, body: wish(sku), idempotencyKey: key });
  const pay = (checkout: Checkout, key: string) =>
    call(endpoints.payCheckout, {
      headers: shopper.as,
      params: { checkoutId: checkout.id },
      body: { payments: [{ method: 'card' }] },
      idempotencyKey: key,
    });
  const look = (checkout: Checkout) =>
    call(endpoints.getCheckout, { headers: shopper.as, params: { checkoutId: checkout.id } });
  const finalize = (checkout: Checkout) =>
    call(endpoints.finalizeCheckout, { headers: shopper.as, params: { checkoutId: checkout.id } });

  /** Lets the server come by the point while it does this, whose answer nobody gets; then starts it again. */
  async function dieAt(point: PointName, work: () => Promise<unknown>): Promise<void> {
    await server.dieAt(point);
    await Promise.all([
      work().then(
        () => assert.fail('it was answered'),
        () => undefined,
      ),
      server.gone,
    ]);
    server = await start();
  }

  async function isSound(sku: GivenSku, wanted: { available: bigint; orders: number }): Promise<void> {
    const { rows } = await handle.pool.query<{ available: bigint; orders: bigint }>(
      `select available, (select count(distinct order_id) from order_line where sku_id = $1) as orders from stock where sku_id = $1`,
      [sku.skuId],
    );
    assert.deepEqual(rows, [{ available: wanted.available, orders: BigInt(wanted.orders) }]);
    assert.deepEqual(await auditMarket(handle.db), []);
  }

  /** What the provider has of a checkout's payments. */
  async function atProvider(checkout: Checkout): Promise<Record<string, unknown>[]> {
    const { rows } = await handle.pool.query<{ id: string }>(
      'select id from payment where checkout_id = $1',
      [fromPublicId('checkout', checkout.id)],
    );
    assert.equal(rows.length, 1, 'one payment was asked for');
    const found = await sandbox.call('GET', `/api/payments?reference=${rows[0]?.id}`);
    return found.data as Record<string, unknown>[];
  }

  const approve = (payment: Record<string, unknown> | undefined, faults = {}) =>
    sandbox.call('POST', `/api/payments/${payment?.id}/act`, { act: 'approve', faults });
  const isPaid = (checkout: Checkout) => async () => {
    const found = await look(checkout);
    return found.ok && found.value.state === 'paid';
  };

  for (const point of ['placement.written', 'placement.committed'] as const) {
    test(`${point}: the order that is asked for again is the same one`, async () => {
      const sku = await goods();
      const key = freshKey();
      await dieAt(point, () => place(sku, key));
      const { rows } = await handle.pool.query(
        `select from orders o join order_line l on l.store_id = o.store_id and l.order_id = o.id where l.sku_id = $1`,
        [sku.skuId],
      );
      assert.equal(rows.length, point === 'placement.committed' ? 1 : 0);
      const [once, again] = [await must(place(sku, key)), await must(place(sku, key))];
      assert.deepEqual(again, once);
      await isSound(sku, { available: 8n, orders: 1 });
    });

    test(`${point}: what is bought at once is paid once`, async () => {
      const sku = await goods();
      const key = freshKey();
      const balance = async () =>
        (await must(call(endpoints.getBalance, { headers: shopper.as }))).balances[0]?.amountMinor;
      const before = Number(await balance());
      const buy = () => call(endpoints.buyNow, { headers: shopper.as, body: wish(sku), idempotencyKey: key });
      await dieAt(point, buy);
      const bought = await must(buy());
      assert.equal(bought.state, 'paid');
      assert.equal(await balance(), before - 2_000);
      await isSound(sku, { available: 8n, orders: 1 });
    });
  }

  for (const point of ['payment.created', 'payment.asked'] as const) {
    test(`${point}: the payment goes on, and there is one`, async () => {
      const sku = await goods();
      const checkout = await must(place(sku, freshKey()));
      const key = freshKey();
      await dieAt(point, () => pay(checkout, key));
      assert.equal((await atProvider(checkout)).length, point === 'payment.asked' ? 1 : 0);
      const begun = await must(pay(checkout, key));
      assert.equal(begun.payments.length, 1);
      assert.match(begun.payments[0]?.redirectUrl ?? '', /^http/);
      const [payment, ...more] = await atProvider(checkout);
      assert.deepEqual(more, []);
      await approve(payment);
      await until('the webhook brings the money', isPaid(checkout));
      await isSound(sku, { available: 8n, orders: 1 });
    });

    test(`${point}: the payment goes on without the shopper`, async () => {
      const sku = await goods();
      const checkout = await must(place(sku, freshKey()));
      await dieAt(point, () => pay(checkout, freshKey()));
      // A minute later the reconciliation asks, whether or not anybody came back.
      await handle.pool.query(
        "update payment set next_check_at = now() where state in ('created', 'pending')",
      );
      await until('the reconciliation has asked', async () => {
        const found = await must(look(checkout));
        return found.payments[0]?.redirectUrl?.startsWith('http') === true;
      });
      const found = await atProvider(checkout);
      assert.equal(found.length, 1);
      await approve(found[0]);
      await until('the webhook brings the money', isPaid(checkout));
      await isSound(sku, { available: 8n, orders: 1 });
    });
  }

  for (const [point, by] of [
    ['finalize.begin', 'webhook'],
    ['finalize.locked', 'webhook'],
    ['finalize.booked', 'webhook'],
    ['finalize.begin', 'browser'],
    ['finalize.locked', 'browser'],
    ['finalize.booked', 'browser'],
  ] as const) {
    test(`${point} when the ${by} comes: the money is booked once`, async () => {
      const sku = await goods();
      const checkout = await must(place(sku, freshKey()));
      await must(pay(checkout, freshKey()));
      const [payment] = await atProvider(checkout);
      if (by === 'browser') {
        await approve(payment, { lostWebhooks: true });
        await dieAt(point, () => finalize(checkout));
        assert.equal((await must(look(checkout))).state, 'unpaid');
        // No event ever comes; a minute later the reconciliation asks.
        await handle.pool.query("update payment set next_check_at = now() where state = 'pending'");
      } else {
        await server.dieAt(point);
        await Promise.all([approve(payment), server.gone]);
        server = await start();
        // As the provider does by itself, some seconds later.
        const { data } = (await sandbox.call('GET', '/api/events?limit=500')) as { data: { id: string }[] };
        await sandbox.call('POST', `/api/events/${data.at(-1)?.id}/redeliver`, {});
      }
      await until('the money is booked', isPaid(checkout));
      const { payments } = await must(finalize(checkout));
      assert.deepEqual(
        payments.map(({ state, capturedMinor }) => [state, capturedMinor]),
        [['captured', 2_000]],
      );
      await isSound(sku, { available: 8n, orders: 1 });
    });
  }

  for (const point of ['refund.created', 'refund.asked'] as const) {
    test(`${point}: the money goes back once`, async () => {
      const sku = await goods();
      const checkout = await must(place(sku, freshKey()));
      await must(pay(checkout, freshKey()));
      const [payment] = await atProvider(checkout);
      await approve(payment);
      await until('the webhook brings the money', isPaid(checkout));
      await server.dieAt(point);
      const orderId = checkout.orders[0]?.orderId as string;
      const key = freshKey();
      const cancel = () =>
        call(endpoints.cancelMyOrder, {
          headers: shopper.as,
          params: { orderId },
          body: {},
          idempotencyKey: key,
        });
      // The refund is sent after the answer, which may or may not be out when the server dies.
      await Promise.all([cancel().catch(() => undefined), server.gone]);
      server = await start();
      const cancelled = await insist(cancel);
      assert.ok(cancelled.ok, JSON.stringify(cancelled));
      // Whoever was at it is gone; a minute later another one may try.
      await handle.pool.query(
        "update refund set next_attempt_at = now() where state in ('created', 'pending')",
      );
      await until('the refund has settled', async () => {
        const order = await must(call(endpoints.getMyOrder, { headers: shopper.as, params: { orderId } }));
        return order.refunds.length === 1 && order.refunds[0]?.state === 'succeeded';
      });
      assert.equal((await atProvider(checkout))[0]?.refundedAmountMinor, 2_000);
      await isSound(sku, { available: 10n, orders: 1 });
    });
  }
});
