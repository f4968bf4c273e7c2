import { endpoints } from '@hazumi/contracts';
import { IconUsersGroup } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useText } from '../../i18n/intl.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Time } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters } from '../../ui/Filters.tsx';
import { Line } from '../../ui/Lines.tsx';
import { RowLink } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { AsOf, Empty, Loaded } from '../../ui/States.tsx';

type Row = ValueOf<typeof endpoints.listPrincipals>['data'][number];
type Party = Row['parties'][number];

/** Who is one and the same, and what ties them. */
export function Principals() {
  const t = useText();
  const { cursor, of } = useSearch({ strict: false }) as { cursor?: string; of?: 'any' };
  const read = useRead(
    endpoints.listPrincipals,
    { query: { limit: 20, licences: of === 'any' ? 1 : 2, ...(cursor === undefined ? {} : { cursor }) } },
    { keepPrevious: true },
  );
  const columns: Column<Row>[] = [
    {
      key: 'principal',
      title: t('principals.principal'),
      main: true,
      cell: (row) => (
        <RowLink to="/operator/licences/$marketLicenceId" params={{ marketLicenceId: row.principalId }}>
          {nameOf(row)}
        </RowLink>
      ),
    },
    { key: 'members', title: t('principals.members'), cell: (row) => <Parties parties={row.parties} /> },
    { key: 'why', title: t('principals.why'), cell: (row) => <Ties links={row.links} /> },
    {
      key: 'version',
      title: t('policy.version'),
      align: 'end',
      cell: (row) => <span className="number">{row.policyVersion}</span>,
    },
  ];
  return (
    <Page title={t('nav.principals')} about={t('principals.about')}>
      <Filters end={<AsOf read={read} />}>
        <ChoiceFilter
          name="of"
          label={t('principals.licences')}
          all={t('principals.several')}
          value={of}
          options={[['any', t('principals.any')] as const]}
        />
      </Filters>
      <Loaded read={read}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <Empty icon={<IconUsersGroup size={26} stroke={1.5} />} title={t('principals.empty')}>
              {t('principals.emptyText')}
            </Empty>
          ) : (
            <>
              <DataTable
                caption={t('nav.principals')}
                columns={columns}
                rows={data}
                rowKey={({ principalId }) => principalId}
              />
              <Pager cursor={cursor} nextCursor={nextCursor} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

const nameOf = ({ parties, principalId }: Row): string => {
  const oldest = parties.find((party) => party.kind === 'licence' && party.id === principalId);
  return oldest?.kind === 'licence' ? oldest.name : principalId;
};

function Parties({ parties }: { parties: readonly Party[] }) {
  const t = useText();
  return parties.map((party, at) => (
    <Line key={party.kind === 'guest' ? `guest ${at}` : party.id}>
      {party.kind === 'licence' ? (
        <RowLink to="/operator/licences/$marketLicenceId" params={{ marketLicenceId: party.id }}>
          {party.name}
        </RowLink>
      ) : party.kind === 'person' ? (
        party.name
      ) : (
        <span className="soft">{t('principals.guest')}</span>
      )}
    </Line>
  ));
}

function Ties({ links }: { links: Row['links'] }) {
  const t = useText();
  return links.map((link) => (
    <div key={[link.kind, ...link.parties.map((party) => ('id' in party ? party.id : party.kind))].join(' ')}>
      <Badge tone={link.isStrong ? 'accent' : 'quiet'}>
        {t(link.isStrong ? 'principals.strong' : 'principals.weak')}
      </Badge>{' '}
      {t(`principals.kind.${link.kind}`)}{' '}
      <span className="soft small">
        {t('principals.sharedBy', { count: link.sharedBy })} · <Time at={link.since} style="day" />
      </span>
    </div>
  ));
}
