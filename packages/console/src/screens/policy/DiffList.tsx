import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';
import { useText } from '../../i18n/intl.ts';
import styles from './Policy.module.css';

type Row = ValueOf<typeof endpoints.diffPolicyVersions>['rows'][number];

/** What one document changes against another, field by field, in the market's words. */
export function DiffList({ rows }: { rows: readonly Row[] }) {
  const t = useText();
  if (rows.length === 0) return <p className="soft">{t('policy.noDiff')}</p>;
  return (
    <dl className={styles.diff}>
      {rows.map((row) => (
        <DiffRow key={row.path} row={row} />
      ))}
    </dl>
  );
}

function DiffRow({ row }: { row: Row }) {
  const t = useText();
  return (
    <div className={styles.diffRow}>
      <dt>
        {row.label}
        <br />
        <code className="soft small">{row.path}</code>
      </dt>
      <dd>
        <del>
          <span className="hidden-text">{t('policy.before')}</span>
          {row.beforeText}
        </del>{' '}
        <span aria-hidden>→</span>{' '}
        <ins>
          <span className="hidden-text">{t('policy.after')}</span>
          {row.afterText}
        </ins>
      </dd>
    </div>
  );
}
