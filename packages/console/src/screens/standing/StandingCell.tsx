import { useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { type Criterion, figureOf, gapsOf, type Standing } from './gaps.ts';
import styles from './Standing.module.css';

const tones = { effective: 'good', notEffective: 'quiet', undecided: 'warn' } as const;
const marks = { met: 'good', missing: 'danger', unknown: 'warn', unmeasured: 'quiet' } as const;

/** Whether a store counts as effective, what it lacks in words, and a way to see every criterion in numbers. */
export function StandingCell({ standing, name }: { standing: Standing | undefined; name: string }) {
  const t = useText();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  if (standing === undefined) return <span className="soft">{t('standing.none')}</span>;
  const { verdict, effectiveSince } = standing;
  const gaps = gapsOf(t, format, standing);
  return (
    <div className={styles.cell}>
      <Badge tone={tones[verdict]}>{t(`standing.${verdict}`)}</Badge>
      {effectiveSince === null ? null : (
        <span className={styles.note}>
          {t('standing.since', { day: format.day(`${effectiveSince}T12:00:00Z`) })}
        </span>
      )}
      {gaps.map((gap) => (
        <span key={gap} className={styles.note}>
          {gap}
        </span>
      ))}
      <button
        type="button"
        className={styles.why}
        aria-label={t('standing.whyNamed', { name })}
        onClick={() => setOpen(true)}
      >
        {t('standing.why')}
      </button>
      <Dialog isOpen={isOpen} close={() => setOpen(false)} title={name} wide>
        <Criteria standing={standing} />
      </Dialog>
    </div>
  );
}

function Criteria({ standing }: { standing: Standing }) {
  const t = useText();
  const format = useFormat();
  const figure = (row: Criterion, value: number | null) => (
    <span className="number nowrap">{figureOf(format, row, value, standing.currency)}</span>
  );
  const columns: Column<Criterion>[] = [
    {
      key: 'name',
      title: t('standing.criterion'),
      main: true,
      cell: (row) => t(`criterion.${row.criterion}`),
    },
    {
      key: 'state',
      title: t('common.state'),
      cell: ({ state }) => <Badge tone={marks[state]}>{t(`standing.${state}`)}</Badge>,
    },
    { key: 'have', title: t('standing.have'), align: 'end', cell: (row) => figure(row, row.have) },
    { key: 'need', title: t('standing.need'), align: 'end', cell: (row) => figure(row, row.need) },
  ];
  return (
    <div className="stack">
      <p>
        {t('standing.about', {
          day: standing.day,
          days: standing.windowDays,
          version: standing.policyVersion,
        })}
      </p>
      <p className="soft">
        {t('standing.stage', { stage: t(`standing.stages.${standing.stage}`) })} · E*{' '}
        {format.number(Math.round(standing.weight * 100) / 100)}
      </p>
      <DataTable
        caption={t('standing.title')}
        columns={columns}
        rows={standing.criteria}
        rowKey={({ criterion }) => criterion}
        dense
      />
    </div>
  );
}
