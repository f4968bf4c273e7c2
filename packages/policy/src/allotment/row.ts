/**
 * The rule of the allotment for one keyword. Formulas and their reasons stand in docs/allotment.md; the letters in the
 * comments are those used there.
 */
import { power } from '../deterministic-math.ts';
import { capRow } from './caps.ts';
import { ditherRow } from './dither.ts';
import type { AllotmentMarket } from './market.ts';
import { fillNewcomers } from './newcomers.fill.ts';
import { leastRelevance } from './relevance.ts';
import { roundRow } from './rounding.ts';
import { type AllotmentRules, MICRO } from './rules.ts';
import type { RowWork } from './work.ts';

/** Allots a keyword's supply; the answer stands in `work`. Reads reach and merit rate, so pass 2 must be done. */
export function allotRow(
  market: AllotmentMarket,
  rules: AllotmentRules,
  keyword: number,
  work: RowWork,
): void {
  const supply = market.facts.supply[keyword] as number;
  const bids = readRow(market, rules, keyword, work);
  work.meritPrice = meritPrice(rules, supply, bids, market.facts.impressionValue[keyword] as number);
  const sold = giveMerit(market, rules, supply, work);
  const fresh = fillNewcomers(market, rules, supply, work);
  const explored = giveExploration(market, rules, keyword, supply, work);
  const given = giveOrganic(market, rules, supply - sold - fresh - explored, work);
  const { count, amount, organic, merit, newcomer, exploration } = work;
  for (let at = 0; at < count; at++)
    amount[at] =
      (organic[at] as number) +
      (merit[at] as number) +
      (newcomer[at] as number) +
      (exploration[at] as number);
  ditherRow(market.facts, rules, work);
  const lost = capRow(rules, supply, work);
  // Nothing is lost unless there are too few stores, or none of them has any weight: then the rest stays with nobody.
  const target = given && lost === 0 ? supply : Math.min(supply, Math.round(sumOf(amount, count)));
  work.unfilled = supply - target;
  roundRow(work, target);
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
  if (!(bids > 0)) return 0;
  const clearing = (rules.meritShare * supply) / bids;
  return impressionValue > 0 ? Math.min(clearing, (rules.kappa * MICRO) / impressionValue) : clearing;
}

/** Reads the edges that may be shown, and the sums over seats; answers the sum of the principals' bids z_pk. */
function readRow(
  { graph, facts, result }: AllotmentMarket,
  rules: AllotmentRules,
  keyword: number,
  work: RowWork,
): number {
  const { edgeStore, edgeRelevance, edgeSeat, storePrincipal } = graph;
  const { isShown, quality, principalMerit } = facts;
  const { meritRate } = result;
  const { edge, store, principal, seat, relevance, weight, seatWeight, seatMerit, seatBest } = work;
  const supply = facts.supply[keyword] as number;
  const from = graph.rowStart[keyword] as number;
  const to = graph.rowStart[keyword + 1] as number;
  const cut = leastRelevance(edgeStore, edgeRelevance, isShown, from, to, rules.servingRelevance);
  const floor = Math.max(cut, rules.meritRelevance);
  const gamma = rules.organicExponent;
  const seats = graph.rowSeats[keyword] as number;
  work.seats = seats;
  for (let at = 0; at < seats; at++) {
    seatWeight[at] = 0;
    seatMerit[at] = 0;
    seatBest[at] = 0;
  }
  let count = 0;
  let bids = 0;
  let currentPrincipal = -1;
  let currentSeat = -1;
  let bestRelevance = 0;
  let bestWeight = 0;
  for (let index = from; index < to; index++) {
    const r = edgeRelevance[index] as number;
    const i = edgeStore[index] as number;
    if (r < cut || isShown[i] === 0) continue;
    const p = storePrincipal[i] as number;
    const c = edgeSeat[index] as number;
    if (p !== currentPrincipal) {
      // The principal before is complete: its best relevance is its bid. z_pk = M_p r_pk S_k / reach_p
      if (bestRelevance > 0)
        bids += (meritRate[currentPrincipal] as number) * Math.floor(bestRelevance * supply);
      bestRelevance = 0;
    }
    if (p !== currentPrincipal || c !== currentSeat) {
      if (currentSeat >= 0) seatBest[currentSeat] = (seatBest[currentSeat] as number) + bestWeight;
      seatMerit[c] = (seatMerit[c] as number) + (principalMerit[p] as number);
      bestWeight = 0;
      currentPrincipal = p;
      currentSeat = c;
    }
    if (r >= floor && r > bestRelevance) bestRelevance = r;
    const product = r * (quality[i] as number);
    const w = gamma === 2 ? product * product : gamma === 1 ? product : power(product, gamma);
    if (w > bestWeight) bestWeight = w;
    if (w > (seatWeight[c] as number)) seatWeight[c] = w;
    edge[count] = index;
    store[count] = i;
    principal[count] = p;
    seat[count] = c;
    relevance[count] = r;
    weight[count] = w;
    count++;
  }
  if (bestRelevance > 0) bids += (meritRate[currentPrincipal] as number) * Math.floor(bestRelevance * supply);
  if (currentSeat >= 0) seatBest[currentSeat] = (seatBest[currentSeat] as number) + bestWeight;
  work.count = count;
  return bids;
}

/** Gives each principal lambda x z_pk and shares it among its stores; answers the micro-impressions given. */
function giveMerit(
  { facts, result }: AllotmentMarket,
  rules: AllotmentRules,
  supply: number,
  work: RowWork,
): number {
  const { count, principal, relevance, merit } = work;
  const floor = rules.meritRelevance;
  const price = work.meritPrice;
  let sold = 0;
  for (let from = 0; from < count; ) {
    const p = principal[from] as number;
    let best = 0;
    let to = from;
    for (; to < count && principal[to] === p; to++) {
      const r = relevance[to] as number;
      if (r >= floor && r > best) best = r;
    }
    const due = price * (result.meritRate[p] as number) * Math.floor(best * supply);
    if (to === from + 1) merit[from] = due;
    else
      shareWithin(
        facts.storeMerit,
        facts.principalMerit[p] as number,
        rules,
        work,
        from,
        to,
        due,
        floor,
        merit,
      );
    sold += due;
    from = to;
  }
  return sold;
}

/**
 * Shares what a principal got among its stores, entries `from` to `to`: in proportion to relevance x own merit, with a
 * small part of the principal's merit for each, so that a store whose sibling earned it all is not left without.
 */
function shareWithin(
  storeMerit: Float64Array,
  principalMerit: number,
  rules: AllotmentRules,
  { store, relevance }: RowWork,
  from: number,
  to: number,
  due: number,
  floor: number,
  pool: Float64Array,
): void {
  // Without any merit the stores share by relevance alone; so they do when the policy gives no weight without merit and
  // none of those who have merit stands here.
  let base = principalMerit > 0 ? rules.noMeritShare * principalMerit : 1;
  let sum = 0;
  for (let round = 0; round < 2 && !(sum > 0); round++) {
    if (round === 1) base = 1;
    for (let at = from; at < to; at++) {
      const r = relevance[at] as number;
      const share = r >= floor ? r * ((storeMerit[store[at] as number] as number) + base) : 0;
      pool[at] = share;
      sum += share;
    }
  }
  const scale = sum > 0 ? due / sum : 0;
  for (let at = from; at < to; at++) pool[at] = (pool[at] as number) * scale;
}

/** Each draw of the Thompson sampling gives its part of the pool to the edge that it chose, if that may be shown. */
function giveExploration(
  { facts }: AllotmentMarket,
  rules: AllotmentRules,
  keyword: number,
  supply: number,
  { count, edge, exploration }: RowWork,
): number {
  const draws = facts.drawsPerKeyword;
  for (let at = 0; at < count; at++) exploration[at] = 0;
  const part = (rules.explorationShare * supply) / draws;
  let given = 0;
  for (let draw = keyword * draws; draw < (keyword + 1) * draws; draw++) {
    const chosen = facts.explorers[draw] as number;
    if (chosen < 0) continue;
    const at = placeOf(edge, count, chosen);
    if (at < 0) continue;
    exploration[at] = (exploration[at] as number) + part;
    given += part;
  }
  return given;
}

/** The place of an edge among those that may be shown, or -1. They are in ascending order. */
function placeOf(edge: Uint32Array, count: number, wanted: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edge[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low < count && edge[low] === wanted ? low : -1;
}

/**
 * Shares the organic pool: among seats by the best weight of each, within a seat by the merit of principals, which is
 * additive, so that clones gain nothing; the part epsilon by weight, which is all there is where nobody has merit.
 * Answers false if no seat has any weight.
 */
function giveOrganic(
  { facts }: AllotmentMarket,
  rules: AllotmentRules,
  budget: number,
  work: RowWork,
): boolean {
  const { count, seats, principal, seat, weight, organic, seatWeight, seatMerit, seatBest } = work;
  let weights = 0;
  for (let at = 0; at < seats; at++) weights += seatWeight[at] as number;
  const price = weights > 0 ? budget / weights : 0;
  work.organicPrice = price;
  const { principalMerit, storeMerit } = facts;
  for (let from = 0; from < count; ) {
    const p = principal[from] as number;
    const c = seat[from] as number;
    let best = 0;
    let to = from;
    for (; to < count && principal[to] === p && seat[to] === c; to++)
      if ((weight[to] as number) > best) best = weight[to] as number;
    const own = principalMerit[p] as number;
    const merits = seatMerit[c] as number;
    const bests = seatBest[c] as number;
    const byWeight = bests > 0 ? best / bests : 0;
    const share =
      merits > 0 ? (1 - rules.noMeritShare) * (own / merits) + rules.noMeritShare * byWeight : byWeight;
    const due = price * (seatWeight[c] as number) * share;
    if (to === from + 1) organic[from] = due;
    else shareWithin(storeMerit, own, rules, work, from, to, due, 0, organic);
    from = to;
  }
  return weights > 0;
}

function sumOf(values: Float64Array, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += values[at] as number;
  return sum;
}
