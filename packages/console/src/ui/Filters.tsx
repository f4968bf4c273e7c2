import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../i18n/intl.ts';
import styles from './Filters.module.css';

/** Filters of a list. All of them live in the address; changing one leads back to the first page. */
export function Filters({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className={styles.filters}>
      <div className={styles.fields}>{children}</div>
      {end === undefined ? null : <div className={styles.end}>{end}</div>}
    </div>
  );
}

/** Puts a filter into the address of the present screen. */
export function useFilter(): (name: string, value: string | undefined) => void {
  const navigate = useNavigate();
  return (name, value) =>
    void navigate({
      to: '.',
      search: ((before: Record<string, unknown>) => ({
        ...before,
        [name]: value === '' ? undefined : value,
        cursor: undefined,
      })) as never,
      replace: true,
    });
}

/** The search of a screen: `/` leads here. It searches on Enter, so that a list does not jump at every letter. */
export function SearchFilter(props: { name: string; label: string; value: string | undefined }) {
  const t = useText();
  const setFilter = useFilter();
  const [text, setText] = useState(props.value ?? '');
  useEffect(() => setText(props.value ?? ''), [props.value]);
  return (
    <search className={styles.search}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setFilter(props.name, text.trim());
        }}
      >
        <TextInput
          type="text"
          inputMode="search"
          enterKeyHint="search"
          data-search
          aria-label={props.label}
          placeholder={props.label}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
          leftSection={<IconSearch aria-hidden size={16} />}
          rightSection={
            text === '' ? null : (
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={t('common.clearSearch')}
                onClick={() => {
                  setText('');
                  setFilter(props.name, undefined);
                }}
              >
                <IconX aria-hidden size={14} />
              </ActionIcon>
            )
          }
        />
      </form>
    </search>
  );
}

export function ChoiceFilter(props: {
  name: string;
  label: string;
  all: string;
  value: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
}) {
  const setFilter = useFilter();
  return (
    <NativeSelect
      aria-label={props.label}
      value={props.value ?? ''}
      onChange={(event) => setFilter(props.name, event.currentTarget.value)}
      data={[{ value: '', label: props.all }, ...props.options.map(([value, label]) => ({ value, label }))]}
    />
  );
}
