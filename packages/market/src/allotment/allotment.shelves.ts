/** What the index in memory says of the shelves of a category: which stores have goods there, and each store's newest. */
import type { GoodsIndex } from '../search/search.goods.ts';

/** The newest goods of each store in each category that has goods itself, by the numbers of the index. */
interface Shelves {
  state: string;
  madeAt: number;
  /** of each category: its stores, each with a document */
  byCategory: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

const known = new WeakMap<GoodsIndex, Shelves>();
/** An index of more documents is looked through at most once in so long, whatever changes. */
const documentsAtOnce = 20_000;
const mostOftenMs = 1_000;

/**
 * The stores with goods in a category or below it, by id, each with the id of its newest. A moment old in a large market: whoever shows the goods asks PostgreSQL
 * whether they are on sale.
 */
export function newestOfStores(goods: GoodsIndex, categoryId: string): ReadonlyMap<string, string> {
  const newest = new Map<number, number>();
  for (const [category, stores] of shelvesOf(goods).byCategory) {
    const path = goods.paths.get(goods.categoryIds.names[category] as string);
    if (path?.includes(categoryId) !== true) continue;
    for (const [store, document] of stores) noteNewest(goods, newest, store, document);
  }
  return new Map(
    [...newest].map(([store, document]) => [goods.storeIds.names[store] as string, goods.ids.at(document)]),
  );
}

function shelvesOf(goods: GoodsIndex): Shelves {
  const { nextDocument, size } = goods.texts;
  const state = `${nextDocument} ${size} ${goods.values}`;
  const former = known.get(goods);
  const now = performance.now();
  const isRecent = nextDocument > documentsAtOnce && now - (former?.madeAt ?? 0) < mostOftenMs;
  if (former !== undefined && (former.state === state || isRecent)) return former;
  const byCategory = new Map<number, Map<number, number>>();
  for (let document = 0; document < nextDocument; document += 1) {
    if (goods.texts.isRemoved(document)) continue;
    const category = goods.category.at(document);
    let stores = byCategory.get(category);
    if (stores === undefined) {
      stores = new Map();
      byCategory.set(category, stores);
    }
    noteNewest(goods, stores, goods.store.at(document), document);
  }
  const shelves = { state, madeAt: now, byCategory };
  known.set(goods, shelves);
  return shelves;
}

/** Among goods that were listed at one instant the later one in the index: lists by time show one of them first, too. */
function noteNewest(
  { listedAt }: GoodsIndex,
  newest: Map<number, number>,
  store: number,
  document: number,
): void {
  const other = newest.get(store);
  if (other === undefined || listedAt.at(document) >= listedAt.at(other)) newest.set(store, document);
}
