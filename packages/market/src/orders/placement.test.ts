import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type BodyInput, endpoints, toPublicId } from '@hazumi/contracts';
import type { Actor } from '../kernel/context.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import { assertSound } from '../testing/audit.ts';
import {
  type GivenSku,
  givenBalance,
  givenLicence,
  givenSku,
  givenStore,
  testAddress,
} from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { registerTrade } from '../trade.ts';

const ids = uuidv7Source();
let market: TestMarket;
let storeId: string;

before(async () => {
  market = await testMarket({ areas: [(parts, handle, url) => registerTrade(parts, handle.pool, url)] });
  storeId = await givenStore(market.market.db, ids, await givenLicence(market.market.db, ids));
});

after(() => market.close());

const person = (): Actor & { kind: 'person' } =>
  personActor(ids.next(testStart)) as Actor & { kind: 'person' };
let keys = 0;
const newKey = (): string => `key-${process.pid}-${keys++}`;

function bodyOf(...lines: [GivenSku, number][]): BodyInput<typeof endpoints.buyNow> {
  return {
    lines: lines.map(([sku, quantity]) => ({
      skuId: toPublicId('sku', sku.skuId),
      quantity,
      unitPriceMinor: Number(sku.priceMinor),
    })),
    totalMinor: lines.reduce((sum, [sku, quantity]) => sum + Number(sku.priceMinor) * quantity, 0),
    currency: 'CNY',
    address: testAddress,
  };
}

async function stockOf(sku: GivenSku): Promise<bigint> {
  const row = await market.market.db
    .selectFrom('stock')
    .select('available')
    .where('store_id', '=', sku.storeId)
    .where('sku_id', '=', sku.skuId)
    .executeTakeFirstOrThrow();
  return row.available;
}

async function buyers(count: number, balance: bigint): Promise<Actor[]> {
  const people = Array.from({ length: count }, person);
  for (const one of people) await givenBalance(market.market.db, ids, one.personId, balance);
  return people;
}

test('200 buyers at once for the last 50 pieces: 50 orders, no stock, 150 clear refusals', async () => {
  const sku = await givenSku(market.market.db, ids, storeId, { available: 50 });
  const people = await buyers(200, 5000n);
  const answers = await Promise.all(
    people.map((actor) =>
      market.call(endpoints.buyNow, { body: bodyOf([sku, 1]), idempotencyKey: newKey() }, actor),
    ),
  );
  const bought = answers.filter((answer) => answer.ok);
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem]));
  assert.equal(bought.length, 50);
  assert.equal(refused.length, 150);
  assert.ok(
    refused.every(
      (problem) => problem.code === 'out_of_stock' && problem.errors?.[0]?.detail === 'It is sold out.',
    ),
  );
  assert.equal(await stockOf(sku), 0n);
  await assertSound(market.market.db);
});

test('two lines of one SKU are summed before stock is looked at', async () => {
  const sku = await givenSku(market.market.db, ids, storeId, { available: 50 });
  const people = await buyers(200, 5000n);
  const answers = await Promise.all(
    people.map((actor) =>
      market.call(endpoints.buyNow, { body: bodyOf([sku, 1], [sku, 2]), idempotencyKey: newKey() }, actor),
    ),
  );
  assert.equal(answers.filter((answer) => answer.ok).length, 16);
  assert.equal(await stockOf(sku), 2n);
  const lines = await market.market.db
    .selectFrom('order_line')
    .select(['quantity'])
    .where('sku_id', '=', sku.skuId)
    .execute();
  assert.equal(lines.length, 32);
  await assertSound(market.market.db);
});

test('one key ten times at once makes one order and ten equal answers', async () => {
  const sku = await givenSku(market.market.db, ids, storeId, { available: 50 });
  const [actor] = await buyers(1, 100_000n);
  const key = newKey();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      market.call(endpoints.buyNow, { body: bodyOf([sku, 2]), idempotencyKey: key }, actor),
    ),
  );
  assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([201]));
  assert.equal(new Set(answers.map((answer) => answer.ok && answer.value.checkoutId)).size, 1);
  assert.equal(await stockOf(sku), 48n);

  const other = await market.call(endpoints.buyNow, { body: bodyOf([sku, 3]), idempotencyKey: key }, actor);
  assert.equal(other.ok, false);
  assert.equal(!other.ok && other.problem.code, 'idempotency_key_reused');
  assert.equal(await stockOf(sku), 48n);
  await assertSound(market.market.db);
});

test('a refusal names every line at fault, and changes nothing', async () => {
  const cheap = await givenSku(market.market.db, ids, storeId, { available: 5 });
  const scarce = await givenSku(market.market.db, ids, storeId, { available: 1 });
  const draft = await givenSku(market.market.db, ids, storeId, { state: 'draft' });
  const [actor] = await buyers(1, 100_000n);
  const body = bodyOf([cheap, 1], [scarce, 2], [draft, 1]);
  (body.lines[0] as { unitPriceMinor: number }).unitPriceMinor = 999;
  const answer = await market.call(endpoints.buyNow, { body, idempotencyKey: newKey() }, actor);
  assert.equal(answer.ok, false);
  if (answer.ok) return;
  assert.equal(answer.problem.code, 'not_purchasable');
  assert.deepEqual(
    (answer.problem.data as { lines: { at: number; code: string }[] }).lines.map(({ at, code }) => [
      at,
      code,
    ]),
    [
      [0, 'price_changed'],
      [1, 'out_of_stock'],
      [2, 'not_purchasable'],
    ],
  );
  assert.equal(await stockOf(cheap), 5n);
  assert.equal(await stockOf(scarce), 1n);
  await assertSound(market.market.db);
});

test('a balance is never spent twice, however many orders draw on it at once', async () => {
  const sku = await givenSku(market.market.db, ids, storeId, { available: 100, priceMinor: 700n });
  const [actor] = await buyers(1, 5000n);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      market.call(endpoints.buyNow, { body: bodyOf([sku, 1]), idempotencyKey: newKey() }, actor),
    ),
  );
  assert.equal(answers.filter((answer) => answer.ok).length, 7);
  assert.ok(answers.every((answer) => answer.ok || answer.problem.code === 'balance_too_low'));
  assert.equal(await stockOf(sku), 93n);
  await assertSound(market.market.db);
});

test('a guest places for later; a limit on hoarding holds for placements at once', async () => {
  const sku = await givenSku(market.market.db, ids, storeId, { available: 500 });
  const guest: Actor = { kind: 'guest', guestHash: Buffer.alloc(32, 7) };
  const answers = await Promise.all(
    Array.from({ length: 30 }, () =>
      market.call(
        endpoints.placeCheckout,
        { body: { ...bodyOf([sku, 1]), email: 'guest@example.test' }, idempotencyKey: newKey() },
        guest,
      ),
    ),
  );
  const limit = market.market.policy.at(testStart).document.hoarding.unpaidOrdersPerBuyer;
  assert.equal(answers.filter((answer) => answer.ok).length, limit);
  assert.ok(answers.every((answer) => answer.ok || answer.problem.code === 'hoarding_limit'));
  assert.equal(await stockOf(sku), 500n - BigInt(limit));

  await market.clock.set(new Date(testStart.getTime() + 16 * 60_000));
  await market.sweep();
  assert.equal(await stockOf(sku), 500n);
  await assertSound(market.market.db);
});
