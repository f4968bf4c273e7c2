/** Codes of an authenticator app (RFC 6238 with its usual numbers: SHA-1, 30 seconds, six digits). */
import { createHmac } from 'node:crypto';

export const totpSeconds = 30;

/** The code of this instant. `secret` is base32, as authenticator apps take it. @throws RangeError for what is no base32 */
export function totpCode(secret: string, at: Date): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 1000 / totpSeconds)));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const letter of text.toUpperCase().replaceAll('=', '')) {
    const value = alphabet.indexOf(letter);
    if (value < 0) throw new RangeError('a secret is written in base32');
    buffer = ((buffer << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >> bits) & 255);
    }
  }
  return Buffer.from(bytes);
}
