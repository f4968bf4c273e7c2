import assert from 'node:assert/strict';
import { test } from 'node:test';
import { businesses } from '../story/story.ts';
import { type Act, type Story, tellStory } from './acts.ts';
import { dayMs, hourMs, storyDays } from './calendar.ts';
import { groupStore, piecesWanted, totalMinor } from './checkouts.ts';
import { storeEvents } from './shelves.ts';
import { agrees } from './visits.ts';

const wish = {
  seed: 1,
  now: new Date('2026-03-18T09:30:00Z'),
  scale: 1,
  businesses,
  rules: { unpaidMinutes: 15, slipDays: 3, autoCompleteDays: 7 },
};
const story = tellStory(wish);
const ordersOf = ({ checkouts }: Story) =>
  checkouts.flatMap(({ orders, ...checkout }) => orders.map((order) => ({ ...order, checkout })));

/** The story without its circles: what is done when by whom about what. */
const gist = (acts: readonly Act[]): string =>
  JSON.stringify(
    acts.map((act) => ({
      ...act,
      ...('checkout' in act
        ? {
            checkout: [
              act.checkout.number,
              act.checkout.shopper.number,
              act.checkout.orders.map(({ store, lines }) => [
                store.store.slug,
                lines.map(({ sku, quantity }) => [sku.code, quantity]),
              ]),
            ],
          }
        : {}),
      ...('shopper' in act ? { shopper: act.shopper.number } : {}),
      ...('visit' in act
        ? { visit: [act.visit.shopper.number, act.visit.store.store.slug, act.visit.arrival] }
        : {}),
    })),
  );

test('the same number tells the same story, another one another', () => {
  assert.equal(gist(tellStory(wish).acts), gist(story.acts));
  assert.notEqual(gist(tellStory({ ...wish, seed: 2 }).acts), gist(story.acts));
});

test('three thousand orders in ninety days, in order of time, none after the end', () => {
  assert.equal(ordersOf(story).length, 3_000);
  assert.equal(story.span.end - story.span.start, storyDays * dayMs);
  assert.equal(story.shoppers.length, 400);
  const times = story.acts.map(({ at }) => at);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  assert.ok((times.at(-1) as number) <= story.span.end);
});

test('trade grows, and weekends are busier than the days between', () => {
  const share = (from: number, to: number): number =>
    story.checkouts.filter(
      ({ at }) => at >= story.span.start + from * dayMs && at < story.span.start + to * dayMs,
    ).length;
  assert.ok(share(60, 90) > 1.8 * share(0, 30));
  const perDay = Array.from({ length: 7 }, () => 0);
  for (const { at, isGroupBuy } of story.checkouts) {
    const weekday = new Date(at + 8 * hourMs).getUTCDay();
    if (!isGroupBuy) perDay[weekday] = (perDay[weekday] ?? 0) + 1;
  }
  const [sunday = 0, monday = 0, tuesday = 0, , , , saturday = 0] = perDay;
  // A day of the story begins at the hour of its end, so part of a weekend's bustle falls on its neighbours.
  assert.ok(sunday + saturday > 1.05 * (monday + tuesday), String(perDay));
});

test('people shop in their own evening', () => {
  for (const locale of ['zh-CN', 'ja'] as const) {
    const hours = Array.from({ length: 24 }, () => 0);
    for (const { at, shopper, isGroupBuy } of story.checkouts) {
      if (shopper.locale !== locale || isGroupBuy) continue;
      const hour = new Date(at + shopper.hoursAhead * hourMs).getUTCHours();
      hours[hour] = (hours[hour] ?? 0) + 1;
    }
    const busiest = hours.indexOf(Math.max(...hours));
    assert.ok(busiest >= 20 && busiest <= 22, `${locale}: ${hours}`);
  }
});

test('one store lives by its group: nearly all of its Thursdays begin at eight in the evening', () => {
  const group = story.checkouts.filter(({ isGroupBuy }) => isGroupBuy);
  assert.ok(group.length > 150, String(group.length));
  for (const { at, orders } of group) {
    const local = new Date(at + 8 * hourMs);
    assert.equal(local.getUTCDay(), 4);
    assert.equal(local.getUTCHours(), 20);
    assert.deepEqual(
      orders.map(({ store }) => store.store.slug),
      [groupStore],
    );
  }
});

test('most shoppers come back', () => {
  const times = new Map<number, number>();
  for (const { shopper } of story.checkouts) times.set(shopper.number, (times.get(shopper.number) ?? 0) + 1);
  const counts = [...times.values()];
  assert.ok(counts.length > 300);
  assert.ok(counts.filter((count) => count > 1).length > 0.75 * counts.length);
});

test('no store sells before it opens, after its end, or what it has not listed yet', () => {
  for (const { store, lines, checkout } of ordersOf(story)) {
    const day = (checkout.at - story.span.start) / dayMs;
    assert.ok(day >= store.sellsFrom, store.store.slug);
    assert.ok(day < store.sellsUntil, store.store.slug);
    for (const { shelf } of lines)
      assert.ok(shelf.listedOn <= Math.max(day, store.sellsFrom), shelf.goods.code);
  }
  assert.ok(ordersOf(story).some(({ store }) => store.store.slug === storeEvents.suspended.slug));
});

test('whoever pays from a balance has put the money there before', () => {
  const balances = new Map<number, number>();
  const add = (shopper: number, amount: number): void => {
    const next = (balances.get(shopper) ?? 0) + amount;
    assert.ok(next >= 0, `shopper ${shopper} has ${next}`);
    balances.set(shopper, next);
  };
  for (const act of story.acts) {
    if (act.kind === 'topUp') add(act.shopper.number, act.amountMinor);
    if (act.kind !== 'place') continue;
    const { payment } = act.fate;
    if (payment.kind === 'balance') add(act.checkout.shopper.number, -totalMinor(act.checkout));
    if (payment.kind === 'split') add(act.checkout.shopper.number, -payment.balanceMinor);
  }
});

test('nothing happens to an order before what it builds on', () => {
  const ranks: Partial<Record<Act['kind'], number>> = {
    place: 0,
    pay: 1,
    giveUp: 1,
    paySlip: 2,
    cancel: 3,
    stockOut: 3,
    ship: 3,
  };
  const reached = new Map<number, number>();
  for (const act of story.acts) {
    if (!('checkout' in act)) continue;
    const rank = ranks[act.kind];
    const before = reached.get(act.checkout.number);
    if (act.kind === 'place') assert.equal(before, undefined);
    else assert.notEqual(before, undefined, `${act.kind} of ${act.checkout.number}`);
    if (rank !== undefined) {
      assert.ok(rank >= (before ?? 0), `${act.kind} of ${act.checkout.number} comes late`);
      reached.set(act.checkout.number, Math.max(rank, before ?? 0));
    }
  }
});

test('freight is counted as stores ask for it: once an order, free from a value, its own for bulky goods', () => {
  const wanted = piecesWanted(story.checkouts);
  assert.ok(wanted.size > 500);
  const shelf = story.shelves.find(({ store }) => store.slug === 'fernhollow-kitchen');
  const chair = shelf?.goods.find(({ goods }) => goods.code === 'FK11');
  const mug = shelf?.goods.find(({ goods }) => goods.code === 'FK07');
  assert.ok(shelf && chair && mug);
  const line = (one: typeof chair, quantity: number) => ({
    shelf: one,
    sku: one.goods.skus[0] as never,
    quantity,
  });
  const total = (...lines: ReturnType<typeof line>[]) => totalMinor({ orders: [{ store: shelf, lines }] });
  assert.equal(total(line(mug, 1)), 7_800 + 3_500);
  assert.equal(total(line(chair, 1)), 42_000 + 2_000);
  assert.equal(total(line(chair, 1), line(mug, 1)), 49_800 + 2_000 + 3_500);
  assert.equal(total(line(chair, 2)), 84_000 + 4_000);
  assert.equal(total(line(chair, 1), line(mug, 3)), 65_400 + 2_000);
});

test('most orders are led to by a visit, at most twenty minutes before; who does not agree leaves no trace', () => {
  const visits = story.acts.flatMap((act) => (act.kind === 'visit' ? [act.visit] : []));
  const led = ordersOf(story).filter(({ store, checkout }) =>
    visits.some(
      (visit) =>
        visit.shopper === checkout.shopper &&
        visit.store === store &&
        visit.at < checkout.at &&
        checkout.at - visit.at <= 20 * 60_000,
    ),
  );
  assert.ok(led.length > 0.6 * 3_000 && led.length < 0.9 * 3_000, `${led.length} orders`);
  assert.deepEqual(
    visits.filter(({ shopper }) => !agrees(shopper)),
    [],
  );
  const byLink = visits.filter(({ arrival }) => arrival.by === 'link' && arrival.channel !== 'poster');
  assert.ok(
    byLink.length > 0.15 * visits.length && byLink.length < 0.5 * visits.length,
    `${byLink.length} by link`,
  );
  for (const { at, store } of visits) assert.ok(at > story.span.start + (store.sellsFrom - 1.5) * dayMs);
});
