/**
 * Rule: violations and sanctions. A violation carries points by its severity; points lapse; their sum brings a sanction
 * with a scope and a duration. A sanction reaches the other stores of a principal only under conditions that stand in the
 * policy, never silently. Every sanction can be appealed, within a deadline and before a second pair of eyes.
 */
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { toPointer } from './fields/pointer.ts';
import { addDays } from './instants.ts';
import { shareOf } from './money.ts';

type Policy = Pick<PolicyDocument, 'governance'>;

export type Severity = PolicyDocument['governance']['severityPoints'][number]['severity'];
export type SanctionKind = PolicyDocument['governance']['thresholds'][number]['sanction'];
export type SpreadCondition = PolicyDocument['governance']['spreads'][number]['when'];
/** What a sanction is laid on, from the narrowest to the widest. */
export const SANCTION_SCOPES = ['product', 'store', 'account', 'licence', 'principal'] as const;
export type SanctionScope = (typeof SANCTION_SCOPES)[number];

export interface Violation {
  readonly severity: Severity;
  readonly happenedAt: Date;
}

export function pointsOf(severity: Severity, { governance }: Policy): number {
  return governance.severityPoints.find((row) => row.severity === severity)?.points ?? 0;
}

/**
 * The points that count at `now`: those of violations not older than the lapse.
 *
 * @param violations that stand; one that an appeal lifted is none.
 */
export function pointsInForce(violations: readonly Violation[], now: Date, policy: Policy): number {
  return violations
    .filter(
      ({ happenedAt }) => happenedAt <= now && now < addDays(happenedAt, policy.governance.pointsLapseDays),
    )
    .reduce((sum, { severity }) => sum + pointsOf(severity, policy), 0);
}

export interface SanctionDecision {
  readonly sanction: SanctionKind;
  /** Null for a sanction without an end of its own. */
  readonly days: number | null;
  /** JSON Pointer of the threshold; null when none is reached. */
  readonly field: string | null;
}

/** What a sum of points brings: the sanction of the highest threshold that it reaches. */
export function sanctionForPoints(points: number, { governance }: Policy): SanctionDecision {
  const index = governance.thresholds.findLastIndex((threshold) => points >= threshold.points);
  const reached = governance.thresholds[index];
  return reached === undefined
    ? { sanction: 'none', days: null, field: null }
    : {
        sanction: reached.sanction,
        days: reached.days === 0 ? null : reached.days,
        field: toPointer(['governance', 'thresholds', index]),
      };
}

export interface SpreadRules {
  /** Whether each condition spreads a sanction at all. */
  readonly spreadsSameGoods: boolean;
  readonly spreadsSameConduct: boolean;
  readonly spreadsMajorSeverity: boolean;
  /** How long a sibling bears it, as a share of the original duration. */
  readonly durationShare: number;
  /** What counts as the duration of a sanction without an end. */
  readonly endlessDays: number;
}

export function spreadRules({ governance }: Policy): SpreadRules {
  const spreads = (when: SpreadCondition) =>
    governance.spreads.some((spread) => spread.when === when && spread.sanction !== 'none');
  return {
    spreadsSameGoods: spreads('sameGoods'),
    spreadsSameConduct: spreads('sameConduct'),
    spreadsMajorSeverity: spreads('majorSeverity'),
    durationShare: shareOf(governance.spreadDurationPpm),
    endlessDays: governance.pointsLapseDays,
  };
}

/** The share of a sanction's duration that a sibling bears, 0 to 1; 0 when no condition of the policy is met. */
export function spreadShare(
  hasSameGoods: boolean,
  hasSameConduct: boolean,
  isMajor: boolean,
  rules: SpreadRules,
): number {
  return (hasSameGoods && rules.spreadsSameGoods) ||
    (hasSameConduct && rules.spreadsSameConduct) ||
    (isMajor && rules.spreadsMajorSeverity)
    ? rules.durationShare
    : 0;
}

export interface SpreadFacts {
  /** Null for a sanction without an end. */
  readonly days: number | null;
  readonly severity: Severity;
  /** The sibling offers the goods that the sanction is about. */
  readonly hasSameGoods: boolean;
  /** The sibling did the same. */
  readonly hasSameConduct: boolean;
}

export interface SpreadDecision {
  readonly when: SpreadCondition;
  readonly sanction: SanctionKind;
  /** Full days, at least one. */
  readonly days: number;
  /** JSON Pointers of the policy fields that decided. */
  readonly fields: readonly string[];
}

/**
 * What a sanction brings to a sibling store, one entry a condition that is met, in the policy's order; none when it does
 * not spread. A sanction without an end spreads as one that lasts until points lapse.
 */
export function spreads(facts: SpreadFacts, policy: Policy): SpreadDecision[] {
  const rules = spreadRules(policy);
  const met: Readonly<Record<SpreadCondition, boolean>> = {
    sameGoods: facts.hasSameGoods,
    sameConduct: facts.hasSameConduct,
    majorSeverity: facts.severity === 'major',
  };
  return policy.governance.spreads.flatMap(({ when, sanction }, index) => {
    if (sanction === 'none' || !met[when]) return [];
    const share = spreadShare(when === 'sameGoods', when === 'sameConduct', when === 'majorSeverity', rules);
    const days = Math.ceil((facts.days ?? rules.endlessDays) * share);
    return days === 0
      ? []
      : [
          {
            when,
            sanction,
            days,
            fields: [
              toPointer(['governance', 'spreads', index]),
              fieldPath('governance', 'spreadDurationPpm'),
            ],
          },
        ];
  });
}

/** Until when a sanction can be appealed. */
export function appealEndsAt(sanctionedAt: Date, { governance }: Policy): Date {
  return addDays(sanctionedAt, governance.appealDays);
}

/** By when an appeal must be decided. */
export function appealDecisionDueAt(appealedAt: Date, { governance }: Policy): Date {
  return addDays(appealedAt, governance.appealDecisionDays);
}

export type AppealVote =
  | {
      readonly allowed: true /** Whether enough people have seen the case when this one decides. */;
      readonly decides: boolean;
    }
  | { readonly allowed: false; readonly reason: 'sanctionedIt' | 'votedAlready' };

/**
 * Whether a person may judge an appeal. Who laid the sanction counts as the first to have seen the case and may not judge
 * it; nobody judges twice.
 *
 * @param judges those who judged before.
 */
export function appealVote(
  person: string,
  sanctionedBy: string,
  judges: readonly string[],
  { governance }: Policy,
): AppealVote {
  if (person === sanctionedBy) return { allowed: false, reason: 'sanctionedIt' };
  if (judges.includes(person)) return { allowed: false, reason: 'votedAlready' };
  const seenBy = new Set([sanctionedBy, ...judges, person]).size;
  return { allowed: true, decides: seenBy >= governance.appealReviewers };
}

/** What a sanction takes away. Rights that a store's state does not give stay missing (store-states.ts). */
export interface SanctionEffects {
  /** The goods or the store are not found. */
  readonly hides: boolean;
  readonly stopsSales: boolean;
  readonly stopsListings: boolean;
  readonly stopsAlliance: boolean;
  /** No public traffic beyond what a search for the store itself finds. */
  readonly stopsAllotment: boolean;
  readonly stopsWithdrawals: boolean;
}

const NO_EFFECT: SanctionEffects = {
  hides: false,
  stopsSales: false,
  stopsListings: false,
  stopsAlliance: false,
  stopsAllotment: false,
  stopsWithdrawals: false,
};

export const SANCTION_EFFECTS: Readonly<Record<SanctionKind, SanctionEffects>> = {
  none: NO_EFFECT,
  delist: { ...NO_EFFECT, hides: true, stopsSales: true },
  noNewListings: { ...NO_EFFECT, stopsListings: true },
  noAlliance: { ...NO_EFFECT, stopsAlliance: true },
  noAllotment: { ...NO_EFFECT, stopsAllotment: true },
  freezeWithdrawals: { ...NO_EFFECT, stopsWithdrawals: true },
  suspend: {
    hides: true,
    stopsSales: true,
    stopsListings: true,
    stopsAlliance: true,
    stopsAllotment: true,
    stopsWithdrawals: false,
  },
  ban: {
    hides: true,
    stopsSales: true,
    stopsListings: true,
    stopsAlliance: true,
    stopsAllotment: true,
    stopsWithdrawals: true,
  },
};

export interface Sanction {
  readonly kind: SanctionKind;
  readonly startsAt: Date;
  /** Null for one without an end of its own. */
  readonly endsAt: Date | null;
}

/** When a sanction of so many days ends; null for one without an end. */
export function sanctionEndsAt(startsAt: Date, days: number | null): Date | null {
  return days === null ? null : addDays(startsAt, days);
}

/** What all sanctions on one thing take away together at `now`: from the start on, up to but not including the end. */
export function effectsInForce(sanctions: readonly Sanction[], now: Date): SanctionEffects {
  const inForce = sanctions.filter(
    ({ startsAt, endsAt }) => startsAt <= now && (endsAt === null || now < endsAt),
  );
  const any = (effect: keyof SanctionEffects) => inForce.some(({ kind }) => SANCTION_EFFECTS[kind][effect]);
  return {
    hides: any('hides'),
    stopsSales: any('stopsSales'),
    stopsListings: any('stopsListings'),
    stopsAlliance: any('stopsAlliance'),
    stopsAllotment: any('stopsAllotment'),
    stopsWithdrawals: any('stopsWithdrawals'),
  };
}
