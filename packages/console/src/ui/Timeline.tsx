import type { ReactNode } from 'react';
import { Time } from './Facts.tsx';
import styles from './Timeline.module.css';

export interface TimelineEntry {
  key: string;
  at: string;
  title: ReactNode;
  detail?: ReactNode;
  tone?: 'danger' | 'good' | undefined;
}

/** What happened, in the order that is given. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className={styles.timeline}>
      {entries.map((entry) => (
        <li key={entry.key} data-tone={entry.tone}>
          <p className={styles.title}>{entry.title}</p>
          {entry.detail === undefined ? null : <div className={styles.detail}>{entry.detail}</div>}
          <p className={styles.when}>
            <Time at={entry.at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
