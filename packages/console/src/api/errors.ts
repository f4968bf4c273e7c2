import type { ProblemBody } from '@hazumi/contracts';

/** No answer came at all, so nobody knows whether the request was carried out. */
export const networkCode = 'network';

/** What a request that failed throws: the problem that the market answered, or that there was no answer. */
export class ApiError extends Error {
  readonly problem: ProblemBody;
  constructor(problem: ProblemBody) {
    super(problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }
  get code(): string {
    return this.problem.code;
  }
  get requestId(): string {
    return this.problem.requestId;
  }
  /** Whether the request may have been carried out although no success was answered. */
  get isOutcomeUnknown(): boolean {
    return this.code === networkCode || this.problem.status >= 500;
  }
}

export function networkError(cause: unknown): ApiError {
  const error = new ApiError({
    type: '/problems/network',
    title: 'No answer',
    status: 0,
    code: networkCode,
    retry: true,
    requestId: '',
  });
  error.cause = cause;
  return error;
}

/** Anything that was thrown as an `ApiError`: what isn't one is a bug of the page, and is shown as such. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const shown = new ApiError({
    type: '/problems/page',
    title: error instanceof Error ? error.message : String(error),
    status: 0,
    code: 'page',
    retry: false,
    requestId: '',
  });
  shown.cause = error;
  return shown;
}

/** The faults of a refused request by pointer into it (`/body/texts/en/name`); the first of a pointer counts. */
export function faultsOf(problem: ProblemBody): Map<string, string> {
  const faults = new Map<string, string>();
  const named =
    problem.pointer === undefined
      ? []
      : [{ pointer: problem.pointer, detail: problem.detail ?? problem.title }];
  for (const { pointer, detail } of [...(problem.errors ?? []), ...named]) {
    if (!faults.has(pointer)) faults.set(pointer, detail);
  }
  return faults;
}
