import { endpoints } from '@hazumi/contracts';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { SecretField, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useLocale, useText } from '../../i18n/intl.ts';
import { useSignedIn } from '../../session/session.tsx';
import { Gate } from './Gate.tsx';

/** A new account, which is the shop's too. */
export function SignUp() {
  const t = useText();
  const locale = useLocale();
  const signedIn = useSignedIn();
  const router = useRouter();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const send = useSend(endpoints.signUp);
  const form = useForm({ name: '', email: '', password: '' });
  const submission = useSubmit(form, {
    endpoint: 'signUp',
    convert: (draft) => ({ ok: true, body: { ...draft, locale } }),
    send: (body) => send({ body }),
    done: ({ value }) => {
      signedIn(value.me);
      router.history.push(router.options.basepath + (next ?? '/'));
    },
  });
  return (
    <Gate
      title={t('signUp.title')}
      about={t('signUp.about')}
      below={
        <p>
          {t('signUp.haveOne')}{' '}
          <Link to="/sign-in" search={next === undefined ? {} : { next }}>
            {t('signIn.submit')}
          </Link>
        </p>
      }
    >
      <FormShell form={form} {...submission} label={t('signUp.submit')} leaveFreely>
        <TextField form={form} at="/name" label={t('signUp.name')} autoComplete="name" required />
        <TextField
          form={form}
          at="/email"
          type="email"
          label={t('signIn.email')}
          autoComplete="username"
          required
        />
        <SecretField
          form={form}
          at="/password"
          label={t('signIn.password')}
          hint={t('signUp.passwordHint')}
          autoComplete="new-password"
          required
        />
      </FormShell>
    </Gate>
  );
}
