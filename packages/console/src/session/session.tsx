import { endpoints } from '@hazumi/contracts';
import { hashKey, type QueryClient, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Api } from '../api/client.ts';
import { useApi } from '../api/context.ts';
import { ApiError } from '../api/errors.ts';
import { keyOf } from '../api/read.ts';
import type { Me } from './permissions.ts';

const key = keyOf(endpoints.getMe);

/** Whoever is signed in, or null. Kept for the life of the page; signing in and out changes it. */
export const meOptions = (api: Api) => ({
  queryKey: key,
  staleTime: Number.POSITIVE_INFINITY,
  retry: 1,
  queryFn: async (): Promise<{ value: Me; version: number } | null> => {
    try {
      return await api.send(endpoints.getMe);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') return null;
      throw error;
    }
  },
});

/** Whoever is signed in. Screens that call it are only shown to somebody who is. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meOptions(useApi()));
  if (data === null) throw new Error('this screen is for somebody who is signed in');
  return data.value;
}

/** The version of one's own account, for editing it. */
export function useMeVersion(): number {
  return useSuspenseQuery(meOptions(useApi())).data?.version ?? 0;
}

/** Takes the answer of a sign-in: nothing of whoever was here before is kept. */
export function useSignedIn(): (me: Me) => void {
  const queries = useQueryClient();
  return useCallback(
    (me) => {
      forgetAllElse(queries);
      queries.setQueryData(key, { value: me, version: me.version });
    },
    [queries],
  );
}

export function useSignedOut(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    forgetAllElse(queries);
    queries.setQueryData(key, null);
  }, [queries]);
}

/** Drops all that was read but who is signed in: what is on the screen listens to that, and must hear of the change. */
function forgetAllElse(queries: QueryClient): void {
  const mine = hashKey(key);
  queries.removeQueries({ predicate: ({ queryHash }) => queryHash !== mine });
}
