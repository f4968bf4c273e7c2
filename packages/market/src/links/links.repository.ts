import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { LocalText } from '../catalogue/catalogue.tables.ts';
import type { Db, Tx } from '../kernel/database.ts';
import type { LinkChannel, LinkTables } from './links.tables.ts';

export type LinkRow = Selectable<LinkTables['private_link']>;

/** A link with what its token's holder needs of its store. */
export type FoundLink = LinkRow & {
  slug: string;
  /** whether the store can be seen at all */
  is_public: boolean;
};

/** The links that are found by this code: none or one, and were it two, their signatures tell them apart. */
export async function findByCode(db: Db | Tx, code: Buffer): Promise<FoundLink[]> {
  const { rows } = await sql<FoundLink>`
    select l.*, s.slug, s.opened_at is not null and s.state <> 'closed' as is_public
    from private_link l join store s on s.id = l.store_id where l.code = ${code}`.execute(db);
  return rows;
}

/** The same for many codes at once. */
export async function findByCodes(db: Db, codes: readonly Buffer[]): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select l.* from private_link l where l.code = any(${codes}::bytea[])`.execute(db);
  return rows;
}

export async function insertLinks(
  tx: Tx,
  rows: readonly Omit<LinkRow, 'uses' | 'revoked_at'>[],
): Promise<void> {
  await tx
    .insertInto('private_link')
    .values(rows.map((row) => ({ ...row, revoked_at: null })))
    .execute();
}

export async function findLink(db: Db | Tx, storeId: string, linkId: string): Promise<LinkRow | undefined> {
  return db
    .selectFrom('private_link')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('id', '=', linkId)
    .executeTakeFirst();
}

/** A store's links, newest first. */
export async function listLinks(
  db: Db,
  asked: { storeId: string; channel: LinkChannel | undefined; before: string | undefined; limit: number },
): Promise<LinkRow[]> {
  let query = db.selectFrom('private_link').selectAll().where('store_id', '=', asked.storeId);
  if (asked.channel !== undefined) query = query.where('channel', '=', asked.channel);
  if (asked.before !== undefined) query = query.where('id', '<', asked.before);
  return query.orderBy('id', 'desc').limit(asked.limit).execute();
}

/** Revokes it; false where that was done before. */
export async function markRevoked(tx: Tx, storeId: string, linkId: string, now: Date): Promise<boolean> {
  const done = await tx
    .updateTable('private_link')
    .set({ revoked_at: now })
    .where('store_id', '=', storeId)
    .where('id', '=', linkId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Notes that this visitor uses the link; false where it has done so before. */
export async function insertUse(
  tx: Tx,
  use: { storeId: string; linkId: string; visitor: string; now: Date },
): Promise<boolean> {
  const done = await sql`
    insert into private_link_use (store_id, link_id, visitor, at)
    values (${use.storeId}, ${use.linkId}, ${use.visitor}, ${use.now}) on conflict do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** Counts one use more, if the link is in force and has one left: THE limit, one statement. */
export async function takeUse(tx: Tx, storeId: string, linkId: string, now: Date): Promise<boolean> {
  const done = await sql`
    update private_link set uses = uses + 1
    where store_id = ${storeId} and id = ${linkId} and (max_uses is null or uses < max_uses)
      and revoked_at is null and (expires_at is null or expires_at > ${now})`.execute(tx);
  return done.numAffectedRows === 1n;
}

export interface LinkResults {
  visits: number;
  orders: number;
  salesMinor: bigint;
}

/** What came of each of these links. Those of which nothing came are left out. */
export async function resultsOf(
  db: Db,
  storeId: string,
  linkIds: readonly string[],
): Promise<Map<string, LinkResults>> {
  const { rows } = await sql<{ link_id: string; visits: bigint; orders: number; sales: bigint }>`
    with visited as (
      select link_id, sum(visits)::bigint as visits from touch_day
      where store_id = ${storeId} and link_id = any(${linkIds}::uuid[]) group by link_id
    ), bought as (
      select source_link_id as link_id, count(*)::int as orders,
        sum(goods_minor + freight_minor - refunded_minor)::bigint as sales
      from orders where store_id = ${storeId} and source_link_id = any(${linkIds}::uuid[])
        and state in ('paid', 'partShipped', 'shipped', 'complete') group by source_link_id
    )
    select link_id, coalesce(visits, 0)::bigint as visits, coalesce(orders, 0) as orders, coalesce(sales, 0)::bigint as sales
    from visited full join bought using (link_id)`.execute(db);
  return new Map(
    rows.map((row) => [
      row.link_id,
      { visits: Number(row.visits), orders: row.orders, salesMinor: row.sales },
    ]),
  );
}

/** What a poster says of a link: the store's names, and the product's titles where it leads to one. */
export async function posterFacts(
  db: Db,
  link: LinkRow,
): Promise<{ names: LocalText; titles: LocalText | null } | undefined> {
  const { rows } = await sql<{ names: LocalText; titles: LocalText | null }>`
    select s.names, p.titles from store s
    left join product p on p.store_id = s.id and p.id = ${link.product_id}
    where s.id = ${link.store_id}`.execute(db);
  return rows[0];
}
