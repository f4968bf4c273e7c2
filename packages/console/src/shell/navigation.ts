import type { Me } from '../session/permissions.ts';
import { can, canSomewhere, operatorStanding } from '../session/permissions.ts';

interface To {
  to: string;
  params?: Record<string, string>;
}
export interface NavigationItem extends To {
  label:
    | 'stores'
    | 'orders'
    | 'licence'
    | 'staff'
    | 'goods'
    | 'imports'
    | 'traffic'
    | 'links'
    | 'coupons'
    | 'incentive'
    | 'experiments'
    | 'storeOrders'
    | 'money'
    | 'settings'
    | 'licences'
    | 'marketStores'
    | 'marketOrders'
    | 'exclusions'
    | 'principals'
    | 'ledger'
    | 'policy'
    | 'lab'
    | 'categories'
    | 'northStar'
    | 'flywheel'
    | 'account'
    | 'security'
    | 'apiKeys';
}
export interface NavigationGroup {
  kind: 'licence' | 'store' | 'operator' | 'account';
  items: NavigationItem[];
}

/** Where somebody can go from where they are: what their roles allow, in the scope of the address. */
export function navigationFor(
  me: Me,
  place: { licenceId?: string | undefined; storeId?: string | undefined; isAccount?: boolean },
): NavigationGroup[] {
  const groups: NavigationGroup[] = [];
  const { licenceId, storeId } = place;
  if (licenceId !== undefined) {
    const params = { licenceId };
    const at = `/licences/$licenceId`;
    groups.push({
      kind: 'licence',
      items: [
        ...when(canSomewhere(me, 'store.read', licenceId), { label: 'stores', to: `${at}/stores`, params }),
        ...when(canSomewhere(me, 'orders.read', licenceId), { label: 'orders', to: `${at}/orders`, params }),
        ...when(can(me, 'licence.read', { licenceId }), { label: 'licence', to: `${at}/papers`, params }),
        ...when(can(me, 'staff.manage', { licenceId }), { label: 'staff', to: `${at}/staff`, params }),
      ],
    });
    if (storeId !== undefined) {
      const inStore = { licenceId, storeId };
      const atStore = `${at}/stores/$storeId`;
      groups.push({
        kind: 'store',
        items: [
          ...when(can(me, 'catalogue.read', inStore), {
            label: 'goods',
            to: `${atStore}/goods`,
            params: inStore,
          }),
          ...when(can(me, 'catalogue.edit', inStore), {
            label: 'imports',
            to: `${atStore}/imports`,
            params: inStore,
          }),
          ...when(can(me, 'orders.read', inStore), {
            label: 'storeOrders',
            to: `${atStore}/orders`,
            params: inStore,
          }),
          ...when(can(me, 'store.read', inStore), {
            label: 'traffic',
            to: `${atStore}/traffic`,
            params: inStore,
          }),
          ...when(can(me, 'store.read', inStore), {
            label: 'links',
            to: `${atStore}/links`,
            params: inStore,
          }),
          ...when(can(me, 'store.read', inStore), {
            label: 'coupons',
            to: `${atStore}/coupons`,
            params: inStore,
          }),
          ...when(can(me, 'money.read', inStore), {
            label: 'incentive',
            to: `${atStore}/incentive`,
            params: inStore,
          }),
          ...when(can(me, 'store.read', inStore), {
            label: 'experiments',
            to: `${atStore}/experiments`,
            params: inStore,
          }),
          ...when(can(me, 'money.read', inStore), {
            label: 'money',
            to: `${atStore}/money`,
            params: inStore,
          }),
          ...when(can(me, 'store.read', inStore), {
            label: 'settings',
            to: `${atStore}/settings`,
            params: inStore,
          }),
        ],
      });
    }
  }
  if (licenceId === undefined && operatorStanding(me) !== 'none') {
    groups.push({
      kind: 'operator',
      items: [
        { label: 'northStar', to: '/operator/north-star' },
        { label: 'flywheel', to: '/operator/flywheel' },
        { label: 'licences', to: '/operator/licences' },
        { label: 'marketStores', to: '/operator/stores' },
        { label: 'marketOrders', to: '/operator/orders' },
        { label: 'exclusions', to: '/operator/exclusions' },
        { label: 'principals', to: '/operator/principals' },
        { label: 'ledger', to: '/operator/ledger' },
        { label: 'policy', to: '/operator/policy' },
        { label: 'lab', to: '/operator/lab' },
        { label: 'categories', to: '/operator/categories' },
      ],
    });
  }
  if (place.isAccount || groups.length === 0) {
    groups.push({
      kind: 'account',
      items: [
        { label: 'account', to: '/account' },
        { label: 'security', to: '/account/security' },
        { label: 'apiKeys', to: '/account/api-keys' },
      ],
    });
  }
  return groups;
}

const when = (condition: boolean, item: NavigationItem): NavigationItem[] => (condition ? [item] : []);
