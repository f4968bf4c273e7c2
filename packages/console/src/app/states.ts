/** The states that filters offer, in the order of a thing's life. The contract's types keep these lists complete. */

import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../api/read.ts';

type OrderState = ValueOf<typeof endpoints.listStoreOrders>['data'][number]['state'];
type StoreState = ValueOf<typeof endpoints.listLicenceStores>['data'][number]['state'];
type LicenceState = ValueOf<typeof endpoints.listLicences>['data'][number]['state'];
type ImportRow = ValueOf<typeof endpoints.listImportRows>['data'][number];

type IncentiveState = ValueOf<typeof endpoints.listStoreIncentives>['data'][number]['state'];
type ExclusionReason = ValueOf<typeof endpoints.listExcludedOrders>['data'][number]['reason'];
type LinkChannel = ValueOf<typeof endpoints.listLinks>['data'][number]['channel'];

/** A list that has each of T, checked by the compiler. */
const all =
  <T extends string>() =>
  <const L extends readonly T[]>(list: [T] extends [L[number]] ? L : never): L =>
    list;

export const orderState = all<OrderState>()([
  'unpaid',
  'paid',
  'partShipped',
  'shipped',
  'complete',
  'stockOutCancelled',
  'cancelled',
  'refunded',
]);
export const incentiveStates = all<IncentiveState>()([
  'pending',
  'cleared',
  'vested',
  'excluded',
  'clawedBack',
]);
export const exclusionReasons = all<ExclusionReason>()([
  'linkedBuyer',
  'paymentCycle',
  'noCarrierScan',
  'trackingReused',
  'refunded',
  'pairLimit',
  'probablyFake',
]);
export const storeState = all<StoreState>()([
  'applied',
  'open',
  'restricted',
  'suspended',
  'closing',
  'closed',
  'banned',
]);
export const licenceState = all<LicenceState>()([
  'draft',
  'checking',
  'verified',
  'refused',
  'suspended',
  'banned',
]);
export const listingFilter = ['draft', 'listed', 'delisted'] as const;
export const importKinds = all<ImportRow['kind']>()(['create', 'change', 'unchanged', 'error']);
export const importStates = all<ImportRow['state']>()(['pending', 'applied', 'skipped', 'undone', 'kept']);
export const linkChannels = all<LinkChannel>()(['group', 'contact', 'clerk', 'poster']);
type DraftState = ValueOf<typeof endpoints.listPolicyDrafts>['data'][number]['state'];
export const draftStates = all<DraftState>()(['draft', 'proposed', 'approved', 'discarded']);
