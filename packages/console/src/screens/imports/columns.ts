import { locales } from '@hazumi/contracts';
import type { Translate } from '../../i18n/intl.ts';

/** The columns of a file of goods, as an import's changes name them. */
const plain = [
  'productCode',
  'skuCode',
  'category',
  'state',
  'price',
  'compareAt',
  'freight',
  'weightGrams',
  'stockNow',
  'stockNew',
] as const;

/** Every column that a heading can be said to stand for. */
export const importColumns: readonly string[] = [
  ...plain,
  ...locales.flatMap((locale) => [`title.${locale}`, `description.${locale}`]),
  ...[1, 2, 3].flatMap((place) =>
    locales.flatMap((locale) => [`option${place}.name.${locale}`, `option${place}.value.${locale}`]),
  ),
];

/** A column in the reader's words; one that the console does not know is shown as it is called. */
export function columnLabel(t: Translate, key: string, languageName: (locale: string) => string): string {
  const name = plain.find((column) => column === key);
  if (name !== undefined) return t(`importColumn.${name}`);
  const text = /^(title|description)\.([\w-]+)$/.exec(key);
  if (text !== null) {
    const label = t(`importColumn.${text[1] as 'title' | 'description'}`);
    return t('importColumn.inLanguage', { name: label, language: languageName(text[2] ?? '') });
  }
  const option = /^option([123])\.(name|value)\.([\w-]+)$/.exec(key);
  if (option === null) return key;
  const number = Number(option[1]);
  const label =
    option[2] === 'name' ? t('importColumn.optionName', { number }) : t('importColumn.option', { number });
  return t('importColumn.inLanguage', { name: label, language: languageName(option[3] ?? '') });
}
