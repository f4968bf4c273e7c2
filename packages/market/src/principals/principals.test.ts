import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { inTransaction } from '../kernel/database.ts';
import { type IdSource, uuidv7Source } from '../kernel/ids.ts';
import { givenLicence, givenStore } from '../testing/goods.ts';
import { type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { givenOrder } from '../testing/orders.ts';
import { writeBuyerLinks } from './principals.repository.ts';
import {
  principalsOf,
  principalsOfParties,
  principalsSweep,
  refreshPrincipals,
} from './principals.service.ts';

let t: TestMarket;
let ids: IdSource;
before(async () => {
  t = await testMarket({ areas: [(market) => void market.sweeps.push(principalsSweep(market))] });
  ids = uuidv7Source();
});
after(() => t.close());

const newId = () => ids.next(testStart);

async function givenOwner(
  personId: string,
  licenceId: string,
  role: 'owner' | 'clerk' = 'owner',
): Promise<void> {
  await t.market.db
    .insertInto('person')
    .values({
      id: personId,
      state: 'active',
      name: 'Lin',
      locale: 'en',
      created_at: testStart,
      deleted_at: null,
    })
    .onConflict((c) => c.doNothing())
    .execute();
  await t.market.db
    .insertInto('membership')
    .values({
      id: newId(),
      person_id: personId,
      licence_id: licenceId,
      store_id: null,
      role,
      created_at: testStart,
    })
    .execute();
}
/** Tries again until it is so, for ten seconds at most. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let left = 500; left > 0; left -= 1) {
    if (await isSo()) return;
    await wait(20);
  }
  assert.fail('it did not come');
}
const licence = () => givenLicence(t.market.db, ids);
const refresh = () => refreshPrincipals(t.market, t.ctx());
const changes = async () =>
  (await t.handle.pool.query(`select count(*)::int as count from event where type = 'principal.changed'`))
    .rows[0].count;

test('licences of one owner are one principal, named after the oldest; a clerk ties nobody', async () => {
  const [first, second, third] = [await licence(), await licence(), await licence()];
  const [owner, clerk] = [newId(), newId()];
  await givenOwner(owner, first);
  await givenOwner(owner, second);
  await givenOwner(clerk, second, 'clerk');
  await givenOwner(clerk, third, 'clerk');
  await refresh();
  const principals = await principalsOf(t.market.db);
  assert.deepEqual(
    [first, second, third].map((id) => principals.get(id)),
    [first, first, third],
  );
  const parties = [`person:${owner}`, `person:${clerk}`, 'guest:ab'];
  assert.deepEqual(
    [...(await principalsOfParties(t.market.db, parties))],
    [
      [`person:${owner}`, first],
      [`person:${clerk}`, `person:${clerk}`],
      ['guest:ab', 'guest:ab'],
    ],
  );
});

test('what is found anew unchanged writes nothing; who ceases to be an owner is one no more', async () => {
  const [first, second] = [await licence(), await licence()];
  const owner = newId();
  await givenOwner(owner, first);
  await givenOwner(owner, second);
  await refresh();
  const before = await changes();
  assert.equal(await refresh(), 0);
  assert.equal(await changes(), before);
  await t.market.db
    .deleteFrom('membership')
    .where('person_id', '=', owner)
    .where('licence_id', '=', second)
    .execute();
  assert.equal(await refresh(), 1);
  assert.equal((await principalsOf(t.market.db)).get(second), second);
});

test('many recomputations at once agree', async () => {
  const owned = await Promise.all(Array.from({ length: 4 }, licence));
  const owner = newId();
  for (const id of owned) await givenOwner(owner, id);
  await Promise.all(Array.from({ length: 6 }, refresh));
  const principals = await principalsOf(t.market.db);
  assert.equal(new Set(owned.map((id) => principals.get(id))).size, 1);
  assert.equal(await refresh(), 0);
});

test('a browser and an address tie weakly: they are noted once, and merge nobody', async () => {
  const store = await givenStore(t.market.db, ids, await licence());
  const buyer = `person:${newId()}`;
  for (let nth = 0; nth < 2; nth += 1) {
    const order = await givenOrder(t.market.db, ids, store, { buyer, state: 'paid' });
    await t.handle.pool.query('update checkout set guest_hash = $2 where id = $1', [
      order.checkoutId,
      Buffer.alloc(32, 9),
    ]);
  }
  await givenOrder(t.market.db, ids, store, { buyer: 'guest:cd', state: 'unpaid' });
  const until = new Date(testStart.getTime() + 86_400_000);
  await inTransaction(t.market.db, (tx) => writeBuyerLinks(tx, testStart, until));
  await inTransaction(t.market.db, (tx) => writeBuyerLinks(tx, null, until));
  const { rows } = await t.handle.pool.query(
    'select kind, count(*)::int from principal_link where party = $1 group by kind order by kind',
    [buyer],
  );
  assert.deepEqual(rows, [
    { kind: 'device', count: 1 },
    { kind: 'returnAddress', count: 1 },
  ]);
  await refresh();
  assert.equal((await principalsOfParties(t.market.db, [buyer])).get(buyer), buyer);
});

test('an event of a licence is enough for its principal to be found', async () => {
  const [first, second] = [await licence(), await licence()];
  const owner = newId();
  await givenOwner(owner, first);
  await givenOwner(owner, second);
  await t.market.db
    .insertInto('event')
    .values({
      id: newId(),
      store_id: null,
      subject_type: 'licence',
      subject_id: second,
      type: 'licence.staffAdded',
      actor: 'test',
      data: '{}',
      at: testStart,
    })
    .execute();
  // Events are read once every transaction before them has ended, also those of other databases of this server.
  await until(async () => {
    await t.sweep();
    return (await principalsOf(t.market.db)).get(second) === first;
  });
});
