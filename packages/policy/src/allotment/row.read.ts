import { power } from '../deterministic-math.ts';
import { type AllotmentGraph, type AllotmentMarket, HIDDEN, NEWCOMER } from './market.ts';
import { leastRelevance } from './relevance.ts';
import type { AllotmentRules } from './rules.ts';
import type { RowWork } from './work.ts';

/** A quality below counts as this, so that a page is never empty because nobody on it is any good. */
export const LEAST_QUALITY = 0.001;

/** (r q)^gamma */
export function weightOf(relevance: number, quality: number, gamma: number): number {
  const product = relevance * quality;
  return gamma === 2 ? product * product : gamma === 1 ? product : power(product, gamma);
}

/**
 * Reads the edges of a keyword that may be shown: those of stores that are shown at all, relevant enough, and in one of
 * the N seats that their principal may hold on a page. Answers the sum of the principals' bids.
 */
export function readRow(
  market: AllotmentMarket,
  rules: AllotmentRules,
  keyword: number,
  work: RowWork,
): number {
  const supply = market.facts.supply[keyword] as number;
  readEdges(market, rules, keyword, work);
  let bids = sumRow(market, rules, supply, work);
  if (work.mostSeats > rules.seatsPerPrincipal) {
    keepBestSeats(market.facts.standing, rules.seatsPerPrincipal, work);
    bids = sumRow(market, rules, supply, work);
  }
  return bids;
}

/**
 * The edges of stores that are shown and relevant enough. Three short loops, each over few arrays, are faster here than
 * one over all of them, which does not fit the processor's registers.
 */
function readEdges(
  { graph, facts }: Pick<AllotmentMarket, 'graph' | 'facts'>,
  rules: AllotmentRules,
  keyword: number,
  work: RowWork,
): void {
  const { edgeStore, edgeRelevance } = graph;
  const from = graph.rowStart[keyword] as number;
  const to = graph.rowStart[keyword + 1] as number;
  const cut = leastRelevance(edgeStore, edgeRelevance, facts.standing, from, to, rules.servingRelevance);
  work.leastRelevance = cut;
  work.seats = graph.rowSeats[keyword] as number;
  keepEdges(edgeStore, edgeRelevance, facts.standing, from, to, cut, work);
  placeEdges(graph, work);
  weighEdges(facts.quality, rules.organicExponent, work);
}

/**
 * Each edge is written and then counted or not, without a branch: which edges are relevant enough is nothing that a
 * processor could guess.
 */
function keepEdges(
  edgeStore: Uint32Array,
  edgeRelevance: Float32Array,
  standing: Uint8Array,
  from: number,
  to: number,
  cut: number,
  work: RowWork,
): void {
  const { edge, relevance, newcomerAt } = work;
  let count = 0;
  let newcomers = 0;
  for (let index = from; index < to; index++) {
    const r = edgeRelevance[index] as number;
    const stand = standing[edgeStore[index] as number] as number;
    edge[count] = index;
    relevance[count] = r;
    newcomerAt[newcomers] = count;
    const isKept = r >= cut && stand !== HIDDEN ? 1 : 0;
    newcomers += stand === NEWCOMER ? isKept : 0;
    count += isKept;
  }
  work.count = count;
  work.newcomers = newcomers;
}

function placeEdges({ edgeStore, edgeSeat, storePrincipal }: AllotmentGraph, work: RowWork): void {
  const { count, edge, store, principal, seat } = work;
  for (let at = 0; at < count; at++) {
    const index = edge[at] as number;
    const i = edgeStore[index] as number;
    store[at] = i;
    principal[at] = storePrincipal[i] as number;
    seat[at] = edgeSeat[index] as number;
  }
}

function weighEdges(
  quality: Float64Array,
  gamma: number,
  { count, store, relevance, weight }: RowWork,
): void {
  for (let at = 0; at < count; at++) {
    const q = quality[store[at] as number] as number;
    weight[at] = weightOf(relevance[at] as number, q > LEAST_QUALITY ? q : LEAST_QUALITY, gamma);
  }
}

/**
 * Leaves each principal the N seats in which it is most relevant; among equals the first. Its best relevance on the
 * keyword is always among them, so what its merit spreads over does not change.
 */
function keepBestSeats(standing: Uint8Array, allowed: number, work: RowWork): void {
  const { count, edge, store, principal, seat, relevance, weight, newcomerAt, order, sorted } = work;
  let kept = 0;
  let newcomers = 0;
  for (let from = 0; from < count; ) {
    // The principal's seats, best first: where each begins, and how relevant it is there.
    let seats = 0;
    let to = from;
    while (to < count && principal[to] === principal[from]) {
      const first = to;
      let best = 0;
      for (; to < count && principal[to] === principal[from] && seat[to] === seat[first]; to++)
        if ((relevance[to] as number) > best) best = relevance[to] as number;
      let place = seats++;
      for (; place > 0 && (sorted[place - 1] as number) < best; place--) {
        sorted[place] = sorted[place - 1] as number;
        order[place] = order[place - 1] as number;
      }
      sorted[place] = best;
      order[place] = seat[first] as number;
    }
    const held = Math.min(seats, allowed);
    for (let at = from; at < to; at++) {
      let isHeld = false;
      for (let place = 0; place < held; place++) if (order[place] === seat[at]) isHeld = true;
      if (!isHeld) continue;
      if (standing[store[at] as number] === NEWCOMER) newcomerAt[newcomers++] = kept;
      edge[kept] = edge[at] as number;
      store[kept] = store[at] as number;
      principal[kept] = principal[at] as number;
      seat[kept] = seat[at] as number;
      relevance[kept] = relevance[at] as number;
      weight[kept] = weight[at] as number;
      kept++;
    }
    from = to;
  }
  work.count = kept;
  work.newcomers = newcomers;
}

/**
 * Sums the row over its seats, notes the most seats that a principal has here, and answers the sum of the principals' bids
 * z_pk = M_p r_pk S_k / reach_p, where r_pk is the best relevance among p's stores.
 */
function sumRow(
  { facts, result }: Pick<AllotmentMarket, 'facts' | 'result'>,
  rules: AllotmentRules,
  supply: number,
  work: RowWork,
): number {
  const { count, seats, principal, seat, relevance, weight, seatWeight, seatMerit, seatBest } = work;
  const { principalMerit } = facts;
  const { meritRate } = result;
  for (let at = 0; at < seats; at++) {
    seatWeight[at] = 0;
    seatMerit[at] = 0;
    seatBest[at] = 0;
  }
  let bids = 0;
  let mostSeats = 0;
  for (let at = 0; at < count; ) {
    const p = principal[at] as number;
    const merit = principalMerit[p] as number;
    let bestRelevance = 0;
    let held = 0;
    do {
      const c = seat[at] as number;
      let best = 0;
      do {
        const r = relevance[at] as number;
        const w = weight[at] as number;
        if (r > bestRelevance) bestRelevance = r;
        if (w > best) best = w;
        at++;
      } while (at < count && seat[at] === c && principal[at] === p);
      if (best > (seatWeight[c] as number)) seatWeight[c] = best;
      seatMerit[c] = (seatMerit[c] as number) + merit;
      seatBest[c] = (seatBest[c] as number) + best;
      held++;
    } while (at < count && principal[at] === p);
    if (held > mostSeats) mostSeats = held;
    if (bestRelevance >= rules.meritRelevance)
      bids += (meritRate[p] as number) * Math.floor(bestRelevance * supply);
  }
  work.mostSeats = mostSeats;
  return bids;
}
