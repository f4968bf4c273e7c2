/** A live day's allotment, given as the twin's threads give theirs: in parts, which meet between the passes. */
import {
  type AllotmentFacts,
  type AllotmentGraph,
  type AllotmentMarket,
  type AllotmentRules,
  allotRow,
  allotRows,
  clearPartial,
  createPartial,
  createResult,
  createServing,
  createWork,
  gatherNewcomers,
  gatherReach,
  gatherTotals,
  measureReach,
  type PolicyDocument,
  type Pools,
  poolsAt,
  type RowWork,
  servePage,
} from '@hazumi/policy';
import { twinRules } from '../rules.ts';

/** Two threads: fewer would be the plain build, and the answer is the same for more. */
const PARTS = 2;

interface TwinDay {
  market: AllotmentMarket;
  rules: AllotmentRules;
  work: RowWork;
}

/** Gives a day. What came of it stands in `market.result`. */
function giveDay(graph: AllotmentGraph, facts: AllotmentFacts, policy: PolicyDocument): TwinDay {
  const { allotment: rules } = twinRules(policy);
  const market: AllotmentMarket = { graph, facts, result: createResult(graph) };
  const partials = Array.from({ length: PARTS }, () => createPartial(graph));
  const middle = Math.floor(graph.keywords / PARTS);
  const parts = [
    [0, middle],
    [middle, graph.keywords],
  ] as const;
  for (const [at, partial] of partials.entries()) {
    clearPartial(partial);
    const [from, to] = parts[at] ?? [0, 0];
    measureReach(market, rules, from, to, partial);
  }
  gatherReach(market, 0, graph.principals, partials);
  gatherNewcomers(market, 0, graph.stores, partials);
  const work = createWork(graph, facts);
  for (const [at, partial] of partials.entries()) {
    const [from, to] = parts[at] ?? [0, 0];
    allotRows(market, rules, from, to, work, partial);
  }
  gatherTotals(market, 0, graph.stores, partials);
  return { market, rules, work };
}

/** What each store is due of the day, in micro-impressions by pool, in the order of the graph's stores. */
export function allotAsTwin(graph: AllotmentGraph, facts: AllotmentFacts, policy: PolicyDocument): Pools[] {
  const { totals } = giveDay(graph, facts, policy).market.result;
  return Array.from({ length: graph.stores }, (_, store) => poolsAt(totals, store));
}

/**
 * The day's first pages of keywords: the stores on each, by their places in the graph, first position first. The twin itself gives each store
 * what it is due in whole days and shows no pages; this is the rule of serving on the rows that it allots.
 *
 * @param pages how many of each keyword, by its place in the graph
 */
export function pagesAsTwin(
  graph: AllotmentGraph,
  facts: AllotmentFacts,
  policy: PolicyDocument,
  pages: ReadonlyMap<number, number>,
): Map<number, number[][]> {
  const { market, rules, work } = giveDay(graph, facts, policy);
  const page = new Uint32Array(rules.positionWeights.length);
  return new Map(
    [...pages].map(([keyword, count]) => {
      allotRow(market, rules, keyword, work);
      const serving = createServing(rules, facts.supply[keyword] as number, work);
      const served = Array.from({ length: count }, () =>
        Array.from(page.subarray(0, servePage(serving, page)), (entry) => serving.store[entry] as number),
      );
      return [keyword, served];
    }),
  );
}
