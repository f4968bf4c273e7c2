import type { Endpoint, ParamsInput } from '@hazumi/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '../api/client.ts';
import { useApi } from '../api/context.ts';
import { readOptions } from '../api/read.ts';

/**
 * The version of a thing that a form edits. It stays what it was when the form was opened, however often the thing is read again
 * meanwhile; after a conflict, `renew` reads the present version and makes that the base.
 */
export function useBase<E extends Endpoint>(definition: E, params: ParamsInput<E>, opened: Answer<E>) {
  const api = useApi();
  const queries = useQueryClient();
  const [base, setBase] = useState(opened);
  const [isRenewing, setRenewing] = useState(false);
  const renew = async (): Promise<Answer<E>> => {
    setRenewing(true);
    try {
      const fresh = await queries.fetchQuery({ ...readOptions(api, definition, { params }), staleTime: 0 });
      setBase(fresh);
      return fresh;
    } finally {
      setRenewing(false);
    }
  };
  return { base, setBase, renew, isRenewing };
}
