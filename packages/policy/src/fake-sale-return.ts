/**
 * Rule: what a fake sale earns its maker, which must be less than nothing. The maker pays the fee and the costs, and
 * hopes for the rebate and for public traffic; the traffic is worth at most kappa of the fees that stay, an order that
 * is caught earns neither, and the deposit stands for what was to vest. With kappa below one, a fake sale that is never
 * caught loses money too.
 */
import { type DepositRules, depositRules, stakeAgainstFraud } from './deposit.ts';
import type { PolicyDocument } from './document.ts';
import { feeKeptOf, type IncentiveRules, incentiveRules, rebateOf } from './incentive.ts';
import { shareOf } from './money.ts';

export interface FakeSaleRules {
  readonly incentive: IncentiveRules;
  readonly deposit: DepositRules;
  /** What traffic is worth at most, as a share of the fees that stay. */
  readonly kappa: number;
}

/** @throws RangeError for a currency without a reference rate (see `hasCurrency`). */
export function fakeSaleRules(
  currency: string,
  policy: Pick<PolicyDocument, 'incentive' | 'deposit' | 'allotment' | 'currencies'>,
): FakeSaleRules {
  return {
    incentive: incentiveRules(currency, policy),
    deposit: depositRules([], currency, policy),
    kappa: shareOf(policy.allotment.kappaPpm),
  };
}

/**
 * The expected return of one fake sale in minor units.
 *
 * @param baseMinor what the fake buyer pays, and gets back from the maker.
 * @param feeRate share of it that the platform takes.
 * @param costMinor what the deed costs beside the fee: parcels, tracking numbers, people.
 * @param caughtChance 0 to 1.
 */
export function fakeSaleReturn(
  baseMinor: number,
  feeRate: number,
  costMinor: number,
  caughtChance: number,
  rules: FakeSaleRules,
): number {
  const fee = baseMinor * feeRate;
  const rebate = rebateOf(baseMinor, feeRate, fee, rules.incentive);
  // Parcels that nobody sent, or that travelled for somebody else, prove no logistics.
  const traffic = rules.kappa * feeKeptOf(fee, rebate, 0);
  return (
    (1 - caughtChance) * (rebate + traffic) -
    fee -
    costMinor -
    caughtChance * stakeAgainstFraud(rebate, rules.deposit)
  );
}
