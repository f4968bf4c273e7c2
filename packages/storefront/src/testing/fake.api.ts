import {
  type AnswerInput,
  type BodyOf,
  type Endpoint,
  endpointList,
  type endpoints,
  type IdKind,
  type Locale,
  type ParamsOf,
  type ProblemCode,
  problemKinds,
  type QueryOf,
  toPublicId,
} from '@hazumi/contracts';
import { readCookies } from '../http/cookies.ts';
import { localeNamed } from '../http/visitor.ts';
import type { Caller } from '../options.ts';

/**
 * A test double of the API: it answers from memory, but takes and gives nothing that the contract doesn't allow. What a page sends
 * is parsed by the endpoint's schemas and what it gets passed them, so that a page that works here asks for what exists.
 */
export class FakeProblem extends Error {
  readonly code: ProblemCode;
  readonly more: Record<string, unknown>;
  constructor(code: ProblemCode, more: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

/** Who asks, as far as cookies tell. */
export interface Asker {
  session: string | undefined;
  guest: string | undefined;
  locale: Locale;
  /** sets a cookie in the answer */
  setCookie(name: string, value: string): void;
}

export type FakeHandler<E extends Endpoint> = (
  input: { params: ParamsOf<E>; query: QueryOf<E>; body: BodyOf<E> },
  asker: Asker,
  headers: Headers,
) => AnswerInput<E>;
export type FakeHandlers = { [Id in keyof typeof endpoints]?: FakeHandler<(typeof endpoints)[Id]> };

interface Call {
  id: string;
  cookie: string | null;
  ip: string;
}

const matchers = endpointList.map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/:]+)')}$`),
}));

export class FakeApi {
  /** every call so far, in order */
  readonly calls: Call[] = [];
  /** what an endpoint does instead of answering, once for each entry */
  readonly failures = new Map<string, (FakeProblem | Error)[]>();
  readonly handlers: FakeHandlers = {};
  /** waits here before each answer, for tests that need two requests at once */
  gate: Promise<void> = Promise.resolve();

  /** The function that a storefront is given. */
  readonly api = async (request: Request, caller: Caller): Promise<Response> => {
    const locale = localeNamed(request.headers.get('x-hazumi-locale')) ?? 'zh-CN';
    const path = new URL(request.url).pathname;
    for (const { endpoint, pattern } of matchers) {
      const match = endpoint.method.toUpperCase() === request.method ? pattern.exec(path) : null;
      if (match === null) continue;
      this.calls.push({ id: endpoint.id, cookie: request.headers.get('cookie'), ip: caller.ip });
      await this.gate;
      return this.#answer(endpoint, match.groups ?? {}, request, locale);
    }
    throw new Error(`no endpoint for ${request.method} ${path}`);
  };

  /** How often each endpoint was asked since this was called last. */
  takeCounts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { id } of this.calls.splice(0)) counts[id] = (counts[id] ?? 0) + 1;
    return counts;
  }

  failOnce(id: keyof typeof endpoints, failure: FakeProblem | Error): void {
    this.failures.set(id, [...(this.failures.get(id) ?? []), failure]);
  }

  async #answer(
    endpoint: Endpoint,
    params: Record<string, string>,
    request: Request,
    locale: Locale,
  ): Promise<Response> {
    const headers = new Headers({ 'content-type': 'application/json' });
    const cookies = readCookies(request.headers.get('cookie'));
    const asker: Asker = {
      session: cookies.get('session'),
      guest: cookies.get('guest'),
      locale,
      setCookie: (name, value) =>
        headers.append('set-cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Lax`),
    };
    try {
      const failure = this.failures.get(endpoint.id)?.shift();
      if (failure !== undefined) throw failure;
      const handler = this.handlers[endpoint.id as keyof typeof endpoints] as
        | FakeHandler<Endpoint>
        | undefined;
      if (handler === undefined) throw new Error(`the test double has no ${endpoint.id}`);
      if (endpoint.idempotent && !/^[\x21-\x7e]{8,128}$/.test(request.headers.get('idempotency-key') ?? '')) {
        throw new FakeProblem('idempotency_key_required');
      }
      if (endpoint.etag === 'required' && !/^"v\d+"$/.test(request.headers.get('if-match') ?? '')) {
        throw new FakeProblem('precondition_required');
      }
      const query = Object.fromEntries(new URL(request.url).searchParams);
      const body = endpoint.body === undefined ? undefined : await request.json();
      const input = {
        params: parse(endpoint.params, params, '/path'),
        query: parse(endpoint.query, query, '/query'),
        body: parse(endpoint.body, body, '/body'),
      };
      const answer = handler(input as never, asker, request.headers);
      const status = endpoint.status ?? (endpoint.answer === undefined ? 204 : 200);
      if (endpoint.answer === undefined) return new Response(null, { status: 204, headers });
      return new Response(JSON.stringify(endpoint.answer.parse(answer)), { status, headers });
    } catch (error) {
      if (!(error instanceof FakeProblem)) throw error;
      const kind = problemKinds[error.code];
      headers.set('content-type', 'application/problem+json');
      if (error.code === 'rate_limited') headers.set('retry-after', '30');
      const body = {
        type: `/problems/${error.code}`,
        title: kind.title[locale],
        status: kind.status,
        code: error.code,
        retry: kind.retry,
        requestId: 'req-1',
        ...error.more,
      };
      return new Response(JSON.stringify(body), { status: kind.status, headers });
    }
  }
}

function parse(schema: Endpoint['params'], value: unknown, where: string): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  if (where === '/path') throw new FakeProblem('not_found');
  const errors = result.error.issues.map((issue) => ({
    pointer: [where, ...issue.path.map(String)].join('/'),
    detail: issue.message,
  }));
  throw new FakeProblem('invalid_request', { pointer: errors[0]?.pointer, errors });
}

let made = 0;
/** An id of this kind, another each time. */
export function newId(kind: IdKind): string {
  made += 1;
  return toPublicId(kind, `00000000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`);
}
