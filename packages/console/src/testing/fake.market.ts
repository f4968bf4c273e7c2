import {
  type AnswerInput,
  type BodyOf,
  type Endpoint,
  endpointList,
  type endpoints,
  type Locale,
  type ParamsOf,
  type ProblemCode,
  problemKinds,
  type QueryOf,
} from '@hazumi/contracts';

/** What a fake answer is told of the request. */
export interface FakeInput<E extends Endpoint> {
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  request: Request;
  /** who the session's cookie says it is */
  who: string | undefined;
  ifMatch: number;
}

type Endpoints = typeof endpoints;
export type FakeAnswers = {
  [K in keyof Endpoints]?: (
    input: FakeInput<Endpoints[K]>,
  ) => AnswerInput<Endpoints[K]> | FakeReply | Promise<FakeReply>;
};

/** An answer that is more than a body. */
export class FakeReply {
  readonly body: unknown;
  readonly headers: Record<string, string>;
  constructor(body: unknown, headers: Record<string, string> = {}) {
    this.body = body;
    this.headers = headers;
  }
}

/** A refusal, as the market words it. */
export class FakeProblem extends Error {
  readonly code: ProblemCode;
  readonly more: Record<string, unknown>;
  constructor(code: ProblemCode, more: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

export interface SeenRequest {
  id: string;
  method: string;
  path: string;
  key: string | null;
  ifMatch: string | null;
  body: unknown;
}

/**
 * A market for tests of the console. It has no rules of its own: each endpoint answers what a test says, and both the request and the
 * answer are held against the contract's schemas, so that it cannot drift from what the real market takes and gives.
 */
export class FakeMarket {
  answers: FakeAnswers;
  /** endpoints that fail from now on, by id */
  readonly failing = new Map<string, FakeProblem | 'network'>();
  readonly seen: SeenRequest[] = [];

  constructor(answers: FakeAnswers) {
    this.answers = { ...answers };
  }

  /** Begins anew: these answers, nothing failing, nothing seen. */
  begin(answers: FakeAnswers): void {
    this.answers = { ...answers };
    this.failing.clear();
    this.seen.length = 0;
  }

  async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const locale = (request.headers.get('x-hazumi-locale') ?? 'zh-CN') as Locale;
    const found = find(request.method.toLowerCase(), url.pathname);
    if (found === undefined) return problemAnswer(new FakeProblem('not_found'), locale);
    const { definition, params } = found;
    const failure = this.failing.get(definition.id);
    try {
      const body = await bodyOf(request);
      this.seen.push({
        id: definition.id,
        method: request.method,
        path: url.pathname + url.search,
        key: request.headers.get('idempotency-key'),
        ifMatch: request.headers.get('if-match'),
        body: body instanceof FormData ? Object.fromEntries(body) : body,
      });
      // Status 0 of a real network is an answer that never comes; the test's server closes the connection for this one.
      if (failure === 'network') return new Response(null, { status: 599 });
      if (failure !== undefined) throw failure;
      const input = read(definition, params, url, body, request);
      const answer = this.answers[definition.id as keyof FakeAnswers] as
        | ((input: FakeInput<Endpoint>) => unknown)
        | undefined;
      if (answer === undefined)
        throw new FakeProblem('not_found', { detail: `The test does not answer ${definition.id}.` });
      return write(definition, await answer(input));
    } catch (error) {
      if (error instanceof FakeProblem) return problemAnswer(error, locale);
      throw error;
    }
  }
}

function find(
  method: string,
  path: string,
): { definition: Endpoint; params: Record<string, string> } | undefined {
  for (const definition of endpointList) {
    if (definition.method !== method) continue;
    const pattern = definition.path.replaceAll(/[.:]/g, '\\$&').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/:]+)');
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (match !== null) return { definition, params: { ...match.groups } };
  }
  return undefined;
}

async function bodyOf(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (type.includes('multipart/form-data')) return request.formData();
  return type.includes('json') ? request.json() : undefined;
}

function read(
  definition: Endpoint,
  params: Record<string, string>,
  url: URL,
  body: unknown,
  request: Request,
): FakeInput<Endpoint> {
  const checked = <T>(schema: Endpoint['params'], value: T, where: string): unknown => {
    if (schema === undefined) return value;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const errors = result.error.issues.map((issue) => ({
      pointer: [where, ...issue.path].join('/'),
      detail: issue.message,
    }));
    throw new FakeProblem('invalid_request', {
      errors,
      pointer: errors[0]?.pointer,
      detail: errors[0]?.detail,
    });
  };
  if (definition.idempotent && request.headers.get('idempotency-key') === null) {
    throw new FakeProblem('idempotency_key_required');
  }
  if (definition.etag === 'required' && request.headers.get('if-match') === null) {
    throw new FakeProblem('precondition_required');
  }
  const isForm = definition.bodyType === 'form';
  return {
    params: checked(definition.params, params, '/path'),
    query: checked(definition.query, Object.fromEntries(url.searchParams), '/query'),
    body: isForm ? body : checked(definition.body, body, '/body'),
    request,
    who: /(?:^|; )session=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1],
    ifMatch: Number(/"v(\d+)"/.exec(request.headers.get('if-match') ?? '')?.[1] ?? 0),
  } as FakeInput<Endpoint>;
}

function write(definition: Endpoint, answered: unknown): Response {
  const { body, headers } = answered instanceof FakeReply ? answered : new FakeReply(answered);
  if (definition.answer === undefined)
    return new Response(null, { status: definition.status ?? 204, headers });
  if (definition.answerType !== undefined) {
    return new Response(body as BodyInit, { headers: { 'content-type': definition.answerType, ...headers } });
  }
  const parsed = definition.answer.safeParse(body);
  if (!parsed.success) {
    throw new TypeError(`the fake answer of ${definition.id} is not the contract's: ${parsed.error.message}`);
  }
  const { version } = parsed.data as { version?: number };
  const etag: Record<string, string> =
    definition.etag !== undefined && version !== undefined ? { etag: `"v${version}"` } : {};
  return Response.json(parsed.data, { status: definition.status ?? 200, headers: { ...etag, ...headers } });
}

function problemAnswer(problem: FakeProblem, locale: Locale): Response {
  const kind = problemKinds[problem.code];
  return Response.json(
    {
      type: `/problems/${problem.code}`,
      title: kind.title[locale],
      status: kind.status,
      code: problem.code,
      retry: kind.retry,
      requestId: '019805d0-0000-7000-8000-00000000beef',
      ...problem.more,
    },
    { status: kind.status, headers: { 'content-type': 'application/problem+json' } },
  );
}
