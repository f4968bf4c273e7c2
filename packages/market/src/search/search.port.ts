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
  /** whether a text that finds nothing may be taken word by word */
  mayRelax: boolean;
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

export interface SearchPage {
  cards: CardRow[];
  nextCursor: string | null;
  /** no goods have all the words: these have some of them */
  relaxed: boolean;
}

/**
 * Finds goods on sale. An engine of its own may take the place of PostgreSQL (`search.postgres.ts`); whatever finds them, goods that
 * are not listed, or whose store does not sell, are never among them.
 */
export interface SearchIndex {
  search(ctx: Ctx, request: SearchRequest): Promise<SearchPage>;
}
