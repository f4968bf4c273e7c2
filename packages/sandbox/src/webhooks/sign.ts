import { createHmac } from 'node:crypto';

/**
 * The key in a Standard Webhooks secret: base64 after the prefix `whsec_`. A secret without the prefix is
 * taken as its own UTF-8 bytes.
 */
export function secretKey(secret: string): Buffer {
  return secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret, 'utf8');
}

/** `v1,<base64 HMAC-SHA256 of "id.timestamp.body">`; the timestamp in whole seconds since 1970. */
export function signature(key: Buffer, id: string, timestamp: number, body: string): string {
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64');
  return `v1,${digest}`;
}
