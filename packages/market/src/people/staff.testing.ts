import { inTransaction } from '../kernel/database.ts';
import { grantMembership } from './grants.ts';
import type { StaffRole } from './people.tables.ts';
import type { PeopleMarket } from './people.testing.ts';

/** A verified licence, without the area that makes them. */
export async function insertLicence(t: PeopleMarket, legalName = 'Hazumi Trading'): Promise<string> {
  const ctx = t.ctx();
  const id = ctx.ids.next(ctx.now);
  await t.market.db
    .insertInto('licence')
    .values({
      id,
      legal_name: legalName,
      country: 'CN',
      registration_number: id.replaceAll('-', '').toUpperCase(),
      contact_email: 'contact@example.test',
      contact_locale: 'en',
      address: JSON.stringify({ region: '', city: 'Shanghai', street: '1', postalCode: '' }),
      state: 'verified',
      state_reason: null,
      state_note: null,
      verified_at: ctx.now,
      policy_version: 1,
      created_at: ctx.now,
    })
    .execute();
  return id;
}

export async function insertStore(t: PeopleMarket, licenceId: string, name: string): Promise<string> {
  const ctx = t.ctx();
  const id = ctx.ids.next(ctx.now);
  await t.market.db
    .insertInto('store')
    .values({
      id,
      licence_id: licenceId,
      slug: `store-${id}`,
      texts: JSON.stringify({ en: { name } }),
      currency: 'CNY',
      country: 'CN',
      default_locale: 'en',
      category_id: null,
      state: 'open',
      state_reason: null,
      state_note: null,
      licence_in_force: true,
      is_first_of_licence: true,
      logo_key: null,
      freight_free_from_minor: null,
      first_paid_at: null,
      opened_at: ctx.now,
      closing_at: null,
      closed_at: null,
      policy_version: 1,
      created_at: ctx.now,
    })
    .execute();
  return id;
}

/** Joins somebody and makes them staff. */
export async function joinStaff(
  t: PeopleMarket,
  email: string,
  licenceId: string,
  role: StaffRole,
  storeId: string | null = null,
): Promise<{ as: { authorization: string }; personId: string; membershipId: string }> {
  const { as } = await t.join(email);
  const personId = (await t.people.identity.accountByEmail(t.market.db, email))?.personId ?? '';
  await inTransaction(t.market.db, (tx) =>
    grantMembership(t.people, t.ctx(), tx, { personId, licenceId, storeId, role }),
  );
  const { id } = await t.market.db
    .selectFrom('membership')
    .select('id')
    .where('person_id', '=', personId)
    .where('licence_id', '=', licenceId)
    .executeTakeFirstOrThrow();
  return { as, personId, membershipId: id };
}
