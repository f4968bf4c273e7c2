import { endpoints } from '@hazumi/contracts';
import { IconFlask2 } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useRead, type ValueOf } from '../../api/read.ts';
import { draftStates } from '../../app/states.ts';
import { useText } from '../../i18n/intl.ts';
import { mayOperate } from '../../session/permissions.ts';
import { useMe } from '../../session/session.tsx';
import { Badge, type BadgeTone } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Time } from '../../ui/Facts.tsx';
import { ChoiceFilter, Filters } from '../../ui/Filters.tsx';
import { BackLink, LinkButton, RowLink } from '../../ui/links.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { AsOf, Empty, Loaded } from '../../ui/States.tsx';
import { versionTones } from '../policy/Versions.tsx';
import { reasonOf } from '../policy/version-words.ts';
import { RunState } from './RunState.tsx';

type DraftRow = ValueOf<typeof endpoints.listPolicyDrafts>['data'][number];
export const draftTones: Record<DraftRow['state'], BadgeTone> = {
  draft: 'quiet',
  proposed: 'warn',
  approved: 'good',
  discarded: 'quiet',
};

/** The policy lab: drafts and what became of them, and the versions that one can begin from. */
export function Lab() {
  const t = useText();
  const me = useMe();
  const search = useSearch({ strict: false }) as { cursor?: string; state?: DraftRow['state'] };
  const read = useRead(
    endpoints.listPolicyDrafts,
    { query: { limit: 20, ...search } },
    { keepPrevious: true, refetchMs: 10_000 },
  );
  const begin = mayOperate(me) ? <LinkButton to="/operator/lab/new">{t('lab.new')}</LinkButton> : undefined;
  return (
    <Page
      title={t('nav.lab')}
      about={t('lab.about')}
      back={<BackLink to="/operator/policy">{t('nav.policy')}</BackLink>}
      actions={begin}
    >
      <Filters end={<AsOf read={read} />}>
        <ChoiceFilter
          name="state"
          label={t('common.state')}
          all={t('lab.anyState')}
          value={search.state}
          options={draftStates.map((state) => [state, t(`lab.state.${state}`)] as const)}
        />
      </Filters>
      <Loaded read={read}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <Empty icon={<IconFlask2 size={26} stroke={1.5} />} title={t('lab.empty')} action={begin}>
              {t('lab.emptyText')}
            </Empty>
          ) : (
            <>
              <Drafts rows={data} />
              <Pager cursor={search.cursor} nextCursor={nextCursor} />
            </>
          )
        }
      </Loaded>
      <Library mayBegin={mayOperate(me)} />
    </Page>
  );
}

function Drafts({ rows }: { rows: readonly DraftRow[] }) {
  const t = useText();
  const columns: Column<DraftRow>[] = [
    {
      key: 'name',
      title: t('lab.draft'),
      main: true,
      cell: (row) => (
        <RowLink to="/operator/lab/$draftId" params={{ draftId: row.id }}>
          {row.name}
        </RowLink>
      ),
    },
    {
      key: 'state',
      title: t('common.state'),
      cell: (row) => (
        <>
          <Badge tone={draftTones[row.state]}>{t(`lab.state.${row.state}`)}</Badge>
          {row.isOutdated ? <span className="soft small"> {t('lab.outdatedShort')}</span> : null}
        </>
      ),
    },
    {
      key: 'changes',
      title: t('policy.diff'),
      cell: (row) => t('policy.changes', { count: row.changeCount }),
    },
    { key: 'base', title: t('lab.base'), cell: (row) => t('policy.versionNumber', { number: row.base }) },
    {
      key: 'run',
      title: t('lab.tried'),
      cell: (row) => (row.run === null ? <span className="soft">–</span> : <RunState run={row.run} />),
    },
    { key: 'author', title: t('policy.author'), cell: (row) => row.author },
    { key: 'updated', title: t('lab.updated'), align: 'end', cell: (row) => <Time at={row.updatedAt} /> },
  ];
  return <DataTable caption={t('lab.drafts')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

type VersionRow = ValueOf<typeof endpoints.listPolicyVersions>['data'][number];

/** Versions to begin from: the one in force, what is scheduled, and earlier ones. */
function Library({ mayBegin }: { mayBegin: boolean }) {
  const t = useText();
  const read = useRead(endpoints.listPolicyVersions, { query: { limit: 10 } });
  const columns: Column<VersionRow>[] = [
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
    { key: 'reason', title: t('common.reason'), cell: (row) => reasonOf(t, row) },
    { key: 'starts', title: t('policy.starts'), align: 'end', cell: (row) => <Time at={row.startsAt} /> },
    ...(mayBegin
      ? [
          {
            key: 'begin',
            title: t('common.actions'),
            buttons: true,
            align: 'end',
            cell: (row: VersionRow) => (
              <LinkButton
                size="compact-sm"
                variant="subtle"
                to="/operator/lab/new"
                search={{ version: row.number }}
                aria-label={t('lab.beginFromNamed', { number: row.number })}
              >
                {t('lab.beginFrom')}
              </LinkButton>
            ),
          } satisfies Column<VersionRow>,
        ]
      : []),
  ];
  return (
    <Section
      title={t('lab.library')}
      about={t('lab.libraryAbout')}
      plain
      actions={
        <LinkButton variant="default" size="xs" to="/operator/policy/versions">
          {t('policy.versions')}
        </LinkButton>
      }
    >
      <Loaded read={read}>
        {({ data }) => (
          <DataTable
            caption={t('lab.library')}
            columns={columns}
            rows={data}
            rowKey={({ number }) => String(number)}
          />
        )}
      </Loaded>
    </Section>
  );
}
