import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';
import type { Translate } from '../../i18n/intl.ts';

export const roles = ['owner', 'manager', 'clerk', 'finance'] as const;
export type Role = ValueOf<typeof endpoints.listStaff>['data'][number]['role'];

/** The roles as choices, each with what it may do. An owner owns the whole licence, so a store has none. */
export function roleOptions(t: Translate, ofStore: boolean): { value: string; label: string }[] {
  return roles
    .filter((role) => !ofStore || role !== 'owner')
    .map((value) => ({ value, label: `${t(`role.${value}`)} · ${t(`staff.may.${value}`)}` }));
}
