/**
 * All that a day's allotment follows from, as plain data: it is stored with the day, so that the day can be built again to the same bits,
 * by any process and at any time. `marketOf` gives it to the policy's rule; nothing here weighs or shares anything by itself.
 */
import {
  type AllotmentMarket,
  type AllotmentRules,
  allotmentRules,
  buildAllotment,
  buildGraph,
  createFacts,
  createResult,
  createWork,
  drawExplorers,
  HIDDEN,
  type PolicyDocument,
  placeNewcomers,
  SHOWN,
  sumMerit,
} from '@hazumi/policy';
import { places } from './allotment.keywords.ts';

export interface StoreInput {
  id: string;
  principalId: string;
  /** stores with the same number offer near-duplicate goods */
  cluster: number;
  isShown: boolean;
  quality: number;
  /** minor units that the day may give for, in the market's currency */
  merit: number;
  ageDays: number;
  /** as far as it counts for newcomers: impressions since it opened, and orders that came of public pages */
  impressions: number;
  orders: number;
  /** orders for an impression, of all stores */
  orderRate: number;
}

export interface KeywordInput {
  name: string;
  /** micro-impressions */
  supply: number;
  /** minor units an impression */
  impressionValue: number;
  /** clicks for an impression */
  clickRate: number;
}

/** A store that is relevant to a keyword, by their places in `stores` and `keywords`. */
export interface EdgeInput {
  keyword: number;
  store: number;
  relevance: number;
  impressions: number;
  clicks: number;
}

export interface AllotmentInputs {
  format: 'hazumi-allotment-inputs-1';
  day: string;
  policyVersion: number;
  stores: StoreInput[];
  /** of each principal, in order of first appearance in `stores`: its id and its draw of the dither */
  principals: { id: string; draw: number }[];
  keywords: KeywordInput[];
  edges: EdgeInput[];
  drawsPerKeyword: number;
  /** what the draws of exploration are drawn from: of the day, and told to nobody before it is over */
  explorationSeed: string;
}

export interface BuiltDay {
  inputs: AllotmentInputs;
  document: PolicyDocument;
  rules: AllotmentRules;
  market: AllotmentMarket;
  /** of each store and keyword: its place */
  storeAt: ReadonlyMap<string, number>;
  keywordAt: ReadonlyMap<string, number>;
}

/** The policy's rules for pages that give so many places. */
export const rulesOf = (document: PolicyDocument): AllotmentRules =>
  allotmentRules({
    ...document,
    allotment: {
      ...document.allotment,
      positionWeightsPpm: document.allotment.positionWeightsPpm.slice(0, places),
    },
  });

/** Builds a day from what it follows from. The same inputs and document give the same bits, whoever builds. */
export function buildDay(inputs: AllotmentInputs, document: PolicyDocument): BuiltDay {
  const rules = rulesOf(document);
  const market = marketOf(inputs, rules);
  buildAllotment(market, rules);
  return {
    inputs,
    document,
    rules,
    market,
    storeAt: new Map(inputs.stores.map(({ id }, at) => [id, at])),
    keywordAt: new Map(inputs.keywords.map(({ name }, at) => [name, at])),
  };
}

function marketOf(inputs: AllotmentInputs, rules: AllotmentRules): AllotmentMarket {
  const { stores, principals, keywords, edges, drawsPerKeyword } = inputs;
  const principalAt = new Map(principals.map(({ id }, at) => [id, at]));
  const graph = buildGraph({
    keywords: keywords.length,
    principals: principals.length,
    storePrincipal: stores.map(({ principalId }) => principalAt.get(principalId) ?? -1),
    storeCluster: stores.map(({ cluster }) => cluster),
    edgeKeyword: edges.map(({ keyword }) => keyword),
    edgeStore: edges.map(({ store }) => store),
    edgeRelevance: edges.map(({ relevance }) => relevance),
  });
  const facts = createFacts(graph, drawsPerKeyword);
  for (const [at, keyword] of keywords.entries()) {
    facts.supply[at] = keyword.supply;
    facts.impressionValue[at] = keyword.impressionValue;
  }
  for (const [at, store] of stores.entries()) {
    facts.standing[at] = store.isShown ? SHOWN : HIDDEN;
    facts.quality[at] = store.quality;
    facts.storeMerit[at] = store.merit;
  }
  for (const [at, { draw }] of principals.entries()) facts.dither[at] = draw;
  sumMerit(graph, facts);
  placeNewcomers(
    graph,
    facts,
    {
      ageDays: stores.map(({ ageDays }) => ageDays),
      impressions: stores.map(({ impressions }) => impressions),
      orders: stores.map(({ orders }) => orders),
      categoryRate: stores.map(({ orderRate }) => orderRate),
    },
    rules,
  );
  const market = { graph, facts, result: createResult(graph) };
  explore(inputs, market, rules);
  return market;
}

function explore(inputs: AllotmentInputs, market: AllotmentMarket, rules: AllotmentRules): void {
  const { graph, facts } = market;
  // Edges of the graph lie in another order than those that were given.
  const shown = new Float64Array(graph.edges);
  const clicks = new Float64Array(graph.edges);
  const given = new Map(inputs.edges.map((edge) => [`${edge.keyword} ${edge.store}`, edge]));
  for (let keyword = 0; keyword < graph.keywords; keyword++) {
    const to = graph.rowStart[keyword + 1] as number;
    for (let edge = graph.rowStart[keyword] as number; edge < to; edge++) {
      const input = given.get(`${keyword} ${graph.edgeStore[edge]}`);
      shown[edge] = input?.impressions ?? 0;
      clicks[edge] = input?.clicks ?? 0;
    }
  }
  drawExplorers(
    market,
    rules,
    { impressions: shown, clicks, clickRate: inputs.keywords.map(({ clickRate }) => clickRate) },
    (keyword, draw) => uniforms(`${inputs.explorationSeed} ${inputs.keywords[keyword]?.name} ${draw}`),
    0,
    graph.keywords,
    createWork(graph, facts),
  );
}

/** Numbers strictly between 0 and 1 that a text begins (FNV-1a into xorshift of 32 bits): small, and the same on every engine. */
function uniforms(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) {
    state ^= seed.charCodeAt(at);
    state = Math.imul(state, 0x01000193);
  }
  state ^= state >>> 16;
  state = Math.imul(state, 0x85ebca6b) ^ 0x9e3779b9;
  state ||= 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
}
