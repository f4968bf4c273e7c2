import { createHash } from 'node:crypto';

/**
 * Who a visitor is, for those who agreed to being recognised: a token of its own, apart from the one that keeps a guest's cart, so that
 * agreeing to one is not agreeing to the other.
 */
export const visitorCookie = 'visitor';
export const visitorHeader = 'x-visitor-token';
/** for how long the consent is remembered */
export const visitorDays = 180;

/** The token of a request, if it looks like one that we gave out. */
export function visitorTokenOf(headers: Headers): string | undefined {
  const token =
    headers.get(visitorHeader) ?? /(?:^|; ?)visitor=([^;]*)/.exec(headers.get('cookie') ?? '')?.[1];
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

/** The name under which a visitor's touches are kept: a UUID made of its token's hash, from which the token cannot be had. */
export function visitorOf(headers: Headers): string | undefined {
  const token = visitorTokenOf(headers);
  if (token === undefined) return undefined;
  const hex = createHash('sha256').update(token).digest('hex').slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
