import type { endpoints } from '@hazumi/contracts';
import { IconPackage } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Read, ValueOf } from '../../api/read.ts';
import { orderState } from '../../app/states.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Money, Time } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters, SearchFilter } from '../../ui/Filters.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { Thumb } from '../../ui/Picture.tsx';
import { OrderBadge } from '../../ui/StateBadge.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';
import styles from './Orders.module.css';

type Lists =
  | typeof endpoints.listStoreOrders
  | typeof endpoints.listLicenceOrders
  | typeof endpoints.listMarketOrders;
export type OrderRow = ValueOf<typeof endpoints.listStoreOrders>['data'][number];
export interface OrdersSearch {
  state?: OrderRow['state'];
  number?: string;
  cursor?: string;
}

/** Orders of a store, a licence or the market: found by number and state, newest first. */
export function OrdersTable<E extends Lists>(props: {
  read: Read<E>;
  search: OrdersSearch;
  linkTo: (row: OrderRow) => ReactNode;
  withStore: boolean;
}) {
  const t = useText();
  const format = useFormat();
  const { read, search } = props;
  const columns: Column<OrderRow>[] = [
    {
      key: 'order',
      title: t('orders.order'),
      main: true,
      cell: (row) => (
        <span className={styles.order}>
          <Thumb
            picture={row.firstLine.pictureUrl === null ? null : { url: row.firstLine.pictureUrl }}
            alt=""
          />
          <span className={styles.lines}>
            {props.linkTo(row)}
            <span className={styles.goods}>
              {format.text(row.firstLine.title)}
              {row.pieces > 1 ? ` · ${t('orders.pieces', { count: row.pieces })}` : ''}
            </span>
          </span>
        </span>
      ),
    },
    ...(props.withStore
      ? [
          {
            key: 'store',
            title: t('scope.store'),
            cell: (row: OrderRow) => format.text(row.storeName) || row.storeSlug,
          },
        ]
      : []),
    { key: 'state', title: t('common.state'), cell: (row) => <OrderBadge state={row.state} /> },
    {
      key: 'total',
      title: t('orders.total'),
      align: 'end',
      cell: (row) => (
        <>
          <Money minor={row.totalMinor} currency={row.currency} />
          {row.refundedMinor === 0 ? null : (
            <span className={styles.goods}>
              {t('orders.refunded')} <Money minor={row.refundedMinor} currency={row.currency} />
            </span>
          )}
        </>
      ),
    },
    { key: 'placed', title: t('orders.placed'), align: 'end', cell: (row) => <Time at={row.placedAt} /> },
  ];
  const isFiltered = search.state !== undefined || search.number !== undefined;
  return (
    <>
      <Filters end={<AsOf read={read} />}>
        <SearchFilter name="number" label={t('orders.search')} value={search.number} />
        <ChoiceFilter
          name="state"
          label={t('common.state')}
          all={t('orders.anyState')}
          value={search.state}
          options={orderState.map((state) => [state, t(`state.order.${state}`)] as const)}
        />
      </Filters>
      <Loaded read={read} skeleton={<Skeleton lines={10} />}>
        {({ data, nextCursor }) =>
          data.length > 0 ? (
            <>
              <DataTable caption={t('orders.title')} columns={columns} rows={data} rowKey={({ id }) => id} />
              <Pager cursor={search.cursor} nextCursor={nextCursor} />
            </>
          ) : isFiltered ? (
            <Empty
              title={t('common.nothingFound')}
              action={
                <LinkButton variant="default" to="." search={{}}>
                  {t('common.clearFilters')}
                </LinkButton>
              }
            >
              {t('common.nothingFoundText')}
            </Empty>
          ) : (
            <Empty icon={<IconPackage size={26} stroke={1.5} />} title={t('orders.empty')}>
              {t('orders.emptyText')}
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}
