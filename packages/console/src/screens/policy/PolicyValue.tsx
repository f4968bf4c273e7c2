import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import styles from './Policy.module.css';
import { formatPolicyValue } from './policy-format.ts';
import type { Shape } from './policy-schema.ts';

/** A value as its reader reads it: tables and lists of rows as tables, anything else as a few words. */
export function PolicyValue({ shape, value }: { shape: Shape; value: unknown }) {
  const t = useText();
  const format = useFormat();
  if (value === undefined) return <span className="soft">–</span>;
  if (shape.kind === 'table') {
    const entries = Object.entries(value as Record<string, unknown>);
    if (entries.length === 0) return <span className="soft">{t('common.none')}</span>;
    return (
      <table className={styles.small}>
        <tbody>
          {entries.map(([key, entry]) => (
            <tr key={key}>
              <th scope="row">
                <code>{key}</code>
              </th>
              <td>
                <PolicyValue shape={shape.value} value={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  if (shape.kind === 'list' && shape.item.kind === 'row') {
    const { columns } = shape.item;
    return (
      <table className={styles.small}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(value as Record<string, unknown>[]).map((row) => (
            <tr key={JSON.stringify(row)}>
              {columns.map((column) => (
                <td key={column.name}>{formatPolicyValue(column.shape, row[column.name], t, format)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  return <span className={styles.value}>{formatPolicyValue(shape, value, t, format)}</span>;
}
