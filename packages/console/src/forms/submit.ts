import type { endpoints, ProblemBody } from '@hazumi/contracts';
import { useRef, useState } from 'react';
import { type ApiError, asApiError, faultsOf } from '../api/errors.ts';
import { type Fault, faultsOfIssues } from './faults.ts';
import type { Converted, Form } from './form.ts';

/**
 * The faults that the market found in a request's body, at the fields of the draft. What it says of other places (`/query`,
 * `/headers`) stays with the problem itself.
 */
export function faultsInDraft(
  problem: ProblemBody,
  draftPointer: (bodyPointer: string) => string = (pointer) => pointer,
): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  for (const [pointer, detail] of faultsOf(problem)) {
    if (pointer.startsWith('/body/')) {
      faults.set(draftPointer(pointer.slice('/body'.length)), { kind: 'told', detail });
    }
  }
  return faults;
}

/**
 * Submits a form: draft to request, the contract's own check, then the market. Each step that finds faults shows them at
 * their fields and ends there.
 */
export function useSubmit<Draft, Body, Done>(
  form: Form<Draft>,
  options: {
    endpoint: keyof typeof endpoints;
    convert: (draft: Draft) => Converted<Body>;
    send: (body: Body) => Promise<Done>;
    done?: (answer: Done, body: Body) => void;
  },
): { submit: () => Promise<void>; isRunning: boolean; error: ApiError | undefined; clear: () => void } {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<ApiError>();
  const busy = useRef(false);

  const attempt = async (): Promise<void> => {
    const converted = options.convert(form.draft);
    if (!converted.ok) return form.refuse(converted.faults);
    const toDraft = converted.draftPointer ?? ((pointer: string) => pointer);
    const { issuesOf } = await import('../api/schemas.ts');
    const issues = issuesOf(options.endpoint, converted.body);
    if (issues.length > 0) {
      return form.refuse(
        new Map([...faultsOfIssues(issues)].map(([pointer, fault]) => [toDraft(pointer), fault])),
      );
    }
    form.clearFaults();
    try {
      options.done?.(await options.send(converted.body), converted.body);
    } catch (thrown) {
      const failed = asApiError(thrown);
      setError(failed);
      form.refuse(faultsInDraft(failed.problem, toDraft));
    }
  };
  const submit = async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setRunning(true);
    setError(undefined);
    try {
      await attempt();
    } finally {
      busy.current = false;
      setRunning(false);
    }
  };
  return { submit, isRunning, error, clear: () => setError(undefined) };
}
