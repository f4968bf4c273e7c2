import { endpoints, locales } from '@hazumi/contracts';
import { useSend } from '../../api/write.ts';
import { Conflict, isConflict } from '../../forms/Conflict.tsx';
import { useBase } from '../../forms/editing.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { ChoiceField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { localeNames } from '../../shell/AccountMenu.tsx';
import { Section } from '../../ui/Page.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import { StoreTerms, StoreTexts } from '../open-store/StoreFields.tsx';
import { editStoreBody, storeDraft } from '../open-store/store-draft.ts';
import type { SettingsValue } from './StoreSettings.tsx';

/** Texts, category and freight of a store. */
export function EditStore({ store, version }: { store: SettingsValue; version: number }) {
  const t = useText();
  const tell = useTell();
  const params = { storeId: store.id };
  const { base, setBase, renew, isRenewing } = useBase(endpoints.getStoreSettings, params, {
    value: store,
    version,
  });
  const send = useSend(endpoints.editStore, {
    updates: endpoints.getStoreSettings,
    stale: [endpoints.listLicenceStores],
  });
  const form = useForm(() => storeDraft(store));
  const { submit, isRunning, error, clear } = useSubmit(form, {
    endpoint: 'editStore',
    convert: (draft) => editStoreBody(draft, base.value),
    send: (body) => send({ params, body, ifMatch: base.version }),
    done: (answer) => {
      setBase({ value: answer.value, version: answer.value.version });
      form.begin(storeDraft(answer.value));
      tell(t('common.saved'));
    },
  });
  const afterConflict = async (takeTheirs: boolean) => {
    const fresh = await renew();
    clear();
    if (takeTheirs) form.begin(storeDraft(fresh.value));
  };
  const mayEdit = store.actions.includes('edit');
  return (
    <Section>
      <FormShell
        form={form}
        submit={submit}
        isRunning={isRunning}
        error={error}
        label={t('common.save')}
        disabled={!mayEdit || !form.isDirty}
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
        <StoreTexts form={form} />
        <ChoiceField
          form={form}
          at="/defaultLocale"
          label={t('store.defaultLocale')}
          hint={t('store.defaultLocaleHint')}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
        />
        <StoreTerms form={form} />
      </FormShell>
    </Section>
  );
}
