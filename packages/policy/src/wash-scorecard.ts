/**
 * Rule: the probability that a store's private orders are made up, from a logistic scorecard with readable weights: each
 * feature, counted in standard deviations of its category, adds its weight to the log-odds. A reviewer can follow every
 * part; no model is asked that cannot say why.
 */
import { logistic } from './deterministic-math.ts';
import type { PolicyDocument } from './document.ts';
import { toPointer } from './fields/pointer.ts';
import { shareOf } from './money.ts';

/**
 * What the scorecard reads. A positive deviation means more of it:
 * - buyerBreadth: distinct buyers an order;
 * - addressConcentration: the chance that two orders go to the same address;
 * - hourOfDay: the share of orders at hours that differ from when the category sells;
 * - burst: the share of orders in the store's busiest hour;
 * - priceRoundness: the share of round amounts;
 * - browsingBeforeBuying: pages seen before an order;
 * - weakLinks: the share of orders whose buyer shares a weak link with the seller.
 */
export const WASH_FEATURES = [
  'buyerBreadth',
  'addressConcentration',
  'hourOfDay',
  'burst',
  'priceRoundness',
  'browsingBeforeBuying',
  'weakLinks',
] as const;
export type WashFeature = (typeof WASH_FEATURES)[number];

/** What a scorecard can weigh: the features, the prior log-odds of any store, and what a dense block adds to them. */
export const SCORECARD_WEIGHTS = [...WASH_FEATURES, 'intercept', 'denseBlock'] as const;

export interface WashRules extends Readonly<Record<WashFeature, number>> {
  readonly intercept: number;
  /** The probability from which on an order earns no reward. */
  readonly exclusion: number;
}

/**
 * A weight that the document does not name is 0.
 *
 * @param isInDenseBlock whether peeling found the store in the densest block (peeling.ts): it raises the prior.
 */
export function washRules(
  { fraud }: Pick<PolicyDocument, 'fraud'>,
  isInDenseBlock: boolean = false,
): WashRules {
  const weight = (name: (typeof SCORECARD_WEIGHTS)[number]) =>
    Object.hasOwn(fraud.scorecard, name) ? (fraud.scorecard[name] ?? 0) : 0;
  return {
    intercept: weight('intercept') + (isInDenseBlock ? weight('denseBlock') : 0),
    buyerBreadth: weight('buyerBreadth'),
    addressConcentration: weight('addressConcentration'),
    hourOfDay: weight('hourOfDay'),
    burst: weight('burst'),
    priceRoundness: weight('priceRoundness'),
    browsingBeforeBuying: weight('browsingBeforeBuying'),
    weakLinks: weight('weakLinks'),
    exclusion: shareOf(fraud.exclusionPpm),
  };
}

/** The probability of fraud, 0 to 1, from the features in standard deviations. */
export function fraudProbability(
  buyerBreadth: number,
  addressConcentration: number,
  hourOfDay: number,
  burst: number,
  priceRoundness: number,
  browsingBeforeBuying: number,
  weakLinks: number,
  rules: WashRules,
): number {
  return logistic(
    rules.intercept +
      rules.buyerBreadth * buyerBreadth +
      rules.addressConcentration * addressConcentration +
      rules.hourOfDay * hourOfDay +
      rules.burst * burst +
      rules.priceRoundness * priceRoundness +
      rules.browsingBeforeBuying * browsingBeforeBuying +
      rules.weakLinks * weakLinks,
  );
}

/** Whether an order with this probability of fraud earns no reward of any kind. */
export function isProbablyFake(probability: number, rules: Pick<WashRules, 'exclusion'>): boolean {
  return probability >= rules.exclusion;
}

export interface WashScore {
  readonly probability: number;
  /** Whether orders with this probability earn no reward. */
  readonly isExcluded: boolean;
  /** Log-odds before any feature was looked at. */
  readonly priorLogOdds: number;
  /** What each feature added to them, the most incriminating first. */
  readonly parts: readonly {
    readonly feature: WashFeature;
    /** In standard deviations of the category. */
    readonly deviations: number;
    readonly logOdds: number;
    /** JSON Pointer of the weight. */
    readonly field: string;
  }[];
}

/** @param deviations each feature in standard deviations of its category (`washDeviations`). */
export function washScore(
  deviations: Readonly<Record<WashFeature, number>>,
  isInDenseBlock: boolean,
  policy: Pick<PolicyDocument, 'fraud'>,
): WashScore {
  const rules = washRules(policy, isInDenseBlock);
  const probability = fraudProbability(
    deviations.buyerBreadth,
    deviations.addressConcentration,
    deviations.hourOfDay,
    deviations.burst,
    deviations.priceRoundness,
    deviations.browsingBeforeBuying,
    deviations.weakLinks,
    rules,
  );
  return {
    probability,
    isExcluded: isProbablyFake(probability, rules),
    priorLogOdds: rules.intercept,
    parts: WASH_FEATURES.map((feature) => ({
      feature,
      deviations: deviations[feature],
      logOdds: rules[feature] * deviations[feature],
      field: toPointer(['fraud', 'scorecard', feature]),
    })).sort((a, b) => b.logOdds - a.logOdds),
  };
}
