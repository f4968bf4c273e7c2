import type { Call, Endpoint } from '@hazumi/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Answer } from './client.ts';
import { useApi } from './context.ts';
import { type ApiError, asApiError } from './errors.ts';
import { actionKeys } from './idempotency.ts';
import { keyOf } from './read.ts';

export type WriteCall<E extends Endpoint> = Omit<Call<E>, 'idempotencyKey' | 'headers' | 'signal'>;

export interface WriteOptions {
  /** endpoints whose answers are read again after success */
  stale?: readonly Endpoint[];
  /** an endpoint whose kept answer, to the same parameters, this action's answer replaces */
  updates?: Endpoint;
}

/**
 * The action of one button: sends the endpoint, with an idempotency key of the action where it takes one, and lets go of
 * what it has made stale.
 *
 * @throws ApiError from the function that it returns
 */
export function useSend<E extends Endpoint>(
  definition: E,
  { stale = [], updates }: WriteOptions = {},
): (call: WriteCall<E>) => Promise<Answer<E>> {
  const api = useApi();
  const queries = useQueryClient();
  const keys = useRef(actionKeys());
  return async (call) => {
    const key = definition.idempotent ? { idempotencyKey: keys.current.keyFor(JSON.stringify(call)) } : {};
    try {
      const answer = await api.send(definition, { ...call, ...key } as Call<E>);
      keys.current.ended('known');
      if (updates !== undefined) {
        const kept = { value: answer.value, version: answer.version || versionIn(answer.value) };
        queries.setQueryData(keyOf(updates, { params: call.params as never }), kept);
      }
      for (const { id } of stale) void queries.invalidateQueries({ queryKey: [id] });
      return answer;
    } catch (thrown) {
      const failed = asApiError(thrown);
      keys.current.ended(failed.isOutcomeUnknown ? 'unknown' : 'known');
      throw failed;
    }
  };
}

export interface Write<E extends Endpoint> {
  /** Sends it; undefined where it failed, and `error` says why. A second click while one is under way does nothing. */
  run(call: WriteCall<E>): Promise<Answer<E> | undefined>;
  isRunning: boolean;
  error: ApiError | undefined;
  reset(): void;
}

/** `useSend` with what a button needs to show: whether it runs, and how it failed. */
export function useWrite<E extends Endpoint>(definition: E, options: WriteOptions = {}): Write<E> {
  const send = useSend(definition, options);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<ApiError>();
  const busy = useRef(false);
  const run = async (call: WriteCall<E>): Promise<Answer<E> | undefined> => {
    if (busy.current) return undefined;
    busy.current = true;
    setRunning(true);
    setError(undefined);
    try {
      return await send(call);
    } catch (failed) {
      setError(asApiError(failed));
      return undefined;
    } finally {
      busy.current = false;
      setRunning(false);
    }
  };
  const reset = useCallback(() => setError(undefined), []);
  return { run, isRunning, error, reset };
}

/** Answers carry their version as a field too; some endpoints name it only there. */
function versionIn(value: unknown): number {
  const { version } = (value ?? {}) as { version?: unknown };
  return typeof version === 'number' ? version : 0;
}
