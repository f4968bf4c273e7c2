import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookRefusal } from './port.ts';

export type WebhookCheck = { ok: true; id: string } | { ok: false; reason: WebhookRefusal };

export interface WebhookRules {
  /** `whsec_` and base64, or any text; more than one while a secret is being changed */
  secrets: readonly string[];
  now: Date;
  /** how far a webhook's timestamp may lie from now, either way */
  toleranceSeconds: number;
}

/**
 * Whether a webhook was signed with one of our secrets, and lately, as Standard Webhooks 1.0 has it: the
 * header `webhook-signature` holds `v1,<base64>` one or more times, each an HMAC-SHA256 over
 * `id.timestamp.body`. Every secret is tried against every signature and compared in constant time, so that
 * the time taken says nothing about which came close.
 */
export function checkWebhook(
  headers: Pick<Headers, 'get'>,
  rawBody: Uint8Array,
  rules: WebhookRules,
): WebhookCheck {
  const id = headers.get('webhook-id');
  const timestamp = headers.get('webhook-timestamp');
  const signatures = headers.get('webhook-signature');
  if (!id || !timestamp || !signatures) return { ok: false, reason: 'header_missing' };
  if (!/^\d{1,12}$/.test(timestamp)) return { ok: false, reason: 'timestamp_malformed' };
  const given = signatures
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .slice(0, mostSignatures)
    .map((part) => Buffer.from(part.slice(3), 'base64'));
  let matches = false;
  for (const secret of rules.secrets) {
    const expected = createHmac('sha256', keyOf(secret))
      .update(`${id}.${timestamp}.`, 'utf8')
      .update(rawBody)
      .digest();
    for (const signature of given) {
      const isSame = signature.length === expected.length && timingSafeEqual(signature, expected);
      matches = isSame || matches;
    }
  }
  // The signature comes first: a stranger learns nothing about our clock.
  if (!matches) return { ok: false, reason: 'signature_wrong' };
  const ageSeconds = rules.now.getTime() / 1000 - Number(timestamp);
  if (ageSeconds > rules.toleranceSeconds) return { ok: false, reason: 'timestamp_too_old' };
  if (ageSeconds < -rules.toleranceSeconds) return { ok: false, reason: 'timestamp_too_new' };
  return { ok: true, id };
}

/** More signatures than secrets that one could be changing are an attempt to keep us busy. */
const mostSignatures = 10;

function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret, 'utf8');
}
