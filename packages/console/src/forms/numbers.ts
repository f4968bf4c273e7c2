import { maxAmountMinor } from '@hazumi/contracts';
import { digitsOf } from '../i18n/format.ts';

/** An amount as a form's field holds it: 12345 minor units of CNY are `123.45`. */
export function moneyText(amountMinor: number, currency: string): string {
  const digits = digitsOf(currency);
  const sign = amountMinor < 0 ? '-' : '';
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  return sign + (digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`);
}

/**
 * Minor units of an amount that somebody typed, or undefined where it is none. Takes full-width digits, spaces, currency signs
 * and separators of thousands; more decimals than the currency has are refused rather than rounded.
 */
export function parseMoney(text: string, currency: string): number | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[\s,'￥¥$€]|[A-Z]{2,3}\$?|元|円/gu, '');
  const match = /^(\d{1,14})(?:\.(\d{0,6}))?$/.exec(plain);
  if (match === null) return undefined;
  const digits = digitsOf(currency);
  const decimals = match[2] ?? '';
  if (decimals.slice(digits).replaceAll('0', '') !== '') return undefined;
  const amountMinor = Number(match[1] + decimals.slice(0, digits).padEnd(digits, '0'));
  return amountMinor <= maxAmountMinor ? amountMinor : undefined;
}

/** A whole number that somebody typed, with the same leniency; undefined where it is none. */
export function parseWhole(text: string, options: { signed?: boolean } = {}): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s,'_]/g, '')
    .replace('−', '-');
  if (!(options.signed ? /^[+-]?\d{1,15}$/ : /^\d{1,15}$/).test(plain)) return undefined;
  return Number(plain);
}

/** A decimal number that somebody typed; undefined where it is none. */
export function parseDecimal(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s,'_]/g, '')
    .replace('−', '-');
  return /^[+-]?\d{1,15}(\.\d{1,12})?$/.test(plain) ? Number(plain) : undefined;
}
