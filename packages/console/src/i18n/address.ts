import type { Locale } from '@hazumi/contracts';

interface Parts {
  region?: string | undefined;
  city: string;
  street: string;
  postalCode?: string | undefined;
}

/** An address on its lines, without its country, in the order in which they are written in the reader's language. */
export function addressLines(locale: Locale, { region, city, street, postalCode }: Parts): string[] {
  const joined = (parts: readonly (string | undefined)[], separator = ' '): string =>
    parts.filter(Boolean).join(separator);
  const lines =
    locale === 'en'
      ? [street, joined([city, joined([region, postalCode])], ', ')]
      : [joined([postalCode, region, city]), street];
  return lines.filter((line) => line !== '');
}
