import type { Endpoint } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Answer } from '../api/client.ts';
import type { Read } from '../api/read.ts';
import { useFormat } from '../i18n/format.ts';
import { useText } from '../i18n/intl.ts';
import { ProblemNotice } from './Problem.tsx';
import styles from './States.module.css';

/** Grey lines in the place of what is being read. */
export function Skeleton(props: { lines?: number; kind?: 'table' | 'sheet' }) {
  const t = useText();
  const { lines = 6, kind = 'table' } = props;
  return (
    <div className={kind === 'table' ? styles.table : styles.sheet} data-loading>
      <span className="hidden-text" role="status">
        {t('common.loading')}
      </span>
      {Array.from({ length: lines }, (_, line) => (
        <span
          aria-hidden
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
          key={line}
          className={styles.line}
          style={{ width: `${92 - ((line * 23) % 41)}%` }}
        />
      ))}
    </div>
  );
}

/** Nothing here: what would be, and the one thing to do about it. */
export function Empty(props: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {props.icon === undefined ? null : (
        <span aria-hidden className={styles.emptyIcon}>
          {props.icon}
        </span>
      )}
      <p className={styles.emptyTitle}>{props.title}</p>
      {props.children === undefined ? null : <div className={styles.emptyText}>{props.children}</div>}
      {props.action === undefined ? null : <div>{props.action}</div>}
    </div>
  );
}

/** What has been read, or how far that has come. Data that could not be read again stays, and says how old it is. */
export function Loaded<E extends Endpoint>(props: {
  read: Read<E>;
  skeleton?: ReactNode;
  children: (value: Answer<E>['value'], version: number) => ReactNode;
}) {
  const { read } = props;
  if (read.data === undefined) {
    if (read.error !== null) return <ProblemNotice error={read.error} retry={() => void read.refetch()} />;
    return props.skeleton ?? <Skeleton />;
  }
  return (
    <>
      {read.isError ? <Stale read={read} /> : null}
      {props.children(read.data.value, read.data.version)}
    </>
  );
}

function Stale<E extends Endpoint>({ read }: { read: Read<E> }) {
  const t = useText();
  const format = useFormat();
  return (
    <div className={styles.stale} role="status">
      <span>{t('common.staleAsOf', { time: format.time(read.dataUpdatedAt) })}</span>
      <Button
        variant="subtle"
        size="compact-sm"
        loading={read.isFetching}
        onClick={() => void read.refetch()}
      >
        {t('common.tryAgain')}
      </Button>
    </div>
  );
}

/** When what is shown was read, with a way to read it again. */
export function AsOf<E extends Endpoint>({ read }: { read: Read<E> }) {
  const t = useText();
  const format = useFormat();
  if (read.dataUpdatedAt === 0) return null;
  return (
    <span className={styles.asOf}>
      <span title={format.exact(read.dataUpdatedAt)}>
        {t('common.asOf', { time: format.clock(read.dataUpdatedAt) })}
      </span>
      <button
        type="button"
        className={styles.refresh}
        onClick={() => void read.refetch()}
        aria-label={t('common.refresh')}
        title={t('common.refresh')}
      >
        <IconRefresh aria-hidden size={16} className={read.isFetching ? styles.turning : undefined} />
      </button>
    </span>
  );
}
