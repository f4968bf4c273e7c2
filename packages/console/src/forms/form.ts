import { useCallback, useId, useMemo, useRef, useState } from 'react';
import { type Faults, noFaults } from './faults.ts';
import { valueAt, withValueAt } from './pointer.ts';

/** What a field needs of its form, whatever the draft is. */
export interface FormFields {
  id: string;
  isDirty: boolean;
  faults: Faults;
  /** counts refusals, so that each moves the focus to the list of faults again */
  refusals: number;
  /** the labels of the fields that are on the page, by pointer */
  labels: Map<string, string>;
  value(pointer: string): unknown;
  set(pointer: string, value: unknown): void;
}

/** A form over a draft: a plain document whose fields are named by JSON pointers, as the request that comes of it is. */
export interface Form<Draft> extends FormFields {
  draft: Draft;
  change(next: (draft: Draft) => Draft): void;
  /** Begins again from this draft; without one, from what it began with. */
  begin(draft?: Draft): void;
  refuse(faults: Faults): void;
  clearFaults(): void;
}

export function useForm<Draft>(initial: Draft | (() => Draft)): Form<Draft> {
  const id = useId().replaceAll(/[^\w-]/g, '');
  const [start, setStart] = useState(initial);
  const [draft, setDraft] = useState(start);
  const [faults, setFaults] = useState<Faults>(noFaults);
  const [refusals, setRefusals] = useState(0);
  const labels = useRef(new Map<string, string>());

  const set = useCallback((pointer: string, value: unknown) => {
    setDraft((before) => withValueAt(before, pointer, value));
    setFaults((before) =>
      before.has(pointer) ? new Map([...before].filter(([key]) => key !== pointer)) : before,
    );
  }, []);
  const refuse = useCallback((found: Faults) => {
    setFaults(found);
    setRefusals((count) => count + 1);
  }, []);
  const begin = useCallback(
    (fresh?: Draft) => {
      setFaults(noFaults);
      if (fresh === undefined) return setDraft(start);
      setStart(() => fresh);
      setDraft(() => fresh);
    },
    [start],
  );
  const clearFaults = useCallback(() => setFaults(noFaults), []);
  const isDirty = useMemo(() => JSON.stringify(draft) !== JSON.stringify(start), [draft, start]);
  return {
    id,
    draft,
    isDirty,
    faults,
    refusals,
    labels: labels.current,
    value: (pointer) => valueAt(draft, pointer),
    set,
    change: setDraft,
    begin,
    refuse,
    clearFaults,
  };
}

/** A text at a pointer; a draft that holds something else there is a bug of the form. */
export function textAt(form: FormFields, pointer: string): string {
  const value = form.value(pointer);
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new TypeError(`${pointer} of the draft is no text`);
  return value;
}

/** What a draft is turned into: a request, or faults at the draft's fields. */
export type Converted<Body> =
  | {
      ok: true;
      body: Body;
      /** where in the draft a place of the body came from; the same place unless told */
      draftPointer?: (bodyPointer: string) => string;
    }
  | { ok: false; faults: Faults };
