import { power } from '../deterministic-math.ts';
import { type AllotmentMarket, HIDDEN, NEWCOMER } from './market.ts';
import { leastRelevance } from './relevance.ts';
import type { AllotmentRules } from './rules.ts';
import type { RowWork } from './work.ts';

/**
 * Reads the edges of a keyword that may be shown, its newcomers, and the sums over seats; answers the sum of the
 * principals' bids z_pk = M_p r_pk S_k / reach_p, where r_pk is the best relevance among p's stores.
 */
export function readRow(
  { graph, facts, result }: AllotmentMarket,
  rules: AllotmentRules,
  keyword: number,
  work: RowWork,
): number {
  const { edgeStore, edgeRelevance, edgeSeat, storePrincipal } = graph;
  const { standing, quality, principalMerit } = facts;
  const { meritRate } = result;
  const { edge, store, principal, seat, relevance, weight, newcomerAt } = work;
  const { seatWeight, seatMerit, seatBest } = work;
  const supply = facts.supply[keyword] as number;
  const from = graph.rowStart[keyword] as number;
  const to = graph.rowStart[keyword + 1] as number;
  const cut = leastRelevance(edgeStore, edgeRelevance, standing, from, to, rules.servingRelevance);
  const { meritRelevance, seatsPerPrincipal } = rules;
  const gamma = rules.organicExponent;
  const seats = graph.rowSeats[keyword] as number;
  for (let at = 0; at < seats; at++) {
    seatWeight[at] = 0;
    seatMerit[at] = 0;
    seatBest[at] = 0;
  }
  let count = 0;
  let newcomers = 0;
  let bids = 0;
  let currentPrincipal = -1;
  let currentSeat = -1;
  let since = 0;
  let most = 0;
  let bestRelevance = 0;
  let bestWeight = 0;
  for (let index = from; index < to; index++) {
    const r = edgeRelevance[index] as number;
    if (r < cut) continue;
    const i = edgeStore[index] as number;
    const stand = standing[i] as number;
    if (stand === HIDDEN) continue;
    const p = storePrincipal[i] as number;
    const c = edgeSeat[index] as number;
    if (p !== currentPrincipal || c !== currentSeat) {
      if (currentSeat >= 0) seatBest[currentSeat] = (seatBest[currentSeat] as number) + bestWeight;
      seatMerit[c] = (seatMerit[c] as number) + (principalMerit[p] as number);
      bestWeight = 0;
      currentSeat = c;
      if (p !== currentPrincipal) {
        // The principal before is complete: its best relevance is its bid.
        if (bestRelevance >= meritRelevance && currentPrincipal >= 0)
          bids += (meritRate[currentPrincipal] as number) * Math.floor(bestRelevance * supply);
        bestRelevance = 0;
        if (count - since > most) most = count - since;
        since = count;
        currentPrincipal = p;
      }
    }
    if (r > bestRelevance) bestRelevance = r;
    const product = r * (quality[i] as number);
    const w = gamma === 2 ? product * product : gamma === 1 ? product : power(product, gamma);
    if (w > bestWeight) bestWeight = w;
    if (w > (seatWeight[c] as number)) seatWeight[c] = w;
    if (stand === NEWCOMER) newcomerAt[newcomers++] = count;
    edge[count] = index;
    store[count] = i;
    principal[count] = p;
    seat[count] = c;
    relevance[count] = r;
    weight[count] = w;
    count++;
  }
  if (bestRelevance >= meritRelevance && currentPrincipal >= 0)
    bids += (meritRate[currentPrincipal] as number) * Math.floor(bestRelevance * supply);
  if (currentSeat >= 0) seatBest[currentSeat] = (seatBest[currentSeat] as number) + bestWeight;
  work.count = count;
  work.seats = seats;
  work.newcomers = newcomers;
  work.isCrowded = Math.max(most, count - since) > seatsPerPrincipal;
  return bids;
}
