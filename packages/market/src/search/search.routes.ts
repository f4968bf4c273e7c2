import { type AnswerInput, fromPublicId, searchEndpoints, toPublicId } from '@hazumi/contracts';
import { minorToJson } from '@hazumi/policy';
import { sql } from 'kysely';
import { minorOrNull, presentAvailability } from '../catalogue/goods.present.ts';
import type { Ctx } from '../kernel/context.ts';
import type { DatabaseHandle } from '../kernel/database.ts';
import { register } from '../kernel/http.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { presentPicture } from '../pictures/pictures.present.ts';
import { type LiveGoods, liveGoods } from './search.live.ts';
import { memorySearch } from './search.memory.ts';
import type { CardRow, SearchIndex, SearchRequest } from './search.port.ts';
import { postgresSearch } from './search.postgres.ts';

export type ProductCardAnswer = AnswerInput<(typeof searchEndpoints)['newestProducts']>['data'][number];

export function presentCard(row: CardRow): ProductCardAnswer {
  return {
    id: toPublicId('product', row.id),
    title: row.titles,
    categoryId: toPublicId('category', row.category_id),
    currency: row.currency,
    priceFromMinor: minorToJson(row.price_from_minor),
    priceToMinor: minorToJson(row.price_to_minor),
    compareAtMinor: minorOrNull(row.compare_at_minor),
    picture: row.picture === null ? null : presentPicture(row.picture),
    availability: presentAvailability(Number(row.available)),
    store: { id: toPublicId('store', row.store_id), slug: row.slug, name: row.names },
  };
}

/**
 * Mounts search, the newest goods and the stores' shelves. PostgreSQL finds words until the index in memory is told to start and has
 * been made.
 */
export function registerSearch(market: Market, { pool }: Pick<DatabaseHandle, 'pool'>): LiveGoods {
  const live = liveGoods(market.db, (error) => market.log.warn({ err: error }, 'the search index is behind'));
  registerSearchOver(market, memorySearch(pool, live, postgresSearch(market.db)));
  return live;
}

/** The same over any index. */
export function registerSearchOver(market: Market, index: SearchIndex): void {
  const find = async (ctx: Ctx, request: SearchRequest) => {
    const { cards, nextCursor, partialFrom, corrections, categories } = await index.search(ctx, request);
    return {
      data: cards.map(presentCard),
      nextCursor,
      relaxed: partialFrom !== null,
      partialFrom,
      corrections,
      categories:
        categories?.map(({ categoryId, count }) => ({
          categoryId: toPublicId('category', categoryId),
          count,
        })) ?? null,
    };
  };
  const plain = { text: '', inStockOnly: false, sort: 'newest', mayRelax: false } as const;

  register(market, searchEndpoints.searchProducts, (ctx, { query }) => {
    const policy = market.policy.at(ctx.now).document.search;
    const sort = query.sort ?? 'relevance';
    const asksPrice =
      query.minPriceMinor !== undefined ||
      query.maxPriceMinor !== undefined ||
      sort === 'priceUp' ||
      sort === 'priceDown';
    return find(ctx, {
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
    });
  });

  register(market, searchEndpoints.newestProducts, async (ctx, { query }) => {
    const { cursor, limit } = query;
    const categoryId = uuidOf('category', query.categoryId);
    const { data, nextCursor } = await find(ctx, { ...plain, categoryId, cursor, limit });
    return { data, nextCursor };
  });

  register(market, searchEndpoints.storeShelf, async (ctx, { params, query }) => {
    const { cursor, limit } = query;
    const storeId = uuidOf('store', params.storeId) ?? '';
    const categoryId = uuidOf('category', query.categoryId);
    const { data, nextCursor } = await find(ctx, { ...plain, storeId, categoryId, cursor, limit });
    // An empty shelf and a store that doesn't sell (or isn't there) look alike until one asks for the store.
    if (data.length === 0) {
      const { rows } = await sql`select 1 from store where id = ${storeId} and open_for_sale`.execute(
        market.db,
      );
      if (rows.length === 0) throw notFound();
    }
    return { data, nextCursor };
  });
}

const uuidOf = (kind: 'category' | 'store', id: string | undefined): string | undefined =>
  id === undefined ? undefined : fromPublicId(kind, id);
