import type { AllotmentMarket } from './market.ts';
import type { AllotmentRules } from './rules.ts';
import type { RowWork } from './work.ts';

/**
 * Fills the newcomers of a row up to a common level: each wants its stage's need, spread over its keywords by relevance
 * and supply, and gets that or the level, whichever is less. The level is where the pool is used up; it is infinite where
 * all can have what they want. Answers the micro-impressions given; what is left goes to the organic pool.
 */
export function fillNewcomers(
  { facts, result }: AllotmentMarket,
  rules: AllotmentRules,
  supply: number,
  work: RowWork,
): number {
  const { count, store, relevance, newcomer, order } = work;
  const { newcomerNeed } = facts;
  work.newcomerLevel = Number.POSITIVE_INFINITY;
  let members = 0;
  let wanted = 0;
  for (let at = 0; at < count; at++) {
    newcomer[at] = 0;
    const i = store[at] as number;
    const need = newcomerNeed[i] as number;
    if (need === 0) continue;
    const reach = result.newcomerReach[i] as number;
    const due = reach > 0 ? (need / reach) * Math.floor((relevance[at] as number) * supply) : 0;
    newcomer[at] = due;
    wanted += due;
    order[members++] = at;
  }
  const pool = rules.newcomerShare * supply;
  if (wanted <= pool) return wanted;

  // Whoever wants less than an equal part of what is left keeps it; the level rises until nobody does.
  let left = pool;
  let above = members;
  for (;;) {
    const level = left / above;
    let kept = 0;
    for (let place = 0; place < above; place++) {
      const at = order[place] as number;
      const due = newcomer[at] as number;
      if (due <= level) left -= due;
      else order[kept++] = at;
    }
    if (kept === above || kept === 0) {
      work.newcomerLevel = level;
      for (let place = 0; place < kept; place++) newcomer[order[place] as number] = level;
      return pool;
    }
    above = kept;
  }
}
