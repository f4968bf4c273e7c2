/** People with real credentials: accounts, sessions, second factors, API keys and guests' tokens, as outside of tests. */
import { createHmac, randomBytes } from 'node:crypto';
import { type ApiKeyScope, type Client, endpoints, fromPublicId, type Result } from '@hazumi/contracts';
import { systemClock } from '@hazumi/market';

export const goodPassword = 'correct horse battery';

/** What a request of this actor carries. */
export type Credential = Record<string, string>;

export interface Person {
  /** UUID */
  id: string;
  email: string;
  /** of its first session */
  as: Credential;
}

/** The answer's value; throws with the problem where it was refused. */
export async function must<T>(
  result: Promise<Extract<Result<never>, { ok: false }> | { ok: true; value: T }>,
): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.problem)}`);
  return settled.value;
}

export const bearer = (token: string): Credential => ({ authorization: `Bearer ${token}` });
export const freshKey = (): string => randomBytes(12).toString('hex');

export async function signUp(call: Client, name: string): Promise<Person> {
  const email = `${name.toLowerCase()}@example.test`;
  const body = { email, password: goodPassword, name, locale: 'en' as const };
  const { token, me } = await must(call(endpoints.signUp, { body }));
  return { id: fromPublicId('person', me.id) as string, email, as: bearer(token) };
}

/** Signs in once more. */

/** Sets up an authenticator app. @returns the session that has proven it */
export async function proveSecondFactor(call: Client, person: Person): Promise<Credential> {
  const { secret } = await must(
    call(endpoints.startSecondFactor, { headers: person.as, body: { password: goodPassword } }),
  );
  const confirmed = await must(
    call(endpoints.confirmSecondFactor, { headers: person.as, body: { code: codeOf(secret) } }),
  );
  return bearer(confirmed.token);
}

/** What an authenticator app shows now: RFC 6238 with SHA-1, six digits, half a minute. */
function codeOf(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(systemClock.now().getTime() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const at = (digest[19] as number) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export async function apiKeyOf(call: Client, as: Credential, scopes: ApiKeyScope[]): Promise<Credential> {
  const body = { name: scopes.join(' '), scopes };
  return bearer((await must(call(endpoints.createApiKey, { headers: as, body }))).key);
}

export async function newGuest(call: Client): Promise<Credential> {
  return { 'x-guest-token': (await must(call(endpoints.startGuest))).token };
}
