import type { endpoints } from '@hazumi/contracts';
import { type Locale, locales } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';
import { moneyText } from '../../forms/numbers.ts';

export type ProductValue = ValueOf<typeof endpoints.getStoreProduct>;
export type Texts = Record<Locale, string>;

/** A variant as the form holds it: what is typed, and which value of each option it has. */
export interface SkuDraft {
  /** undefined: not there yet */
  id?: string;
  code: string;
  /** an index into the values of each option */
  choice: number[];
  priceMinor: string;
  compareAtMinor: string;
  freightMinor: string;
  weightGrams: string;
  /** pieces put in at once; only for one that is not there yet */
  stock: string;
}

/**
 * Goods as the form holds them. What variants differ in is written once, as options with their values; the market keeps the
 * values with each variant.
 */
export interface ProductDraft {
  code: string;
  categoryId: string;
  texts: Record<Locale, { title: string; description: string }>;
  options: { name: Texts; values: Texts[] }[];
  skus: SkuDraft[];
}

export const noTexts = (): Texts => ({ 'zh-CN': '', ja: '', en: '' });
export const textsFrom = (texts: Partial<Texts>): Texts => ({ ...noTexts(), ...texts });

export const newSku = (choice: number[] = []): SkuDraft => ({
  code: '',
  choice,
  priceMinor: '',
  compareAtMinor: '',
  freightMinor: '',
  weightGrams: '',
  stock: '0',
});

export const newProduct = (categoryId: string): ProductDraft => ({
  code: '',
  categoryId,
  texts: {
    'zh-CN': { title: '', description: '' },
    ja: { title: '', description: '' },
    en: { title: '', description: '' },
  },
  options: [],
  skus: [newSku()],
});

const textOrNothing = (minor: number | null, currency: string): string =>
  minor === null ? '' : moneyText(minor, currency);

/** The form of goods that are there. */
export function productDraft(product: ProductValue): ProductDraft {
  const options = product.optionNames.map((name) => ({ name: textsFrom(name), values: [] as Texts[] }));
  const choices = product.skus.map((sku) =>
    options.map((option, at) => indexOfValue(option.values, textsFrom(sku.options[at] ?? {}))),
  );
  const texts = newProduct('').texts;
  for (const locale of locales) {
    const text = product.texts[locale];
    if (text !== undefined) texts[locale] = { title: text.title, description: text.description ?? '' };
  }
  return {
    code: product.code ?? '',
    categoryId: product.categoryId,
    texts,
    options,
    skus: product.skus.map((sku, at) => ({
      id: sku.id,
      code: sku.code,
      choice: choices[at] ?? [],
      priceMinor: moneyText(sku.priceMinor, product.currency),
      compareAtMinor: textOrNothing(sku.compareAtMinor, product.currency),
      freightMinor: textOrNothing(sku.freightMinor, product.currency),
      weightGrams: sku.weightGrams === null ? '' : String(sku.weightGrams),
      stock: '0',
    })),
  };
}

/** Where a value stands among those known, which it joins where it is new. */
function indexOfValue(values: Texts[], value: Texts): number {
  const known = values.findIndex((other) => locales.every((locale) => other[locale] === value[locale]));
  return known === -1 ? values.push(value) - 1 : known;
}

/** All combinations of the options' values that no variant has yet, the first option varying slowest. */
export function missingChoices(draft: ProductDraft): number[][] {
  const all = draft.options.reduce<number[][]>(
    (choices, { values }) => choices.flatMap((choice) => values.map((_, value) => [...choice, value])),
    [[]],
  );
  const taken = new Set(draft.skus.map(({ choice }) => choice.join(' ')));
  return all.filter((choice) => !taken.has(choice.join(' ')));
}

/**
 * Takes a value (or, without one, a whole option) out of the draft. Variants that had the value are taken off with it; a whole option
 * leaves its variants, which then no longer say it.
 */
export function withoutOption(draft: ProductDraft, option: number, value?: number): ProductDraft {
  if (value === undefined) {
    return {
      ...draft,
      options: draft.options.filter((_, at) => at !== option),
      skus: draft.skus.map((sku) => ({ ...sku, choice: sku.choice.filter((_, at) => at !== option) })),
    };
  }
  return {
    ...draft,
    options: draft.options.map((found, at) =>
      at === option ? { ...found, values: found.values.filter((_, index) => index !== value) } : found,
    ),
    skus: draft.skus
      .filter(({ choice }) => choice[option] !== value)
      .map((sku) => ({
        ...sku,
        choice: sku.choice.map((chosen, at) => (at === option && chosen > value ? chosen - 1 : chosen)),
      })),
  };
}

/** One more option, of which every variant there is has the first value. */
export function withOption(draft: ProductDraft): ProductDraft {
  return {
    ...draft,
    options: [...draft.options, { name: noTexts(), values: [noTexts()] }],
    skus: draft.skus.map((sku) => ({ ...sku, choice: [...sku.choice, 0] })),
  };
}
