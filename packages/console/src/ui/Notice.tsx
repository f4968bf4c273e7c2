import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

export type Tone = 'info' | 'good' | 'warn' | 'danger';
const icons = {
  info: IconInfoCircle,
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  danger: IconAlertTriangle,
};

/**
 * A message on the page. With `live` it is read out when it appears: a danger at once, anything else when the
 * reader pauses.
 */
export function Notice(props: {
  tone?: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  live?: boolean;
}) {
  const { tone = 'info' } = props;
  const Icon = icons[tone];
  const live = props.live ? { role: tone === 'danger' ? 'alert' : 'status' } : {};
  return (
    <div className={`${styles.notice} ${styles[tone]}`} {...live}>
      <Icon aria-hidden className={styles.icon} size={20} stroke={1.75} />
      <div className={styles.words}>
        <p className={styles.title}>{props.title}</p>
        {props.children === undefined ? null : <div className={styles.body}>{props.children}</div>}
        {props.actions === undefined ? null : <div className={styles.actions}>{props.actions}</div>}
      </div>
    </div>
  );
}
