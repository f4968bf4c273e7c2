import { type Locale, locales, maxAmountMinor } from '@hazumi/contracts';

const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(locale: Locale, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  let format = moneyFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    moneyFormats.set(key, format);
  }
  return format;
}

/** Digits behind the decimal point of a currency's amounts: 2 for CNY, 0 for JPY. */
export function digitsOf(currency: string): number {
  return moneyFormat('en', currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount as people write it: `formatMoney('zh-CN', 12345, 'CNY')` is `¥123.45`. */
export function formatMoney(locale: Locale, amountMinor: number, currency: string): string {
  // Amounts are below 10^15 minor units, so the quotient is right to the last digit that is shown.
  return moneyFormat(locale, currency).format(amountMinor / 10 ** digitsOf(currency));
}

/** The amount as a form's field holds it: `123.45`. */
export function moneyField(amountMinor: number, currency: string): string {
  const digits = digitsOf(currency);
  const text = String(amountMinor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Minor units of an amount that somebody typed, or undefined where it is none. Takes full-width digits, spaces, currency signs and
 * separators of thousands; more decimals than the currency has are refused rather than rounded.
 */
export function parseMoney(text: string, currency: string): number | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[\s,'￥¥$€]|[A-Z]{2,3}\$?|元|円/gu, '');
  const match = /^(\d{1,14})(?:\.(\d{0,4}))?$/.exec(plain);
  if (match === null) return undefined;
  const digits = digitsOf(currency);
  const decimals = match[2] ?? '';
  if (decimals.slice(digits).replaceAll('0', '') !== '') return undefined;
  const amountMinor = Number(match[1] + decimals.slice(0, digits).padEnd(digits, '0'));
  return amountMinor <= maxAmountMinor ? amountMinor : undefined;
}

// Where a reader of each language most likely is; the zone is always shown with the time, so that nobody has to guess.
const zones: Record<Locale, string> = { 'zh-CN': 'Asia/Shanghai', ja: 'Asia/Tokyo', en: 'UTC' };
const perLocale = (options: (locale: Locale) => Intl.DateTimeFormatOptions) =>
  new Map(locales.map((locale) => [locale, new Intl.DateTimeFormat(locale, options(locale))]));
const times = perLocale((locale) => ({
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: zones[locale],
  timeZoneName: 'short',
}));
const days = perLocale((locale) => ({ dateStyle: 'medium', timeZone: zones[locale] }));
const shortDays = perLocale((locale) => ({ month: 'short', day: 'numeric', timeZone: zones[locale] }));

const write = (formats: Map<Locale, Intl.DateTimeFormat>, locale: Locale, instant: string): string =>
  formats.get(locale)?.format(new Date(instant)) ?? instant;

/** Day and time with its zone. */
export const formatTime = (locale: Locale, instant: string): string => write(times, locale, instant);
/** The day alone. */
export const formatDay = (locale: Locale, instant: string): string => write(days, locale, instant);
/** The day without its year. */
export const formatShortDay = (locale: Locale, instant: string): string => write(shortDays, locale, instant);
/** The countries that an address form offers, named in a language and sorted by that name. */
const countryCodes =
  'AE AR AT AU BE BR CA CH CL CN CO CZ DE DK ES FI FR GB GR HK HU ID IE IL IN IT JP KE KR MO MX MY NG NL NO NZ PE PH PL PT RO SA SE SG TH TR TW UA US VN ZA'.split(
    ' ',
  );
const countries = new Map<Locale, { code: string; name: string }[]>();

export function countriesIn(locale: Locale): readonly { code: string; name: string }[] {
  let list = countries.get(locale);
  if (list === undefined) {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    const collator = new Intl.Collator(locale);
    list = countryCodes
      .map((code) => ({ code, name: names.of(code) ?? code }))
      .sort((a, b) => collator.compare(a.name, b.name));
    countries.set(locale, list);
  }
  return list;
}

const regionNames = new Map<Locale, Intl.DisplayNames>();
export function countryName(locale: Locale, code: string): string {
  let names = regionNames.get(locale);
  if (names === undefined) {
    names = new Intl.DisplayNames(locale, { type: 'region' });
    regionNames.set(locale, names);
  }
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
