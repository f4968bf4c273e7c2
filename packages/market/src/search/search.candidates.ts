import { LRUCache } from 'lru-cache';
import type { Standing } from './engine/text.index.ts';
import type { GoodsIndex } from './search.goods.ts';
import type { SearchPage, SearchRequest } from './search.port.ts';

/** How many results a list has at most, over all its pages. */
export const mostResults = 1_000;
const mostCategories = 12;

/** Goods found in memory, in the order of the list: numbers of documents of one `GoodsIndex`. */
export interface Candidates {
  documents: readonly number[];
  /** how well each answers the text, of the engine's own scale; in the order of `documents` */
  scores: readonly number[];
  /** how many of them, from the first, have all the words */
  whole: number;
  corrections: SearchPage['corrections'];
  categories: NonNullable<SearchPage['categories']>;
}

/** What a list that was found is remembered by, and for how long it may be. */
interface Remembered {
  candidates: Candidates;
  standing: Standing;
  /** `goods.settings` when it was found */
  settings: number;
  /** `goods.values` then, where the list depends on these */
  values: number | undefined;
  foundAt: number;
}

const mostRemembered = 5_000;
/** The share of goods that have a word, and what slips are taken for, may be as old as this; what is found may not. */
const rememberedMs = 30_000;

/**
 * Finds candidates, and remembers what was found lately: a few texts make up most of what is asked. A list is good until goods come or
 * go that have one of the words which it looked up (`Standing`), or a store begins or stops selling, so it is never behind the index.
 */
export class Finder {
  readonly #remembered = new WeakMap<GoodsIndex, LRUCache<string, Remembered>>();
  readonly #now: () => number;

  /** @param now milliseconds of a clock that only goes on */
  constructor(now: () => number) {
    this.#now = now;
  }

  find(goods: GoodsIndex, request: SearchRequest, most: number): Candidates {
    let remembered = this.#remembered.get(goods);
    if (remembered === undefined) {
      remembered = new LRUCache({ max: mostRemembered });
      this.#remembered.set(goods, remembered);
    }
    const key = keyOf(request, most);
    const former = remembered.get(key);
    const now = this.#now();
    if (
      former !== undefined &&
      former.foundAt + rememberedMs > now &&
      former.settings === goods.settings &&
      (former.values === undefined || former.values === goods.values) &&
      goods.texts.stands(former.standing)
    )
      return former.candidates;
    const { candidates, standing } = candidatesOf(goods, request, most);
    // Long lists are seldom asked for twice, and would fill the memory.
    if (candidates.documents.length <= mostResults / 4)
      remembered.set(key, {
        candidates,
        standing,
        settings: goods.settings,
        values: asksValues(request) ? goods.values : undefined,
        foundAt: now,
      });
    return candidates;
  }
}

const asksValues = (request: SearchRequest): boolean =>
  request.sort !== 'relevance' || request.minPriceMinor !== undefined || request.maxPriceMinor !== undefined;

/** All of a request that decides what is found; the page of it does not. */
const keyOf = (request: SearchRequest, most: number): string =>
  [
    request.sort,
    most,
    request.mayRelax,
    request.categoryId,
    request.storeId,
    request.minPriceMinor,
    request.maxPriceMinor,
    request.currency,
    request.text,
  ].join('\n');

function candidatesOf(
  goods: GoodsIndex,
  request: SearchRequest,
  most: number,
): { candidates: Candidates; standing: Standing } {
  const { sort } = request;
  const whole = new Matches(goods, sort !== 'relevance');
  const accepts = filterOf(goods, request);
  const { hits, corrections, standing } = goods.texts.search(request.text, {
    limit: most,
    ...(accepts === undefined ? {} : { accepts }),
    onWhole: (document) => whole.note(document),
  });
  const scores = new Map<number, number>();
  for (const hit of hits) if (hit.isWhole || request.mayRelax) scores.set(hit.document, hit.score);
  let documents = [...scores.keys()];
  if (sort !== 'relevance')
    documents = sortedBy(goods, sort, whole.count > 0 ? whole.documents : documents).slice(0, mostResults);
  const candidates = {
    documents,
    scores: documents.map((document) => scores.get(document) ?? 0),
    whole: whole.count,
    corrections,
    categories: whole.categories(),
  };
  return { candidates, standing };
}

/** Goods found, counted by category; listed only where they are to be sorted. */
class Matches {
  readonly documents: number[] = [];
  count = 0;
  readonly #goods: GoodsIndex;
  readonly #isListed: boolean;
  readonly #counts: Uint32Array;

  constructor(goods: GoodsIndex, isListed: boolean) {
    this.#goods = goods;
    this.#isListed = isListed;
    this.#counts = new Uint32Array(goods.categoryIds.names.length);
  }

  note(document: number): void {
    this.count += 1;
    const category = this.#goods.category.at(document);
    this.#counts[category] = (this.#counts[category] as number) + 1;
    if (this.#isListed) this.documents.push(document);
  }

  categories(): Candidates['categories'] {
    return this.#goods.categoryIds.names
      .map((categoryId, at) => ({ categoryId, count: this.#counts[at] as number }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.categoryId < b.categoryId ? -1 : 1))
      .slice(0, mostCategories);
  }
}

/** Whether goods are such as the request asks for, as far as the index knows. */
function filterOf(goods: GoodsIndex, request: SearchRequest): ((document: number) => boolean) | undefined {
  const storeNumber = request.storeId === undefined ? undefined : goods.storeIds.known(request.storeId);
  const currency = request.currency === undefined ? undefined : goods.currencies.known(request.currency);
  if (request.storeId !== undefined && storeNumber === undefined) return () => false;
  if (request.currency !== undefined && currency === undefined) return () => false;
  const { categoryId } = request;
  const inside =
    categoryId === undefined
      ? undefined
      : goods.categoryIds.names.map((name) => goods.paths.get(name)?.includes(categoryId) ?? false);
  const least = request.minPriceMinor === undefined ? undefined : Number(request.minPriceMinor);
  const most = request.maxPriceMinor === undefined ? undefined : Number(request.maxPriceMinor);
  // Goods of stores that do not sell are hidden: nearly all requests need no filter.
  if ([storeNumber, currency, inside, least, most].every((part) => part === undefined)) return undefined;
  return (document) => {
    if (storeNumber !== undefined && goods.store.at(document) !== storeNumber) return false;
    if (inside !== undefined && inside[goods.category.at(document)] !== true) return false;
    if (currency !== undefined && goods.currency.at(document) !== currency) return false;
    if (least !== undefined && goods.priceTo.at(document) < least) return false;
    return most === undefined || goods.priceFrom.at(document) <= most;
  };
}

function sortedBy(
  goods: GoodsIndex,
  sort: Exclude<SearchRequest['sort'], 'relevance'>,
  documents: readonly number[],
): number[] {
  const column = sort === 'newest' ? goods.listedAt : goods.priceFrom;
  const sign = sort === 'priceUp' ? 1 : -1;
  return documents.toSorted((a, b) => {
    const difference = column.at(a) - column.at(b);
    if (difference !== 0) return sign * difference;
    return goods.ids.at(a) < goods.ids.at(b) ? -sign : sign;
  });
}
