import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OrderKey } from '../orders/orders.repository.ts';
import { assertSound } from '../testing/audit.ts';
import { givenSku, givenStore } from '../testing/goods.ts';
import { type IncentiveMarket, incentiveMarket } from './incentive.testing.ts';

let t: IncentiveMarket;
before(async () => {
  t = await incentiveMarket();
});
after(() => t.close());

/** Goods of a store of its own, so that no other test's money lies beside them. */
const ownSku = async () =>
  givenSku(t.market.db, t.ids, await givenStore(t.market.db, t.ids, t.licenceId), {
    priceMinor: 10_000n,
    available: 1_000,
  });

/** What was taken back because of this order: [source, amount], largest sources first as the policy names them. */
async function taken(order: OrderKey): Promise<[string, number][]> {
  const { rows } = await t.handle.pool.query(
    `select source, sum(amount_minor)::int as amount from incentive_clawback where store_id = $1 and order_id = $2
      group by source order by array_position(array['pendingIncentive', 'pendingSettlement', 'deposit', 'owed'], source)`,
    [order.storeId, order.orderId],
  );
  return rows.map((row) => [row.source, row.amount]);
}

test('a part given back after the grant takes its share of what has not vested, the last third first', async () => {
  const order = await t.sell({ sku: await ownSku() });
  await t.passWindow();
  await t.refund(order, 2_500);
  assert.deepEqual(await taken(order), [['pendingIncentive', 100]]);
  const found = await t.incentive(order);
  assert.deepEqual([found.state, found.rebate_minor, found.clawed_back_minor], ['cleared', 400n, 100n]);
  // Three quarters of the merit are left: the fee on what the buyer kept.
  assert.ok(Math.abs(found.merit_minor / 75 - 1) < 0.03);
  await assertSound(t.market.db);
  await t.pass(30);
  await t.pass(30);
  await t.pass(30);
  assert.equal((await t.incentive(order)).vested_minor, 300n);
  await assertSound(t.market.db);
});

test('a refund after everything vested takes the rebate from what waits to be settled', async () => {
  const sku = await ownSku();
  const order = await t.sell({ sku });
  // Another sale, so that the store is owed something when its first one is given back.
  await t.sell({ sku, isPrivate: false });
  await t.passWindow();
  await t.pass(90);
  assert.equal((await t.incentive(order)).state, 'vested');
  await t.refund(order);
  assert.deepEqual(await taken(order), [['pendingSettlement', 400]]);
  const found = await t.incentive(order);
  assert.deepEqual([found.state, found.clawed_back_minor, found.merit_minor], ['clawedBack', 400n, 0]);
  await assertSound(t.market.db);
});

test('where nothing waits to be settled, other orders’ pending rebates are taken first, and the rest is owed', async () => {
  const sku = await ownSku();
  const first = await t.sell({ sku, quantity: 3 });
  await t.passWindow();
  await t.pass(90);
  const second = await t.sell({ sku });
  await t.passWindow();
  // All that the store was owed has been paid out, as a payout will book it.
  await payOut(sku.storeId);
  await t.refund(first);
  assert.deepEqual(await taken(first), [
    ['pendingIncentive', 400],
    ['owed', 800],
  ]);
  assert.equal((await t.incentive(second)).state, 'cleared');
  await assertSound(t.market.db);
  await t.pass(90);
  // The second order's rebate went to pay for the first's; it has nothing left to vest, and loses no merit by it.
  const found = await t.incentive(second);
  assert.deepEqual([found.state, found.vested_minor, found.clawed_back_minor], ['vested', 0n, 0n]);
  assert.ok(found.merit_minor > 0);
  await assertSound(t.market.db);
});

async function payOut(storeId: string): Promise<void> {
  const client = await t.handle.pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query(
      `select -sum(amount_minor)::bigint as owed from ledger_entry where account = 'merchantPayable' and owner = $1`,
      [storeId],
    );
    const id = t.ids.next(t.clock.now());
    await client.query(
      `insert into ledger_transaction (store_id, id, kind, policy_version, at) values ($1, $2, 'payout', 1, now())`,
      [storeId, id],
    );
    await client.query(
      `insert into ledger_entry (store_id, transaction_id, entry_no, account, owner, currency, amount_minor, at)
        values ($1, $2, 1, 'merchantPayable', $3, 'CNY', $4, now()), ($1, $2, 2, 'providerClearing', 'test', 'CNY', -$4::bigint, now())`,
      [storeId, id, storeId, rows[0].owed],
    );
    await client.query('commit');
  } finally {
    client.release();
  }
}

test('an order given back in many small parts gives back its whole rebate, to the unit', async () => {
  const order = await t.sell({ sku: await ownSku() });
  await t.passWindow();
  for (const amount of [1, 3_333, 1_666, 17, 4_983]) {
    await t.refund(order, amount);
    await assertSound(t.market.db);
  }
  const found = await t.incentive(order);
  assert.deepEqual([found.state, found.clawed_back_minor, found.vested_minor], ['clawedBack', 400n, 0n]);
});
