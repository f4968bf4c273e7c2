import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { IconInfoCircle, IconStar } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Figures } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters } from '../../ui/Filters.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';
import { DayChart } from './DayChart.tsx';
import { Definition } from './Definition.tsx';
import { Guardrails } from './Guardrails.tsx';
import styles from './NorthStar.module.css';

type Star = ValueOf<typeof endpoints.getNorthStar>;
type Day = Star['days'][number];

const spans = { 28: 'month', 90: 'quarter', 180: 'half', 366: 'year' } as const;
type Span = `${keyof typeof spans}`;

/** Effective stores day by day, what an effective store is, and the guardrails beside it. */
export function NorthStar() {
  const t = useText();
  const { days = '90' } = useSearch({ strict: false }) as { days?: Span };
  const query = { days: Number(days) };
  const read = useRead(endpoints.getNorthStar, { query }, { keepPrevious: true });
  const [isDefining, setDefining] = useState(false);
  return (
    <Page
      title={t('northStar.title')}
      about={t('northStar.about')}
      actions={
        read.data === undefined ? undefined : (
          <Button
            variant="default"
            leftSection={<IconInfoCircle aria-hidden size={16} />}
            onClick={() => setDefining(true)}
          >
            {t('northStar.definition')}
          </Button>
        )
      }
    >
      <Loaded read={read} skeleton={<Skeleton lines={10} kind="sheet" />}>
        {(star) => (
          <>
            <Definition star={star} isOpen={isDefining} close={() => setDefining(false)} />
            {star.days.length === 0 ? (
              <Empty icon={<IconStar size={26} stroke={1.5} />} title={t('northStar.empty')}>
                {t('northStar.emptyText')}
              </Empty>
            ) : (
              <>
                <Sums star={star} />
                <Filters end={<AsOf read={read} />}>
                  <ChoiceFilter
                    name="days"
                    label={t('northStar.span')}
                    all={t('northStar.spans.quarter')}
                    value={days === '90' ? undefined : days}
                    options={(['28', '180', '366'] as const).map(
                      (span) => [span, t(`northStar.spans.${spans[span]}`)] as const,
                    )}
                  />
                </Filters>
                <Section
                  title={t('northStar.chart')}
                  actions={
                    <DownloadButton
                      definition={endpoints.exportNorthStar}
                      call={{ query }}
                      fileName={`north-star-${star.days.at(-1)?.day ?? ''}.csv`}
                      size="xs"
                    >
                      {t('northStar.csv')}
                    </DownloadButton>
                  }
                >
                  <DayChart star={star} />
                  <details className={styles.details}>
                    <summary>{t('northStar.table')}</summary>
                    <Days days={star.days} />
                  </details>
                </Section>
                <Guardrails star={star} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Sums({ star: { days } }: { star: Star }) {
  const t = useText();
  const format = useFormat();
  const last = days.at(-1) as Day;
  const sum = (key: 'new' | 'reactivated' | 'lapsed') => days.reduce((total, day) => total + day[key], 0);
  return (
    <Figures
      figures={[
        {
          name: t('northStar.effective'),
          value: format.number(last.effective),
          note: t('northStar.ofStores', { stores: last.stores }),
        },
        {
          name: t('northStar.weight'),
          value: format.number(Math.round(last.weight * 10) / 10),
          note: t('northStar.weightNote'),
        },
        { name: t('northStar.principals'), value: format.number(last.effectivePrincipals) },
        {
          name: t('northStar.ever'),
          value: format.number(sum('new')),
          note: t('northStar.everNote', { reactivated: sum('reactivated'), lapsed: sum('lapsed') }),
        },
        ...(last.undecided === 0
          ? []
          : [
              {
                name: t('northStar.undecided'),
                value: format.number(last.undecided),
                note: t('northStar.undecidedNote'),
              },
            ]),
      ]}
    />
  );
}

/** The chart's twin: every figure of every day, newest first. */
function Days({ days }: { days: readonly Day[] }) {
  const t = useText();
  const format = useFormat();
  const count = (
    key: keyof Day & ('stores' | 'effective' | 'new' | 'reactivated' | 'lapsed' | 'undecided'),
  ) => ({
    key,
    title: t(`northStar.${key}`),
    align: 'end' as const,
    cell: (day: Day) => format.number(day[key]),
  });
  const columns: Column<Day>[] = [
    {
      key: 'day',
      title: t('northStar.day'),
      main: true,
      cell: ({ day }) => <span className="number nowrap">{day}</span>,
    },
    count('effective'),
    {
      key: 'weight',
      title: t('northStar.weight'),
      align: 'end',
      cell: ({ weight }) => format.number(Math.round(weight * 100) / 100),
    },
    count('new'),
    count('reactivated'),
    count('lapsed'),
    count('undecided'),
    count('stores'),
    {
      key: 'policy',
      title: t('northStar.policy'),
      align: 'end',
      cell: ({ policyVersion }) => format.number(policyVersion),
    },
  ];
  return (
    <DataTable
      caption={t('northStar.chart')}
      columns={columns}
      rows={[...days].reverse()}
      rowKey={({ day }) => day}
      dense
    />
  );
}
