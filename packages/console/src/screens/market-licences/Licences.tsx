import { endpoints, refusalReasonNames, sanctionReasonNames } from '@hazumi/contracts';
import { Switch } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useRead, type ValueOf } from '../../api/read.ts';
import { licenceState } from '../../app/states.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Time } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters, SearchFilter, useFilter } from '../../ui/Filters.tsx';
import { LinkButton, RowLink } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { LicenceBadge } from '../../ui/StateBadge.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';

type Row = ValueOf<typeof endpoints.listLicences>['data'][number];
interface LicencesSearch {
  state?: Row['state'];
  escalated?: 'true';
  text?: string;
  cursor?: string;
}

/** Why a licence is where it is, in the reader's language. */
export function reasonName(reason: Row['reason'], locale: 'zh-CN' | 'ja' | 'en'): string | undefined {
  if (reason === null) return undefined;
  const names: Record<string, Record<typeof locale, string>> = {
    ...refusalReasonNames,
    ...sanctionReasonNames,
  };
  return names[reason]?.[locale];
}

/** A reason below a state. */
export function Reason({ children }: { children: string | undefined }) {
  if (children === undefined) return null;
  return (
    <>
      <br />
      <span className="soft small">{children}</span>
    </>
  );
}

/** All licences of the market; those that wait for an operator are one click away. */
export function Licences() {
  const t = useText();
  const format = useFormat();
  const setFilter = useFilter();
  const search = useSearch({ strict: false }) as LicencesSearch;
  const read = useRead(endpoints.listLicences, { query: { limit: 25, ...search } }, { keepPrevious: true });
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: t('licence.legalName'),
      main: true,
      cell: (row) => (
        <RowLink to="/operator/licences/$marketLicenceId" params={{ marketLicenceId: row.id }}>
          {row.legalName}
        </RowLink>
      ),
    },
    {
      key: 'state',
      title: t('common.state'),
      cell: (row) => (
        <>
          <LicenceBadge state={row.state} />
          {row.escalated ? (
            <>
              {' '}
              <Badge tone="warn">{t('marketLicences.waits')}</Badge>
            </>
          ) : null}
          <Reason>{reasonName(row.reason, format.locale)}</Reason>
        </>
      ),
    },
    { key: 'reason', title: t('common.reason'), cell: (row) => reasonName(row.reason, format.locale) },
    { key: 'number', title: t('licence.number'), cell: (row) => <code>{row.registrationNumber}</code> },
    { key: 'country', title: t('licence.country'), cell: (row) => format.country(row.country) },
    {
      key: 'stores',
      title: t('matrix.stores'),
      align: 'end',
      cell: (row) => (
        <span className="nowrap">{t('matrix.slots', { count: row.storeCount, limit: row.storeLimit })}</span>
      ),
    },
    {
      key: 'created',
      title: t('common.created'),
      align: 'end',
      cell: (row) => <Time at={row.createdAt} style="day" />,
    },
  ];
  const isFiltered =
    search.state !== undefined || search.text !== undefined || search.escalated !== undefined;
  return (
    <Page title={t('nav.licences')}>
      <Filters end={<AsOf read={read} />}>
        <SearchFilter name="text" label={t('marketLicences.search')} value={search.text} />
        <ChoiceFilter
          name="state"
          label={t('common.state')}
          all={t('goods.anyState')}
          value={search.state}
          options={licenceState.map((state) => [state, t(`state.licence.${state}`)] as const)}
        />
        <Switch
          label={t('marketLicences.waiting')}
          checked={search.escalated === 'true'}
          onChange={(event) => setFilter('escalated', event.currentTarget.checked ? 'true' : undefined)}
          style={{ alignSelf: 'center' }}
        />
      </Filters>
      <Loaded read={read} skeleton={<Skeleton lines={10} />}>
        {({ data, nextCursor }) =>
          data.length > 0 ? (
            <>
              <DataTable caption={t('nav.licences')} columns={columns} rows={data} rowKey={({ id }) => id} />
              <Pager cursor={search.cursor} nextCursor={nextCursor} />
            </>
          ) : (
            <Empty
              icon={<IconCertificate size={26} stroke={1.5} />}
              title={
                search.escalated === 'true'
                  ? t('marketLicences.noneWait')
                  : isFiltered
                    ? t('common.nothingFound')
                    : t('marketLicences.empty')
              }
              action={
                isFiltered ? (
                  <LinkButton variant="default" to="." search={{}}>
                    {t('common.clearFilters')}
                  </LinkButton>
                ) : undefined
              }
            >
              {search.escalated === 'true' ? t('marketLicences.noneWaitText') : t('marketLicences.emptyText')}
            </Empty>
          )
        }
      </Loaded>
    </Page>
  );
}
