import type { Converted } from '../../forms/form.ts';

/** The request that proposes a draft: from a local date and time on, or as soon as it is approved. */
export function proposalBody(draft: { startsAt: string }): Converted<{ startsAt: string | null }> {
  if (draft.startsAt === '') return { ok: true, body: { startsAt: null } };
  const starts = new Date(draft.startsAt);
  if (Number.isNaN(starts.getTime()))
    return { ok: false, faults: new Map([['/startsAt', { kind: 'instant' }]]) };
  return { ok: true, body: { startsAt: starts.toISOString() } };
}
