import type { Child } from 'hono/jsx';
import { hole } from '../http/template.ts';
import type { View } from '../http/view.ts';
import { AlertIcon } from './icons.tsx';

/** Faults of a form by the name of the field. */
export type Faults = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string>>;

/** A form that posts: with the token of its browser and, where it makes something, a key by which a second click is the first. */
export function PostForm(props: {
  action: string;
  class?: string;
  /** the idempotency key */
  idempotencyKey?: string;
  /** the path to go on to afterwards */
  next?: string | undefined;
  label?: string;
  children?: Child;
}) {
  return (
    <form method="post" action={props.action} class={props.class} aria-label={props.label}>
      <input type="hidden" name="token" value={hole('token')} />
      {props.idempotencyKey === undefined ? null : (
        <input type="hidden" name="key" value={props.idempotencyKey} />
      )}
      {props.next === undefined ? null : <input type="hidden" name="next" value={props.next} />}
      {props.children}
    </form>
  );
}

export interface FieldProps {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password' | 'tel' | 'number' | 'search';
  value?: string | undefined;
  fault?: string | undefined;
  hint?: string | undefined;
  required?: boolean;
  optional?: string;
  autocomplete?: string;
  inputmode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'text';
  minlength?: number;
  maxlength?: number;
  short?: boolean;
  autofocus?: boolean;
}

/** A labelled field with its hint and its fault, both tied to it. */
export function Field(props: FieldProps) {
  const id = fieldId(props.name);
  const described = [
    props.hint === undefined ? '' : `${id}-hint`,
    props.fault === undefined ? '' : `${id}-fault`,
  ]
    .filter((part) => part !== '')
    .join(' ');
  return (
    <div class={props.short === true ? 'field short' : 'field'}>
      <label for={id}>
        {props.label}
        {props.optional === undefined ? null : <span class="optional">{props.optional}</span>}
      </label>
      <input
        id={id}
        name={props.name}
        type={props.type ?? 'text'}
        value={props.value}
        required={props.required}
        autocomplete={props.autocomplete ?? 'off'}
        inputmode={props.inputmode}
        minlength={props.minlength}
        maxlength={props.maxlength}
        aria-invalid={props.fault === undefined ? undefined : 'true'}
        aria-describedby={described === '' ? undefined : described}
        autofocus={props.autofocus}
      />
      {props.hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <Fault id={id} fault={props.fault} />
    </div>
  );
}

export function Fault({ id, fault }: { id: string; fault: string | undefined }) {
  if (fault === undefined) return null;
  return (
    <p class="fault" id={`${id}-fault`}>
      <AlertIcon />
      {fault}
    </p>
  );
}

export function Select(props: {
  name: string;
  label: string;
  options: readonly (readonly [value: string, text: string])[];
  value?: string | undefined;
  fault?: string | undefined;
  autocomplete?: string;
  short?: boolean;
}) {
  const id = fieldId(props.name);
  return (
    <div class={props.short === true ? 'field short' : 'field'}>
      <label for={id}>{props.label}</label>
      <select
        id={id}
        name={props.name}
        autocomplete={props.autocomplete}
        aria-invalid={props.fault === undefined ? undefined : 'true'}
        aria-describedby={props.fault === undefined ? undefined : `${id}-fault`}
      >
        {props.options.map(([value, text]) => (
          <option value={value} selected={value === props.value}>
            {text}
          </option>
        ))}
      </select>
      <Fault id={id} fault={props.fault} />
    </div>
  );
}

export const fieldId = (name: string): string => `f-${name}`;

/** What is wrong with a form, above it, with a link to each field; announced when the page arrives. */
export function FaultSummary(props: { view: View; faults: Faults; message?: string | undefined }) {
  const entries = Object.entries(props.faults);
  if (entries.length === 0 && props.message === undefined) return null;
  return (
    <div class="notice notice-bad" role="alert" id="faults" tabindex={-1}>
      <AlertIcon />
      <div>
        <p>{props.message ?? props.view.t('form.check', { count: entries.length })}</p>
        {entries.length === 0 ? null : (
          <ul>
            {entries.map(([name, fault]) => (
              <li>
                <a href={`#${fieldId(name)}`}>{fault}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
