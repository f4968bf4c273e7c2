import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkChannel } from './links.tables.ts';

/**
 * A link's token is 16 characters: 6 bytes by which its row is found, and 6 bytes that sign what the row says. Whoever has one token
 * can make no other, and a row that was moved to another store, target or channel is opened by none.
 */

/** What a token vouches for. Limits and revocation are not among it: they may change, and the row is asked for them. */
export interface SignedLink {
  store_id: string;
  id: string;
  channel: LinkChannel;
  target: 'store' | 'product' | 'coupon';
  product_id: string | null;
  coupon_id: string | null;
}

const half = 6;

const digest = (secret: string, purpose: string, text: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}\n${text}`).digest().subarray(0, half);

/** By which a link is found. It follows from its id, but nobody can tell without the secret. */
export const linkCode = (secret: string, linkId: string): Buffer => digest(secret, 'link code', linkId);

function signatureOf(secret: string, link: SignedLink): Buffer {
  const { store_id, id, channel, target, product_id, coupon_id } = link;
  return digest(secret, 'link', JSON.stringify([store_id, id, channel, target, product_id, coupon_id]));
}

export function linkTokenOf(secret: string, link: SignedLink): string {
  return Buffer.concat([linkCode(secret, link.id), signatureOf(secret, link)]).toString('base64url');
}

/** The parts of a token. A text that can be none gives parts that nothing has, so that it costs as much to look for. */
export function readLinkToken(token: string): { code: Buffer; signature: Buffer } {
  const bytes = Buffer.from(/^[\w-]{16}$/.test(token) ? token : '', 'base64url');
  const whole = bytes.length === 2 * half ? bytes : Buffer.alloc(2 * half);
  return { code: whole.subarray(0, half), signature: whole.subarray(half) };
}

/** Whether this is the signature of this row; takes as long for a wrong one as for the right one. */
export function isSignatureOf(secret: string, signature: Buffer, link: SignedLink): boolean {
  return timingSafeEqual(signature, signatureOf(secret, link));
}
