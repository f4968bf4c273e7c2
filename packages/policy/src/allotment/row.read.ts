import { power } from '../deterministic-math.ts';
import { type AllotmentGraph, type AllotmentMarket, HIDDEN, NEWCOMER } from './market.ts';
import { relevantEdges } from './relevance.ts';
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
 * Reads the edges of a keyword that may be shown: those of stores that are shown at all, with at least this relevance, and
 * in one of the N seats that their principal may hold on a page. Notes the sums of bids and of the seats' weights, which
 * is all that prices need; the other columns of the entries are written by `placeEdges`.
 */
export function readRow(
  market: AllotmentMarket,
  rules: AllotmentRules,
  keyword: number,
  leastRelevance: number,
  work: RowWork,
): void {
  const { graph, facts } = market;
  work.leastRelevance = leastRelevance;
  work.seats = graph.rowSeats[keyword] as number;
  readEdges(market, rules, keyword, work);
  const mostStores = graph.rowMostStores[keyword] as number;
  const edges = (graph.rowStart[keyword + 1] as number) - (graph.rowStart[keyword] as number);
  if (mostStores > rules.seatsPerPrincipal) {
    placeEdges(graph, work);
    keepBestSeats(facts.standing, rules.seatsPerPrincipal, work);
    sumWeights(graph, work);
  } else if (work.seats < edges) sumWeights(graph, work);
  if (mostStores > 1) sumBids(market, rules, facts.supply[keyword] as number, work);
}

/**
 * The edges of stores that are shown and relevant enough, in one loop that sums as if each principal and each seat had one
 * store. Where one has more, which is seldom, its sums are made anew.
 */
function readEdges(
  { graph, facts, result }: AllotmentMarket,
  { organicExponent, meritRelevance }: AllotmentRules,
  keyword: number,
  work: RowWork,
): void {
  const { edgeStore, edgeRelevance, edgePrincipal } = graph;
  const { standing, quality } = facts;
  const { meritRate } = result;
  const { leastRelevance, edge, weight, newcomerAt } = work;
  const supply = facts.supply[keyword] as number;
  const relevant = relevantEdges(graph, keyword, leastRelevance, edge);
  let count = 0;
  let newcomers = 0;
  let bids = 0;
  let weights = 0;
  for (let place = 0; place < relevant; place++) {
    const index = edge[place] as number;
    const i = edgeStore[index] as number;
    const stand = standing[i] as number;
    if (stand === HIDDEN) continue;
    const r = edgeRelevance[index] as number;
    const p = edgePrincipal[index] as number;
    const q = quality[i] as number;
    const w = weightOf(r, Math.max(q, LEAST_QUALITY), organicExponent);
    edge[count] = index;
    weight[count] = w;
    newcomerAt[newcomers] = count;
    newcomers += Number(stand === NEWCOMER);
    count++;
    weights += w;
    if (r >= meritRelevance) bids += (meritRate[p] as number) * Math.floor(r * supply);
  }
  work.count = count;
  work.newcomers = newcomers;
  work.bids = bids;
  work.weights = weights;
}

/** Writes the other columns of the entries: what only sharing needs. */
export function placeEdges(
  { edgeStore, edgePrincipal, edgeSeat, edgeRelevance }: AllotmentGraph,
  { count, edge, store, principal, seat, relevance }: RowWork,
): void {
  for (let at = 0; at < count; at++) {
    const index = edge[at] as number;
    store[at] = edgeStore[index] as number;
    principal[at] = edgePrincipal[index] as number;
    seat[at] = edgeSeat[index] as number;
    relevance[at] = edgeRelevance[index] as number;
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

/** Sums the principals' bids z_pk = M_p r_pk S_k / reach_p, where r_pk is the best relevance among p's stores. */
function sumBids(
  { graph, result: { meritRate } }: AllotmentMarket,
  { meritRelevance }: AllotmentRules,
  supply: number,
  work: RowWork,
): void {
  const { edgePrincipal, edgeRelevance } = graph;
  const { count, edge } = work;
  let bids = 0;
  for (let at = 0; at < count; ) {
    const index = edge[at++] as number;
    const p = edgePrincipal[index] as number;
    let best = edgeRelevance[index] as number;
    for (; at < count && edgePrincipal[edge[at] as number] === p; at++) {
      const r = edgeRelevance[edge[at] as number] as number;
      if (r > best) best = r;
    }
    if (best >= meritRelevance) bids += (meritRate[p] as number) * Math.floor(best * supply);
  }
  work.bids = bids;
}

/** Sums each seat's largest weight. */
function sumWeights({ edgeSeat }: AllotmentGraph, work: RowWork): void {
  const { count, seats, edge, weight, seatWeight } = work;
  for (let c = 0; c < seats; c++) seatWeight[c] = 0;
  for (let at = 0; at < count; at++) {
    const c = edgeSeat[edge[at] as number] as number;
    const w = weight[at] as number;
    if (w > (seatWeight[c] as number)) seatWeight[c] = w;
  }
  let weights = 0;
  for (let c = 0; c < seats; c++) weights += seatWeight[c] as number;
  work.weights = weights;
}

/** Notes each seat's largest weight, and the sums of its principals' merit and largest weights. */
export function sumSeats(principalMerit: Float64Array, work: RowWork): void {
  const { count, seats, principal, seat, weight, seatWeight, seatMerit, seatBest } = work;
  for (let c = 0; c < seats; c++) {
    seatWeight[c] = 0;
    seatMerit[c] = 0;
    seatBest[c] = 0;
  }
  for (let at = 0; at < count; ) {
    const p = principal[at] as number;
    const c = seat[at] as number;
    let best = weight[at++] as number;
    for (; at < count && seat[at] === c && principal[at] === p; at++)
      if ((weight[at] as number) > best) best = weight[at] as number;
    if (best > (seatWeight[c] as number)) seatWeight[c] = best;
    seatMerit[c] = (seatMerit[c] as number) + (principalMerit[p] as number);
    seatBest[c] = (seatBest[c] as number) + best;
  }
}
