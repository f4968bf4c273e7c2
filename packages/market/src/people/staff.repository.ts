import type { Locale } from '@hazumi/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type { StaffRole } from './people.tables.ts';

export interface StaffRow {
  id: string;
  person_id: string;
  name: string;
  email: string;
  store_id: string | null;
  role: StaffRole;
  created_at: Date;
}

export type StoreTexts = Partial<Record<Locale, { name?: string }>>;

export interface InvitationRow {
  id: string;
  licence_id: string;
  store_id: string | null;
  email: string;
  role: StaffRole;
  state: 'pending' | 'accepted' | 'revoked';
  created_at: Date;
  expires_at: Date;
}

const staff = (db: Db | Tx, licenceId: string) =>
  db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('auth.user as u', 'u.id', 'm.person_id')
    .select(['m.id', 'm.person_id', 'p.name', 'u.email', 'm.store_id', 'm.role', 'm.created_at'])
    .where('m.licence_id', '=', licenceId);

/** A page of staff, oldest first; one row more than `limit` where there are more. */
export function listStaff(
  db: Db,
  licenceId: string,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<StaffRow[]> {
  let query = staff(db, licenceId);
  if (after !== undefined) {
    query = query.where(sql<boolean>`(m.created_at, m.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  }
  return query
    .orderBy('m.created_at')
    .orderBy('m.id')
    .limit(limit + 1)
    .execute();
}

export function findStaff(
  db: Db | Tx,
  licenceId: string,
  membershipId: string,
): Promise<StaffRow | undefined> {
  return staff(db, licenceId).where('m.id', '=', membershipId).executeTakeFirst();
}

/**
 * Locks all owners of a licence, in the order of their ids, and answers those that are left: of two owners who leave at once, the
 * second waits here and then finds itself the last.
 */
export async function lockOwners(tx: Tx, licenceId: string): Promise<{ id: string; person_id: string }[]> {
  return tx
    .selectFrom('membership')
    .select(['id', 'person_id'])
    .where('licence_id', '=', licenceId)
    .where('role', '=', 'owner')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Locks one membership and answers it as it is under the lock. */
export function lockMembership(
  tx: Tx,
  where: { id: string } & ({ licenceId: string } | { personId: string }),
): Promise<
  { id: string; person_id: string; licence_id: string; store_id: string | null; role: StaffRole } | undefined
> {
  let query = tx
    .selectFrom('membership')
    .select(['id', 'person_id', 'licence_id', 'store_id', 'role'])
    .where('id', '=', where.id);
  query =
    'licenceId' in where
      ? query.where('licence_id', '=', where.licenceId)
      : query.where('person_id', '=', where.personId);
  return query.forUpdate().executeTakeFirst();
}

export const invitationColumns = [
  'id',
  'licence_id',
  'store_id',
  'email',
  'role',
  'state',
  'created_at',
  'expires_at',
] as const;

/** A page of invitations, newest first; one row more than `limit` where there are more. */
export function listInvitations(
  db: Db,
  licenceId: string,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<InvitationRow[]> {
  let query = db.selectFrom('invitation').select(invitationColumns).where('licence_id', '=', licenceId);
  if (after !== undefined) {
    query = query.where(sql<boolean>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  }
  return query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}

/** What an invitation is to, in words: the licence's name, or the store's. */
export async function describePlace(
  db: Db | Tx,
  licenceId: string,
  storeId: string | null,
): Promise<{ legalName: string; country: string; storeTexts: StoreTexts | null } | undefined> {
  const { rows } = await sql<{
    legal_name: string;
    country: string;
    texts: StoreTexts | null;
  }>`
    select l.legal_name, l.country, s.texts
    from licence l left join store s on s.id = ${storeId}::uuid and s.licence_id = l.id
    where l.id = ${licenceId}`.execute(db);
  const row = rows[0];
  // A store of another licence is as good as none.
  if (row === undefined || (storeId !== null && row.texts === null)) return undefined;
  return { legalName: row.legal_name, country: row.country, storeTexts: row.texts };
}
