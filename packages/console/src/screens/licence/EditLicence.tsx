import { endpoints } from '@hazumi/contracts';
import { useSend } from '../../api/write.ts';
import { Conflict, isConflict } from '../../forms/Conflict.tsx';
import { useBase } from '../../forms/editing.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import type { LicenceValue } from './Licence.tsx';
import { LicenceFields } from './LicenceFields.tsx';
import { licenceDraft, licenceEdit } from './licence-draft.ts';

/** Corrects a licence, from the version that the form was opened with. */
export function EditLicence(props: { licence: LicenceValue; version: number; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const params = { licenceId: props.licence.id };
  const { base, renew, isRenewing } = useBase(endpoints.getLicence, params, {
    value: props.licence,
    version: props.version,
  });
  const send = useSend(endpoints.editLicence, {
    updates: endpoints.getLicence,
    stale: [endpoints.listMyLicences],
  });
  const form = useForm(() => licenceDraft(props.licence));
  const { submit, isRunning, error, clear } = useSubmit(form, {
    endpoint: 'editLicence',
    convert: (draft) => licenceEdit(draft, base.value),
    send: (body) => send({ params, body, ifMatch: base.version }),
    done: () => {
      tell(t('common.saved'));
      props.close();
    },
  });
  const afterConflict = async (takeTheirs: boolean) => {
    const fresh = await renew();
    clear();
    if (takeTheirs) form.begin(licenceDraft(fresh.value));
  };
  const isRegistered = !['draft', 'refused'].includes(base.value.state);
  return (
    <FormShell
      form={form}
      submit={submit}
      isRunning={isRunning}
      error={error}
      label={t('common.save')}
      notice={
        isConflict(error) ? (
          <Conflict
            isRunning={isRenewing}
            takeTheirs={() => void afterConflict(true)}
            keepMine={() => void afterConflict(false)}
          />
        ) : undefined
      }
    >
      {isRegistered ? <Notice title={t('licence.closedFacts')} /> : null}
      <LicenceFields form={form} isRegistered={isRegistered} />
    </FormShell>
  );
}
