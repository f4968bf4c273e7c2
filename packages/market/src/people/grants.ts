import type { Locale } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { Problem } from '../kernel/problem.ts';
import type { IdentityProvider } from './identity.ts';
import { personChanged } from './people.changes.ts';
import type { PeopleParts } from './people.parts.ts';
import { insertPerson, lockPerson } from './people.repository.ts';
import type { OperatorRole, StaffRole } from './people.tables.ts';
import { addMembership } from './staff.service.ts';

/** What the seed, commands and other areas may do with people without going through a mail and a browser. */

type Authenticates = Pick<PeopleParts, 'authenticator'>;

/**
 * Makes a person with an account, in the caller's transaction. `passwordHash` comes from `identity.hashPassword`, which takes a tenth
 * of a second on purpose: a seed hashes one password once.
 *
 * @returns the person's UUID
 * @throws Problem email_taken
 */
export async function createPerson(
  identity: Pick<IdentityProvider, 'createAccount'>,
  ctx: Ctx,
  tx: Tx,
  wish: {
    email: string;
    passwordHash: string;
    name: string;
    locale: Locale;
    emailVerified?: boolean;
    personId?: string;
  },
): Promise<string> {
  const personId = wish.personId ?? ctx.ids.next(ctx.now);
  await insertPerson(tx, { id: personId, name: wish.name, locale: wish.locale, createdAt: ctx.now });
  await identity.createAccount(tx, {
    personId,
    email: wish.email.toLowerCase(),
    passwordHash: wish.passwordHash,
    emailVerified: wish.emailVerified ?? true,
    at: ctx.now,
  });
  await appendEvent(tx, ctx, { subjectType: 'person', subjectId: personId, type: 'person.signedUp' });
  return personId;
}

/**
 * Makes somebody staff, in the caller's transaction: the licences area calls it for whoever registers a licence. A membership that is
 * there already stays as it is. The caller knows its new rights by the time it is answered.
 *
 * @param wish storeId null for the whole licence; an owner is always of the whole licence
 */
export async function grantMembership(
  parts: Authenticates,
  ctx: Ctx,
  tx: Tx,
  wish: { personId: string; licenceId: string; storeId: string | null; role: StaffRole },
): Promise<boolean> {
  return addMembership(parts, ctx, tx, wish);
}

/** Makes somebody an operator; they are one in sessions opened with a second factor. Done by a command, never over the network. */
export async function grantOperator(
  parts: Authenticates,
  ctx: Ctx,
  tx: Tx,
  personId: string,
  role: OperatorRole,
): Promise<void> {
  if (!(await lockPerson(tx, personId)))
    throw new Problem('not_found', { detail: 'There is no such person.' });
  await tx
    .insertInto('operator')
    .values({ person_id: personId, role, created_at: ctx.now })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ role }))
    .execute();
  await appendEvent(tx, ctx, {
    subjectType: 'person',
    subjectId: personId,
    type: 'person.operatorGranted',
    data: { role },
  });
  await personChanged(tx, parts.authenticator, personId);
}

/** Takes an operator's rights, with immediate effect. */
export async function revokeOperator(
  parts: Authenticates,
  ctx: Ctx,
  tx: Tx,
  personId: string,
): Promise<boolean> {
  const done = await tx.deleteFrom('operator').where('person_id', '=', personId).executeTakeFirst();
  if (done.numDeletedRows === 0n) return false;
  await appendEvent(tx, ctx, { subjectType: 'person', subjectId: personId, type: 'person.operatorRevoked' });
  await personChanged(tx, parts.authenticator, personId);
  return true;
}

export { becomeCreator as grantCreator } from './profile.service.ts';
