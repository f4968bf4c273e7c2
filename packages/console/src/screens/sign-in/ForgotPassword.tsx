import { endpoints } from '@hazumi/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useLocale, useText } from '../../i18n/intl.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Gate } from './Gate.tsx';

/** Asks for the mail that leads to a new password. Whether there is such an account, nobody is told. */
export function ForgotPassword() {
  const t = useText();
  const locale = useLocale();
  const send = useSend(endpoints.requestPasswordReset);
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm({ email: '' });
  const submission = useSubmit(form, {
    endpoint: 'requestPasswordReset',
    convert: ({ email }) => ({ ok: true, body: { email, locale } }),
    send: (body) => send({ body }),
    done: (_, body) => setSentTo(body.email),
  });
  return (
    <Gate
      title={t('forgot.title')}
      about={t('forgot.about')}
      below={<Link to="/sign-in">{t('forgot.back')}</Link>}
    >
      {sentTo === undefined ? (
        <FormShell form={form} {...submission} label={t('forgot.submit')} leaveFreely>
          <TextField
            form={form}
            at="/email"
            type="email"
            label={t('signIn.email')}
            autoComplete="username"
            required
          />
        </FormShell>
      ) : (
        <Notice tone="good" live title={t('forgot.sentTitle')}>
          {t('forgot.sent', { email: sentTo })}
        </Notice>
      )}
    </Gate>
  );
}
