import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AnswerOf, cartEndpoints, toPublicId } from '@hazumi/contracts';
import type { Actor } from '../kernel/context.ts';
import { inTransaction } from '../kernel/database.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import { type GivenSku, givenLicence, givenSku, givenStore } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { mergingGuestCarts, type SignedIn } from './cart.merge.ts';
import { registerCart } from './cart.routes.ts';

const { getCart, addCartLine } = cartEndpoints;

// A source of its own: ids of another time would disturb those that the market makes.
const ids = uuidv7Source();
let market: TestMarket;
let storeId: string;
before(async () => {
  market = await testMarket({ areas: [registerCart] });
  const { db } = market.handle;
  storeId = await givenStore(db, ids, await givenLicence(db, ids));
});
after(() => market.close());

const newId = (): string => ids.next(testStart);
const newSku = (): Promise<GivenSku> => givenSku(market.handle.db, ids, storeId);

/** Somebody who browses as a guest, and who they are once they have signed in. */
function somebody(): { guest: Actor; person: Actor; who: SignedIn } {
  const personId = newId();
  const guestHash = Buffer.from(newId().replaceAll('-', '').repeat(2), 'hex');
  return {
    guest: { kind: 'guest', guestHash },
    person: personActor(personId, { guestHash }),
    who: { personId, guestHash },
  };
}
const signIn = (who: SignedIn): Promise<void> =>
  inTransaction(market.handle.db, (tx) => mergingGuestCarts(market.market)(tx, who));

async function cartOf(actor: Actor): Promise<AnswerOf<typeof getCart>> {
  const answer = await market.call(getCart, {}, actor);
  assert.ok(answer.ok);
  return answer.value;
}
const add = (actor: Actor, sku: GivenSku, quantity = 1, seenPriceMinor?: number) =>
  market.call(
    addCartLine,
    {
      body: {
        skuId: toPublicId('sku', sku.skuId),
        quantity,
        ...(seenPriceMinor === undefined ? {} : { seenPriceMinor }),
      },
    },
    actor,
  );
async function piecesOf(actor: Actor): Promise<Record<string, number>> {
  const cart = await cartOf(actor);
  return Object.fromEntries(
    cart.stores.flatMap((store) => store.lines).map((line) => [line.skuId, line.quantity]),
  );
}
const pieces = (...of: [GivenSku, number][]) =>
  Object.fromEntries(of.map(([sku, quantity]) => [toPublicId('sku', sku.skuId), quantity]));

test('what a guest gathered is in the person’s cart after signing in, and the guest’s cart is gone', async () => {
  const { guest, person, who } = somebody();
  const [both, onlyGuest, onlyPerson] = [await newSku(), await newSku(), await newSku()];
  await add(person, both, 2, 900);
  await add(person, onlyPerson, 1);
  await add(guest, both, 3, 1000);
  await add(guest, onlyGuest, 4);
  await signIn(who);
  assert.deepEqual(await piecesOf(person), pieces([both, 5], [onlyPerson, 1], [onlyGuest, 4]));
  assert.equal((await cartOf(guest)).id, null);
  const merged = (await cartOf(person)).stores.flatMap((store) => store.lines);
  assert.deepEqual(
    merged.map((line) => line.seenPriceMinor),
    [1000, 1000, 1000],
  );
});

test('who has no cart yet gets the guest’s; who was no guest keeps theirs', async () => {
  const first = somebody();
  const sku = await newSku();
  await add(first.guest, sku, 2);
  await signIn(first.who);
  assert.deepEqual(await piecesOf(first.person), pieces([sku, 2]));

  const second = somebody();
  await add(second.person, sku, 1);
  const before = await cartOf(second.person);
  await signIn(second.who);
  assert.deepEqual(await cartOf(second.person), before);
});

test('pieces add up to the limit of a line, and lines go in while there is room, the newest first', async () => {
  const { db } = market.handle;
  const { guest, person, who } = somebody();
  const [full, old, young] = [await newSku(), await newSku(), await newSku()];
  await add(person, full, 60);
  await add(guest, full, 60);
  await add(guest, old, 1);
  await market.clock.set(new Date(market.clock.now().getTime() + 1000));
  await add(guest, young, 1);
  const { id: cartId } = await db
    .selectFrom('cart')
    .select('id')
    .where('user_id', '=', who.personId)
    .executeTakeFirstOrThrow();
  const others = Array.from({ length: 198 }, () => ({
    cart_id: cartId,
    id: newId(),
    store_id: newId(),
    product_id: newId(),
    sku_id: newId(),
    quantity: 1,
    seen_price_minor: 1n,
    added_at: testStart,
  }));
  await db.insertInto('cart_line').values(others).execute();
  await signIn(who);
  assert.deepEqual(await piecesOf(person), pieces([full, 99], [young, 1]));
});

test('signing in five times at once merges once', async () => {
  const { guest, person, who } = somebody();
  const [one, other] = [await newSku(), await newSku()];
  await add(person, one, 1);
  await add(guest, one, 2);
  await add(guest, other, 3);
  await Promise.all(Array.from({ length: 5 }, () => signIn(who)));
  await signIn(who);
  assert.deepEqual(await piecesOf(person), pieces([one, 3], [other, 3]));
});

test('a guest’s first cart merges once even if the person never had one and signs in on two devices at once', async () => {
  const { guest, person, who } = somebody();
  const otherGuest: Actor = {
    kind: 'guest',
    guestHash: Buffer.from(newId().replaceAll('-', '').repeat(2), 'hex'),
  };
  const sku = await newSku();
  await add(guest, sku, 2);
  await add(otherGuest, sku, 3);
  await Promise.all([
    signIn(who),
    signIn({ personId: who.personId, guestHash: otherGuest.guestHash }),
    signIn(who),
    signIn({ personId: who.personId, guestHash: otherGuest.guestHash }),
  ]);
  assert.deepEqual(await piecesOf(person), pieces([sku, 5]));
});

test('pieces that go in while the carts merge are in one of the two, once', async () => {
  const { guest, person, who } = somebody();
  const sku = await newSku();
  await add(guest, sku, 1);
  const work = Array.from({ length: 30 }, (_, at) =>
    at % 10 === 5 ? signIn(who).then(() => undefined) : add(at % 2 === 0 ? guest : person, sku, 1),
  );
  const answers = (await Promise.all(work)).filter((answer) => answer !== undefined);
  assert.ok(answers.every((answer) => answer.ok));
  await signIn(who);
  assert.deepEqual(await piecesOf(person), pieces([sku, 1 + answers.length]));
  assert.equal((await cartOf(guest)).id, null);
});
