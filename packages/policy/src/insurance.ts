/**
 * Rule: return-shipping insurance (运费险). The premium follows the return rate of the category, corrected by the store's
 * own; one policy and one claim an order; a claim pays on the carrier's scan, never on a promise to ship.
 */
import { amountIn } from './amounts.ts';
import { byCategory, type Category } from './by-category.ts';
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { toPointer } from './fields/pointer.ts';
import { shareOf, wholeMinor } from './money.ts';

type Policy = Pick<PolicyDocument, 'insurance' | 'currencies'>;

/** The numbers of the rule for one category and currency. */
export interface InsuranceRules {
  /** Minor units that one return pays at most. */
  readonly coverageMinor: number;
  readonly expectedReturnRate: number;
  /** How many orders of experience the expected rate is worth. */
  readonly priorOrders: number;
  /** Factor on the pure premium. */
  readonly loading: number;
}

/** @throws RangeError for a currency without a reference rate (see `hasCurrency`). */
export function insuranceRules(category: Category, currency: string, policy: Policy): InsuranceRules {
  const { insurance } = policy;
  const own = byCategory(insurance.returnRateByCategoryPpm, category);
  return {
    coverageMinor: Number(amountIn(insurance.coverage, currency, policy)),
    expectedReturnRate: shareOf(own?.value ?? insurance.returnRatePpm),
    priorOrders: insurance.priorOrders,
    loading: shareOf(insurance.loadingPpm),
  };
}

/** The return rate that a premium rests on: the store's own, shrunk to that of its category. */
export function insuredReturnRate(returns: number, orders: number, rules: InsuranceRules): number {
  const experience = orders + rules.priorOrders;
  return experience > 0
    ? (returns + rules.priorOrders * rules.expectedReturnRate) / experience
    : rules.expectedReturnRate;
}

/** The premium of one order in minor units; never more than it covers. */
export function premiumOf(returns: number, orders: number, rules: InsuranceRules): number {
  return rules.coverageMinor * Math.min(1, insuredReturnRate(returns, orders, rules) * rules.loading);
}

/** What a claim pays of the freight of a return. */
export function claimOf(freightMinor: number, rules: InsuranceRules): number {
  return Math.min(freightMinor, rules.coverageMinor);
}

export interface PremiumDecision {
  readonly premiumMinor: bigint;
  readonly coverageMinor: bigint;
  /** JSON Pointers of the policy fields that decided. */
  readonly fields: readonly string[];
}

/** @param returns and `orders`: the store's own, over the same time. */
export function insurancePremium(
  category: Category,
  returns: number,
  orders: number,
  currency: string,
  policy: Policy,
): PremiumDecision {
  const rules = insuranceRules(category, currency, policy);
  const own = byCategory(policy.insurance.returnRateByCategoryPpm, category);
  return {
    premiumMinor: wholeMinor(premiumOf(returns, orders, rules)),
    coverageMinor: BigInt(rules.coverageMinor),
    fields: [
      own === null
        ? fieldPath('insurance', 'returnRatePpm')
        : toPointer(['insurance', 'returnRateByCategoryPpm', own.slug]),
      fieldPath('insurance', 'priorOrders'),
      fieldPath('insurance', 'coverage'),
      fieldPath('insurance', 'loadingPpm'),
    ],
  };
}

export interface ClaimFacts {
  /** Whether a policy was taken out for the order. */
  readonly isInsured: boolean;
  /** Claims of the order that were paid already. */
  readonly paidClaims: number;
  /** The carrier has scanned the returned parcel. */
  readonly isScanned: boolean;
  readonly freightMinor: bigint;
  readonly coverageMinor: bigint;
}

export type ClaimDecision =
  | { readonly allowed: true; readonly paidMinor: bigint }
  | {
      readonly allowed: false;
      readonly reason: 'notInsured' | 'notScanned' | 'claimedBefore';
      readonly field: string | null;
    };

/** Whether a claim pays, and how much. The coverage is the policy's own, frozen when it was taken out. */
export function insuranceClaim(
  facts: ClaimFacts,
  { insurance }: Pick<PolicyDocument, 'insurance'>,
): ClaimDecision {
  if (!facts.isInsured) return { allowed: false, reason: 'notInsured', field: null };
  if (facts.paidClaims >= insurance.claimsPerOrder)
    return { allowed: false, reason: 'claimedBefore', field: fieldPath('insurance', 'claimsPerOrder') };
  if (!facts.isScanned) return { allowed: false, reason: 'notScanned', field: null };
  const { freightMinor, coverageMinor } = facts;
  return { allowed: true, paidMinor: freightMinor < coverageMinor ? freightMinor : coverageMinor };
}

/** Whether one more policy may be taken out for an order. */
export function mayInsure(
  policiesOfOrder: number,
  { insurance }: Pick<PolicyDocument, 'insurance'>,
): boolean {
  return policiesOfOrder < insurance.policiesPerOrder;
}
