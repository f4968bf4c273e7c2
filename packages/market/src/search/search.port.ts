import type { LocalText } from '../catalogue/catalogue.tables.ts';
import type { Ctx } from '../kernel/context.ts';
import type { PictureFacts } from '../pictures/pictures.present.ts';

export type SearchSort = 'relevance' | 'newest' | 'priceUp' | 'priceDown';

export interface SearchRequest {
  /** what was typed; empty: all goods */
  text: string;
  /** with everything below it */
  categoryId?: string | undefined;
  storeId?: string | undefined;
  minPriceMinor?: bigint | undefined;
  maxPriceMinor?: bigint | undefined;
  /** goods of this currency alone; always given where a price is filtered or sorted by */
  currency?: string | undefined;
  inStockOnly: boolean;
  sort: SearchSort;
  cursor?: string | undefined;
  limit: number;
  /** whether goods that have only some of the words may follow those that have them all */
  mayRelax: boolean;
  /** goods that come first, in this order, as far as they are among those that answer the text best; undefined: as is their turn */
  first?: readonly string[] | undefined;
}

/** All that a list shows of goods, so that a page of results costs one query. */
export interface CardRow {
  store_id: string;
  id: string;
  titles: LocalText;
  category_id: string;
  currency: string;
  price_from_minor: bigint;
  price_to_minor: bigint;
  compare_at_minor: bigint | null;
  listed_at: Date;
  picture: PictureFacts | null;
  available: bigint;
  slug: string;
  names: LocalText;
}

/** Goods of a page, with the text that answers show of them: a `ProductCard` of the contract, written once and shown many times. */
export interface Card {
  id: string;
  storeId: string;
  json: string;
}

export interface SearchPage {
  cards: Card[];
  nextCursor: string | null;
  /** where the goods begin that lack some of the words; null: these all have them all */
  partialFrom: number | null;
  /** words that no goods have, and what they were taken for */
  corrections: { from: string; to: string }[];
  /** how many goods that have all the words are in each category, most first; null where that was not counted */
  categories: { categoryId: string; count: number }[] | null;
}

/** A page of a list that was not searched for by words. */
export const plainPage = (cards: Card[], nextCursor: string | null): SearchPage => ({
  cards,
  nextCursor,
  partialFrom: null,
  corrections: [],
  categories: null,
});

/**
 * Finds goods on sale: words in memory (`search.memory.ts`), all else, and words while memory is being filled, in PostgreSQL
 * (`search.postgres.ts`). Whatever finds them, goods that are not listed, or whose store does not sell, are never among them.
 */
export interface SearchIndex {
  search(ctx: Ctx, request: SearchRequest): Promise<SearchPage>;
}
