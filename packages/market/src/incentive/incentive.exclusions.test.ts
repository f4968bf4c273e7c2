import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endpoints } from '@hazumi/contracts';
import { refreshPrincipals } from '../principals/principals.service.ts';
import { assertSound } from '../testing/audit.ts';
import { givenLicence, givenSku, givenStore } from '../testing/goods.ts';
import { linesBody, type Person } from '../testing/trade.ts';
import { type IncentiveMarket, incentiveMarket, siblingSku } from './incentive.testing.ts';

let t: IncentiveMarket;
before(async () => {
  t = await incentiveMarket();
});
after(() => t.close());

async function givenStaff(person: Person, licenceId: string, role: 'owner' | 'clerk'): Promise<void> {
  const { db } = t.market;
  const at = t.clock.now();
  const id = t.ids.next(at);
  await db
    .insertInto('person')
    .values({
      id: person.personId,
      state: 'active',
      name: 'Lin',
      locale: 'en',
      created_at: at,
      deleted_at: null,
    })
    .onConflict((c) => c.doNothing())
    .execute();
  await db
    .insertInto('membership')
    .values({ id, person_id: person.personId, licence_id: licenceId, store_id: null, role, created_at: at })
    .execute();
  await refreshPrincipals(t.market, t.ctx());
}

test('an order without a carrier’s scan earns nothing, nor one whose parcel is an earlier order’s', async () => {
  const unscanned = await t.sell({ isScanned: false });
  const first = await t.sell({ tracking: 'SF-TWICE' });
  const second = await t.sell({ tracking: 'SF-TWICE' });
  await t.pass(30);
  await t.pass(7);
  assert.deepEqual(await t.reasons(unscanned), ['noCarrierScan']);
  assert.deepEqual(await t.reasons(first), []);
  assert.deepEqual(await t.reasons(second), ['trackingReused']);
  const excluded = await t.incentive(second);
  assert.deepEqual([excluded.state, excluded.rebate_minor, excluded.merit_minor], ['excluded', 0n, 0]);
  assert.equal((await t.incentive(first)).state, 'cleared');
  await assertSound(t.market.db);
});

test('an order given back within the window is excluded, and told why', async () => {
  const buyer = await t.buyer();
  const order = await t.sell({ buyer });
  await t.confirm(order, buyer);
  await t.refund(order);
  await t.pass(7);
  assert.deepEqual(await t.reasons(order), ['refunded']);
});

test('the owner of a sibling licence, a clerk, and an owner through a chain of licences are the seller itself', async () => {
  const sibling = await givenLicence(t.market.db, t.ids);
  const far = await givenLicence(t.market.db, t.ids);
  const [owner, partner, clerk] = [await t.buyer(), await t.buyer(), await t.buyer()];
  await givenStaff(owner, t.licenceId, 'owner');
  await givenStaff(owner, sibling, 'owner');
  await givenStaff(partner, sibling, 'owner');
  await givenStaff(partner, far, 'owner');
  await givenStaff(clerk, sibling, 'clerk');
  const orders = [];
  for (const buyer of [owner, partner, clerk]) orders.push(await t.sell({ buyer }));
  const stranger = await t.sell();
  await t.passWindow();
  for (const order of orders) assert.deepEqual(await t.reasons(order), ['linkedBuyer']);
  assert.deepEqual(await t.reasons(stranger), []);
});

test('of the orders of one buyer at one principal within 30 days three count, in whichever of its stores', async () => {
  const buyer = await t.buyer();
  const sku = await siblingSku(t);
  const orders = [];
  for (let nth = 0; nth < 5; nth += 1)
    orders.push(await t.sell({ buyer, ...(nth % 2 === 0 ? {} : { sku }) }));
  await t.passWindow();
  const reasons = [];
  for (const order of orders) reasons.push(await t.reasons(order));
  assert.deepEqual(reasons, [[], [], [], ['pairLimit'], ['pairLimit']]);
  // Five weeks later the same buyer counts again.
  await t.pass(20);
  const later = await t.sell({ buyer });
  await t.passWindow();
  assert.deepEqual(await t.reasons(later), []);
});

test('money that comes back through other merchants was not spent on goods', async () => {
  // t's store sells to b's owner, b to c's owner, c to t's owner: who buys from t is three steps away from it.
  const [b, c] = [await givenLicence(t.market.db, t.ids), await givenLicence(t.market.db, t.ids)];
  const mine = await givenLicence(t.market.db, t.ids);
  const [ownerOfMine, ownerOfB, ownerOfC] = [await t.buyer(), await t.buyer(), await t.buyer()];
  await givenStaff(ownerOfMine, mine, 'owner');
  await givenStaff(ownerOfB, b, 'owner');
  await givenStaff(ownerOfC, c, 'owner');
  const skuOf = async (licenceId: string) =>
    givenSku(t.market.db, t.ids, await givenStore(t.market.db, t.ids, licenceId), { priceMinor: 10_000n });
  const [mySku, bSku, cSku] = [await skuOf(mine), await skuOf(b), await skuOf(c)];
  const buy = async (buyer: Person, sku: typeof mySku) => {
    const body = linesBody([[sku, 1]]);
    const bought = await t.call(endpoints.buyNow, { body, idempotencyKey: t.key() }, buyer);
    assert.ok(bought.ok, JSON.stringify(bought));
  };
  const owners = t.owner;
  t.owner = { ...(owners as Person), memberships: [{ licenceId: mine, storeId: null, role: 'owner' }] };
  const order = await t.sell({ buyer: ownerOfB, sku: mySku });
  const fair = await t.sell({ sku: mySku });
  t.owner = owners;
  await buy(ownerOfC, bSku);
  await buy(ownerOfMine, cSku);
  await t.passWindow();
  assert.deepEqual(await t.reasons(order), ['paymentCycle']);
  assert.deepEqual(await t.reasons(fair), []);
});

test('what the scorecard believes to be made up earns nothing; its parts add up to what it believes', async () => {
  const fair = t.market.policy;
  const document = fair.at(t.clock.now()).document;
  const order = await t.sell();
  // Even the chance of a store of which nothing bad is known, 1.8 %, is too much for this policy.
  t.market.policy = {
    at: (instant) => ({
      ...fair.at(instant),
      document: { ...document, fraud: { ...document.fraud, exclusionPpm: 10_000 } },
    }),
  };
  await t.passWindow();
  t.market.policy = fair;
  assert.deepEqual(await t.reasons(order), ['probablyFake']);
  const { rows } = await t.handle.pool.query(
    `select w.probability, w.prior_log_odds, w.parts, i.fraud_probability from wash_score w
      join incentive i on i.store_id = w.store_id and i.order_id = $1 order by w.day desc limit 1`,
    [order.orderId],
  );
  const [{ probability, prior_log_odds: prior, parts, fraud_probability: used }] = rows;
  const logOdds = parts.reduce((sum: number, part: { logOdds: number }) => sum + part.logOdds, prior);
  assert.ok(Math.abs(1 / (1 + Math.exp(-logOdds)) - probability) < 1e-12);
  assert.equal(used, probability);
  assert.equal(parts.length, 7);
});
