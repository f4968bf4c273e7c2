import { endpoints } from '@hazumi/contracts';
import { useState } from 'react';
import type { ValueOf } from '../../api/read.ts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { CurrentPassword, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { useSignedIn } from '../../session/session.tsx';
import { Section } from '../../ui/Page.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { BackupCodes, CopyButton } from './BackupCodes.tsx';
import { QrCode } from './QrCode.tsx';
import styles from './Security.module.css';

type Started = ValueOf<typeof endpoints.startSecondFactor>;

/** Sets up an authenticator app: the password, then the app's picture and a code of it. */
export default function SecondFactorSetup() {
  const t = useText();
  const [started, setStarted] = useState<Started>();
  return (
    <Section title={t('secondFactor.title')} about={t('secondFactor.about')}>
      {started === undefined ? <Begin begun={setStarted} /> : <Confirm started={started} />}
    </Section>
  );
}

function Begin({ begun }: { begun: (started: Started) => void }) {
  const t = useText();
  const send = useSend(endpoints.startSecondFactor);
  const form = useForm({ password: '' });
  const submission = useSubmit(form, {
    endpoint: 'startSecondFactor',
    convert: (draft) => ({ ok: true, body: draft }),
    send: (body) => send({ body }),
    done: ({ value }) => begun(value),
  });
  return (
    <FormShell form={form} {...submission} label={t('secondFactor.begin')} leaveFreely>
      <CurrentPassword form={form} />
    </FormShell>
  );
}

function Confirm({ started }: { started: Started }) {
  const t = useText();
  const tell = useTell();
  const signedIn = useSignedIn();
  const send = useSend(endpoints.confirmSecondFactor);
  const form = useForm({ code: '' });
  const submission = useSubmit(form, {
    endpoint: 'confirmSecondFactor',
    convert: ({ code }) => ({ ok: true, body: { code: code.replaceAll(/\s/g, '') } }),
    send: (body) => send({ body }),
    done: ({ value }) => {
      signedIn(value.me);
      tell(t('secondFactor.isOn'));
    },
  });
  return (
    <ol className={styles.steps}>
      <li>
        <h3>{t('secondFactor.scan')}</h3>
        <p className="soft">{t('secondFactor.scanText')}</p>
        <div className={styles.scan}>
          <QrCode text={started.uri} label={t('secondFactor.qr')} />
          <div className="stack tight">
            <p className="small soft">{t('secondFactor.secretText')}</p>
            <p>
              <code className={styles.secret}>{started.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
            </p>
            <div className="row">
              <CopyButton text={started.secret} label={t('secondFactor.copySecret')} />
              <a href={started.uri}>{t('secondFactor.openApp')}</a>
            </div>
          </div>
        </div>
      </li>
      <li>
        <h3>{t('secondFactor.keep')}</h3>
        <BackupCodes codes={started.backupCodes} />
      </li>
      <li>
        <h3>{t('secondFactor.prove')}</h3>
        <FormShell form={form} {...submission} label={t('secondFactor.turnOn')} leaveFreely>
          <TextField
            form={form}
            at="/code"
            label={t('secondStep.totp')}
            hint={t('secondStep.totpAbout')}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={10}
            mono
            required
          />
        </FormShell>
      </li>
    </ol>
  );
}
