import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endpoints, toPublicId } from '@hazumi/contracts';
import { defaultDocument } from '@hazumi/policy';
import { sql } from 'kysely';
import { auditMarket } from '../audit.ts';
import { type IdSource, uuidv7Source } from '../kernel/ids.ts';
import { trialBalance } from '../ledger/ledger.repository.ts';
import { givenLicence, givenStore, testAddress } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket } from '../testing/market.ts';
import { creditedExperiments, drawsOf } from './experiments.draws.ts';
import { registerExperiments } from './experiments.routes.ts';
import { creditsOfWeek } from './experiments.weeks.ts';

/** The clock of the tests begins on Monday, 5 January 2026, 08:00 UTC. */
const week = '2026-01-05';
let t: TestMarket;
const ids: IdSource = uuidv7Source();
const stores: string[] = [];
let licences: string[] = [];

before(async () => {
  t = await testMarket({ areas: [registerExperiments] });
  const now = t.clock.now();
  for (let at = 0; at < 12; at += 1) licences.push(await givenLicence(t.market.db, ids));
  // Registered at one address they would be one merchant.
  for (const [at, id] of licences.entries())
    await t.market.db
      .updateTable('licence')
      .set({ address: JSON.stringify({ ...testAddress, street: `${at} Test Street` }) })
      .where('id', '=', id)
      .execute();
  licences = [licences[0] as string, ...licences];
  for (const licenceId of licences) stores.push(await givenStore(t.market.db, ids, licenceId));
  await sql`select touch_partition(${now.toISOString().slice(0, 10)}::date)`.execute(t.market.db);
  for (const [at, storeId] of stores.entries()) {
    for (let link = 0; link <= at; link += 1) await givenLink(storeId);
    for (let visitor = 0; visitor < 2 * at; visitor += 1) await givenVisit(storeId, visitor % 2 === 0);
    if (at > 0) await givenOrder(storeId, BigInt(at) * 1_000n);
  }
});
after(() => t.close());

const givenLink = (storeId: string) =>
  sql`insert into private_link (store_id, id, code, channel, target, label, created_by, created_at, policy_version)
    values (${storeId}, ${ids.next(t.clock.now())}, decode(substr(md5(random()::text), 1, 12), 'hex'), 'group', 'store', 'Group', 'test',
      ${t.clock.now()}, 1)`.execute(t.market.db);
const givenVisit = (storeId: string, isOutside: boolean) =>
  sql`insert into touch (store_id, visitor, at, id, surface, source, source_class, is_paid, policy_version)
    values (${storeId}, gen_random_uuid(), ${t.clock.now()}, gen_random_uuid(), 'store', 'web',
      ${isOutside ? 'external' : 'public'}, false, 1)`.execute(t.market.db);
const givenOrder = (storeId: string, discount: bigint) => {
  const id = ids.next(t.clock.now());
  return sql`insert into orders (store_id, id, checkout_id, number, buyer, state, currency, discount_minor, goods_minor, freight_minor,
      tax_minor, fee_minor, total_minor, address, placed_at, completed_at, policy_version, source_class)
    values (${storeId}, ${id}, ${id}, ${id}, 'person:x', 'complete', 'CNY', ${discount}, 0, 0, 0, 0, 0, '{}', ${t.clock.now()},
      ${t.clock.now()}, 1, 'private')`.execute(t.market.db);
};
const rows = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await query.execute(t.market.db)).rows;
const day = (text: string) => t.clock.set(new Date(text));

test('a week is logged by merchant on its first day, and those who open in its course on the day after', async () => {
  await t.sweep();
  const logged = await rows(sql<{ experiment: string; units: number }>`
    select experiment, count(*)::int as units from experiment_draw where period = ${week} group by experiment order by 1`);
  // Thirteen stores, twelve merchants.
  assert.deepEqual(
    logged.map(({ experiment, units }) => [experiment, units]),
    [...creditedExperiments, 'exposureDither', 'onboarding'].sort().map((name) => [name, 12]),
  );
  const late = await givenLicence(t.market.db, ids);
  await givenStore(t.market.db, ids, late);
  await t.sweep();
  await day('2026-01-06T00:00:10Z');
  await t.sweep();
  const found = await rows(sql<{ draw: number; is_held_out: boolean }>`
    select draw, is_held_out from experiment_draw where unit_id = ${late} and experiment = 'toolCredit'`);
  assert.equal(found.length, 1);
  const draws = drawsOf(t.market.settings.secret, defaultDocument);
  assert.equal(found[0]?.draw, draws.drawOf('toolCredit', late, week));
});

test('an ended week is reckoned once by rivals, sums to what it were without draws, and is booked to the last minor unit', async () => {
  await day('2026-01-12T01:00:00Z');
  await Promise.all([t.sweep(), t.sweep(), t.sweep()]);
  await t.sweep();
  for (const name of creditedExperiments) {
    const [sum] = await rows(sql<{ plain: bigint; amount: bigint; moved: number; open: number }>`
      select sum(plain_minor)::bigint as plain, sum(amount_minor)::bigint as amount,
        count(*) filter (where plain_minor <> amount_minor)::int as moved,
        count(*) filter (where transaction_id is null)::int as open
      from experiment_credit where period = ${week} and experiment = ${name}`);
    assert.equal(sum?.amount, sum?.plain, name);
    assert.ok((sum?.moved ?? 0) >= 6, `${name} moved ${sum?.moved}`);
    assert.equal(sum?.open, 0);
  }
  const [tools] = await rows(sql<{ basis: bigint; plain: bigint }>`
    select sum(basis)::bigint as basis, sum(plain_minor)::bigint as plain from experiment_credit
    where experiment = 'toolCredit'`);
  // Two stores of one merchant with one and two links, the others with three to thirteen, of which ten count.
  assert.equal(tools?.basis, BigInt(1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 10 + 10 + 10));
  assert.equal(tools?.plain, (tools?.basis ?? 0n) * 5n);
  const [visits] = await rows(sql<{ basis: bigint }>`
    select sum(basis)::bigint as basis from experiment_credit where experiment = 'externalVisits'`);
  assert.equal(visits?.basis, 78n);
  const [coupons] = await rows(sql<{ plain: bigint }>`
    select sum(plain_minor)::bigint as plain from experiment_credit where experiment = 'couponSupport'`);
  assert.equal(coupons?.plain, 7_800n);
  const [total] = await rows(
    sql<{ amount: bigint }>`select sum(amount_minor)::bigint as amount from experiment_credit`,
  );
  const cost = (await trialBalance(t.market.db)).find(({ account }) => account === 'experimentCost');
  assert.equal(cost?.debitMinor, total?.amount);
  const faults = await auditMarket(t.market.db);
  // The orders of this test are bare rows, of which other areas know nothing.
  assert.deepEqual(
    faults.filter((fault) => fault.startsWith('an experiment')),
    [],
  );
  await sql`update experiment_credit set amount_minor = amount_minor + 1 where store_id = ${stores[5]}
    and experiment = 'toolCredit'`.execute(t.market.db);
  const found = await auditMarket(t.market.db);
  assert.ok(found.some((fault) => fault.startsWith('an experiment whose draws changed')));
  assert.ok(found.some((fault) => fault.startsWith('an experiment’s credit that is booked otherwise')));
  await sql`update experiment_credit set amount_minor = amount_minor - 1 where store_id = ${stores[5]}
    and experiment = 'toolCredit'`.execute(t.market.db);
});

test('a store is told what is drawn for it and what it got; a stranger is told nothing', async () => {
  const storeId = stores[3] as string;
  const params = { storeId: toPublicId('store', storeId) };
  const owner = personActor(ids.next(t.clock.now()), {
    memberships: [{ licenceId: licences[3] as string, storeId: null, role: 'owner' }],
  });
  const told = await t.call(endpoints.getStoreExperiments, { params }, owner);
  assert.ok(told.ok);
  const tool = told.value.experiments.find(({ name }) => name === 'toolCredit');
  const draws = drawsOf(t.market.settings.secret, defaultDocument);
  assert.equal(tool?.draw, draws.drawOf('toolCredit', licences[3] as string, '2026-01-12'));
  assert.equal(tool?.until, '2026-01-19');
  assert.deepEqual(tool?.rate, { amountMinor: 5, currency: 'CNY' });
  assert.deepEqual(
    told.value.credits.map(({ name, basis, isBooked }) => [name, basis, isBooked]),
    [
      ['couponSupport', 3_000, true],
      ['externalVisits', 3, true],
      ['toolCredit', 4, true],
    ],
  );
  const stranger = await t.call(
    endpoints.getStoreExperiments,
    { params },
    personActor(ids.next(t.clock.now())),
  );
  assert.equal(stranger.ok, false);
});

test('a week in which the market did not run is not logged, and the one before it is still settled', async () => {
  await t.sweep();
  await day('2026-02-02T12:00:00Z');
  await t.sweep();
  const weeks = await rows(sql<{ period: string; settled: boolean }>`
    select period::text, settled_at is not null as settled from experiment_week order by period`);
  assert.deepEqual(
    weeks.map(({ period, settled }) => [period, settled]),
    [
      ['2026-01-05', true],
      ['2026-01-12', true],
      ['2026-02-02', false],
    ],
  );
});

test('a person is shown one way of opening a store, and the same ever after', async () => {
  const variants = new Set<string>();
  for (let at = 0; at < 20; at += 1) {
    const actor = personActor(ids.next(t.clock.now()));
    const first = await t.call(endpoints.getOnboarding, {}, actor);
    const again = await t.call(endpoints.getOnboarding, {}, actor);
    assert.ok(first.ok && again.ok);
    assert.deepEqual(again.value, first.value);
    variants.add(first.value.variant);
  }
  assert.deepEqual([...variants].sort(), ['checklist', 'form']);
});

test('the way of opening is logged in a merchant’s first week alone', async () => {
  const licenceId = await givenLicence(t.market.db, ids);
  const personId = ids.next(t.clock.now());
  await sql`insert into person (id, state, name, locale, created_at)
    values (${personId}, 'active', 'Owner', 'en', ${t.clock.now()})`.execute(t.market.db);
  await sql`insert into membership (id, person_id, licence_id, role, created_at)
    values (${ids.next(t.clock.now())}, ${personId}, ${licenceId}, 'owner', ${t.clock.now()})`.execute(
    t.market.db,
  );
  const shown = await t.call(endpoints.getOnboarding, {}, personActor(personId));
  assert.ok(shown.ok);
  await givenStore(t.market.db, ids, licenceId);
  await day('2026-02-03T00:00:00Z');
  await t.sweep();
  await day('2026-02-09T00:00:00Z');
  await t.sweep();
  const logged = await rows(sql<{ period: string; draw: number }>`
    select period::text, draw from experiment_draw where unit_id = ${licenceId} and experiment = 'onboarding' order by period`);
  const draw = drawsOf(t.market.settings.secret, defaultDocument).drawOf('onboarding', personId, 'once');
  assert.deepEqual(
    logged.map((row) => [row.period, row.draw]),
    [
      ['2026-02-02', draw],
      ['2026-02-09', 0],
    ],
  );
  assert.equal(shown.value.variant, draw > 0 ? 'checklist' : 'form');
});

test('currencies are held apart, and a merchant of two stores has one limit', () => {
  const units = [
    { storeId: 'a', licenceId: 'a', unitId: 'one', currency: 'CNY' },
    { storeId: 'b', licenceId: 'a', unitId: 'one', currency: 'CNY' },
    { storeId: 'c', licenceId: 'c', unitId: 'two', currency: 'CNY' },
    { storeId: 'd', licenceId: 'd', unitId: 'three', currency: 'JPY' },
  ];
  const credits = creditsOfWeek({
    experiment: 'toolCredit',
    units,
    bases: new Map([
      ['a', 30n],
      ['b', 10n],
      ['c', 4n],
      ['d', 5n],
    ]),
    draws: new Map([
      ['one', 1],
      ['two', -1],
      ['three', 1],
    ]),
    document: defaultDocument,
  });
  const of = (storeId: string) => credits.find((credit) => credit.store_id === storeId);
  assert.equal((of('a')?.basis ?? 0n) + (of('b')?.basis ?? 0n), 10n);
  assert.equal(
    credits
      .filter(({ currency }) => currency === 'CNY')
      .reduce((sum, { amount_minor, plain_minor }) => sum + amount_minor - plain_minor, 0n),
    0n,
  );
  assert.ok((of('c')?.amount_minor ?? 0n) < (of('c')?.plain_minor ?? 0n));
  // Alone in its currency nothing can be varied.
  assert.equal(of('d')?.amount_minor, of('d')?.plain_minor);
});
