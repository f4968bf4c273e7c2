/** Random markets as plain plans, so that a test can change one thing and build both. */
import fc from 'fast-check';
import { defaultDocument } from '../../document.ts';
import { buildAllotment } from '../build.ts';
import { buildGraph } from '../graph.ts';
import { type AllotmentMarket, createFacts, createResult, sumMerit, TOTAL_COLUMNS } from '../market.ts';
import { type AllotmentRules, allotmentRules } from '../rules.ts';

export interface PlannedStore {
  principal: number;
  cluster: number;
  quality: number;
  merit: number;
  standing: number;
  need: number;
}

export interface PlannedKeyword {
  /** micro-impressions */
  supply: number;
  value: number;
  /** of each store, by index; null where it has no edge */
  relevance: (number | null)[];
  /** the stores that the draws of exploration chose, or null */
  explorers: (number | null)[];
}

export interface MarketPlan {
  stores: PlannedStore[];
  keywords: PlannedKeyword[];
  /** by principal */
  dither: number[];
  rules: AllotmentRules;
}

export const DRAWS = 2;

/** The market of a plan, built. */
export function builtFrom(plan: MarketPlan): AllotmentMarket {
  const market = marketFrom(plan);
  buildAllotment(market, plan.rules);
  return market;
}

export function marketFrom({ stores, keywords, dither }: MarketPlan): AllotmentMarket {
  const edges = keywords.flatMap(({ relevance }, keyword) =>
    relevance.flatMap((r, store) => (r === null || store >= stores.length ? [] : [{ keyword, store, r }])),
  );
  const graph = buildGraph({
    keywords: keywords.length,
    principals: Math.max(dither.length, ...stores.map(({ principal }) => principal + 1)),
    storePrincipal: stores.map(({ principal }) => principal),
    storeCluster: stores.map(({ cluster }) => cluster),
    edgeKeyword: edges.map(({ keyword }) => keyword),
    edgeStore: edges.map(({ store }) => store),
    edgeRelevance: edges.map(({ r }) => r),
  });
  const facts = createFacts(graph, DRAWS);
  facts.dither.set(dither);
  for (const [store, { quality, merit, standing, need }] of stores.entries()) {
    facts.quality[store] = quality;
    facts.storeMerit[store] = merit;
    facts.standing[store] = standing;
    facts.newcomerNeed[store] = need;
  }
  for (const [keyword, { supply, value, explorers }] of keywords.entries()) {
    facts.supply[keyword] = supply;
    facts.impressionValue[keyword] = value;
    const row = [...graph.edgeStore.slice(graph.rowStart[keyword], graph.rowStart[keyword + 1])];
    for (const [draw, store] of explorers.slice(0, DRAWS).entries()) {
      const at = store === null ? -1 : row.indexOf(store);
      facts.explorers[keyword * DRAWS + draw] = at < 0 ? -1 : (graph.rowStart[keyword] ?? 0) + at;
    }
  }
  sumMerit(graph, facts);
  return { graph, facts, result: createResult(graph) };
}

/** What the stores of a principal got, all pools or some of them, in micro-impressions. */
export function exposureOf(
  { graph, result }: AllotmentMarket,
  belongs: (store: number) => boolean,
  columns: readonly number[] = [0, 1, 2, 3, 4],
): number {
  let sum = 0;
  for (let store = 0; store < graph.stores; store++)
    if (belongs(store))
      for (const column of columns) sum += result.totals[store * TOTAL_COLUMNS + column] ?? 0;
  return sum;
}

export interface MarketOptions {
  readonly stores?: number;
  readonly keywords?: number;
  readonly hasNewcomers?: boolean;
  readonly hasDither?: boolean;
  readonly hasHidden?: boolean;
  /** whether pages are so short that caps bind now and then */
  readonly hasCaps?: boolean;
}

const DEFAULT = allotmentRules(defaultDocument);

/** Markets of up to ten stores and four keywords, with all that can be odd about them. */
export function markets({
  stores: mostStores = 10,
  keywords: mostKeywords = 4,
  hasNewcomers = true,
  hasDither = true,
  hasHidden = true,
  hasCaps = true,
}: MarketOptions = {}): fc.Arbitrary<MarketPlan> {
  const number = (max: number): fc.Arbitrary<number> =>
    fc.integer({ min: 0, max: 1_000 }).map((n) => (n * max) / 1_000);
  const store = fc.record({
    principal: fc.integer({ min: 0, max: 5 }),
    cluster: fc.integer({ min: 0, max: 5 }),
    quality: number(5),
    merit: fc.oneof(fc.constant(0), number(10), number(100_000)),
    standing: fc.constantFrom(...[1, 1, 1, 1], ...(hasNewcomers ? [2] : []), ...(hasHidden ? [0] : [])),
    need: number(1_000_000_000),
  });
  const keyword = fc.record({
    supply: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 2_000_000_000 })),
    value: fc.oneof(fc.constant(0), number(20), number(1_000)),
    relevance: fc.array(
      fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: number(1) }),
      {
        minLength: mostStores,
        maxLength: mostStores,
      },
    ),
    explorers: fc.array(
      hasNewcomers ? fc.option(fc.integer({ min: 0, max: mostStores - 1 })) : fc.constant(null),
      { minLength: DRAWS, maxLength: DRAWS },
    ),
  });
  return fc.record({
    stores: fc.array(store, { minLength: 1, maxLength: mostStores, size: 'max' }),
    keywords: fc.array(keyword, { minLength: 1, maxLength: mostKeywords, size: 'max' }),
    dither: fc.array(hasDither ? number(2).map((n) => n - 1) : fc.constant(0), {
      minLength: 8,
      maxLength: 8,
    }),
    rules: rulesOf(hasDither, hasCaps),
  });
}

function rulesOf(hasDither: boolean, hasCaps: boolean): fc.Arbitrary<AllotmentRules> {
  const pages = hasCaps ? [[1], [1, 0.5], [1, 0.8, 0.5, 0.2]] : [[1]];
  return fc
    .record({
      organicExponent: fc.constantFrom(1, 2, 1.5),
      noMeritShare: fc.constantFrom(0, 0.01, 0.2),
      servingRelevance: fc.constantFrom(0, 0.5),
      meritRelevance: fc.constantFrom(0, 0.2, 0.6),
      seatsPerPrincipal: fc.constantFrom(1, 2),
      ditherAmplitude: fc.constantFrom(0, hasDither ? 0.1 : 0),
      organicShare: fc.constantFrom(0.55, 0.55, 0.55, 0),
      positionWeights: fc.constantFrom(...pages).map((weights) => Float64Array.from(weights)),
    })
    .map((changed) => ({
      ...DEFAULT,
      ...changed,
      // Without an organic pool of its own, what it had goes to merit.
      meritShare: DEFAULT.organicShare + DEFAULT.meritShare - changed.organicShare,
      positionShares: sharesOf(changed.positionWeights),
    }));
}

function sharesOf(weights: Float64Array): Float64Array {
  const sums = [0];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  return Float64Array.from(sums, (sum) => sum / (sums.at(-1) ?? 1));
}
