import type { Converted } from '../../forms/form.ts';

/** The request that goes back to an old version: at once, or from a local date and time on. */
export function rollbackBody(draft: {
  reason: string;
  startsAt: string;
}): Converted<{ reason: string; startsAt?: string }> {
  if (draft.startsAt === '') return { ok: true, body: { reason: draft.reason } };
  const starts = new Date(draft.startsAt);
  if (Number.isNaN(starts.getTime()))
    return { ok: false, faults: new Map([['/startsAt', { kind: 'instant' }]]) };
  return { ok: true, body: { reason: draft.reason, startsAt: starts.toISOString() } };
}
