import type { PolicyDocument } from '@hazumi/policy';
import type { Guardrails } from '../result.ts';

export interface Limit {
  readonly guardrail: keyof Guardrails;
  readonly limit: number;
  readonly breach: 'above' | 'below';
}

/** The limits that the policy has registered, of the guardrails that the twin can see; shares as plain fractions. */
export function guardrailLimits({ guardrails }: PolicyDocument): Limit[] {
  const share = (ppm: number): number => ppm / 1_000_000;
  return [
    { guardrail: 'effectiveShareAtDay60', limit: share(guardrails.effectiveShareMinPpm), breach: 'below' },
    { guardrail: 'storesPerPrincipal', limit: guardrails.storesPerPrincipalMax, breach: 'above' },
    { guardrail: 'exposureGini', limit: share(guardrails.exposureGiniMaxPpm), breach: 'above' },
    { guardrail: 'exposureTopPercentShare', limit: share(guardrails.topOnePercentMaxPpm), breach: 'above' },
    {
      guardrail: 'newcomerFirstOrderShare',
      limit: share(guardrails.newcomerFirstOrderMinPpm),
      breach: 'below',
    },
    { guardrail: 'refundShare', limit: share(guardrails.refundsMaxPpm), breach: 'above' },
    { guardrail: 'washShare', limit: share(guardrails.washShareMaxPpm), breach: 'above' },
    { guardrail: 'clawbackShare', limit: share(guardrails.clawbackMaxPpm), breach: 'above' },
  ];
}
