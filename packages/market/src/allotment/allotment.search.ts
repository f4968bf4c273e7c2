/** The search behind a page of results, as the allotment asks it: the same candidates, found once for both. */
import type { Candidates, Finder } from '../search/search.candidates.ts';
import type { GoodsIndex } from '../search/search.goods.ts';
import type { LiveGoods } from '../search/search.live.ts';
import type { SearchRequest } from '../search/search.port.ts';
import { places } from './allotment.keywords.ts';
import { type FoundStore, storesFound } from './allotment.relevance.ts';

/** As many candidates as the search itself looks at for a page of so many places. */
export const candidatesLooked = places * 4 + 100;

/** A search without anything that narrows it: those alone are allotted. */
export const plainSearch = (text: string, mayRelax: boolean): SearchRequest => ({
  text,
  inStockOnly: false,
  sort: 'relevance',
  limit: places,
  mayRelax,
});

export interface FoundGoods {
  goods: GoodsIndex;
  candidates: Candidates;
}

export interface StoreSearch {
  /** the index in memory; undefined while there is none */
  readonly goods: GoodsIndex | undefined;
  /** what the index in memory finds; undefined while there is none */
  find(text: string, mayRelax: boolean): FoundGoods | undefined;
  /** makes the index where there is none yet */
  ready(): Promise<void>;
}

export const storeSearch = (live: LiveGoods, finder: Finder): StoreSearch => ({
  get goods() {
    return live.current;
  },
  find(text, mayRelax) {
    const goods = live.current;
    if (goods === undefined) return undefined;
    return { goods, candidates: finder.find(goods, plainSearch(text, mayRelax), candidatesLooked) };
  },
  ready: () => live.ready(),
});

/** What a list of candidates says of its stores; the same list is served many times. */
const known = new WeakMap<Candidates, { halvingPpm: number; stores: ReadonlyMap<string, FoundStore> }>();

/** The stores of found goods by id; see `storesFound`. */
export function storesOf(found: FoundGoods, halvingPpm: number): ReadonlyMap<string, FoundStore> {
  const former = known.get(found.candidates);
  if (former?.halvingPpm === halvingPpm) return former.stores;
  const stores = readStores(found, halvingPpm);
  known.set(found.candidates, { halvingPpm, stores });
  return stores;
}

function readStores({ goods, candidates }: FoundGoods, halvingPpm: number): Map<string, FoundStore> {
  const { documents, scores, whole } = candidates;
  const found = storesFound(
    scores,
    (place) => goods.store.at(documents[place] as number),
    whole,
    halvingPpm / 1_000_000,
  );
  return new Map([...found].map(([store, one]) => [goods.storeIds.names[store] as string, one]));
}

/** The topmost category in which most goods with all the words are; null where none is. */
export function topCategory({ goods, candidates }: FoundGoods): string | null {
  const counts = new Map<string, number>();
  for (const { categoryId, count } of candidates.categories) {
    const root = goods.paths.get(categoryId)?.[0];
    if (root !== undefined) counts.set(root, (counts.get(root) ?? 0) + count);
  }
  let best: string | null = null;
  for (const [root, count] of counts) if (best === null || count > (counts.get(best) as number)) best = root;
  if (best !== null) return best;
  // Where nothing has all the words, the best of what has some says what it is about.
  const first = candidates.documents[0];
  if (first === undefined) return null;
  return goods.paths.get(goods.categoryIds.names[goods.category.at(first)] as string)?.[0] ?? null;
}
