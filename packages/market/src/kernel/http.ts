import { createHash } from 'node:crypto';
import {
  type AnswerInput,
  type BodyOf,
  type Endpoint,
  type Locale,
  locales,
  type ParamsOf,
  type QueryOf,
} from '@hazumi/contracts';
import type { Context, Hono } from 'hono';
import type { Market } from '../market.ts';
import { checkAccess, type Scope } from './access.ts';
import { readBody, readForm } from './body.ts';
import { type Actor, actorNameOf, type Ctx } from './context.ts';
import { inTransaction, type Tx } from './database.ts';
import { claimKey, type Replayed, storeAnswer } from './idempotency.ts';
import { notFound, Problem, problemBody } from './problem.ts';
import { turn } from './turns.ts';

export interface Bindings {
  /** address of the caller, set by the server in front */
  ip?: string;
  /** set for calls that pages make in this process: the page's own request was counted already */
  internal?: boolean;
}
export type App = Hono<{ Bindings: Bindings; Variables: { requestId: string } }>;
export type HttpContext = Context<{ Bindings: Bindings; Variables: { requestId: string } }>;

export interface Input<E extends Endpoint> {
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  /** what the caller's membership covers, where the endpoint's access is `licence` */
  scope: Scope;
  /** the version that If-Match names, where the endpoint requires one */
  ifMatch: number;
  ip: string;
  request: Request;
}

/** An answer with more than a body: see `reply`. */
export class Reply<T> {
  readonly body: T;
  readonly options: { status?: number; headers?: Record<string, string>; version?: number };
  constructor(body: T, options: { status?: number; headers?: Record<string, string>; version?: number }) {
    this.body = body;
    this.options = options;
  }
}
/** Answers with a status, headers, or the version of the thing (which becomes its ETag). */
export const reply = <T>(
  body: T,
  options: { status?: number; headers?: Record<string, string>; version?: number },
): Reply<T> => new Reply(body, options);

export type Handler<E extends Endpoint> = (
  ctx: Ctx,
  input: Input<E>,
) => Promise<AnswerInput<E> | Reply<AnswerInput<E>> | Response>;

export type TxHandler<E extends Endpoint> = (
  ctx: Ctx,
  input: Input<E>,
  tx: Tx,
) => Promise<AnswerInput<E> | Reply<AnswerInput<E>>>;

/** Mounts an endpoint: authentication, rate limit, access, parsing, the handler, and answers as problems where it fails. */
export function register<E extends Endpoint>(market: Market, definition: E, handler: Handler<E>): void {
  market.mounted.add(definition.id);
  market.app.on(definition.method.toUpperCase(), honoPath(definition.path), async (c) => {
    const locale = localeOf(c.req.raw.headers);
    try {
      const actor = await market.authenticator.actorOf(c.req.raw.headers);
      const limited = limitRate(market, definition, c, actor);
      const ctx = market.newCtx({ requestId: c.get('requestId'), actor, locale });
      const input = await readInput(market, definition, c, ctx);
      const result = await handler(ctx, input);
      const response = result instanceof Response ? result : answer(market, definition, result);
      for (const [name, value] of limited) response.headers.set(name, value);
      return response;
    } catch (error) {
      return failure(market, error, locale, c.get('requestId'));
    }
  });
}

/**
 * `/v1/stores/{storeId}:close` in Hono's words. A verb becomes part of the parameter's pattern, because to Hono a parameter
 * reaches to the next slash; `pathParameters` takes it off again.
 */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}(:\w+)?/g, (_, name: string, verb?: string) =>
    verb === undefined ? `:${name}` : `:${name}{[^/]+${verb}}`,
  );
}

function pathParameters(definition: Endpoint, c: HttpContext): Record<string, string> {
  const found: Record<string, string> = c.req.param();
  const verb = /\{(\w+)\}(:\w+)$/.exec(definition.path);
  if (verb === null) return found;
  const [, name = '', suffix = ''] = verb;
  return { ...found, [name]: found[name]?.slice(0, -suffix.length) ?? '' };
}

/**
 * Mounts a POST whose whole work is one transaction, under its Idempotency-Key: the key is claimed first, the answer is stored with
 * the work, and a repeat gets the same bytes. Work that goes on after the transaction (payments) claims the key itself.
 *
 * @param committed runs between the commit and the answer: for what this process keeps in memory, not for work that must happen
 */
export function registerIdempotent<E extends Endpoint>(
  market: Market,
  definition: E,
  handler: TxHandler<E>,
  committed?: () => Promise<void>,
): void {
  register(market, definition, async (ctx, input) => {
    const response = await inTransaction(market.db, async (tx) => {
      const claim = await claimKey(tx, ctx);
      if (claim.kind === 'replay') return replay(claim.stored);
      if (claim.kind === 'resume') throw new Error(`${definition.id} does its work in one transaction`);
      const result = await handler(ctx, input, tx);
      const response = answer(market, definition, result);
      const { status, headers } = response;
      await storeAnswer(tx, ctx, {
        status,
        answer: await response.clone().text(),
        etag: headers.get('etag'),
      });
      return response;
    });
    await committed?.();
    return response;
  });
}

/** The stored answer again, marked as such. */
export function replay(stored: Replayed): Response {
  const headers = { 'content-type': 'application/json', 'idempotency-replayed': 'true' };
  return new Response(stored.status === 204 ? null : stored.answer, {
    status: stored.status,
    headers: stored.etag === null ? headers : { ...headers, etag: stored.etag },
  });
}

/** The language of a request: our cookie's or query's choice first, then Accept-Language, then Chinese. */
export function localeOf(headers: Headers): Locale {
  const chosen =
    headers.get('x-hazumi-locale') ?? /(?:^|; )locale=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1];
  if (chosen !== undefined && (locales as readonly string[]).includes(chosen)) return chosen as Locale;
  for (const wanted of (headers.get('accept-language') ?? '').split(',')) {
    const tag = wanted.split(';')[0]?.trim().toLowerCase() ?? '';
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('ja')) return 'ja';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}

export function failure(market: Market, error: unknown, locale: Locale, requestId: string): Response {
  if (error instanceof Problem) {
    const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
    if (error.details.retryAfter !== undefined) headers['retry-after'] = String(error.details.retryAfter);
    if (error.code === 'unauthenticated') headers['www-authenticate'] = 'Bearer';
    return new Response(JSON.stringify(problemBody(error, locale, requestId)), {
      status: error.status,
      headers,
    });
  }
  market.log.error({ err: error, requestId }, 'a request failed unexpectedly');
  const body = {
    type: '/problems/internal_error',
    title: { 'zh-CN': '服务器内部错误', ja: 'サーバー内部エラー', en: 'Internal error' }[locale],
    status: 500,
    code: 'internal_error',
    retry: true,
    requestId,
  };
  return new Response(JSON.stringify(body), {
    status: 500,
    headers: { 'content-type': 'application/problem+json' },
  });
}

function answer<E extends Endpoint>(market: Market, definition: E, result: unknown): Response {
  const body = result instanceof Reply ? result.body : result;
  const options = result instanceof Reply ? result.options : {};
  const status = options.status ?? definition.status ?? (definition.answer === undefined ? 204 : 200);
  const headers: Record<string, string> = { ...options.headers };
  if (options.version !== undefined) headers.etag = `"v${options.version}"`;
  if (status === 204) return new Response(null, { status, headers });
  if (market.settings.checkAnswers && definition.answer !== undefined && status < 300)
    definition.answer.parse(body);
  headers['content-type'] = 'application/json';
  return new Response(JSON.stringify(body), { status, headers });
}

function limitRate(market: Market, definition: Endpoint, c: HttpContext, actor: Actor): [string, string][] {
  if (!market.settings.isRateLimited || definition.rateGroup === 'none') return [];
  // A page's own readings are one request of the shopper's.
  if (c.env?.internal && definition.method === 'get') return [];
  const { api } = market.policy.at(market.clock.now()).document;
  // A guest's cookie is free to make, so guests and strangers are counted by address.
  const isKey = actor.kind === 'person' && actor.apiKeyId !== null;
  const group = isKey ? 'key' : actor.kind === 'person' ? 'person' : 'anonymous';
  const caller = isKey
    ? (actor.apiKeyId as string)
    : actor.kind === 'person'
      ? actorNameOf(actor)
      : (c.env?.ip ?? 'local');
  const perMinute = { key: api.keyPerMinute, person: api.personPerMinute, anonymous: api.anonymousPerMinute }[
    group
  ];
  const taken = market.takeRate(group, caller, { burst: perMinute, perMinute });
  if (!taken.allowed) {
    throw new Problem('rate_limited', {
      detail: `At most ${perMinute} requests a minute.`,
      retryAfter: taken.resetSeconds,
    });
  }
  return [
    ['ratelimit-policy', `"${group}";q=${perMinute};w=60`],
    ['ratelimit', `"${group}";r=${taken.remaining};t=${taken.resetSeconds}`],
  ];
}

async function readInput<E extends Endpoint>(
  market: Market,
  definition: E,
  c: HttpContext,
  ctx: Ctx,
): Promise<Input<E>> {
  const headers = c.req.raw.headers;
  const params = parsed(definition.params, pathParameters(definition, c), '/path', true);
  const scope = await checkAccess(
    market,
    definition,
    ctx.actor,
    params as Record<string, string> | undefined,
  );
  if (definition.method !== 'get') checkOrigin(market, headers);
  const query = definition.query && parsed(definition.query, searchParameters(c.req.url), '/query');
  let body: unknown;
  let bytes: Uint8Array | undefined;
  if (definition.body !== undefined && definition.bodyType === 'form') {
    body = parsed(definition.body, await readForm(c.req.raw, definition.bodyLimit), '/body');
  } else if (definition.body !== undefined && definition.bodyType !== 'raw') {
    if (definition.mayWait) await turn();
    const read = await readBody(c.req.raw, definition.bodyLimit);
    bytes = read.bytes;
    body = parsed(definition.body, read.json, '/body');
  }
  if (definition.idempotent) {
    const key = headers.get('idempotency-key');
    if (key === null) throw new Problem('idempotency_key_required', { pointer: '/headers/idempotency-key' });
    if (!/^[\x21-\x7e]{8,128}$/.test(key)) {
      throw new Problem('invalid_request', {
        pointer: '/headers/idempotency-key',
        detail: 'An Idempotency-Key has 8 to 128 visible ASCII characters.',
      });
    }
    // Who may repeat a request must be known; a shopper without any identity can never prove to be the same one.
    if (ctx.actor.kind === 'nobody') throw new Problem('unauthenticated');
    const digest = createHash('sha256').update(`${definition.id} ${JSON.stringify(params ?? null)} `);
    if (bytes !== undefined) digest.update(bytes);
    ctx.idempotency = { key, digest: digest.digest() };
  }
  const ifMatch = definition.etag === 'required' ? readIfMatch(headers) : 0;
  return {
    params,
    query,
    body,
    scope,
    ifMatch,
    ip: c.env?.ip ?? 'local',
    request: c.req.raw,
  } as Input<E>;
}

function searchParameters(url: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of new URL(url).searchParams) {
    if (value.includes('\u0000'))
      throw new Problem('invalid_request', { pointer: `/query/${name}`, detail: 'NUL is not allowed.' });
    const before = found[name];
    found[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return found;
}

function parsed(schema: Endpoint['params'], value: unknown, where: string, missing = false): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // An id of the wrong form in a path names nothing that exists.
  if (missing) throw notFound();
  const errors = result.error.issues.slice(0, 20).map((issue) => ({
    pointer: [
      where,
      ...issue.path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')),
    ].join('/'),
    detail: issue.message,
  }));
  throw new Problem('invalid_request', { pointer: errors[0]?.pointer, detail: errors[0]?.detail, errors });
}

function readIfMatch(headers: Headers): number {
  const text = headers.get('if-match');
  if (text === null) throw new Problem('precondition_required');
  const match = /^(?:W\/)?"v(\d{1,9})"$/.exec(text);
  if (match === null)
    throw new Problem('version_conflict', { detail: 'If-Match names no version that was ever answered.' });
  return Number(match[1]);
}

/** A browser sends Origin with each POST; one of another site that rides on our cookie is refused. */
function checkOrigin(market: Market, headers: Headers): void {
  const origin = headers.get('origin');
  if (origin === null || !headers.has('cookie') || headers.has('authorization')) return;
  if (!market.settings.origins.includes(origin)) {
    throw new Problem('forbidden', { detail: 'The request comes from another site.' });
  }
}
