import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { defaultDocument, GUARDRAILS } from '@hazumi/policy';
import { sql } from 'kysely';
import type { OrderState } from '../orders/orders.tables.ts';
import { givenLicence, givenSku, givenStore } from '../testing/goods.ts';
import { type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { type GivenLine, givenOrder } from '../testing/orders.ts';
import { closeNextDay, daySweep } from './measures.closing.ts';
import { dayOf, plusDays } from './measures.days.ts';
import { closedDays, type MarketDayRow, type StoreDayRow } from './measures.repository.ts';
import { silentMeter } from './testing.ts';

let t: TestMarket;
let licenceId: string;
before(async () => {
  t = await testMarket({ areas: [] });
  licenceId = await givenLicence(t.market.db, t.market.ids);
});
after(() => t.close());

const firstDay = dayOf(testStart);
const at = (day: number, hour = 12): Date =>
  new Date(`${plusDays(firstDay, day)}T${String(hour).padStart(2, '0')}:00:00Z`);
const afterDay = (day: number): Date => new Date(`${plusDays(firstDay, day + 1)}T00:30:00Z`);
const close = (day: number) => {
  const ctx = { ...t.ctx(), now: afterDay(day) };
  return closeNextDay(t.market, silentMeter(), ctx);
};
/** Closes the days from one to another, each on its evening. */
async function closeDays(from: number, to: number): Promise<void> {
  for (let day = from; day <= to; day += 1) assert.ok(await close(day), `day ${day}`);
}
async function storeDay(storeId: string, day: number): Promise<StoreDayRow | undefined> {
  const { rows } = await sql<StoreDayRow>`
    select *, effective_since::text, first_effective_on::text from store_day
    where store_id = ${storeId} and day = ${plusDays(firstDay, day)}::date`.execute(t.market.db);
  return rows[0];
}
async function marketDay(day: number): Promise<MarketDayRow> {
  const [row] = await closedDays(t.market.db, { until: plusDays(firstDay, day), limit: 1 });
  assert.equal(row?.day, plusDays(firstDay, day));
  return row as MarketDayRow;
}
const order = (
  storeId: string,
  placedAt: Date,
  more: { buyer?: string; state?: OrderState; shippedAt?: Date; lines?: GivenLine[] } = {},
) =>
  givenOrder(t.market.db, t.market.ids, storeId, {
    state: 'complete',
    placedAt,
    lines: [{ unitPriceMinor: 10_000n }],
    ...more,
  });

test('ninety days of a market: who is effective, since when, and what the others lack', async () => {
  const { db, ids } = t.market;
  const good = await givenStore(db, ids, licenceId);
  const idle = await givenStore(db, ids, licenceId);
  const splitter = await givenStore(db, ids, licenceId);
  for (const store of [good, idle, splitter]) await givenSku(db, ids, store);
  const buyers = Array.from({ length: 5 }, () => `person:${ids.next(testStart)}`);
  for (const [n, buyer] of buyers.entries()) await order(good, at(5 + n), { buyer });
  // The same buyers, a little later, at another store of the same merchant: they count once.
  for (const buyer of buyers) await order(splitter, at(11), { buyer });
  // A clerk of the merchant's buys at home: that counts for nothing.
  const clerk = ids.next(testStart);
  const since = { created_at: testStart };
  await db
    .insertInto('person')
    .values({ id: clerk, state: 'active', name: 'Clerk', locale: 'en', ...since })
    .execute();
  await db
    .insertInto('membership')
    .values({
      id: ids.next(testStart),
      person_id: clerk,
      licence_id: licenceId,
      store_id: idle,
      role: 'clerk',
      ...since,
    })
    .execute();
  for (const hour of [13, 14]) await order(idle, at(5, hour), { buyer: `person:${clerk}` });

  assert.ok(await close(0), 'the calendar begins with the first opening');
  await closeDays(0, 19);
  assert.equal((await marketDay(19)).effective, 0);
  const before = await storeDay(good, 19);
  assert.equal(before?.verdict, 'notEffective');
  assert.deepEqual(before.missing, ['inStockDays']);
  assert.deepEqual([before.in_stock_days, before.unseen_days], [20, 0]);
  assert.deepEqual([before.cleared_orders, before.buyers, before.fees_paid_minor], [5, 5, 2_500n]);
  assert.deepEqual(before.unmeasured, ['refunds', 'score', 'fraud']);
  assert.deepEqual((await storeDay(idle, 19))?.missing, [
    'inStockDays',
    'clearedOrders',
    'buyers',
    'feesPaid',
  ]);
  const split = await storeDay(splitter, 19);
  assert.deepEqual([split?.cleared_orders, split?.buyers], [5, 0]);

  await closeDays(20, 21);
  const day = await marketDay(20);
  assert.deepEqual(
    [day.effective, day.became_effective, day.reactivated, day.lapsed, day.effective_principals],
    [1, 1, 0, 0, 1],
  );
  assert.equal(day.weight, 1);
  assert.equal(day.stores, 3);
  assert.equal((await storeDay(good, 21))?.effective_since, plusDays(firstDay, 20));
  assert.equal((await storeDay(good, 21))?.stage, 'effective');
  assert.equal((await storeDay(idle, 21))?.stage, 'opened');

  // The orders leave the window one after another; five again, and it comes back.
  for (const [n, buyer] of buyers.entries()) await order(good, at(40 + n), { buyer });
  await closeDays(22, 60);
  const days = (await closedDays(db, { limit: 100 })).reverse();
  const changes = days.flatMap((one, n) =>
    one.became_effective + one.reactivated + one.lapsed > 0
      ? [[n, one.became_effective, one.reactivated, one.lapsed]]
      : [],
  );
  assert.deepEqual(changes, [
    [20, 1, 0, 0],
    [40, 0, 0, 1],
    // The buyers' orders at the first store have left the window, so that the second one's are their first there.
    [42, 1, 0, 0],
    [46, 0, 0, 1],
    [51, 0, 1, 0],
  ]);
  for (const [n, one] of days.entries())
    assert.equal(
      one.effective,
      (days[n - 1]?.effective ?? 0) + one.became_effective + one.reactivated - one.lapsed,
    );
  assert.deepEqual(
    day.guardrails.map(({ name }) => name),
    [...GUARDRAILS],
  );
  assert.equal(day.policy_version, 1);
});

test('a day that is not over is not closed, and two who close one at once close it once', async () => {
  const next = Number((await closedDays(t.market.db, { limit: 1 }))[0]?.day.slice(8));
  assert.ok(next > 0);
  const { count } = await t.market.db
    .selectFrom('market_day')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  const early = { ...t.ctx(), now: new Date(`${plusDays(firstDay, 62)}T00:05:00Z`) };
  assert.equal(await closeNextDay(t.market, null, early), false);
  const both = await Promise.all([close(61), close(61)]);
  assert.deepEqual(both.sort(), [false, true]);
  const after = await t.market.db
    .selectFrom('market_day')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  assert.equal(after.count, count + 1n);
});

test('days that were missed are caught up in order, and what nobody saw on them is unknown', async () => {
  const { db } = t.market;
  const ctx = { ...t.ctx(), now: afterDay(72) };
  const sweep = daySweep(t.market, null);
  assert.equal(await sweep.run(ctx), 7);
  assert.equal(await sweep.run(ctx), 4);
  assert.equal(await sweep.run(ctx), 0);
  assert.equal((await closedDays(db, { limit: 1 }))[0]?.day, plusDays(firstDay, 72));
  const { rows } = await sql<{ seen: number; unseen: number }>`
    select count(is_purchasable)::int as seen, max(unseen_days) as unseen from store_day
    where day > ${plusDays(firstDay, 61)}::date group by store_id`.execute(db);
  // The last day is seen as it is closed.
  assert.ok(rows.every(({ seen, unseen }) => seen === 1 && unseen === 10));
  const [last] = await closedDays(db, { limit: 1 });
  assert.ok(last);
  assert.ok(last.guardrails.every(({ measure, reason }) => measure === null && reason !== null));
  assert.equal(last.guardrails.find(({ name }) => name === 'refunds')?.reason, 'noMeter');
  assert.equal(last.guardrails.find(({ name }) => name === 'disputes')?.reason, 'notRecorded');
});

test('late shipments, refunds and sanctions are read as they stood at the end of the day', async () => {
  const { db, ids } = t.market;
  const store = await givenStore(db, ids, licenceId);
  await givenSku(db, ids, store);
  const hours = defaultDocument.orders.shipWithinHours;
  const later = (from: Date, more: number) => new Date(from.getTime() + more * 3_600_000);
  await order(store, at(68), { state: 'shipped', shippedAt: later(at(68), hours) });
  await order(store, at(68), { state: 'shipped', shippedAt: later(at(68), hours + 1) });
  await order(store, at(68), { state: 'paid' });
  // Not due before the end of day 73.
  await order(store, at(73), { state: 'paid' });
  await order(store, at(69), { lines: [{ unitPriceMinor: 10_000n, refundedGoodsMinor: 5_000n }] });
  await sql`insert into event (id, store_id, subject_type, subject_id, type, actor, data, at)
    values (${ids.next(at(73))}, ${store}, 'store', ${store}, 'store.suspended', 'test', '{"to":"suspended"}', ${at(73)}),
      (${ids.next(at(74))}, ${store}, 'store', ${store}, 'store.reopened', 'test', '{"to":"open"}', ${at(74, 1)})`.execute(
    db,
  );
  await closeDays(73, 74);
  const row = await storeDay(store, 73);
  assert.deepEqual([row?.shipments_due, row?.shipments_on_time], [4, 2]);
  assert.deepEqual([row?.orders, row?.refunded_orders], [5, 1]);
  assert.equal(row?.is_sanctioned, true);
  assert.ok(row.missing.includes('onTimeShipment') && row.missing.includes('sanction'));
  assert.equal((await storeDay(store, 74))?.is_sanctioned, false);
});
