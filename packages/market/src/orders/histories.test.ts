import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endpoints, toPublicId } from '@hazumi/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { auditMarket } from '../audit.ts';
import { rollUpLedger } from '../ledger/ledger.rollup.ts';
import { watchCards } from '../testing/cards.ts';
import { type GivenSku, givenBalance, givenSku, givenStore } from '../testing/goods.ts';
import { linesBody, type Person, type TradingMarket, tradingMarket } from '../testing/trade.ts';

let market: TradingMarket;
let shelf: GivenSku[];
before(async () => {
  market = await tradingMarket();
  const { db } = market.market;
  const taxed = await givenStore(db, market.ids, market.licenceId, {
    country: 'JP',
    isFirst: true,
    freightMinor: 333n,
    freightFreeFromMinor: 9000n,
  });
  shelf = [
    await givenSku(db, market.ids, market.storeId, { priceMinor: 999n, available: 400 }),
    await givenSku(db, market.ids, market.storeId, {
      priceMinor: 12_345n,
      available: 250,
      freightMinor: 77n,
    }),
    await givenSku(db, market.ids, taxed, { priceMinor: 1n, available: 600 }),
    await givenSku(db, market.ids, taxed, { priceMinor: 3333n, available: 30 }),
  ];
});
after(() => market.close());

type Step =
  | { do: 'place'; lines: { sku: number; quantity: number }[] }
  | { do: 'buyNow'; lines: { sku: number; quantity: number }[] }
  /** the whole way by card */
  | { do: 'buy'; lines: { sku: number; quantity: number }[]; extra: number; instalments: number }
  | { do: 'pay'; method: 'card' | 'voucher' | 'balance'; share: number }
  | { do: 'act'; act: 'approve' | 'decline'; extra: number; instalments: number }
  | { do: 'return' }
  | { do: 'cancelCheckout' }
  | { do: 'cancelOrder'; which: number }
  | { do: 'sellerCancels'; which: number }
  | { do: 'ship'; which: number }
  | { do: 'refund'; which: number; ppm: number }
  | { do: 'wait'; minutes: number };

const lines = fc.array(fc.record({ sku: fc.nat(3), quantity: fc.integer({ min: 1, max: 3 }) }), {
  minLength: 1,
  maxLength: 3,
});
const which = fc.nat(5);
/** what is captured beyond what was asked */
const extra = fc.constantFrom(0, 0, 0, 1, 30, 20_000, -60);
const instalments = fc.constantFrom(1, 3);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('place' as const), lines }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('buyNow' as const), lines }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('buy' as const), lines, extra, instalments }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      method: fc.constantFrom('card' as const, 'voucher' as const, 'balance' as const),
      share: fc.constantFrom(1, 1, 2, 4),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      act: fc.constantFrom('approve' as const, 'approve' as const, 'decline' as const),
      extra,
      instalments,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('return' as const) }) },
  fc.record({ do: fc.constant('cancelCheckout' as const) }),
  fc.record({ do: fc.constant('cancelOrder' as const), which }),
  fc.record({ do: fc.constant('sellerCancels' as const), which }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('ship' as const), which }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      which,
      ppm: fc.constantFrom(1, 333_333, 700_000, 1_000_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 16, 120) }),
  },
);

const histories = fc.array(step, { minLength: 5, maxLength: 25, size: 'max' });

/** Payments that come back with interest, rounding and too much: chance alone leaves one of them out now and then. */
const differences = [
  { extra: 30, instalments: 3 },
  { extra: 1, instalments: 1 },
  { extra: 20_000, instalments: 1 },
].map((more): Step => ({ do: 'buy', lines: [{ sku: 1, quantity: 1 }], ...more }));

/** What the shopper of one history knows. */
interface Story {
  buyer: Person;
  checkoutId: string | undefined;
  orders: { orderId: string; storeId: string }[];
}

/** Plays a step as far as the market lets it; a refusal is part of the history, a fault of the server is not. */
async function play(story: Story, now: Step): Promise<void> {
  const { buyer } = story;
  const idempotencyKey = market.key();
  const order = 'which' in now ? story.orders[now.which % Math.max(1, story.orders.length)] : undefined;
  const bought =
    'lines' in now
      ? now.lines.map(({ sku, quantity }) => [shelf[sku] as GivenSku, quantity] as [GivenSku, number])
      : [];
  switch (now.do) {
    case 'place':
    case 'buyNow': {
      const quote = await market.call(
        endpoints.quoteCheckout,
        {
          body: {
            lines: bought.map(([sku, quantity]) => ({ skuId: toPublicId('sku', sku.skuId), quantity })),
          },
        },
        buyer,
      );
      if (!quote.ok) return expected(quote);
      const body = { ...linesBody(bought), totalMinor: quote.value.totalMinor };
      if (now.do === 'place') {
        const placed = await market.call(endpoints.placeCheckout, { body, idempotencyKey }, buyer);
        if (!placed.ok) return expected(placed);
        story.checkoutId = placed.value.id;
        story.orders.push(...placed.value.orders);
      } else {
        const placed = await market.call(endpoints.buyNow, { body, idempotencyKey }, buyer);
        if (!placed.ok) return expected(placed);
        story.orders.push(...placed.value.orders);
      }
      return;
    }
    case 'buy':
      await play(story, { do: 'place', lines: now.lines });
      await play(story, { do: 'pay', method: 'card', share: 1 });
      await play(story, { do: 'act', act: 'approve', extra: now.extra, instalments: now.instalments });
      return play(story, { do: 'return' });
    case 'pay': {
      const checkout = await current(story);
      if (checkout === undefined || checkout.remainingMinor === 0) return;
      const amountMinor = Math.max(1, Math.floor(checkout.remainingMinor / now.share));
      const params = { checkoutId: checkout.id };
      const body = { payments: [{ method: now.method, amountMinor, instalments: 6 }] };
      return expected(await market.call(endpoints.payCheckout, { params, body, idempotencyKey }, buyer));
    }
    case 'act': {
      const checkout = await current(story);
      const at = checkout?.payments.findIndex((payment) => payment.redirectUrl !== null) ?? -1;
      if (checkout === undefined || at < 0) return;
      const payment = checkout.payments[at];
      const captured = Math.max(1, (payment?.amountMinor ?? 0) + now.extra);
      const approval =
        payment?.method === 'card' ? { capturedAmountMinor: captured, instalments: now.instalments } : {};
      const faults = { lostWebhooks: now.extra !== 0, duplicateWebhooks: now.instalments };
      await market
        .act(
          checkout,
          at,
          now.act === 'approve' ? { act: 'approve', ...approval, faults } : { act: 'decline', faults },
        )
        .catch(() => undefined);
      return;
    }
    case 'return':
      if (story.checkoutId === undefined) return;
      return expected(
        await market.call(endpoints.finalizeCheckout, { params: { checkoutId: story.checkoutId } }, buyer),
      );
    case 'cancelCheckout':
      if (story.checkoutId === undefined) return;
      return expected(
        await market.call(endpoints.cancelCheckout, { params: { checkoutId: story.checkoutId } }, buyer),
      );
    case 'wait':
      await market.clock.set(new Date(market.clock.now().getTime() + now.minutes * 60_000));
      await market.sweep();
      return;
    default:
  }
  if (order === undefined) return;
  const params = { orderId: order.orderId, storeId: order.storeId };
  if (now.do === 'cancelOrder') {
    return expected(
      await market.call(endpoints.cancelMyOrder, { params, body: { reason: '' }, idempotencyKey }, buyer),
    );
  }
  if (now.do === 'sellerCancels') {
    return expected(
      await market.call(
        endpoints.cancelStoreOrder,
        { params, body: { reason: 'gone' }, idempotencyKey },
        market.owner,
      ),
    );
  }
  if (now.do === 'ship') {
    const body = { carrier: 'SF', trackingNumber: '1' };
    return expected(await market.call(endpoints.shipOrder, { params, body, idempotencyKey }, market.owner));
  }
  const seen = await market.call(endpoints.getStoreOrder, { params }, market.owner);
  const line = seen.ok ? seen.value.lines[0] : undefined;
  if (line === undefined) return;
  const amountMinor = Math.max(1, Math.floor(((line.goodsMinor + line.freightMinor) * now.ppm) / 1_000_000));
  const body = { reason: 'scratched', lines: [{ lineNo: 1, amountMinor }] };
  return expected(await market.call(endpoints.refundOrder, { params, body, idempotencyKey }, market.owner));
}

async function current(story: Story) {
  return story.checkoutId === undefined ? undefined : market.checkout(story.buyer, story.checkoutId);
}

function expected(answer: { ok: boolean; status: number; problem?: unknown }): void {
  assert.ok(answer.status < 500, JSON.stringify(answer.problem));
}

test('after any history of two shoppers at once every account, stock and order sums as it must', async () => {
  const cards = await watchCards(market.handle.pool);
  await fc.assert(
    fc.asyncProperty(histories, histories, async (one, two) => {
      await Promise.all(
        [one, two].map(async (steps) => {
          const buyer = market.person();
          await givenBalance(market.market.db, market.ids, buyer.personId, 60_000n);
          const story: Story = { buyer, checkoutId: undefined, orders: [] };
          for (const now of steps) await play(story, now);
        }),
      );
      await market.sweep();
      await rollUpLedger(market.market.db);
      await cards.assertRight('trade');
      assert.deepEqual(await auditMarket(market.market.db), []);
    }),
    { numRuns: 20, examples: [[differences, differences]] },
  );
  // A property that only ever saw refusals would prove nothing.
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from orders group by state
    union all select 'refund ' || reason, count(*)::int from refund group by reason
    union all select 'difference ' || difference_name, count(*)::int from payment where state = 'captured' group by difference_name`.execute(
    market.market.db,
  );
  const finalStates = ['paid', 'shipped', 'cancelled', 'refunded', 'stockOutCancelled'];
  const names = [
    'refund scratched',
    'difference none',
    'difference instalmentInterest',
    'difference rounding',
    'difference overpaid',
  ];
  const seen = new Map(rows.map((row) => [row.state, row.count]));
  for (const state of [...finalStates, ...names]) {
    assert.ok((seen.get(state) ?? 0) > 0, `no history came to "${state}": ${JSON.stringify([...seen])}`);
  }
});
