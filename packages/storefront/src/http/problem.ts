import type { Endpoint, ProblemBody, Result } from '@hazumi/contracts';

/** An answer of the API that the page cannot go on without: shown as a page of its own by `failure.tsx`. */
export class PageProblem extends Error {
  readonly status: number;
  readonly problem: ProblemBody;
  /** seconds after which to try again, where the API named them */
  readonly retryAfter: string | null;
  constructor(status: number, problem: ProblemBody, retryAfter: string | null = null) {
    super(problem.code);
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** The value of an answer; what the API refused becomes a page of its own. */
export function answerOf<E extends Endpoint>(result: Result<E>): Extract<Result<E>, { ok: true }>['value'] {
  if (result.ok) return result.value;
  throw new PageProblem(result.status, result.problem, result.headers.get('retry-after'));
}

const ownProblem = (status: number, code: string, title: string): PageProblem =>
  new PageProblem(status, {
    type: `/problems/${code}`,
    title,
    status,
    code,
    retry: status >= 500,
    requestId: '',
  });

export const notFoundPage = (): PageProblem => ownProblem(404, 'not_found', '');
/** A form whose token or origin is not ours. */
export const staleForm = (): PageProblem => ownProblem(403, 'stale_form', '');
export const badForm = (): PageProblem => ownProblem(400, 'malformed_body', '');
