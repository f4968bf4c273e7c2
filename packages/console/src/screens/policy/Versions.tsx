import { endpoints } from '@hazumi/contracts';
import { useSearch } from '@tanstack/react-router';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useText } from '../../i18n/intl.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Time } from '../../ui/Facts.tsx';
import { BackLink, LinkButton, RowLink } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { AsOf, Loaded } from '../../ui/States.tsx';
import { authorOf, reasonOf } from './version-words.ts';

type Row = ValueOf<typeof endpoints.listPolicyVersions>['data'][number];
export const versionTones = { scheduled: 'accent', inForce: 'good', replaced: 'quiet' } as const;

/** Every version that the policy ever had: who made it, when it began, and why. */
export function Versions() {
  const t = useText();
  const { cursor } = useSearch({ strict: false }) as { cursor?: string };
  const read = useRead(
    endpoints.listPolicyVersions,
    { query: { limit: 25, ...(cursor === undefined ? {} : { cursor }) } },
    { keepPrevious: true },
  );
  const columns: Column<Row>[] = [
    {
      key: 'number',
      title: t('policy.version'),
      main: true,
      cell: (row) => (
        <RowLink to="/operator/policy/versions/$number" params={{ number: String(row.number) }}>
          {t('policy.versionNumber', { number: row.number })}
        </RowLink>
      ),
    },
    {
      key: 'state',
      title: t('common.state'),
      cell: (row) => <Badge tone={versionTones[row.state]}>{t(`state.policy.${row.state}`)}</Badge>,
    },
    {
      key: 'reason',
      title: t('common.reason'),
      cell: (row) => (
        <>
          {reasonOf(t, row)}
          {row.rollbackOf === null ? null : (
            <span className="soft small"> {t('policy.rollbackOf', { number: row.rollbackOf })}</span>
          )}
        </>
      ),
    },
    { key: 'author', title: t('policy.author'), cell: (row) => authorOf(t, row) },
    { key: 'starts', title: t('policy.starts'), align: 'end', cell: (row) => <Time at={row.startsAt} /> },
    { key: 'created', title: t('common.created'), align: 'end', cell: (row) => <Time at={row.createdAt} /> },
  ];
  return (
    <Page
      title={t('policy.versions')}
      back={<BackLink to="/operator/policy">{t('nav.policy')}</BackLink>}
      about={t('policy.versionsAbout')}
      actions={
        <>
          <AsOf read={read} />
          <LinkButton to="/operator/lab">{t('nav.lab')}</LinkButton>
        </>
      }
    >
      <Loaded read={read}>
        {({ data, nextCursor }) => (
          <>
            <DataTable
              caption={t('policy.versions')}
              columns={columns}
              rows={data}
              rowKey={({ number }) => String(number)}
            />
            <Pager cursor={cursor} nextCursor={nextCursor} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
