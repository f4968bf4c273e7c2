import type { Address } from '@hazumi/contracts';
import type { Fields } from '../http/form.ts';
import type { View } from '../http/view.ts';
import { countriesIn, countryName } from '../i18n/format.ts';
import { type Faults, Field, type FieldProps, Select, type Values } from './form.tsx';

const homeCountry = { 'zh-CN': 'CN', ja: 'JP', en: 'US' } as const;

/** The fields of an address, in the order in which addresses are written in the reader's language. */
export function AddressFields(props: {
  view: View;
  values: Values;
  faults: Faults;
  /** the fields may be hidden behind another choice; a browser must not insist on what nobody sees */
  isOptional?: boolean;
}) {
  const { view, values, faults, isOptional = false } = props;
  const { t, locale } = view;
  const field = (name: string, more: Partial<FieldProps>) => (
    <Field
      name={name}
      label={t(`address.${name as 'recipient'}`)}
      value={values[name]}
      fault={faults[name]}
      required={!isOptional}
      {...more}
    />
  );
  const country = (
    <Select
      name="country"
      label={t('address.country')}
      options={countriesIn(locale).map(({ code, name }) => [code, name] as const)}
      value={values.country || homeCountry[locale]}
      fault={faults.country}
      autocomplete="country"
    />
  );
  const region = field('region', {
    autocomplete: 'address-level1',
    required: false,
    optional: t('form.optional'),
    maxlength: 100,
  });
  const city = field('city', { autocomplete: 'address-level2', maxlength: 100 });
  const street = field('street', {
    autocomplete: 'street-address',
    maxlength: 200,
    hint: t('address.streetHint'),
  });
  const postalCode = field('postalCode', {
    autocomplete: 'postal-code',
    maxlength: 20,
    required: false,
    optional: t('form.optional'),
    short: true,
  });
  return (
    <div class="fields">
      {field('recipient', { autocomplete: 'name', maxlength: 100 })}
      {field('phone', { autocomplete: 'tel', type: 'tel', maxlength: 25, hint: t('address.phoneHint') })}
      {country}
      {locale === 'en'
        ? [street, city, region, postalCode]
        : locale === 'ja'
          ? [postalCode, region, city, street]
          : [region, city, street, postalCode]}
    </div>
  );
}

/** Reads the fields of an address, with what is wrong with them by name. */
export function readAddress(view: View, fields: Fields): { address: Address; faults: Faults } {
  const { t } = view;
  const faults: Record<string, string> = {};
  const needed = (name: 'recipient' | 'city' | 'street') => {
    const text = fields.text(name);
    if (text === '') faults[name] = t('form.missing', { field: t(`address.${name}`) });
    return text;
  };
  const recipient = needed('recipient');
  const phone = fields
    .text('phone')
    .normalize('NFKC')
    .replaceAll(/[‐‑–—ー−]/gu, '-');
  if (!/^[+0-9 ()-]{5,25}$/.test(phone)) faults.phone = t('address.phoneFault');
  const country = fields.text('country');
  if (!/^[A-Z]{2}$/.test(country)) faults.country = t('form.missing', { field: t('address.country') });
  const address = {
    recipient,
    phone,
    country,
    region: fields.text('region'),
    city: needed('city'),
    street: needed('street'),
    postalCode: fields.text('postalCode').normalize('NFKC'),
  };
  return { address, faults };
}

/** An address on its lines, in the order of the reader's language. */
export function AddressLines({ view, address }: { view: View; address: Address }) {
  const { locale } = view;
  const { region, city, street, postalCode } = address;
  const joined = (parts: readonly string[], separator: string): string =>
    parts.filter((part) => part !== '').join(separator);
  const lines =
    locale === 'en'
      ? [street, joined([city, joined([region, postalCode], ' ')], ', ')]
      : [postalCode, joined([region, city], ' '), street];
  return (
    <address class="address">
      <span class="address-who">
        {address.recipient} <span class="phone">{address.phone}</span>
      </span>
      {[...lines, countryName(locale, address.country)]
        .filter((line) => line !== '')
        .map((line) => (
          <span>{line}</span>
        ))}
    </address>
  );
}

/** An address as a form's values. */
export function addressValues(address: Address | undefined): Values {
  return address === undefined ? {} : { ...address };
}
