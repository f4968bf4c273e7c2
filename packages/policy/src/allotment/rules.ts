/** The numbers of the policy that allot public traffic, read out once as plain numbers. */
import type { PolicyDocument } from '../document.ts';

/** Micro-impressions in one impression: exposure is counted in whole micro-impressions, so that it sums exactly. */
export const MICRO = 1_000_000;

export interface AllotmentRules {
  /** Shares of a keyword's supply; the four sum to one. */
  readonly organicShare: number;
  readonly meritShare: number;
  readonly newcomerShare: number;
  readonly explorationShare: number;
  /** The value of what merit gains is at most this share of the fees behind it. */
  readonly kappa: number;
  /** A store less relevant than this gets no merit exposure on a keyword. */
  readonly meritRelevance: number;
  /** theta: a store is shown only with at least this share of the best relevance on the keyword. */
  readonly servingRelevance: number;
  /** gamma: the exponent on relevance times quality. */
  readonly organicExponent: number;
  /** epsilon: the part of a cluster's seat that is given by relevance and quality, whoever has merit. */
  readonly noMeritShare: number;
  /** At most so many stores of a principal on a page. */
  readonly seatsPerPrincipal: number;
  /** What each position of a page is worth; the first is 1 and none is above the one before it. */
  readonly positionWeights: Float64Array;
  /** The share of a page's exposure that its first m positions hold, for m = 0 to all of them. */
  readonly positionShares: Float64Array;
  /** An entitlement moves by at most this share; 0 when the dither is off. */
  readonly ditherAmplitude: number;
  /** Impressions up to which a newcomer is shown, stage by stage. */
  readonly newcomerTranches: readonly number[];
  /** The next stage opens at this probability that the store is no worse than its category. */
  readonly newcomerTest: number;
  readonly newcomerDays: number;
  readonly newcomerSlotsPerPrincipal: number;
}

const PPM = 1_000_000;

export function allotmentRules(policy: Pick<PolicyDocument, 'allotment' | 'dither'>): AllotmentRules {
  const { allotment, dither } = policy;
  const positionWeights = Float64Array.from(allotment.positionWeightsPpm, (weight) => weight / PPM);
  return {
    organicShare: allotment.organicSharePpm / PPM,
    meritShare: allotment.meritSharePpm / PPM,
    newcomerShare: allotment.newcomerSharePpm / PPM,
    explorationShare: allotment.explorationSharePpm / PPM,
    kappa: allotment.kappaPpm / PPM,
    meritRelevance: allotment.meritRelevancePpm / PPM,
    servingRelevance: allotment.servingRelevancePpm / PPM,
    organicExponent: allotment.organicExponent,
    noMeritShare: allotment.noMeritWeightPpm / PPM,
    seatsPerPrincipal: allotment.seatsPerPrincipal,
    positionWeights,
    positionShares: sharesOfPage(positionWeights),
    ditherAmplitude: dither.enabled ? dither.amplitudePpm / PPM : 0,
    newcomerTranches: allotment.newcomerTranches,
    newcomerTest: allotment.newcomerTestPpm / PPM,
    newcomerDays: allotment.newcomerDays,
    newcomerSlotsPerPrincipal: allotment.newcomerSlotsPerPrincipal,
  };
}

/** What a page is worth in all, in impressions of its first position. */
export function pageWeight({ positionWeights }: Pick<AllotmentRules, 'positionWeights'>): number {
  return positionWeights.reduce((sum, weight) => sum + weight, 0);
}

function sharesOfPage(weights: Float64Array): Float64Array {
  const whole = pageWeight({ positionWeights: weights });
  const shares = new Float64Array(weights.length + 1);
  let sum = 0;
  for (let at = 0; at < weights.length; at++) {
    sum += weights[at] as number;
    shares[at + 1] = sum / whole;
  }
  shares[weights.length] = 1;
  return shares;
}
