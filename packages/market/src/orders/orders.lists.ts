import { type RawBuilder, sql } from 'kysely';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import type { Db } from '../kernel/database.ts';
import { presentSummary, type SummaryRow } from './orders.present.ts';
import type { OrderState } from './orders.tables.ts';

/** Whose orders a list shows. Everything here comes from the credential, never from the request alone. */
export type Owners =
  | { kind: 'buyers'; buyers: readonly string[] }
  | { kind: 'store'; storeId: string }
  /** all stores of a licence, or only these of them */
  | { kind: 'licence'; licenceId: string; storeIds: readonly string[] | null }
  | { kind: 'market' };

export interface ListQuery {
  cursor?: string | undefined;
  limit: number;
  state?: OrderState | undefined;
  number?: string | undefined;
}

/** A page of orders, newest first, in one query. @throws Problem invalid_request for a cursor of another list */
export async function listOrders(db: Db, owners: Owners, query: ListQuery) {
  const { rows } = await pageQuery(owners, query).execute(db);
  return toPage(rows, query.limit, (row) => [row.placed_at.toISOString(), row.id], presentSummary);
}

/**
 * The newest orders of each owner are taken from that owner's own index, never more than a page of each, and merged: a page costs
 * the same whether a store has ten orders or a million, and however many stores there are. Stores and lines are joined to the
 * page alone.
 *
 * The whole market's orders go by id, all other lists by (placed_at, id). It is the same order to a reader, for ids grow with the
 * time of placing. To PostgreSQL it is not, and so it cannot walk the whole market in search of one store's orders, or one state's.
 *
 * Served by the indexes orders_buyer, orders_store, orders_store_state, orders_id, orders_state and orders_number.
 */
function pageQuery(owners: Owners, query: ListQuery): RawBuilder<SummaryRow> {
  const { from, match } = ownersSql(owners);
  const conditions = [match];
  if (query.state !== undefined) conditions.push(sql`o.state = ${query.state}`);
  // People type the letters of a number as they come.
  if (query.number) conditions.push(sql`o.number = ${query.number.toUpperCase()}`);
  const isWholeMarket = owners.kind === 'market' && query.state === undefined;
  const after = decodeCursor(query.cursor, ['instant', 'uuid']);
  if (after !== undefined) {
    const [placedAt, id] = after;
    conditions.push(
      isWholeMarket ? sql`o.id < ${id}` : sql`(o.placed_at, o.id) < (${placedAt}::timestamptz, ${id}::uuid)`,
    );
  }
  const newestFirst = sql.raw(isWholeMarket ? 'id desc' : 'placed_at desc, id desc');
  const limit = query.limit + 1;
  return sql<SummaryRow>`
    with page as (
      select mine.* from ${from} cross join lateral (
        select o.store_id, o.id, o.checkout_id, o.number, o.state, o.currency, o.goods_minor, o.freight_minor, o.tax_minor,
          o.total_minor, o.refunded_minor, o.placed_at, o.paid_at, o.shipped_at, o.delivered_at, o.completed_at, o.cancelled_at
        from orders o where ${sql.join(conditions, sql` and `)}
        order by ${newestFirst} limit ${limit}
      ) as mine
      order by ${newestFirst} limit ${limit}
    )
    select page.*, s.slug, s.names, l.pieces, l.first_title, l.first_picture_key
    from page
    join store s on s.id = page.store_id
    cross join lateral (
      select sum(quantity)::int as pieces, (array_agg(title order by line_no))[1] as first_title,
        (array_agg(picture_key order by line_no))[1] as first_picture_key
      from order_line where store_id = page.store_id and order_id = page.id
    ) as l
    order by ${newestFirst}`;
}

function ownersSql(owners: Owners): { from: RawBuilder<unknown>; match: RawBuilder<unknown> } {
  switch (owners.kind) {
    case 'buyers':
      return { from: sql`unnest(${owners.buyers}::text[]) as owner (key)`, match: sql`o.buyer = owner.key` };
    case 'store':
      return {
        from: sql`(values (${owners.storeId}::uuid)) as owner (key)`,
        match: sql`o.store_id = owner.key`,
      };
    case 'licence': {
      const only = owners.storeIds === null ? sql`true` : sql`id = any (${owners.storeIds}::uuid[])`;
      return {
        from: sql`(select id as key from store where licence_id = ${owners.licenceId}::uuid and ${only}) as owner`,
        match: sql`o.store_id = owner.key`,
      };
    }
    case 'market':
      return { from: sql`(values (1)) as owner (key)`, match: sql`true` };
  }
}
