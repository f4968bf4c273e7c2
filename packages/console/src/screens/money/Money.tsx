import { endpoints } from '@hazumi/contracts';
import { IconCoins } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useStorePlace } from '../../shell/place.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Figures, Money, Time } from '../../ui/Facts.tsx';
import { RowLink } from '../../ui/links.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';
import { owedMinor } from '../matrix/owed.ts';
import { kindText } from './kinds.ts';
import styles from './Money.module.css';

type Entry = ValueOf<typeof endpoints.listStoreEntries>['data'][number];

/** What the market owes a store, and the statement that it comes from; each line leads to its order. */
export function StoreMoney() {
  const t = useText();
  const format = useFormat();
  const { storeId } = useStorePlace();
  const read = useRead(endpoints.getStoreMoney, { params: { storeId } });
  return (
    <Page title={t('nav.money')} about={t('money.about')} actions={<AsOf read={read} />}>
      <Loaded read={read} skeleton={<Skeleton lines={3} kind="sheet" />}>
        {(money) => {
          const amount = (minor: number) => <Money minor={minor} currency={money.currency} />;
          return (
            <Figures
              figures={[
                { name: t('money.owed'), value: amount(owedMinor(money)), note: t('money.owedNote') },
                { name: t('money.payable'), value: amount(money.payableMinor), note: t('money.payableNote') },
                { name: t('money.shipping'), value: amount(money.shippingMinor) },
                { name: t('money.tax'), value: amount(money.taxMinor) },
                { name: t('money.fees'), value: amount(money.feesPaidMinor), note: t('money.feesNote') },
                {
                  name: t('money.rebates'),
                  value: amount(money.rebatesMinor),
                  note: t('money.rebatesNote', {
                    pending: format.money(money.rebatesPendingMinor, money.currency),
                  }),
                },
                ...(money.clawbackOwedMinor === 0
                  ? []
                  : [
                      {
                        name: t('money.clawbackOwed'),
                        value: amount(money.clawbackOwedMinor),
                        note: t('money.clawbackOwedNote'),
                      },
                    ]),
              ]}
            />
          );
        }}
      </Loaded>
      <Statement storeId={storeId} />
    </Page>
  );
}

function Statement({ storeId }: { storeId: string }) {
  const t = useText();
  const format = useFormat();
  const place = useStorePlace();
  const { cursor } = useSearch({ strict: false }) as { cursor?: string };
  const read = useRead(
    endpoints.listStoreEntries,
    { params: { storeId }, query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) } },
    { keepPrevious: true },
  );
  const columns: Column<Entry>[] = [
    { key: 'what', title: t('money.what'), main: true, cell: (entry) => kindText(t, entry.kind) },
    { key: 'account', title: t('money.account'), cell: (entry) => t(`ledgerAccount.${entry.account}`) },
    {
      key: 'order',
      title: t('orders.order'),
      cell: (entry) =>
        entry.orderId === null ? null : (
          <RowLink
            to="/licences/$licenceId/stores/$storeId/orders/$orderId"
            params={{ ...place, orderId: entry.orderId }}
          >
            {t('money.toOrder')}
          </RowLink>
        ),
    },
    { key: 'at', title: t('money.at'), cell: (entry) => <Time at={entry.at} /> },
    {
      key: 'amount',
      title: t('order.amount'),
      align: 'end',
      cell: (entry) => (
        <span className={entry.amountMinor < 0 ? styles.less : styles.more}>
          {entry.amountMinor > 0 ? '+' : ''}
          {format.money(entry.amountMinor, entry.currency)}
        </span>
      ),
    },
  ];
  return (
    <Section title={t('money.statement')} plain>
      <Loaded read={read}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <Empty icon={<IconCoins size={26} stroke={1.5} />} title={t('money.empty')}>
              {t('money.emptyText')}
            </Empty>
          ) : (
            <>
              <DataTable
                caption={t('money.statement')}
                columns={columns}
                rows={data}
                rowKey={(entry) => `${entry.transactionId} ${entry.account} ${entry.amountMinor}`}
                dense
              />
              <Pager cursor={cursor} nextCursor={nextCursor} />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
