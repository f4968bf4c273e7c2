import { createHash, randomBytes } from 'node:crypto';
import type { Settings } from '../market.ts';

/** How a caller says who it is: these headers and cookies, and nothing else in a request. */

export const sessionCookie = 'session';
export const guestCookie = 'guest';
export const guestHeader = 'x-guest-token';
export const apiKeyPrefix = 'hzk_';

/** 256 random bits as 43 characters: guests' tokens, secrets in mails, keys. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const sha256 = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** The session token or API key of a request. A header wins over the cookie: a program means what it sends. */
export function credentialOf(headers: Headers): string | undefined {
  const authorization = headers.get('authorization');
  if (authorization !== null) return /^bearer +([\w.-]{20,200})$/i.exec(authorization)?.[1];
  return cookieOf(headers, sessionCookie);
}

/** The guest's token of a request, if it looks like one that we gave out. */
export function guestTokenOf(headers: Headers): string | undefined {
  const token = headers.get(guestHeader) ?? cookieOf(headers, guestCookie);
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

function cookieOf(headers: Headers, name: string): string | undefined {
  const cookies = headers.get('cookie');
  if (cookies === null) return undefined;
  for (const cookie of cookies.split(';')) {
    const text = cookie.trim();
    if (text.startsWith(`${name}=`)) return text.slice(name.length + 1);
  }
  return undefined;
}

/** A `Set-Cookie` that scripts cannot read and other sites cannot use for a change; `seconds` 0 removes it. */
export function setCookie(
  settings: Pick<Settings, 'publicUrl'>,
  name: string,
  value: string,
  seconds: number,
): string {
  const secure = settings.publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}
