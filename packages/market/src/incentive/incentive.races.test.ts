import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { closeDays } from '../fraud/fraud.days.ts';
import type { PointName } from '../kernel/points.ts';
import type { OrderKey } from '../orders/orders.repository.ts';
import { assertSound } from '../testing/audit.ts';
import type { GivenSku } from '../testing/goods.ts';
import { clearDue } from './incentive.clearing.ts';
import { dayMs, type IncentiveMarket, incentiveMarket, siblingSku } from './incentive.testing.ts';
import { vestDue } from './incentive.vesting.ts';

let t: IncentiveMarket;
let atPoint: ((name: PointName) => Promise<void>) | undefined;
before(async () => {
  t = await incentiveMarket({ points: { hit: (name) => atPoint?.(name) } });
});
beforeEach(() => {
  atPoint = undefined;
});
after(() => t.close());

/** Does this the first time that the code comes by the point. */
function once(point: PointName, act: () => Promise<void>): void {
  atPoint = async (name) => {
    if (name !== point) return;
    atPoint = undefined;
    await act();
  };
}

/** Waits until somebody in this database waits for a lock. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await t.handle.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((rowCount ?? 0) > 0) return;
  }
}

/** Orders whose return window has ended just now, and which no sweep has seen since. */
async function endedWindows(skus: readonly (GivenSku | undefined)[]): Promise<OrderKey[]> {
  const orders = [];
  for (const sku of skus) {
    const buyer = await t.buyer();
    const order = await t.sell({ buyer, ...(sku === undefined ? {} : { sku }) });
    await t.confirm(order, buyer);
    orders.push(order);
  }
  await t.pass(6);
  await at(1);
  return orders;
}

async function at(days: number): Promise<void> {
  await t.clock.set(new Date(t.clock.now().getTime() + days * dayMs));
}

test('a refund that comes while a part vests waits, and takes that part from the balance', async () => {
  const order = await t.sell();
  await t.passWindow();
  await at(30);
  let refund: Promise<void> | undefined;
  once('incentive.vesting', async () => {
    refund = t.refund(order);
    await someoneWaits();
  });
  assert.equal(await vestDue(t.market, t.ctx()), 1);
  await refund;
  const { rows } = await t.handle.pool.query(
    'select source, sum(amount_minor)::int as amount from incentive_clawback where order_id = $1 group by source order by source',
    [order.orderId],
  );
  assert.deepEqual(rows, [
    { source: 'pendingIncentive', amount: 266 },
    { source: 'pendingSettlement', amount: 134 },
  ]);
  await assertSound(t.market.db);
});

test('vesting that comes while a refund takes back leaves the order to it, and vests nothing of what went', async () => {
  const order = await t.sell();
  await t.passWindow();
  await at(30);
  once('clawback.locked', async () => {
    assert.equal(await vestDue(t.market, t.ctx()), 0);
  });
  await t.refund(order);
  assert.equal(atPoint, undefined, 'the refund took nothing back');
  await t.sweep();
  const found = await t.incentive(order);
  assert.deepEqual([found.state, found.vested_minor, found.clawed_back_minor], ['clawedBack', 0n, 400n]);
  await assertSound(t.market.db);
});

test('a refund that comes while its order is granted takes the grant back', async () => {
  const [order] = (await endedWindows([undefined])) as [OrderKey];
  let refund: Promise<void> | undefined;
  once('incentive.granted', async () => {
    refund = t.refund(order);
    await someoneWaits();
  });
  await t.sweep();
  await refund;
  const found = await t.incentive(order);
  assert.deepEqual([found.state, found.rebate_minor, found.clawed_back_minor], ['clawedBack', 400n, 400n]);
  await assertSound(t.market.db);
});

test('many sweeps at once grant and vest everything once', async () => {
  const orders = await endedWindows(Array.from({ length: 6 }, () => undefined));
  await Promise.all(Array.from({ length: 4 }, () => t.sweep()));
  for (let third = 0; third < 3; third += 1) {
    await at(30);
    await Promise.all(Array.from({ length: 4 }, () => t.sweep()));
    await assertSound(t.market.db);
  }
  for (const order of orders) {
    const found = await t.incentive(order);
    assert.deepEqual([found.state, found.vested_minor], ['vested', 400n]);
  }
});

test('a process that ends before the commit leaves nothing behind, and the next does it once', async () => {
  const [order] = (await endedWindows([undefined])) as [OrderKey];
  const dies = async () => {
    throw new Error('the process ends here');
  };
  once('incentive.granted', dies);
  await assert.rejects(t.sweep(), /ends here/);
  assert.equal((await t.incentive(order)).state, 'pending');
  await assertSound(t.market.db);
  await t.sweep();
  assert.equal((await t.incentive(order)).state, 'cleared');
  await at(30);
  once('incentive.vesting', dies);
  await assert.rejects(t.sweep(), /ends here/);
  assert.equal((await t.incentive(order)).vested_minor, 0n);
  await t.sweep();
  assert.equal((await t.incentive(order)).vested_minor, 134n);
  await assertSound(t.market.db);
});

test('the cap is the licence’s: its stores’ orders share one month’s, whoever grants at once', async () => {
  const sku = await siblingSku(t);
  const orders = await endedWindows([undefined, sku, undefined, sku, undefined, sku]);
  await closeDays(t.market, t.ctx());
  const before = await grantedNow();
  // Room for two and a half orders beyond what this month has seen.
  const capMinor = Number(before) + 1_000;
  const fair = t.market.policy;
  const { document } = fair.at(t.clock.now());
  const incentive = {
    ...document.incentive,
    capPerLicenceAndMonth: { amountMinor: capMinor, currency: 'CNY' },
  };
  t.market.policy = { at: (instant) => ({ ...fair.at(instant), document: { ...document, incentive } }) };
  // Each takes three of the orders, of both stores, and one waits for the other at the licence's row.
  let rival: Promise<number> | undefined;
  once('incentive.granted', async () => {
    rival = clearDue(t.market, t.ctx(), 3);
    await someoneWaits();
  });
  assert.equal(await clearDue(t.market, t.ctx(), 3), 3);
  assert.equal(await rival, 3);
  t.market.policy = fair;
  assert.equal(await grantedNow(), BigInt(capMinor));
  const found = [];
  for (const order of orders) found.push(await t.incentive(order));
  assert.deepEqual(
    found.map((one) => Number(one.rebate_minor)).sort((x, y) => y - x),
    [400, 400, 200, 0, 0, 0],
  );
  assert.equal(found.filter((one) => one.limited_by === 'monthlyCap').length, 4);
  // What the cap kept back stays a fee, and so merit.
  assert.ok(found.every((one) => (one.rebate_minor === 0n) === one.merit_minor > 400));
  await assertSound(t.market.db);
});

const grantedNow = async (): Promise<bigint> => {
  const { rows } = await t.handle.pool.query(
    'select coalesce(sum(granted_minor), 0)::bigint as sum from incentive_month where month = $1::date',
    [`${t.clock.now().toISOString().slice(0, 7)}-01`],
  );
  return rows[0].sum;
};

test('clawbacks of one store at once never count the same money twice', async () => {
  const orders = [];
  for (let nth = 0; nth < 5; nth += 1) orders.push(await t.sell());
  await t.passWindow();
  await at(30);
  await Promise.all([...orders.map((order) => t.refund(order)), t.sweep()]);
  for (const order of orders) assert.equal((await t.incentive(order)).clawed_back_minor, 400n);
  await assertSound(t.market.db);
});
