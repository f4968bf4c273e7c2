/**
 * Rule: the guardrails beside the North Star. A change of policy is rolled out only when it breaks none of them; what
 * could not be measured is told apart from what is within its limit.
 */
import { amountIn } from './amounts.ts';
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { shareOf } from './money.ts';

type Policy = Pick<PolicyDocument, 'guardrails' | 'currencies'>;

interface Declaration {
  readonly name: string;
  readonly field: Exclude<keyof PolicyDocument['guardrails'], 'cohortDays'>;
  readonly bound: 'atMost' | 'atLeast';
}

const DECLARED = [
  { name: 'effectiveShare', field: 'effectiveShareMinPpm', bound: 'atLeast' },
  { name: 'storesPerPrincipal', field: 'storesPerPrincipalMax', bound: 'atMost' },
  { name: 'medianTurnoverDrop', field: 'medianTurnoverDropMaxPpm', bound: 'atMost' },
  { name: 'bunching', field: 'bunchingMaxPpm', bound: 'atMost' },
  { name: 'exposureGini', field: 'exposureGiniMaxPpm', bound: 'atMost' },
  { name: 'topOnePercent', field: 'topOnePercentMaxPpm', bound: 'atMost' },
  { name: 'newcomerFirstOrder', field: 'newcomerFirstOrderMinPpm', bound: 'atLeast' },
  { name: 'refunds', field: 'refundsMaxPpm', bound: 'atMost' },
  { name: 'disputes', field: 'disputesMaxPpm', bound: 'atMost' },
  { name: 'repeat', field: 'repeatMinPpm', bound: 'atLeast' },
  { name: 'washShare', field: 'washShareMaxPpm', bound: 'atMost' },
  { name: 'clawback', field: 'clawbackMaxPpm', bound: 'atMost' },
  { name: 'appealsOverturned', field: 'appealsOverturnedMaxPpm', bound: 'atMost' },
  { name: 'subsidyPerEffectiveStore', field: 'subsidyPerEffectiveStoreMax', bound: 'atMost' },
  { name: 'netNewPrivate', field: 'netNewPrivateMinPpm', bound: 'atLeast' },
  { name: 'searchSuccess', field: 'searchSuccessMinPpm', bound: 'atLeast' },
] as const satisfies readonly Declaration[];

export type GuardrailName = (typeof DECLARED)[number]['name'];
export const GUARDRAILS: readonly GuardrailName[] = DECLARED.map(({ name }) => name);

export interface Guardrail {
  readonly name: GuardrailName;
  readonly bound: 'atMost' | 'atLeast';
  /** A share of one, a plain number (storesPerPrincipal), or minor units (subsidyPerEffectiveStore). */
  readonly limit: number;
  /** JSON Pointer of the policy field. */
  readonly field: string;
}

/** @throws RangeError for a currency without a reference rate (see `hasCurrency`). */
export function guardrails(currency: string, policy: Policy): Guardrail[] {
  return DECLARED.map(({ name, field, bound }) => {
    const value = policy.guardrails[field];
    return {
      name,
      bound,
      limit:
        typeof value !== 'number'
          ? Number(amountIn(value, currency, policy))
          : field === 'storesPerPrincipalMax'
            ? value
            : shareOf(value),
      field: fieldPath('guardrails', field),
    };
  });
}

/** Whether a measure breaks its guardrail; a measure right at the limit does not. */
export function breaksGuardrail(measure: number, { bound, limit }: Guardrail): boolean {
  return bound === 'atMost' ? measure > limit : measure < limit;
}

export interface GuardrailFinding extends Guardrail {
  /** In the unit of the limit; null when it was not measured. */
  readonly measure: number | null;
  readonly finding: 'within' | 'broken' | 'notMeasured';
}

/** What each guardrail says about these measures; one that is missing or no number was not measured. */
export function judgeGuardrails(
  measures: Readonly<Partial<Record<GuardrailName, number>>>,
  currency: string,
  policy: Policy,
): GuardrailFinding[] {
  return guardrails(currency, policy).map((guardrail) => {
    const measure = measures[guardrail.name];
    if (measure === undefined || Number.isNaN(measure))
      return { ...guardrail, measure: null, finding: 'notMeasured' };
    return { ...guardrail, measure, finding: breaksGuardrail(measure, guardrail) ? 'broken' : 'within' };
  });
}
