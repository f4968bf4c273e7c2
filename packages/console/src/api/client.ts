import {
  type AnswerOf,
  type Call,
  type Client,
  createClient,
  type Endpoint,
  type Locale,
  type ProblemBody,
  pathOf,
} from '@hazumi/contracts';
import { ApiError, networkError } from './errors.ts';

export interface Answer<E extends Endpoint> {
  value: AnswerOf<E>;
  /** what an edit of it names in If-Match; 0 where the endpoint answers none */
  version: number;
}

export interface Api {
  /** @throws ApiError */
  send<E extends Endpoint>(definition: E, call?: Call<E>): Promise<Answer<E>>;
  /** A file with its bytes as they are. @throws ApiError */
  download<E extends Endpoint>(definition: E, call: Pick<Call<E>, 'params' | 'query'>): Promise<Blob>;
}

/**
 * The market's API for a browser that the session's cookie signs in.
 *
 * @param localeNow the language in which problems are to be told
 * @param onSignedOut called when the market no longer knows who asks
 */
export function createApi(options: {
  baseUrl: string;
  localeNow: () => Locale;
  onSignedOut: () => void;
  fetch?: (request: Request) => Promise<Response>;
}): Api {
  const headers = () => ({ 'x-hazumi-locale': options.localeNow() });
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const client: Client = createClient({ baseUrl: options.baseUrl, headers, fetch: send });
  const refused = (problem: ProblemBody, answer: Headers): ApiError => {
    if (problem.code === 'unauthenticated') options.onSignedOut();
    return new ApiError({ ...problem, requestId: problem.requestId || (answer.get('x-request-id') ?? '') });
  };
  return {
    async send(definition, call) {
      const result = await client(definition, call).catch((error: unknown) => {
        throw networkError(error);
      });
      if (!result.ok) throw refused(result.problem, result.headers);
      return { value: result.value, version: result.version ?? 0 };
    },
    async download(definition, call) {
      const url = new URL(pathOf(definition, call.params, call.query), options.baseUrl);
      const response = await send(new Request(url, { headers: headers() })).catch((error: unknown) => {
        throw networkError(error);
      });
      if (response.ok) return response.blob();
      const problem = (await response.json().catch(() => undefined)) as ProblemBody | undefined;
      throw refused(problem ?? unknownProblem(response), response.headers);
    },
  };
}

const unknownProblem = (response: Response): ProblemBody => ({
  type: '/problems/unavailable',
  title: response.statusText,
  status: response.status,
  code: 'unavailable',
  retry: response.status >= 500,
  requestId: '',
});
