import type { AnswerOf, linksEndpoints } from '@hazumi/contracts';
import { type Chance, chanceOf } from '../chance.ts';
import { dayMs, hourMs, type Span } from './calendar.ts';
import type { PlannedCheckout } from './checkouts.ts';
import type { ShelfGoods, ShelfStore } from './shelves.ts';
import type { Shopper } from './shoppers.ts';

export type LinkChannel = AnswerOf<(typeof linksEndpoints)['listLinks']>['data'][number]['channel'];

/** By what way somebody comes to a store; nothing is to be noted of who comes by its name alone. */
export type Arrival =
  | { by: 'link'; channel: LinkChannel }
  | { by: 'market'; surface: 'search' | 'storeChannel' | 'recommendation' }
  | { by: 'outside'; referrer: string };

export interface PlannedVisit {
  number: number;
  at: number;
  shopper: Shopper;
  store: ShelfStore;
  goods: ShelfGoods | null;
  arrival: Arrival;
}

const minuteMs = 60_000;

/**
 * Visits of those who agreed to being counted: what led to each order (and sometimes how the store was first met, days before), and
 * looks at other stores from which nothing came. How much a merchant brings its own people differs from business to business.
 */
export function planVisits(
  seed: number,
  checkouts: readonly PlannedCheckout[],
  span: Span,
  shelves: readonly ShelfStore[],
): PlannedVisit[] {
  const visits = checkouts.flatMap((checkout) => visitsOf(seed, checkout, span, shelves));
  return visits.sort((a, b) => a.at - b.at).map((visit, at) => ({ ...visit, number: at + 1 }));
}

/** Whether a shopper agrees to being counted: six in seven do. */
export const agrees = ({ number }: Shopper): boolean => number % 7 !== 3;

function visitsOf(
  seed: number,
  { number, shopper, at, orders, isGroupBuy }: PlannedCheckout,
  span: Span,
  shelves: readonly ShelfStore[],
): Omit<PlannedVisit, 'number'>[] {
  if (!agrees(shopper)) return [];
  const chance = chanceOf(seed, `visits ${number}`);
  const visits = orders.flatMap(({ store, lines }): Omit<PlannedVisit, 'number'>[] => {
    const goods = lines[0]?.shelf ?? null;
    const arrival: Arrival | null = isGroupBuy
      ? { by: 'link', channel: 'group' }
      : arrivalAt(chance, shopper, store, privateLean(seed, store));
    const before = at - Math.floor(chance.between(2, 20) * minuteMs);
    const last = arrival === null ? [] : [{ at: before, shopper, store, goods, arrival }];
    const first = at - Math.floor(chance.between(1, 9) * dayMs);
    const isKnown = first > Math.max(openedAt(span, store), span.start + shopper.since * dayMs);
    if (isGroupBuy || !isKnown || !chance.of(0.3)) return last;
    return [{ at: first, shopper, store, goods, arrival: byMarket(chance) }, ...last];
  });
  const day = (at - span.start) / dayMs;
  const others = shelves.filter(({ sellsFrom, sellsUntil }) => sellsFrom <= day && day + 0.25 < sellsUntil);
  if (others.length > 0 && chance.of(0.7)) {
    const store = chance.weighted(others, (shelf) => shelf.store.pull);
    const arrival = arrivalAt(chance, shopper, store, privateLean(seed, store)) ?? byMarket(chance);
    const looked = at + Math.floor(chance.between(0.2, 5) * hourMs);
    visits.push({ at: looked, shopper, store, goods: null, arrival });
  }
  return visits;
}

/** How often a business's own people come by its links: some merchants live by it, others hardly try. */
const privateLean = (seed: number, { business }: ShelfStore): number =>
  business.key === 'tea' ? 0.6 : chanceOf(seed, `private ${business.key}`).between(0.08, 0.5);

function arrivalAt(chance: Chance, shopper: Shopper, store: ShelfStore, lean: number): Arrival | null {
  const isTheirs = shopper.favourites.includes(store.store.slug);
  const ways = ['private', 'market', 'outside', 'none'] as const;
  const way = chance.weighted(
    ways,
    (one) =>
      ({
        private: isTheirs ? 1.6 * lean : 0.4 * lean,
        market: isTheirs ? 0.25 : 0.55,
        outside: 0.14,
        none: isTheirs ? 0.25 : 0.08,
      })[one],
  );
  if (way === 'none') return null;
  if (way === 'market') return byMarket(chance);
  if (way === 'outside') return chance.of(0.3) ? { by: 'link', channel: 'poster' } : outside(chance, shopper);
  return {
    by: 'link',
    channel: chance.weighted(['group', 'clerk', 'contact'] as const, (one) => weights[one]),
  };
}
const weights = { group: 6, clerk: 3, contact: 2 };

const byMarket = (chance: Chance): Arrival => ({
  by: 'market',
  surface: chance.weighted(
    ['search', 'storeChannel', 'recommendation'] as const,
    (one) => ({ search: 6, storeChannel: 2, recommendation: 2 })[one],
  ),
});

const sites = {
  'zh-CN': [
    'https://www.douyin.com/',
    'https://www.kuaishou.com/',
    'https://item.jd.com/',
    'https://www.taobao.com/',
  ],
  ja: ['https://blog.example.jp/utsuwa', 'https://www.tiktok.com/'],
  en: ['https://blog.example.com/tea', 'https://www.tiktok.com/'],
};
const outside = (chance: Chance, { locale }: Shopper): Arrival => ({
  by: 'outside',
  referrer: chance.pick(sites[locale]),
});

const openedAt = (span: Span, { sellsFrom }: ShelfStore): number => span.start + sellsFrom * dayMs + hourMs;
