import type { BodyInput, endpoints } from '@hazumi/contracts';
import { linkChannels } from '../../app/states.ts';
import { FaultList } from '../../forms/faults.ts';
import type { Converted } from '../../forms/form.ts';
import { parseWhole } from '../../forms/numbers.ts';

type LinksBody = BodyInput<typeof endpoints.createLinks>;

export const linkDays = [7, 30, 90, 365] as const;

export interface LinkDraft {
  channel: string;
  /** empty: the store itself; else a product's or coupon's id */
  targetId: string;
  /** one name a line */
  labels: string;
  /** empty: any number */
  maxUses: string;
  /** days; empty: no end */
  days: string;
}
export const linkDraft: LinkDraft = { channel: 'group', targetId: '', labels: '', maxUses: '', days: '' };

const dayMs = 86_400_000;

export function linksBody(draft: LinkDraft, now: Date): Converted<LinksBody> {
  const list = new FaultList();
  const labels = [
    ...new Set(
      draft.labels
        .split('\n')
        .map((label) => label.trim())
        .filter((label) => label !== ''),
    ),
  ];
  if (labels.length === 0) list.add('/labels', 'required');
  const maxUses = draft.maxUses.trim() === '' ? null : parseWhole(draft.maxUses);
  if (maxUses === undefined) list.add('/maxUses', 'number');
  if (!list.isEmpty || maxUses === undefined) return { ok: false, faults: list.faults };
  return {
    ok: true,
    body: {
      channel: linkChannels.find((channel) => channel === draft.channel) ?? 'group',
      target: targetOf(draft.targetId),
      labels,
      maxUses,
      expiresAt:
        draft.days === '' ? null : new Date(now.getTime() + Number(draft.days) * dayMs).toISOString(),
    },
    // A fault of one of the names is shown at the field that holds them all.
    draftPointer: (pointer) =>
      pointer.startsWith('/labels/') ? '/labels' : pointer.startsWith('/target') ? '/targetId' : pointer,
  };
}

function targetOf(id: string): LinksBody['target'] {
  if (id.startsWith('prd_')) return { kind: 'product', productId: id };
  if (id.startsWith('cpn_')) return { kind: 'coupon', couponId: id };
  return { kind: 'store' };
}
