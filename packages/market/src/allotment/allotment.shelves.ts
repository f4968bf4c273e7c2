/** What the index in memory says of the shelves of a category: which stores have goods there, and each store's newest. */
import type { GoodsIndex } from '../search/search.goods.ts';

/** The newest goods of each store in each category that has goods itself, by the numbers of the index. */
interface Shelves {
  /** documents that were looked at, and how many of all were not removed then */
  upTo: number;
  size: number;
  madeAt: number;
  byCategory: Map<number, Map<number, number>>;
  /** somebody's newest goods are gone since */
  hasGaps: boolean;
}

const known = new WeakMap<GoodsIndex, Shelves>();

/** A larger index is not looked through anew for each change: what is new in it is added, and gaps are filled later. */
export const smallIndex = 20_000;
const fillEveryMs = 10_000;

/**
 * The stores with goods in a category or below it, by id, each with the id of its newest. In a large index a store whose newest goods were just taken
 * off may be missing for some seconds; whoever shows the goods asks PostgreSQL whether they are on sale.
 *
 * @param now milliseconds that only grow
 */
export function newestOfStores(
  goods: GoodsIndex,
  categoryId: string,
  now: number,
  small = smallIndex,
): ReadonlyMap<string, string> {
  const shelves = shelvesOf(goods, now, small);
  const newest = new Map<number, number>();
  for (const [category, stores] of shelves.byCategory) {
    const path = goods.paths.get(goods.categoryIds.names[category] as string);
    if (path?.includes(categoryId) !== true) continue;
    for (const [store, document] of stores)
      if (goods.texts.isRemoved(document)) shelves.hasGaps = true;
      else noteNewest(goods, newest, store, document);
  }
  return new Map(
    [...newest].map(([store, document]) => [goods.storeIds.names[store] as string, goods.ids.at(document)]),
  );
}

function shelvesOf(goods: GoodsIndex, now: number, small: number): Shelves {
  const { nextDocument, size } = goods.texts;
  const former = known.get(goods);
  if (former !== undefined) {
    if (former.upTo === nextDocument && former.size === size && !former.hasGaps) return former;
    if (nextDocument > small && !(former.hasGaps && now - former.madeAt >= fillEveryMs)) {
      lookThrough(goods, former);
      return former;
    }
  }
  const made: Shelves = { upTo: 0, size: 0, madeAt: now, byCategory: new Map(), hasGaps: false };
  lookThrough(goods, made);
  known.set(goods, made);
  return made;
}

/** Adds what the index got since they were made. */
function lookThrough(goods: GoodsIndex, shelves: Shelves): void {
  const { nextDocument, size } = goods.texts;
  for (let document = shelves.upTo; document < nextDocument; document += 1) {
    if (goods.texts.isRemoved(document)) continue;
    const category = goods.category.at(document);
    let stores = shelves.byCategory.get(category);
    if (stores === undefined) {
      stores = new Map();
      shelves.byCategory.set(category, stores);
    }
    noteNewest(goods, stores, goods.store.at(document), document);
  }
  shelves.upTo = nextDocument;
  shelves.size = size;
}

/** Among goods that were listed at one instant, those that the index got later. */
function noteNewest(goods: GoodsIndex, newest: Map<number, number>, store: number, document: number): void {
  const { listedAt, texts } = goods;
  const other = newest.get(store);
  if (other === undefined || texts.isRemoved(other) || listedAt.at(document) >= listedAt.at(other))
    newest.set(store, document);
}
