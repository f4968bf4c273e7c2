/**
 * Rule: exploration. Thompson sampling by keyword: each draw samples, for every seat, what its rate of clicks may be after
 * what is known, and the highest gets that draw's part of the pool; in the seat, the member that was shown least. The arms
 * are seats, so that a clone of a store adds no chance.
 */
import { log } from '../deterministic-math.ts';
import type { AllotmentMarket } from './market.ts';
import { leastRelevance } from './relevance.ts';
import { placeEdges, readRow } from './row.read.ts';
import type { AllotmentRules } from './rules.ts';
import type { RowWork } from './work.ts';

export interface ExplorationFacts {
  /** Of each edge: times shown, and times clicked, in the window that counts. */
  readonly impressions: ArrayLike<number>;
  readonly clicks: ArrayLike<number>;
  /** Of each keyword: clicks for an impression, the prior; it weighs one expected click. */
  readonly clickRate: ArrayLike<number>;
}

/** A stream of uniforms strictly between 0 and 1, for one draw of one keyword. */
export type UniformsOf = (keyword: number, draw: number) => () => number;

/** Draws the explorers of keywords `from` to `to` into `facts.explorers`. Each draw reads its own stream only. */
export function drawExplorers(
  market: AllotmentMarket,
  rules: AllotmentRules,
  known: ExplorationFacts,
  uniformsOf: UniformsOf,
  from: number,
  to: number,
  work: RowWork,
): void {
  const { drawsPerKeyword, explorers } = market.facts;
  for (let keyword = from; keyword < to; keyword++) {
    readRow(market, rules, keyword, leastRelevance(market, rules, keyword), work);
    placeEdges(market.graph, work);
    gatherArms(known, work);
    const rate = Math.min(0.5, Math.max(1e-6, known.clickRate[keyword] as number));
    for (let draw = 0; draw < drawsPerKeyword; draw++) {
      const uniform = uniformsOf(keyword, draw);
      let best = -1;
      let chosen = -1;
      for (let seat = 0; seat < work.seats; seat++) {
        const member = work.order[seat] as number;
        if (member === NOBODY) continue;
        const clicks = work.seatBest[seat] as number;
        const misses = Math.max(0, (work.seatAmount[seat] as number) - clicks);
        const sample = sampleBeta(1 + clicks, 1 / rate - 1 + misses, uniform);
        if (sample > best) {
          best = sample;
          chosen = work.edge[member] as number;
        }
      }
      explorers[keyword * drawsPerKeyword + draw] = chosen;
    }
  }
}

const NOBODY = 0xffff_ffff;

/** Sums impressions and clicks by seat, and finds each seat's member that was shown least; among equals the first. */
function gatherArms({ impressions, clicks }: ExplorationFacts, work: RowWork): void {
  const { count, seats, seat, edge, order, seatAmount, seatBest } = work;
  for (let c = 0; c < seats; c++) {
    order[c] = NOBODY;
    seatAmount[c] = 0;
    seatBest[c] = 0;
  }
  for (let at = 0; at < count; at++) {
    const c = seat[at] as number;
    const e = edge[at] as number;
    seatAmount[c] = (seatAmount[c] as number) + (impressions[e] as number);
    seatBest[c] = (seatBest[c] as number) + (clicks[e] as number);
    const other = order[c] as number;
    if (other === NOBODY || (impressions[e] as number) < (impressions[edge[other] as number] as number))
      order[c] = at;
  }
}

/**
 * A sample of Beta(a, b), both at least 1, from two of the gamma distribution.
 *
 * @throws RangeError for an a or b that is less, or not finite.
 */
export function sampleBeta(a: number, b: number, uniform: () => number): number {
  const first = sampleGamma(a, uniform);
  return first / (first + sampleGamma(b, uniform));
}

const SQUEEZE = 0.0331;

/** Marsaglia and Tsang 2000, for shapes of at least 1. */
function sampleGamma(shape: number, uniform: () => number): number {
  if (!(shape >= 1 && shape < Number.POSITIVE_INFINITY))
    throw new RangeError(`A shape is finite and at least 1, not ${shape}.`);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = sampleNormal(uniform);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = uniform();
    const square = x * x;
    // Their squeeze: most are accepted without a logarithm. Where it holds the test below holds, too, by more than rounding.
    if (u < 1 - SQUEEZE * square * square) return d * v;
    if (log(u) < 0.5 * x * x + d - d * v + d * log(v)) return d * v;
  }
}

/** The polar method of Marsaglia: only a logarithm and a square root, both the same on every engine. */
function sampleNormal(uniform: () => number): number {
  for (;;) {
    const x = 2 * uniform() - 1;
    const y = 2 * uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * log(square)) / square);
  }
}
