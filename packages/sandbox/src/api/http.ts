import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { RequestKey } from '../desk.ts';
import { toJson } from '../json.ts';
import { type Refusal, refusalKinds, refuse } from '../refusals.ts';
import { paymentView } from '../views.ts';
import { Input, isObject } from './input.ts';

export function answer(c: Context, value: unknown, status: ContentfulStatusCode = 200): Response {
  return c.body(toJson(value), status, { 'content-type': 'application/json' });
}

/**
 * RFC 9457, with a stable `code`, whether to retry, and where it explains the refusal the payment as it
 * stands.
 */
export function problem(c: Context, refusal: Refusal, baseUrl: string): Response {
  const kind = refusalKinds[refusal.code];
  const body = {
    type: `/problems/${refusal.code}`,
    title: kind.title,
    status: kind.status,
    code: refusal.code,
    detail: refusal.detail,
    retry: kind.retry,
    errors: refusal.errors,
    payment: refusal.payment && paymentView(refusal.payment, baseUrl),
  };
  return c.body(toJson(body), kind.status, { 'content-type': 'application/problem+json' });
}

export type Body = { ok: true; input: Input; key: RequestKey | null } | Refusal;

/**
 * The JSON object of a request (an empty body is an empty object), and its Idempotency-Key with the digest of
 * all it asks for.
 */
export async function readBody(c: Context): Promise<Body> {
  const text = await c.req.text();
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch {
    return refuse('malformed_body', 'The body is not JSON.');
  }
  if (!isObject(value)) return refuse('malformed_body', 'The body must be a JSON object.');
  const key = c.req.header('idempotency-key') ?? null;
  if (key === null) return { ok: true, input: new Input(value), key };
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    return refuse('invalid_input', 'Idempotency-Key: 1 to 255 visible ASCII characters.');
  }
  const digest = sha256(`${c.req.method} ${c.req.path}\n${text}`).toString('base64');
  return { ok: true, input: new Input(value), key: { key, digest } };
}

/** Compared by digest, so that neither length nor content shows in the time it takes. */
export function bearerIs(c: Context, apiKey: string): boolean {
  const header = c.req.header('authorization') ?? '';
  return timingSafeEqual(sha256(header), sha256(`Bearer ${apiKey}`));
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
