import { MoneyField, ProseField, TextField } from '../../forms/fields.tsx';
import type { Form } from '../../forms/form.ts';
import { InLanguages } from '../../forms/languages.tsx';
import { useText } from '../../i18n/intl.ts';
import { CategoryField } from '../../ui/CategoryField.tsx';
import type { StoreDraft } from './store-draft.ts';

/** Names and descriptions in the three languages. */
export function StoreTexts({ form }: { form: Form<StoreDraft> }) {
  const t = useText();
  return (
    <InLanguages title={t('store.texts')}>
      {(locale, language) => (
        <>
          <TextField
            form={form}
            at={`/texts/${locale}/name`}
            label={t('store.nameIn', { language })}
            lang={locale}
            maxLength={60}
          />
          <ProseField
            form={form}
            at={`/texts/${locale}/description`}
            label={t('store.descriptionIn', { language })}
            lang={locale}
            rows={3}
            maxLength={2000}
          />
        </>
      )}
    </InLanguages>
  );
}

/** The main category, and what the store asks for freight. */
export function StoreTerms({ form }: { form: Form<StoreDraft> }) {
  const t = useText();
  const { currency } = form.draft;
  return (
    <>
      <CategoryField
        form={form}
        at="/categoryId"
        label={t('store.category')}
        hint={t('store.categoryHint')}
      />
      <div className="columns">
        <MoneyField
          form={form}
          at="/freight/amountMinor"
          label={t('store.freight')}
          hint={t('store.freightHint')}
          currency={currency}
          required
        />
        <MoneyField
          form={form}
          at="/freight/freeFromMinor"
          label={t('store.freeFrom')}
          hint={t('store.freeFromHint')}
          currency={currency}
        />
      </div>
    </>
  );
}
