import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRead } from '../../api/read.ts';
import { useSend, useWrite } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { CurrentPassword, SecretField, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { useMe, useSignedIn } from '../../session/session.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Time } from '../../ui/Facts.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { BackupCodes } from './BackupCodes.tsx';
import { deviceOf } from './device.ts';
import { Passkeys } from './Passkeys.tsx';
import SecondFactorSetup from './SecondFactorSetup.tsx';

/** How one proves to be oneself: password, second factor, passkeys, and where one is signed in. */
export function Security() {
  const t = useText();
  return (
    <Page title={t('security.title')} narrow>
      <SecondFactor />
      <Passkeys />
      <Password />
      <Sessions />
    </Page>
  );
}

function SecondFactor() {
  const t = useText();
  const me = useMe();
  const [open, setOpen] = useState<'none' | 'remove' | 'codes'>('none');
  const close = () => setOpen('none');
  if (!me.hasSecondFactor) return <SecondFactorSetup />;
  return (
    <Section
      title={t('secondFactor.title')}
      about={me.operator === null ? t('secondFactor.about') : t('secondFactor.operatorAbout')}
    >
      <Badge tone="good">{t('secondFactor.isOn')}</Badge>
      <div className="row">
        <Button variant="default" size="xs" onClick={() => setOpen('codes')}>
          {t('secondFactor.renew')}
        </Button>
        <Button variant="subtle" color="shu" size="xs" onClick={() => setOpen('remove')}>
          {t('secondFactor.remove')}
        </Button>
      </div>
      <Dialog isOpen={open === 'codes'} close={close} title={t('secondFactor.renew')}>
        <RenewCodes />
      </Dialog>
      <Dialog isOpen={open === 'remove'} close={close} title={t('secondFactor.remove')}>
        <RemoveSecondFactor close={close} />
      </Dialog>
    </Section>
  );
}

function RenewCodes() {
  const t = useText();
  const send = useSend(endpoints.renewBackupCodes);
  const [codes, setCodes] = useState<readonly string[]>();
  const form = useForm({ password: '' });
  const submission = useSubmit(form, {
    endpoint: 'renewBackupCodes',
    convert: (draft) => ({ ok: true, body: draft }),
    send: (body) => send({ body }),
    done: ({ value }) => setCodes(value.backupCodes),
  });
  if (codes !== undefined) return <BackupCodes codes={codes} />;
  return (
    <FormShell form={form} {...submission} label={t('secondFactor.renew')} leaveFreely>
      <p className="soft">{t('secondFactor.renewText')}</p>
      <CurrentPassword form={form} />
    </FormShell>
  );
}

function RemoveSecondFactor({ close }: { close: () => void }) {
  const t = useText();
  const tell = useTell();
  const signedIn = useSignedIn();
  const send = useSend(endpoints.removeSecondFactor);
  const form = useForm({ password: '', code: '' });
  const submission = useSubmit(form, {
    endpoint: 'removeSecondFactor',
    convert: (draft) => ({ ok: true, body: draft }),
    send: (body) => send({ body }),
    done: ({ value }) => {
      close();
      signedIn(value.me);
      tell(t('secondFactor.removed'));
    },
  });
  return (
    <FormShell form={form} {...submission} label={t('secondFactor.remove')} leaveFreely danger>
      <p className="soft">{t('secondFactor.removeText')}</p>
      <CurrentPassword form={form} />
      <TextField
        form={form}
        at="/code"
        label={t('secondStep.totp')}
        autoComplete="one-time-code"
        inputMode="numeric"
        mono
        required
      />
    </FormShell>
  );
}

function Password() {
  const t = useText();
  const tell = useTell();
  const send = useSend(endpoints.changePassword, { stale: [endpoints.listSessions] });
  const form = useForm({ currentPassword: '', newPassword: '' });
  const submission = useSubmit(form, {
    endpoint: 'changePassword',
    convert: (draft) => ({ ok: true, body: draft }),
    send: (body) => send({ body }),
    done: () => {
      form.begin({ currentPassword: '', newPassword: '' });
      tell(t('security.passwordChanged'));
    },
  });
  return (
    <Section title={t('security.password')} about={t('security.passwordAbout')}>
      <FormShell form={form} {...submission} label={t('security.changePassword')} leaveFreely>
        <div className="columns">
          <SecretField
            form={form}
            at="/currentPassword"
            label={t('security.currentPassword')}
            autoComplete="current-password"
            required
          />
          <SecretField
            form={form}
            at="/newPassword"
            label={t('security.newPassword')}
            hint={t('signUp.passwordHint')}
            autoComplete="new-password"
            required
          />
        </div>
      </FormShell>
    </Section>
  );
}

function Sessions() {
  const t = useText();
  const tell = useTell();
  const queries = useQueryClient();
  const read = useRead(endpoints.listSessions);
  const end = useWrite(endpoints.revokeSession, { stale: [endpoints.listSessions] });
  const endOthers = useWrite(endpoints.revokeOtherSessions, { stale: [endpoints.listSessions] });
  const endOne = async (sessionId: string) => {
    if ((await end.run({ params: { sessionId } })) === undefined) return;
    tell(t('sessions.ended'));
    await queries.invalidateQueries({ queryKey: [endpoints.getMe.id] });
  };
  type Session = NonNullable<typeof read.data>['value']['data'][number];
  const columns: Column<Session>[] = [
    {
      key: 'device',
      title: t('sessions.device'),
      main: true,
      cell: (session) => (
        <>
          <span className="strong">{deviceOf(session.userAgent) ?? t('sessions.unknown')}</span>{' '}
          {session.isCurrent ? <Badge tone="accent">{t('sessions.here')}</Badge> : null}
        </>
      ),
    },
    { key: 'address', title: t('sessions.address'), cell: (session) => session.address ?? '' },
    { key: 'since', title: t('sessions.since'), cell: (session) => <Time at={session.createdAt} /> },
    {
      key: 'factor',
      title: t('secondFactor.title'),
      cell: (session) => (session.hasSecondFactor ? t('common.yes') : t('common.no')),
    },
    {
      key: 'end',
      title: t('common.actions'),
      buttons: true,
      align: 'end',
      cell: (session) =>
        session.isCurrent ? null : (
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={end.isRunning}
            onClick={() => void endOne(session.id)}
          >
            {t('sessions.end')}
          </Button>
        ),
    },
  ];
  return (
    <Section
      title={t('sessions.title')}
      actions={
        <Button
          variant="default"
          size="xs"
          loading={endOthers.isRunning}
          onClick={() => void endOthers.run({})}
        >
          {t('sessions.endOthers')}
        </Button>
      }
    >
      {end.error === undefined ? null : <ProblemNotice error={end.error} />}
      {endOthers.error === undefined ? null : <ProblemNotice error={endOthers.error} />}
      <Loaded read={read} skeleton={<Skeleton lines={3} />}>
        {({ data }) => (
          <DataTable
            caption={t('sessions.title')}
            columns={columns}
            rows={data}
            rowKey={({ id }) => id}
            dense
          />
        )}
      </Loaded>
    </Section>
  );
}
