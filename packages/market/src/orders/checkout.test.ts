import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import type { PointName } from '../kernel/points.ts';
import { accountSums } from '../ledger/ledger.repository.ts';
import { applyProviderState } from '../payments/payments.capture.ts';
import { assertSound } from '../testing/audit.ts';
import { type GivenSku, givenBalance, givenSku, givenStore } from '../testing/goods.ts';
import { linesBody, signedWebhook, type TradingMarket, tradingMarket } from '../testing/trade.ts';

/** What a test wants done when a point is hit the next time. */
const atPoint: Partial<Record<PointName, () => Promise<void>>> = {};
let market: TradingMarket;
let sku: GivenSku;

before(async () => {
  market = await tradingMarket({
    points: {
      hit(name) {
        const work = atPoint[name];
        delete atPoint[name];
        return work?.();
      },
    },
  });
  sku = await givenSku(market.market.db, market.ids, market.storeId, { priceMinor: 2500n, available: 1000 });
});
after(() => market.close());

const stock = async (of: GivenSku = sku): Promise<number> =>
  Number(
    (
      await market.market.db
        .selectFrom('stock')
        .select('available')
        .where('sku_id', '=', of.skuId)
        .executeTakeFirstOrThrow()
    ).available,
  );

const finalize = (buyer: Parameters<TradingMarket['place']>[0], id: string) =>
  market.call(endpoints.finalizeCheckout, { params: { checkoutId: id } }, buyer);

/** Ledger transactions of a kind about a checkout's payments or orders. */
async function booked(checkoutId: string, kind: string): Promise<number> {
  const uuid = fromPublicId('checkout', checkoutId) as string;
  const { db } = market.market;
  const rows = await db
    .selectFrom('ledger_transaction as t')
    .select('t.id')
    .where('t.kind', '=', kind)
    .where((eb) =>
      eb.or([
        eb('t.order_id', 'in', eb.selectFrom('orders').select('id').where('checkout_id', '=', uuid)),
        eb('t.payment_id', 'in', eb.selectFrom('payment').select('id').where('checkout_id', '=', uuid)),
      ]),
    )
    .execute();
  return rows.length;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 400; round += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it never became so');
}

test('the webhook pays an order though the browser never returns', async () => {
  const buyer = market.person();
  const placed = await market.place(buyer, [[sku, 2]]);
  assert.equal(placed.state, 'unpaid');
  assert.equal(placed.totalMinor, 5000);
  const begun = await market.pay(buyer, placed, [{ method: 'card' }]);
  assert.equal(begun.payments[0]?.state, 'pending');
  assert.equal(begun.remainingMinor, 0);
  await market.act(begun, 0, { act: 'approve' });
  await until(async () => (await market.checkout(buyer, placed.id)).state === 'paid');
  assert.equal(await booked(placed.id, 'capture'), 1);
  assert.equal(await booked(placed.id, 'orderPaid'), 1);
  await assertSound(market.market.db);
});

for (const first of ['browser', 'webhook'] as const) {
  test(`browser and webhook finish one payment at the same moment, the ${first} ahead: it is booked once`, async () => {
    const buyer = market.person();
    const placed = await market.place(buyer, [[sku, 1]]);
    const begun = await market.pay(buyer, placed, [{ method: 'card' }]);
    await market.act(begun, 0, { act: 'approve', faults: { lostWebhooks: true } });
    const browser = () => finalize(buyer, placed.id);
    const webhook = () => market.deliverWebhook(begun, 0);
    const [winner, loser] = first === 'browser' ? [browser, webhook] : [webhook, browser];
    let lost: Promise<unknown> | undefined;
    // The winner holds the lock; the loser comes to the same door, and the winner goes on only when it stands there.
    atPoint['finalize.locked'] = () =>
      new Promise((goOn) => {
        atPoint['finalize.begin'] = async () => goOn();
        lost = loser();
      });
    await winner();
    await lost;
    assert.deepEqual(atPoint, {}, 'both came through the points');
    assert.equal((await market.checkout(buyer, placed.id)).state, 'paid');
    assert.equal(await booked(placed.id, 'capture'), 1);
    assert.equal(await booked(placed.id, 'orderPaid'), 1);
    await assertSound(market.market.db);
  });
}

test("a webhook that repeats itself, comes late or is not the provider's changes nothing", async () => {
  const buyer = market.person();
  const placed = await market.place(buyer, [[sku, 1]]);
  const begun = await market.pay(buyer, placed, [{ method: 'card' }]);
  await market.act(begun, 0, { act: 'approve', faults: { lostWebhooks: true } });
  const forged = await market.market.app.request(
    '/v1/webhooks/sandbox',
    signedWebhook('whsec_bm90IHRoZSBzZWNyZXQ=', { id: 'evt_forged' }),
  );
  assert.equal(forged.status, 401);
  assert.equal((await market.checkout(buyer, placed.id)).state, 'unpaid');
  for (let times = 0; times < 3; times += 1)
    assert.equal((await market.deliverWebhook(begun, 0)).status, 204);
  assert.equal(await booked(placed.id, 'capture'), 1);
  await assertSound(market.market.db);
});

test('neither browser nor webhook comes: the market asks by itself', async () => {
  const buyer = market.person();
  const placed = await market.place(buyer, [[sku, 1]]);
  const begun = await market.pay(buyer, placed, [{ method: 'card' }]);
  await market.act(begun, 0, { act: 'approve', faults: { lostWebhooks: true } });
  await market.sweep();
  assert.equal((await market.checkout(buyer, placed.id)).state, 'unpaid', 'it is not asked at once');
  await later(2 * 60_000);
  assert.equal((await market.checkout(buyer, placed.id)).state, 'paid');
  await assertSound(market.market.db);
});

test('an order that nobody pays gives its stock back; money that comes too late goes back', async () => {
  const buyer = market.person();
  const before = await stock();
  const placed = await market.place(buyer, [[sku, 3]]);
  const begun = await market.pay(buyer, placed, [{ method: 'card' }]);
  assert.equal(await stock(), before - 3);
  await later(16 * 60_000);
  const ended = await market.checkout(buyer, placed.id);
  assert.equal(ended.state, 'cancelled');
  assert.equal(ended.payments[0]?.state, 'cancelled');
  assert.equal(await stock(), before);

  // The provider captures all the same, in spite of the cancellation.
  const paymentId = fromPublicId('payment', ended.payments[0]?.id as string) as string;
  const provider = market.market.providers.get('sandbox');
  const known = await provider?.findByReference(paymentId);
  assert.ok(known?.ok && known.value !== null);
  await applyProviderState(market.market, market.ctx(), paymentId, {
    ...known.value,
    status: 'captured',
    capturedMinor: 7500n,
  });
  const late = await market.checkout(buyer, placed.id);
  assert.equal(late.state, 'cancelled');
  assert.equal(late.payments[0]?.capturedMinor, 7500);
  assert.equal(late.payments[0]?.refundedMinor, 7500);
  assert.equal(await booked(placed.id, 'orderPaid'), 0);
  assert.equal(await stock(), before);
  await assertSound(market.market.db);
  assert.equal(begun.payments.length, 1);
});

test('a payment that a provider works on keeps its order from expiring', async () => {
  const buyer = market.person();
  const placed = await market.place(buyer, [[sku, 1]]);
  const begun = await market.pay(buyer, placed, [{ method: 'card' }]);
  await market.act(begun, 0, { act: 'approve', faults: { lateMs: 1500, lostWebhooks: true } });
  await later(16 * 60_000);
  const waiting = await market.checkout(buyer, placed.id);
  assert.notEqual(waiting.state, 'cancelled');
});

test('a declined card leaves the order to be paid otherwise', async () => {
  const buyer = market.person();
  const placed = await market.place(buyer, [[sku, 1]]);
  const begun = await market.pay(buyer, placed, [{ method: 'card' }]);
  await market.act(begun, 0, {
    act: 'decline',
    reason: 'insufficient_funds',
    faults: { lostWebhooks: true },
  });
  const declined = await finalize(buyer, placed.id);
  assert.ok(declined.ok);
  assert.equal(declined.value.state, 'unpaid');
  assert.equal(declined.value.payments[0]?.state, 'failed');
  assert.equal(declined.value.payments[0]?.failureCode, 'insufficient_funds');
  assert.equal(declined.value.remainingMinor, 2500);
  await givenBalance(market.market.db, market.ids, buyer.personId, 2500n);
  const paid = await market.pay(buyer, declined.value, [{ method: 'balance' }]);
  assert.equal(paid.state, 'paid');
  await assertSound(market.market.db);
});

test('one payment for several stores, in several parts: card in instalments, voucher, balance', async () => {
  const buyer = market.person();
  const otherStore = await givenStore(market.market.db, market.ids, market.licenceId, {
    country: 'JP',
    freightMinor: 500n,
  });
  const other = await givenSku(market.market.db, market.ids, otherStore, { priceMinor: 1999n });
  const quote = await market.call(
    endpoints.quoteCheckout,
    { body: { lines: [sku, other].map((one) => ({ skuId: toPublicId('sku', one.skuId), quantity: 1 })) } },
    buyer,
  );
  assert.ok(quote.ok);
  assert.equal(quote.value.totalMinor, 2500 + 1999 + 500);
  const body = {
    ...linesBody([
      [sku, 1],
      [other, 1],
    ]),
    totalMinor: quote.value.totalMinor,
  };
  const placed = await market.call(endpoints.placeCheckout, { body, idempotencyKey: market.key() }, buyer);
  assert.ok(placed.ok);
  assert.equal(placed.value.orders.length, 2);
  await givenBalance(market.market.db, market.ids, buyer.personId, 999n);
  const begun = await market.pay(buyer, placed.value, [
    { method: 'card', amountMinor: 3000, instalments: 6 },
    { method: 'voucher', amountMinor: 1000 },
    { method: 'balance' },
  ]);
  assert.deepEqual(
    begun.payments.map((payment) => [payment.method, payment.amountMinor, payment.state]),
    [
      ['card', 3000, 'pending'],
      ['voucher', 1000, 'pending'],
      ['balance', 999, 'captured'],
    ],
  );
  await market.act(begun, 0, {
    act: 'approve',
    instalments: 6,
    capturedAmountMinor: 3210,
    faults: { lostWebhooks: true },
  });
  await market.act(begun, 1, { act: 'approve', faults: { lostWebhooks: true } });
  const done = await finalize(buyer, placed.value.id);
  assert.ok(done.ok);
  assert.equal(done.value.state, 'paid');
  assert.equal(done.value.payments[0]?.capturedMinor, 3210);
  assert.equal(done.value.payments[0]?.differenceName, 'instalmentInterest');
  assert.equal(await booked(placed.value.id, 'capture'), 3);
  assert.equal(await booked(placed.value.id, 'orderPaid'), 2);
  await assertSound(market.market.db);
});

test('a paid order that its buyer cancels goes back whole: money, fee, stock', async () => {
  const buyer = market.person();
  const before = await stock();
  const placed = await market.place(buyer, [[sku, 2]]);
  const begun = await market.pay(buyer, placed, [{ method: 'card' }]);
  await market.act(begun, 0, { act: 'approve', faults: { lostWebhooks: true, refundFailures: 1 } });
  await finalize(buyer, placed.id);
  const orderId = placed.orders[0]?.orderId as string;
  const cancelled = await market.call(
    endpoints.cancelMyOrder,
    { params: { orderId }, body: { reason: '' }, idempotencyKey: market.key() },
    buyer,
  );
  assert.ok(cancelled.ok, JSON.stringify(cancelled));
  assert.equal(cancelled.value.state, 'cancelled');
  assert.equal(cancelled.value.refundedMinor, 5000);
  assert.equal(await stock(), before);
  // The provider takes a refund, refuses it a moment later, and takes the next try.
  for (let minute = 0; minute < 4; minute += 1) await later(60_000);
  const order = await market.call(endpoints.getMyOrder, { params: { orderId } }, buyer);
  assert.ok(order.ok);
  assert.equal(order.value.refunds[0]?.state, 'succeeded');
  const sums = await accountSums(
    market.market.db,
    ['merchantPayable', 'platformFee', 'taxPayable'],
    market.storeId,
  );
  assert.ok(sums.length > 0);
  await assertSound(market.market.db);
});

test('a seller without the goods cancels: the pieces leave the shelf for good', async () => {
  const scarce = await givenSku(market.market.db, market.ids, market.storeId, { available: 4 });
  const buyer = market.person();
  await givenBalance(market.market.db, market.ids, buyer.personId, 5000n);
  const bought = await market.call(
    endpoints.buyNow,
    { body: linesBody([[scarce, 3]]), idempotencyKey: market.key() },
    buyer,
  );
  assert.ok(bought.ok);
  const orderId = bought.value.orders[0]?.orderId as string;
  const storeId = toPublicId('store', market.storeId);
  const cancelled = await market.call(
    endpoints.cancelStoreOrder,
    { params: { storeId, orderId }, body: { reason: 'none left' }, idempotencyKey: market.key() },
    market.owner,
  );
  assert.ok(cancelled.ok, JSON.stringify(cancelled));
  assert.equal(cancelled.value.stateCode, 190);
  assert.equal(await stock(scarce), 1);
  const balance = await market.call(endpoints.getBalance, {}, buyer);
  assert.deepEqual(balance.ok && balance.value.balances, [{ currency: 'CNY', amountMinor: 5000 }]);
  await assertSound(market.market.db);
});

test('a refund never exceeds what is left, also when two are asked for at once', async () => {
  const buyer = market.person();
  await givenBalance(market.market.db, market.ids, buyer.personId, 5000n);
  const bought = await market.call(
    endpoints.buyNow,
    { body: linesBody([[sku, 2]]), idempotencyKey: market.key() },
    buyer,
  );
  assert.ok(bought.ok);
  const params = {
    storeId: toPublicId('store', market.storeId),
    orderId: bought.value.orders[0]?.orderId as string,
  };
  const refund = (amountMinor: number) =>
    market.call(
      endpoints.refundOrder,
      {
        params,
        body: { reason: 'scratched', lines: [{ lineNo: 1, amountMinor }] },
        idempotencyKey: market.key(),
      },
      market.owner,
    );
  const answers = await Promise.all([refund(3000), refund(3000)]);
  assert.equal(answers.filter((answer) => answer.ok).length, 1);
  assert.ok(answers.some((answer) => !answer.ok && answer.problem.code === 'refund_too_large'));
  const rest = await refund(2000);
  assert.ok(rest.ok);
  assert.equal(rest.value.state, 'refunded');
  await assertSound(market.market.db);
});

/** Lets the market's time go on, and what falls due by then happen. */
async function later(milliseconds: number): Promise<void> {
  await market.clock.set(new Date(market.clock.now().getTime() + milliseconds));
  await market.sweep();
}
