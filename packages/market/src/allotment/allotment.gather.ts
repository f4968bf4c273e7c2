/** Puts together all that a day's allotment follows from. */
import { createHmac } from 'node:crypto';
import type { PolicyVersion } from '@hazumi/policy';
import type { Market } from '../market.ts';
import { type Demand, demandOf } from './allotment.demand.ts';
import { type StoreFacts, storeFacts, type TrafficFacts, trafficFacts } from './allotment.facts.ts';
import { type AllotmentInputs, type EdgeInput, type KeywordInput, rulesOf } from './allotment.inputs.ts';
import { type StoreSearch, storesOf } from './allotment.search.ts';
import { newestOfStores } from './allotment.shelves.ts';

/** What is less relevant than this has no part in a keyword, and is not told why. */
const leastRelevance = 0.05;

export async function gatherInputs(
  market: Pick<Market, 'db' | 'settings'>,
  search: StoreSearch,
  day: string,
  policy: PolicyVersion,
): Promise<AllotmentInputs> {
  const { db, settings } = market;
  const { document } = policy;
  const demand = await demandOf(db, day, document, rulesOf(document));
  const traffic = await trafficFacts(db, day, settings.currency);
  const rates = ratesOf(traffic, document.allotment);
  const facts = await storeFacts(market, day, document, rates.order * rates.click);
  if (demand.some(({ queries, categoryId }) => queries.length > 0 || categoryId !== null))
    await search.ready();
  const edges: EdgeInput[] = [];
  for (const [keyword, { name, queries, categoryId }] of demand.entries()) {
    const relevance =
      categoryId !== null
        ? storesIn(search, categoryId, facts)
        : queries.length === 0
          ? sellingStores(facts)
          : relevanceTo(search, queries, facts, document);
    for (const [store, value] of relevance) {
      const seen = traffic.ofEdge.get(`${name} ${facts.stores[store]?.id}`);
      edges.push({
        keyword,
        store,
        relevance: Math.fround(value),
        impressions: seen?.impressions ?? 0,
        clicks: seen?.clicks ?? 0,
      });
    }
  }
  return {
    format: 'hazumi-allotment-inputs-1',
    day,
    policyVersion: policy.number,
    stores: facts.stores,
    principals: facts.principals,
    keywords: demand.map((one) => keywordOf(one, traffic, rates, document.allotment)),
    edges,
    drawsPerKeyword: document.allotment.explorationDraws,
    explorationSeed: createHmac('sha256', settings.secret).update(`exploration\n${day}`).digest('base64url'),
  };
}

interface Rates {
  /** clicks for an impression, and orders for a click */
  click: number;
  order: number;
}

/** Rates over the whole market; the prior weighs one expected click, or order. */
function ratesOf(
  { impressions, clicks, orders }: TrafficFacts,
  { clickPriorPpm, orderPriorPpm }: PolicyVersion['document']['allotment'],
): Rates {
  return {
    click: Math.min(1, (clicks + 1) / (impressions + 1_000_000 / clickPriorPpm)),
    order: Math.min(1, (orders + 1) / (clicks + 1_000_000 / orderPriorPpm)),
  };
}

function keywordOf(
  { name, supply }: Demand,
  traffic: TrafficFacts,
  rates: Rates,
  { marginPpm }: PolicyVersion['document']['allotment'],
): KeywordInput {
  const seen = traffic.ofKeyword.get(name) ?? { impressions: 0, clicks: 0 };
  const clickRate = Math.min(1, (seen.clicks + 1) / (seen.impressions + 1 / rates.click));
  return {
    name,
    supply,
    clickRate,
    impressionValue: clickRate * rates.order * (marginPpm / 1_000_000) * traffic.orderValue,
  };
}

/** On a page every store that sells is as relevant as any other. */
const sellingStores = ({ selling }: StoreFacts): Map<number, number> => new Map(selling.map((at) => [at, 1]));

/** On a category's page those are alike that have goods in it. */
function storesIn(
  search: StoreSearch,
  categoryId: string,
  { stores, selling }: StoreFacts,
): Map<number, number> {
  if (search.goods === undefined) return new Map();
  const there = newestOfStores(search.goods, categoryId, performance.now());
  return new Map(selling.filter((at) => there.has(stores[at]?.id as string)).map((at) => [at, 1]));
}

/** The best relevance of each store to any of these searches. */
function relevanceTo(
  search: StoreSearch,
  queries: readonly string[],
  { stores }: StoreFacts,
  document: PolicyVersion['document'],
): Map<number, number> {
  const at = new Map(stores.map(({ id }, place) => [id, place]));
  const best = new Map<number, number>();
  for (const query of queries) {
    const found = search.find(query, document.search.relaxesEmptyQueries);
    if (found === undefined) continue;
    for (const [id, { relevance }] of storesOf(found, document.allotment.relevanceHalvingPpm)) {
      const store = at.get(id);
      if (store === undefined || relevance < leastRelevance) continue;
      if (relevance > (best.get(store) ?? 0)) best.set(store, relevance);
    }
  }
  return best;
}
