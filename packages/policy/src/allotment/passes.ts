/**
 * The build of an allotment as passes over ranges, for one thread or several over shared arrays:
 *
 *   1. `measureReach` over keywords      writes the least relevance of its keywords and the worker's own partial
 *   2. `gatherReach` over principals,    sums the partials of all workers
 *      `gatherNewcomers` over stores
 *   3. `allotRows` over keywords         writes the prices of its keywords and the worker's own partial
 *   4. `gatherTotals` over stores        sums the partials of all workers
 *
 * with a barrier between one number and the next. Each entry is written by one caller only. All that is summed over
 * keywords is whole numbers below 2^53, which add exactly in any order: so the result has the same bits however the
 * ranges are cut and whoever takes them.
 */
import type { AllotmentMarket, AllotmentPartial, AllotmentResult } from './market.ts';
import { HIDDEN, NEWCOMER, TOTAL_COLUMNS } from './market.ts';
import { newcomerRateOf } from './newcomers.fill.ts';
import { leastRelevance, relevantEdges } from './relevance.ts';
import { addRow } from './row.totals.ts';
import { allotRow, priceRow } from './row.ts';
import type { AllotmentRules } from './rules.ts';
import type { RowWork } from './work.ts';

/** Clears what a worker gathers. Call it before passes 1 and 3 of a build. */
export function clearPartial(partial: AllotmentPartial): void {
  partial.reach.fill(0);
  partial.newcomerReach.fill(0);
  partial.totals.fill(0);
}

/**
 * Pass 1: the least relevance shown on keywords `from` to `to`, and what the merit of principals and the need of newcomers
 * spread over there.
 */
export function measureReach(
  market: AllotmentMarket,
  rules: AllotmentRules,
  from: number,
  to: number,
  partial: Pick<AllotmentPartial, 'reach' | 'newcomerReach'>,
  sign: 1 | -1 = 1,
): void {
  const edge = new Uint32Array(market.graph.longestRow);
  for (let keyword = from; keyword < to; keyword++) {
    const cut = leastRelevance(market, rules, keyword);
    market.result.leastRelevance[keyword] = cut;
    const floor = Math.max(cut, rules.meritRelevance);
    measureRow(market, keyword, cut, floor, partial, sign, edge);
  }
}

/** A principal's merit spreads over the best relevance of its stores in a row, a newcomer's need over its own. */
function measureRow(
  { graph, facts }: AllotmentMarket,
  keyword: number,
  cut: number,
  floor: number,
  { reach, newcomerReach }: Pick<AllotmentPartial, 'reach' | 'newcomerReach'>,
  sign: number,
  edge: Uint32Array,
): void {
  const { edgeStore, edgeRelevance, edgePrincipal } = graph;
  const { standing } = facts;
  const supply = facts.supply[keyword] as number;
  const count = relevantEdges(graph, keyword, cut, edge);
  let newcomers = 0;
  let best = 0;
  let current = 0;
  for (let at = 0; at < count; at++) {
    const index = edge[at] as number;
    const stand = standing[edgeStore[index] as number] as number;
    // Newcomers are few: their edges are kept, where they have been read, for a loop of their own.
    edge[newcomers] = index;
    newcomers += Number(stand === NEWCOMER);
    if (stand === HIDDEN) continue;
    const principal = edgePrincipal[index] as number;
    if (principal !== current) {
      reach[current] = (reach[current] as number) + sign * Math.floor(best * supply);
      current = principal;
      best = 0;
    }
    const relevance = edgeRelevance[index] as number;
    if (relevance >= floor && relevance > best) best = relevance;
  }
  if (best > 0) reach[current] = (reach[current] as number) + sign * Math.floor(best * supply);
  for (let at = 0; at < newcomers; at++) {
    const index = edge[at] as number;
    const store = edgeStore[index] as number;
    newcomerReach[store] =
      (newcomerReach[store] as number) + sign * Math.floor((edgeRelevance[index] as number) * supply);
  }
}

/** Pass 2: the reach of principals `from` to `to` and their merit rate, from the partials of all workers. */
export function gatherReach(
  { facts, result }: AllotmentMarket,
  from: number,
  to: number,
  partials: readonly Pick<AllotmentPartial, 'reach'>[],
): void {
  const { reach, meritRate } = result;
  sumInto(
    reach,
    from,
    to,
    partials.map((partial) => partial.reach),
  );
  for (let principal = from; principal < to; principal++)
    meritRate[principal] = meritRateOf(facts.principalMerit[principal] as number, reach[principal] as number);
}

/** M_p / reach_p: minor units of merit for each micro-impression that a principal is relevant to. */
export function meritRateOf(merit: number, reach: number): number {
  return reach > 0 ? merit / reach : 0;
}

/** Pass 2, too: the reach of newcomers among stores `from` to `to`, and what they want of each part of it. */
export function gatherNewcomers(
  { facts, result }: AllotmentMarket,
  from: number,
  to: number,
  partials: readonly Pick<AllotmentPartial, 'newcomerReach'>[],
): void {
  const { newcomerReach, newcomerRate } = result;
  sumInto(
    newcomerReach,
    from,
    to,
    partials.map((partial) => partial.newcomerReach),
  );
  for (let store = from; store < to; store++)
    newcomerRate[store] = newcomerRateOf(facts.newcomerNeed[store] as number, newcomerReach[store] as number);
}

/** The prices of keywords `from` to `to` alone: all that a row follows from. Pass 3 writes them, too. */
export function priceRows(
  market: AllotmentMarket,
  rules: AllotmentRules,
  from: number,
  to: number,
  work: RowWork,
): void {
  for (let keyword = from; keyword < to; keyword++) {
    priceRow(market, rules, keyword, work);
    writePrices(market.result, keyword, work);
  }
}

/** Pass 3: allots keywords `from` to `to`; writes their prices, and adds what stores get to the worker's totals. */
export function allotRows(
  market: AllotmentMarket,
  rules: AllotmentRules,
  from: number,
  to: number,
  work: RowWork,
  partial: Pick<AllotmentPartial, 'totals'>,
): void {
  const { result } = market;
  for (let keyword = from; keyword < to; keyword++) {
    allotRow(market, rules, keyword, work);
    writePrices(result, keyword, work);
    result.unfilled[keyword] = work.unfilled;
    addRow(work, partial.totals, 1);
  }
}

function writePrices(result: AllotmentResult, keyword: number, work: RowWork): void {
  result.meritPrice[keyword] = work.meritPrice;
  result.organicPrice[keyword] = work.organicPrice;
  result.newcomerLevel[keyword] = work.newcomerLevel;
}

/** Pass 4: what stores `from` to `to` got, from the partials of all workers. */
export function gatherTotals(
  { result }: AllotmentMarket,
  from: number,
  to: number,
  partials: readonly Pick<AllotmentPartial, 'totals'>[],
): void {
  sumInto(
    result.totals,
    from * TOTAL_COLUMNS,
    to * TOTAL_COLUMNS,
    partials.map((partial) => partial.totals),
  );
}

/** Writes the sums of the parts' entries `from` to `to`. The first part may be where the sums are written. */
function sumInto(sums: Float64Array, from: number, to: number, parts: readonly Float64Array[]): void {
  const [first, ...others] = parts;
  if (first === undefined) sums.fill(0, from, to);
  else if (first !== sums) sums.set(first.subarray(from, to), from);
  for (const part of others)
    for (let at = from; at < to; at++) sums[at] = (sums[at] as number) + (part[at] as number);
}
