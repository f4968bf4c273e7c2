/**
 * The attack that a practitioner's handbook of 2022 recommends to merchants: place 30 alliance orders in your own store,
 * through a creator of your own, and mark them as shipped with tracking numbers of parcels that were delivered before.
 */
import type { RewardedOrder } from '../fake-sales.ts';
import { addDays, addHours } from '../instants.ts';
import type { LinkedParty } from '../principals.ts';
import type { WashOrder } from '../wash-features.ts';

export const HANDBOOK_ORDERS = 30;
export const HANDBOOK_START: Date = new Date(Date.UTC(2022, 2, 1, 14));
/** Every order is for 99 yuan, and paid back by the merchant. */
export const HANDBOOK_BASE_MINOR = 9_900n;
/** What a used tracking number cost, as the handbook says, in minor units: one yuan. */
export const HANDBOOK_COST_MINOR = 100;

const buyer = (index: number) => `buyer-${String(index % 10).padStart(2, '0')}`;
/** Three orders a day, at two in the afternoon. */
const paidAt = (index: number) => addHours(addDays(HANDBOOK_START, Math.floor(index / 3)), (index % 3) * 0.2);

/**
 * The orders, from ten buyers.
 *
 * @param principalOf which principal each buyer is, found by `principals`.
 */
export function handbookOrders(principalOf: (buyer: string) => string): RewardedOrder[] {
  return Array.from({ length: HANDBOOK_ORDERS }, (_, index) => ({
    id: `order-${String(index).padStart(2, '0')}`,
    sellerPrincipal: 'merchant',
    buyerPrincipal: principalOf(buyer(index)),
    paidAt: paidAt(index),
    isRefunded: false,
    parcels: [{ tracking: `SF-${index}`, firstScannedAt: addDays(paidAt(index), -20 - index) }],
    fraudProbability: 0.02,
  }));
}

/** The merchant and its ten accounts, all paid for with the merchant's own card. */
export const HANDBOOK_PARTIES: readonly LinkedParty[] = [
  {
    id: 'merchant',
    links: [
      { kind: 'payoutAccount', value: 'bank-1' },
      { kind: 'paymentInstrument', value: 'card-1' },
    ],
  },
  ...Array.from({ length: 10 }, (_, index) => ({
    id: buyer(index),
    links: [{ kind: 'paymentInstrument' as const, value: 'card-1' }],
  })),
];

/** The same orders as the scorecard sees them: a few accounts, two addresses, one hour, round prices, no browsing. */
export const HANDBOOK_WASH_ORDERS: readonly WashOrder[] = Array.from(
  { length: HANDBOOK_ORDERS },
  (_, index) => ({
    buyerPrincipal: buyer(index),
    addressKey: `address-${index % 2}`,
    paidAt: paidAt(index),
    hourOfDay: 14,
    amountMinor: 10_000n,
    pagesSeen: 1,
    hasWeakLink: true,
  }),
);
