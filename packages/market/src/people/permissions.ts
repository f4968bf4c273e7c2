import type { Permission } from '@hazumi/contracts';
import type { Membership } from '../kernel/context.ts';

const everything: readonly Permission[] = [
  'licence.read',
  'licence.manage',
  'staff.manage',
  'store.open',
  'store.read',
  'store.edit',
  'store.close',
  'links.edit',
  'catalogue.read',
  'catalogue.edit',
  'orders.read',
  'orders.handle',
  'money.read',
  'money.refund',
  'keys.manage',
];

/** What each role of a licence's staff may do. A membership of one store holds these for that store alone. */
export const permissionsOf: Record<Membership['role'], readonly Permission[]> = {
  owner: everything,
  manager: everything.filter((permission) => permission !== 'licence.manage' && permission !== 'keys.manage'),
  clerk: [
    'licence.read',
    'store.read',
    'links.edit',
    'catalogue.read',
    'catalogue.edit',
    'orders.read',
    'orders.handle',
  ],
  finance: ['licence.read', 'store.read', 'catalogue.read', 'orders.read', 'money.read', 'money.refund'],
};

export function allows(role: Membership['role'], permission: Permission): boolean {
  return permissionsOf[role].includes(permission);
}
