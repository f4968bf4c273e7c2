import { createHmac } from 'node:crypto';
import type { PolicyDocument } from '@hazumi/policy';

/** What is varied a little at random, so that the loop can be measured. */
export const experimentNames = [
  'onboarding',
  'exposureDither',
  'toolCredit',
  'couponSupport',
  'externalVisits',
] as const;
export type ExperimentName = (typeof experimentNames)[number];

/** Those whose nudge is money at the end of a week. */
export const creditedExperiments = ['toolCredit', 'couponSupport', 'externalVisits'] as const;
export type CreditedExperiment = (typeof creditedExperiments)[number];

/**
 * Draws are not kept anywhere to be known: each is a function of the market's secret, the experiment, whom it is for and the period,
 * so that every process draws the same, also one that starts tomorrow, and nobody without the secret can tell the next one. What was
 * drawn is logged all the same (`experiment_draw`), because a secret may change and a measurement is about the past.
 */
export interface Draws {
  /** -1 to 1, evenly; 0 for whoever is held out for good. Anew for each experiment, unit and period. */
  drawOf(experiment: ExperimentName, unitId: string, period: string): number;
  /** Whether this unit stays out of every experiment, for good: those are what the market would be without them. */
  isHeldOut(unitId: string): boolean;
}

const unitInterval = (secret: string, parts: readonly string[]): number =>
  (createHmac('sha256', secret)
    .update(['experiments', ...parts].join('\n'))
    .digest()
    .readUIntBE(0, 6) +
    0.5) /
  2 ** 48;

/**
 * @param secret the market's (`settings.secret`)
 * @param policy the document in force: how many are held out. A larger share only ever adds to them.
 */
export function drawsOf(secret: string, policy: Pick<PolicyDocument, 'experiments'>): Draws {
  const heldOut = policy.experiments.holdoutPpm / 1_000_000;
  const isHeldOut = (unitId: string): boolean => unitInterval(secret, ['holdout', unitId]) < heldOut;
  return {
    isHeldOut,
    drawOf: (experiment, unitId, period) =>
      isHeldOut(unitId) ? 0 : 2 * unitInterval(secret, ['draw', experiment, unitId, period]) - 1,
  };
}

const dayMs = 86_400_000;
/** Weeks begin on Mondays, 00:00 UTC; the first of 1970 counts from here. */
const firstMonday = 4 * dayMs;

/** The first day of the period of so many days in which an instant lies, `2026-11-16`; of seven days unless told: its week's Monday. */
export function periodOf(instant: Date, days = 7): string {
  const length = days * dayMs;
  const begun = Math.floor((instant.getTime() - firstMonday) / length) * length + firstMonday;
  return new Date(begun).toISOString().slice(0, 10);
}

/** The instant at which the period that begins on this day is over. */
export const periodEnd = (period: string, days = 7): Date =>
  new Date(Date.parse(`${period}T00:00:00Z`) + days * dayMs);
