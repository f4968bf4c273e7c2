import { type Endpoint, endpoints, type SanctionReason, sanctionReasonNames } from '@hazumi/contracts';
import type { ReactNode } from 'react';
import { useSend } from '../api/write.ts';
import { FormShell } from '../forms/FormShell.tsx';
import { ChoiceField, ProseField } from '../forms/fields.tsx';
import { type Converted, useForm } from '../forms/form.ts';
import { useSubmit } from '../forms/submit.ts';
import { useFormat } from '../i18n/format.ts';
import { useText } from '../i18n/intl.ts';
import { useTell } from './Toasts.tsx';

type Sanction = 'suspendLicence' | 'banLicence' | 'restrictStore' | 'suspendStore' | 'banStore';
type Relief = 'reinstateLicence' | 'reinstateStore';

interface SanctionDraft {
  reason: string;
  note: string;
}

/** A sanction names its reason; its end only says what there is to say. */
function sanctionBody(
  { reason, note }: SanctionDraft,
  needsReason: boolean,
): Converted<{ reason?: SanctionReason; note: string }> {
  if (!needsReason) return { ok: true, body: { note } };
  if (reason === '') return { ok: false, faults: new Map([['/reason', { kind: 'required' }]]) };
  return { ok: true, body: { reason: reason as SanctionReason, note } };
}

/** An operator acts against a licence or a store, or ends that. The merchant reads reason and note. */
export function SanctionForm(props: {
  endpoint: Sanction | Relief;
  params: { licenceId: string } | { storeId: string };
  stale: readonly Endpoint[];
  name: string;
  label: string;
  close: () => void;
  children: ReactNode;
}) {
  const t = useText();
  const tell = useTell();
  const { locale } = useFormat();
  const definition: Endpoint = endpoints[props.endpoint];
  const isRelief = props.endpoint === 'reinstateLicence' || props.endpoint === 'reinstateStore';
  const send = useSend(definition, { stale: props.stale });
  const form = useForm<SanctionDraft>({ reason: '', note: '' });
  const submission = useSubmit(form, {
    endpoint: props.endpoint,
    convert: (draft) => sanctionBody(draft, !isRelief),
    send: (body) => send({ params: props.params, body }),
    done: () => {
      tell(t('sanction.done', { action: props.label, name: props.name }));
      props.close();
    },
  });
  return (
    <FormShell form={form} {...submission} label={props.label} danger={!isRelief} leaveFreely>
      <p>
        <span className="strong">{props.name}</span>
      </p>
      <p className="soft">{props.children}</p>
      {isRelief ? null : (
        <ChoiceField
          form={form}
          at="/reason"
          label={t('common.reason')}
          empty={t('sanction.chooseReason')}
          options={Object.entries(sanctionReasonNames).map(([value, names]) => ({
            value,
            label: names[locale],
          }))}
          required
        />
      )}
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
