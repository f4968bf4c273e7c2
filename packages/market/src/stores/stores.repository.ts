import type { Locale } from '@hazumi/contracts';
import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import { nilUuid } from '../kernel/ids.ts';
import type { LicenceState } from '../licences/licences.tables.ts';
import type { StoreState, StoreTables } from './stores.tables.ts';

export type StoreRow = Selectable<StoreTables['store']>;
export type StoreTexts = Partial<Record<Locale, { name: string; description: string }>>;

/** Orders that are not at an end; the index `orders_store_state` finds them. */
const openOrderStates = sql`('unpaid', 'paid', 'partShipped', 'shipped')`;

export interface NewStore {
  id: string;
  licenceId: string;
  texts: StoreTexts;
  defaultLocale: Locale;
  currency: string;
  country: string;
  categoryId: string | null;
  freightMinor: bigint;
  freightFreeFromMinor: bigint | null;
  state: 'applied' | 'open';
  licenceInForce: boolean;
  isFirstOfLicence: boolean;
  policyVersion: number;
  now: Date;
}

/** Inserts a store under this slug; false where the slug is taken, also by a rival whose transaction has just committed. */
export async function insertStore(tx: Tx, slug: string, store: NewStore): Promise<boolean> {
  const inserted = await tx
    .insertInto('store')
    .values({
      id: store.id,
      licence_id: store.licenceId,
      slug,
      texts: JSON.stringify(store.texts),
      currency: store.currency,
      country: store.country,
      default_locale: store.defaultLocale,
      category_id: store.categoryId,
      state: store.state,
      licence_in_force: store.licenceInForce,
      is_first_of_licence: store.isFirstOfLicence,
      freight_minor: store.freightMinor,
      freight_free_from_minor: store.freightFreeFromMinor,
      opened_at: store.state === 'open' ? store.now : null,
      policy_version: store.policyVersion,
      created_at: store.now,
    })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/**
 * Takes a place for a store in its licence, whose row is locked from here to the end of the transaction: whoever asks at the same time
 * waits, and then sees one more held. Undefined where there is no such licence, or it takes no stores.
 */
export async function takePlace(
  tx: Tx,
  licenceId: string,
): Promise<{ state: LicenceState; country: string; isFirst: boolean; held: number } | undefined> {
  const { rows } = await sql<{ state: LicenceState; country: string; isFirst: boolean; held: number }>`
    update licence set store_count = store_count + 1, stores_ever = stores_ever + 1
    where id = ${licenceId} and state not in ('suspended', 'banned')
    returning state, country, stores_ever = 1 as "isFirst", store_count - 1 as held`.execute(tx);
  return rows[0];
}

/** Changes how many stores count towards the limit, by transitions that give a place back or take it again. */
export async function shiftPlaces(tx: Tx, licenceId: string, by: number): Promise<void> {
  await sql`update licence set store_count = store_count + ${by} where id = ${licenceId}`.execute(tx);
}

/** Stores of a licence, whose row is locked, that were made after an instant and take a place. */
export async function countYoung(tx: Tx, licenceId: string, after: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from store
    where licence_id = ${licenceId} and created_at > ${after} and state <> 'closed'`.execute(tx);
  return rows[0]?.count ?? 0;
}

export async function categoryExists(tx: Tx, id: string): Promise<boolean> {
  // The lock keeps the category from being removed before the store that names it is written.
  const { rows } = await sql`select 1 from category where id = ${id} for key share`.execute(tx);
  return rows.length === 1;
}

export function findStore(db: Db | Tx, id: string): Promise<StoreRow | undefined> {
  return db.selectFrom('store').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A store with what everybody may know of its licence. */
export type PublicStoreRow = StoreRow & {
  legal_name: string;
  licence_country: string;
  registration_number: string;
  licence_state: LicenceState;
};

export function findPublicStore(
  db: Db,
  by: { id: string } | { slug: string },
): Promise<PublicStoreRow | undefined> {
  return db
    .selectFrom('store as s')
    .innerJoin('licence as l', 'l.id', 's.licence_id')
    .selectAll('s')
    .select([
      'l.legal_name',
      'l.country as licence_country',
      'l.registration_number',
      'l.state as licence_state',
    ])
    .$if('id' in by, (query) => query.where('s.id', '=', 'id' in by ? by.id : ''))
    .$if('slug' in by, (query) => query.where('s.slug', '=', 'slug' in by ? by.slug : ''))
    .executeTakeFirst();
}

/** Locks the licence of a store and then the store: the order in which everybody locks them. */
export async function lockStore(tx: Tx, id: string): Promise<StoreRow | undefined> {
  const licence = await tx
    .selectFrom('licence')
    .select('id')
    .where('id', '=', (eb) => eb.selectFrom('store').select('licence_id').where('id', '=', id))
    .forUpdate()
    .executeTakeFirst();
  if (licence === undefined) return undefined;
  return tx.selectFrom('store').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Whether a store has an order that is not at an end. */
export async function hasOpenOrders(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from orders where store_id = ${id} and state in ${openOrderStates} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Stores that are closing and have no order left, after the one named; in the order of their keys. */
export async function listClosable(db: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from store s where s.state = 'closing' and not exists (
      select 1 from orders o where o.store_id = s.id and o.state in ${openOrderStates}
    ) order by s.id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** How many goods are listed and orders open, by store: one query each, however many stores are asked about. */
export async function countsOf(
  db: Db | Tx,
  storeIds: readonly string[],
): Promise<Map<string, { listedProducts: number; openOrders: number }>> {
  const counts = new Map(storeIds.map((id) => [id, { listedProducts: 0, openOrders: 0 }]));
  if (storeIds.length === 0) return counts;
  interface Count {
    store_id: string;
    count: number;
  }
  const goods = await sql<Count>`
    select store_id, count(*)::int as count from product
    where store_id = any(${storeIds}::uuid[]) and state = 'listed' group by store_id`.execute(db);
  const orders = await sql<Count>`
    select store_id, count(*)::int as count from orders
    where store_id = any(${storeIds}::uuid[]) and state in ${openOrderStates} group by store_id`.execute(db);
  for (const { store_id, count } of goods.rows)
    Object.assign(counts.get(store_id) ?? {}, { listedProducts: count });
  for (const { store_id, count } of orders.rows)
    Object.assign(counts.get(store_id) ?? {}, { openOrders: count });
  return counts;
}

/** A page of a licence's stores, oldest first; only `storeIds` where they are named. */
export function listOfLicence(
  db: Db,
  which: {
    licenceId: string;
    storeIds: readonly string[] | null;
    state: StoreState | undefined;
    after: string | undefined;
    limit: number;
  },
): Promise<StoreRow[]> {
  return db
    .selectFrom('store')
    .selectAll()
    .where('licence_id', '=', which.licenceId)
    .$if(which.storeIds !== null, (query) => query.where('id', 'in', which.storeIds ?? []))
    .$if(which.state !== undefined, (query) => query.where('state', '=', which.state ?? 'open'))
    .$if(which.after !== undefined, (query) => query.where('id', '>', which.after ?? ''))
    .orderBy('id')
    .limit(which.limit)
    .execute();
}

/** A page of the stores that sell, newest first. */
export function listOpen(db: Db, before: string | undefined, limit: number): Promise<StoreRow[]> {
  return db
    .selectFrom('store')
    .selectAll()
    .where('open_for_sale', '=', true)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Those of these stores that sell, in the order of the ids. */
export async function listOpenOf(db: Db, ids: readonly string[]): Promise<StoreRow[]> {
  const rows = await db
    .selectFrom('store')
    .selectAll()
    .where('id', 'in', ids.length === 0 ? [nilUuid] : [...ids])
    .where('open_for_sale', '=', true)
    .execute();
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

/**
 * The same for a category and all below it. Each of them gives at most a page from its own index, so that the page costs as many rows
 * as there are categories below, not as many as there are stores in them.
 */
export async function listOpenOfCategory(
  db: Db,
  categoryId: string,
  before: string | undefined,
  limit: number,
): Promise<StoreRow[]> {
  const { rows } = await sql<StoreRow>`
    select s.* from category c cross join lateral (
      select * from store where category_id = c.id and open_for_sale
        and (${before ?? null}::uuid is null or id < ${before ?? null}::uuid)
      order by id desc limit ${limit}
    ) s where c.path @> array[${categoryId}::uuid]
    order by s.id desc limit ${limit}`.execute(db);
  return rows;
}

export type OperatorStoreRow = StoreRow & { legal_name: string; licence_state: LicenceState };

/** A page of all stores for operators, newest first; where a slug's beginning is asked for, in the order of slugs. */
export function listForOperator(
  db: Db,
  which: {
    state: StoreState | undefined;
    licenceId: string | undefined;
    slugBeginning: string | undefined;
    beforeId: string | undefined;
    afterSlug: string | undefined;
    limit: number;
  },
): Promise<OperatorStoreRow[]> {
  const slug = sql<string>`s.slug collate "C"`;
  const bySlug = which.slugBeginning !== undefined;
  return db
    .selectFrom('store as s')
    .innerJoin('licence as l', 'l.id', 's.licence_id')
    .selectAll('s')
    .select(['l.legal_name', 'l.state as licence_state'])
    .$if(which.state !== undefined, (query) => query.where('s.state', '=', which.state ?? 'open'))
    .$if(which.licenceId !== undefined, (query) => query.where('s.licence_id', '=', which.licenceId ?? ''))
    .$if(bySlug, (query) =>
      query.where(sql<boolean>`${slug} like ${`${which.slugBeginning}%`}`).orderBy(slug),
    )
    .$if(which.afterSlug !== undefined, (query) => query.where(sql<boolean>`${slug} > ${which.afterSlug}`))
    .$if(!bySlug, (query) => query.orderBy('s.id', 'desc'))
    .$if(which.beforeId !== undefined, (query) => query.where('s.id', '<', which.beforeId ?? ''))
    .limit(which.limit)
    .execute();
}
