import type { Pool } from 'pg';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { pictureJson } from '../pictures/pictures.present.ts';
import type { GoodsIndex } from './search.goods.ts';
import type { LiveGoods } from './search.live.ts';
import type { CardRow, SearchIndex, SearchPage, SearchRequest } from './search.port.ts';
import { badCursor } from './search.postgres.ts';

/** How many results a list has at most, over all its pages. */
const mostResults = 1_000;
const mostCategories = 12;

/**
 * Finds words in memory, and asks PostgreSQL for what cards show of the goods found. That one statement also asks again whether they
 * are listed, on sale, and all that the shopper wants of them: the index may be a moment behind, a page never is.
 */
export function memorySearch(pool: Pool, live: LiveGoods, otherwise: SearchIndex): SearchIndex {
  return {
    async search(ctx, request) {
      const goods = live.current;
      if (goods === undefined || request.text.trim() === '') return otherwise.search(ctx, request);
      const after = decodeCursor(request.cursor, ['string', 'number', 'uuid']);
      if (after !== undefined && (after[0] !== request.sort || after[1] < 1)) throw badCursor();
      const begun = after === undefined ? undefined : { place: after[1], id: after[2] };
      // Some more than the page, for those that are gone by now or out of stock.
      const most = Math.min(mostResults, (begun?.place ?? 0) + request.limit * 4 + 100);
      return page(
        pool,
        goods,
        request,
        candidatesOf(
          goods,
          request,
          request.inStockOnly || request.sort !== 'relevance' ? mostResults : most,
        ),
        begun,
      );
    },
  };
}

interface Candidates {
  /** ids of goods in the order of the list */
  ids: string[];
  /** how many of them, from the first, have all the words */
  whole: number;
  corrections: SearchPage['corrections'];
  categories: NonNullable<SearchPage['categories']>;
}

function candidatesOf(goods: GoodsIndex, request: SearchRequest, most: number): Candidates {
  const { sort } = request;
  const whole = new Matches(goods, sort !== 'relevance');
  const { hits, corrections } = goods.texts.search(request.text, {
    limit: most,
    accepts: filterOf(goods, request),
    onWhole: (document) => whole.note(document),
  });
  const shown = hits.filter((hit) => hit.isWhole || request.mayRelax).map((hit) => hit.document);
  let documents = shown;
  if (sort !== 'relevance')
    documents = sortedBy(goods, sort, whole.count > 0 ? whole.documents : shown).slice(0, mostResults);
  return {
    ids: documents.map((document) => goods.ids[document] as string),
    whole: whole.count,
    corrections,
    categories: whole.categories(),
  };
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
    const category = this.#goods.category[document] as number;
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
function filterOf(goods: GoodsIndex, request: SearchRequest): (document: number) => boolean {
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
  return (document) => {
    const store = goods.store[document] as number;
    if (goods.sells[store] !== true) return false;
    if (storeNumber !== undefined && store !== storeNumber) return false;
    if (inside !== undefined && inside[goods.category[document] as number] !== true) return false;
    if (currency !== undefined && goods.currency[document] !== currency) return false;
    if (least !== undefined && (goods.priceTo[document] as number) < least) return false;
    return most === undefined || (goods.priceFrom[document] as number) <= most;
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
    const difference = (column[a] as number) - (column[b] as number);
    if (difference !== 0) return sign * difference;
    return (goods.ids[a] as string) < (goods.ids[b] as string) ? -sign : sign;
  });
}

/** The cursor holds the last goods of the page before, and their place for the case that they are gone by now. */
async function page(
  pool: Pool,
  goods: GoodsIndex,
  request: SearchRequest,
  candidates: Candidates,
  after: { place: number; id: string } | undefined,
): Promise<SearchPage> {
  const { ids } = candidates;
  let at = 0;
  if (after !== undefined) {
    const place = ids.indexOf(after.id);
    at = place < 0 ? after.place : place + 1;
  }
  const cards: { card: CardRow; place: number }[] = [];
  while (cards.length <= request.limit && at < ids.length) {
    const some = ids.slice(at, at + (request.limit + 1) * (request.inStockOnly ? 4 : 1));
    const found = await cardsOf(pool, goods, request, some);
    some.forEach((id, offset) => {
      const card = found.get(id);
      if (card !== undefined) cards.push({ card, place: at + offset });
    });
    at += some.length;
  }
  const shown = cards.slice(0, request.limit);
  const last = shown.at(-1);
  const firstPartial = shown.findIndex(({ place }) => place >= candidates.whole);
  return {
    cards: shown.map(({ card }) => card),
    nextCursor:
      cards.length > request.limit && last !== undefined
        ? encodeCursor([request.sort, last.place + 1, last.card.id])
        : null,
    partialFrom: firstPartial < 0 ? null : firstPartial,
    corrections: candidates.corrections,
    categories: candidates.categories,
  };
}

const cardColumns = `p.store_id, p.id, p.titles, p.category_id, p.currency, p.price_from_minor, p.price_to_minor, p.compare_at_minor,
  p.listed_at, s.slug, s.names,
  (select ${pictureJson} from picture i
    where i.store_id = p.store_id and i.product_id = p.id order by i.position, i.id limit 1) as picture,
  (select coalesce(sum(t.available), 0)::bigint from sku k join stock t on t.store_id = k.store_id and t.sku_id = k.id
    where k.store_id = p.store_id and k.product_id = p.id and k.is_active) as available`;

/** One text for all pages, so that PostgreSQL plans it once a connection: planning costs more than reading two dozen goods. */
const readCards = {
  name: 'search_read_cards',
  text: `select ${cardColumns} from product p join store s on s.id = p.store_id
    where p.id = any($1::uuid[]) and p.state = 'listed' and s.open_for_sale`,
};

/** Cards of those of these goods that are as the request wants them at this moment. */
async function cardsOf(
  pool: Pool,
  goods: GoodsIndex,
  request: SearchRequest,
  ids: readonly string[],
): Promise<Map<string, CardRow>> {
  const connection = await pool.connect();
  let rows: CardRow[];
  try {
    ({ rows } = await connection.query<CardRow>({ ...readCards, values: [ids] }));
  } finally {
    connection.release();
  }
  const { minPriceMinor, maxPriceMinor, categoryId } = request;
  const fits = rows.filter(
    (card) =>
      (request.storeId === undefined || card.store_id === request.storeId) &&
      (request.currency === undefined || card.currency === request.currency) &&
      (minPriceMinor === undefined || card.price_to_minor >= minPriceMinor) &&
      (maxPriceMinor === undefined || card.price_from_minor <= maxPriceMinor) &&
      (categoryId === undefined || goods.paths.get(card.category_id)?.includes(categoryId) === true) &&
      (!request.inStockOnly || card.available > 0n),
  );
  return new Map(fits.map((card) => [card.id, card]));
}
