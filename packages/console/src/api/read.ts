import type { AnswerOf, Call, Endpoint } from '@hazumi/contracts';
import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Answer, Api } from './client.ts';
import { useApi } from './context.ts';
import { ApiError } from './errors.ts';

type ReadCall<E extends Endpoint> = Pick<Call<E>, 'params' | 'query'>;

/** All answers of an endpoint share the beginning of their key, so that `[endpoint.id]` names them all. */
export const keyOf = <E extends Endpoint>(definition: E, call: ReadCall<E> = {}) =>
  [definition.id, call.params ?? {}, call.query ?? {}] as const;

export function readOptions<E extends Endpoint>(api: Api, definition: E, call: ReadCall<E> = {}) {
  return queryOptions<Answer<E>, ApiError>({
    queryKey: keyOf(definition, call),
    queryFn: ({ signal }) => api.send(definition, { ...call, signal }),
    retry: (failures, error) => failures < 2 && error instanceof ApiError && error.problem.retry,
  });
}

export type Read<E extends Endpoint> = UseQueryResult<Answer<E>, ApiError>;

/** Reads an endpoint and keeps the answer. `enabled: false` waits until something else is known. */
export function useRead<E extends Endpoint>(
  definition: E,
  call: ReadCall<E> = {},
  options: { enabled?: boolean; refetchMs?: number | false; keepPrevious?: boolean; staleMs?: number } = {},
): Read<E> {
  const api = useApi();
  return useQuery({
    ...readOptions(api, definition, call),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.refetchMs === undefined ? {} : { refetchInterval: options.refetchMs }),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
    ...(options.keepPrevious ? { placeholderData: (before: Answer<E> | undefined) => before } : {}),
  });
}

export type ValueOf<E extends Endpoint> = AnswerOf<E>;
