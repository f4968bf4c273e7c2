import type { Locale } from '../model.ts';

/** How many digits of the currency lie behind the point: 2 for CNY, 0 for JPY. */
export function currencyDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units as a plain decimal number: 1990n of CNY is `19.90`. */
export function decimal(amountMinor: bigint, currency: string): `${number}` {
  const digits = currencyDigits(currency);
  const text = amountMinor.toString().padStart(digits + 1, '0');
  const point = text.length - digits;
  return (digits === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`) as `${number}`;
}

export function money(amountMinor: bigint, currency: string, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
    decimal(amountMinor, currency),
  );
}

/**
 * A typed amount (`19.90`, `1,990`) in minor units; null where it is not one, is not positive or has too many
 * digits.
 */
export function parseMoney(typed: string, currency: string): bigint | null {
  const digits = currencyDigits(currency);
  const match = /^(\d{1,16})(?:\.(\d+))?$/.exec(typed.trim().replaceAll(',', ''));
  const fraction = match?.[2] ?? '';
  if (!match || fraction.length > digits) return null;
  const amountMinor = BigInt(`${match[1]}${fraction.padEnd(digits, '0')}`);
  return amountMinor > 0n && amountMinor <= BigInt(Number.MAX_SAFE_INTEGER) ? amountMinor : null;
}

/**
 * The shopper's time zone isn't known without a script; the one most readers of the language live in is named
 * with the time.
 */
const timeZones: Record<Locale, string> = { 'zh-CN': 'Asia/Shanghai', ja: 'Asia/Tokyo', en: 'UTC' };

export function time(milliseconds: number, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'long',
    timeZone: timeZones[locale],
  });
  return format.format(milliseconds);
}
