import { endpoints, locales } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSend, useWrite } from '../../api/write.ts';
import { useChosenLocale } from '../../app/locale.tsx';
import { Conflict, isConflict } from '../../forms/Conflict.tsx';
import { FormShell } from '../../forms/FormShell.tsx';
import { ChoiceField, CurrentPassword, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { useMe, useMeVersion, useSignedOut } from '../../session/session.tsx';
import { localeNames } from '../../shell/AccountMenu.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Facts, Time } from '../../ui/Facts.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { useTell } from '../../ui/Toasts.tsx';

/** One's own account: name and language, the address, all that is kept, and leaving. */
export function Account() {
  const t = useText();
  return (
    <Page title={t('account.title')} narrow>
      <Profile />
      <Address />
      <Work />
      <Data />
    </Page>
  );
}

function Profile() {
  const t = useText();
  const tell = useTell();
  const me = useMe();
  const version = useMeVersion();
  const queries = useQueryClient();
  const { choose } = useChosenLocale();
  const send = useSend(endpoints.changeMe, { updates: endpoints.getMe });
  const form = useForm<{ name: string; locale: string }>({ name: me.name, locale: me.locale });
  const { submit, isRunning, error, clear } = useSubmit(form, {
    endpoint: 'changeMe',
    convert: (draft) => ({ ok: true, body: { name: draft.name, locale: draft.locale as typeof me.locale } }),
    send: (body) => send({ body, ifMatch: version }),
    done: ({ value }) => {
      form.begin({ name: value.name, locale: value.locale });
      tell(t('common.saved'));
      void choose(value.locale);
    },
  });
  const reload = async () => {
    await queries.refetchQueries({ queryKey: [endpoints.getMe.id] });
    clear();
  };
  return (
    <Section title={t('account.profile')}>
      <FormShell
        form={form}
        submit={submit}
        isRunning={isRunning}
        error={error}
        label={t('common.save')}
        notice={
          isConflict(error) ? (
            <Conflict
              isRunning={false}
              keepMine={() => void reload()}
              takeTheirs={() => void reload().then(() => form.begin({ name: me.name, locale: me.locale }))}
            />
          ) : undefined
        }
      >
        <div className="columns">
          <TextField form={form} at="/name" label={t('signUp.name')} autoComplete="name" required />
          <ChoiceField
            form={form}
            at="/locale"
            label={t('account.locale')}
            hint={t('account.localeHint')}
            options={locales.map((value) => ({ value, label: localeNames[value] }))}
          />
        </div>
      </FormShell>
    </Section>
  );
}

function Address() {
  const t = useText();
  const tell = useTell();
  const me = useMe();
  const verify = useWrite(endpoints.requestEmailVerification);
  const [isChanging, setChanging] = useState(false);
  const resend = async () => {
    if ((await verify.run({})) !== undefined) tell(t('account.verificationSent', { email: me.email }));
  };
  return (
    <Section
      title={t('signIn.email')}
      actions={
        <Button variant="default" size="xs" onClick={() => setChanging(true)}>
          {t('account.changeEmail')}
        </Button>
      }
    >
      <Facts
        facts={[
          [t('signIn.email'), <span key="email">{me.email}</span>],
          [t('account.verified'), me.emailVerified ? t('common.yes') : t('account.notVerified')],
        ]}
      />
      {me.emailVerified ? null : (
        <div>
          <Button variant="default" size="xs" loading={verify.isRunning} onClick={() => void resend()}>
            {t('account.sendVerification')}
          </Button>
        </div>
      )}
      {verify.error === undefined ? null : <ProblemNotice error={verify.error} />}
      <Dialog isOpen={isChanging} close={() => setChanging(false)} title={t('account.changeEmail')}>
        <ChangeEmail close={() => setChanging(false)} />
      </Dialog>
    </Section>
  );
}

function ChangeEmail({ close }: { close: () => void }) {
  const t = useText();
  const tell = useTell();
  const send = useSend(endpoints.requestEmailChange);
  const form = useForm({ email: '', password: '' });
  const submission = useSubmit(form, {
    endpoint: 'requestEmailChange',
    convert: (draft) => ({ ok: true, body: draft }),
    send: (body) => send({ body }),
    done: (_, body) => {
      tell(t('account.emailChangeSent', { email: body.email }));
      close();
    },
  });
  return (
    <FormShell form={form} {...submission} label={t('account.sendMail')} leaveFreely>
      <p className="soft">{t('account.changeEmailText')}</p>
      <TextField
        form={form}
        at="/email"
        type="email"
        label={t('account.newEmail')}
        autoComplete="email"
        required
      />
      <CurrentPassword form={form} />
    </FormShell>
  );
}

/** Where one works. Leaving is one's own to decide; the last owner cannot. */
function Work() {
  const t = useText();
  const tell = useTell();
  const me = useMe();
  const leave = useWrite(endpoints.leaveStaff, { stale: [endpoints.getMe, endpoints.listMyLicences] });
  const [leaving, setLeaving] = useState<(typeof me.memberships)[number]>();
  if (me.memberships.length === 0) return null;
  const confirm = async () => {
    if (leaving === undefined) return;
    if ((await leave.run({ params: { membershipId: leaving.id } })) === undefined) return;
    tell(t('account.left', { licence: leaving.legalName }));
    setLeaving(undefined);
  };
  return (
    <Section title={t('account.work')}>
      <ul className="stack tight" style={{ listStyle: 'none' }}>
        {me.memberships.map((membership) => (
          <li key={membership.id} className="row apart">
            <span>
              {membership.legalName}{' '}
              <span className="soft">
                {t(`role.${membership.role}`)} ·{' '}
                {membership.storeId === null ? t('scope.allStores') : t('staff.oneStore')}
              </span>
            </span>
            <Button variant="subtle" color="shu" size="compact-sm" onClick={() => setLeaving(membership)}>
              {t('account.leave')}
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        isOpen={leaving !== undefined}
        close={() => {
          leave.reset();
          setLeaving(undefined);
        }}
        title={t('account.leaveTitle')}
      >
        <p>{t('account.leaveText', { licence: leaving?.legalName ?? '' })}</p>
        {leave.error === undefined ? null : <ProblemNotice error={leave.error} />}
        <div className="row">
          <Button color="shu" loading={leave.isRunning} onClick={() => void confirm()}>
            {t('account.leave')}
          </Button>
          <Button variant="default" onClick={() => setLeaving(undefined)}>
            {t('common.cancel')}
          </Button>
        </div>
      </Dialog>
    </Section>
  );
}

function Data() {
  const t = useText();
  const me = useMe();
  const [isDeleting, setDeleting] = useState(false);
  return (
    <Section title={t('account.data')} about={t('account.dataText')}>
      <Facts facts={[[t('account.since'), <Time key="since" at={me.createdAt} style="day" />]]} />
      <div className="row">
        <DownloadButton definition={endpoints.exportMe} call={{}} fileName="hazumi-account.json" size="xs">
          {t('account.export')}
        </DownloadButton>
        <Button variant="subtle" color="shu" size="xs" onClick={() => setDeleting(true)}>
          {t('account.delete')}
        </Button>
      </div>
      <Dialog isOpen={isDeleting} close={() => setDeleting(false)} title={t('account.delete')}>
        <DeleteAccount />
      </Dialog>
    </Section>
  );
}

function DeleteAccount() {
  const t = useText();
  const signedOut = useSignedOut();
  const navigate = useNavigate();
  const send = useSend(endpoints.deleteMe);
  const form = useForm({ password: '' });
  const submission = useSubmit(form, {
    endpoint: 'deleteMe',
    convert: (draft) => ({ ok: true, body: draft }),
    send: (body) => send({ body }),
    done: () => {
      signedOut();
      void navigate({ to: '/sign-in' });
    },
  });
  return (
    <FormShell form={form} {...submission} label={t('account.deleteForGood')} leaveFreely danger>
      <p>{t('account.deleteText')}</p>
      <CurrentPassword form={form} />
    </FormShell>
  );
}
