import { type AllotmentMarket, HIDDEN } from './market.ts';
import type { AllotmentRules } from './rules.ts';

/** The least relevance with which a store is shown on a row: theta times the best of those who may be shown, and more than 0. */
export function leastRelevance(
  { graph, facts }: Pick<AllotmentMarket, 'graph' | 'facts'>,
  { servingRelevance }: AllotmentRules,
  keyword: number,
): number {
  const { edgeStore, edgeRelevance, rowStart } = graph;
  const { standing } = facts;
  const to = rowStart[keyword + 1] as number;
  let best = 0;
  for (let edge = rowStart[keyword] as number; edge < to; edge++) {
    const relevance = edgeRelevance[edge] as number;
    if (relevance > best && standing[edgeStore[edge] as number] !== HIDDEN) best = relevance;
  }
  return Math.max(best * servingRelevance, Number.MIN_VALUE);
}

/**
 * Writes the edges of a row with at least this relevance into `edge`, in order, and answers how many there are. No processor
 * could guess which have it, so there is no branch: each is written, and the next one over it if it does not count.
 */
export function relevantEdges(
  { rowStart, edgeRelevance }: Pick<AllotmentMarket['graph'], 'rowStart' | 'edgeRelevance'>,
  keyword: number,
  least: number,
  edge: Uint32Array,
): number {
  const to = rowStart[keyword + 1] as number;
  let count = 0;
  for (let index = rowStart[keyword] as number; index < to; index++) {
    edge[count] = index;
    count += Number((edgeRelevance[index] as number) >= least);
  }
  return count;
}
