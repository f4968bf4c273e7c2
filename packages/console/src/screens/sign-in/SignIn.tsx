import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ValueOf } from '../../api/read.ts';
import { useSend, useWrite } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { CurrentPassword, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { useSignedIn } from '../../session/session.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { canUsePasskeys, getPasskey, isGivenUp } from '../account/passkeys.ts';
import { Gate } from './Gate.tsx';

type Me = ValueOf<typeof endpoints.getMe>;

/** Signing in with a password and, where one is set up, a second factor; or with a passkey, which is both. */
export function SignIn() {
  const t = useText();
  const signedIn = useSignedIn();
  const router = useRouter();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const [challenge, setChallenge] = useState<string>();
  const enter = (me: Me) => {
    signedIn(me);
    router.history.push(router.options.basepath + (next ?? '/'));
  };
  if (challenge !== undefined) {
    return <SecondStep challenge={challenge} enter={enter} startOver={() => setChallenge(undefined)} />;
  }
  return (
    <Gate
      title={t('signIn.title')}
      about={t('signIn.about')}
      below={
        <>
          <p>
            {t('signIn.noAccount')}{' '}
            <Link to="/sign-up" search={next === undefined ? {} : { next }}>
              {t('signUp.title')}
            </Link>
          </p>
          <p>
            <Link to="/forgot-password">{t('signIn.forgot')}</Link>
          </p>
        </>
      }
    >
      <Password enter={enter} ask={setChallenge} />
      {canUsePasskeys() ? <Passkey enter={enter} /> : null}
    </Gate>
  );
}

function Password({ enter, ask }: { enter: (me: Me) => void; ask: (challenge: string) => void }) {
  const t = useText();
  const send = useSend(endpoints.signIn);
  const form = useForm({ email: '', password: '' });
  const submission = useSubmit(form, {
    endpoint: 'signIn',
    convert: (draft) => ({ ok: true, body: draft }),
    send: (body) => send({ body }),
    done: ({ value }) => (value.secondFactorRequired ? ask(value.challenge) : enter(value.me)),
  });
  return (
    <FormShell form={form} {...submission} label={t('signIn.submit')} leaveFreely>
      <TextField
        form={form}
        at="/email"
        type="email"
        label={t('signIn.email')}
        autoComplete="username"
        required
      />
      <CurrentPassword form={form} />
    </FormShell>
  );
}

function Passkey({ enter }: { enter: (me: Me) => void }) {
  const t = useText();
  const start = useWrite(endpoints.startPasskeySignIn);
  const finish = useWrite(endpoints.signInPasskey);
  const [failure, setFailure] = useState<string>();
  const run = async () => {
    setFailure(undefined);
    const asked = await start.run({});
    if (asked === undefined) return;
    try {
      const response = await getPasskey(asked.value.options);
      const answer = await finish.run({ body: { challenge: asked.value.challenge, response } });
      if (answer !== undefined) enter(answer.value.me);
    } catch (error) {
      if (!isGivenUp(error)) setFailure(String(error));
    }
  };
  const error = start.error ?? finish.error;
  return (
    <div className="stack tight">
      <Button
        variant="default"
        leftSection={<IconFingerprint aria-hidden size={18} />}
        loading={start.isRunning || finish.isRunning}
        onClick={() => void run()}
      >
        {t('signIn.passkey')}
      </Button>
      {error === undefined ? null : <ProblemNotice error={error} />}
      {failure === undefined ? null : (
        <Notice tone="danger" live title={t('passkeys.failed')}>
          <code>{failure}</code>
        </Notice>
      )}
    </div>
  );
}

function SecondStep(props: { challenge: string; enter: (me: Me) => void; startOver: () => void }) {
  const t = useText();
  const { challenge, enter, startOver } = props;
  const send = useSend(endpoints.signInSecondFactor);
  const [kind, setKind] = useState<'totp' | 'backupCode'>('totp');
  const form = useForm({ code: '' });
  const { submit, isRunning, error } = useSubmit(form, {
    endpoint: 'signInSecondFactor',
    convert: ({ code }) => ({ ok: true, body: { challenge, kind, code: code.replaceAll(/\s/g, '') } }),
    send: (body) => send({ body }),
    done: ({ value }) => enter(value.me),
  });
  const other = kind === 'totp' ? 'backupCode' : 'totp';
  return (
    <Gate
      title={t('secondStep.title')}
      about={t(`secondStep.${kind}About`)}
      below={
        <div className="row">
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              setKind(other);
              form.begin();
            }}
          >
            {t(`secondStep.${other}Instead`)}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={startOver}>
            {t('secondStep.startOver')}
          </Button>
        </div>
      }
    >
      {error?.code === 'challenge_expired' ? (
        <ProblemNotice error={error} retry={startOver} announce />
      ) : (
        <FormShell
          form={form}
          submit={submit}
          isRunning={isRunning}
          error={error}
          label={t('signIn.submit')}
          leaveFreely
        >
          <TextField
            form={form}
            at="/code"
            label={t(`secondStep.${kind}`)}
            autoComplete="one-time-code"
            inputMode={kind === 'totp' ? 'numeric' : 'text'}
            maxLength={40}
            mono
            required
          />
        </FormShell>
      )}
    </Gate>
  );
}
