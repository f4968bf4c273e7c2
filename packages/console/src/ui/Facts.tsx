import type { ReactNode } from 'react';
import { useFormat } from '../i18n/format.ts';
import styles from './Facts.module.css';

/** Names and values, one below the other; a value that is undefined is left out with its name. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** An instant as its reader writes it; the exact time with its zone on demand. */
export function Time({ at, style = 'time' }: { at: string; style?: 'time' | 'day' }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.exact(at)} className="number nowrap">
      {style === 'day' ? format.day(at) : format.time(at)}
    </time>
  );
}

/** An amount in its currency. */
export function Money({ minor, currency }: { minor: number; currency: string }) {
  const format = useFormat();
  return <span className="number nowrap">{format.money(minor, currency)}</span>;
}

/** Big figures side by side. */
export function Figures({
  figures,
}: {
  figures: readonly { name: string; value: ReactNode; note?: ReactNode }[];
}) {
  return (
    <dl className={styles.figures}>
      {figures.map((figure) => (
        <div key={figure.name} className={styles.figure}>
          <dt>{figure.name}</dt>
          <dd>
            <span className={styles.big}>{figure.value}</span>
            {figure.note === undefined ? null : <span className={styles.note}>{figure.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
