import { Button } from '@mantine/core';
import type { ApiError } from '../api/errors.ts';
import { useText } from '../i18n/intl.ts';
import { Notice } from '../ui/Notice.tsx';

export const isConflict = (error: ApiError | undefined): boolean => error?.code === 'version_conflict';

/**
 * Somebody else changed the thing since this form was opened. Nothing was saved: one either takes theirs, or keeps what one has
 * typed and saves it over theirs.
 */
export function Conflict(props: { takeTheirs: () => void; keepMine: () => void; isRunning: boolean }) {
  const t = useText();
  return (
    <Notice
      tone="warn"
      live
      title={t('conflict.title')}
      actions={
        <>
          <Button size="xs" loading={props.isRunning} onClick={props.takeTheirs}>
            {t('conflict.takeTheirs')}
          </Button>
          <Button size="xs" variant="default" disabled={props.isRunning} onClick={props.keepMine}>
            {t('conflict.keepMine')}
          </Button>
        </>
      }
    >
      {t('conflict.text')}
    </Notice>
  );
}
