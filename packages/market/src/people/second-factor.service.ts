import type { AnswerInput, endpoints } from '@hazumi/contracts';
import { toPublicId } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { demandPassword, demandPerson } from './account.service.ts';
import { countAttempt, forgiveAttempt } from './attempts.ts';
import type { Device, OpenedSession, PasskeyQuestion, StoredPasskey } from './identity.ts';
import { spelled } from './passwords.ts';
import { personChanged } from './people.changes.ts';
import { peopleLimits } from './people.limits.ts';
import { mailNotice } from './people.mailing.ts';
import type { PeopleParts } from './people.parts.ts';
import type { PersonRow } from './people.repository.ts';
import { allowances, endSessions, present, type SignedIn } from './sign-in.service.ts';

/** Who asks, by which session; both are proven already. */
export interface Own {
  personId: string;
  token: string;
  sessionId: string;
}

export async function startSecondFactor(
  parts: PeopleParts,
  ctx: Ctx,
  own: Own,
  password: string,
): Promise<{ uri: string; secret: string; backupCodes: string[] }> {
  await demandPassword(parts, ctx, await demandPerson(parts.db, own.personId), password);
  return parts.identity.startSecondFactor(own.token, spelled(password));
}

export async function confirmSecondFactor(
  parts: PeopleParts,
  ctx: Ctx,
  own: Own,
  code: string,
  device: Device,
): Promise<SignedIn> {
  const person = await demandPerson(parts.db, own.personId);
  const session = await withCode(parts, ctx, person, () =>
    parts.identity.confirmSecondFactor(own.token, code, device),
  );
  return bookChange(parts, ctx, person, session, true);
}

export async function removeSecondFactor(
  parts: PeopleParts,
  ctx: Ctx,
  own: Own,
  given: { password: string; code: string },
  device: Device,
): Promise<SignedIn> {
  const person = await demandPerson(parts.db, own.personId);
  await demandPassword(parts, ctx, person, given.password);
  const session = await withCode(parts, ctx, person, () =>
    parts.identity.removeSecondFactor(own.token, spelled(given.password), given.code, device),
  );
  return bookChange(parts, ctx, person, session, false);
}

export async function renewBackupCodes(
  parts: PeopleParts,
  ctx: Ctx,
  own: Own,
  password: string,
): Promise<{ backupCodes: string[] }> {
  await demandPassword(parts, ctx, await demandPerson(parts.db, own.personId), password);
  const backupCodes = await parts.identity.renewBackupCodes(own.token, spelled(password));
  await inTransaction(parts.db, (tx) =>
    appendEvent(tx, ctx, {
      subjectType: 'person',
      subjectId: own.personId,
      type: 'person.backupCodesRenewed',
    }),
  );
  return { backupCodes };
}

/** A code has six digits: whoever may try without end finds it. */
async function withCode(
  parts: PeopleParts,
  ctx: Ctx,
  person: PersonRow,
  work: () => Promise<OpenedSession | undefined>,
): Promise<OpenedSession> {
  const counted = allowances(parts, ctx, { code: person.id });
  await countAttempt(parts.db, parts.machineClock.now(), ...counted);
  const session = await work();
  if (session === undefined) throw new Problem('invalid_code', { pointer: '/body/code' });
  await forgiveAttempt(parts.db, ...counted);
  return session;
}

/**
 * The second factor is on (or off) by now, in a transaction of better-auth's. All other sessions end, so that none is left that was
 * opened under the old rule; should the process die before, they lack the mark of a second factor and are nobody's who operates.
 */
async function bookChange(
  parts: PeopleParts,
  ctx: Ctx,
  person: PersonRow,
  session: OpenedSession,
  isOn: boolean,
): Promise<SignedIn> {
  const found = await parts.identity.findSession(parts.db, session.token, parts.machineClock.now());
  await inTransaction(parts.db, async (tx) => {
    await endSessions(parts, ctx, tx, person.id, found === undefined ? 'all' : { except: found.sessionId });
    await appendEvent(tx, ctx, {
      subjectType: 'person',
      subjectId: person.id,
      type: isOn ? 'person.secondFactorOn' : 'person.secondFactorOff',
    });
    await mailNotice(parts, ctx, tx, 'secondFactorChanged', person, { isOn });
  });
  return present(parts, session);
}

export async function startPasskey(
  parts: PeopleParts,
  ctx: Ctx,
  own: Own,
  password: string,
): Promise<PasskeyQuestion> {
  await demandPassword(parts, ctx, await demandPerson(parts.db, own.personId), password);
  const passkeys = await parts.identity.listPasskeys(parts.db, own.personId);
  if (passkeys.length >= peopleLimits.passkeys) {
    throw new Problem('too_many', { detail: `At most ${peopleLimits.passkeys} passkeys.` });
  }
  return parts.identity.startPasskey(own.token);
}

export async function addPasskey(
  parts: PeopleParts,
  ctx: Ctx,
  own: Own,
  given: { challenge: string; name: string; response: Record<string, unknown> },
): Promise<StoredPasskey> {
  const person = await demandPerson(parts.db, own.personId);
  const passkey = await parts.identity.addPasskey(own.token, given.challenge, given.name, given.response);
  if (passkey === undefined) throw new Problem('passkey_refused');
  await inTransaction(parts.db, async (tx) => {
    await appendEvent(tx, ctx, {
      subjectType: 'person',
      subjectId: person.id,
      type: 'person.passkeyAdded',
      data: { passkeyId: passkey.id },
    });
    await mailNotice(parts, ctx, tx, 'passkeyAdded', person, { passkeyName: given.name });
  });
  return passkey;
}

export async function removePasskey(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  passkeyId: string,
): Promise<void> {
  await inTransaction(parts.db, async (tx) => {
    if (!(await parts.identity.removePasskey(tx, personId, passkeyId))) throw notFound();
    await appendEvent(tx, ctx, {
      subjectType: 'person',
      subjectId: personId,
      type: 'person.passkeyRemoved',
      data: { passkeyId },
    });
    await personChanged(tx, parts.authenticator, personId);
  });
}

export const presentPasskey = (passkey: StoredPasskey): AnswerInput<typeof endpoints.addPasskey> => ({
  id: toPublicId('passkey', passkey.id),
  name: passkey.name,
  createdAt: passkey.createdAt.toISOString(),
  isBackedUp: passkey.isBackedUp,
});
