import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AnswerOf, cartEndpoints, toPublicId } from '@hazumi/contracts';
import type { Actor } from '../kernel/context.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import { givenCrowd } from '../testing/crowd.ts';
import { type GivenSku, givenLicence, givenSku, givenStore } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { planOf, recordQueries } from '../testing/queries.ts';
import { registerCart } from './cart.routes.ts';

const { getCart, addCartLine, changeCartLine, removeCartLine } = cartEndpoints;
type Cart = AnswerOf<typeof getCart>;

// A source of its own: ids of another time would disturb those that the market makes.
const ids = uuidv7Source();
let market: TestMarket;
before(async () => {
  market = await testMarket({ areas: [registerCart] });
});
after(() => market.close());

const newId = (): string => ids.next(testStart);
const newPerson = (): Actor => personActor(newId());
const newGuest = (): Actor & { kind: 'guest' } => ({
  kind: 'guest',
  guestHash: Buffer.from(newId().replaceAll('-', '').repeat(2), 'hex'),
});

type StoreFacts = Parameters<typeof givenStore>[3];
type SkuFacts = Parameters<typeof givenSku>[3];
async function storeWith(facts: StoreFacts, ...skus: SkuFacts[]): Promise<GivenSku[]> {
  const { db } = market.handle;
  const storeId = await givenStore(db, ids, await givenLicence(db, ids), facts);
  const made: GivenSku[] = [];
  for (const sku of skus) made.push(await givenSku(db, ids, storeId, sku));
  return made;
}
async function oneSku(facts: SkuFacts = {}): Promise<GivenSku> {
  const [sku] = await storeWith({}, facts);
  return sku as GivenSku;
}

async function cartOf(actor: Actor): Promise<Cart> {
  const answer = await market.call(getCart, {}, actor);
  assert.ok(answer.ok);
  return answer.value;
}
const add = (actor: Actor | undefined, sku: GivenSku, quantity = 1, more: { seenPriceMinor?: number } = {}) =>
  market.call(addCartLine, { body: { skuId: toPublicId('sku', sku.skuId), quantity, ...more } }, actor);
async function added(actor: Actor, sku: GivenSku, quantity = 1): Promise<Cart> {
  const answer = await add(actor, sku, quantity);
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}
const linesOf = (cart: Cart) => cart.stores.flatMap((store) => store.lines);
/** SKU and pieces of each line, in the cart's order. */
const piecesOf = (cart: Cart) => linesOf(cart).map((line) => [line.skuId, line.quantity]);
const pieces = (sku: GivenSku, quantity: number) => [toPublicId('sku', sku.skuId), quantity];

test('nobody has an empty cart and cannot put anything in', async () => {
  const empty = await market.call(getCart);
  assert.ok(empty.ok);
  assert.deepEqual(empty.value, { id: null, version: 0, pieces: 0, stores: [], totals: [] });
  const refused = await add(undefined, await oneSku());
  assert.ok(!refused.ok);
  assert.equal(refused.problem.code, 'unauthenticated');
});

test('lines stand by store, with the sums of the order that would be placed', async () => {
  const buyer = newPerson();
  const [bowl, cup] = await storeWith(
    { freightMinor: 600n, freightFreeFromMinor: 10_000n },
    { priceMinor: 1000n },
    { priceMinor: 500n, freightMinor: 50n },
  );
  const [yen] = await storeWith({ currency: 'JPY' }, { priceMinor: 300n });
  await added(buyer, bowl as GivenSku, 2);
  await added(buyer, yen as GivenSku, 3);
  const cart = await added(buyer, cup as GivenSku, 4);

  assert.equal(cart.pieces, 9);
  const sums = cart.stores.map(({ currency, goodsMinor, freightMinor, totalMinor }) => [
    currency,
    goodsMinor,
    freightMinor,
    totalMinor,
  ]);
  assert.deepEqual(sums, [
    ['CNY', 4000, 800, 4800],
    ['JPY', 900, 0, 900],
  ]);
  assert.deepEqual(cart.totals, [
    { currency: 'CNY', goodsMinor: 4000, freightMinor: 800, totalMinor: 4800 },
    { currency: 'JPY', goodsMinor: 900, freightMinor: 0, totalMinor: 900 },
  ]);
  const [first] = cart.stores;
  assert.deepEqual(
    first?.lines.map(
      ({ title, quantity, unitPriceMinor, goodsMinor, freightMinor, notices, purchasable }) => ({
        title: title.en,
        quantity,
        unitPriceMinor,
        goodsMinor,
        freightMinor,
        notices,
        purchasable,
      }),
    ),
    [
      {
        title: 'Tea bowl',
        quantity: 2,
        unitPriceMinor: 1000,
        goodsMinor: 2000,
        freightMinor: 600,
        notices: [],
        purchasable: true,
      },
      {
        title: 'Tea bowl',
        quantity: 4,
        unitPriceMinor: 500,
        goodsMinor: 2000,
        freightMinor: 200,
        notices: [],
        purchasable: true,
      },
    ],
  );
  assert.deepEqual(await cartOf(buyer), cart);
});

test('a line says what keeps it from being bought, and then counts in no sum', async () => {
  const { db } = market.handle;
  const buyer = newPerson();
  const [good, dearer, scarce, gone, inactive, delisted] = (await storeWith(
    { freightMinor: 600n },
    ...Array.from({ length: 6 }, () => ({ priceMinor: 1000n })),
  )) as [GivenSku, GivenSku, GivenSku, GivenSku, GivenSku, GivenSku];
  const closed = await oneSku();
  for (const sku of [good, dearer, scarce, gone, inactive, delisted, closed]) await added(buyer, sku, 2);
  await db.updateTable('sku').set({ price_minor: 1500n }).where('id', '=', dearer.skuId).execute();
  await db.updateTable('stock').set({ available: 1n }).where('sku_id', '=', scarce.skuId).execute();
  await db.updateTable('stock').set({ available: 0n }).where('sku_id', '=', gone.skuId).execute();
  await db
    .updateTable('sku')
    .set({ is_active: false, price_minor: 1n })
    .where('id', '=', inactive.skuId)
    .execute();
  await db.updateTable('product').set({ state: 'delisted' }).where('id', '=', delisted.productId).execute();
  await db.updateTable('store').set({ state: 'suspended' }).where('id', '=', closed.storeId).execute();

  const cart = await cartOf(buyer);
  assert.deepEqual(
    linesOf(cart).map(({ notices, available, purchasable, freightMinor }) => ({
      notices,
      available,
      purchasable,
      freightMinor,
    })),
    [
      { notices: [], available: 99, purchasable: true, freightMinor: 240 },
      { notices: ['priceChanged'], available: 99, purchasable: true, freightMinor: 360 },
      { notices: ['notEnoughStock'], available: 1, purchasable: false, freightMinor: 0 },
      { notices: ['soldOut'], available: 0, purchasable: false, freightMinor: 0 },
      { notices: ['notPurchasable'], available: 0, purchasable: false, freightMinor: 0 },
      { notices: ['notPurchasable'], available: 0, purchasable: false, freightMinor: 0 },
      { notices: ['notPurchasable'], available: 0, purchasable: false, freightMinor: 0 },
    ],
  );
  assert.deepEqual(cart.totals, [{ currency: 'CNY', goodsMinor: 5000, freightMinor: 600, totalMinor: 5600 }]);
  assert.deepEqual(
    cart.stores.map((store) => store.totalMinor),
    [5600, 0],
  );
});

test('the price that was shown counts as seen; changing the line accepts the one of today', async () => {
  const buyer = newPerson();
  const sku = await oneSku({ priceMinor: 1000n });
  const shown = await add(buyer, sku, 1, { seenPriceMinor: 900 });
  assert.ok(shown.ok);
  const [line] = linesOf(shown.value);
  assert.deepEqual(
    [line?.seenPriceMinor, line?.unitPriceMinor, line?.notices],
    [900, 1000, ['priceChanged']],
  );

  const params = { lineId: line?.id as string };
  const named = await market.call(
    changeCartLine,
    { params, body: { quantity: 2, seenPriceMinor: 950 } },
    buyer,
  );
  assert.ok(named.ok);
  assert.deepEqual(linesOf(named.value)[0]?.seenPriceMinor, 950);
  const accepted = await market.call(changeCartLine, { params, body: { quantity: 3 } }, buyer);
  assert.ok(accepted.ok);
  assert.deepEqual(
    linesOf(accepted.value).map(({ quantity, seenPriceMinor, notices }) => ({
      quantity,
      seenPriceMinor,
      notices,
    })),
    [{ quantity: 3, seenPriceMinor: 1000, notices: [] }],
  );
});

test('a line shows the first picture of its goods', async () => {
  const buyer = newPerson();
  const sku = await oneSku();
  const pictures = ['pictures/second', 'pictures/first'].map((key, at) => ({
    store_id: sku.storeId,
    id: newId(),
    product_id: sku.productId,
    position: 1 - at,
    alt: '{}',
    object_key: key,
    width: 800,
    height: 800,
    sizes: '[]',
    formats: ['webp'],
    sha256: key,
    created_at: testStart,
  }));
  await market.handle.db.insertInto('picture').values(pictures).execute();
  const [line] = linesOf(await added(buyer, sku));
  assert.equal(line?.pictureUrl, '/media/pictures/first/thumbnail.webp');
  const [plain] = linesOf(await added(newPerson(), await oneSku()));
  assert.equal(plain?.pictureUrl, null);
});

test('a SKU that nobody was ever shown does not exist; one that is no longer sold cannot go in', async () => {
  const buyer = newPerson();
  const unknown = { storeId: newId(), productId: newId(), skuId: newId(), priceMinor: 1n };
  const draft = await oneSku({ state: 'draft' });
  const delisted = await oneSku();
  await market.handle.db
    .updateTable('product')
    .set({ state: 'delisted' })
    .where('id', '=', delisted.productId)
    .execute();
  const codes: string[] = [];
  for (const sku of [unknown, draft, delisted]) {
    const answer = await add(buyer, sku);
    codes.push(answer.ok ? 'ok' : answer.problem.code);
  }
  assert.deepEqual(codes, ['not_found', 'not_found', 'not_purchasable']);
  assert.equal((await cartOf(buyer)).id, null);
});

test('the same SKU put in forty times at once is one line with forty pieces', async () => {
  const buyer = newGuest();
  const sku = await oneSku();
  const answers = await Promise.all(Array.from({ length: 40 }, () => add(buyer, sku)));
  assert.ok(answers.every((answer) => answer.ok));
  const cart = await cartOf(buyer);
  assert.deepEqual(piecesOf(cart), [pieces(sku, 40)]);
  assert.equal(cart.version, 40);
});

test('pieces of a line stop at the limit of the policy, also when many are put in at once', async () => {
  const buyer = newPerson();
  const sku = await oneSku();
  const answers = await Promise.all(Array.from({ length: 40 }, () => add(buyer, sku, 5)));
  const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.problem.code));
  assert.equal(codes.filter((code) => code === 'ok').length, 19);
  assert.equal(codes.filter((code) => code === 'cart_full').length, 21);
  assert.deepEqual(piecesOf(await cartOf(buyer)), [pieces(sku, 95)]);

  const [line] = linesOf(await cartOf(buyer));
  const params = { lineId: line?.id as string };
  const tooMany = await market.call(changeCartLine, { params, body: { quantity: 100 } }, buyer);
  assert.ok(!tooMany.ok);
  assert.deepEqual([tooMany.problem.code, tooMany.problem.data], ['cart_full', { pieces: 99 }]);
  assert.deepEqual(piecesOf(await cartOf(buyer)), [pieces(sku, 95)]);
});

test('lines stop at the limit of the policy, also when many are put in at once', async () => {
  const { db } = market.handle;
  const buyer = newPerson();
  const skus = await storeWith({}, ...Array.from({ length: 12 }, () => ({})));
  const [first, ...others] = skus as [GivenSku, ...GivenSku[]];
  await added(buyer, first);
  const { id: cartId } = await db
    .selectFrom('cart')
    .select('id')
    .where('user_id', '=', personId(buyer))
    .executeTakeFirstOrThrow();
  await fill(cartId, 197);
  const answers = await Promise.all(others.map((sku) => add(buyer, sku)));
  const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.problem.code));
  assert.equal(codes.filter((code) => code === 'ok').length, 2);
  assert.equal(codes.filter((code) => code === 'cart_full').length, 9);
  // What is in already still takes more pieces.
  assert.ok((await add(buyer, first)).ok);
  const { count } = await db
    .selectFrom('cart_line')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('cart_id', '=', cartId)
    .executeTakeFirstOrThrow();
  assert.equal(count, 200n);
});

test('a line is changed and removed by its owner alone; to anybody else it does not exist', async () => {
  const owner = newPerson();
  const sku = await oneSku();
  const [line] = linesOf(await added(owner, sku, 2));
  const params = { lineId: line?.id as string };
  const strangerWithCart = newPerson();
  await added(strangerWithCart, sku);
  const before = await cartOf(owner);
  const clients: [Actor | undefined, string][] = [
    [undefined, 'unauthenticated'],
    [newGuest(), 'not_found'],
    [newPerson(), 'not_found'],
    [strangerWithCart, 'not_found'],
  ];
  for (const [client, code] of clients) {
    const change = await market.call(changeCartLine, { params, body: { quantity: 7 } }, client);
    const remove = await market.call(removeCartLine, { params }, client);
    assert.deepEqual([change.ok || change.problem.code, remove.ok || remove.problem.code], [code, code]);
  }
  assert.deepEqual(await cartOf(owner), before);

  const removed = await market.call(removeCartLine, { params }, owner);
  assert.ok(removed.ok);
  assert.deepEqual([removed.value.pieces, removed.value.stores, removed.value.totals], [0, [], []]);
  assert.equal(removed.value.id, before.id);
  const again = await market.call(removeCartLine, { params }, owner);
  assert.ok(!again.ok);
  assert.equal(again.problem.code, 'not_found');
});

test('a key that may not touch carts is refused', async () => {
  const key = personActor(newId(), { scopes: ['orders'] });
  const refused = await add(key, await oneSku());
  assert.ok(!refused.ok);
  assert.equal(refused.problem.code, 'forbidden');
});

test('guests’ carts that the policy no longer keeps are pruned, nobody else’s', async () => {
  const { db } = market.handle;
  const sku = await oneSku();
  const [old, kept, person] = [newGuest(), newGuest(), newPerson()];
  for (const actor of [old, kept, person]) await added(actor, sku);
  const daysAgo = (days: number): Date => new Date(market.clock.now().getTime() - days * 86_400_000);
  const age = (days: number, column: 'guest_hash' | 'user_id', value: Buffer | string) =>
    db
      .updateTable('cart')
      .set({ updated_at: daysAgo(days) })
      .where(column, '=', value as never)
      .execute();
  await age(31, 'guest_hash', old.guestHash);
  await age(29, 'guest_hash', kept.guestHash);
  await age(400, 'user_id', personId(person));
  assert.equal(await market.sweep(), 1);
  assert.equal((await cartOf(old)).id, null);
  assert.deepEqual(piecesOf(await cartOf(kept)), [pieces(sku, 1)]);
  assert.deepEqual(piecesOf(await cartOf(person)), [pieces(sku, 1)]);
});

test('a cart is one query that reads no more of the market, however many stores there are', async () => {
  const buyer = newPerson();
  const [a, b] = (await storeWith({}, {}, {})) as [GivenSku, GivenSku];
  const other = await oneSku();
  for (const sku of [a, b, other]) await added(buyer, sku);
  await givenCrowd(market.handle.db, { stores: 5000, ordersEach: 0 });
  const { result, queries } = await recordQueries(market.handle, () => cartOf(buyer));
  assert.equal(result.stores.length, 2);
  assert.equal(queries.length, 1);
  const plan = await planOf(market.handle, queries[0] as (typeof queries)[0]);
  const scanned = plan.filter((node) => node.nodeType === 'Seq Scan').map((node) => node.relation);
  assert.deepEqual(
    scanned.filter((relation) => ['product', 'sku', 'stock', 'store'].includes(relation ?? '')),
    [],
  );
});

function personId(actor: Actor): string {
  assert.equal(actor.kind, 'person');
  return (actor as Actor & { kind: 'person' }).personId;
}

/** Lines of SKUs that are not looked at. */
async function fill(cartId: string, count: number): Promise<void> {
  await market.handle.db
    .insertInto('cart_line')
    .values(
      Array.from({ length: count }, () => ({
        cart_id: cartId,
        id: newId(),
        store_id: newId(),
        product_id: newId(),
        sku_id: newId(),
        quantity: 1,
        seen_price_minor: 1n,
        added_at: testStart,
      })),
    )
    .execute();
}
