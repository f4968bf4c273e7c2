import type { ReactNode } from 'react';
import styles from './Badge.module.css';

export type BadgeTone = 'quiet' | 'accent' | 'good' | 'warn' | 'danger';

/** A state in a word. The dot's form differs with the tone, so that colour says nothing that the form and word don't. */
export function Badge({ tone = 'quiet', children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      <svg aria-hidden="true" width="8" height="8" viewBox="0 0 8 8" className={styles.dot}>
        {tone === 'quiet' ? (
          <circle cx="4" cy="4" r="3" fill="none" stroke="currentColor" strokeWidth="1.5" />
        ) : null}
        {tone === 'good' || tone === 'accent' ? <circle cx="4" cy="4" r="4" fill="currentColor" /> : null}
        {tone === 'warn' ? <path d="M4 .5 8 7.5H0z" fill="currentColor" /> : null}
        {tone === 'danger' ? <rect x=".5" y=".5" width="7" height="7" fill="currentColor" /> : null}
      </svg>
      {children}
    </span>
  );
}
