import { endpoints, sanctionReasonNames } from '@hazumi/contracts';
import { IconBuildingStore } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useApi } from '../../api/context.ts';
import { readOptions, useRead, type ValueOf } from '../../api/read.ts';
import { storeState } from '../../app/states.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { can } from '../../session/permissions.ts';
import { useMe } from '../../session/session.tsx';
import { nameOfStore, useLicenceId } from '../../shell/place.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Figures, Money, Time } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters } from '../../ui/Filters.tsx';
import { LinkButton, RowLink } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { Thumb } from '../../ui/Picture.tsx';
import { StoreBadge } from '../../ui/StateBadge.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';
import { StandingCell } from '../standing/StandingCell.tsx';
import styles from './Matrix.module.css';
import { owedMinor, sumsByCurrency } from './owed.ts';

type MatrixValue = ValueOf<typeof endpoints.listLicenceStores>;
type Row = MatrixValue['data'][number];

/** The store matrix: a row a store of the licence, with what is on sale, what waits, and what the market owes. */
export function Matrix() {
  const t = useText();
  const me = useMe();
  const licenceId = useLicenceId();
  const search = useSearch({ strict: false }) as { state?: Row['state']; cursor?: string };
  const read = useRead(
    endpoints.listLicenceStores,
    { params: { licenceId }, query: { limit: 50, ...search } },
    { keepPrevious: true },
  );
  const mayOpen = can(me, 'store.open', { licenceId });
  const open = (
    <LinkButton to="/licences/$licenceId/stores/new" params={{ licenceId }}>
      {t('openStore.title')}
    </LinkButton>
  );
  return (
    <Page title={t('nav.stores')} about={t('matrix.about')} actions={mayOpen ? open : undefined}>
      <Loaded read={read} skeleton={<Skeleton lines={9} />}>
        {(page) =>
          page.data.length === 0 && search.state === undefined && search.cursor === undefined ? (
            <Empty
              icon={<IconBuildingStore size={26} stroke={1.5} />}
              title={t('matrix.empty')}
              action={mayOpen ? open : undefined}
            >
              {t('matrix.emptyText')}
            </Empty>
          ) : (
            <>
              <Totals page={page} />
              <Filters end={<AsOf read={read} />}>
                <ChoiceFilter
                  name="state"
                  label={t('common.state')}
                  all={t('matrix.anyState')}
                  value={search.state}
                  options={storeState.map((state) => [state, t(`state.store.${state}`)] as const)}
                />
              </Filters>
              {page.data.length === 0 ? (
                <Empty title={t('common.nothingFound')}>{t('common.nothingFoundText')}</Empty>
              ) : (
                <Rows rows={page.data} licenceId={licenceId} />
              )}
              <Pager cursor={search.cursor} nextCursor={page.nextCursor} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Totals({ page }: { page: MatrixValue }) {
  const t = useText();
  const format = useFormat();
  const left = page.storeLimit - page.storeCount;
  const open = page.data.filter(({ openForSale }) => openForSale).length;
  const sum = (pick: (row: Row) => number): number => page.data.reduce((total, row) => total + pick(row), 0);
  return (
    <Figures
      figures={[
        {
          name: t('matrix.stores'),
          value: format.number(page.storeCount),
          note: t('matrix.left', { left, limit: page.storeLimit }),
        },
        { name: t('matrix.selling'), value: format.number(open) },
        { name: t('matrix.listed'), value: format.number(sum((row) => row.listedProducts)) },
        { name: t('matrix.openOrders'), value: format.number(sum((row) => row.openOrders)) },
      ]}
    />
  );
}

function Rows({ rows, licenceId }: { rows: readonly Row[]; licenceId: string }) {
  const t = useText();
  const me = useMe();
  const api = useApi();
  const format = useFormat();
  const paid = rows.filter((row) => can(me, 'money.read', { licenceId, storeId: row.id }));
  const money = useQueries({
    queries: paid.map((row) => ({
      ...readOptions(api, endpoints.getStoreMoney, { params: { storeId: row.id } }),
      staleTime: 60_000,
    })),
  });
  const standings = useRead(endpoints.listStoreStandings, { params: { licenceId } });
  const standing = new Map(standings.data?.value.data.map((found) => [found.storeId, found]));
  const owed = new Map(paid.map((row, index) => [row.id, money[index]?.data?.value]));
  const params = (row: Row) => ({ licenceId, storeId: row.id });
  const columns: Column<Row>[] = [
    {
      key: 'store',
      title: t('scope.store'),
      main: true,
      cell: (row) => (
        <span className={styles.store}>
          <Thumb picture={row.logoUrl === null ? null : { url: row.logoUrl }} alt="" size={40} />
          <span>
            <RowLink to="/licences/$licenceId/stores/$storeId/goods" params={params(row)}>
              {nameOfStore(row, format.text)}
            </RowLink>
            <span className={styles.slug}>
              {row.slug}
              {row.isFirstOfLicence ? ` · ${t('matrix.first')}` : ''}
            </span>
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      title: t('common.state'),
      cell: (row) => (
        <>
          <StoreBadge state={row.state} />
          {row.reason === null ? null : (
            <span className={styles.slug}>{sanctionReasonNames[row.reason][format.locale]}</span>
          )}
        </>
      ),
    },
    {
      key: 'standing',
      title: t('standing.title'),
      cell: (row) =>
        row.openedAt === null || row.state === 'closed' ? (
          <span className="soft">–</span>
        ) : standings.data === undefined ? (
          <span className="soft">{standings.isError ? '–' : '…'}</span>
        ) : (
          <StandingCell standing={standing.get(row.id)} name={nameOfStore(row, format.text)} />
        ),
    },
    {
      key: 'listed',
      title: t('matrix.listed'),
      align: 'end',
      cell: (row) => format.number(row.listedProducts),
    },
    {
      key: 'orders',
      title: t('matrix.openOrders'),
      align: 'end',
      cell: (row) =>
        row.openOrders === 0 ? (
          format.number(0)
        ) : (
          <RowLink to="/licences/$licenceId/stores/$storeId/orders" params={params(row)}>
            {format.number(row.openOrders)}
          </RowLink>
        ),
    },
    ...(paid.length === 0
      ? []
      : [
          {
            key: 'owed',
            title: t('matrix.owed'),
            align: 'end' as const,
            cell: (row: Row) => {
              const found = owed.get(row.id);
              if (found === undefined) return owed.has(row.id) ? <span className="soft">…</span> : null;
              return <Money minor={owedMinor(found)} currency={found.currency} />;
            },
          },
        ]),
    {
      key: 'opened',
      title: t('matrix.opened'),
      align: 'end',
      cell: (row) =>
        row.openedAt === null ? <span className="soft">–</span> : <Time at={row.openedAt} style="day" />,
    },
  ];
  const known = [...owed.values()].filter((found) => found !== undefined);
  const isWhole = known.length === rows.length;
  return (
    <>
      <DataTable caption={t('nav.stores')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      {known.length === 0 ? null : (
        <p className={styles.sums}>
          {isWhole ? t('matrix.owedTotal') : t('matrix.owedPart', { count: known.length, of: rows.length })}{' '}
          {sumsByCurrency(
            known.map((found) => ({ amountMinor: owedMinor(found), currency: found.currency })),
          ).map(({ amountMinor, currency }) => (
            <span key={currency} className="strong">
              <Money minor={amountMinor} currency={currency} />{' '}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
