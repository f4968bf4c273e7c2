import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertSound } from '../testing/audit.ts';
import { meritOfStores } from './incentive.merit.ts';
import { type IncentiveMarket, incentiveMarket } from './incentive.testing.ts';

let t: IncentiveMarket;
before(async () => {
  t = await incentiveMarket();
});
after(() => t.close());

const merit = async (): Promise<number> => {
  const now = t.clock.now();
  const merits = await meritOfStores(t.market.db, now, t.market.policy.at(now).document);
  return merits.get(t.storeId) ?? 0;
};

test('a private order earns its rebate after the return window, and a third of it vests at 30, 60 and 90 days', async () => {
  const buyer = await t.buyer();
  const order = await t.sell({ buyer });
  assert.equal(await t.incentive(order), undefined);
  await t.confirm(order, buyer);
  await t.pass(6);
  assert.equal((await t.incentive(order)).state, 'pending');
  const payable = await t.booked('merchantPayable');
  await t.pass(1);
  const { rows } = await t.handle.pool.query('select fraud_probability as p from incentive');
  // Of a fee of 500 the rule leaves the platform 1 %: what it keeps is the merit, but for the chance that the sale is made up.
  const undecayed = 100 * (1 - rows[0].p);
  assert.deepEqual(await t.incentive(order), {
    state: 'cleared',
    rebate_minor: 400n,
    vested_minor: 0n,
    clawed_back_minor: 0n,
    merit_minor: undecayed,
    base_minor: 10_000n,
    limited_by: 'rate',
  });
  assert.deepEqual([await t.booked('incentivePending'), await merit()], [400n, 0]);
  const vested: bigint[] = [];
  const merits: number[] = [];
  for (let third = 1; third <= 3; third += 1) {
    await t.pass(30);
    vested.push((await t.incentive(order)).vested_minor);
    merits.push(await merit());
    await assertSound(t.market.db);
  }
  assert.deepEqual(vested, [134n, 267n, 400n]);
  assert.equal((await t.incentive(order)).state, 'vested');
  assert.deepEqual(
    [
      (await t.booked('merchantPayable')) - payable,
      await t.booked('incentivePending'),
      await t.booked('feeRebate'),
    ],
    [400n, 0n, -400n],
  );
  // A third of the merit begins to fade as its part vests, by half in two weeks.
  const fade = 2 ** (-30 / 14);
  const expected = [1, 1 + fade, 1 + fade + fade ** 2].map((thirds) => (undecayed / 3) * thirds);
  for (const [at, value] of expected.entries())
    assert.ok(Math.abs((merits[at] as number) - value) < 1e-9, String(merits));
  await t.pass(14);
  assert.ok(Math.abs((await merit()) - (expected[2] as number) / 2) < 1e-9);
});

test('an order that is not private earns nothing, and no row', async () => {
  const order = await t.sell({ isPrivate: false });
  await t.passWindow();
  assert.equal(await t.incentive(order), undefined);
});

test('what was given back within the window counts for nothing', async () => {
  const order = await t.sell({ quantity: 2 });
  await t.refund(order, 5_000);
  await t.passWindow();
  const found = await t.incentive(order);
  assert.deepEqual([found.base_minor, found.rebate_minor], [15_000n, 600n]);
  await assertSound(t.market.db);
});
