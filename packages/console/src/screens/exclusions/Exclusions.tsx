import { endpoints } from '@hazumi/contracts';
import { IconShieldSearch } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useRead, type ValueOf } from '../../api/read.ts';
import { exclusionReasons } from '../../app/states.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Money, Time } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters } from '../../ui/Filters.tsx';
import { Line } from '../../ui/Lines.tsx';
import { RowLink } from '../../ui/links.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { AsOf, Empty, Loaded } from '../../ui/States.tsx';

type Row = ValueOf<typeof endpoints.listExcludedOrders>['data'][number];
type Evidence = Row['evidence'][number];
type Score = ValueOf<typeof endpoints.listWashScores>['data'][number];

const evidenceShown = 3;

/** Private orders that earn nothing, each with its reason and what shows it; and what the scorecard says of stores. */
export function Exclusions() {
  const t = useText();
  const format = useFormat();
  const search = useSearch({ strict: false }) as { cursor?: string; reason?: Row['reason'] };
  const read = useRead(
    endpoints.listExcludedOrders,
    { query: { limit: 25, ...search } },
    { keepPrevious: true },
  );
  const columns: Column<Row>[] = [
    {
      key: 'order',
      title: t('orders.order'),
      main: true,
      cell: (row) => (
        <RowLink to="/operator/orders/$orderId" params={{ orderId: row.orderId }}>
          {row.orderNumber}
        </RowLink>
      ),
    },
    { key: 'store', title: t('scope.store'), cell: (row) => format.text(row.storeName) },
    {
      key: 'reason',
      title: t('exclusion.reason'),
      cell: (row) => (
        <>
          {t(`exclusion.reasons.${row.reason}`)}
          {row.field === null ? null : (
            <span className="soft small">
              <br />
              {t('exclusion.field', { field: row.field })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'evidence',
      title: t('exclusion.evidence'),
      cell: (row) => <EvidenceList evidence={row.evidence} />,
    },
    {
      key: 'amount',
      title: t('order.amount'),
      align: 'end',
      cell: (row) => <Money minor={row.totalMinor} currency={row.currency} />,
    },
    {
      key: 'probability',
      title: t('exclusion.probability'),
      align: 'end',
      cell: (row) =>
        row.fraudProbability === null ? null : (
          <span className="number">{format.ppm(Math.round(row.fraudProbability * 1000) * 1000)}</span>
        ),
    },
    { key: 'at', title: t('money.at'), align: 'end', cell: (row) => <Time at={row.at} style="day" /> },
  ];
  return (
    <Page title={t('nav.exclusions')} about={t('exclusion.about')}>
      <Filters end={<AsOf read={read} />}>
        <ChoiceFilter
          name="reason"
          label={t('exclusion.reason')}
          all={t('exclusion.anyReason')}
          value={search.reason}
          options={exclusionReasons.map((reason) => [reason, t(`exclusion.reasons.${reason}`)] as const)}
        />
      </Filters>
      <Loaded read={read}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <Empty icon={<IconShieldSearch size={26} stroke={1.5} />} title={t('exclusion.empty')}>
              {t('exclusion.emptyText')}
            </Empty>
          ) : (
            <>
              <DataTable
                caption={t('nav.exclusions')}
                columns={columns}
                rows={data}
                rowKey={(row) => `${row.orderId} ${row.reason}`}
              />
              <Pager cursor={search.cursor} nextCursor={nextCursor} />
            </>
          )
        }
      </Loaded>
      <Scores />
    </Page>
  );
}

function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const t = useText();
  const shown = evidence.slice(0, evidenceShown);
  return (
    <>
      {shown.map((one, at) => (
        <Line key={keyOf(one, at)}>
          <EvidenceOne evidence={one} />
        </Line>
      ))}
      {evidence.length > shown.length ? (
        <span className="soft small">{t('exclusion.more', { count: evidence.length - shown.length })}</span>
      ) : null}
    </>
  );
}

const keyOf = (one: Evidence, at: number): string => ('id' in one ? `${one.id} ${at}` : `${one.kind} ${at}`);

function EvidenceOne({ evidence }: { evidence: Evidence }) {
  const t = useText();
  switch (evidence.kind) {
    case 'order':
      return (
        <RowLink to="/operator/orders/$orderId" params={{ orderId: evidence.id }}>
          {t('exclusion.kind.order')}
        </RowLink>
      );
    case 'licence':
      return (
        <RowLink to="/operator/licences/$marketLicenceId" params={{ marketLicenceId: evidence.id }}>
          {t('exclusion.kind.licence')}
        </RowLink>
      );
    case 'parcel':
      return <span className="number">{t('exclusion.kind.parcel', { tracking: evidence.tracking })}</span>;
    default:
      return t(`exclusion.kind.${evidence.kind}`);
  }
}

function Scores() {
  const t = useText();
  const format = useFormat();
  const read = useRead(endpoints.listWashScores, { query: { limit: 10 } });
  const columns: Column<Score>[] = [
    {
      key: 'store',
      title: t('scope.store'),
      main: true,
      cell: (row) => (
        <RowLink to="/operator/stores/$marketStoreId" params={{ marketStoreId: row.storeId }}>
          {format.text(row.storeName)}
        </RowLink>
      ),
    },
    {
      key: 'probability',
      title: t('exclusion.probability'),
      align: 'end',
      cell: (row) => <span className="number">{format.ppm(Math.round(row.probability * 1000) * 1000)}</span>,
    },
    {
      key: 'orders',
      title: t('exclusion.ordersSeen'),
      align: 'end',
      cell: (row) => <span className="number">{format.number(row.orders)}</span>,
    },
    { key: 'parts', title: t('exclusion.strongest'), cell: (row) => <Parts parts={row.parts} /> },
    {
      key: 'day',
      title: t('exclusion.day'),
      align: 'end',
      cell: (row) => <span className="number nowrap">{row.day}</span>,
    },
  ];
  return (
    <Section title={t('exclusion.scores')} about={t('exclusion.scoresAbout')} plain>
      <Loaded read={read}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={t('exclusion.scoresEmpty')}>{t('exclusion.scoresEmptyText')}</Empty>
          ) : (
            <DataTable
              caption={t('exclusion.scores')}
              columns={columns}
              rows={data}
              rowKey={({ storeId }) => storeId}
            />
          )
        }
      </Loaded>
    </Section>
  );
}

/** The three features that say most against a store, each with what it added to the log-odds. */
function Parts({ parts }: { parts: Score['parts'] }) {
  const t = useText();
  const format = useFormat();
  const against = parts.filter(({ logOdds }) => logOdds > 0).slice(0, 3);
  if (against.length === 0) return <span className="soft">{t('exclusion.nothingOdd')}</span>;
  return against.map(({ feature, logOdds }, at) => (
    <span key={feature}>
      {at === 0 ? null : <br />}
      {t('exclusion.part', {
        feature: t(`exclusion.features.${feature}`),
        sign: '+',
        logOdds: format.number(Math.round(logOdds * 100) / 100),
      })}
    </span>
  ));
}
