import type { AllotmentMarket } from './market.ts';
import type { AllotmentRules } from './rules.ts';
import type { RowWork } from './work.ts';

/** What a newcomer wants of each micro-impression that it is relevant to. */
export function newcomerRateOf(need: number, reach: number): number {
  return reach > 0 ? need / reach : 0;
}

/** What a newcomer wants of a keyword: its need, spread over its keywords by relevance and supply. */
export function newcomerDue(rate: number, relevance: number, supply: number): number {
  return rate * Math.floor(relevance * supply);
}

/**
 * Fills the newcomers of a row up to a common level: each wants its stage's need, spread over its keywords by relevance
 * and supply, and gets that or the level, whichever is less. The level is where the pool is used up; it is infinite where
 * all can have what they want. Answers the micro-impressions given; what is left goes to the organic pool.
 */
export function fillNewcomers(
  { graph, result }: AllotmentMarket,
  rules: AllotmentRules,
  supply: number,
  work: RowWork,
): number {
  const { edgeStore, edgeRelevance } = graph;
  const { newcomerRate } = result;
  const { newcomers, newcomerAt, edge, newcomer, order } = work;
  work.newcomerLevel = Number.POSITIVE_INFINITY;
  let wanted = 0;
  for (let member = 0; member < newcomers; member++) {
    const index = edge[newcomerAt[member] as number] as number;
    const rate = newcomerRate[edgeStore[index] as number] as number;
    const due = newcomerDue(rate, edgeRelevance[index] as number, supply);
    newcomer[member] = due;
    wanted += due;
    order[member] = member;
  }
  const pool = rules.newcomerShare * supply;
  if (wanted <= pool) return wanted;

  // Whoever wants less than an equal part of what is left keeps it; the level rises until nobody does.
  let left = pool;
  let above = newcomers;
  for (;;) {
    const level = left / above;
    let kept = 0;
    for (let place = 0; place < above; place++) {
      const member = order[place] as number;
      const due = newcomer[member] as number;
      if (due <= level) left -= due;
      else order[kept++] = member;
    }
    if (kept === above || kept === 0) {
      work.newcomerLevel = level;
      for (let place = 0; place < kept; place++) newcomer[order[place] as number] = level;
      return pool;
    }
    above = kept;
  }
}
