import { type Locale, type ProblemBody, type ProblemCode, problemKinds } from '@hazumi/contracts';

export interface ProblemDetails {
  /** for people: what exactly, in plain words */
  detail?: string;
  /** JSON pointer into the request: '/body/lines/0/quantity' */
  pointer?: string;
  errors?: { pointer: string; detail: string }[];
  /** facts a program can use */
  data?: unknown;
  /** seconds after which to try again */
  retryAfter?: number;
}

/**
 * An expected failure on its way to the caller. Thrown, so that it also rolls back the transaction it comes from;
 * anything else that is thrown is a bug.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.detail ?? problemKinds[code].title.en);
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }
  get status(): number {
    return problemKinds[this.code].status;
  }
}

/** The body of RFC 9457 for this problem, titled in the reader's language. */
export function problemBody(problem: Problem, locale: Locale, requestId: string): ProblemBody {
  const kind = problemKinds[problem.code];
  const { retryAfter: _, ...details } = problem.details;
  return {
    type: `/problems/${problem.code}`,
    title: kind.title[locale],
    status: kind.status,
    code: problem.code,
    ...details,
    retry: kind.retry,
    requestId,
  };
}

export const notFound = (): Problem => new Problem('not_found');
