/**
 * Rule: the alliance, where merchants offer goods to creators for a commission. Who may offer, who is cleared out, which
 * plans go together, and what is left to the merchant when it all is paid.
 */
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { addDays } from './instants.ts';
import { shareOf, wholeMinor } from './money.ts';

type Policy = Pick<PolicyDocument, 'alliance'>;

export interface AllianceRules {
  /** Points, 0 to 5. */
  readonly admissionScore: number;
  readonly clearOutScore: number;
  readonly clearOutDays: number;
  readonly isInsuranceRequired: boolean;
  readonly isDepositRequired: boolean;
  readonly cleanDays: number;
  /** Share of the price kept back for returns. */
  readonly afterSaleReserve: number;
  readonly marginFloor: number;
}

export function allianceRules({
  alliance,
  coupons,
}: Pick<PolicyDocument, 'alliance' | 'coupons'>): AllianceRules {
  return {
    admissionScore: alliance.admissionScoreMilli / 1_000,
    clearOutScore: alliance.clearOutScoreMilli / 1_000,
    clearOutDays: alliance.clearOutDays,
    isInsuranceRequired: alliance.insuranceRequired,
    isDepositRequired: alliance.depositInOrderRequired,
    cleanDays: alliance.cleanDays,
    afterSaleReserve: shareOf(coupons.afterSaleReservePpm),
    marginFloor: shareOf(alliance.marginFloorPpm),
  };
}

/** What a store can lack for admission. Its place here is its bit in `admissionGaps`. */
export const ADMISSION_GAPS = ['score', 'insurance', 'deposit', 'majorViolation'] as const;
export type AdmissionGap = (typeof ADMISSION_GAPS)[number];

const ADMISSION_FIELDS: Readonly<Record<AdmissionGap, string>> = {
  score: fieldPath('alliance', 'admissionScoreMilli'),
  insurance: fieldPath('alliance', 'insuranceRequired'),
  deposit: fieldPath('alliance', 'depositInOrderRequired'),
  majorViolation: fieldPath('alliance', 'cleanDays'),
};

/**
 * What a store lacks to start new plans, one bit each (`ADMISSION_GAPS`); 0 for an admitted one. Plans that run go on.
 *
 * @param score points, 0 to 5; NaN for a store too new to be rated, which is not admitted yet.
 * @param daysSinceMajorViolation Infinity when there was none.
 */
export function admissionGaps(
  score: number,
  hasInsurance: boolean,
  isDepositInOrder: boolean,
  daysSinceMajorViolation: number,
  rules: AllianceRules,
): number {
  return (
    (score >= rules.admissionScore ? 0 : 1) |
    (rules.isInsuranceRequired && !hasInsurance ? 2 : 0) |
    (rules.isDepositRequired && !isDepositInOrder ? 4 : 0) |
    (daysSinceMajorViolation < rules.cleanDays ? 8 : 0)
  );
}

/** Whether a store is cleared out. @param daysBelow for how long its score has been below the line without a break. */
export function isClearedOut(score: number, daysBelow: number, rules: AllianceRules): boolean {
  return score < rules.clearOutScore && daysBelow >= rules.clearOutDays;
}

/**
 * What a sale leaves to the merchant, in minor units; negative for a loss.
 *
 * @param feeRate share of the price that the platform takes.
 * @param commissionRate share of the price that goes to creator and agency.
 * @param couponMinor the merchant's part of the coupons on it.
 */
export function marginOf(
  priceMinor: number,
  costMinor: number,
  logisticsMinor: number,
  feeRate: number,
  commissionRate: number,
  couponMinor: number,
  rules: AllianceRules,
): number {
  const paid = priceMinor - couponMinor;
  return paid * (1 - feeRate - commissionRate - rules.afterSaleReserve) - costMinor - logisticsMinor;
}

export interface AdmissionFacts {
  /** Points, 0 to 5; null for a store too new to be rated. */
  readonly score: number | null;
  readonly hasInsurance: boolean;
  readonly isDepositInOrder: boolean;
  /** Null when there was none. */
  readonly daysSinceMajorViolation: number | null;
  /** For how long the score has been below the clear-out line, in days; null when it is not. */
  readonly daysBelowClearOut: number | null;
}

export interface AdmissionDecision {
  /** New plans may be started. */
  readonly isAdmitted: boolean;
  /** Running plans end too; the merchant can appeal. */
  readonly isClearedOut: boolean;
  readonly missing: readonly { readonly gap: AdmissionGap; readonly field: string }[];
  /** JSON Pointers of the policy fields that decided. */
  readonly fields: readonly string[];
}

export function allianceAdmission(
  facts: AdmissionFacts,
  policy: Pick<PolicyDocument, 'alliance' | 'coupons'>,
): AdmissionDecision {
  const rules = allianceRules(policy);
  const gaps = admissionGaps(
    facts.score ?? Number.NaN,
    facts.hasInsurance,
    facts.isDepositInOrder,
    facts.daysSinceMajorViolation ?? Number.POSITIVE_INFINITY,
    rules,
  );
  const isOut = isClearedOut(facts.score ?? Number.NaN, facts.daysBelowClearOut ?? 0, rules);
  const missing = ADMISSION_GAPS.filter((_, bit) => (gaps & (1 << bit)) !== 0).map((gap) => ({
    gap,
    field: ADMISSION_FIELDS[gap],
  }));
  return {
    isAdmitted: gaps === 0 && !isOut,
    isClearedOut: isOut,
    missing,
    fields: [
      ...(gaps === 0
        ? ADMISSION_GAPS.map((gap) => ADMISSION_FIELDS[gap])
        : missing.map(({ field }) => field)),
      ...(isOut ? [fieldPath('alliance', 'clearOutScoreMilli'), fieldPath('alliance', 'clearOutDays')] : []),
    ],
  };
}

export type PlanKind = 'open' | 'targeted' | 'exclusive';

export interface PlanProposal {
  readonly kind: PlanKind;
  readonly ratePpm: number;
  /** How many creators it names: none for an open plan, some for the other two. */
  readonly creators: number;
}

export type PlanDecision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason:
        | 'notAdmitted'
        | 'rateTooLow'
        | 'rateTooHigh'
        | 'namesCreators'
        | 'namesNoCreator'
        | 'needsOpenPlan'
        | 'excluded';
      /** JSON Pointer of the policy field that decided; null where the kind of plan itself does. */
      readonly field: string | null;
    };

/**
 * Whether a store may start a plan for goods on which these plans run already. An open plan is for any creator at one
 * rate; a targeted one for named creators, beside an open one; an exclusive one excludes the other two.
 */
export function planDecision(
  plan: PlanProposal,
  running: readonly PlanKind[],
  isAdmitted: boolean,
  { alliance }: Policy,
): PlanDecision {
  const refused = (reason: Exclude<PlanDecision, { allowed: true }>['reason'], field: string | null = null) =>
    ({ allowed: false, reason, field }) as const;
  if (!isAdmitted) return refused('notAdmitted', fieldPath('alliance', 'admissionScoreMilli'));
  if (plan.ratePpm < alliance.commissionMinPpm)
    return refused('rateTooLow', fieldPath('alliance', 'commissionMinPpm'));
  if (plan.ratePpm > alliance.commissionMaxPpm)
    return refused('rateTooHigh', fieldPath('alliance', 'commissionMaxPpm'));
  if (plan.kind === 'open' && plan.creators > 0) return refused('namesCreators');
  if (plan.kind !== 'open' && plan.creators === 0) return refused('namesNoCreator');
  if (running.some((other) => (other === 'exclusive') !== (plan.kind === 'exclusive')))
    return refused('excluded');
  if (plan.kind === 'targeted' && alliance.targetedNeedsOpenPlan && !running.includes('open'))
    return refused('needsOpenPlan', fieldPath('alliance', 'targetedNeedsOpenPlan'));
  return { allowed: true };
}

/** When a changed rate of commission begins to apply. */
export function rateAppliesAt(changedAt: Date, { alliance }: Policy): Date {
  return addDays(changedAt, alliance.rateChangeDays);
}

/** When a creator's promotion info ends. */
export function promotionEndsAt(createdAt: Date, { alliance }: Policy): Date {
  return addDays(createdAt, alliance.promotionDays);
}

export interface MarginFacts {
  readonly priceMinor: bigint;
  readonly costMinor: bigint;
  readonly logisticsMinor: bigint;
  readonly feePpm: number;
  readonly commissionPpm: number;
  /** The merchant's part of the coupons that may apply. */
  readonly couponMinor: bigint;
}

export interface MarginDecision {
  readonly marginMinor: bigint;
  /** Share of the price; 0 for a price of 0. */
  readonly marginShare: number;
  /** The merchant is warned. */
  readonly isBelowFloor: boolean;
  readonly fields: readonly string[];
}

/** The margin of an offer, shown before it is made. */
export function marginCheck(
  facts: MarginFacts,
  policy: Pick<PolicyDocument, 'alliance' | 'coupons'>,
): MarginDecision {
  const rules = allianceRules(policy);
  const price = Number(facts.priceMinor);
  const margin = marginOf(
    price,
    Number(facts.costMinor),
    Number(facts.logisticsMinor),
    shareOf(facts.feePpm),
    shareOf(facts.commissionPpm),
    Number(facts.couponMinor),
    rules,
  );
  const marginShare = price > 0 ? margin / price : 0;
  return {
    marginMinor: wholeMinor(margin),
    marginShare,
    isBelowFloor: margin < rules.marginFloor * price,
    fields: [fieldPath('alliance', 'marginFloorPpm'), fieldPath('coupons', 'afterSaleReservePpm')],
  };
}
