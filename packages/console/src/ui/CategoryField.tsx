import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { faultText } from '../forms/faults.ts';
import { type FormFields, textAt } from '../forms/form.ts';
import { fieldId } from '../forms/pointer.ts';
import { useFormat } from '../i18n/format.ts';
import { useText } from '../i18n/intl.ts';
import { useCategories } from './categories.ts';

/** Options of all categories, each below its parent. The phone's own list of choices is the best there is for this. */
export function useCategoryOptions(): { value: string; label: string }[] {
  const format = useFormat();
  const categories = useCategories().data?.value.data ?? [];
  return categories.map((category) => ({
    value: category.id,
    label: `${'\u2003'.repeat(category.path.length - 1)}${format.text(category.names)}`,
  }));
}

export function CategoryField(props: {
  form: FormFields;
  at: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  bare?: boolean;
}) {
  const t = useText();
  const options = useCategoryOptions();
  const { form, at, label } = props;
  const { labels } = form;
  useEffect(() => {
    labels.set(at, label);
    return () => void labels.delete(at);
  }, [labels, at, label]);
  const fault = form.faults.get(at);
  return (
    <NativeSelect
      id={fieldId(form.id, at)}
      {...(props.bare ? { 'aria-label': label } : { label })}
      description={props.hint}
      error={fault === undefined ? undefined : faultText(t, fault)}
      withAsterisk={props.required ?? false}
      value={textAt(form, at)}
      onChange={(event) => form.set(at, event.currentTarget.value)}
      data={[{ value: '', label: t('store.noCategory') }, ...options]}
    />
  );
}
