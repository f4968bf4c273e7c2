import { type Chance, chanceOf } from '../chance.ts';
import type { SkuStory } from '../story/types.ts';
import { dayMs, groupEvenings, hourMs, ordersByDay, type Span, shoppingTime } from './calendar.ts';
import { type ShelfGoods, type ShelfStore, variantWeight } from './shelves.ts';
import type { Shopper } from './shoppers.ts';

export interface PlannedLine {
  shelf: ShelfGoods;
  sku: SkuStory;
  quantity: number;
}

/** What one shopper orders at one moment: an order a store. */
export interface PlannedCheckout {
  number: number;
  shopper: Shopper;
  at: number;
  orders: { store: ShelfStore; lines: PlannedLine[] }[];
  isGroupBuy: boolean;
}

/** The store whose private group buys together. */
export const groupStore = 'yunqi-chadian';

const minuteMs = 60_000;

/** All checkouts of the story in order of time, with `orders` orders in all. */
export function planCheckouts(
  seed: number,
  orders: number,
  span: Span,
  shoppers: readonly Shopper[],
  shelves: readonly ShelfStore[],
): PlannedCheckout[] {
  const groups = planGroupBuys(seed, Math.round(orders * 0.06), span, shoppers, shelves);
  const rest = orders - groups.length;
  const planned: Omit<PlannedCheckout, 'number'>[] = [...groups];
  for (const [day, count] of ordersByDay(rest, span).entries()) {
    const chance = chanceOf(seed, `day ${day}`);
    const here = shoppers.filter((shopper) => shopper.since <= day);
    const open = shelves.filter((shelf) => shelf.sellsFrom <= day && day < shelf.sellsUntil);
    for (let left = count; left > 0; ) {
      const shopper = chance.weighted(here, ({ zeal }) => zeal);
      const wanted = fillBasket(chance, shopper, day, open, left);
      left -= wanted.length;
      const at = shoppingTime(chance, day, span, shopper.hoursAhead);
      planned.push({ shopper, at, orders: wanted, isGroupBuy: false });
    }
  }
  return planned.sort((a, b) => a.at - b.at).map((checkout, at) => ({ ...checkout, number: at + 1 }));
}

/** A basket with one to four different things from at most so many stores. */
function fillBasket(
  chance: Chance,
  shopper: Shopper,
  day: number,
  open: readonly ShelfStore[],
  mostStores: number,
): PlannedCheckout['orders'] {
  const first = pickStore(chance, shopper, open);
  const orders = new Map<ShelfStore, PlannedLine[]>();
  const count = chance.weighted([1, 2, 3, 4], (lines) => [0, 56, 28, 11, 5][lines] as number);
  for (let at = 0; at < count; at += 1) {
    const siblings = open.filter((shelf) => shelf.business === first.business);
    const store =
      at === 0 || chance.of(0.7)
        ? first
        : chance.of(0.6)
          ? chance.pick(siblings)
          : pickStore(chance, shopper, open);
    if (!orders.has(store) && orders.size >= mostStores) continue;
    const lines = orders.get(store) ?? [];
    const there = store.goods.filter(
      (goods) => goods.listedOn <= day - 0.5 || goods.listedOn <= store.sellsFrom,
    );
    const shelf = chance.weighted(there, ({ goods }) => goods.pull);
    const sku = chance.weighted(shelf.goods.skus, variantWeight(shelf.goods.skus));
    if (lines.some((line) => line.sku === sku)) continue;
    const isSmall = sku.priceMinor < 12_000;
    lines.push({ shelf, sku, quantity: isSmall && chance.of(0.3) ? chance.whole(2, 4) : 1 });
    orders.set(store, lines);
  }
  return [...orders].map(([store, lines]) => ({ store, lines }));
}

function pickStore(chance: Chance, shopper: Shopper, open: readonly ShelfStore[]): ShelfStore {
  return chance.weighted(open, ({ store, business }) => {
    const near = business.locale === shopper.locale ? 2.6 : 1;
    const loved = shopper.favourites.includes(store.slug) ? 9 : 1;
    return store.pull * near * loved;
  });
}

/** Within half an hour of a Thursday evening, the group buys the same sweets. */
function planGroupBuys(
  seed: number,
  count: number,
  span: Span,
  shoppers: readonly Shopper[],
  shelves: readonly ShelfStore[],
): Omit<PlannedCheckout, 'number'>[] {
  const chance = chanceOf(seed, 'group');
  const store = shelves.find((shelf) => shelf.store.slug === groupStore);
  if (store === undefined || count === 0) return [];
  const evenings = groupEvenings(span, store.sellsFrom + 3);
  const members = shoppers.filter(({ locale }) => locale === 'zh-CN').filter((_, at) => at % 3 === 0);
  // The group grows from one Thursday to the next.
  const weights = evenings.map((_, at) => 1 + at * 0.35);
  const sum = weights.reduce((a, b) => a + b, 0);
  let given = 0;
  let before = 0;
  return evenings.flatMap((evening, at) => {
    before += weights[at] as number;
    const until = Math.round((count * before) / sum);
    const today = until - given;
    given = until;
    const day = (evening - span.start) / dayMs;
    const there = members.filter(({ since }) => since <= day);
    const treat = store.goods[at % Math.min(3, store.goods.length)] as ShelfGoods;
    return chance
      .shuffled(there)
      .slice(0, today)
      .map((shopper) => ({
        shopper,
        at: Math.floor(evening + chance.next() ** 2 * 0.6 * hourMs + chance.next() * minuteMs),
        orders: [
          {
            store,
            lines: [{ shelf: treat, sku: treat.goods.skus[0] as SkuStory, quantity: chance.whole(1, 3) }],
          },
        ],
        isGroupBuy: true,
      }));
  });
}

/** What the orders of a checkout cost, by the same rule by which the market counts it: refused would be any other sum. */
export function totalMinor(checkout: Pick<PlannedCheckout, 'orders'>): number {
  return checkout.orders.reduce((sum, { store, lines }) => {
    const goods = lines.reduce((all, { sku, quantity }) => all + sku.priceMinor * quantity, 0);
    const own = lines.reduce((all, { sku, quantity }) => all + (sku.freightMinor ?? 0) * quantity, 0);
    const { yuan, freeFrom } = store.store.freight;
    const isFree = freeFrom !== null && goods >= freeFrom * 100;
    const shares = lines.some(({ sku }) => sku.freightMinor === null);
    return sum + goods + own + (shares && !isFree ? yuan * 100 : 0);
  }, 0);
}

/** Pieces that each variant needs in all; by `store slug, sku code`. */
export function piecesWanted(checkouts: readonly PlannedCheckout[]): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const { store, lines } of checkouts.flatMap(({ orders }) => orders)) {
    for (const { sku, quantity } of lines) {
      const key = `${store.store.slug} ${sku.code}`;
      pieces.set(key, (pieces.get(key) ?? 0) + quantity);
    }
  }
  return pieces;
}
