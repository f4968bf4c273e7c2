import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../kernel/database.ts';
import { pictureJson } from '../pictures/pictures.present.ts';
import { cardOf } from './search.cards.ts';
import { type Begun, badCursor, readCursor, writeCursor } from './search.cursors.ts';
import {
  type CardRow,
  plainPage,
  type SearchIndex,
  type SearchPage,
  type SearchRequest,
  type SearchSort,
} from './search.port.ts';
import { searchQuery } from './search.terms.ts';

type Sql = RawBuilder<unknown>;

/** Ranking reads every candidate, so there is an end: the newest goods that match, ordered among themselves. */
const rankedCandidates = 1_000;

interface FoundRow extends CardRow {
  /** what the list is sorted by, before the id; the place in one by relevance, from 1 */
  key: bigint | Date;
}

/** How a list is sorted: the column and the direction. */
const sorts: Record<Exclude<SearchSort, 'relevance'>, { column: Sql; descending: boolean }> = {
  newest: { column: sql`p.listed_at`, descending: true },
  priceUp: { column: sql`p.price_from_minor`, descending: false },
  priceDown: { column: sql`p.price_from_minor`, descending: true },
};

/**
 * Search over `product.search_terms`. Each list is one statement: a materialized part that finds a page of keys through an index, and
 * an outer part that reads what cards show of just these. No part reads more than its limit of goods that fit.
 */
export function postgresSearch(db: Db): SearchIndex {
  return {
    async search(_, request) {
      const query = searchQuery(request.text);
      if (query === undefined) {
        // A text without a word in it finds nothing; no text at all finds everything.
        if (request.text.trim() !== '') return plainPage([], null);
        const sort = request.sort === 'relevance' ? 'newest' : request.sort;
        return sortedPage(db, { ...request, sort }, readCursor(request.cursor, sort), undefined, false);
      }
      const begun = readCursor(request.cursor, request.sort);
      const mayRelax = request.mayRelax && query.some !== undefined;
      if (begun?.isRelaxed !== true) {
        const found = await textPage(db, request, begun, query.all, false);
        // A list that was begun in memory goes on with goods that have some of the words, where those that have them all end.
        const isOver = found.cards.length === 0 && begun?.by !== 'key';
        if (!mayRelax || !isOver) return found;
      }
      // A cursor of a relaxed list belongs to the same words, which were several.
      if (query.some === undefined) throw badCursor();
      return textPage(db, request, begun, query.some, true);
    },
  };
}

function textPage(
  db: Db,
  request: SearchRequest,
  begun: Begun | undefined,
  terms: string,
  relaxed: boolean,
): Promise<SearchPage> {
  const { sort } = request;
  return sort === 'relevance'
    ? rankedPage(db, request, begun, terms, relaxed)
    : sortedPage(db, { ...request, sort }, begun, terms, relaxed);
}

/** Goods in the order of a column; of a category, its own and each one below it are read apart, each in the order of its index. */
async function sortedPage(
  db: Db,
  request: SearchRequest & { sort: Exclude<SearchSort, 'relevance'> },
  begun: Begun | undefined,
  terms: string | undefined,
  relaxed: boolean,
): Promise<SearchPage> {
  const { column, descending } = sorts[request.sort];
  const conditions = conditionsOf(request, terms);
  if (begun?.by === 'key') {
    const { key, id } = begun;
    const value = typeof key === 'number' ? sql`${key}::bigint` : sql`${key}::timestamptz`;
    const order = descending ? sql`<` : sql`>`;
    conditions.push(sql`(${column}, p.id) ${order} (${value}, ${id}::uuid)`);
  }
  const direction = descending ? sql`desc` : sql`asc`;
  const order = sql`order by key ${direction}, id ${direction} limit ${request.limit + 1}`;
  const keys = (more: Sql) => sql`
    select p.store_id, p.id, ${column} as key from product p
    where ${sql.join([...conditions, more], sql` and `)}
    order by ${column} ${direction}, p.id ${direction} limit ${request.limit + 1}`;
  const hit =
    request.categoryId === undefined || terms !== undefined || request.storeId !== undefined
      ? keys(request.categoryId === undefined ? sql`true` : inCategory(request.categoryId))
      : sql`select found.* from category c cross join lateral (${keys(sql`p.category_id = c.id`)}) found
          where c.path @> array[${request.categoryId}::uuid] ${order}`;
  const rows = await readCards(db, hit, sql`order by key ${direction}, id ${direction}`);
  return pageOf(rows, request, relaxed);
}

/** Goods by how well they match. Titles weigh most, then option values, codes and descriptions. */
async function rankedPage(
  db: Db,
  request: SearchRequest,
  begun: Begun | undefined,
  terms: string,
  relaxed: boolean,
): Promise<SearchPage> {
  const conditions = conditionsOf(request, terms);
  if (request.categoryId !== undefined) conditions.push(inCategory(request.categoryId));
  const rank = sql`(ts_rank('{0.05, 0.2, 0.4, 1}', search_terms, ${terms}::tsquery, 1) * 1000000)::bigint`;
  const rest =
    begun?.by === 'place'
      ? sql`where key > coalesce((select key from ranked where id = ${begun.id}::uuid), ${begun.place})`
      : sql``;
  const hit = sql`
    with ranked as materialized (
      select store_id, id, row_number() over (order by ${rank} desc, id desc) as key from (
        select p.store_id, p.id, p.search_terms from product p
        where ${sql.join(conditions, sql` and `)}
        order by p.listed_at desc, p.id desc limit ${rankedCandidates}
      ) candidate
    )
    select store_id, id, key from ranked ${rest} order by key limit ${request.limit + 1}`;
  const rows = await readCards(db, hit, sql`order by key`);
  return pageOf(rows, request, relaxed);
}

/** What goods must be to be shown, besides having the words. */
function conditionsOf(request: SearchRequest, terms: string | undefined): Sql[] {
  // Asked of each candidate's store by its key: a join would be tempted to read all stores.
  const sells = sql`(select s.open_for_sale from store s where s.id = p.store_id)`;
  const conditions = [sql`p.state = 'listed'`, sells];
  if (terms !== undefined) conditions.push(sql`p.search_terms @@ ${terms}::tsquery`);
  if (request.storeId !== undefined) conditions.push(sql`p.store_id = ${request.storeId}`);
  if (request.currency !== undefined) conditions.push(sql`p.currency = ${request.currency}`);
  // Some variant's price may lie in the range: the dearest is not below it, the cheapest not above.
  if (request.minPriceMinor !== undefined) conditions.push(sql`p.price_to_minor >= ${request.minPriceMinor}`);
  if (request.maxPriceMinor !== undefined)
    conditions.push(sql`p.price_from_minor <= ${request.maxPriceMinor}`);
  if (request.inStockOnly) {
    conditions.push(sql`exists (
      select 1 from sku k join stock t on t.store_id = k.store_id and t.sku_id = k.id
      where k.store_id = p.store_id and k.product_id = p.id and k.is_active and t.available > 0)`);
  }
  return conditions;
}

const inCategory = (categoryId: string): Sql =>
  sql`p.category_id in (select id from category where path @> array[${categoryId}::uuid])`;

/** What cards show of the goods that `hit` names (store_id, id, key). */
async function readCards(db: Db, hit: Sql, order: Sql): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    with hit as materialized (${hit})
    select hit.key, p.store_id, p.id, p.titles, p.category_id, p.currency, p.price_from_minor, p.price_to_minor,
      p.compare_at_minor, p.listed_at, s.slug, s.names,
      (select ${sql.raw(pictureJson)} from picture i
        where i.store_id = p.store_id and i.product_id = p.id order by i.position, i.id limit 1) as picture,
      (select coalesce(sum(t.available), 0)::bigint from sku k join stock t on t.store_id = k.store_id and t.sku_id = k.id
        where k.store_id = p.store_id and k.product_id = p.id and k.is_active) as available
    from hit join product p on p.store_id = hit.store_id and p.id = hit.id join store s on s.id = p.store_id
    ${order}`.execute(db);
  return rows;
}

function pageOf(rows: FoundRow[], request: SearchRequest, isRelaxed: boolean): SearchPage {
  const { limit } = request;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const page = plainPage(
    rows.slice(0, limit).map(cardOf),
    last === undefined
      ? null
      : writeCursor(request, last.key instanceof Date ? last.key : Number(last.key), last.id, { isRelaxed }),
  );
  return isRelaxed && page.cards.length > 0 ? { ...page, partialFrom: 0 } : page;
}
