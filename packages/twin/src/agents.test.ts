import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Agents, type Terms } from './agents.ts';
import { scenario } from './scenario.ts';

const none: Terms = { couponSupport: 0, toolCredit: 0, visitBonus: 0 };
const plain = (seed = 7) =>
  scenario({
    seed,
    days: 120,
    size: { principals: 120, keywords: 12, creators: 0 },
    parameters: { washShare: 0, hiddenCouponShare: 0.05 },
  });

/** A market that answers everybody alike: what a store sells is all it learns, and exposure is shared evenly. */
function drive(days: number, terms: Terms, seed = 7) {
  const agents = new Agents(plain(seed));
  const total = { opened: 0, left: 0, contactOrders: 0, clicks: 0, orders: 0, visits: 0, spent: 0, back: 0 };
  for (let day = 0; day < days; day += 1) {
    total.opened += agents.open(day).length;
    const rows = agents.openRows();
    for (const row of rows) {
      const contacts = agents.contactOrders(day, row, terms);
      const seen = agents.visitors(day, row, agents.supply / rows.length);
      assert.ok(seen.clicks >= seen.orders && seen.visits >= seen.visitOrders);
      const orders = contacts + seen.orders + seen.visitOrders;
      for (let nth = 0; nth < orders; nth += 1) if (agents.isGivenBack(day, row, nth)) total.back += 1;
      total.spent += agents.spending(day, row, terms);
      const turnover = orders * agents.priceOf(row);
      agents.learn(
        row,
        { turnover, fees: 0.02 * turnover, received: 0, effectiveWeight: orders > 0 ? 1 : 0.2, orders },
        day,
      );
      total.contactOrders += contacts;
      total.clicks += seen.clicks;
      total.orders += orders;
      total.visits += seen.visits;
    }
    total.left += agents.leaving(day).length;
    agents.close(day, { meritImpressions: 0, merit: 0 });
  }
  return { agents, total };
}

test('the same seed decides the same, another one otherwise', () => {
  const first = drive(40, none).total;
  assert.deepEqual(drive(40, none).total, first);
  assert.notDeepEqual(drive(40, none, 8).total, first);
});

test('people come, buy, give back, spend and leave', () => {
  const { agents, total } = drive(120, none);
  for (const [what, count] of Object.entries(total)) assert.ok(count > 0, `${what} is ${count}`);
  assert.ok(agents.supply > 0);
  // Some in a hundred orders come back.
  assert.ok(total.back / total.orders > 0.03 && total.back / total.orders < 0.25);
});

test('better terms work in their own place: support on contacts, credit and bonus on spending', () => {
  const base = drive(84, none).total;
  assert.ok(drive(84, { ...none, couponSupport: 1 }).total.contactOrders > base.contactOrders);
  assert.ok(drive(84, { ...none, toolCredit: 0.3 }).total.spent > base.spent * 1.1);
  assert.ok(drive(84, { ...none, visitBonus: 50 }).total.spent > base.spent);
});

test('a store alone decides as it does among all: nobody is disturbed by who is asked first', () => {
  const order = (reverse: boolean) => {
    const agents = new Agents(plain());
    agents.open(0);
    const rows = agents.openRows();
    const found = new Map<number, number[]>();
    for (const row of reverse ? rows.toReversed() : rows) {
      const seen = agents.visitors(0, row, 1_000);
      found.set(row, [agents.contactOrders(0, row, none), seen.clicks, seen.orders, seen.visits]);
    }
    return rows.map((row) => found.get(row));
  };
  assert.deepEqual(order(true), order(false));
});

test('every store has goods for its keywords, and keywords share the supply', () => {
  const agents = new Agents(plain());
  for (let row = 0; row < agents.rows; row += 1) assert.equal(agents.keywordsOf(row).length, 3);
  const sum = agents.keywordShares().reduce((total, share) => total + share, 0);
  assert.ok(Math.abs(sum - 1) < 1e-12);
});
