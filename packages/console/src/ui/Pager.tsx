import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useText } from '../i18n/intl.ts';
import styles from './Pager.module.css';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** cursors of the pages before this one, the first page's being empty */
    trail?: string[];
  }
}

/**
 * Pages by cursor. Where one is stands in the address; the way back is kept with the history's entry, because a cursor only leads
 * forward.
 */
export function Pager(props: { cursor: string | undefined; nextCursor: string | null }) {
  const t = useText();
  const navigate = useNavigate();
  const trail = useRouterState({ select: (state) => state.location.state.trail }) ?? [];
  const { cursor, nextCursor } = props;
  const go = (to: string | undefined, way: string[]) =>
    void navigate({
      to: '.',
      search: ((before: Record<string, unknown>) => ({ ...before, cursor: to || undefined })) as never,
      state: { trail: way },
    });
  if (cursor === undefined && nextCursor === null) return null;
  return (
    <nav aria-label={t('common.pages')} className={styles.pager}>
      {cursor === undefined ? null : (
        <>
          <Button variant="subtle" size="xs" onClick={() => go(undefined, [])}>
            {t('common.firstPage')}
          </Button>
          {trail.length === 0 ? null : (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconChevronLeft aria-hidden size={16} />}
              onClick={() => go(trail.at(-1), trail.slice(0, -1))}
            >
              {t('common.previousPage')}
            </Button>
          )}
        </>
      )}
      {nextCursor === null ? null : (
        <Button
          variant="default"
          size="xs"
          rightSection={<IconChevronRight aria-hidden size={16} />}
          onClick={() => go(nextCursor, [...trail, cursor ?? ''])}
        >
          {t('common.nextPage')}
        </Button>
      )}
    </nav>
  );
}
