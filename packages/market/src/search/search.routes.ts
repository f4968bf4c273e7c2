import { type Endpoint, fromPublicId, searchEndpoints, toPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import type { DatabaseHandle } from '../kernel/database.ts';
import { register } from '../kernel/http.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import type { Arrange } from './search.arranged.ts';
import { Finder } from './search.candidates.ts';
import { type LiveGoods, liveGoods } from './search.live.ts';
import { memorySearch } from './search.memory.ts';
import type { Card, SearchIndex, SearchPage } from './search.port.ts';
import { postgresSearch } from './search.postgres.ts';
import { registerSellers } from './search.sellers.routes.ts';
import { type LiveSuggestions, liveSuggestions } from './search.suggestions.live.ts';
import { suggest } from './search.suggestions.ts';

/**
 * Mounts search, the newest goods and the stores' shelves. PostgreSQL finds words until the index in memory is told to start and has
 * been made.
 */
export function registerSearch(market: Market, handle: Pick<DatabaseHandle, 'pool'>): LiveGoods {
  return registerAllottedSearch(market, handle, new Finder(() => performance.now()), () => []);
}

/** The same, with goods first whose turn it is, by `arrange`, which may use the same finder. */
export function registerAllottedSearch(
  market: Market,
  { pool }: Pick<DatabaseHandle, 'pool'>,
  finder: Finder,
  arrange: Arrange,
): LiveGoods {
  const live = liveGoods(
    market.db,
    (error) => market.log.warn({ err: error }, 'the search index is behind'),
    market.points,
  );
  registerSearchOver(market, memorySearch(pool, live, postgresSearch(market.db), finder, arrange));
  registerSellers(market, live);
  const suggestions = liveSuggestions(
    market.db,
    () => performance.now(),
    (error) => market.log.warn({ err: error }, 'suggestions are behind'),
  );
  live.closesWithIt(suggestions);
  registerSuggestions(market, live, suggestions);
  return live;
}

/** Mounts what is suggested while a text is typed: nothing until the index is made. */
export function registerSuggestions(
  market: Market,
  live: Pick<LiveGoods, 'current'>,
  suggestions: Pick<LiveSuggestions, 'current'>,
): void {
  register(market, searchEndpoints.suggestQueries, async (ctx, { query }) => {
    const policy = market.policy.at(ctx.now).document.search;
    const goods = live.current;
    const made = suggestions.current();
    const typed = query.q.slice(0, policy.queryMaxCharacters);
    return {
      data: goods === undefined || made === undefined ? [] : suggest(made, goods, typed, policy.suggestions),
    };
  });
}

/** The same over any index. */
export function registerSearchOver(market: Market, index: SearchIndex): void {
  const plain = { text: '', inStockOnly: false, sort: 'newest', mayRelax: false } as const;

  register(market, searchEndpoints.searchProducts, async (ctx, { query }) => {
    const policy = market.policy.at(ctx.now).document.search;
    const sort = query.sort ?? 'relevance';
    const asksPrice =
      query.minPriceMinor !== undefined ||
      query.maxPriceMinor !== undefined ||
      sort === 'priceUp' ||
      sort === 'priceDown';
    const page = await index.search(ctx, {
      text: query.q.slice(0, policy.queryMaxCharacters),
      categoryId: uuidOf('category', query.categoryId),
      storeId: uuidOf('store', query.storeId),
      minPriceMinor: query.minPriceMinor === undefined ? undefined : BigInt(query.minPriceMinor),
      maxPriceMinor: query.maxPriceMinor === undefined ? undefined : BigInt(query.maxPriceMinor),
      currency: query.currency ?? (asksPrice ? market.settings.currency : undefined),
      inStockOnly: query.inStock ?? false,
      sort,
      cursor: query.cursor,
      limit: query.limit,
      mayRelax: policy.relaxesEmptyQueries,
      first: query.first?.map((id) => fromPublicId('product', id) as string),
    });
    const { cards, nextCursor, partialFrom, corrections, categories } = page;
    return answerOf(
      market,
      searchEndpoints.searchProducts,
      listOf(cards, nextCursor, {
        relaxed: partialFrom !== null,
        partialFrom,
        corrections,
        categories: categories === null ? null : presentCounts(categories),
      }),
    );
  });

  register(market, searchEndpoints.newestProducts, async (ctx, { query }) => {
    const { cursor, limit } = query;
    const categoryId = uuidOf('category', query.categoryId);
    const { cards, nextCursor } = await index.search(ctx, { ...plain, categoryId, cursor, limit });
    return answerOf(market, searchEndpoints.newestProducts, listOf(cards, nextCursor));
  });

  register(market, searchEndpoints.storeShelf, async (ctx, { params, query }) => {
    const { cursor, limit } = query;
    const storeId = uuidOf('store', params.storeId) ?? '';
    const categoryId = uuidOf('category', query.categoryId);
    const { cards, nextCursor } = await index.search(ctx, { ...plain, storeId, categoryId, cursor, limit });
    // An empty shelf and a store that doesn't sell (or isn't there) look alike until one asks for the store.
    if (cards.length === 0) {
      const { rows } = await sql`select 1 from store where id = ${storeId} and open_for_sale`.execute(
        market.db,
      );
      if (rows.length === 0) throw notFound();
    }
    return answerOf(market, searchEndpoints.storeShelf, listOf(cards, nextCursor));
  });
}

type Counts = NonNullable<SearchPage['categories']>;

/** Counts as answers show them; those of a list that is remembered are presented once. */
const presentedCounts = new WeakMap<Counts, { categoryId: string; count: number }[]>();
function presentCounts(counts: Counts) {
  const known = presentedCounts.get(counts);
  if (known !== undefined) return known;
  const presented = counts.map(({ categoryId, count }) => ({
    categoryId: toPublicId('category', categoryId),
    count,
  }));
  presentedCounts.set(counts, presented);
  return presented;
}

/** The text of a list: cards are JSON already, and are put in as they are. */
function listOf(cards: readonly Card[], nextCursor: string | null, more: object = {}): string {
  const rest = JSON.stringify({ nextCursor, ...more });
  return `{"data":[${cards.map((card) => card.json).join(',')}],${rest.slice(1)}`;
}

/** An answer that is a text already; where answers are checked, it is read again for that. */
function answerOf(market: Market, definition: Endpoint, json: string): Response {
  if (market.settings.checkAnswers) definition.answer?.parse(JSON.parse(json));
  return new Response(json, { headers: { 'content-type': 'application/json' } });
}

const uuidOf = (kind: 'category' | 'store', id: string | undefined): string | undefined =>
  id === undefined ? undefined : fromPublicId(kind, id);
