import type { Pool } from 'pg';
import { type Arrange, broughtForward, codesOf, firstByCode, firstOf, isPlain } from './search.arranged.ts';
import { type Candidates, Finder, mostResults } from './search.candidates.ts';
import { type CardShelf, cardShelf, type KeptCard } from './search.cards.ts';
import { type Begun, readCursor, writeCursor } from './search.cursors.ts';
import type { GoodsIndex } from './search.goods.ts';
import type { LiveGoods } from './search.live.ts';
import type { SearchIndex, SearchPage, SearchRequest } from './search.port.ts';

/**
 * Finds words in memory, and asks PostgreSQL on every page whether the goods found are still listed, on sale, and all that the shopper
 * wants of them (`cardShelf`): the index may be a moment behind, a page never is.
 */
export function memorySearch(
  pool: Pool,
  live: LiveGoods,
  otherwise: SearchIndex,
  finder: Finder = new Finder(() => performance.now()),
  arrange: Arrange = () => [],
): SearchIndex {
  const shelf = cardShelf(pool);
  return {
    async search(ctx, request) {
      const goods = live.current;
      if (goods === undefined || request.text.trim() === '') return otherwise.search(ctx, request);
      const begun = readCursor(request.cursor, request.sort);
      const place = begun?.by === 'place' ? begun.place : 0;
      // Some more than the page, for those that are gone by now or out of stock.
      const most = Math.min(mostResults, place + request.limit * 4 + 100);
      const found = finder.find(
        goods,
        request,
        request.inStockOnly || request.sort !== 'relevance' ? mostResults : most,
      );
      const first = isPlain(request)
        ? begun === undefined
          ? firstOf(goods, found, request.first ?? arrange(request.text, goods, found))
          : firstByCode(goods, found, begun.by === 'place' ? begun.codes : '')
        : [];
      return pageOf(
        shelf,
        goods,
        request,
        broughtForward(found, first),
        begun,
        codesOf(
          goods,
          first.map((place) => found.documents[place] as number),
        ),
      );
    },
  };
}

/** Where ranked candidates become a page. */
async function pageOf(
  shelf: CardShelf,
  goods: GoodsIndex,
  request: SearchRequest,
  candidates: Candidates,
  begun: Begun | undefined,
  codes: string,
): Promise<SearchPage> {
  const { documents } = candidates;
  const idAt = (place: number): string => goods.ids.at(documents[place] as number);
  let at = begun === undefined ? 0 : placeBehind(goods, request, documents, begun);
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
        ? writeCursor(request, sortValue(goods, request, documents, last.place), last.card.id, { codes })
        : null,
    partialFrom: firstPartial < 0 ? null : firstPartial,
    corrections: candidates.corrections,
    categories: candidates.categories,
  };
}

/** The place where a list goes on. */
function placeBehind(
  goods: GoodsIndex,
  request: SearchRequest,
  documents: readonly number[],
  begun: Begun,
): number {
  if (begun.by === 'place') {
    const last = goods.ids.documentOf(begun.id);
    const place = last === undefined ? -1 : documents.indexOf(last);
    return place < 0 ? begun.place : place + 1;
  }
  const key = Number(begun.key);
  const sign = request.sort === 'priceUp' ? 1 : -1;
  const place = documents.findIndex((document, at) => {
    const difference = Number(sortValue(goods, request, documents, at)) - key;
    if (difference !== 0) return sign * difference > 0;
    const id = goods.ids.at(document);
    return id !== begun.id && id > begun.id === sign > 0;
  });
  return place < 0 ? documents.length : place;
}

/** What the cursor says of the goods at a place; see `writeCursor`. */
function sortValue(
  goods: GoodsIndex,
  request: SearchRequest,
  documents: readonly number[],
  place: number,
): number | Date {
  const document = documents[place] as number;
  if (request.sort === 'relevance') return place + 1;
  return request.sort === 'newest' ? new Date(goods.listedAt.at(document)) : goods.priceFrom.at(document);
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
