import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Tokens that forms carry. A form's token is an HMAC over a random cookie of its browser, so that a page of another site,
 * which can send our cookie along but not read it, cannot make one. It outlives a sign-in, so that a form left open in
 * another tab still works.
 */
export interface Tokens {
  /** the token for a browser whose cookie holds `nonce` */
  of(nonce: string): string;
  isValid(nonce: string | undefined, token: string | undefined): boolean;
  /** a short mark of some text that nobody without the secret can make; for cookies that only remember something */
  mark(text: string): string;
}

export function createTokens(secret: string): Tokens {
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url');
  return {
    of: (nonce) => sign('form', nonce),
    isValid(nonce, token) {
      if (nonce === undefined || token === undefined) return false;
      const expected = Buffer.from(sign('form', nonce));
      const given = Buffer.from(token);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
    mark: (text) => sign('mark', text).slice(0, 16),
  };
}

/** 128 random bits, for a browser's cookie or a form's idempotency key. */
export const newNonce = (): string => randomBytes(16).toString('base64url');
export const isNonce = (text: string | undefined): text is string =>
  text !== undefined && /^[\w-]{22}$/.test(text);
