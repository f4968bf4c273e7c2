/** Currencies: how many decimals each has, and how an amount is read and shown. */

/**
 * Decimals of the currencies that Hazumi is tried with. They are written down so that money never depends on the age
 * of a browser's data; any other ISO 4217 code is looked up in `Intl`, whose decimals are those of ISO 4217.
 */
const KNOWN_EXPONENTS: Readonly<Record<string, number>> = {
  BRL: 2,
  CNY: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  SGD: 2,
  TWD: 2,
  USD: 2,
};

/**
 * The number of decimals of a currency: 0 for JPY, 2 for CNY.
 *
 * @throws RangeError for what is no ISO 4217 code.
 */
export function currencyExponent(currency: string): number {
  const known = Object.hasOwn(KNOWN_EXPONENTS, currency) ? KNOWN_EXPONENTS[currency] : undefined;
  if (known !== undefined) return known;
  if (!isCurrency(currency)) throw new RangeError(`'${currency}' is not a currency code of ISO 4217.`);
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

/** Whether a text is the code of a currency in use, in capitals. */
export function isCurrency(code: string): boolean {
  return Object.hasOwn(KNOWN_EXPONENTS, code) || Intl.supportedValuesOf('currency').includes(code);
}

/** 123456n CNY -> '1234.56'; 500n JPY -> '500'; -5n USD -> '-0.05'. For machines and forms, not for show. */
export function toDecimal(amount: bigint, currency: string): string {
  const exponent = currencyExponent(currency);
  const sign = amount < 0n ? '-' : '';
  const digits = (amount < 0n ? -amount : amount).toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  return exponent === 0 ? sign + digits : `${sign}${whole}.${digits.slice(-exponent)}`;
}

/**
 * '144.2' BRL -> 14420n. Takes an optional minus, digits, and at most as many decimals as the currency has; never
 * rounds.
 *
 * @returns null when the text is not such a number, or has more decimals than the currency (zeros are let pass).
 */
export function fromDecimal(text: string, currency: string): bigint | null {
  const exponent = currencyExponent(currency);
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  if (/[1-9]/.test(decimals.slice(exponent))) return null;
  const amount = BigInt(whole + decimals.slice(0, exponent).padEnd(exponent, '0'));
  return sign === '-' ? -amount : amount;
}

/** An amount as a reader of `locale` writes it: 123456n CNY in zh-CN -> '¥1,234.56'. Exact at any size. */
export function formatMoney(amount: bigint, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  // A decimal text is formatted exactly (ES2023), where a number would lose digits past 2^53.
  return format.format(toDecimal(amount, currency) as Intl.StringNumericLiteral);
}
