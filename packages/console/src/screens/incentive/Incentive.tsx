import { endpoints } from '@hazumi/contracts';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useStorePlace } from '../../shell/place.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Figures, Money } from '../../ui/Facts.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { AsOf, Loaded, Skeleton } from '../../ui/States.tsx';
import styles from './Incentive.module.css';
import { IncentiveOrders } from './IncentiveOrders.tsx';

type Summary = ValueOf<typeof endpoints.getStoreIncentive>;

/** What a store's private sales earn, under which rules, by month and by order. */
export function Incentive() {
  const t = useText();
  const { storeId } = useStorePlace();
  const read = useRead(endpoints.getStoreIncentive, { params: { storeId } });
  return (
    <Page title={t('nav.incentive')} about={t('incentive.about')} actions={<AsOf read={read} />}>
      <Loaded read={read} skeleton={<Skeleton lines={8} kind="sheet" />}>
        {(summary) => (
          <>
            <Earned summary={summary} />
            {summary.months.length === 0 ? null : <Months summary={summary} />}
          </>
        )}
      </Loaded>
      <IncentiveOrders storeId={storeId} />
      <Loaded read={read} skeleton={null}>
        {(summary) => <Rules summary={summary} />}
      </Loaded>
    </Page>
  );
}

function Earned({ summary }: { summary: Summary }) {
  const t = useText();
  const format = useFormat();
  const { currency, nextVesting, merit } = summary;
  const amount = (minor: number) => <Money minor={minor} currency={currency} />;
  return (
    <Figures
      figures={[
        {
          name: t('incentive.pending'),
          value: amount(summary.pending.rebateMinor),
          note: t('incentive.pendingNote', { count: summary.pending.orders }),
        },
        {
          name: t('incentive.cleared'),
          value: amount(summary.clearedMinor),
          note:
            nextVesting === null
              ? t('incentive.clearedNone')
              : t('incentive.clearedNext', {
                  amount: format.money(nextVesting.amountMinor, currency),
                  day: format.day(nextVesting.at),
                }),
        },
        { name: t('incentive.vested'), value: amount(summary.vestedMinor), note: t('incentive.vestedNote') },
        {
          name: t('incentive.clawedBack'),
          value: amount(summary.clawedBackMinor),
          note: t('incentive.clawedBackNote'),
        },
        {
          name: t('incentive.merit'),
          value: <Money minor={Math.round(merit.minor)} currency={merit.currency} />,
          note: t('incentive.meritNote', { days: summary.rules.meritHalfLifeDays }),
        },
      ]}
    />
  );
}

function Months({ summary }: { summary: Summary }) {
  const t = useText();
  const format = useFormat();
  const { currency } = summary;
  type Row = Summary['months'][number];
  const amount = (key: 'grantedMinor' | 'vestedMinor' | 'clawedBackMinor', title: string): Column<Row> => ({
    key,
    title,
    align: 'end',
    cell: (row) => <Money minor={row[key]} currency={currency} />,
  });
  const columns: Column<Row>[] = [
    {
      key: 'month',
      title: t('incentive.month'),
      main: true,
      cell: ({ month }) => <span className="number">{month}</span>,
    },
    amount('grantedMinor', t('incentive.granted')),
    amount('vestedMinor', t('incentive.vested')),
    amount('clawedBackMinor', t('incentive.clawedBack')),
    {
      key: 'cap',
      title: t('incentive.ofCap'),
      align: 'end',
      cell: (row) => (
        <span className="number">
          {t('incentive.capValue', {
            granted: format.money(row.licenceGrantedMinor, currency),
            cap: format.money(row.capMinor, currency),
          })}
        </span>
      ),
    },
  ];
  return (
    <Section title={t('incentive.months')} plain>
      <DataTable
        caption={t('incentive.months')}
        columns={columns}
        rows={summary.months}
        rowKey={({ month }) => month}
        dense
      />
    </Section>
  );
}

function Rules({ summary }: { summary: Summary }) {
  const t = useText();
  const format = useFormat();
  const { rules, currency } = summary;
  const days = new Intl.ListFormat(format.locale, { type: 'conjunction' }).format(
    rules.vestingDays.map((day) => format.number(day)),
  );
  return (
    <Section
      title={t('incentive.rules')}
      about={t('incentive.rulesVersion', { number: summary.policyVersion })}
    >
      <ul className={styles.rules}>
        <li>{t('incentive.rule.base')}</li>
        <li>{t('incentive.rule.rate', { kept: format.ppm(rules.keptFeePpm) })}</li>
        <li>{t('incentive.rule.cap', { cap: format.money(rules.capMinor, currency) })}</li>
        <li>{t('incentive.rule.vesting', { window: rules.returnWindowDays, days })}</li>
        <li>{t('incentive.rule.merit', { days: rules.meritHalfLifeDays })}</li>
        <li>{t('incentive.rule.refund')}</li>
        <li>{t('incentive.rule.scan')}</li>
        <li>{t('incentive.rule.own')}</li>
      </ul>
    </Section>
  );
}
