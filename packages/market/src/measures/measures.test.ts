import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endpoints, toPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import { givenLicence, givenSku, givenStore } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { givenOrder } from '../testing/orders.ts';
import { dayOf, mondayOf, plusDays } from './measures.days.ts';
import { listEstimates } from './measures.estimates.repository.ts';
import { estimateSweep } from './measures.estimates.ts';
import type { LoopMeasurement } from './measures.meter.ts';
import { loopPanel, loopVariables, measurableLinks, panelDigest } from './measures.panel.ts';
import { registerMeasures } from './measures.routes.ts';
import { silentMeter } from './testing.ts';

const measurement: LoopMeasurement = {
  links: [
    {
      name: 'investmentToExternal',
      elasticity: 0.6,
      low: 0.5,
      high: null,
      firstStageF: 12,
      lagWeeks: 3,
      isWeak: false,
    },
  ],
  merchant: null,
  platform: null,
  codeVersion: 'flywheel test',
};
const meter = silentMeter(measurement);
const operator = personActor('00000000-0000-7000-8000-00000000000a', { operator: 'operator' });
let t: TestMarket;
let licences: string[];
let stores: string[];
let owner: ReturnType<typeof personActor>;
before(async () => {
  t = await testMarket({ areas: [(market) => registerMeasures(market, meter)] });
  const { db, ids } = t.market;
  licences = [await givenLicence(db, ids), await givenLicence(db, ids)];
  stores = [];
  for (const licence of [licences[0], licences[0], licences[1]] as string[])
    stores.push(await givenStore(db, ids, licence));
  for (const store of stores) await givenSku(db, ids, store);
  owner = personActor('00000000-0000-7000-8000-00000000000b', {
    memberships: [{ licenceId: licences[0] as string, storeId: null, role: 'owner' }],
  });
});
after(() => t.close());

const firstDay = dayOf(testStart); // a Monday
let keys = 0;
const key = () => `key-of-test-${keys++}`;
/** Estimates of one instant have no order among themselves, so each is looked up by its id. */
const estimateOf = async (id: string) =>
  (await listEstimates(t.market.db, { limit: 50 })).find((row) => toPublicId('loopEstimate', row.id) === id);

test('before any day is closed there is nothing to show, and it says so', async () => {
  const star = await t.call(endpoints.getNorthStar, {}, operator);
  assert.ok(star.ok);
  assert.deepEqual(star.value.days, []);
  assert.equal(star.value.definition.clearedOrders, 5);
  assert.equal(star.value.definition.policyVersion, 1);
  const wheel = await t.call(endpoints.getFlywheel, {}, operator);
  assert.ok(wheel.ok);
  assert.deepEqual(wheel.value, { latest: null, open: null });
});

test('the panel: weeks of each principal from orders, tools, visits, impressions and draws', async () => {
  const { db, ids } = t.market;
  const [one, two, other] = stores as [string, string, string];
  const [first, second] = [licences[0], licences[1]] as [string, string];
  const paidAt = new Date(`${plusDays(firstDay, 8)}T10:00:00Z`);
  const order = async (store: string, minor: bigint, source: string) => {
    const { orderId } = await givenOrder(db, ids, store, {
      placedAt: paidAt,
      lines: [{ unitPriceMinor: minor }],
    });
    await sql`update orders set source_class = ${source} where id = ${orderId}`.execute(db);
  };
  await order(one, 10_000n, 'private');
  await order(two, 5_000n, 'private');
  await order(two, 7_000n, 'public');
  await sql`insert into touch_day (store_id, link_id, day, source, source_class, visits)
    values (${one}, ${ids.next(testStart)}, ${plusDays(firstDay, 9)}::date, 'web', 'external', 7),
      (${one}, ${ids.next(testStart)}, ${plusDays(firstDay, 9)}::date, 'search', 'public', 70)`.execute(db);
  await sql`select impression_partition(${firstDay}::date)`.execute(db);
  await sql`insert into impression (store_id, day, keyword, is_allotted, position, place, principal_id, policy_version, views, micro)
    values (${other}, ${plusDays(firstDay, 9)}::date, 'tea', true, 1, 1, ${second}, 1, 40, 1)`.execute(db);
  const weekTwo = plusDays(firstDay, 7);
  await sql`insert into experiment_week (period, due_at, logged_on, policy_version)
    values (${weekTwo}::date, ${paidAt}, ${weekTwo}::date, 1)`.execute(db);
  await sql`insert into experiment_draw (experiment, period, unit_id, draw, is_held_out, logged_at, policy_version)
    values ('couponSupport', ${weekTwo}::date, ${first}, 0.25, false, ${paidAt}, 1)`.execute(db);
  await t.clock.set(new Date(`${plusDays(firstDay, 15)}T06:00:00Z`));
  await t.sweep();

  const { document } = t.market.policy.at(t.clock.now());
  const panel = await loopPanel(db, firstDay, 2, document);
  assert.deepEqual(panel.merchants, [first, second].sort());
  const at = (merchant: string, name: (typeof loopVariables)[number], week: number): [number, number] => {
    const variable = panel.variables[loopVariables.indexOf(name)];
    const place = panel.merchants.indexOf(merchant) * 2 + week;
    return [variable?.series[place] as number, variable?.nudges[place] as number];
  };
  const close = (value: number, wanted: number) => assert.ok(Math.abs(value - wanted) < 1e-9, `${value}`);
  close(at(first, 'privateSales', 1)[0], Math.log(100 + 150));
  close(at(first, 'privateSales', 0)[0], Math.log(100));
  close(at(first, 'externalVisits', 1)[0], Math.log(8));
  close(at(second, 'exposure', 1)[0], Math.log(41));
  close(at(second, 'effectiveStores', 0)[0], Math.log(0.01));
  // In the first week nobody was nudged; in the second the other merchant's log is missing.
  assert.equal(at(first, 'privateSales', 0)[1], 0);
  assert.equal(at(first, 'privateSales', 1)[1], 0.25);
  assert.ok(Number.isNaN(at(second, 'privateSales', 1)[1]));
  assert.deepEqual(
    panel.variables.map(({ isRecorded, isNudged }) => [isRecorded, isNudged]),
    [
      [false, false],
      [true, true],
      [true, false],
      [false, false],
      [true, false],
    ],
  );
  assert.deepEqual(measurableLinks(panel), ['privateToExposure']);
  assert.equal(panelDigest(panel), panelDigest(await loopPanel(db, firstDay, 2, document)));
  assert.notEqual(panelDigest(panel), panelDigest(await loopPanel(db, firstDay, 1, document)));
});

test('a week is measured once by itself; what cannot be measured is named', async () => {
  const [weekly, ...more] = await listEstimates(t.market.db, { limit: 10 });
  assert.deepEqual(more, []);
  assert.equal(weekly?.cause, 'weekly');
  assert.equal(weekly.until, mondayOf(t.clock.now()));
  // Two weeks are too few for any equation: nobody was asked.
  assert.equal(weekly.state, 'done');
  assert.equal(meter.asked.length, 0);
  assert.equal(weekly.result?.measurement, null);
  assert.deepEqual(weekly.result?.needs, [
    { kind: 'merchants', have: 2, need: 300 },
    { kind: 'weeks', have: 2, need: 52 },
    { kind: 'records', variable: 'effectiveStores' },
    { kind: 'nudges', variable: 'exposure' },
    { kind: 'records', variable: 'investment' },
    { kind: 'nudges', variable: 'externalVisits' },
  ]);
  const wheel = await t.call(endpoints.getFlywheel, {}, operator);
  assert.ok(wheel.ok);
  assert.equal(wheel.value.latest?.id, toPublicId('loopEstimate', weekly.id));
  assert.deepEqual(wheel.value.latest.result?.links, []);
});

test('an operator asks: one at a time, measured with what the records have, and kept with what it was made of', async () => {
  await t.clock.set(new Date(`${plusDays(firstDay, 36)}T06:00:00Z`));
  const days = t.market.sweeps.find(({ name }) => name === 'measures.days');
  const sweepCtx = () => t.market.newCtx({ actor: { kind: 'system', name: 'measures' } });
  while ((await days?.run(sweepCtx())) !== 0);
  const ask = () => t.call(endpoints.askLoopEstimate, { idempotencyKey: key() }, operator);
  const [a, b] = await Promise.all([ask(), ask()]);
  assert.ok(a.ok && b.ok);
  assert.equal(a.value.id, b.value.id);
  assert.equal(a.value.state, 'waiting');
  await t.sweep();
  const wheel = await t.call(endpoints.getFlywheel, {}, operator);
  assert.ok(wheel.ok);
  assert.equal(wheel.value.open, null);
  const list = await t.call(endpoints.listLoopEstimates, { query: { limit: 20 } }, operator);
  assert.ok(list.ok);
  const asked = list.value.data.find(({ id }) => id === a.value.id);
  assert.equal(asked?.state, 'done');
  assert.equal(asked.codeVersion, 'flywheel test');
  assert.match(asked.panelDigest ?? '', /^[0-9a-f]{64}$/);
  assert.equal(asked.result?.links[0]?.high, null);
  const [panel, links, rules] = meter.asked[0] as NonNullable<(typeof meter.asked)[0]>;
  assert.equal(panel.weeks, 5);
  assert.deepEqual(links, ['privateToExposure']);
  assert.deepEqual(rules, { level: 0.9, draws: 999, weakBelow: 10 });
});

test('a process that dies leaves its turn to another; one that was overtaken changes nothing', async () => {
  const ctx = t.market.newCtx({ actor: { kind: 'system', name: 'measures' } });
  const asked = await t.call(endpoints.askLoopEstimate, { idempotencyKey: key() }, operator);
  assert.ok(asked.ok);
  let release: (() => void) | undefined;
  const begun = Promise.withResolvers<void>();
  const slow = {
    ...silentMeter(),
    estimate: async () => {
      begun.resolve();
      await new Promise<void>((settle) => {
        release = settle;
      });
      return { ...measurement, codeVersion: 'overtaken' };
    },
  };
  const dying = estimateSweep(t.market, slow).run(ctx);
  await begun.promise;
  const late = { ...ctx, now: new Date(ctx.now.getTime() + 11 * 60_000) };
  assert.equal(await estimateSweep(t.market, meter).run(ctx), 0, 'it is in good hands');
  assert.equal(await estimateSweep(t.market, meter).run(late), 1);
  release?.();
  await dying;
  const done = await estimateOf(asked.value.id);
  assert.deepEqual([done?.state, done?.code_version], ['done', 'flywheel test']);
});

test('a measurement that fails is told as one that failed', async () => {
  const asked = await t.call(endpoints.askLoopEstimate, { idempotencyKey: key() }, operator);
  assert.ok(asked.ok);
  const ctx = t.market.newCtx({ actor: { kind: 'system', name: 'measures' } });
  await estimateSweep(t.market, silentMeter(new Error('out of memory'))).run(ctx);
  const failed = await estimateOf(asked.value.id);
  assert.deepEqual([failed?.state, failed?.failure, failed?.result], ['failed', 'out of memory', null]);
});

test('the days as an answer and as a table, with the versions of the policy that judged them', async () => {
  const star = await t.call(endpoints.getNorthStar, { query: { days: 30 } }, operator);
  assert.ok(star.ok);
  assert.equal(star.value.days.length, 30);
  assert.equal(star.value.days.at(-1)?.day, plusDays(firstDay, 35));
  assert.equal(star.value.guardrails.length, 16);
  assert.ok(star.value.guardrails.every(({ measure, reason }) => measure === null && reason !== null));
  const answer = await t.market.app.request('/v1/operator/north-star.csv?days=7', {
    headers: { ...t.headersOf(operator), 'x-hazumi-locale': 'ja' },
  });
  const text = await answer.text();
  assert.match(answer.headers.get('content-disposition') ?? '', /north-star-\d{4}-\d\d-\d\d\.csv/);
  assert.ok(Buffer.from(text).length > 0 && text.includes('有効店舗'));
  assert.equal(text.trim().split('\r\n').length, 8);
});

test('a merchant sees its own stores, with every criterion in numbers', async () => {
  const params = { licenceId: toPublicId('licence', licences[0] as string) };
  const standings = await t.call(endpoints.listStoreStandings, { params }, owner);
  assert.ok(standings.ok);
  assert.deepEqual(
    standings.value.data.map(({ storeId }) => storeId),
    stores.slice(0, 2).map((id) => toPublicId('store', id)),
  );
  const [standing] = standings.value.data;
  assert.equal(standing?.verdict, 'notEffective');
  assert.deepEqual(
    standing.criteria.find(({ criterion }) => criterion === 'clearedOrders'),
    {
      criterion: 'clearedOrders',
      state: 'missing',
      have: 0,
      need: 5,
      field: '/effectiveStore/clearedOrders',
    },
  );
  assert.equal(standing.criteria.find(({ criterion }) => criterion === 'score')?.state, 'unmeasured');
  const foreign = { licenceId: toPublicId('licence', licences[1] as string) };
  const refused = await t.call(endpoints.listStoreStandings, { params: foreign }, owner);
  assert.ok(!refused.ok && refused.problem.code === 'not_found');
});
