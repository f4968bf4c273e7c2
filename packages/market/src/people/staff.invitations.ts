import { type Locale, localizedText } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { demandPerson } from './account.service.ts';
import { newSecret, sha256 } from './credentials.ts';
import { peopleLimits } from './people.limits.ts';
import { mayMail } from './people.mailing.ts';
import { mailLink, peopleMails } from './people.mails.ts';
import type { PeopleParts } from './people.parts.ts';
import type { MembershipRow } from './people.repository.ts';
import type { StaffRole } from './people.tables.ts';
import { describePlace, type InvitationRow, invitationColumns, type StoreTexts } from './staff.repository.ts';
import { addMembership, asStaffManager } from './staff.service.ts';

export async function inviteStaff(
  parts: PeopleParts,
  ctx: Ctx,
  actorId: string,
  wish: {
    licenceId: string;
    storeId: string | null;
    email: string;
    role: StaffRole;
    locale?: Locale | undefined;
  },
): Promise<InvitationRow> {
  const { licenceId, storeId, email, role } = wish;
  if (role === 'owner' && storeId !== null) {
    throw new Problem('invalid_request', {
      pointer: '/body/storeId',
      detail: 'An owner owns the whole licence.',
    });
  }
  const secret = newSecret();
  const locale = wish.locale ?? ctx.locale;
  return inTransaction(parts.db, async (tx) => {
    const manager = await asStaffManager(tx, licenceId, actorId);
    manager.demandOwnerFor(role);
    const place = await describePlace(tx, licenceId, storeId);
    if (place === undefined) throw notFound();
    const inviter = await demandPerson(tx, actorId);
    await demandRoom(tx, wish);
    if (!(await mayMail(parts, ctx, tx, email))) throw new Problem('rate_limited', { retryAfter: 3600 });
    const now = parts.machineClock.now();
    const fresh = {
      role,
      locale,
      token_hash: sha256(secret),
      invited_by: actorId,
      created_at: ctx.now,
      expires_at: new Date(now.getTime() + peopleLimits.invitationDays * 86_400_000),
    };
    const row = await tx
      .insertInto('invitation')
      .values({
        id: ctx.ids.next(ctx.now),
        licence_id: licenceId,
        store_id: storeId,
        email,
        state: 'pending',
        accepted_by: null,
        ...fresh,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['licence_id', 'store_id', 'email'])
          .where('state', '=', 'pending')
          .doUpdateSet(fresh),
      )
      .returning(invitationColumns)
      .executeTakeFirstOrThrow();
    await appendEvent(tx, ctx, {
      subjectType: 'licence',
      subjectId: licenceId,
      type: 'licence.staffInvited',
      ...(storeId === null ? {} : { storeId }),
      data: { invitationId: row.id, role },
    });
    const storeName = nameIn(place.storeTexts, locale);
    await parts.mailer.enqueue(tx, ctx, {
      to: email,
      locale,
      template: 'invitation',
      text: peopleMails.invitation({
        link: mailLink(parts.settings.publicUrl, 'invitation', secret),
        days: peopleLimits.invitationDays,
        inviter: inviter.name,
        place: storeName ?? place.legalName,
        role,
      })[locale],
    });
    return row;
  });
}

const nameIn = (texts: StoreTexts | null, locale: Locale): string | undefined =>
  texts === null ? undefined : localizedText(texts, locale)?.name;

/** @throws Problem already_staff, too_many */
async function demandRoom(
  tx: Tx,
  wish: { licenceId: string; storeId: string | null; email: string },
): Promise<void> {
  const there = await tx
    .selectFrom('membership as m')
    .innerJoin('auth.user as u', 'u.id', 'm.person_id')
    .select('m.id')
    .where('m.licence_id', '=', wish.licenceId)
    .where('m.store_id', 'is not distinct from', wish.storeId)
    .where('u.email', '=', wish.email)
    .executeTakeFirst();
  if (there !== undefined) throw new Problem('already_staff', { pointer: '/body/email' });
  const { count } = await tx
    .selectFrom('invitation')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('licence_id', '=', wish.licenceId)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  if (count >= BigInt(peopleLimits.pendingInvitations)) {
    throw new Problem('too_many', { detail: `At most ${peopleLimits.pendingInvitations} open invitations.` });
  }
}

export async function revokeInvitation(
  parts: PeopleParts,
  ctx: Ctx,
  actorId: string,
  place: { licenceId: string; invitationId: string },
): Promise<void> {
  await inTransaction(parts.db, async (tx) => {
    const manager = await asStaffManager(tx, place.licenceId, actorId);
    const before = await tx
      .selectFrom('invitation')
      .select(['role', 'state'])
      .where('id', '=', place.invitationId)
      .where('licence_id', '=', place.licenceId)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) throw notFound();
    manager.demandOwnerFor(before.role);
    if (before.state !== 'pending') throw new Problem('state_conflict');
    await tx
      .updateTable('invitation')
      .set({ state: 'revoked' })
      .where('id', '=', place.invitationId)
      .execute();
    await appendEvent(tx, ctx, {
      subjectType: 'licence',
      subjectId: place.licenceId,
      type: 'licence.invitationRevoked',
      data: { invitationId: place.invitationId },
    });
  });
}

export interface Preview {
  email: string;
  legalName: string;
  country: string;
  storeName: string | null;
  role: StaffRole;
  expiresAt: Date;
}

/** @throws Problem link_expired for a token that opens nothing, whatever the reason */
export async function previewInvitation(parts: PeopleParts, ctx: Ctx, token: string): Promise<Preview> {
  const found = await parts.db
    .selectFrom('invitation')
    .select(invitationColumns)
    .where('token_hash', '=', sha256(token))
    .where('state', '=', 'pending')
    .where('expires_at', '>', parts.machineClock.now())
    .executeTakeFirst();
  const place =
    found === undefined ? undefined : await describePlace(parts.db, found.licence_id, found.store_id);
  if (found === undefined || place === undefined) throw new Problem('link_expired');
  return {
    email: found.email,
    legalName: place.legalName,
    country: place.country,
    storeName: nameIn(place.storeTexts, ctx.locale) ?? null,
    role: found.role,
    expiresAt: found.expires_at,
  };
}

/**
 * Joins the staff. The invitation is used up by one conditional update, so it makes one membership however often it is accepted; who
 * accepted it and asks again (a second click) gets that membership.
 */
export async function acceptInvitation(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  token: string,
): Promise<MembershipRow> {
  return inTransaction(parts.db, async (tx) => {
    const person = await demandPerson(tx, personId);
    const taken = await tx
      .updateTable('invitation')
      .set({ state: 'accepted', accepted_by: personId })
      .where('token_hash', '=', sha256(token))
      .where('state', '=', 'pending')
      .where('email', '=', person.email)
      .where('expires_at', '>', parts.machineClock.now())
      .returning(['id', 'licence_id', 'store_id', 'role'])
      .executeTakeFirst();
    if (taken !== undefined) {
      // The secret came by mail: whoever has it has the address.
      await parts.identity.confirmEmail(tx, personId, person.email);
      const added = { personId, licenceId: taken.licence_id, storeId: taken.store_id, role: taken.role };
      await addMembership(parts, ctx, tx, added);
    }
    const joined = await tx
      .selectFrom('invitation as i')
      .innerJoin('membership as m', (join) =>
        join
          .onRef('m.licence_id', '=', 'i.licence_id')
          .on('m.store_id', 'is not distinct from', (eb) => eb.ref('i.store_id'))
          .onRef('m.person_id', '=', 'i.accepted_by'),
      )
      .innerJoin('licence as l', 'l.id', 'm.licence_id')
      .select(['m.id', 'm.licence_id', 'l.legal_name', 'm.store_id', 'm.role'])
      .where('i.token_hash', '=', sha256(token))
      .where('i.accepted_by', '=', personId)
      .executeTakeFirst();
    if (joined === undefined) throw new Problem('link_expired');
    return joined;
  });
}
