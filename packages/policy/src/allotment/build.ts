/** The whole build on one thread: the passes of passes.ts, each over everything. */
import { type AllotmentMarket, type AllotmentPartial, createPartial } from './market.ts';
import {
  allotRows,
  clearPartial,
  gatherNewcomers,
  gatherReach,
  gatherTotals,
  measureReach,
} from './passes.ts';
import type { AllotmentRules } from './rules.ts';
import { createWork, type RowWork } from './work.ts';

export interface AllotmentRoom {
  readonly work: RowWork;
  readonly partial: AllotmentPartial;
}

/** What a build needs beside the market; make it once and use it again. */
export const createRoom = ({ graph, facts }: Pick<AllotmentMarket, 'graph' | 'facts'>): AllotmentRoom => ({
  work: createWork(graph, facts),
  partial: createPartial(graph),
});

/** Allots every keyword's supply; the answer is in `market.result`. `facts.principalMerit` must be summed before. */
export function buildAllotment(
  market: AllotmentMarket,
  rules: AllotmentRules,
  { work, partial }: AllotmentRoom = createRoom(market),
): void {
  const { keywords, stores, principals } = market.graph;
  clearPartial(partial);
  measureReach(market, rules, 0, keywords, partial);
  gatherReach(market, 0, principals, [partial]);
  gatherNewcomers(market, 0, stores, [partial]);
  allotRows(market, rules, 0, keywords, work, partial);
  gatherTotals(market, 0, stores, [partial]);
}
