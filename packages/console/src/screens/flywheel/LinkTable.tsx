import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { balances, type NodeName, type WheelLink } from './loop.ts';

interface Row {
  key: string;
  title: string;
  kind: WheelLink['kind'] | 'balancing';
  link: WheelLink | null;
}

/** The picture as a table: every link with its elasticity, interval, lag and where it comes from; the balancing loops below. */
export function LinkTable({ links, level }: { links: readonly WheelLink[]; level: number }) {
  const t = useText();
  const format = useFormat();
  const between = (from: NodeName, to: NodeName): string =>
    t('flywheel.linkOf', { from: t(`flywheel.variables.${from}`), to: t(`flywheel.variables.${to}`) });
  const number = (value: number): string => format.number(Math.round(value * 1000) / 1000);
  const end = (value: number | null): string => (value === null ? t('flywheel.unbounded') : number(value));
  const rows: Row[] = [
    ...links.map((link) => ({
      key: link.from,
      title: between(link.from, link.to),
      kind: link.kind,
      link,
    })),
    ...balances.map(({ name, from, to }) => ({
      key: name,
      title: `${t(`flywheel.balances.${name}`)} (${between(from, to)})`,
      kind: 'balancing' as const,
      link: null,
    })),
  ];
  const columns: Column<Row>[] = [
    { key: 'link', title: t('flywheel.link'), main: true, cell: ({ title }) => title },
    { key: 'kind', title: t('flywheel.kind'), cell: ({ kind }) => t(`flywheel.kinds.${kind}`) },
    {
      key: 'elasticity',
      title: t('flywheel.elasticity'),
      align: 'end',
      cell: ({ link }) => (
        <span className="number nowrap">
          {link === null ? '−' : `${link.elasticity < 0 ? '−' : '+'}${number(Math.abs(link.elasticity))}`}
        </span>
      ),
    },
    {
      key: 'interval',
      title: t('flywheel.intervalHead', { level: format.ppm(Math.round(level * 1_000_000)) }),
      align: 'end',
      cell: ({ link }) =>
        link?.measured == null ? (
          <span className="soft">–</span>
        ) : (
          <span className="number nowrap">
            {end(link.measured.low)} … {end(link.measured.high)}
          </span>
        ),
    },
    {
      key: 'lag',
      title: t('flywheel.lag'),
      align: 'end',
      cell: ({ link }) =>
        link?.measured == null ? (
          <span className="soft">–</span>
        ) : (
          t('flywheel.lagWeeks', { weeks: link.measured.lagWeeks })
        ),
    },
    {
      key: 'strength',
      title: t('flywheel.firstStage'),
      align: 'end',
      cell: ({ link }) => {
        if (link?.measured == null) return <span className="soft">–</span>;
        const f = format.number(Math.round(link.measured.firstStageF * 10) / 10);
        return link.measured.isWeak ? t('flywheel.weak', { f }) : f;
      },
    },
    {
      key: 'source',
      title: t('flywheel.source'),
      cell: ({ link }) => {
        const source = link?.source ?? 'theory';
        return t(`flywheel.sources.${source}`);
      },
    },
  ];
  return (
    <DataTable caption={t('flywheel.table')} columns={columns} rows={rows} rowKey={({ key }) => key} dense />
  );
}
