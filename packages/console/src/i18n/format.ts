import { type Locale, locales } from '@hazumi/contracts';
import { useMemo } from 'react';
import { useLocale } from './intl.ts';

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function keep<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const found = kept.get(key) as T | undefined;
  if (found !== undefined) return found;
  const made = make();
  kept.set(key, made);
  return made;
}

const currencyFormat = (locale: Locale, currency: string) =>
  keep(`${locale} ${currency}`, () => new Intl.NumberFormat(locale, { style: 'currency', currency }));

/** Digits behind the decimal point of a currency's amounts: 2 for CNY, 0 for JPY. */
export function digitsOf(currency: string): number {
  return currencyFormat('en', currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount in minor units as its reader writes it: `formatMoney('zh-CN', 12345, 'CNY')` is `¥123.45`. */
export function formatMoney(locale: Locale, amountMinor: number, currency: string): string {
  return currencyFormat(locale, currency).format(amountMinor / 10 ** digitsOf(currency));
}

/** Parts per million as a percentage: 50,000 is 5 %. */
export function formatPpm(locale: Locale, ppm: number): string {
  return keep(
    `${locale} %`,
    () => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }),
  ).format(ppm / 1_000_000);
}

const dateStyles = {
  day: { dateStyle: 'medium' },
  time: { dateStyle: 'medium', timeStyle: 'short' },
  exact: { dateStyle: 'full', timeStyle: 'long' },
  clock: { timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** An instant in the reader's own time zone; `exact` names the zone. */
export function formatInstant(
  locale: Locale,
  instant: string | number,
  style: keyof typeof dateStyles,
): string {
  return keep(`${locale} ${style}`, () => new Intl.DateTimeFormat(locale, dateStyles[style])).format(
    new Date(instant),
  );
}

const units = ['byte', 'kilobyte', 'megabyte'] as const;

export function formatBytes(locale: Locale, bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step);
}

/** Names of countries, currencies and languages in the reader's language; the code itself where it names none. */
export function displayName(locale: Locale, type: 'region' | 'currency' | 'language', code: string): string {
  try {
    return new Intl.DisplayNames(locale, { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The text in the reader's language, else in the first that has one. Titles of goods may lack some. */
export function textIn(texts: Partial<Record<Locale, string>>, locale: Locale): string {
  return texts[locale] ?? locales.map((other) => texts[other]).find((text) => text !== undefined) ?? '';
}

/** The formats bound to the reader's language. */
export function useFormat() {
  const locale = useLocale();
  return useMemo(
    () => ({
      locale,
      money: (amountMinor: number, currency: string) => formatMoney(locale, amountMinor, currency),
      ppm: (ppm: number) => formatPpm(locale, ppm),
      number: (value: number) => keep(`${locale} #`, () => new Intl.NumberFormat(locale)).format(value),
      day: (instant: string) => formatInstant(locale, instant, 'day'),
      time: (instant: string | number) => formatInstant(locale, instant, 'time'),
      exact: (instant: string | number) => formatInstant(locale, instant, 'exact'),
      clock: (instant: string | number) => formatInstant(locale, instant, 'clock'),
      bytes: (bytes: number) => formatBytes(locale, bytes),
      country: (code: string) => displayName(locale, 'region', code),
      currency: (code: string) => displayName(locale, 'currency', code),
      language: (code: string) => displayName(locale, 'language', code),
      text: (texts: Partial<Record<Locale, string>>) => textIn(texts, locale),
    }),
    [locale],
  );
}
export type Format = ReturnType<typeof useFormat>;
