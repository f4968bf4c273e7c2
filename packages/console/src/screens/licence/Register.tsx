import { endpoints } from '@hazumi/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useLocale, useText } from '../../i18n/intl.ts';
import { useMe } from '../../session/session.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { LicenceFields } from './LicenceFields.tsx';
import { countryOfLocale, emptyLicence } from './licence-draft.ts';
import { Steps } from './Steps.tsx';

/** Registers a legal entity. Its documents come next, on its own screen. */
export function Register() {
  const t = useText();
  const me = useMe();
  const locale = useLocale();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const send = useSend(endpoints.registerLicence, { stale: [endpoints.listMyLicences] });
  const form = useForm(() => emptyLicence(me.email, countryOfLocale[locale]));
  const submission = useSubmit(form, {
    endpoint: 'registerLicence',
    convert: (draft) => ({ ok: true, body: draft }),
    send: async (body) => {
      const answer = await send({ body });
      // Whoever registers a licence becomes its owner: the rights are read anew before its screen asks for them.
      await queries.refetchQueries({ queryKey: [endpoints.getMe.id] });
      return answer;
    },
    done: ({ value }) => {
      form.begin(form.draft);
      void navigate({
        to: '/licences/$licenceId/papers',
        params: { licenceId: value.id },
        ignoreBlocker: true,
      });
    },
  });
  return (
    <Page title={t('licence.registerTitle')} about={t('licence.registerAbout')} narrow>
      <Steps at="facts" />
      <Section>
        <FormShell form={form} {...submission} label={t('licence.register')}>
          <LicenceFields form={form} isRegistered={false} />
        </FormShell>
      </Section>
    </Page>
  );
}
