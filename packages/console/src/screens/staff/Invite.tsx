import { endpoints, locales } from '@hazumi/contracts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { ChoiceField, TextField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLocale, useText } from '../../i18n/intl.ts';
import { localeNames } from '../../shell/AccountMenu.tsx';
import { nameOfStore, useLicenceId, useStoresOf } from '../../shell/place.ts';
import { useTell } from '../../ui/Toasts.tsx';
import { inviteBody, inviteDraft } from './invite-draft.ts';
import { roleOptions } from './roles.ts';

/** Invites somebody by mail, to the whole licence or to one store. */
export function Invite({ close }: { close: () => void }) {
  const t = useText();
  const tell = useTell();
  const format = useFormat();
  const locale = useLocale();
  const licenceId = useLicenceId();
  const stores = useStoresOf(licenceId).data?.value.data ?? [];
  const send = useSend(endpoints.inviteStaff, { stale: [endpoints.listInvitations] });
  const form = useForm(() => inviteDraft(locale));
  const submission = useSubmit(form, {
    endpoint: 'inviteStaff',
    convert: inviteBody,
    send: (body) => send({ params: { licenceId }, body }),
    done: ({ value }) => {
      tell(t('staff.invited', { email: value.email }));
      close();
    },
  });
  return (
    <FormShell form={form} {...submission} label={t('staff.sendInvitation')} leaveFreely>
      <TextField form={form} at="/email" type="email" label={t('signIn.email')} autoComplete="off" required />
      <ChoiceField
        form={form}
        at="/storeId"
        label={t('staff.scope')}
        empty={t('scope.allStores')}
        options={stores.map((store) => ({ value: store.id, label: nameOfStore(store, format.text) }))}
      />
      <ChoiceField
        form={form}
        at="/role"
        label={t('staff.role')}
        options={roleOptions(t, form.draft.storeId !== '')}
        required
      />
      <ChoiceField
        form={form}
        at="/locale"
        label={t('staff.mailLocale')}
        options={locales.map((value) => ({ value, label: localeNames[value] }))}
      />
    </FormShell>
  );
}
