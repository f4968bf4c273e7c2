import { Checkbox } from '@mantine/core';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../i18n/intl.ts';
import styles from './DataTable.module.css';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** numbers stand at the end */
  align?: 'end';
  /** what the row is known by: the heading of its card on a phone */
  main?: boolean;
  /** holds buttons, which say themselves what they do: a card shows them without a name */
  buttons?: boolean;
  width?: string;
}

export interface Selection<Row> {
  keys: ReadonlySet<string>;
  onChange: (keys: ReadonlySet<string>) => void;
  nameOf: (row: Row) => string;
}

/**
 * A table that becomes a list of cards where its room is narrow. The roles are written out because a table that is laid out as
 * blocks would lose its own.
 */
export function DataTable<Row>(props: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selection?: Selection<Row> | undefined;
  foot?: ReactNode;
  dense?: boolean;
  /** room in rem below which rows are cards; by the number of columns unless told */
  cardsBelow?: number;
}) {
  const { columns, rows, rowKey, selection } = props;
  const { room, isNarrow } = useNarrow(props.cardsBelow ?? Math.max(32, columns.length * 6.75));
  const classes = [styles.table, props.dense ? styles.dense : '', isNarrow ? styles.cards : ''];
  return (
    <div ref={room}>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
      <table className={classes.join(' ')} role="table">
        <caption className="hidden-text">{props.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {selection === undefined ? null : (
              <th scope="col" role="columnheader" className={styles.check}>
                <SelectAll rows={rows} rowKey={rowKey} selection={selection} />
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                role="columnheader"
                className={column.align === 'end' ? styles.end : undefined}
                style={column.width === undefined ? undefined : { width: column.width }}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr key={key} role="row" data-selected={selection?.keys.has(key) || undefined}>
                {selection === undefined ? null : (
                  <td role="cell" className={styles.check}>
                    <SelectOne id={key} row={row} selection={selection} />
                  </td>
                )}
                {columns.map((column) => (
                  <td
                    key={column.key}
                    role="cell"
                    data-label={column.main || column.buttons ? undefined : column.title}
                    className={classOf(column)}
                  >
                    <div className={styles.value}>{column.cell(row)}</div>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
        {props.foot === undefined ? null : <tfoot role="rowgroup">{props.foot}</tfoot>}
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </div>
  );
}

function classOf<Row>(column: Column<Row>): string {
  const classes = [
    column.align === 'end' && styles.end,
    column.main && styles.main,
    column.buttons && styles.buttons,
  ];
  return classes.filter(Boolean).join(' ');
}

/** Whether an element has less room than so many rem; looked at before it is first painted, and whenever that changes. */
function useNarrow(rem: number) {
  const room = useRef<HTMLDivElement>(null);
  const [isNarrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const element = room.current;
    if (element === null) return undefined;
    const limit = rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const look = () => setNarrow(element.clientWidth < limit);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [rem]);
  return { room, isNarrow };
}

function SelectAll<Row>(props: {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selection: Selection<Row>;
}) {
  const t = useText();
  const { rows, rowKey, selection } = props;
  const chosen = rows.filter((row) => selection.keys.has(rowKey(row))).length;
  return (
    <Checkbox
      size="xs"
      aria-label={t('common.selectPage')}
      checked={chosen > 0 && chosen === rows.length}
      indeterminate={chosen > 0 && chosen < rows.length}
      onChange={() => selection.onChange(chosen === rows.length ? new Set() : new Set(rows.map(rowKey)))}
    />
  );
}

function SelectOne<Row>({ id, row, selection }: { id: string; row: Row; selection: Selection<Row> }) {
  const t = useText();
  return (
    <Checkbox
      size="xs"
      aria-label={t('common.selectRow', { name: selection.nameOf(row) })}
      checked={selection.keys.has(id)}
      onChange={(event) => {
        const keys = new Set(selection.keys);
        if (event.currentTarget.checked) keys.add(id);
        else keys.delete(id);
        selection.onChange(keys);
      }}
    />
  );
}
