import { ChoiceField, TextField } from '../../forms/fields.tsx';
import { type Form, textAt } from '../../forms/form.ts';
import { countryOptions } from '../../i18n/countries.ts';
import { useLocale, useText } from '../../i18n/intl.ts';
import type { LicenceDraft } from './licence-draft.ts';

/** The facts of a legal entity. What the registry was asked about is closed once it has been asked. */
export function LicenceFields({ form, isRegistered }: { form: Form<LicenceDraft>; isRegistered: boolean }) {
  const t = useText();
  const locale = useLocale();
  return (
    <>
      <TextField
        form={form}
        at="/legalName"
        label={t('licence.legalName')}
        hint={t('licence.legalNameHint')}
        autoComplete="organization"
        maxLength={200}
        disabled={isRegistered}
        required
      />
      <div className="columns">
        <ChoiceField
          form={form}
          at="/country"
          label={t('licence.country')}
          options={countryOptions(locale, textAt(form, '/country'))}
          disabled={isRegistered}
          required
        />
        <TextField
          form={form}
          at="/registrationNumber"
          label={t('licence.number')}
          hint={t('licence.numberHint')}
          autoComplete="off"
          maxLength={60}
          mono
          disabled={isRegistered}
          required
        />
      </div>
      <div className="columns">
        <TextField
          form={form}
          at="/address/region"
          label={t('licence.region')}
          autoComplete="address-level1"
          disabled={isRegistered}
        />
        <TextField
          form={form}
          at="/address/city"
          label={t('licence.city')}
          autoComplete="address-level2"
          disabled={isRegistered}
          required
        />
      </div>
      <div className="columns">
        <TextField
          form={form}
          at="/address/street"
          label={t('licence.street')}
          autoComplete="street-address"
          disabled={isRegistered}
          required
        />
        <TextField
          form={form}
          at="/address/postalCode"
          label={t('licence.postalCode')}
          autoComplete="postal-code"
          disabled={isRegistered}
        />
      </div>
      <TextField
        form={form}
        at="/contactEmail"
        type="email"
        label={t('licence.contact')}
        hint={t('licence.contactHint')}
        autoComplete="email"
        required
      />
    </>
  );
}
