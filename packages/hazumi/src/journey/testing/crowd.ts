/** Those who make up volume: they buy by private links, and look for teapots on the shop's pages. They do by API what the others do by hand. */
import { endpoints, type Locale, locales } from '@hazumi/contracts';
import { openPages, type Pages } from '../../flywheel/pages.ts';
import { addressOf, driven, gatherShoppers, type Shopper } from '../../flywheel/people.ts';
import { inParallel } from '../../replay/in-parallel.ts';
import type { JourneyMarket } from './market.ts';
import { goodsWord, type Merchant, priceMinor } from './merchants.ts';

const hourMs = 3_600_000;
const atOnce = 4;

export interface Crowd {
  /** Each of them follows a new link of each merchant and buys a teapot there. */
  buy(merchants: readonly Merchant[]): Promise<Shipping>;
  /** So many of them look for teapots, in each of the languages. */
  look(times: number): Promise<void>;
}

export interface Shipping {
  ship(): Promise<void>;
  deliver(): Promise<void>;
}

interface Parcel {
  merchant: Merchant;
  orderId: string;
  shipmentId: string;
}

export async function gatherCrowd(market: JourneyMarket, count: number): Promise<Crowd> {
  const { api } = market;
  const shoppers = await gatherShoppers(market, count, () => undefined);
  const pages: Pages = openPages(market, market.positionWeightsPpm);
  let asked = 0;
  let rounds = 0;

  return {
    async buy(merchants) {
      rounds += 1;
      const round = rounds;
      const wishes: { merchant: Merchant; token: string; shopper: Shopper }[] = [];
      for (const merchant of merchants) {
        const token = await groupLink(merchant, round);
        for (const shopper of shoppers) wishes.push({ merchant, token, shopper });
      }
      const parcels: Parcel[] = [];
      await inParallel(wishes, atOnce, async ({ merchant, token, shopper }) => {
        await pages.arrive(shopper, token);
        parcels.push({ merchant, orderId: await order(merchant, shopper, round), shipmentId: '' });
      });
      return {
        ship: () => inParallel(parcels, atOnce, ship),
        deliver: () => inParallel(parcels, atOnce, deliver),
      };
    },
    async look(times) {
      const wanted = locales.flatMap((locale: Locale) =>
        Array.from({ length: times }, () => goodsWord[locale]),
      );
      await inParallel(wanted, atOnce, async (text) => {
        asked += 1;
        await pages.search(shoppers[asked % shoppers.length] as Shopper, text);
      });
    },
  };

  async function groupLink(merchant: Merchant, round: number): Promise<string> {
    const { value } = await api(
      endpoints.createLinks,
      {
        params: { storeId: merchant.storeId },
        idempotencyKey: `journey-${merchant.slug}-crowd-${round}`,
        body: { channel: 'group', target: { kind: 'store' }, labels: [String(round)] },
      },
      merchant.caller,
    );
    return value.data[0]?.url.split('/').at(-1) ?? '';
  }

  async function order(merchant: Merchant, shopper: Shopper, round: number): Promise<string> {
    const { value } = await api(
      endpoints.buyNow,
      {
        idempotencyKey: `journey-${merchant.slug}-${shopper.number}-${round}`,
        headers: { 'x-visitor-token': shopper.visitor },
        body: {
          lines: [{ skuId: merchant.skuId, quantity: 1, unitPriceMinor: priceMinor }],
          totalMinor: priceMinor,
          currency: driven.currency,
          address: {
            country: driven.country,
            ...addressOf(`shopper-${shopper.number}`),
            recipient: `Shopper ${shopper.number}`,
            phone: `+86 138 ${String(shopper.number).padStart(8, '0')}`,
          },
        },
      },
      shopper.caller,
    );
    const [placed] = value.orders;
    if (placed === undefined) throw new Error('an order was paid that has no store');
    return placed.orderId;
  }

  async function ship(parcel: Parcel): Promise<void> {
    const { merchant, orderId } = parcel;
    const { value } = await api(
      endpoints.shipOrder,
      {
        params: { storeId: merchant.storeId, orderId },
        idempotencyKey: `journey-ship-${orderId}`,
        body: { carrier: 'SF Express', trackingNumber: orderId.slice(-12) },
      },
      merchant.caller,
    );
    parcel.shipmentId = value.shipments[0]?.id ?? '';
  }

  async function deliver({ merchant, orderId, shipmentId }: Parcel): Promise<void> {
    await api(
      endpoints.deliverShipment,
      { params: { storeId: merchant.storeId, orderId, shipmentId } },
      merchant.caller,
    );
  }
}

/** Lives through days: each begins, is looked at, and ends. */
export async function passDays(
  { clock }: JourneyMarket,
  days: number,
  each: (day: number) => Promise<void>,
): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    const midnight = Math.floor(clock.now() / (24 * hourMs)) * 24 * hourMs + 24 * hourMs;
    // Some minutes after midnight the day before is closed and this one allotted.
    await clock.advance(midnight + hourMs / 2);
    await clock.advance(midnight + 9 * hourMs);
    await each(day);
  }
}
