import type { ProblemBody } from './common.ts';
import type { AnswerOf, BodyInput, Endpoint, ParamsInput, QueryInput } from './endpoint.ts';

export type Call<E extends Endpoint> = {
  params?: ParamsInput<E>;
  query?: QueryInput<E>;
  /** JSON for most endpoints; a FormData or bytes where the endpoint takes a form or raw bytes */
  body?: BodyInput<E> | FormData | Uint8Array<ArrayBuffer>;
  idempotencyKey?: string;
  /** the version an edit was made from */
  ifMatch?: number;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

export type Result<E extends Endpoint> =
  | { ok: true; status: number; value: AnswerOf<E>; version: number | undefined; headers: Headers }
  | { ok: false; status: number; problem: ProblemBody; headers: Headers };

export type Client = <E extends Endpoint>(definition: E, call?: Call<E>) => Promise<Result<E>>;

/** The path of a call with its parameters and query filled in: `/v1/stores/sto_.../products?limit=20`. */
export function pathOf(definition: Endpoint, params: unknown, query: unknown): string {
  const values = (params ?? {}) as Record<string, string>;
  const path = definition.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`${definition.id} needs the path parameter ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue;
    for (const entry of Array.isArray(value) ? value : [value]) search.append(name, String(entry));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

/**
 * The typed client of the API. It throws only where no answer came at all (the network); what the API refuses is
 * `{ok: false, problem}`.
 */
export function createClient(options: {
  baseUrl: string;
  fetch?: (request: Request) => Promise<Response>;
  headers?: Record<string, string> | (() => Record<string, string>);
}): Client {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  return async (definition, call = {}) => {
    const headers = new Headers(typeof options.headers === 'function' ? options.headers() : options.headers);
    for (const [name, value] of Object.entries(call.headers ?? {})) headers.set(name, value);
    if (call.idempotencyKey !== undefined) headers.set('idempotency-key', call.idempotencyKey);
    if (call.ifMatch !== undefined) headers.set('if-match', `"v${call.ifMatch}"`);
    const raw = call.body instanceof FormData || call.body instanceof Uint8Array;
    if (call.body !== undefined && !raw) headers.set('content-type', 'application/json');
    const response = await send(
      new Request(new URL(pathOf(definition, call.params, call.query), options.baseUrl), {
        method: definition.method.toUpperCase(),
        headers,
        body: call.body === undefined ? null : raw ? (call.body as FormData) : JSON.stringify(call.body),
        signal: call.signal ?? null,
      }),
    );
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok) {
      const body = type.includes('json') ? ((await response.json()) as ProblemBody) : undefined;
      return {
        ok: false,
        status: response.status,
        problem: body ?? noProblem(response),
        headers: response.headers,
      };
    }
    const tag = /"v(\d+)"/.exec(response.headers.get('etag') ?? '');
    const value =
      response.status === 204
        ? undefined
        : type.includes('json')
          ? await response.json()
          : await response.text();
    return {
      ok: true,
      status: response.status,
      value: value as never,
      version: tag === null ? undefined : Number(tag[1]),
      headers: response.headers,
    };
  };
}

function noProblem(response: Response): ProblemBody {
  return {
    type: '/problems/unavailable',
    title: response.statusText || 'No answer',
    status: response.status,
    code: 'unavailable',
    retry: response.status >= 500,
    requestId: '',
  };
}
