import type { AnswerInput, endpoints, Locale } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { Problem } from '../kernel/problem.ts';
import { type Allowance, addressSubject, countAttempt, emailSubject, forgiveAttempt } from './attempts.ts';
import type { Device, OpenedSession, Proven } from './identity.ts';
import { demandStrong, spelled } from './passwords.ts';
import { personChanged } from './people.changes.ts';
import { mailLinkTo } from './people.mailing.ts';
import type { PeopleParts } from './people.parts.ts';
import { presentMe } from './people.presenter.ts';
import { insertPerson } from './people.repository.ts';

export type SignedIn = AnswerInput<typeof endpoints.signUp>;
export type SignInAnswer = AnswerInput<typeof endpoints.signIn>;

/** What a failed attempt costs: one of the account's, or one of the address's it came from, or both. */
export function allowances(
  parts: PeopleParts,
  ctx: Ctx,
  of: { account?: string; code?: string; address?: string },
): Allowance[] {
  const { failuresPerAccount, failuresPerAddress, failureWindowMinutes } = parts.policy.at(ctx.now).document
    .signIn;
  const windowMs = failureWindowMinutes * 60_000;
  const counted: Allowance[] = [];
  if (of.account !== undefined) {
    counted.push({ kind: 'account', subject: emailSubject(of.account), limit: failuresPerAccount, windowMs });
  }
  if (of.code !== undefined)
    counted.push({ kind: 'code', subject: of.code, limit: failuresPerAccount, windowMs });
  if (of.address !== undefined) {
    counted.push({
      kind: 'address',
      subject: addressSubject(of.address),
      limit: failuresPerAddress,
      windowMs,
    });
  }
  return counted;
}

/**
 * Makes an account and signs in. That an address is in use is told (`email_taken`), because a shop that may not tell it could not
 * let anybody in before a mail arrives; so asking is limited like guessing: each such answer costs an attempt of the caller's address.
 */
export async function signUp(
  parts: PeopleParts,
  ctx: Ctx,
  wish: { email: string; password: string; name: string; locale?: Locale | undefined },
  device: Device,
): Promise<SignedIn> {
  const password = spelled(wish.password);
  demandStrong(password, wish.email, passwordLimits(parts, ctx));
  const counted = allowances(parts, ctx, { address: device.address });
  await countAttempt(parts.db, parts.machineClock.now(), ...counted);
  const passwordHash = await parts.identity.hashPassword(password);
  const personId = ctx.ids.next(ctx.now);
  const locale = wish.locale ?? ctx.locale;
  const own = asPerson(ctx, personId);
  await inTransaction(parts.db, async (tx) => {
    await insertPerson(tx, { id: personId, name: wish.name, locale, createdAt: ctx.now });
    await parts.identity.createAccount(tx, {
      personId,
      email: wish.email,
      passwordHash,
      emailVerified: false,
      at: ctx.now,
    });
    await appendEvent(tx, own, { subjectType: 'person', subjectId: personId, type: 'person.signedUp' });
    await mailLinkTo(parts, ctx, tx, {
      purpose: 'verifyEmail',
      personId,
      email: wish.email,
      locale,
      name: wish.name,
    });
    await forgiveAttempt(tx, ...counted);
  });
  const session = await parts.identity.openSession(personId, device);
  return book(parts, ctx, { kind: 'session', session, passwordMark: null });
}

export const passwordLimits = (parts: PeopleParts, ctx: Ctx): { min: number; max: number } => {
  const { passwordMinCharacters, passwordMaxCharacters } = parts.policy.at(ctx.now).document.signIn;
  return { min: passwordMinCharacters, max: passwordMaxCharacters };
};

/** The same answer, after the same work, for a wrong password and for an address that nobody has. */
export async function signIn(
  parts: PeopleParts,
  ctx: Ctx,
  { email, password }: { email: string; password: string },
  device: Device,
): Promise<SignInAnswer> {
  const counted = allowances(parts, ctx, { account: email, address: device.address });
  await countAttempt(parts.db, parts.machineClock.now(), ...counted);
  const answer = await parts.identity.signIn(email, spelled(password), device);
  if (answer.kind === 'refused') throw new Problem('invalid_credentials');
  await forgiveAttempt(parts.db, ...counted);
  if (answer.kind === 'session') return book(parts, ctx, answer);
  return {
    secondFactorRequired: true,
    code: 'second_factor_required',
    challenge: answer.challenge,
    expiresAt: answer.expiresAt.toISOString(),
  };
}

export async function signInSecondFactor(
  parts: PeopleParts,
  ctx: Ctx,
  given: { challenge: string; kind: 'totp' | 'backupCode'; code: string },
  device: Device,
): Promise<SignedIn> {
  const personId = await parts.identity.personOfChallenge(given.challenge, parts.machineClock.now());
  if (personId === undefined) throw new Problem('challenge_expired');
  const counted = allowances(parts, ctx, { code: personId, address: device.address });
  await countAttempt(parts.db, parts.machineClock.now(), ...counted);
  const answer = await parts.identity.answerSecondFactor(given.challenge, given.kind, given.code, device);
  if (answer.kind === 'refused') throw new Problem('invalid_code', { pointer: '/body/code' });
  if (answer.kind === 'expired') throw new Problem('challenge_expired');
  await forgiveAttempt(parts.db, ...counted);
  return book(parts, ctx, answer);
}

export async function signInPasskey(
  parts: PeopleParts,
  ctx: Ctx,
  given: { challenge: string; response: Record<string, unknown> },
  device: Device,
): Promise<SignedIn> {
  const counted = allowances(parts, ctx, { address: device.address });
  await countAttempt(parts.db, parts.machineClock.now(), ...counted);
  const answer = await parts.identity.answerPasskey(given.challenge, given.response, device);
  if (answer.kind === 'refused') throw new Problem('passkey_refused');
  await forgiveAttempt(parts.db, ...counted);
  return book(parts, ctx, answer);
}

/**
 * Books an opened session as a sign-in; only then does its token leave the server. A process that dies before leaves a session whose
 * token nobody has.
 */
async function book(parts: PeopleParts, ctx: Ctx, proven: Proven): Promise<SignedIn> {
  const { personId } = proven.session;
  const guestHash = ctx.actor.kind === 'guest' || ctx.actor.kind === 'person' ? ctx.actor.guestHash : null;
  try {
    await inTransaction(parts.db, async (tx) => {
      if (!(await parts.identity.confirmSession(tx, proven))) throw new Problem('invalid_credentials');
      for (const hook of parts.onSignIn) await hook(tx, { personId, guestHash });
      await appendEvent(tx, asPerson(ctx, personId), {
        subjectType: 'person',
        subjectId: personId,
        type: 'person.signedIn',
      });
    });
  } catch (error) {
    await parts.identity.discardSession(proven);
    throw error;
  }
  return present(parts, proven.session);
}

/** The session as it is answered; `isActive` of an operator comes from what the authenticator makes of the token. */
export async function present(parts: PeopleParts, session: OpenedSession): Promise<SignedIn> {
  const actor = await parts.authenticator.actorOf(new Headers({ authorization: `Bearer ${session.token}` }));
  return {
    secondFactorRequired: false,
    token: session.token,
    expiresAt: session.expiresAt.toISOString(),
    me: await presentMe(parts.db, session.personId, actor.kind === 'person' && actor.operator !== null),
  };
}

/** Ends the session that asks. Without one, or with one that has ended, there is nothing to do. */
export async function signOut(parts: PeopleParts, ctx: Ctx, token: string | undefined): Promise<void> {
  if (token === undefined) return;
  const session = await parts.identity.findSession(parts.db, token, parts.machineClock.now());
  if (session === undefined) return;
  await inTransaction(parts.db, (tx) =>
    endSessions(parts, asPerson(ctx, session.personId), tx, session.personId, { only: session.sessionId }),
  );
}

/** Ends sessions and lets every process know; returns how many there were. */
export async function endSessions(
  parts: PeopleParts,
  ctx: Ctx,
  tx: Tx,
  personId: string,
  which: { only: string } | { except: string } | 'all',
): Promise<number> {
  const ended = await parts.identity.endSessions(tx, personId, which);
  if (ended > 0) {
    await appendEvent(tx, ctx, {
      subjectType: 'person',
      subjectId: personId,
      type: 'person.sessionsEnded',
      data: { sessions: ended },
    });
  }
  await personChanged(tx, parts.authenticator, personId);
  return ended;
}

/** The context of a request in which somebody has just proved who they are. */
export const asPerson = (ctx: Ctx, personId: string): Ctx => ({ ...ctx, actorName: `person:${personId}` });
