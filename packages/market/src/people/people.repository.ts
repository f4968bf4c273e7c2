import type { Locale } from '@hazumi/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type { OperatorRole, StaffRole } from './people.tables.ts';

export interface PersonRow {
  id: string;
  name: string;
  locale: Locale;
  version: number;
  created_at: Date;
  email: string;
  email_verified: boolean;
  has_second_factor: boolean;
  operator_role: OperatorRole | null;
  creator_id: string | null;
  creator_name: string | null;
}

export interface MembershipRow {
  id: string;
  licence_id: string;
  legal_name: string;
  store_id: string | null;
  role: StaffRole;
}

export async function insertPerson(
  tx: Tx,
  person: { id: string; name: string; locale: Locale; createdAt: Date },
): Promise<void> {
  await tx
    .insertInto('person')
    .values({
      id: person.id,
      state: 'active',
      name: person.name,
      locale: person.locale,
      created_at: person.createdAt,
      deleted_at: null,
    })
    .execute();
}

export async function findPerson(db: Db | Tx, personId: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select p.id, p.name, p.locale, p.version, p.created_at, u.email, u.email_verified,
      u.two_factor_enabled as has_second_factor, o.role as operator_role, c.id as creator_id, c.display_name as creator_name
    from person p
    join auth.user u on u.id = p.id
    left join operator o on o.person_id = p.id
    left join creator c on c.person_id = p.id
    where p.id = ${personId} and p.state = 'active'`.execute(db);
  return rows[0];
}

/** Locks the person's row: what is counted per person (keys, addresses) is counted under this lock. */
export async function lockPerson(tx: Tx, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .where('state', '=', 'active')
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

export async function listMemberships(db: Db | Tx, personId: string): Promise<MembershipRow[]> {
  return db
    .selectFrom('membership as m')
    .innerJoin('licence as l', 'l.id', 'm.licence_id')
    .select(['m.id', 'm.licence_id', 'l.legal_name', 'm.store_id', 'm.role'])
    .where('m.person_id', '=', personId)
    .orderBy('m.created_at')
    .orderBy('m.id')
    .execute();
}

/** Changes the profile if it is still at `version`; answers the new version. */
export async function updatePerson(
  tx: Tx,
  personId: string,
  version: number,
  change: { name?: string | undefined; locale?: Locale | undefined },
): Promise<number | undefined> {
  const row = await tx
    .updateTable('person')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.locale === undefined ? {} : { locale: change.locale }),
    }))
    .where('id', '=', personId)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}
