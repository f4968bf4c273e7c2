import { endpoints } from '@hazumi/contracts';
import { IconFlask } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useStorePlace } from '../../shell/place.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Money } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';

type Told = ValueOf<typeof endpoints.getStoreExperiments>;
type Drawn = Told['experiments'][number];
type Credit = Told['credits'][number];

/** What is varied at random for a store, why, and what its weeks brought. */
export function Experiments() {
  const t = useText();
  const { storeId } = useStorePlace();
  const read = useRead(endpoints.getStoreExperiments, { params: { storeId } });
  return (
    <Page title={t('nav.experiments')} about={t('experiments.about')} actions={<AsOf read={read} />}>
      <Loaded read={read} skeleton={<Skeleton lines={5} kind="table" />}>
        {(told) => (
          <>
            {told.isHeldOut ? (
              <Notice title={t('experiments.heldOut')}>{t('experiments.heldOutText')}</Notice>
            ) : null}
            <Section title={t('experiments.now')} plain>
              <Draws drawn={told.experiments} />
            </Section>
            <Section title={t('experiments.howTitle')}>
              <p>{t('experiments.how')}</p>
            </Section>
            <Section title={t('experiments.credits')} plain>
              <Credits credits={told.credits} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Draws({ drawn }: { drawn: readonly Drawn[] }) {
  const t = useText();
  const format = useFormat();
  const span = useSpan();
  const columns: Column<Drawn>[] = [
    {
      key: 'what',
      title: t('experiments.what'),
      main: true,
      cell: ({ name }) => <span className="strong">{t(`experiments.name.${name}`)}</span>,
    },
    {
      key: 'plain',
      title: t('experiments.plain'),
      cell: ({ name, rate, sharePpm, mostAWeek }) =>
        t(`experiments.rate.${name}`, {
          amount: rate === null ? '' : format.money(rate.amountMinor, rate.currency),
          share: format.ppm(sharePpm ?? 0),
          most: mostAWeek ?? 0,
        }),
    },
    {
      key: 'moves',
      title: t('experiments.moves'),
      align: 'end',
      cell: ({ isOn, movesPpm }) =>
        isOn ? (
          <span className="number nowrap strong">
            {movesPpm === 0 ? t('experiments.unmoved') : signed(movesPpm, format.ppm)}
          </span>
        ) : (
          <Badge>{t('experiments.off')}</Badge>
        ),
    },
    {
      key: 'most',
      title: t('experiments.most'),
      align: 'end',
      cell: ({ amplitudePpm }) => <span className="number nowrap">± {format.ppm(amplitudePpm)}</span>,
    },
    {
      key: 'period',
      title: t('experiments.period'),
      align: 'end',
      cell: ({ from, until }) => span(from, until),
    },
  ];
  return (
    <DataTable
      caption={t('experiments.now')}
      columns={columns}
      rows={[...drawn]}
      rowKey={({ name }) => name}
    />
  );
}

function Credits({ credits }: { credits: readonly Credit[] }) {
  const t = useText();
  const format = useFormat();
  const span = useSpan();
  if (credits.length === 0)
    return (
      <Empty icon={<IconFlask size={26} stroke={1.5} />} title={t('experiments.empty')}>
        {t('experiments.emptyText')}
      </Empty>
    );
  const columns: Column<Credit>[] = [
    {
      key: 'week',
      title: t('experiments.period'),
      main: true,
      cell: ({ from }) => span(from, dayAfter(from, 7)),
    },
    { key: 'what', title: t('experiments.what'), cell: ({ name }) => t(`experiments.name.${name}`) },
    {
      key: 'basis',
      title: t('experiments.basis'),
      cell: ({ name, basis, currency }) =>
        t(`experiments.basisOf.${name}`, { count: basis, amount: format.money(basis, currency) }),
    },
    {
      key: 'plain',
      title: t('experiments.without'),
      align: 'end',
      cell: ({ plainMinor, currency }) => <Money minor={plainMinor} currency={currency} />,
    },
    {
      key: 'got',
      title: t('experiments.got'),
      align: 'end',
      cell: ({ amountMinor, currency, isBooked }) =>
        isBooked || amountMinor === 0 ? (
          <Money minor={amountMinor} currency={currency} />
        ) : (
          <>
            <Money minor={amountMinor} currency={currency} /> <Badge>{t('experiments.waiting')}</Badge>
          </>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('experiments.credits')}
      columns={columns}
      rows={[...credits]}
      rowKey={({ from, name }) => `${from} ${name}`}
      dense
    />
  );
}

/** Days of the market, which are UTC's whatever the reader's zone: a period from its first to its last day. */
function useSpan(): (from: string, until: string) => ReactNode {
  const { locale } = useFormat();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return (from, until) => (
    <span className="number nowrap">{day.formatRange(new Date(from), new Date(dayAfter(until, -1)))}</span>
  );
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** A change in percent with its sign, to a tenth of a percent: draws have more digits than anybody reads. */
const signed = (ppm: number, percent: (ppm: number) => string): string =>
  `${ppm > 0 ? '+' : '−'}${percent(Math.abs(Math.round(ppm / 1_000) * 1_000))}`;
