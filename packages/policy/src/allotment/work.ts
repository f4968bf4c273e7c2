/** Room for one row at a time. A worker makes one and uses it for every row, so that nothing is allocated on the way. */
import type { AllotmentGraph } from './market.ts';

/** The row of one keyword: the first `count` entries stand for its edges that may be shown, in order of edge. */
export interface RowWork {
  count: number;
  /** Seats of the row, those without an edge that may be shown included. */
  seats: number;
  /** The sum of the principals' bids, in minor units. */
  bids: number;
  /** The sum of the seats' largest weights. */
  weights: number;
  /** lambda, mu and the newcomers' level of this row; see AllotmentResult. */
  meritPrice: number;
  organicPrice: number;
  newcomerLevel: number;
  /** With less relevance a store is not shown here. */
  leastRelevance: number;
  /** The mean draw of the dither, weighted by amount. */
  ditherMean: number;
  /** A remainder above this was rounded up, one below was not. */
  remainderCut: number;
  /** Whether a cap moved anything; `capFactor` is written only then. */
  isCapped: boolean;
  /** What is due to the seats that are too small for the sorted ones; see caps.ts. */
  beyond: number;
  /** Whole micro-impressions that no store may have. */
  unfilled: number;

  readonly edge: Uint32Array;
  readonly store: Uint32Array;
  readonly principal: Uint32Array;
  readonly seat: Uint16Array;
  readonly relevance: Float64Array;
  /** (relevance x quality)^gamma */
  readonly weight: Float64Array;

  /** Micro-impressions of a pool, not yet rounded, before dither and caps. */
  readonly organic: Float64Array;
  readonly merit: Float64Array;
  /** Of the first `newcomers` members: their entry, and what they get of the pool. */
  newcomers: number;
  readonly newcomerAt: Uint32Array;
  readonly newcomer: Float64Array;
  /** Of the first `explored` draws that chose somebody who may be shown: the entry, and what the draw gives. */
  explored: number;
  readonly exploredAt: Uint32Array;
  readonly exploration: Float64Array;
  /** What the dither adds or takes. */
  readonly dither: Float64Array;
  /** The sum of all pools with dither, after the caps. */
  readonly amount: Float64Array;
  /** What the caps left of an edge, as a factor; above 1 where others' excess came to it. */
  readonly capFactor: Float64Array;
  /** The answer: whole micro-impressions. */
  readonly units: Float64Array;

  /** By seat: the largest weight; the sum of its principals' merit; the sum of their largest weights. */
  readonly seatWeight: Float64Array;
  readonly seatMerit: Float64Array;
  readonly seatBest: Float64Array;

  /** For rounding and caps. */
  readonly bins: Int32Array;
  readonly binGroups: Int32Array;
  readonly fraction: Float64Array;
  readonly order: Uint32Array;
  readonly sorted: Float64Array;
  readonly seatAmount: Float64Array;
  readonly seatFactor: Float64Array;
  readonly groupSlope: Float64Array;
  readonly groupLeast: Float64Array;
}

export const FRACTION_BINS = 256;
export const FRACTION_GROUPS = 16;

export function createWork(
  graph: Pick<AllotmentGraph, 'longestRow'>,
  facts: { readonly drawsPerKeyword: number },
): RowWork {
  const length = graph.longestRow;
  const floats = (): Float64Array => new Float64Array(length);
  const whole = (): Uint32Array => new Uint32Array(length);
  return {
    count: 0,
    seats: 0,
    bids: 0,
    weights: 0,
    meritPrice: 0,
    organicPrice: 0,
    newcomerLevel: 0,
    leastRelevance: 0,
    ditherMean: 0,
    remainderCut: 1,
    isCapped: false,
    beyond: 0,
    unfilled: 0,
    edge: whole(),
    store: whole(),
    principal: whole(),
    seat: new Uint16Array(length),
    relevance: floats(),
    weight: floats(),
    organic: floats(),
    merit: floats(),
    newcomers: 0,
    newcomerAt: whole(),
    newcomer: floats(),
    explored: 0,
    exploredAt: new Uint32Array(facts.drawsPerKeyword),
    exploration: new Float64Array(facts.drawsPerKeyword),
    dither: floats(),
    amount: floats(),
    capFactor: floats(),
    units: floats(),
    seatWeight: floats(),
    seatMerit: floats(),
    seatBest: floats(),
    bins: new Int32Array(FRACTION_BINS),
    binGroups: new Int32Array(FRACTION_GROUPS),
    fraction: floats(),
    order: whole(),
    sorted: floats(),
    seatAmount: floats(),
    seatFactor: floats(),
    groupSlope: new Float64Array(length + 1),
    groupLeast: new Float64Array(length + 1),
  };
}
