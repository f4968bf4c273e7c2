import { chanceOf } from '../chance.ts';
import type { Business, GoodsStory, SkuStory, StoreStory } from '../story/types.ts';
import { storyDays } from './calendar.ts';

/** Goods as they stand on the shelf of the story. */
export interface ShelfGoods {
  goods: GoodsStory;
  store: ShelfStore;
  /** day on which they are listed */
  listedOn: number;
}

export interface ShelfStore {
  store: StoreStory;
  business: Business;
  /** day from which it sells, and the first day on which it doesn't any more */
  sellsFrom: number;
  sellsUntil: number;
  goods: ShelfGoods[];
}

/** What happens to a few stores on the way. */
export const storeEvents = {
  /** its lamps were advertised with a brightness they did not have */
  suspended: { slug: 'dengyu-pendant', day: 61 },
  /** it had to explain where its brocade came from, and could */
  restricted: { slug: 'suman-silk', day: 40, until: 47 },
  /** it moves into a sister store, and waits for its last orders */
  closing: { slug: 'yunqi-moccha', day: 87 },
} as const;

const endOfSelling: Readonly<Record<string, number>> = {
  [storeEvents.suspended.slug]: storeEvents.suspended.day,
  [storeEvents.closing.slug]: storeEvents.closing.day,
};

/** The shelves of all stores. Most goods are there when a store opens; some come later, so that there is news. */
export function fillShelves(seed: number, businesses: readonly Business[], scale: number): ShelfStore[] {
  return businesses.flatMap((business) =>
    business.stores.map((store) => {
      const chance = chanceOf(seed, `shelf ${store.slug}`);
      const shelf: ShelfStore = {
        store,
        business,
        sellsFrom: store.opensOn,
        sellsUntil: endOfSelling[store.slug] ?? storyDays,
        goods: [],
      };
      const count = Math.max(1, Math.ceil(store.goods.length * Math.min(1, scale)));
      for (const [at, goods] of store.goods.slice(0, count).entries()) {
        const isLate = at > 3 && chance.of(0.3);
        const room = shelf.sellsUntil - 3 - Math.max(0, store.opensOn);
        const listedOn = isLate
          ? Math.max(0, store.opensOn) + Math.floor(chance.next() * room)
          : store.opensOn;
        shelf.goods.push({ goods, store: shelf, listedOn });
      }
      return shelf;
    }),
  );
}

/** The variant a shopper takes: the first ones sell best. */
export const variantWeight =
  (skus: readonly SkuStory[]) =>
  (sku: SkuStory): number =>
    1 / (1 + skus.indexOf(sku));
