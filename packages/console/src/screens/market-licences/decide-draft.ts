import type { BodyInput, endpoints, RefusalReason } from '@hazumi/contracts';
import type { Converted } from '../../forms/form.ts';

export interface DecisionDraft {
  decision: string;
  reason: string;
  note: string;
}
export const newDecision: DecisionDraft = { decision: 'verified', reason: '', note: '' };

export function decideBody({
  decision,
  reason,
  note,
}: DecisionDraft): Converted<BodyInput<typeof endpoints.decideLicence>> {
  if (decision !== 'refused') return { ok: true, body: { decision: 'verified', note } };
  if (reason === '') return { ok: false, faults: new Map([['/reason', { kind: 'required' }]]) };
  return { ok: true, body: { decision, reason: reason as RefusalReason, note } };
}
