import { endpoints, sanctionReasonNames } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { IconBuildingStore, IconX } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useRead, type ValueOf } from '../../api/read.ts';
import { storeState } from '../../app/states.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { nameOfStore } from '../../shell/place.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Time } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters, SearchFilter, useFilter } from '../../ui/Filters.tsx';
import { LinkButton, RowLink } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { StoreBadge } from '../../ui/StateBadge.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';
import { Reason } from '../market-licences/Licences.tsx';

type Row = ValueOf<typeof endpoints.operatorListStores>['data'][number];
interface StoresSearch {
  state?: Row['state'];
  licenceId?: string;
  text?: string;
  cursor?: string;
}

/** All stores of the market, by state, slug and licence. */
export function Stores() {
  const t = useText();
  const format = useFormat();
  const setFilter = useFilter();
  const search = useSearch({ strict: false }) as StoresSearch;
  const read = useRead(
    endpoints.operatorListStores,
    { query: { limit: 25, ...search } },
    { keepPrevious: true },
  );
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: t('scope.store'),
      main: true,
      cell: (row) => (
        <>
          <RowLink to="/operator/stores/$marketStoreId" params={{ marketStoreId: row.id }}>
            {nameOfStore(row, format.text)}
          </RowLink>
          <br />
          <span className="soft small">{row.slug}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('common.state'),
      cell: (row) => (
        <>
          <StoreBadge state={row.state} />
          <Reason>{row.reason === null ? undefined : sanctionReasonNames[row.reason][format.locale]}</Reason>
        </>
      ),
    },
    {
      key: 'licence',
      title: t('scope.licence'),
      cell: (row) => (
        <RowLink to="/operator/licences/$marketLicenceId" params={{ marketLicenceId: row.licenceId }}>
          {row.legalName}
        </RowLink>
      ),
    },
    { key: 'currency', title: t('store.currency'), cell: (row) => row.currency },
    {
      key: 'created',
      title: t('common.created'),
      align: 'end',
      cell: (row) => <Time at={row.createdAt} style="day" />,
    },
  ];
  const isFiltered =
    search.state !== undefined || search.text !== undefined || search.licenceId !== undefined;
  const licenceName = read.data?.value.data[0]?.legalName;
  return (
    <Page title={t('nav.marketStores')}>
      <Filters end={<AsOf read={read} />}>
        <SearchFilter name="text" label={t('marketStores.search')} value={search.text} />
        <ChoiceFilter
          name="state"
          label={t('common.state')}
          all={t('matrix.anyState')}
          value={search.state}
          options={storeState.map((state) => [state, t(`state.store.${state}`)] as const)}
        />
        {search.licenceId === undefined ? null : (
          <Button
            variant="light"
            rightSection={<IconX aria-hidden size={14} />}
            onClick={() => setFilter('licenceId', undefined)}
          >
            {licenceName ?? t('scope.licence')}
            <span className="hidden-text">{t('marketStores.allLicences')}</span>
          </Button>
        )}
      </Filters>
      <Loaded read={read} skeleton={<Skeleton lines={10} />}>
        {({ data, nextCursor }) =>
          data.length > 0 ? (
            <>
              <DataTable
                caption={t('nav.marketStores')}
                columns={columns}
                rows={data}
                rowKey={({ id }) => id}
              />
              <Pager cursor={search.cursor} nextCursor={nextCursor} />
            </>
          ) : (
            <Empty
              icon={<IconBuildingStore size={26} stroke={1.5} />}
              title={isFiltered ? t('common.nothingFound') : t('marketStores.empty')}
              action={
                isFiltered ? (
                  <LinkButton variant="default" to="." search={{}}>
                    {t('common.clearFilters')}
                  </LinkButton>
                ) : undefined
              }
            >
              {isFiltered ? t('common.nothingFoundText') : t('marketStores.emptyText')}
            </Empty>
          )
        }
      </Loaded>
    </Page>
  );
}
