/** Orders of the driven market: bought, shipped, delivered, and some of them given back. */
import { endpoints } from '@hazumi/contracts';
import { isRefusal } from '../replay/api.ts';
import type { ReplayMarket } from '../replay/market.ts';
import type { Merchant } from './merchants.ts';
import { addressOf, driven, type Shopper } from './people.ts';

/** A parcel leaves on the day after it was paid, arrives two days later, and may go back two days after that. */
const shipAfterDays = 1;
const deliverAfterDays = 3;
const giveBackAfterDays = 5;

interface Parcel {
  merchant: Merchant;
  orderId: string;
  shipmentId: string;
  isGivenBack: boolean;
}

export interface Buying {
  /** Buys one of a merchant's goods out of the balance; with a coupon, where its contacts are given one. Answers whether it was sold. */
  buy(
    day: number,
    shopper: Shopper,
    merchant: Merchant,
    wish: { productId?: string; withCoupon: boolean; isGivenBack: boolean },
  ): Promise<boolean>;
  /** Handles the parcels that are due on a day. */
  handle(day: number): Promise<void>;
  /** how often the market said no, by its code */
  readonly refusals: ReadonlyMap<string, number>;
}

export function openBuying({ api }: Pick<ReplayMarket, 'api'>): Buying {
  const toShip = new Map<number, Parcel[]>();
  const toDeliver = new Map<number, Parcel[]>();
  const toGiveBack = new Map<number, Parcel[]>();
  const refusals = new Map<string, number>();
  let orders = 0;

  return {
    refusals,

    async buy(day, shopper, merchant, { productId, withCoupon, isGivenBack }) {
      orders += 1;
      const key = `flywheel-order-${orders}`;
      const goods =
        merchant.goods.find((one) => one.productId === productId) ??
        merchant.goods[orders % merchant.goods.length];
      if (goods === undefined) return false;
      return tolerating(async () => {
        const claimId = withCoupon ? await claim(shopper, merchant, key) : undefined;
        const totalMinor = merchant.priceMinor - (claimId === undefined ? 0 : merchant.couponOffMinor);
        const { value } = await api(
          endpoints.buyNow,
          {
            idempotencyKey: key,
            headers: { 'x-visitor-token': shopper.visitor },
            body: {
              lines: [{ skuId: goods.skuId, quantity: 1, unitPriceMinor: merchant.priceMinor }],
              totalMinor,
              currency: driven.currency,
              address: {
                country: driven.country,
                ...addressOf(`shopper-${shopper.number}`),
                recipient: `Shopper ${shopper.number}`,
                phone: `+86 138 ${String(shopper.number).padStart(8, '0')}`,
              },
              couponClaimIds: claimId === undefined ? [] : [claimId],
            },
          },
          shopper.caller,
        );
        const [order] = value.orders;
        if (order === undefined) throw new Error('an order was paid that has no store');
        add(toShip, day + shipAfterDays, { merchant, orderId: order.orderId, shipmentId: '', isGivenBack });
      });
    },

    async handle(day) {
      await Promise.all(take(toShip, day).map((parcel) => tolerating(() => ship(day, parcel))));
      await Promise.all(take(toDeliver, day).map((parcel) => tolerating(() => deliver(day, parcel))));
      await Promise.all(take(toGiveBack, day).map((parcel) => tolerating(() => giveBack(parcel))));
    },
  };

  async function claim(shopper: Shopper, merchant: Merchant, key: string): Promise<string> {
    const { value } = await api(
      endpoints.claimCoupon,
      {
        idempotencyKey: `${key}-claim`,
        headers: { 'x-visitor-token': shopper.visitor },
        body: { token: merchant.contactToken },
      },
      shopper.caller,
    );
    return value.id;
  }

  async function ship(day: number, parcel: Parcel): Promise<void> {
    const { merchant, orderId } = parcel;
    const { value } = await api(
      endpoints.shipOrder,
      {
        params: { storeId: merchant.storeId, orderId },
        idempotencyKey: `flywheel-ship-${orderId}`,
        body: { carrier: 'SF Express', trackingNumber: orderId.slice(-12) },
      },
      merchant.caller,
    );
    parcel.shipmentId = value.shipments[0]?.id ?? '';
    add(toDeliver, day + deliverAfterDays - shipAfterDays, parcel);
  }

  async function deliver(day: number, parcel: Parcel): Promise<void> {
    const { merchant, orderId, shipmentId } = parcel;
    await api(
      endpoints.deliverShipment,
      { params: { storeId: merchant.storeId, orderId, shipmentId } },
      merchant.caller,
    );
    if (parcel.isGivenBack) add(toGiveBack, day + giveBackAfterDays - deliverAfterDays, parcel);
  }

  async function giveBack({ merchant, orderId }: Parcel): Promise<void> {
    await api(
      endpoints.refundOrder,
      {
        params: { storeId: merchant.storeId, orderId },
        idempotencyKey: `flywheel-refund-${orderId}`,
        body: { reason: 'The shopper sent it back.' },
      },
      merchant.caller,
    );
  }

  /** What the market refuses is a no, counted by its reason; anything else is a fault. */
  async function tolerating(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { code } = error.problem;
      refusals.set(code, (refusals.get(code) ?? 0) + 1);
      return false;
    }
  }
}

function add(parcels: Map<number, Parcel[]>, day: number, parcel: Parcel): void {
  parcels.set(day, [...(parcels.get(day) ?? []), parcel]);
}

function take(parcels: Map<number, Parcel[]>, day: number): Parcel[] {
  const due = parcels.get(day) ?? [];
  parcels.delete(day);
  return due;
}
