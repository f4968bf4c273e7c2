import type { BodyInput, endpoints, Locale } from '@hazumi/contracts';
import type { Converted } from '../../forms/form.ts';
import type { Role } from './roles.ts';

export interface InviteDraft {
  email: string;
  role: string;
  /** empty: the whole licence */
  storeId: string;
  locale: string;
}
export const inviteDraft = (locale: Locale): InviteDraft => ({
  email: '',
  role: 'clerk',
  storeId: '',
  locale,
});

export function inviteBody(draft: InviteDraft): Converted<BodyInput<typeof endpoints.inviteStaff>> {
  // Choosing a store after choosing "owner" leaves a role that a store doesn't have.
  if (draft.storeId !== '' && draft.role === 'owner') {
    return { ok: false, faults: new Map([['/role', { kind: 'choice' }]]) };
  }
  return {
    ok: true,
    body: {
      email: draft.email,
      role: draft.role as Role,
      locale: draft.locale as Locale,
      ...(draft.storeId === '' ? {} : { storeId: draft.storeId }),
    },
  };
}
