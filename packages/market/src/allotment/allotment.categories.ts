/** A category's goods as its page shows them: those whose turn it is first, then all others, the newest first. */
import { allotmentEndpoints, fromPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Ctx } from '../kernel/context.ts';
import type { Db } from '../kernel/database.ts';
import { register } from '../kernel/http.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { readGoodsOnSale } from '../search/search.cards.reading.ts';
import { type ProductCardAnswer, presentCard } from '../search/search.cards.ts';
import type { LiveGoods } from '../search/search.live.ts';
import type { Card, CardRow, SearchIndex } from '../search/search.port.ts';
import { postgresSearch } from '../search/search.postgres.ts';
import { beginAt, cursorAt } from './first.cursor.ts';

/** Mounts the list. Goods that are named first and are not on sale in this category are left out. */
export function registerCategoryGoods(market: Market, pool: Pool, live: Pick<LiveGoods, 'current'>): void {
  const index = postgresSearch(market.db);
  register(market, allotmentEndpoints.listCategoryGoods, async (ctx, { params, query }) => {
    const categoryId = fromPublicId('category', params.categoryId) as string;
    const asked = query.cursor === undefined ? [...new Set(query.first)].slice(0, query.limit) : [];
    const ids = asked.map((id) => fromPublicId('product', id) as string);
    const first = ids.length === 0 ? [] : await onSale(pool, live, categoryId, ids);
    const begun = beginAt(
      query.cursor,
      first.map(({ id }) => id),
    );
    const others = await byTime(index, ctx, categoryId, begun, query.limit - first.length);
    // A category with nothing on sale and one that isn't there look alike until one asks for it.
    if (first.length + others.cards.length === 0 && !(await isCategory(market.db, categoryId)))
      throw notFound();
    return {
      data: [
        ...first.map(presentCard),
        ...others.cards.map(({ json }) => JSON.parse(json) as ProductCardAnswer),
      ],
      nextCursor: others.isOver ? null : cursorAt(begun.codes, others.inner),
    };
  });
}

async function isCategory(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select from category where id = ${id}`.execute(db);
  return rows.length > 0;
}

/** Those of these goods that are on sale in a category, in the order of the ids. */
async function onSale(
  pool: Pool,
  live: Pick<LiveGoods, 'current'>,
  categoryId: string,
  ids: readonly string[],
): Promise<CardRow[]> {
  const client = await pool.connect();
  try {
    const rows = await readGoodsOnSale(client, ids);
    const paths = live.current?.paths;
    const there = rows.filter((row) => paths?.get(row.category_id)?.includes(categoryId) === true);
    return ids.flatMap((id) => there.find((row) => row.id === id) ?? []);
  } finally {
    client.release();
  }
}

interface Others {
  cards: Card[];
  inner: string | undefined;
  isOver: boolean;
}

/** So many of the others as the page has places left; who was first is not shown again. */
async function byTime(
  index: SearchIndex,
  ctx: Ctx,
  categoryId: string,
  { wasFirst, inner: from }: ReturnType<typeof beginAt>,
  places: number,
): Promise<Others> {
  const plain = { text: '', inStockOnly: false, sort: 'newest', mayRelax: false } as const;
  const cards: Card[] = [];
  let inner = from;
  while (cards.length < places) {
    const page = await index.search(ctx, {
      ...plain,
      categoryId,
      cursor: inner,
      limit: places - cards.length,
    });
    cards.push(...page.cards.filter(({ id }) => !wasFirst(id)));
    inner = page.nextCursor ?? undefined;
    if (inner === undefined) return { cards, inner, isOver: true };
  }
  return { cards, inner, isOver: false };
}
