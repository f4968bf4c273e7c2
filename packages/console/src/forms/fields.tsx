import { Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useText } from '../i18n/intl.ts';
import { faultText } from './faults.ts';
import { type FormFields, textAt } from './form.ts';
import { fieldId } from './pointer.ts';

interface FieldProps {
  form: FormFields;
  at: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  /** shows no label, because a heading beside it says it; screen readers still hear it */
  bare?: boolean;
}

function useField({ form, at, label, hint, required, disabled, bare }: FieldProps) {
  const t = useText();
  const { labels } = form;
  useEffect(() => {
    labels.set(at, label);
    return () => void labels.delete(at);
  }, [labels, at, label]);
  const fault = form.faults.get(at);
  return {
    id: fieldId(form.id, at),
    ...(bare ? { 'aria-label': label } : { label }),
    ...(hint === undefined ? {} : { description: hint }),
    error: fault === undefined ? undefined : faultText(t, fault),
    withAsterisk: required ?? false,
    'aria-required': required ? ('true' as const) : undefined,
    disabled: disabled ?? false,
  };
}

type TextKind = {
  type?: 'text' | 'email' | 'tel' | 'url' | 'datetime-local';
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email';
  placeholder?: string;
  maxLength?: number;
  /** the language of the text, for spelling and fonts */
  lang?: string;
  unit?: ReactNode;
  unitWidth?: number;
  mono?: boolean;
};

export function TextField(props: FieldProps & TextKind) {
  const { form, at, type = 'text', unit, unitWidth, mono, ...rest } = props;
  const { label: _, hint: __, required: ___, bare: ____, disabled: _____, ...input } = rest;
  return (
    <TextInput
      {...useField(props)}
      {...input}
      type={type}
      value={textAt(form, at)}
      onChange={(event) => form.set(at, event.currentTarget.value)}
      {...(mono ? { styles: { input: { fontFamily: 'var(--font-mono)' } } } : {})}
      {...(unit === undefined
        ? {}
        : { rightSection: <span className="soft small">{unit}</span>, rightSectionWidth: unitWidth ?? 56 })}
    />
  );
}

/** An amount; what is typed is read when the form is submitted. */
export function MoneyField(props: FieldProps & { currency: string; placeholder?: string }) {
  const { currency, ...rest } = props;
  return <TextField {...rest} inputMode="decimal" unit={currency} autoComplete="off" />;
}

export function ProseField(props: FieldProps & { rows?: number; lang?: string; maxLength?: number }) {
  const { form, at, rows = 4, lang, maxLength } = props;
  return (
    <Textarea
      {...useField(props)}
      {...(lang === undefined ? {} : { lang })}
      {...(maxLength === undefined ? {} : { maxLength })}
      rows={rows}
      resize="vertical"
      value={textAt(form, at)}
      onChange={(event) => form.set(at, event.currentTarget.value)}
    />
  );
}

export function SecretField(props: FieldProps & { autoComplete: 'current-password' | 'new-password' }) {
  const { form, at, autoComplete } = props;
  const t = useText();
  return (
    <PasswordInput
      {...useField(props)}
      autoComplete={autoComplete}
      value={textAt(form, at)}
      onChange={(event) => form.set(at, event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
    />
  );
}

/** The password of whoever is signed in, once more, before something that a borrowed browser must not do. */
export function CurrentPassword({ form }: Pick<FieldProps, 'form'>) {
  const t = useText();
  return (
    <SecretField
      form={form}
      at="/password"
      label={t('signIn.password')}
      autoComplete="current-password"
      required
    />
  );
}

export function ChoiceField(
  props: FieldProps & { options: readonly { value: string; label: string }[]; empty?: string },
) {
  const { form, at, options, empty } = props;
  return (
    <NativeSelect
      {...useField(props)}
      value={textAt(form, at)}
      onChange={(event) => form.set(at, event.currentTarget.value)}
      data={[...(empty === undefined ? [] : [{ value: '', label: empty }]), ...options]}
    />
  );
}

export function CheckField(props: FieldProps) {
  const { form, at, label, hint, disabled } = props;
  const { error, id } = useField(props);
  return (
    <Checkbox
      id={id}
      label={label}
      {...(hint === undefined ? {} : { description: hint })}
      error={error}
      disabled={disabled ?? false}
      checked={form.value(at) === true}
      onChange={(event) => form.set(at, event.currentTarget.checked)}
    />
  );
}
