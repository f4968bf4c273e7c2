/**
 * The rule of the allotment for one keyword. Formulas and their reasons stand in docs/allotment.md; the letters in the
 * comments are those used there.
 */
import { capRow } from './caps.ts';
import { ditherRow } from './dither.ts';
import type { AllotmentFacts, AllotmentMarket, AllotmentResult } from './market.ts';
import { fillNewcomers } from './newcomers.fill.ts';
import { roundRow } from './rounding.ts';
import { placeEdges, readRow, sumSeats } from './row.read.ts';
import { type AllotmentRules, MICRO } from './rules.ts';
import type { RowWork } from './work.ts';

/** Below this, in minor units, what is bid for a keyword counts as nothing; a quotient by it would no longer be finite. */
const LEAST_BID = 1e-9;
/** The same for the weights of a keyword's seats. */
const LEAST_WEIGHT = 1e-100;
/** The same for what the stores of a principal share by. */
const LEAST_SHARE = 1e-100;
/** Of the supply. What the other pools leave below it is an error of rounding, and less than half a micro-impression. */
const LEAST_BUDGET = 1e-14;

/** Allots a keyword's supply; the answer stands in `work`. Reads what passes 1 and 2 write, so they must be done. */
export function allotRow(
  market: AllotmentMarket,
  rules: AllotmentRules,
  keyword: number,
  work: RowWork,
): void {
  const supply = market.facts.supply[keyword] as number;
  priceRow(market, rules, keyword, work);
  placeEdges(market.graph, work);
  sumSeats(market.facts.principalMerit, work);
  givePools(market, rules, supply, work);
  ditherRow(market.facts, rules, work);
  capRow(rules, supply, work);
  // Something stays with nobody only where there are too few stores, or none of them has any weight.
  const isWhole = work.organicPrice > 0 && !work.isCapped;
  const target = isWhole ? supply : Math.min(supply, Math.round(sumOf(work.amount, work.count)));
  work.unfilled = supply - target;
  roundRow(work, target);
}

/** The prices of a keyword, and what newcomers and exploration get there: all that comes before the sharing. */
export function priceRow(
  market: AllotmentMarket,
  rules: AllotmentRules,
  keyword: number,
  work: RowWork,
): void {
  const supply = market.facts.supply[keyword] as number;
  readRow(market, rules, keyword, market.result.leastRelevance[keyword] as number, work);
  const { bids } = work;
  work.meritPrice = meritPrice(rules, supply, bids, market.facts.impressionValue[keyword] as number);
  const fresh = fillNewcomers(market, rules, supply, work);
  const explored = giveExploration(market, rules, keyword, supply, work);
  const budget = supply - work.meritPrice * bids - fresh - explored;
  work.organicPrice =
    budget > supply * LEAST_BUDGET && work.weights > LEAST_WEIGHT ? budget / work.weights : 0;
}

/**
 * lambda_k: micro-impressions for a minor unit of merit. The pool is sold to whoever bids, but never above lambda_max =
 * kappa / v, so that what is gained stays below the fees behind it. `bids` is the sum of z_pk over principals.
 */
export function meritPrice(
  rules: AllotmentRules,
  supply: number,
  bids: number,
  impressionValue: number,
): number {
  if (!(bids > LEAST_BID)) return 0;
  const clearing = (rules.meritShare * supply) / bids;
  return impressionValue > 0 ? Math.min(clearing, (rules.kappa * MICRO) / impressionValue) : clearing;
}

/** Each draw of the Thompson sampling gives its part of the pool to the edge that it chose, if that may be shown. */
function giveExploration(
  { facts }: AllotmentMarket,
  rules: AllotmentRules,
  keyword: number,
  supply: number,
  work: RowWork,
): number {
  const { count, edge, exploredAt, exploration } = work;
  const draws = facts.drawsPerKeyword;
  const part = (rules.explorationShare * supply) / draws;
  let explored = 0;
  for (let draw = keyword * draws; draw < (keyword + 1) * draws; draw++) {
    const chosen = facts.explorers[draw] as number;
    const at = chosen < 0 ? -1 : placeOf(edge, count, chosen);
    if (at < 0) continue;
    exploredAt[explored] = at;
    exploration[explored++] = part;
  }
  work.explored = explored;
  return explored * part;
}

/** The place of an edge among those that may be shown, or -1. They are in ascending order. */
function placeOf(edge: Uint32Array, count: number, wanted: number): number {
  let low = 0;
  for (let size = count; size > 1; ) {
    const half = size >>> 1;
    const isAbove = (edge[low + half] as number) <= wanted ? 1 : 0;
    low += half * isAbove;
    size -= half;
  }
  return low < count && edge[low] === wanted ? low : -1;
}

/**
 * Shares the merit and the organic pool at the row's prices, and sums all pools in `amount`.
 *
 * Merit: a principal's bid times lambda. Organic: each seat gets its weight times mu; within a seat it goes by the merit
 * of the principals, which is additive, so that clones gain nothing; the part epsilon by weight, which is all there is
 * where nobody has merit.
 */
export function givePools(
  {
    facts,
    result,
  }: {
    facts: Pick<AllotmentFacts, 'principalMerit' | 'storeMerit'>;
    result: Pick<AllotmentResult, 'meritRate'>;
  },
  rules: AllotmentRules,
  supply: number,
  work: RowWork,
): void {
  const { count, principal, seat, relevance, weight, organic, merit, amount } = work;
  const { seatWeight, seatMerit, seatBest } = work;
  const { principalMerit } = facts;
  const { meritRate } = result;
  const { meritRelevance, noMeritShare } = rules;
  const { meritPrice, organicPrice } = work;
  for (let from = 0; from < count; ) {
    const p = principal[from] as number;
    const own = principalMerit[p] as number;
    const price = meritPrice * (meritRate[p] as number);
    let bestRelevance = 0;
    let to = from;
    while (to < count && principal[to] === p) {
      const c = seat[to] as number;
      let bestWeight = 0;
      const first = to;
      for (; to < count && principal[to] === p && seat[to] === c; to++) {
        const r = relevance[to] as number;
        const w = weight[to] as number;
        if (r > bestRelevance) bestRelevance = r;
        if (w > bestWeight) bestWeight = w;
      }
      const merits = seatMerit[c] as number;
      const bests = seatBest[c] as number;
      const byWeight = bestWeight === bests ? (bests > 0 ? 1 : 0) : bestWeight / bests;
      const share = merits > 0 ? (1 - noMeritShare) * (own / merits) + noMeritShare * byWeight : byWeight;
      const due = organicPrice * (seatWeight[c] as number) * share;
      if (to === first + 1) organic[first] = due;
      else shareWithin(facts.storeMerit, own, rules, work, first, to, due, 0, organic);
    }
    const due = bestRelevance >= meritRelevance ? price * Math.floor(bestRelevance * supply) : 0;
    if (to === from + 1) {
      merit[from] = due;
      amount[from] = (organic[from] as number) + due;
    } else {
      shareWithin(facts.storeMerit, own, rules, work, from, to, due, meritRelevance, merit);
      for (let at = from; at < to; at++) amount[at] = (organic[at] as number) + (merit[at] as number);
    }
    from = to;
  }
  for (let member = 0; member < work.newcomers; member++) {
    const at = work.newcomerAt[member] as number;
    amount[at] = (amount[at] as number) + (work.newcomer[member] as number);
  }
  for (let draw = 0; draw < work.explored; draw++) {
    const at = work.exploredAt[draw] as number;
    amount[at] = (amount[at] as number) + (work.exploration[draw] as number);
  }
}

/**
 * Shares what a principal got among its stores, entries `from` to `to`: in proportion to relevance x own merit, with a
 * small part of the principal's merit for each seat, so that a store whose sibling earned it all is not left without.
 * That part goes once to a seat, however many stores share it: a clone adds nothing.
 */
function shareWithin(
  storeMerit: Float64Array,
  principalMerit: number,
  rules: AllotmentRules,
  { store, seat, relevance }: RowWork,
  from: number,
  to: number,
  due: number,
  floor: number,
  pool: Float64Array,
): void {
  // Where nobody here has merit, and none is given without it, seats share by relevance alone.
  let base = principalMerit > 0 ? rules.noMeritShare * principalMerit : 1;
  let sum = 0;
  for (let round = 0; round < 2 && !(sum > LEAST_SHARE); round++) {
    if (round === 1) {
      base = 1;
      sum = 0;
    }
    for (let first = from; first < to; ) {
      let best = 0;
      let whole = 0;
      let next = first;
      for (; next < to && seat[next] === seat[first]; next++) {
        const r = relevance[next] as number;
        if (r < floor) continue;
        if (r > best) best = r;
        whole += r;
      }
      const each = whole > 0 ? (base * best) / whole : 0;
      for (; first < next; first++) {
        const r = relevance[first] as number;
        const share = r >= floor ? r * ((storeMerit[store[first] as number] as number) + each) : 0;
        pool[first] = share;
        sum += share;
      }
    }
  }
  const scale = sum > 0 ? due / sum : 0;
  for (let at = from; at < to; at++) pool[at] = (pool[at] as number) * scale;
}

function sumOf(values: Float64Array, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += values[at] as number;
  return sum;
}
