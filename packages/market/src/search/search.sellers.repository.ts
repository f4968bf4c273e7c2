import { sql } from 'kysely';
import type { Db } from '../kernel/database.ts';
import type { StoreRow } from '../stores/stores.repository.ts';

export interface AccountRow {
  id: string;
  legal_name: string;
  country: string;
  registration_number: string;
  is_verified: boolean;
  store_count: number;
}

const accountColumns = sql`l.id, l.legal_name, l.country, l.registration_number, l.state = 'verified' as is_verified,
  (select count(*)::int from store s where s.licence_id = l.id and s.open_for_sale) as store_count`;
const hasStore = sql`exists (select 1 from store s where s.licence_id = l.id and s.open_for_sale)`;

/** Those of these merchants that have a store that sells, in the order of the ids. */
export async function accountsOf(db: Db, ids: readonly string[]): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from unnest(${[...ids]}::uuid[]) with ordinality as n (id, at) join licence l on l.id = n.id
    where ${hasStore} order by n.at`.execute(db);
  return rows;
}

/** A page of the merchants that have a store that sells, newest first. No store sells under a licence that is not verified. */
export async function newestAccounts(
  db: Db,
  before: string | undefined,
  limit: number,
): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from licence l
    where l.state = 'verified' and (${before ?? null}::uuid is null or l.id < ${before ?? null}::uuid) and ${hasStore}
    order by l.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function sellingStoresOf(db: Db, licenceId: string): Promise<StoreRow[]> {
  return db
    .selectFrom('store')
    .selectAll()
    .where('licence_id', '=', licenceId)
    .where('open_for_sale', '=', true)
    .orderBy('id')
    .execute();
}

const beginning = (text: string): string => `${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/**
 * Ids of stores that sell whose slug, which is mostly made from a name, begins so. For while there is no index in memory: names
 * themselves have none in the database.
 */
export async function storesBySlug(db: Db, text: string, most: number): Promise<string[]> {
  const slug = text.toLowerCase().replaceAll(/\s+/g, '-');
  const { rows } = await sql<{ id: string }>`
    select id from store where slug collate "C" like ${beginning(slug)} and open_for_sale
    order by slug collate "C" limit ${most}`.execute(db);
  return rows.map(({ id }) => id);
}

/** The same for merchants, by the beginning of their legal name. */
export async function accountsByBeginning(db: Db, text: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select l.id from licence l
    where lower(l.legal_name) collate "C" like lower(${beginning(text)}) and l.state = 'verified' and ${hasStore}
    order by lower(l.legal_name) collate "C", l.id limit ${most}`.execute(db);
  return rows.map(({ id }) => id);
}
