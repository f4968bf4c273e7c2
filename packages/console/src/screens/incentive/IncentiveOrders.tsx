import { endpoints } from '@hazumi/contracts';
import { IconHeartHandshake } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { incentiveStates } from '../../app/states.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useStorePlace } from '../../shell/place.ts';
import { Badge, type BadgeTone } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Money } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters } from '../../ui/Filters.tsx';
import { LinkButton, RowLink } from '../../ui/links.tsx';
import { Section } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { Empty, Loaded } from '../../ui/States.tsx';
import styles from './Incentive.module.css';

type Row = ValueOf<typeof endpoints.listStoreIncentives>['data'][number];

const tones: Record<Row['state'], BadgeTone> = {
  pending: 'quiet',
  cleared: 'accent',
  vested: 'good',
  excluded: 'warn',
  clawedBack: 'warn',
};

/** A store's private orders: what each earns, why it does not, and what comes next. */
export function IncentiveOrders({ storeId }: { storeId: string }) {
  const t = useText();
  const format = useFormat();
  const place = useStorePlace();
  const search = useSearch({ strict: false }) as { cursor?: string; state?: Row['state'] };
  const read = useRead(
    endpoints.listStoreIncentives,
    { params: { storeId }, query: { limit: 20, ...search } },
    { keepPrevious: true },
  );
  const columns: Column<Row>[] = [
    {
      key: 'order',
      title: t('orders.order'),
      main: true,
      cell: (row) => (
        <RowLink
          to="/licences/$licenceId/stores/$storeId/orders/$orderId"
          params={{ ...place, orderId: row.orderId }}
        >
          {row.orderNumber}
        </RowLink>
      ),
    },
    { key: 'state', title: t('common.state'), cell: (row) => <State row={row} /> },
    {
      key: 'base',
      title: t('incentive.base'),
      align: 'end',
      cell: (row) => (
        <>
          <Money minor={row.baseMinor} currency={row.currency} />
          <Note isAmount>{t('incentive.fee', { amount: format.money(row.feePaidMinor, row.currency) })}</Note>
        </>
      ),
    },
    { key: 'rebate', title: t('incentive.rebate'), align: 'end', cell: (row) => <Rebate row={row} /> },
    {
      key: 'taken',
      title: t('incentive.clawedBack'),
      align: 'end',
      cell: (row) =>
        row.clawedBackMinor === 0 ? null : <Money minor={row.clawedBackMinor} currency={row.currency} />,
    },
    { key: 'next', title: t('incentive.next'), cell: (row) => <Schedule row={row} /> },
    {
      key: 'version',
      title: t('policy.version'),
      align: 'end',
      cell: (row) => <span className="number">{row.policyVersion}</span>,
    },
  ];
  const isFiltered = search.state !== undefined;
  return (
    <Section title={t('incentive.orders')} plain>
      <Filters
        end={
          <DownloadButton
            definition={endpoints.exportStoreIncentives}
            call={{ params: { storeId } }}
            fileName="incentive.csv"
          >
            {t('incentive.export')}
          </DownloadButton>
        }
      >
        <ChoiceFilter
          name="state"
          label={t('common.state')}
          all={t('incentive.anyState')}
          value={search.state}
          options={incentiveStates.map((state) => [state, t(`incentive.state.${state}`)] as const)}
        />
      </Filters>
      <Loaded read={read}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            isFiltered ? (
              <Empty title={t('incentive.emptyFiltered')} />
            ) : (
              <Empty
                icon={<IconHeartHandshake size={26} stroke={1.5} />}
                title={t('incentive.empty')}
                action={
                  <LinkButton to="/licences/$licenceId/stores/$storeId/links" params={place}>
                    {t('incentive.toLinks')}
                  </LinkButton>
                }
              >
                {t('incentive.emptyText')}
              </Empty>
            )
          ) : (
            <>
              <DataTable
                caption={t('incentive.orders')}
                columns={columns}
                rows={data}
                rowKey={({ orderId }) => orderId}
              />
              <Pager cursor={search.cursor} nextCursor={nextCursor} />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

function State({ row }: { row: Row }) {
  const t = useText();
  return (
    <>
      <Badge tone={tones[row.state]}>{t(`incentive.state.${row.state}`)}</Badge>
      {row.exclusions.map(({ reason }) => (
        <span key={reason} className="soft small">
          <br />
          {t(`exclusion.reasons.${reason}`)}
        </span>
      ))}
    </>
  );
}

/** What comes back of the fee, what limited that, and what stays and counts. */
function Rebate({ row }: { row: Row }) {
  const t = useText();
  const format = useFormat();
  const limit = row.limitedBy === 'feePaid' || row.limitedBy === 'monthlyCap' ? row.limitedBy : null;
  const isDecided = row.state !== 'pending' && row.state !== 'excluded';
  return (
    <>
      <Money minor={row.rebateMinor} currency={row.currency} />
      {limit === null ? null : <Note>{t(`incentive.limited.${limit}`)}</Note>}
      {isDecided ? (
        <Note isAmount>
          {t('incentive.ofMerit', { amount: format.money(Math.round(row.meritMinor), row.currency) })}
        </Note>
      ) : null}
    </>
  );
}

function Note({ isAmount = false, children }: { isAmount?: boolean; children: ReactNode }) {
  return <span className={isAmount ? `${styles.note} nowrap` : styles.note}>{children}</span>;
}

/** What happens to an order by itself: when it is decided about, or when each part of its rebate vests. */
function Schedule({ row }: { row: Row }) {
  const t = useText();
  const format = useFormat();
  if (row.state === 'pending') return t('incentive.nextDecision', { day: format.day(row.windowEndsAt) });
  if (row.state === 'excluded')
    return row.decidedAt === null ? null : t('incentive.decidedOn', { day: format.day(row.decidedAt) });
  if (row.parts.length === 0) return null;
  return (
    <ul className={styles.parts}>
      {row.parts.map(({ at, vestedAt, amountMinor, takenMinor }) => (
        <li key={at} className={vestedAt === null ? undefined : styles.past}>
          {t(vestedAt === null ? 'incentive.nextPart' : 'incentive.vestedPart', {
            day: format.day(at),
            amount: format.money(amountMinor - takenMinor, row.currency),
          })}
        </li>
      ))}
    </ul>
  );
}
