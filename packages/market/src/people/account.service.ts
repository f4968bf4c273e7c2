import type { Locale } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import { addressSubject, countAttempt, emailSubject, forgiveAttempt } from './attempts.ts';
import { demandStrong, spelled } from './passwords.ts';
import { personChanged } from './people.changes.ts';
import { mailLinkTo, mailNotice, mayMail, useLink } from './people.mailing.ts';
import type { PeopleParts } from './people.parts.ts';
import { findPerson, lockPerson, type PersonRow } from './people.repository.ts';
import { allowances, asPerson, endSessions, passwordLimits } from './sign-in.service.ts';

/** @throws Problem unauthenticated where the account is gone while its session still asks */
export async function demandPerson(db: Db | Tx, personId: string): Promise<PersonRow> {
  const person = await findPerson(db, personId);
  if (person === undefined) throw new Problem('unauthenticated');
  return person;
}

/**
 * Asks for the password again before something that a borrowed session must not do. Wrong ones count like failed sign-ins.
 *
 * @returns the mark of the password, by which a later step knows that it is still the one
 * @throws Problem wrong_password, rate_limited
 */
export async function demandPassword(
  parts: PeopleParts,
  ctx: Ctx,
  person: Pick<PersonRow, 'id' | 'email'>,
  password: string,
  pointer = '/body/password',
): Promise<string> {
  const counted = allowances(parts, ctx, { account: person.email });
  await countAttempt(parts.db, parts.machineClock.now(), ...counted);
  const mark = await parts.identity.checkPassword(person.id, spelled(password));
  if (mark === undefined) throw new Problem('wrong_password', { pointer });
  await forgiveAttempt(parts.db, ...counted);
  return mark;
}

export async function requestEmailVerification(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
): Promise<void> {
  const person = await demandPerson(parts.db, personId);
  if (person.email_verified) return;
  await inTransaction(parts.db, async (tx) => {
    if (!(await mayMail(parts, ctx, tx, person.email)))
      throw new Problem('rate_limited', { retryAfter: 3600 });
    await mailLinkTo(parts, ctx, tx, { purpose: 'verifyEmail', personId, ...person });
  });
}

export async function verifyEmail(parts: PeopleParts, ctx: Ctx, token: string): Promise<void> {
  await inTransaction(parts.db, async (tx) => {
    const link = await useLink(parts, tx, 'verifyEmail', token);
    if (link === undefined || !(await parts.identity.confirmEmail(tx, link.personId, link.email))) {
      throw new Problem('link_expired');
    }
    await appendEvent(tx, asPerson(ctx, link.personId), {
      subjectType: 'person',
      subjectId: link.personId,
      type: 'person.emailVerified',
    });
  });
}

/**
 * Notes the wish and says nothing. Whether there is such an account is found out by `passwordResetSweep`, after the answer: so the
 * answer is the same, and takes the same time, for every address.
 */
export async function requestPasswordReset(
  parts: PeopleParts,
  ctx: Ctx,
  wish: { email: string; locale?: Locale | undefined },
  address: string,
): Promise<void> {
  const { mailsPerHour, failuresPerAddress } = parts.policy.at(ctx.now).document.signIn;
  await countAttempt(
    parts.db,
    parts.machineClock.now(),
    { kind: 'reset', subject: emailSubject(wish.email), limit: mailsPerHour, windowMs: 3_600_000 },
    { kind: 'reset', subject: addressSubject(address), limit: failuresPerAddress, windowMs: 3_600_000 },
  );
  await parts.db
    .insertInto('password_reset_request')
    .values({
      id: ctx.ids.next(ctx.now),
      email: wish.email,
      locale: wish.locale ?? ctx.locale,
      created_at: ctx.now,
    })
    .execute();
}

/** Answers wishes for a new password: a mail with a link where there is an account, nothing where there is none. */
export function passwordResetSweep(parts: PeopleParts): Sweep {
  return {
    name: 'password-resets',
    everyMs: 1_000,
    run: (ctx) =>
      inTransaction(parts.db, async (tx) => {
        const wishes = await tx
          .selectFrom('password_reset_request')
          .selectAll()
          .orderBy('id')
          .limit(50)
          .forUpdate()
          .skipLocked()
          .execute();
        for (const { id, email, locale } of wishes) {
          await tx.deleteFrom('password_reset_request').where('id', '=', id).execute();
          const account = await parts.identity.accountByEmail(tx, email);
          if (account === undefined || !(await mayMail(parts, ctx, tx, email))) continue;
          await mailLinkTo(parts, ctx, tx, {
            purpose: 'resetPassword',
            personId: account.personId,
            email,
            locale,
            name: '',
          });
        }
        return wishes.length;
      }),
  };
}

export async function resetPassword(
  parts: PeopleParts,
  ctx: Ctx,
  given: { token: string; password: string },
): Promise<void> {
  const password = spelled(given.password);
  demandStrong(password, '', passwordLimits(parts, ctx));
  // Hashed before the link is looked at, because it must not be done inside the transaction.
  const passwordHash = await parts.identity.hashPassword(password);
  await inTransaction(parts.db, async (tx) => {
    const link = await useLink(parts, tx, 'resetPassword', given.token);
    const person = link === undefined ? undefined : await findPerson(tx, link.personId);
    // The link proves the address it was sent to; it opens nothing once the account has another one.
    if (person === undefined || person.email !== link?.email) throw new Problem('link_expired');
    await parts.identity.setPassword(tx, person.id, passwordHash, ctx.now);
    await parts.identity.confirmEmail(tx, person.id, person.email);
    await afterPasswordChange(parts, asPerson(ctx, person.id), tx, person, 'all');
  });
}

export async function changePassword(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  currentSessionId: string,
  given: { currentPassword: string; newPassword: string },
): Promise<void> {
  const person = await demandPerson(parts.db, personId);
  const password = spelled(given.newPassword);
  demandStrong(password, person.email, passwordLimits(parts, ctx));
  const mark = await demandPassword(parts, ctx, person, given.currentPassword, '/body/currentPassword');
  const passwordHash = await parts.identity.hashPassword(password);
  await inTransaction(parts.db, async (tx) => {
    // Of two changes at once, the second finds another password than the one that it proved.
    if (!(await parts.identity.setPassword(tx, personId, passwordHash, ctx.now, mark))) {
      throw new Problem('wrong_password', { pointer: '/body/currentPassword' });
    }
    await afterPasswordChange(parts, ctx, tx, person, { except: currentSessionId });
  });
}

async function afterPasswordChange(
  parts: PeopleParts,
  ctx: Ctx,
  tx: Tx,
  person: PersonRow,
  which: { except: string } | 'all',
): Promise<void> {
  // A link that was mailed before the change must not undo it.
  await tx
    .deleteFrom('link_token')
    .where('person_id', '=', person.id)
    .where('purpose', 'in', ['resetPassword', 'changeEmail'])
    .execute();
  await endSessions(parts, ctx, tx, person.id, which);
  await appendEvent(tx, ctx, { subjectType: 'person', subjectId: person.id, type: 'person.passwordChanged' });
  await mailNotice(parts, ctx, tx, 'passwordChanged', person, {});
}

/** Sends a link to the new address. Whether somebody has it already is not told here: the link will not work then. */
export async function requestEmailChange(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  wish: { email: string; password: string },
): Promise<void> {
  const person = await demandPerson(parts.db, personId);
  await demandPassword(parts, ctx, person, wish.password);
  await inTransaction(parts.db, async (tx) => {
    if (!(await mayMail(parts, ctx, tx, wish.email))) throw new Problem('rate_limited', { retryAfter: 3600 });
    await mailLinkTo(parts, ctx, tx, {
      purpose: 'changeEmail',
      personId,
      email: wish.email,
      locale: person.locale,
      name: person.name,
    });
  });
}

export async function confirmEmailChange(parts: PeopleParts, ctx: Ctx, token: string): Promise<void> {
  await inTransaction(parts.db, async (tx) => {
    const link = await useLink(parts, tx, 'changeEmail', token);
    const person = link === undefined ? undefined : await findPerson(tx, link.personId);
    if (link === undefined || person === undefined) throw new Problem('link_expired');
    const own = asPerson(ctx, person.id);
    await parts.identity.changeEmail(tx, person.id, link.email, ctx.now);
    // Links to the old address prove nothing any more.
    await tx.deleteFrom('link_token').where('person_id', '=', person.id).execute();
    await appendEvent(tx, own, { subjectType: 'person', subjectId: person.id, type: 'person.emailChanged' });
    await mailNotice(parts, own, tx, 'emailChanged', person, { newEmail: link.email });
    await personChanged(tx, parts.authenticator, person.id);
  });
}

export async function revokeSession(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  sessionId: string,
): Promise<void> {
  await inTransaction(parts.db, async (tx) => {
    const ended = await endSessions(parts, ctx, tx, personId, { only: sessionId });
    if (ended === 0) throw notFound();
  });
}

/** Locks the person, so that what is counted below holds; the account may have been deleted meanwhile. */
export async function demandLock(tx: Tx, personId: string): Promise<void> {
  if (!(await lockPerson(tx, personId))) throw new Problem('unauthenticated');
}
