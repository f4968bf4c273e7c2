import type { Locale } from '@hazumi/contracts';
import { displayName } from './format.ts';

const codes =
  'AE AR AT AU BE BR CA CH CL CN CO CZ DE DK ES FI FR GB GR HK HU ID IE IL IN IT JP KE KR MO MX MY NG NL NO NZ PE PH PL PT RO SA SE SG TH TR TW UA US VN ZA'.split(
    ' ',
  );

/** The countries that a form offers, with their names, in the order of the reader's language. */
export function countryOptions(locale: Locale, chosen = ''): { value: string; label: string }[] {
  const all = chosen === '' || codes.includes(chosen) ? codes : [...codes, chosen];
  const { compare } = new Intl.Collator(locale);
  return all
    .map((value) => ({ value, label: displayName(locale, 'region', value) }))
    .sort((one, other) => compare(one.label, other.label));
}

/** Currencies in which a store may sell, by name. */
export function currencyOptions(locale: Locale, chosen: string): { value: string; label: string }[] {
  const common = ['CNY', 'JPY', 'USD', 'EUR', 'BRL', 'GBP', 'HKD', 'KRW', 'SGD', 'TWD'];
  const all = common.includes(chosen) ? common : [chosen, ...common];
  return all.map((value) => ({ value, label: `${value} · ${displayName(locale, 'currency', value)}` }));
}
