/** Guardrails against the limits that the policy registers. */
import { type Section, same } from '@hazumi/report';
import type { Side } from '../experiment.ts';
import { guardrailLimits } from '../limits.ts';
import { guardrailTexts, text } from '../scenario.names.ts';

export function guardrailsSection(sides: readonly Side[]): Section {
  return {
    id: 'guardrails',
    title: text('护栏', 'ガードレール', 'Guardrails'),
    lead: text(
      '界限由规则文件事先登记；概率为突破界限的运行所占的比例。',
      '限度はルールの文書に事前に登録されています。確率は限度を超えた実行の割合です。',
      'Limits are those that the policy document registers; the probability is the share of runs that breach them.',
    ),
    parts: sides.map(({ scenario, runs }, side) => ({
      kind: 'guardrails',
      id: side === 0 ? 'guardrails-base' : 'guardrails-other',
      title: same(scenario.name),
      rows: guardrailLimits(scenario.policy).flatMap(({ guardrail, limit, breach }) => {
        const known = runs.map(({ guardrails }) => guardrails[guardrail]).filter(Number.isFinite);
        return known.length === 0 ? [] : [{ ...guardrailTexts[guardrail], limit, breach, values: known }];
      }),
    })),
  };
}
