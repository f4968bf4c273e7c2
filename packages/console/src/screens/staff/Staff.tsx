import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useWrite } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useMe } from '../../session/session.tsx';
import { nameOfStore, useLicenceId, useStoresOf } from '../../shell/place.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Time } from '../../ui/Facts.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { Empty, Loaded } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { ChangeRole } from './ChangeRole.tsx';
import { Invite } from './Invite.tsx';

export type Member = ValueOf<typeof endpoints.listStaff>['data'][number];
type Invitation = ValueOf<typeof endpoints.listInvitations>['data'][number];

/** Who works for the licence or one of its stores, and who is invited to. */
export function Staff() {
  const t = useText();
  const [isInviting, setInviting] = useState(false);
  return (
    <Page
      title={t('nav.staff')}
      about={t('staff.about')}
      actions={<Button onClick={() => setInviting(true)}>{t('staff.invite')}</Button>}
    >
      <Members />
      <Invitations />
      <Dialog isOpen={isInviting} close={() => setInviting(false)} title={t('staff.invite')}>
        <Invite close={() => setInviting(false)} />
      </Dialog>
    </Page>
  );
}

/** The name of a store of the licence by its id; null is the whole licence. */
function useStoreName(): (storeId: string | null) => string {
  const t = useText();
  const format = useFormat();
  const stores = useStoresOf(useLicenceId()).data?.value.data ?? [];
  return (storeId) => {
    if (storeId === null) return t('scope.allStores');
    const store = stores.find(({ id }) => id === storeId);
    return store === undefined ? t('staff.oneStore') : nameOfStore(store, format.text);
  };
}

function Members() {
  const t = useText();
  const tell = useTell();
  const me = useMe();
  const licenceId = useLicenceId();
  const storeName = useStoreName();
  const { cursor } = useSearch({ strict: false }) as { cursor?: string };
  const read = useRead(endpoints.listStaff, {
    params: { licenceId },
    query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) },
  });
  const remove = useWrite(endpoints.removeStaff, { stale: [endpoints.listStaff] });
  const [removing, setRemoving] = useState<Member>();
  const [changing, setChanging] = useState<Member>();
  const confirm = async () => {
    if (removing === undefined) return;
    if ((await remove.run({ params: { licenceId, membershipId: removing.id } })) === undefined) return;
    tell(t('staff.removed', { name: removing.name }));
    setRemoving(undefined);
  };
  const columns: Column<Member>[] = [
    {
      key: 'name',
      title: t('staff.member'),
      main: true,
      cell: (member) => (
        <>
          <span className="strong">{member.name}</span>{' '}
          {member.personId === me.id ? <Badge tone="accent">{t('staff.you')}</Badge> : null}
          <br />
          <span className="soft small">{member.email}</span>
        </>
      ),
    },
    { key: 'role', title: t('staff.role'), cell: (member) => t(`role.${member.role}`) },
    { key: 'scope', title: t('staff.scope'), cell: (member) => storeName(member.storeId) },
    { key: 'since', title: t('staff.since'), cell: (member) => <Time at={member.createdAt} style="day" /> },
    {
      key: 'actions',
      title: t('common.actions'),
      buttons: true,
      align: 'end',
      cell: (member) => (
        <span className="row" style={{ justifyContent: 'flex-end' }}>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t('staff.changeNamed', { name: member.name })}
            onClick={() => setChanging(member)}
          >
            {t('staff.change')}
          </Button>
          <Button
            variant="subtle"
            color="shu"
            size="compact-sm"
            aria-label={t('staff.removeNamed', { name: member.name })}
            onClick={() => setRemoving(member)}
          >
            {t('common.remove')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Section title={t('staff.members')} plain>
      <Loaded read={read}>
        {({ data, nextCursor }) => (
          <>
            <DataTable caption={t('staff.members')} columns={columns} rows={data} rowKey={({ id }) => id} />
            <Pager cursor={cursor} nextCursor={nextCursor} />
          </>
        )}
      </Loaded>
      <Dialog isOpen={changing !== undefined} close={() => setChanging(undefined)} title={t('staff.change')}>
        {changing === undefined ? null : (
          <ChangeRole member={changing} close={() => setChanging(undefined)} />
        )}
      </Dialog>
      <Confirm
        isOpen={removing !== undefined}
        close={() => {
          remove.reset();
          setRemoving(undefined);
        }}
        title={t('staff.removeTitle')}
        label={t('common.remove')}
        run={() => void confirm()}
        isRunning={remove.isRunning}
        error={remove.error}
        danger
      >
        {t('staff.removeText', { name: removing?.name ?? '' })}
      </Confirm>
    </Section>
  );
}

const tones = { pending: 'accent', accepted: 'good', revoked: 'quiet', expired: 'warn' } as const;

function Invitations() {
  const t = useText();
  const tell = useTell();
  const licenceId = useLicenceId();
  const storeName = useStoreName();
  const read = useRead(endpoints.listInvitations, { params: { licenceId }, query: { limit: 50 } });
  const revoke = useWrite(endpoints.revokeInvitation, { stale: [endpoints.listInvitations] });
  const takeBack = async (invitation: Invitation) => {
    const params = { licenceId, invitationId: invitation.id };
    if ((await revoke.run({ params })) !== undefined) tell(t('staff.revoked', { email: invitation.email }));
  };
  const columns: Column<Invitation>[] = [
    {
      key: 'email',
      title: t('signIn.email'),
      main: true,
      cell: (row) => <span className="strong">{row.email}</span>,
    },
    { key: 'role', title: t('staff.role'), cell: (row) => t(`role.${row.role}`) },
    { key: 'scope', title: t('staff.scope'), cell: (row) => storeName(row.storeId) },
    {
      key: 'state',
      title: t('common.state'),
      cell: (row) => <Badge tone={tones[row.state]}>{t(`state.invitation.${row.state}`)}</Badge>,
    },
    { key: 'until', title: t('invitation.until'), cell: (row) => <Time at={row.expiresAt} /> },
    {
      key: 'actions',
      title: t('common.actions'),
      buttons: true,
      align: 'end',
      cell: (row) =>
        row.state === 'pending' ? (
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={revoke.isRunning}
            aria-label={t('staff.revokeNamed', { email: row.email })}
            onClick={() => void takeBack(row)}
          >
            {t('staff.revoke')}
          </Button>
        ) : null,
    },
  ];
  return (
    <Section title={t('staff.invitations')} plain>
      {revoke.error === undefined ? null : <ProblemNotice error={revoke.error} />}
      <Loaded read={read}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty icon={<IconUsers size={26} stroke={1.5} />} title={t('staff.noInvitations')}>
              {t('staff.noInvitationsText')}
            </Empty>
          ) : (
            <DataTable
              caption={t('staff.invitations')}
              columns={columns}
              rows={data}
              rowKey={({ id }) => id}
              dense
            />
          )
        }
      </Loaded>
    </Section>
  );
}
