import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../api/read.ts';
import { useText } from '../i18n/intl.ts';
import { Badge, type BadgeTone } from './Badge.tsx';

type StoreState = ValueOf<typeof endpoints.listLicenceStores>['data'][number]['state'];
type OrderState = ValueOf<typeof endpoints.listStoreOrders>['data'][number]['state'];
type LicenceState = ValueOf<typeof endpoints.listMyLicences>['data'][number]['state'];
type ListingState = ValueOf<typeof endpoints.getStoreProduct>['state'];

const orderTones: Record<OrderState, BadgeTone> = {
  unpaid: 'quiet',
  paid: 'accent',
  partShipped: 'accent',
  shipped: 'quiet',
  complete: 'good',
  stockOutCancelled: 'warn',
  refunded: 'quiet',
  cancelled: 'quiet',
};
export function OrderBadge({ state }: { state: OrderState }) {
  const t = useText();
  return <Badge tone={orderTones[state]}>{t(`state.order.${state}`)}</Badge>;
}

const storeTones: Record<StoreState, BadgeTone> = {
  applied: 'quiet',
  open: 'good',
  restricted: 'warn',
  suspended: 'danger',
  closing: 'warn',
  closed: 'quiet',
  banned: 'danger',
};
export function StoreBadge({ state }: { state: StoreState }) {
  const t = useText();
  return <Badge tone={storeTones[state]}>{t(`state.store.${state}`)}</Badge>;
}

const licenceTones: Record<LicenceState, BadgeTone> = {
  draft: 'quiet',
  checking: 'accent',
  verified: 'good',
  refused: 'danger',
  suspended: 'danger',
  banned: 'danger',
};
export function LicenceBadge({ state }: { state: LicenceState }) {
  const t = useText();
  return <Badge tone={licenceTones[state]}>{t(`state.licence.${state}`)}</Badge>;
}

const listingTones: Record<ListingState, BadgeTone> = {
  draft: 'quiet',
  listed: 'good',
  delisted: 'warn',
  removed: 'quiet',
};
export function ListingBadge({ state }: { state: ListingState }) {
  const t = useText();
  return <Badge tone={listingTones[state]}>{t(`state.listing.${state}`)}</Badge>;
}
