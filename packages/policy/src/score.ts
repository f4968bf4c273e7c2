/**
 * Rule: the score of a store, 0 to 5 points: half goods (low ratings, quality returns), a quarter logistics (late pickup,
 * late delivery), a quarter service (hours to solve an after-sale, hours to reply).
 *
 * All six metrics count what went wrong, so less is better. Each is shrunk to the mean of its category (Bayes: the mean
 * is worth `priorOrders` observations) and taken relative to that mean; a store like its category gets the category's
 * average score, one twice as bad loses the same factor once more: 5 x (average / 5)^(metric / mean). So a metric
 * without a fault is worth 5 points, none is worth less than 0, and every improvement counts.
 */
import { exp, log } from './deterministic-math.ts';
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { shareOf } from './money.ts';

const MOST_POINTS = 5;

export interface ScoreRules {
  readonly minimumOrders: number;
  readonly priorOrders: number;
  /** Least mean of a category: of a rate, and of a time in hours. */
  readonly leastRate: number;
  readonly leastHours: number;
  /** log(average / 5), the average being the points of a store that is like its category. */
  readonly logAverageShare: number;
  /** Weights of the six metrics, summing to 1. */
  readonly lowRatingWeight: number;
  readonly qualityReturnWeight: number;
  readonly latePickupWeight: number;
  readonly lateDeliveryWeight: number;
  readonly afterSaleWeight: number;
  readonly replyWeight: number;
}

export function scoreRules({ score }: Pick<PolicyDocument, 'score'>): ScoreRules {
  const weight = (group: number, ppm: number) => shareOf(group) * shareOf(ppm);
  return {
    minimumOrders: score.minimumOrders,
    priorOrders: score.priorOrders,
    leastRate: shareOf(score.leastRatePpm),
    leastHours: score.leastHours,
    logAverageShare: log(score.averageScoreMilli / 1_000 / MOST_POINTS),
    lowRatingWeight: weight(score.goodsPpm, score.lowRatingPpm),
    qualityReturnWeight: weight(score.goodsPpm, 1_000_000 - score.lowRatingPpm),
    latePickupWeight: weight(score.logisticsPpm, score.pickupPpm),
    lateDeliveryWeight: weight(score.logisticsPpm, 1_000_000 - score.pickupPpm),
    afterSaleWeight: weight(score.servicePpm, score.afterSalePpm),
    replyWeight: weight(score.servicePpm, 1_000_000 - score.afterSalePpm),
  };
}

/**
 * The points of one metric, above 0 and up to 5.
 *
 * @param value the store's rate (0 to 1) or mean time (hours); whatever it is when there are no observations.
 * @param observations how many the value rests on.
 * @param categoryMean the same metric over the store's category.
 * @param least what the category's mean is taken as at least (`leastRate` or `leastHours`).
 */
export function metricScore(
  value: number,
  observations: number,
  categoryMean: number,
  least: number,
  rules: ScoreRules,
): number {
  const mean = Math.max(categoryMean, least);
  const seen = observations > 0 ? observations * value : 0;
  const all = observations + rules.priorOrders;
  const relative = all > 0 ? (seen + rules.priorOrders * mean) / (all * mean) : 1;
  return MOST_POINTS * exp(rules.logAverageShare * relative);
}

/** The score from the points of its six metrics (`metricScore`). Whether there is one at all says `isRated`. */
export function scoreFrom(
  lowRating: number,
  qualityReturn: number,
  latePickup: number,
  lateDelivery: number,
  afterSale: number,
  reply: number,
  rules: ScoreRules,
): number {
  return (
    rules.lowRatingWeight * lowRating +
    rules.qualityReturnWeight * qualityReturn +
    rules.latePickupWeight * latePickup +
    rules.lateDeliveryWeight * lateDelivery +
    rules.afterSaleWeight * afterSale +
    rules.replyWeight * reply
  );
}

/** Whether a store has orders enough for a score; one without has none, rather than a low one. */
export function isRated(ordersInWindow: number, rules: ScoreRules): boolean {
  return ordersInWindow >= rules.minimumOrders;
}

export const SCORE_METRICS = [
  'lowRating',
  'qualityReturn',
  'latePickup',
  'lateDelivery',
  'afterSale',
  'reply',
] as const;
export type ScoreMetric = (typeof SCORE_METRICS)[number];

/** One metric of a store beside the same of its category. Rates are 0 to 1, the times of `afterSale` and `reply` hours. */
export interface MetricFacts {
  readonly value: number;
  readonly observations: number;
  readonly categoryMean: number;
}

export interface ScoreFacts {
  /** Orders in the window of `score.windowDays`. */
  readonly orders: number;
  readonly metrics: Readonly<Record<ScoreMetric, MetricFacts>>;
}

export interface ScorePart {
  readonly metric: ScoreMetric;
  /** Share of the score, 0 to 1. */
  readonly weight: number;
  /** 0 to 5. */
  readonly points: number;
  /** What the whole score would gain if the store halved this metric. */
  readonly gainIfHalved: number;
}

export interface ScoreDecision {
  /** 0 to 5; null under the minimum of orders. */
  readonly score: number | null;
  readonly parts: readonly ScorePart[];
  /** The metric whose halving would raise the score most; null when nothing is left to gain. */
  readonly raisesMost: ScoreMetric | null;
  /** JSON Pointers of the policy fields that decided. */
  readonly fields: readonly string[];
}

export function storeScore(facts: ScoreFacts, policy: Pick<PolicyDocument, 'score'>): ScoreDecision {
  const rules = scoreRules(policy);
  const pointsOf = (metric: ScoreMetric, factor: number): number => {
    const { value, observations, categoryMean } = facts.metrics[metric];
    const least = metric === 'afterSale' || metric === 'reply' ? rules.leastHours : rules.leastRate;
    return metricScore(value * factor, observations, categoryMean, least, rules);
  };
  const parts = SCORE_METRICS.map((metric): ScorePart => {
    const weight = rules[`${metric}Weight`];
    const points = pointsOf(metric, 1);
    return { metric, weight, points, gainIfHalved: weight * (pointsOf(metric, 0.5) - points) };
  });
  const best = parts.reduce((a, b) => (b.gainIfHalved > a.gainIfHalved ? b : a));
  const points = (metric: ScoreMetric) => parts[SCORE_METRICS.indexOf(metric)]?.points ?? 0;
  const isScored = isRated(facts.orders, rules);
  return {
    score: isScored
      ? scoreFrom(
          points('lowRating'),
          points('qualityReturn'),
          points('latePickup'),
          points('lateDelivery'),
          points('afterSale'),
          points('reply'),
          rules,
        )
      : null,
    parts,
    raisesMost: best.gainIfHalved > 0 ? best.metric : null,
    fields: isScored
      ? [
          fieldPath('score', 'goodsPpm'),
          fieldPath('score', 'logisticsPpm'),
          fieldPath('score', 'servicePpm'),
          fieldPath('score', 'lowRatingPpm'),
          fieldPath('score', 'pickupPpm'),
          fieldPath('score', 'afterSalePpm'),
          fieldPath('score', 'averageScoreMilli'),
          fieldPath('score', 'priorOrders'),
        ]
      : [fieldPath('score', 'minimumOrders')],
  };
}
