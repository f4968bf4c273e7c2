import type { Pool } from 'pg';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { type Candidates, Finder, mostResults } from './search.candidates.ts';
import { type CardShelf, cardShelf, type KeptCard } from './search.cards.ts';
import type { GoodsIndex } from './search.goods.ts';
import type { LiveGoods } from './search.live.ts';
import type { SearchIndex, SearchPage, SearchRequest } from './search.port.ts';
import { badCursor } from './search.postgres.ts';

/**
 * Finds words in memory, and asks PostgreSQL on every page whether the goods found are still listed, on sale, and all that the shopper
 * wants of them (`cardShelf`): the index may be a moment behind, a page never is.
 */
export function memorySearch(pool: Pool, live: LiveGoods, otherwise: SearchIndex): SearchIndex {
  const shelf = cardShelf(pool);
  const finder = new Finder(() => performance.now());
  return {
    async search(ctx, request) {
      const goods = live.current;
      if (goods === undefined || request.text.trim() === '') return otherwise.search(ctx, request);
      const after = decodeCursor(request.cursor, ['string', 'number', 'uuid']);
      if (after !== undefined && (after[0] !== request.sort || after[1] < 1)) throw badCursor();
      const begun = after === undefined ? undefined : { place: after[1], id: after[2] };
      // Some more than the page, for those that are gone by now or out of stock.
      const most = Math.min(mostResults, (begun?.place ?? 0) + request.limit * 4 + 100);
      const found = finder.find(
        goods,
        request,
        request.inStockOnly || request.sort !== 'relevance' ? mostResults : most,
      );
      return pageOf(shelf, goods, request, found, begun);
    },
  };
}

/**
 * Where ranked candidates become a page. The cursor holds the last goods of the page before, and their place for the case that they
 * are gone by now.
 */
async function pageOf(
  shelf: CardShelf,
  goods: GoodsIndex,
  request: SearchRequest,
  candidates: Candidates,
  after: { place: number; id: string } | undefined,
): Promise<SearchPage> {
  const { documents } = candidates;
  const idAt = (place: number): string => goods.ids.at(documents[place] as number);
  let at = 0;
  if (after !== undefined) {
    const last = goods.ids.documentOf(after.id);
    const place = last === undefined ? -1 : documents.indexOf(last);
    at = place < 0 ? after.place : place + 1;
  }
  const fits = fitsOf(goods, request);
  const found: { card: KeptCard; place: number }[] = [];
  while (found.length <= request.limit && at < documents.length) {
    const end = Math.min(documents.length, at + (request.limit + 1) * (request.inStockOnly ? 4 : 1));
    const asked: { id: string; place: number }[] = [];
    for (let place = at; place < end; place += 1)
      if (!goods.texts.isRemoved(documents[place] as number)) asked.push({ id: idAt(place), place });
    const cards = await shelf.read(asked.map(({ id }) => id));
    for (const { id, place } of asked) {
      const card = cards.get(id);
      if (card !== undefined && fits(card)) found.push({ card, place });
    }
    at = end;
  }
  const shown = found.slice(0, request.limit);
  const last = shown.at(-1);
  const firstPartial = shown.findIndex(({ place }) => place >= candidates.whole);
  return {
    cards: shown.map(({ card }) => card),
    nextCursor:
      found.length > request.limit && last !== undefined
        ? encodeCursor([request.sort, last.place + 1, last.card.id])
        : null,
    partialFrom: firstPartial < 0 ? null : firstPartial,
    corrections: candidates.corrections,
    categories: candidates.categories,
  };
}

/** Whether a card, as it is at this moment, is what the request asks for. */
function fitsOf(goods: GoodsIndex, request: SearchRequest): (card: KeptCard) => boolean {
  const { minPriceMinor, maxPriceMinor, categoryId } = request;
  return (card) =>
    (request.storeId === undefined || card.storeId === request.storeId) &&
    (request.currency === undefined || card.currency === request.currency) &&
    (minPriceMinor === undefined || card.priceToMinor >= minPriceMinor) &&
    (maxPriceMinor === undefined || card.priceFromMinor <= maxPriceMinor) &&
    (categoryId === undefined || goods.paths.get(card.categoryId)?.includes(categoryId) === true) &&
    (!request.inStockOnly || card.isAvailable);
}
