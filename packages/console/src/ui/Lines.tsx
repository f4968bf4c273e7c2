import type { ReactNode } from 'react';
import styles from './Lines.module.css';

/** One of several short things in a cell, on a line of its own that is high enough for a finger where it is a link. */
export function Line({ children }: { children: ReactNode }) {
  return <span className={styles.line}>{children}</span>;
}
