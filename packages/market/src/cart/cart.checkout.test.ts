import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AnswerOf, endpoints, toPublicId } from '@hazumi/contracts';
import type { Actor } from '../kernel/context.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import { type GivenSku, givenLicence, givenSku, givenStore, testAddress } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { registerTrade } from '../trade.ts';
import { registerCart } from './cart.routes.ts';

type Cart = AnswerOf<typeof endpoints.getCart>;

// A source of its own: ids of another time would disturb those that the market makes.
const ids = uuidv7Source();
let market: TestMarket;
let shelf: GivenSku[];
before(async () => {
  market = await testMarket({
    areas: [registerCart, (parts, handle, url) => registerTrade(parts, handle.pool, url)],
  });
  const { db } = market.handle;
  const licenceId = await givenLicence(db, ids);
  const one = await givenStore(db, ids, licenceId, { freightMinor: 700n, freightFreeFromMinor: 9000n });
  const other = await givenStore(db, ids, licenceId, { freightMinor: 500n });
  shelf = [
    await givenSku(db, ids, one, { priceMinor: 1999n }),
    await givenSku(db, ids, one, { priceMinor: 301n, freightMinor: 33n }),
    await givenSku(db, ids, one, { priceMinor: 77n }),
    await givenSku(db, ids, other, { priceMinor: 4000n }),
  ];
});
after(() => market.close());

async function fill(actor: Actor, quantities: number[]): Promise<Cart> {
  let cart: Cart | undefined;
  for (const [at, quantity] of quantities.entries()) {
    const skuId = toPublicId('sku', (shelf[at] as GivenSku).skuId);
    const answer = await market.call(endpoints.addCartLine, { body: { skuId, quantity } }, actor);
    assert.ok(answer.ok);
    cart = answer.value;
  }
  return cart as Cart;
}
const linesOf = (cart: Cart) => cart.stores.flatMap((store) => store.lines);

/** Orders these lines for the total that the cart showed. */
function place(actor: Actor, cart: Cart, cartLineIds: string[]) {
  const [sums] = cart.totals;
  return market.call(
    endpoints.placeCheckout,
    {
      body: {
        lines: linesOf(cart).map(({ skuId, quantity, unitPriceMinor }) => ({
          skuId,
          quantity,
          unitPriceMinor,
        })),
        totalMinor: sums?.totalMinor ?? 0,
        currency: sums?.currency ?? '',
        address: testAddress,
        cartLineIds,
      },
      idempotencyKey: ids.next(testStart),
    },
    actor,
  );
}

test('a cart shows, store by store, what its order then costs', async () => {
  for (const quantities of [
    [1, 2, 3, 1],
    [5, 1],
    [3, 9, 5, 2],
  ]) {
    const buyer = personActor(ids.next(testStart));
    const cart = await fill(buyer, quantities);
    const placed = await place(buyer, cart, []);
    assert.ok(placed.ok, JSON.stringify(placed));
    const sums = (of: { storeId: string; goodsMinor: number; freightMinor: number; totalMinor: number }) => [
      of.storeId,
      of.goodsMinor,
      of.freightMinor,
      of.totalMinor,
    ];
    assert.deepEqual(placed.value.orders.map(sums).sort(), cart.stores.map(sums).sort());
    assert.equal(placed.value.totalMinor, cart.totals[0]?.totalMinor);
  }
});

test('lines that are ordered leave the cart; others stay, and so do other people’s', async () => {
  const [buyer, stranger] = [personActor(ids.next(testStart)), personActor(ids.next(testStart))];
  const cart = await fill(buyer, [1, 1, 1]);
  const strangers = await fill(stranger, [1]);
  const [first, second, third] = linesOf(cart);
  const [foreign] = linesOf(strangers);
  const placed = await place(buyer, cart, [first?.id as string, third?.id as string, foreign?.id as string]);
  assert.ok(placed.ok);
  const left: (string | undefined)[][] = [];
  for (const actor of [buyer, stranger]) {
    const answer = await market.call(endpoints.getCart, {}, actor);
    assert.ok(answer.ok);
    left.push(linesOf(answer.value).map((line) => line.id));
  }
  assert.deepEqual(left, [[second?.id], [foreign?.id]]);
});

test('a refused order leaves the cart as it is', async () => {
  const buyer = personActor(ids.next(testStart));
  const cart = await fill(buyer, [1, 1]);
  const [sums] = cart.totals;
  const cheaper = { ...cart, totals: [{ ...sums, totalMinor: (sums?.totalMinor ?? 0) - 1 }] } as Cart;
  const refused = await place(
    buyer,
    cheaper,
    linesOf(cart).map((line) => line.id),
  );
  assert.ok(!refused.ok);
  assert.equal(refused.problem.code, 'total_changed');
  const after = await market.call(endpoints.getCart, {}, buyer);
  assert.ok(after.ok);
  assert.deepEqual(after.value, cart);
});
