/** The market's public API as the replay calls it: over HTTP, as somebody, again where the answer says that this may help. */
import { setTimeout as delay } from 'node:timers/promises';
import { type AnswerOf, type Call, createClient, type Endpoint, type ProblemBody } from '@hazumi/contracts';

/** Who calls: somebody with a session or key, or a guest. */
export type Caller = { token: string } | { guest: string };

export interface Answer<E extends Endpoint> {
  value: AnswerOf<E>;
  version: number | undefined;
}

/** Calls an endpoint. Throws Refusal for what the market refuses for good. */
export type Api = <E extends Endpoint>(definition: E, call?: Call<E>, as?: Caller) => Promise<Answer<E>>;

/** The market said no. */
export class Refusal extends Error {
  readonly problem: ProblemBody;
  constructor(endpointId: string, problem: ProblemBody) {
    const faults = (problem.errors ?? []).map(({ pointer, detail }) => `${pointer}: ${detail}`);
    super([`${endpointId}: ${problem.code}`, problem.detail, ...faults].filter(Boolean).join('; '));
    this.problem = problem;
  }
}

export const isRefusal = (error: unknown, ...codes: string[]): error is Refusal =>
  error instanceof Refusal && (codes.length === 0 || codes.includes(error.problem.code));

const attempts = 6;
const firstWaitMs = 100;

/** All that the replay sends may be sent twice, so a broken connection is answered by sending it again. */
export function openApi(baseUrl: string): Api {
  const client = createClient({ baseUrl, headers: { 'accept-language': 'en' } });
  return async (definition, call, as) => {
    const headers = { ...call?.headers, ...(as === undefined ? {} : headersOf(as)) };
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt === attempts;
      try {
        const result = await client(definition, { ...call, headers } as typeof call);
        if (result.ok) return { value: result.value, version: result.version };
        if (!result.problem.retry) throw new Refusal(definition.id, result.problem);
        if (isLast)
          throw new Error(`${definition.id} answers ${result.problem.code} however often it is asked`);
      } catch (error) {
        if (isLast || !isBrokenConnection(error)) throw error;
      }
      await delay(firstWaitMs * 2 ** (attempt - 1));
    }
  };
}

const headersOf = (as: Caller): Record<string, string> =>
  'token' in as ? { authorization: `Bearer ${as.token}` } : { 'x-guest-token': as.guest };

const isBrokenConnection = (error: unknown): boolean => error instanceof TypeError && 'cause' in error;
