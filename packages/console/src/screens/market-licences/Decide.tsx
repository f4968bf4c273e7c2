import { endpoints, refusalReasonNames } from '@hazumi/contracts';
import { Radio } from '@mantine/core';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { ChoiceField, ProseField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useTell } from '../../ui/Toasts.tsx';
import { decideBody, newDecision } from './decide-draft.ts';
import type { MarketLicence } from './Licence.tsx';

/** An operator's decision about an identity check. A refusal needs its reason, which the merchant reads. */
export function Decide({ licence, close }: { licence: MarketLicence; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const { locale } = useFormat();
  const send = useSend(endpoints.decideLicence, {
    stale: [endpoints.operatorGetLicence, endpoints.listLicences, endpoints.operatorListStores],
  });
  const form = useForm(newDecision);
  const submission = useSubmit(form, {
    endpoint: 'decideLicence',
    convert: decideBody,
    send: (body) => send({ params: { licenceId: licence.id }, body }),
    done: () => {
      tell(t('marketLicences.decided', { name: licence.legalName }));
      close();
    },
  });
  const isRefusal = form.draft.decision === 'refused';
  return (
    <FormShell
      form={form}
      {...submission}
      label={isRefusal ? t('marketLicences.refuse') : t('marketLicences.verify')}
      danger={isRefusal}
      leaveFreely
    >
      <Radio.Group
        label={t('marketLicences.decision')}
        value={form.draft.decision}
        onChange={(value) => form.set('/decision', value)}
      >
        <div className="stack tight" style={{ paddingTop: 'var(--gap-1)' }}>
          <Radio
            value="verified"
            label={t('marketLicences.verify')}
            description={t('marketLicences.verifyText')}
          />
          <Radio
            value="refused"
            label={t('marketLicences.refuse')}
            description={t('marketLicences.refuseText')}
          />
        </div>
      </Radio.Group>
      {isRefusal ? (
        <ChoiceField
          form={form}
          at="/reason"
          label={t('common.reason')}
          empty={t('sanction.chooseReason')}
          options={Object.entries(refusalReasonNames).map(([value, names]) => ({
            value,
            label: names[locale],
          }))}
          required
        />
      ) : null}
      <ProseField
        form={form}
        at="/note"
        label={t('common.note')}
        hint={t('sanction.noteHint')}
        rows={3}
        maxLength={1000}
      />
    </FormShell>
  );
}
