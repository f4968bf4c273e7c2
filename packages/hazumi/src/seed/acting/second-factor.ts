import { createHmac } from 'node:crypto';
import { endpoints } from '@hazumi/contracts';
import { systemClock } from '@hazumi/market';
import type { SeedLogin } from '../options.ts';
import type { World } from './world.ts';

type SecondFactor = NonNullable<SeedLogin['secondFactor']>;

/**
 * Sets up the operator's authenticator app as a person would: signs in with the password, gets the secret, proves it with a code.
 * `keep` hears of it before it is turned on, so that a process that dies in between has not locked the operator out.
 *
 * @returns undefined where it is on already
 */
export async function setUpSecondFactor(
  world: World,
  login: Pick<SeedLogin, 'email' | 'password'>,
  keep: (factor: SecondFactor) => void,
): Promise<void> {
  const { email, password } = login;
  const signedIn = await world.ask(endpoints.signIn, null, { body: { email, password } });
  if (signedIn.secondFactorRequired) return;
  const headers = { authorization: `Bearer ${signedIn.token}` };
  const factor = await world.ask(endpoints.startSecondFactor, null, { headers, body: { password } });
  keep(factor);
  const code = codeAt(factor.secret, systemClock.now());
  await world.ask(endpoints.confirmSecondFactor, null, { headers, body: { code } });
}

/** What an authenticator app shows at an instant (RFC 6238: SHA-1, 30 seconds, six digits). `secret` is base32. */
export function codeAt(secret: string, at: Date): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) as number) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text.replaceAll(/[=\s]/g, '').toUpperCase()]
    .map((character) => alphabet.indexOf(character).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
