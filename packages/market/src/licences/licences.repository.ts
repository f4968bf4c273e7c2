import type { Locale } from '@hazumi/contracts';
import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type {
  IdentityCheckState,
  LicenceState,
  LicenceTables,
  RegisteredAddress,
} from './licences.tables.ts';

export type LicenceRow = Selectable<LicenceTables['licence']>;
export type DocumentRow = Selectable<LicenceTables['licence_document']>;
export type CheckRow = Selectable<LicenceTables['identity_check']>;

/** What its owner says of a licence. */
export interface LicenceFacts {
  legalName: string;
  country: string;
  registrationNumber: string;
  contactEmail: string;
  address: RegisteredAddress;
}

export async function insertLicence(
  tx: Tx,
  row: LicenceFacts & { id: string; locale: Locale; policyVersion: number; createdAt: Date },
): Promise<void> {
  await tx
    .insertInto('licence')
    .values({
      id: row.id,
      legal_name: row.legalName,
      country: row.country,
      registration_number: row.registrationNumber,
      contact_email: row.contactEmail,
      contact_locale: row.locale,
      address: JSON.stringify(row.address),
      state: 'draft',
      policy_version: row.policyVersion,
      created_at: row.createdAt,
    })
    .execute();
}

export function findLicence(db: Db | Tx, id: string): Promise<LicenceRow | undefined> {
  return db.selectFrom('licence').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The licence, its row locked until the transaction ends. Taken before any of its stores. */
export function lockLicence(tx: Tx, id: string): Promise<LicenceRow | undefined> {
  return tx.selectFrom('licence').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Changes some facts of a licence whose row is locked. */
export async function updateFacts(tx: Tx, id: string, facts: Partial<LicenceFacts>): Promise<void> {
  await tx
    .updateTable('licence')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(facts.legalName === undefined ? {} : { legal_name: facts.legalName }),
      ...(facts.country === undefined ? {} : { country: facts.country }),
      ...(facts.registrationNumber === undefined ? {} : { registration_number: facts.registrationNumber }),
      ...(facts.contactEmail === undefined ? {} : { contact_email: facts.contactEmail }),
      ...(facts.address === undefined ? {} : { address: JSON.stringify(facts.address) }),
    }))
    .where('id', '=', id)
    .execute();
}

/** Writes the new state of a licence whose row is locked. */
export async function updateState(
  tx: Tx,
  id: string,
  to: { state: LicenceState; reason: string | null; note: string | null; verifiedAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('licence')
    .set((eb) => ({
      state: to.state,
      state_reason: to.reason,
      state_note: to.note,
      verified_at: to.verifiedAt,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

/** Licences of a person with the role there, in the order in which they were joined. */
export async function listOfPerson(db: Db, personId: string, after: string | undefined, limit: number) {
  return db
    .selectFrom('membership as m')
    .innerJoin('licence as l', 'l.id', 'm.licence_id')
    .selectAll('l')
    .select(['m.id as membership_id', 'm.role', 'm.store_id'])
    .where('m.person_id', '=', personId)
    .$if(after !== undefined, (query) => query.where('m.id', '>', after ?? ''))
    .orderBy('m.id')
    .limit(limit)
    .execute();
}

/** With the name as lists sort it, which PostgreSQL alone lower-cases in its own way. */
export type ListedLicence = LicenceRow & { escalated: boolean; lower_name: string };

const lowerName = sql<string>`lower(l.legal_name) collate "C"`;
const listed = [
  sql<boolean>`exists (select 1 from identity_check c where c.licence_id = l.id and c.state = 'escalated')`.as(
    'escalated',
  ),
  lowerName.as('lower_name'),
] as const;

/** All licences, or those of a state, newest first. */
export function listNewest(
  db: Db,
  which: { state?: LicenceState | undefined; escalated: boolean; before: string | undefined; limit: number },
): Promise<ListedLicence[]> {
  return db
    .selectFrom('licence as l')
    .selectAll('l')
    .select([...listed])
    .$if(which.escalated, (query) =>
      query.where('l.id', 'in', (eb) =>
        eb
          .selectFrom('identity_check as c')
          .select('c.licence_id')
          .where('c.state', '=', 'escalated')
          .$if(which.before !== undefined, (checks) => checks.where('c.licence_id', '<', which.before ?? '')),
      ),
    )
    .$if(which.state !== undefined, (query) => query.where('l.state', '=', which.state ?? 'draft'))
    .$if(which.before !== undefined, (query) => query.where('l.id', '<', which.before ?? ''))
    .orderBy('l.id', 'desc')
    .limit(which.limit)
    .execute();
}

/** Licences with this registration number, newest first: few, because only one of them can be verified a country. */
export function listByNumber(
  db: Db,
  number: string,
  state: LicenceState | undefined,
  limit: number,
): Promise<ListedLicence[]> {
  return db
    .selectFrom('licence as l')
    .selectAll('l')
    .select([...listed])
    .where('l.registration_number', '=', number)
    .$if(state !== undefined, (query) => query.where('l.state', '=', state ?? 'draft'))
    .orderBy('l.id', 'desc')
    .limit(limit)
    .execute();
}

/** Licences whose legal name begins with a text, in the order of names. */
export function listByName(
  db: Db,
  which: {
    text: string;
    state: LicenceState | undefined;
    after: readonly [string, string] | undefined;
    limit: number;
  },
): Promise<ListedLicence[]> {
  const beginning = `${which.text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return db
    .selectFrom('licence as l')
    .selectAll('l')
    .select([...listed])
    .where(sql<boolean>`${lowerName} like lower(${beginning})`)
    .$if(which.state !== undefined, (query) => query.where('l.state', '=', which.state ?? 'draft'))
    .$if(which.after !== undefined, (query) =>
      query.where(sql<boolean>`(${lowerName}, l.id) > (${which.after?.[0]}, ${which.after?.[1]}::uuid)`),
    )
    .orderBy(lowerName)
    .orderBy('l.id')
    .limit(which.limit)
    .execute();
}

export function listDocuments(db: Db | Tx, licenceId: string): Promise<DocumentRow[]> {
  return db
    .selectFrom('licence_document')
    .selectAll()
    .where('licence_id', '=', licenceId)
    .orderBy('id')
    .execute();
}

export function findDocument(db: Db | Tx, licenceId: string, id: string): Promise<DocumentRow | undefined> {
  return db
    .selectFrom('licence_document')
    .selectAll()
    .where('licence_id', '=', licenceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function insertDocument(tx: Tx, row: DocumentRow): Promise<void> {
  await tx.insertInto('licence_document').values(row).execute();
}

export function deleteDocument(tx: Tx, licenceId: string, id: string): Promise<DocumentRow | undefined> {
  return tx
    .deleteFrom('licence_document')
    .where('licence_id', '=', licenceId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/** Identity checks of a licence, newest first. */
export function listChecks(db: Db | Tx, licenceId: string, limit: number): Promise<CheckRow[]> {
  return db
    .selectFrom('identity_check')
    .selectAll()
    .where('licence_id', '=', licenceId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function insertCheck(
  tx: Tx,
  row: { id: string; licenceId: string; registry: string; policyVersion: number; now: Date },
): Promise<void> {
  await tx
    .insertInto('identity_check')
    .values({
      id: row.id,
      licence_id: row.licenceId,
      state: 'pending',
      registry: row.registry,
      decided_by: null,
      reason: null,
      next_attempt_at: row.now,
      created_at: row.now,
      decided_at: null,
      policy_version: row.policyVersion,
    })
    .execute();
}

/** Ends the open check of a licence whose row is locked, or only that one check; false where there is none. */
export async function closeCheck(
  tx: Tx,
  licenceId: string,
  as: {
    state: IdentityCheckState;
    decidedBy: 'registry' | 'operator' | null;
    reason: string | null;
    at: Date;
  },
  checkId?: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('identity_check')
    .set({ state: as.state, decided_by: as.decidedBy, reason: as.reason, decided_at: as.at })
    .where('licence_id', '=', licenceId)
    .where('state', 'in', ['pending', 'escalated'])
    .$if(checkId !== undefined, (query) => query.where('id', '=', checkId ?? ''))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
