/** A live day's allotment, given as the twin's threads give theirs: in parts, which meet between the passes. */
import {
  type AllotmentFacts,
  type AllotmentGraph,
  type AllotmentMarket,
  allotRows,
  clearPartial,
  createPartial,
  createResult,
  createWork,
  gatherNewcomers,
  gatherReach,
  gatherTotals,
  measureReach,
  type PolicyDocument,
  type Pools,
  poolsAt,
} from '@hazumi/policy';
import { twinRules } from '../rules.ts';

/** Two threads: fewer would be the plain build, and the answer is the same for more. */
const PARTS = 2;

/** What each store is due of the day, in micro-impressions by pool, in the order of the graph's stores. */
export function allotAsTwin(graph: AllotmentGraph, facts: AllotmentFacts, policy: PolicyDocument): Pools[] {
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
  return Array.from({ length: graph.stores }, (_, store) => poolsAt(market.result.totals, store));
}
