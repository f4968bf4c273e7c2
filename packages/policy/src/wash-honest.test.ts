/** Markets of honest stores, large and small, some of which sell to groups, with a few that make sales up: whom does the scorecard take for what? */
import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultDocument as policy } from './document.ts';
import { type WashOrder, washDeviations, washFeatures, washReference } from './wash-features.ts';
import { washScore } from './wash-scorecard.ts';

const day = 86_400_000;
const hour = 3_600_000;
const start = Date.UTC(2026, 2, 1);

/** The market's hours: a fifth of the trade of working hours at night, twice as much in the evening. */
const hourWeights = Array.from({ length: 24 }, (_, at) => (at < 7 ? 0.2 : at < 18 ? 1 : 2));
const weight = hourWeights.reduce((sum, one) => sum + one, 0);
const hourShares = hourWeights.map((one) => one / weight);

type Kind = 'plain' | 'group' | 'made';

/** mulberry32: chances that follow from a seed. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function marketOf(seed: number) {
  const chance = chanceOf(seed);
  const below = (most: number) => Math.floor(chance() * most);
  const drawHour = () => {
    let rest = chance();
    for (let at = 0; at < 23; at += 1) {
      rest -= hourShares[at] as number;
      if (rest < 0) return at;
    }
    return 23;
  };
  /** 6 to some 30 orders; a group buys on one evening, and fetches from one address. */
  function honest(store: number, isGroup: boolean): WashOrder[] {
    const count = 5 + Math.floor(Math.exp(chance() * 3.2));
    const buyers = Math.max(2, Math.round(count * (0.5 + 0.5 * chance())));
    const [pages, rounded, tied] = [1 + 6 * chance(), 0.3 * chance(), chance() < 0.1 ? 0.1 : 0];
    const [groupDay, groupHour] = [below(28), drawHour()];
    return Array.from({ length: count }, () => {
      const inGroup = isGroup && chance() < 0.6;
      const hourOfDay = inGroup ? (groupHour + below(2)) % 24 : drawHour();
      const buyer = `${store} ${below(buyers)}`;
      return {
        buyerPrincipal: buyer,
        addressKey: inGroup ? `${store} fetched` : buyer,
        paidAt: new Date(start + (inGroup ? groupDay : below(28)) * day + hourOfDay * hour),
        hourOfDay,
        amountMinor: chance() < rounded ? 2_000n : BigInt(1_001 + 2 * below(1_500)),
        pagesSeen: below(2 * pages),
        hasWeakLink: chance() < tied,
      };
    });
  }
  /** Some helpers at night, straight to the till, parcels to two addresses. */
  const made = (store: number): WashOrder[] =>
    Array.from({ length: 10 + below(30) }, (_, nth) => ({
      buyerPrincipal: `${store} helper ${nth % 3}`,
      addressKey: `${store} ${nth % 2}`,
      paidAt: new Date(start + (nth % 4) * day + (2 + (nth % 3)) * hour),
      hourOfDay: 2 + (nth % 3),
      amountMinor: 3_000n,
      pagesSeen: 0,
      hasWeakLink: chance() < 0.5,
    }));
  const stores = [
    ...Array.from({ length: 60 }, (_, at) => ({ kind: 'plain' as Kind, orders: honest(at, false) })),
    ...Array.from({ length: 6 }, (_, at) => ({ kind: 'group' as Kind, orders: honest(100 + at, true) })),
    ...Array.from({ length: 2 }, (_, at) => ({ kind: 'made' as Kind, orders: made(200 + at) })),
  ];
  return stores;
}

function judge(rules: typeof policy) {
  const found = { plain: 0, group: 0, made: 0 };
  const of = { plain: 0, group: 0, made: 0 };
  let [suspected, honestOrders] = [0, 0];
  for (let seed = 1; seed <= 20; seed += 1) {
    const stores = marketOf(seed).map(({ kind, orders }) => {
      const features = washFeatures(orders, hourShares, 'CNY', rules);
      assert.ok(features !== null);
      return { kind, count: orders.length, features };
    });
    const reference = washReference(stores.map(({ features }) => features));
    for (const { kind, count, features } of stores) {
      const score = washScore(washDeviations(features, count, reference, rules), false, rules);
      of[kind] += 1;
      if (score.isExcluded) found[kind] += 1;
      if (kind === 'made') continue;
      suspected += score.probability * count;
      honestOrders += count;
    }
  }
  const share = (kind: Kind) => found[kind] / of[kind];
  return {
    plain: share('plain'),
    group: share('group'),
    made: share('made'),
    suspected: suspected / honestOrders,
  };
}

test('honest stores keep their rewards, those that sell to groups too, and made-up sales are found', () => {
  const found = judge(policy);
  assert.ok(found.plain <= 0.005, `${found.plain} of honest stores are excluded`);
  assert.ok(found.group <= 0.02, `${found.group} of honest stores that sell to groups are excluded`);
  assert.ok(found.made >= 0.9, `only ${found.made} of those who make sales up are found`);
  // Else an honest market would break the guardrail of its wash share.
  assert.ok(
    found.suspected * 1_000_000 < policy.guardrails.washShareMaxPpm,
    `${found.suspected} is suspected`,
  );
});

test('without the usual spread and the weight of few orders, honest stores would pay for being small or different', () => {
  const bare = { ...policy, fraud: { ...policy.fraud, deviationsMin: 0, scorecardHalfOrders: 0 } };
  const found = judge(bare);
  assert.ok(found.plain > 0.03 && found.group > 0.2, JSON.stringify(found));
  assert.ok(found.suspected * 1_000_000 > policy.guardrails.washShareMaxPpm);
});
