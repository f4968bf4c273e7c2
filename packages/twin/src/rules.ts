/** The policy document, compiled once into the plain numbers that the rules' scalar forms take. */
import {
  type AllianceRules,
  type AllotmentRules,
  allianceRules,
  allotmentRules,
  type DepositRules,
  depositRules,
  type EffectiveStoreRules,
  effectiveStoreRules,
  type FeeRules,
  feeRules,
  fraudProbability,
  type IncentiveRules,
  incentiveRules,
  meritDecay,
  meritOf,
  meritSpentADay,
  type PolicyDocument,
  type ScoreRules,
  type SpreadRules,
  scoreRules,
  spreadRules,
  vestedShare,
  type WashRules,
  washRules,
} from '@hazumi/policy';

const CURRENCY = 'CNY';

/** The kinds of goods in the twin, by the slugs that the policy's tables know. Stores are spread over them evenly. */
export const CATEGORIES = ['apparel', 'food', 'books', 'digital', 'baby', 'home'] as const;

export interface TwinRules {
  /** Per category, in the order of `CATEGORIES`. */
  readonly fees: readonly FeeRules[];
  readonly effective: readonly EffectiveStoreRules[];
  readonly deposits: readonly DepositRules[];
  readonly score: ScoreRules;
  readonly incentive: IncentiveRules;
  readonly alliance: AllianceRules;
  readonly allotment: AllotmentRules;
  readonly wash: WashRules;
  readonly spread: SpreadRules;
  /** Of an incentive, the part that vests in each week after the one in which it cleared. */
  readonly vestsInWeek: Float64Array;
  /** Merit left after a day. */
  readonly meritADay: number;
  /** The part of the stock of merit that a day gives exposure for. */
  readonly meritSpentADay: number;
  /** Fraud probability of a store about which nothing is unusual. */
  readonly honestFraud: number;
  /** Merit of a unit of fee kept by such a store. */
  readonly honestMerit: number;
  readonly storesPerLicence: number;
  readonly vestingDays: number;
  /** Of pending settlements, the part that is settled in a day. */
  readonly settledADay: number;
  /** How surely an audited washer is caught, as the deposit's stake assumes. */
  readonly caughtShare: number;
  /** Refunds above this percentile of the category cost the effective state, as normal deviations. */
  readonly refundPercentile: number;
}

/** From payment to receipt; afterwards the policy's hold runs. */
const DELIVERY_DAYS = 4;

export function twinRules(policy: PolicyDocument): TwinRules {
  const incentive = incentiveRules(CURRENCY, policy);
  const wash = washRules(policy);
  const honestFraud = fraudProbability(0, 0, 0, 0, 0, 0, 0, wash);
  return {
    fees: CATEGORIES.map((category) => feeRules(category, CURRENCY, policy)),
    effective: CATEGORIES.map((category) => effectiveStoreRules(category, CURRENCY, policy)),
    deposits: CATEGORIES.map((category) => depositRules([category], CURRENCY, policy)),
    score: scoreRules(policy),
    incentive,
    alliance: allianceRules(policy),
    allotment: allotmentRules(policy),
    wash,
    spread: spreadRules(policy),
    vestsInWeek: Float64Array.from(
      { length: Math.ceil(Math.max(...policy.incentive.vestingDays) / 7) + 2 },
      (_, week) => (week === 0 ? 0 : vestedShare(week * 7, incentive) - vestedShare(week * 7 - 7, incentive)),
    ),
    meritADay: meritDecay(1, incentive),
    meritSpentADay: meritSpentADay(incentive),
    honestFraud,
    honestMerit: meritOf(1, 0, honestFraud, incentive),
    storesPerLicence: policy.stores.storesPerLicence,
    vestingDays: Math.max(...policy.incentive.vestingDays),
    settledADay: 1 / (1 + DELIVERY_DAYS + policy.settlement.holdDaysAfterCompletion),
    caughtShare: policy.deposit.fraudCaughtPpm / 1_000_000,
    refundPercentile: policy.effectiveStore.refundPercentilePpm / 1_000_000,
  };
}
