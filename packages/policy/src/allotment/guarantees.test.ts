/** What docs/allotment.md promises, over random markets; what it names as not promised is in exceptions.test.ts. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { MERIT_COLUMN, ORGANIC_COLUMN, SHOWN, TOTAL_COLUMNS } from './market.ts';
import { builtFrom, exposureOf, type MarketPlan, markets } from './testing/markets.ts';

/** Rounding moves an edge by less than a micro-impression, and floating point by a trillionth of the supply. */
const slack = (plan: MarketPlan): number =>
  plan.keywords.reduce((sum, { supply }) => sum + supply * 1e-9, 0) +
  2 * plan.keywords.length * (plan.stores.length + 1);

const totalOf = (plan: MarketPlan, principal: number, columns?: readonly number[]): number =>
  exposureOf(builtFrom(plan), (store) => plan.stores[store]?.principal === principal, columns);

const anyStore = fc.nat();
const part = fc.integer({ min: 0, max: 1_000 }).map((n) => n / 1_000);
const some = <Item>(items: readonly Item[], number: number): { item: Item; at: number } => {
  const at = number % items.length;
  return { item: items[at] as Item, at };
};

/** A clone of store `at`, with part of its merit, of the given principal. */
function withClone(plan: MarketPlan, at: number, part: number, principal: number, quality = 1): MarketPlan {
  const stores = plan.stores.map((store) => ({ ...store }));
  const store = stores[at];
  if (store === undefined) throw new RangeError(`No store ${at}.`);
  stores.push({ ...store, merit: store.merit * part, quality: store.quality * quality, principal });
  store.merit -= store.merit * part;
  const keywords = plan.keywords.map((keyword) => {
    const relevance = keyword.relevance.slice(0, plan.stores.length);
    return { ...keyword, relevance: [...relevance, relevance[at] ?? null] };
  });
  const dither = [...plan.dither];
  while (dither.length <= principal) dither.push(0);
  return { ...plan, stores, keywords, dither };
}

test('a store split among the same principal gains nothing', () => {
  fc.assert(
    fc.property(markets({ hasNewcomers: false }), anyStore, part, part, (plan, number, share, quality) => {
      const { item, at } = some(plan.stores, number);
      const split = withClone(plan, at, share, item.principal, quality);
      const before = totalOf(plan, item.principal);
      const after = totalOf(split, item.principal);
      assert.ok(after <= before + slack(split), `${after} > ${before}`);
    }),
    { numRuns: 1_500 },
  );
});

const richer = (plan: MarketPlan, at: number, more: number): MarketPlan => ({
  ...plan,
  stores: plan.stores.map((store, index) => (index === at ? { ...store, merit: store.merit + more } : store)),
});

test('more merit never loses: not the principal, where no cap binds', () => {
  fc.assert(
    fc.property(markets({ hasCaps: false }), anyStore, fc.nat({ max: 100_000 }), (plan, number, more) => {
      const { item, at } = some(plan.stores, number);
      const [before, after] = [
        totalOf(plan, item.principal),
        totalOf(richer(plan, at, more), item.principal),
      ];
      assert.ok(after >= before - slack(plan), `${after} < ${before}`);
    }),
    { numRuns: 1_000 },
  );
});

test('more merit never loses: not a merchant of one store, whatever cap binds', () => {
  fc.assert(
    fc.property(markets(), anyStore, fc.nat({ max: 100_000 }), (plan, number, more) => {
      const { item, at } = some(plan.stores, number);
      const alone = onlyStoreOf(plan, at);
      const [before, after] = [
        totalOf(alone, item.principal),
        totalOf(richer(alone, at, more), item.principal),
      ];
      assert.ok(after >= before - slack(plan), `${after} < ${before}`);
    }),
    { numRuns: 1_000 },
  );
});

test('more quality never loses, before the dither and where no cap binds', () => {
  const more = fc.nat({ max: 5_000 }).map((n) => n / 1_000);
  fc.assert(
    fc.property(markets({ hasCaps: false, hasDither: false }), anyStore, more, (plan, number, by) => {
      const { item, at } = some(plan.stores, number);
      const better = { ...plan, stores: plan.stores.with(at, { ...item, quality: item.quality + by }) };
      const own = (one: MarketPlan): number => exposureOf(builtFrom(one), (store) => store === at);
      assert.ok(own(better) >= own(plan) - slack(plan), `${own(better)} < ${own(plan)}`);
    }),
    { numRuns: 1_000 },
  );
});

test('a split across principals that nobody has linked gains nothing in the merit pool', () => {
  fc.assert(
    fc.property(
      markets({ hasNewcomers: false, hasDither: false, hasCaps: false }),
      anyStore,
      part,
      (plan, number, part) => {
        const { item, at } = some(plan.stores, number);
        const alone = onlyStoreOf(plan, at);
        const split = withClone(alone, at, part, 7);
        const before = totalOf(alone, item.principal, [MERIT_COLUMN]);
        const after = totalOf(split, item.principal, [MERIT_COLUMN]) + totalOf(split, 7, [MERIT_COLUMN]);
        assert.ok(after <= before + slack(split), `${after} > ${before}`);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('nor in total: the additive rule alone gives nothing, and the part epsilon bounds the rest', () => {
  fc.assert(
    fc.property(markets({ hasNewcomers: false, hasDither: false }), anyStore, part, (plan, number, part) => {
      const { item, at } = some(plan.stores, number);
      const alone = onlyStoreOf(plan, at);
      alone.stores[at] = { ...item, merit: item.merit + 1 };
      const split = withClone(alone, at, part, 7);
      const before = totalOf(alone, item.principal);
      const after = totalOf(split, item.principal) + totalOf(split, 7);
      const supply = plan.keywords.reduce((sum, keyword) => sum + keyword.supply, 0);
      const bound = plan.rules.noMeritShare * supply;
      assert.ok(after <= before + bound + slack(split), `${after} > ${before} + ${bound}`);
    }),
    { numRuns: 1_500 },
  );
});

/** The same plan with store `at` the only one of its principal. */
function onlyStoreOf(plan: MarketPlan, at: number): MarketPlan {
  const principal = plan.stores[at]?.principal;
  const stores = plan.stores.map((store, index) =>
    index !== at && store.principal === principal ? { ...store, principal: 6 } : { ...store },
  );
  return { ...plan, stores };
}

test('the exposure that merit gains is worth no more than kappa of the fees behind it', () => {
  fc.assert(
    fc.property(markets({ keywords: 1 }), (plan) => {
      const market = builtFrom(plan);
      const value = plan.keywords[0]?.value ?? 0;
      for (let principal = 0; principal < market.graph.principals; principal++) {
        const gained = exposureOf(market, (store) => plan.stores[store]?.principal === principal, [
          MERIT_COLUMN,
        ]);
        const fees = market.facts.principalMerit[principal] ?? 0;
        assert.ok((gained / 1e6) * value <= plan.rules.kappa * fees * (1 + 1e-9));
      }
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(markets(), (plan) => {
      // One value for all keywords, so that a store's total says what it is worth.
      const value = plan.keywords[0]?.value ?? 0;
      const even = { ...plan, keywords: plan.keywords.map((keyword) => ({ ...keyword, value })) };
      const market = builtFrom(even);
      for (let principal = 0; principal < market.graph.principals; principal++) {
        const gained = exposureOf(market, (store) => plan.stores[store]?.principal === principal, [
          MERIT_COLUMN,
        ]);
        const fees = market.facts.principalMerit[principal] ?? 0;
        assert.ok((gained / 1e6) * value <= plan.rules.kappa * fees * (1 + 1e-9));
      }
    }),
    { numRuns: 500 },
  );
});

test('the order in which stores, keywords and edges are given does not matter', () => {
  fc.assert(
    fc.property(markets(), fc.array(fc.nat(), { minLength: 10, maxLength: 10 }), (plan, keys) => {
      const order = plan.stores
        .map((_, store) => store)
        .sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || b - a);
      const placeOf = new Map(order.map((store, place) => [store, place]));
      const shuffled: MarketPlan = {
        ...plan,
        stores: order.map((store) => plan.stores[store] ?? never()),
        keywords: plan.keywords.toReversed().map((keyword) => ({
          ...keyword,
          relevance: order.map((store) => keyword.relevance[store] ?? null),
          explorers: keyword.explorers.map((store) => (store === null ? null : (placeOf.get(store) ?? null))),
        })),
      };
      const [one, other] = [builtFrom(plan), builtFrom(shuffled)];
      for (const store of plan.stores.keys()) {
        const [a, b] = [
          exposureOf(one, (index) => index === store),
          exposureOf(other, (index) => index === placeOf.get(store)),
        ];
        assert.ok(Math.abs(a - b) <= slack(plan), `${a} != ${b}`);
      }
    }),
    { numRuns: 700 },
  );
});

test('nobody has a share in what is not relevant or not shown', () => {
  fc.assert(
    fc.property(markets(), (plan) => {
      const market = builtFrom(plan);
      for (const [store, { standing }] of plan.stores.entries()) {
        const isRelevant = plan.keywords.some(({ relevance }) => (relevance[store] ?? 0) > 0);
        if (standing >= SHOWN && isRelevant) continue;
        assert.deepEqual(
          [...market.result.totals.slice(store * TOTAL_COLUMNS, (store + 1) * TOTAL_COLUMNS)],
          [0, 0, 0, 0, 0],
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('the dither moves no amount by more than its amplitude, and no keyword at all', () => {
  fc.assert(
    fc.property(markets({ hasCaps: false, keywords: 1 }), (plan) => {
      const still = builtFrom({ ...plan, rules: { ...plan.rules, ditherAmplitude: 0 } });
      const moved = builtFrom({ ...plan, rules: { ...plan.rules, ditherAmplitude: 0.1 } });
      for (const store of plan.stores.keys()) {
        const [a, b] = [exposureOf(still, (one) => one === store), exposureOf(moved, (one) => one === store)];
        assert.ok(Math.abs(b - a) <= 0.1 * a + slack(plan), `${a} -> ${b}`);
      }
      assert.equal(
        exposureOf(moved, () => true),
        exposureOf(still, () => true),
      );
    }),
    { numRuns: 300 },
  );
});

test('a store without a rival has the organic pool and what nobody bought', () => {
  const market = builtFrom({
    stores: [{ principal: 0, cluster: 0, quality: 4, merit: 0, standing: SHOWN, need: 0 }],
    keywords: [{ supply: 1_000_000, value: 1, relevance: [1], explorers: [] }],
    dither: [0],
    rules:
      fc.sample(markets({ hasCaps: false, hasDither: false }), { seed: 1, numRuns: 1 })[0]?.rules ?? never(),
  });
  assert.equal(market.result.totals[ORGANIC_COLUMN], 1_000_000);
});

function never(): never {
  throw new RangeError('Nothing there.');
}
