import { Button } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ApiError } from '../api/errors.ts';
import { useText } from '../i18n/intl.ts';
import { Notice } from '../ui/Notice.tsx';
import { ProblemNotice } from '../ui/Problem.tsx';
import styles from './FormShell.module.css';
import { faultText } from './faults.ts';
import type { FormFields } from './form.ts';
import { fieldId } from './pointer.ts';

/**
 * A form with its list of faults (which takes the focus when a try is refused), the problem of the last try, and its buttons. Leaving
 * it with changes asks first, unless `leaveFreely`.
 */
export function FormShell(props: {
  form: FormFields;
  submit: () => void;
  isRunning: boolean;
  error: ApiError | undefined;
  label: string;
  cancel?: ReactNode;
  leaveFreely?: boolean;
  /** stays at the foot of the window while a long form scrolls by */
  sticky?: boolean;
  disabled?: boolean;
  danger?: boolean;
  /** in place of the error's own notice, as for a conflict */
  notice?: ReactNode;
  children: ReactNode;
}) {
  const t = useText();
  const { form, error } = props;
  const shown = error === undefined || props.notice !== undefined ? undefined : error;
  useBlocker({
    shouldBlockFn: () => {
      if (!form.isDirty || props.leaveFreely || props.isRunning) return false;
      // The browser's own question: it is the one that also comes when the tab is closed.
      return !window.confirm(t('form.leave'));
    },
    enableBeforeUnload: () => form.isDirty && !props.leaveFreely,
    disabled: props.leaveFreely ?? false,
  });
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        props.submit();
      }}
    >
      <FaultSummary form={form} />
      {props.notice}
      {shown === undefined || (form.faults.size > 0 && shown.problem.status === 422) ? null : (
        <ProblemNotice error={shown} announce />
      )}
      {props.children}
      <div className={props.sticky ? `${styles.buttons} ${styles.sticky}` : styles.buttons}>
        <Button
          type="submit"
          loading={props.isRunning}
          disabled={props.disabled ?? false}
          {...(props.danger ? { color: 'shu' } : {})}
        >
          {props.label}
        </Button>
        {props.cancel}
        {props.sticky && form.isDirty ? <span className="small soft">{t('form.unsaved')}</span> : null}
      </div>
    </form>
  );
}

function FaultSummary({ form }: { form: FormFields }) {
  const t = useText();
  const place = useRef<HTMLDivElement>(null);
  const { refusals, faults } = form;
  useEffect(() => {
    if (refusals > 0) place.current?.focus();
  }, [refusals]);
  if (faults.size === 0) return null;
  return (
    <div ref={place} tabIndex={-1} className={styles.summary}>
      <Notice tone="danger" title={t('form.faults', { count: faults.size })} live>
        <ul className={styles.list}>
          {[...faults].map(([pointer, fault]) => {
            const label = form.labels.get(pointer);
            const text = faultText(t, fault);
            return (
              <li key={pointer}>
                {label === undefined ? (
                  <span>
                    <code>{pointer}</code> {text}
                  </span>
                ) : (
                  <a
                    href={`#${fieldId(form.id, pointer)}`}
                    onClick={(event) => {
                      event.preventDefault();
                      document.getElementById(fieldId(form.id, pointer))?.focus();
                    }}
                  >
                    {t('form.fault', { label, text })}
                  </a>
                )}
              </li>
            );
          })}
        </ul>
      </Notice>
    </div>
  );
}
