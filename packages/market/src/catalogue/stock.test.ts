import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fromPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import { catalogueEndpoints as api, type CatalogueTest, catalogueTest, key } from './testing.ts';

describe('stock', () => {
  let t: CatalogueTest;
  before(async () => {
    t = await catalogueTest();
  });
  after(() => t.close());

  const change = (skuId: string, change: { set: number } | { adjust: number }, more: { key?: string } = {}) =>
    t.call(
      api.changeStock,
      {
        params: { storeId: t.shop.storeId, skuId },
        body: { change, reason: 'count' },
        idempotencyKey: more.key ?? key(),
      },
      t.shop.clerk,
    );
  const newSku = async (stock: number): Promise<string> =>
    (await t.create({ skus: [{ code: key(), priceMinor: 100, stock }] })).skus[0]?.id ?? '';
  const level = async (skuId: string) => {
    const { rows } = await sql<{ received: bigint; available: bigint; adjusted: bigint; events: bigint }>`
      select received, available,
        (select coalesce(sum(delta), 0)::bigint from stock_adjustment a where a.sku_id = t.sku_id) as adjusted,
        (select count(*) from event e where e.subject_id = t.sku_id and e.type = 'stock.adjusted') as events
      from stock t where sku_id = ${fromPublicId('sku', skuId)}`.execute(t.handle.db);
    return rows[0];
  };
  /** What an order does: pieces leave `available` alone. */
  const sell = (skuId: string, pieces: number) =>
    sql`update stock set available = available - ${pieces} where sku_id = ${fromPublicId('sku', skuId)} and available >= ${pieces}`.execute(
      t.handle.db,
    );

  test('is set and adjusted, with received and available moving together', async () => {
    const skuId = await newSku(10);
    await sell(skuId, 4);
    const set = await change(skuId, { set: 20 });
    assert.deepEqual(set.ok && set.value, { skuId, received: 24, available: 20 });
    const less = await change(skuId, { adjust: -5 });
    assert.deepEqual(less.ok && less.value, { skuId, received: 19, available: 15 });
    assert.deepEqual(await level(skuId), { received: 19n, available: 15n, adjusted: 19n, events: 3n });
  });

  test('never falls below zero, and a refusal leaves no trace', async () => {
    const skuId = await newSku(3);
    const before = await level(skuId);
    const refused = await change(skuId, { adjust: -4 });
    assert.ok(!refused.ok);
    assert.equal(refused.problem.code, 'stock_too_low');
    assert.deepEqual(refused.problem.data, { available: 3 });
    assert.deepEqual(await level(skuId), before);
  });

  test('set to what it is leaves no trace', async () => {
    const skuId = await newSku(3);
    assert.ok((await change(skuId, { set: 3 })).ok);
    assert.deepEqual(await level(skuId), { received: 3n, available: 3n, adjusted: 3n, events: 1n });
  });

  test('forty hands that take one piece each of twenty take twenty', async () => {
    const skuId = await newSku(20);
    const answers = await Promise.all(Array.from({ length: 40 }, () => change(skuId, { adjust: -1 })));
    assert.equal(answers.filter((answer) => answer.ok).length, 20);
    assert.equal(
      answers.filter((answer) => !answer.ok && answer.problem.code === 'stock_too_low').length,
      20,
    );
    assert.deepEqual(await level(skuId), { received: 0n, available: 0n, adjusted: 0n, events: 21n });
  });

  test('counting while orders take pieces: what is sold stays sold', async () => {
    const skuId = await newSku(100);
    await Promise.all([
      ...Array.from({ length: 10 }, () => change(skuId, { set: 50 })),
      ...Array.from({ length: 30 }, () => sell(skuId, 1)),
      ...Array.from({ length: 10 }, () => change(skuId, { adjust: 2 })),
    ]);
    const after = await level(skuId);
    // All thirty pieces found stock, so received is thirty above available, whatever the order of events.
    assert.equal((after?.received ?? 0n) - (after?.available ?? 0n), 30n);
    assert.equal(after?.received, after?.adjusted);
  });

  test('the same key moves pieces once', async () => {
    const skuId = await newSku(10);
    const same = key();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => change(skuId, { adjust: 5 }, { key: same })),
    );
    for (const answer of answers) assert.equal(answer.ok && answer.value.available, 15);
    const other = await change(skuId, { adjust: 6 }, { key: same });
    assert.equal(other.ok || other.problem.code, 'idempotency_key_reused');
    assert.equal((await level(skuId))?.available, 15n);
  });

  test('its changes are listed, newest first', async () => {
    const skuId = await newSku(10);
    for (const delta of [1, 2, 3]) {
      await t.clock.set(new Date(t.clock.now().getTime() + 1000));
      await change(skuId, { adjust: delta });
    }
    const params = { storeId: t.shop.storeId, skuId };
    const first = await t.call(api.listStockAdjustments, { params, query: { limit: 3 } }, t.shop.finance);
    assert.ok(first.ok);
    assert.deepEqual(
      first.value.data.map((row) => row.delta),
      [3, 2, 1],
    );
    const cursor = first.value.nextCursor ?? '';
    const second = await t.call(
      api.listStockAdjustments,
      { params, query: { limit: 3, cursor } },
      t.shop.finance,
    );
    assert.ok(second.ok);
    assert.deepEqual(
      second.value.data.map((row) => [row.delta, row.reason]),
      [[10, 'initial']],
    );
    assert.equal(second.value.nextCursor, null);
  });
});
