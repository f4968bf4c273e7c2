/**
 * Rule: the private-domain incentive. A settled private order earns a rebate on its fee; it vests in parts after the
 * return window, and is clawed back when a refund or a dispute comes later. What the platform keeps of the fee is the
 * order's merit, which halves every two weeks and decides about public traffic (see allotment): merit is counted in fees
 * and not in sales, because a reward for volume breeds wash trading.
 */
import { amountIn } from './amounts.ts';
import { powerOfTwo } from './deterministic-math.ts';
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { shareOf, splitByLargestRemainder, sumMinor, wholeMinor } from './money.ts';

type Policy = Pick<PolicyDocument, 'incentive' | 'allotment' | 'currencies'>;

export interface IncentiveRules {
  /** Share of the base that the platform keeps. */
  readonly keptFeeRate: number;
  /** Minor units a licence and month. */
  readonly capMinor: number;
  /** Ascending; an equal part vests on each. */
  readonly vestingDays: readonly number[];
  readonly meritHalfLifeDays: number;
}

/** @throws RangeError for a currency without a reference rate (see `hasCurrency`). */
export function incentiveRules(currency: string, policy: Policy): IncentiveRules {
  return {
    keptFeeRate: shareOf(policy.incentive.keptFeePpm),
    capMinor: Number(amountIn(policy.incentive.capPerLicenceAndMonth, currency, policy)),
    vestingDays: policy.incentive.vestingDays,
    meritHalfLifeDays: policy.allotment.meritHalfLifeDays,
  };
}

/**
 * The rebate of one private order before the monthly cap.
 *
 * @param baseMinor what the buyer paid, less freight and merchant coupons.
 * @param feeRate the order's frozen fee as a share.
 * @param feePaidMinor the fee that was charged and not given back.
 */
export function rebateOf(
  baseMinor: number,
  feeRate: number,
  feePaidMinor: number,
  rules: IncentiveRules,
): number {
  return Math.max(0, Math.min(feePaidMinor, baseMinor * (feeRate - rules.keptFeeRate)));
}

/** What of a rebate the cap leaves, given what the licence earned this month already. */
export function cappedRebate(
  rebateMinor: number,
  earnedThisMonthMinor: number,
  rules: IncentiveRules,
): number {
  return Math.max(0, Math.min(rebateMinor, rules.capMinor - earnedThisMonthMinor));
}

/** The share of a reward that has vested, 0 to 1. @param daysSinceCleared days since the return window ended. */
export function vestedShare(daysSinceCleared: number, rules: IncentiveRules): number {
  const { vestingDays } = rules;
  let vested = 0;
  while (vested < vestingDays.length && daysSinceCleared >= (vestingDays[vested] ?? 0)) vested += 1;
  return vested / vestingDays.length;
}

/** What a private order really cost its merchant: the fee that never returns, and proven logistics. */
export function feeKeptOf(feePaidMinor: number, rebateMinor: number, provenLogisticsMinor: number): number {
  return feePaidMinor - rebateMinor + provenLogisticsMinor;
}

/**
 * The merit of one private order: 2^(-age / half-life) x fee kept x (1 - fraud).
 *
 * @param feeKeptMinor see `feeKeptOf`.
 */
export function meritOf(
  feeKeptMinor: number,
  ageDays: number,
  fraudProbability: number,
  rules: IncentiveRules,
): number {
  return meritDecay(ageDays, rules) * feeKeptMinor * (1 - fraudProbability);
}

/** What is left of a merit after this many days, 0 to 1. Merits decay alike, so a sum of them can be multiplied by it. */
export function meritDecay(days: number, rules: IncentiveRules): number {
  return powerOfTwo(-days / rules.meritHalfLifeDays);
}

/**
 * The part of a stock of merit that fades in a day, 0 to 1: what a simulated day may give to the allotment.
 *
 * A stock gathers the fees of many days; with the default half-life a fee stays in it for some twenty days. Were the whole
 * stock given every day, a fee would buy exposure on each of them, and kappa, which bounds what a fee brings back, would
 * bound it twenty times over: faking sales would pay. Given by the parts that fade, a fee buys exposure once over its life.
 */
export function meritSpentADay(rules: IncentiveRules): number {
  return 1 - meritDecay(1, rules);
}

export interface RebateFacts {
  /** What the buyer paid, less freight and merchant coupons; minor units of `currency`. */
  readonly baseMinor: bigint;
  readonly feePpm: number;
  readonly feePaidMinor: bigint;
  /** What all stores of the licence earned this month already. */
  readonly earnedThisMonthMinor: bigint;
  readonly currency: string;
}

export interface RebateDecision {
  readonly rebateMinor: bigint;
  /** What limited it: the rate alone, the fee that was paid, or the cap of the month. */
  readonly reason: 'rate' | 'feePaid' | 'monthlyCap';
  /** JSON Pointers of the policy fields that decided. */
  readonly fields: readonly string[];
}

export function rebate(facts: RebateFacts, policy: Policy): RebateDecision {
  const rules = incentiveRules(facts.currency, policy);
  const feePaid = Number(facts.feePaidMinor);
  const uncapped = wholeMinor(rebateOf(Number(facts.baseMinor), shareOf(facts.feePpm), feePaid, rules));
  const capped = BigInt(cappedRebate(Number(uncapped), Number(facts.earnedThisMonthMinor), rules));
  const keptFee = fieldPath('incentive', 'keptFeePpm');
  if (capped < uncapped)
    return {
      rebateMinor: capped,
      reason: 'monthlyCap',
      fields: [keptFee, fieldPath('incentive', 'capPerLicenceAndMonth')],
    };
  const isLimitedByFee =
    rebateOf(Number(facts.baseMinor), shareOf(facts.feePpm), Number.POSITIVE_INFINITY, rules) > feePaid;
  return { rebateMinor: capped, reason: isLimitedByFee ? 'feePaid' : 'rate', fields: [keptFee] };
}

export interface VestingPart {
  /** Days after the end of the return window. */
  readonly day: number;
  readonly amountMinor: bigint;
}

/** The parts in which a reward vests, summing exactly. */
export function vestingParts(
  rewardMinor: bigint,
  { incentive }: Pick<PolicyDocument, 'incentive'>,
): VestingPart[] {
  const amounts = splitByLargestRemainder(
    rewardMinor,
    incentive.vestingDays.map(() => 1n),
  );
  return incentive.vestingDays.map((day, index) => ({ day, amountMinor: amounts[index] ?? 0n }));
}

export type ClawbackSource = PolicyDocument['incentive']['clawbackOrder'][number];

export interface Clawback {
  readonly taken: readonly { readonly source: ClawbackSource; readonly amountMinor: bigint }[];
  /** What no source could cover, and the merchant owes. */
  readonly owedMinor: bigint;
  readonly fields: readonly string[];
}

/**
 * From where a reward is taken back. Every source is used up before the next one is touched.
 *
 * @param available minor units in each source, as they are under the lock in which the clawback is booked.
 * @throws RangeError for a negative amount.
 */
export function clawback(
  amountMinor: bigint,
  available: Readonly<Record<ClawbackSource, bigint>>,
  { incentive }: Pick<PolicyDocument, 'incentive'>,
): Clawback {
  if (amountMinor < 0n || Object.values(available).some((amount) => amount < 0n))
    throw new RangeError('What is clawed back, and what there is, must not be negative.');
  let owedMinor = amountMinor;
  const taken = incentive.clawbackOrder.map((source) => {
    const there = available[source];
    const amount = there < owedMinor ? there : owedMinor;
    owedMinor -= amount;
    return { source, amountMinor: amount };
  });
  return {
    taken: taken.filter((part) => part.amountMinor > 0n),
    owedMinor: amountMinor - sumMinor(taken.map((part) => part.amountMinor)),
    fields: [fieldPath('incentive', 'clawbackOrder')],
  };
}
