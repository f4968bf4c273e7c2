import { useText } from '../../i18n/intl.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { useImpressions } from './impressions.ts';
import styles from './Traffic.module.css';
import { type ShownPools, type WaterfallStep, waterfallOf } from './waterfall.ts';

/** Last week against this week. Each line has its bar and its figures side by side, so the chart is its own table. */
export function Waterfall({ lastWeek, thisWeek }: { lastWeek: ShownPools; thisWeek: ShownPools }) {
  const t = useText();
  const impressions = useImpressions();
  const { steps, least, most } = waterfallOf(lastWeek, thisWeek);
  const isTotal = ({ name }: WaterfallStep) => name === 'lastWeek' || name === 'thisWeek';
  const columns: Column<WaterfallStep>[] = [
    {
      key: 'pool',
      title: t('traffic.pool'),
      main: true,
      width: '38%',
      cell: (step) =>
        step.name === 'lastWeek' || step.name === 'thisWeek' ? (
          <span className="strong">{t(`traffic.${step.name}`)}</span>
        ) : (
          <>
            {t(`traffic.pools.${step.name}`)}
            <span className={styles.small}>
              {t('traffic.fromTo', { before: impressions(step.before), after: impressions(step.after) })}
            </span>
          </>
        ),
    },
    {
      key: 'bar',
      title: t('traffic.bar'),
      cell: (step) => <Bar step={step} least={least} most={most} isTotal={isTotal(step)} />,
    },
    {
      key: 'change',
      title: t('traffic.change'),
      align: 'end',
      width: '22%',
      cell: (step) =>
        isTotal(step) ? (
          <span className="strong number">{impressions(step.after)}</span>
        ) : (
          impressions(step.after - step.before, { signed: true })
        ),
    },
  ];
  return (
    <DataTable
      caption={t('traffic.waterfall')}
      columns={columns}
      rows={steps}
      rowKey={({ name }) => name}
      cardsBelow={14}
      dense
    />
  );
}

function Bar(props: { step: WaterfallStep; least: number; most: number; isTotal: boolean }) {
  const { step, least, most, isTotal } = props;
  const at = (value: number): number => ((value - least) / (most - least)) * 100;
  const left = Math.min(at(step.from), at(step.to));
  const width = Math.abs(at(step.to) - at(step.from));
  const kind = isTotal ? styles.whole : step.to >= step.from ? styles.gain : styles.loss;
  return (
    <span aria-hidden className={styles.track}>
      <span
        className={`${styles.bar} ${kind}`}
        style={{ insetInlineStart: `${left}%`, width: `${width}%` }}
      />
    </span>
  );
}
