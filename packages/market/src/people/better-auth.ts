import { createHmac, timingSafeEqual } from 'node:crypto';
import { isAPIError } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { nilUuid } from '../kernel/ids.ts';
import { Problem } from '../kernel/problem.ts';
import * as rows from './better-auth.accounts.ts';
import { addressHeader, configureBetterAuth, type IdentityParts } from './better-auth.config.ts';
import type { Device, IdentityProvider, OpenedSession, Proven } from './identity.ts';

/** The identity provider on better-auth. */
export function betterAuthIdentity(parts: IdentityParts): IdentityProvider {
  const { db, ids, machineClock } = parts;
  const auth = configureBetterAuth(parts);
  const now = () => machineClock.now();
  const signingKey = createHmac('sha256', parts.settings.secret).update('hazumi session token').digest();
  const sign = (key: string): Buffer => createHmac('sha256', signingKey).update(key).digest();
  /** What is stored and what is held differ by our signature, so that whoever reads the table cannot use what it says. */
  const tokenOf = (key: string): string => `${key}.${sign(key).toString('base64url')}`;
  const sessionKey = (token: string): string | undefined => {
    const match = /^([A-Za-z0-9]{32})\.([\w-]{43})$/.exec(token);
    if (match === null) return undefined;
    const [, key, signature] = match as unknown as [string, string, string];
    return timingSafeEqual(sign(key), Buffer.from(signature, 'base64url')) ? key : undefined;
  };
  /** better-auth takes its own token as a bearer; nothing outside ever reaches it with one. */
  const asSession = (token: string): Headers => {
    const key = sessionKey(token);
    if (key === undefined) throw new Problem('unauthenticated');
    return new Headers({ authorization: `Bearer ${key}` });
  };
  const asDevice = (device: Device, headers = new Headers()): Headers => {
    headers.set(addressHeader, device.address);
    if (device.userAgent !== null) headers.set('user-agent', device.userAgent.slice(0, 300));
    return headers;
  };
  const opened = async (key: string): Promise<OpenedSession> => {
    const session = await rows.findSession(db, key, now());
    if (session === undefined) throw new Problem('unauthenticated');
    return { personId: session.personId, token: tokenOf(key), expiresAt: session.expiresAt };
  };
  const cookieName = async (name: string): Promise<string> =>
    (await auth.$context).createAuthCookie(name).name;
  /** The session cookie that better-auth set, without its signature. */
  const openedByCookie = async (headers: Headers): Promise<OpenedSession> => {
    const value = cookieIn(headers, (await auth.$context).authCookies.sessionToken.name);
    if (value === undefined) throw new Error('better-auth opened no session');
    return opened(decodeURIComponent(value).split('.')[0] as string);
  };
  const challengeHeaders = async (name: string, value: string, device?: Device): Promise<Headers> => {
    const headers = new Headers({ cookie: `${await cookieName(name)}=${value}` });
    return device === undefined ? headers : asDevice(device, headers);
  };
  const demandSetUp = async (token: string, wanted: boolean): Promise<string> => {
    const session = await rows.findSession(db, sessionKey(token) ?? '', now());
    if (session === undefined) throw new Problem('unauthenticated');
    const account = await rows.accountOf(db, session.personId);
    if (account?.hasSecondFactor !== wanted) {
      throw new Problem('state_conflict', {
        detail: wanted ? 'No second factor is set up.' : 'A second factor is set up already.',
      });
    }
    return session.personId;
  };

  return {
    hashPassword,
    createAccount: (tx, account) => rows.createAccount(tx, ids, account),
    accountOf: rows.accountOf,
    accountByEmail: rows.accountByEmail,
    confirmEmail: rows.confirmEmail,
    changeEmail: rows.changeEmail,
    setPassword: rows.setPassword,
    removeAccount: rows.removeAccount,
    sessionKey,
    listSessions: rows.listSessions,
    endSessions: rows.endSessions,
    listPasskeys: rows.listPasskeys,
    removePasskey: rows.removePasskey,

    async checkPassword(personId, password) {
      const hash = await rows.passwordHashOf(db, { personId });
      if (hash === undefined || !(await verifyPassword({ hash, password }))) return undefined;
      return rows.markOf(hash);
    },
    async findSession(on, token, at) {
      const key = sessionKey(token);
      return key === undefined ? undefined : rows.findSession(on, key, at);
    },
    async openSession(personId, device) {
      const context = await auth.$context;
      const { address, userAgent } = device;
      const session = await context.internalAdapter.createSession(personId, false, {
        ipAddress: address,
        userAgent: userAgent?.slice(0, 300) ?? '',
      });
      return { personId, token: tokenOf(session.token), expiresAt: session.expiresAt };
    },
    async confirmSession(tx, proven) {
      if (proven.passwordMark === null) return true;
      return rows.isStillPassword(tx, proven.session.personId, proven.passwordMark);
    },
    async discardSession(proven) {
      const key = sessionKey(proven.session.token);
      if (key !== undefined) await rows.endSessionByKey(db, key);
    },

    async signIn(email, password, device) {
      // Read before the password is checked: should it change in between, the marks differ and the session is dropped.
      const hash = await rows.passwordHashOf(db, { email });
      const passwordMark = hash === undefined ? null : rows.markOf(hash);
      try {
        const { response, headers } = await auth.api.signInEmail({
          body: { email, password },
          headers: asDevice(device),
          returnHeaders: true,
        });
        if ('twoFactorRedirect' in response) {
          const challenge = cookieIn(headers, await cookieName('two_factor'));
          if (challenge === undefined || passwordMark === null)
            throw new Error('better-auth set no challenge');
          const at = now();
          const personId = await rows.personOfChallenge(db, identifierOf(challenge), at);
          if (personId === undefined) return { kind: 'refused' };
          const expiresAt = new Date(at.getTime() + secondFactorMs);
          return { kind: 'secondFactor', personId, challenge: `${challenge}~${passwordMark}`, expiresAt };
        }
        return proven(await opened(response.token), passwordMark);
      } catch (error) {
        if (!isAPIError(error) || error.statusCode !== 401) throw error;
        // better-auth asks for the password's row only where there is an account: without one, it is asked for here.
        if (hash === undefined) await rows.passwordHashOf(db, { personId: nilUuid });
        return { kind: 'refused' };
      }
    },
    personOfChallenge: (challenge, at) => rows.personOfChallenge(db, identifierOf(challenge), at),
    async answerSecondFactor(challenge, kind, code, device) {
      const [cookie, passwordMark] = challenge.split('~') as [string, string | undefined];
      const personId = await rows.personOfChallenge(db, identifierOf(cookie), now());
      if (personId === undefined || passwordMark === undefined) return { kind: 'expired' };
      if (kind === 'totp' && !(await rows.useCodeOnce(db, personId, code, now()))) return { kind: 'refused' };
      const verify = kind === 'totp' ? auth.api.verifyTOTP : auth.api.verifyBackupCode;
      try {
        const headers = await challengeHeaders('two_factor', cookie, device);
        const answer = await verify({ body: { code }, headers, returnHeaders: true });
        return proven(await openedByCookie(answer.headers), passwordMark);
      } catch (error) {
        if (!isAPIError(error)) throw error;
        const reason = error.body?.code ?? '';
        if (reason === 'ACCOUNT_TEMPORARILY_LOCKED') throw new Problem('rate_limited', { retryAfter: 900 });
        return {
          kind: reason === 'INVALID_CODE' || reason === 'INVALID_BACKUP_CODE' ? 'refused' : 'expired',
        };
      }
    },

    async startSecondFactor(token, password) {
      await demandSetUp(token, false);
      const answer = await withPassword(() =>
        auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: asSession(token) }),
      );
      if (answer.method !== 'totp') throw new Error('better-auth set up another method');
      const secret = new URL(answer.totpURI).searchParams.get('secret') ?? '';
      return { uri: answer.totpURI, secret, backupCodes: answer.backupCodes };
    },
    async confirmSecondFactor(token, code, device) {
      const personId = await demandSetUp(token, false);
      if (!(await rows.useCodeOnce(db, personId, code, now()))) return undefined;
      try {
        const headers = asDevice(device, asSession(token));
        const answer = await auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true });
        return await openedByCookie(answer.headers);
      } catch (error) {
        if (!isAPIError(error)) throw error;
        if (error.body?.code === 'TOTP_NOT_ENABLED') {
          throw new Problem('state_conflict', { detail: 'Begin with POST /v1/me/second-factor.' });
        }
        return undefined;
      }
    },
    async removeSecondFactor(token, password, code, device) {
      const personId = await demandSetUp(token, true);
      if (!(await rows.useCodeOnce(db, personId, code, now()))) return undefined;
      const headers = asDevice(device, asSession(token));
      try {
        await auth.api.verifyTOTP({ body: { code }, headers });
      } catch (error) {
        if (isAPIError(error)) return undefined;
        throw error;
      }
      const answer = await withPassword(() =>
        auth.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }),
      );
      return openedByCookie(answer.headers);
    },
    async renewBackupCodes(token, password) {
      await demandSetUp(token, true);
      const answer = await withPassword(() =>
        auth.api.generateBackupCodes({ body: { password }, headers: asSession(token) }),
      );
      return answer.backupCodes;
    },

    async startPasskey(token) {
      const { response, headers } = await auth.api.generatePasskeyRegistrationOptions({
        headers: asSession(token),
        returnHeaders: true,
      });
      return question(response, headers, await cookieName(passkeyCookie));
    },
    async addPasskey(token, challenge, name, response) {
      const headers = asSession(token);
      headers.set('cookie', `${await cookieName(passkeyCookie)}=${challenge}`);
      try {
        const added = await auth.api.verifyPasskeyRegistration({ body: { response, name }, headers });
        return { id: added.id, name, createdAt: new Date(added.createdAt), isBackedUp: added.backedUp };
      } catch (error) {
        return refusedAsUndefined(error);
      }
    },
    async startPasskeySignIn() {
      const { response, headers } = await auth.api.generatePasskeyAuthenticationOptions({
        headers: new Headers(),
        returnHeaders: true,
      });
      return question(
        { ...response, userVerification: 'required' },
        headers,
        await cookieName(passkeyCookie),
      );
    },
    async answerPasskey(challenge, response, device) {
      try {
        const headers = await challengeHeaders(passkeyCookie, challenge, device);
        const answer = await auth.api.verifyPasskeyAuthentication({
          body: { response: response as unknown as AuthenticationResponse },
          headers,
          returnHeaders: true,
        });
        return proven(await openedByCookie(answer.headers), null);
      } catch (error) {
        refusedAsUndefined(error);
        return { kind: 'refused' };
      }
    },
  };
}

type Auth = ReturnType<typeof configureBetterAuth>;
/** What a browser sends may be anything; better-auth's own checks decide. */
type AuthenticationResponse = NonNullable<
  Parameters<Auth['api']['verifyPasskeyAuthentication']>[0]
>['body']['response'];

const passkeyCookie = 'better-auth-passkey';
const secondFactorMs = 600_000;

const proven = (session: OpenedSession, passwordMark: string | null): Proven => ({
  kind: 'session',
  session,
  passwordMark,
});

/** A challenge is better-auth's signed cookie; before the signature stands what it is kept under. */
const identifierOf = (challenge: string): string =>
  (challenge.split('~')[0] as string).split('.')[0] as string;

function cookieIn(headers: Headers, name: string): string | undefined {
  for (const cookie of headers.getSetCookie()) {
    const value = cookie.startsWith(`${name}=`) ? cookie.slice(name.length + 1).split(';')[0] : undefined;
    if (value) return value;
  }
  return undefined;
}

function question(
  options: object,
  headers: Headers,
  name: string,
): { challenge: string; options: Record<string, unknown> } {
  const challenge = cookieIn(headers, name);
  if (challenge === undefined) throw new Error('better-auth set no challenge');
  // As it will travel: members that are undefined are none.
  return { challenge, options: JSON.parse(JSON.stringify(options)) as Record<string, unknown> };
}

async function withPassword<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAPIError(error) && error.body?.code === 'INVALID_PASSWORD')
      throw new Problem('wrong_password', { pointer: '/body/password' });
    throw error;
  }
}

/** What a browser sends for a passkey may be any JSON; that it proves nothing is its fault, not ours. */
function refusedAsUndefined(error: unknown): undefined {
  if (isAPIError(error)) return undefined;
  throw error;
}
