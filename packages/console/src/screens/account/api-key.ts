import type { ApiKeyScope } from '@hazumi/contracts';
import { FaultList } from '../../forms/faults.ts';
import type { Converted } from '../../forms/form.ts';

export const expiryDays = [30, 90, 180, 365] as const;

export interface KeyDraft {
  name: string;
  scopes: ApiKeyScope[];
  /** empty: all licences that the maker owns */
  licenceId: string;
  days: string;
}
export const keyDraft: KeyDraft = { name: '', scopes: [], licenceId: '', days: '90' };

const dayMs = 86_400_000;
export const expiryAfter = (from: Date, days: number): string =>
  new Date(from.getTime() + days * dayMs).toISOString();

export function keyBody(
  draft: KeyDraft,
  from: Date,
): Converted<{
  name: string;
  scopes: ApiKeyScope[];
  licenceId?: string;
  expiresAt: string;
}> {
  const list = new FaultList();
  if (draft.scopes.length === 0) list.add('/scopes', 'nothing');
  if (!list.isEmpty) return { ok: false, faults: list.faults };
  return {
    ok: true,
    body: {
      name: draft.name,
      scopes: draft.scopes,
      ...(draft.licenceId === '' ? {} : { licenceId: draft.licenceId }),
      expiresAt: expiryAfter(from, Number(draft.days)),
    },
  };
}
