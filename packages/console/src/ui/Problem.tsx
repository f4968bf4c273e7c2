import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ApiError } from '../api/errors.ts';
import { type Translate, useText } from '../i18n/intl.ts';
import { Notice } from './Notice.tsx';

/** What a failure is called. The market titles its own problems in the reader's language; the rest is ours to say. */
export function problemTitle(t: Translate, error: ApiError): string {
  if (error.code === 'network') return t('problem.network');
  if (error.code === 'page') return t('problem.page');
  if (error.code === 'unavailable' && error.requestId === '') return t('problem.unavailable');
  return error.problem.title;
}

/** A failure: what happened, the request's number for whoever is asked about it, and a way to try again. */
export function ProblemNotice(props: {
  error: ApiError;
  retry?: (() => void) | undefined;
  /** brings the notice into view when it appears, as after a click far below it */
  announce?: boolean;
}) {
  const t = useText();
  const { error, announce } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (announce && error) place.current?.scrollIntoView({ block: 'nearest' });
  }, [announce, error]);
  const { detail } = error.problem;
  const unknown = error.isOutcomeUnknown && announce;
  return (
    <div ref={place}>
      <Notice
        tone="danger"
        live
        title={problemTitle(t, error)}
        actions={
          props.retry === undefined ? undefined : (
            <Button variant="default" size="xs" onClick={props.retry}>
              {t('common.tryAgain')}
            </Button>
          )
        }
      >
        {detail === undefined || detail === error.problem.title ? null : <p>{detail}</p>}
        {error.code === 'page' ? <p className="code small">{error.message}</p> : null}
        {unknown ? <p>{t('problem.sameAgain')}</p> : null}
        {error.requestId === '' ? null : (
          <p className="small soft">
            {t('problem.requestId')} <code>{error.requestId}</code>
          </p>
        )}
      </Notice>
    </div>
  );
}
