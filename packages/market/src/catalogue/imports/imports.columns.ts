/**
 * The columns of a file of goods. Each knows how to read itself from a draft of goods, how to write itself into one, and which texts it
 * takes; so the difference of a file and the catalogue, applying it, undoing it and exporting are the same few functions.
 * A cell's text is canonical: '12.90', never '12.9', so that texts can be compared.
 */
import { type Locale, locales } from '@hazumi/contracts';
import { fromDecimal, listingStates, toDecimal } from '@hazumi/policy';
import type { LocalText } from '../catalogue.tables.ts';
import type { Goods, ListingState, NewSku, ProductEdit, ProductTexts, Sku, SkuEdit } from '../goods.rules.ts';

/** Goods and one variant of theirs, as cells say it. What a new row has not said yet is null. */
export interface Draft {
  productCode: string | null;
  /** slug */
  category: string | null;
  state: ListingState | null;
  texts: Partial<Record<Locale, { title?: string; description?: string }>>;
  optionNames: LocalText[];
  skuCode: string | null;
  options: LocalText[];
  price: string | null;
  compareAt: string | null;
  freight: string | null;
  weightGrams: string | null;
}

/** What a column needs to know to understand a cell. */
export interface CellFacts {
  currency: string;
  /** slugs of categories, by slug and by name in each language, folded */
  categories: ReadonlyMap<string, string>;
  titleMax: number;
  descriptionMax: number;
}

export type Checked = { text: string } | { fault: string; values?: Record<string, string | number> };

export interface Column {
  key: string;
  /** `product` columns say the same in each row of their goods; `stock` ones are no part of the draft */
  level: 'product' | 'sku' | 'stock' | 'information';
  labels: Record<Locale, string>;
  isClearable: boolean;
  read(draft: Draft): string | null;
  write(draft: Draft, text: string | null): void;
  check(text: string, facts: CellFacts): Checked;
}

/** A cell that empties what is there. */
export const clearMark = '__CLEAR__';

const languageNames: Record<Locale, Record<Locale, string>> = {
  'zh-CN': { 'zh-CN': '中文', ja: '日文', en: '英文' },
  ja: { 'zh-CN': '中国語', ja: '日本語', en: '英語' },
  en: { 'zh-CN': 'Chinese', ja: 'Japanese', en: 'English' },
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;

function textOf(max: number, mayBreak = false): Column['check'] {
  return (raw) => {
    const text = mayBreak ? raw.replaceAll('\r\n', '\n').trim() : raw.trim();
    if (control.test(text) || (!mayBreak && /[\n\t]/.test(text)) || !text.isWellFormed())
      return { fault: 'characters' };
    if (text.length > max) return { fault: 'tooLong', values: { max } };
    return { text };
  };
}

/** '1,299.5' and '１２９９．５０' are 1299.50; more decimals than the currency has are refused. */
const amountOf: Column['check'] = (raw, { currency }) => {
  const minor = fromDecimal(raw.normalize('NFKC').replaceAll(/[,\s]/g, ''), currency);
  if (minor === null || minor < 0n || minor > 10_000_000_000_000n)
    return { fault: 'amount', values: { currency } };
  return { text: toDecimal(minor, currency) };
};

const countOf =
  (max: number): Column['check'] =>
  (raw) => {
    const text = raw.normalize('NFKC').replaceAll(/[,\s]/g, '');
    if (!/^\d{1,10}$/.test(text) || Number(text) > max) return { fault: 'count', values: { max } };
    return { text: String(Number(text)) };
  };

const categoryOf: Column['check'] = (raw, { categories }) => {
  const slug = categories.get(foldName(raw));
  return slug === undefined ? { fault: 'category' } : { text: slug };
};

const stateOf: Column['check'] = (raw) => {
  const wanted = foldName(raw);
  const state = listingStates.states.find(
    (name) =>
      name === wanted || Object.values(listingStates.names[name]).some((label) => foldName(label) === wanted),
  );
  return state === undefined || state === 'removed' ? { fault: 'state' } : { text: state };
};

export const foldName = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const code = textOf(64);

/** A column that is one field of the draft. */
function field<
  K extends
    | 'productCode'
    | 'category'
    | 'state'
    | 'skuCode'
    | 'price'
    | 'compareAt'
    | 'freight'
    | 'weightGrams',
>(
  key: K,
  level: 'product' | 'sku',
  isClearable: boolean,
  check: Column['check'],
  [zh, ja, en]: [string, string, string],
): Column {
  return {
    key,
    level,
    isClearable,
    check,
    labels: { 'zh-CN': zh, ja, en },
    read: (draft) => draft[key],
    write: (draft, text) => {
      draft[key] = text as Draft[K];
    },
  };
}

const languageColumns = (locale: Locale): Column[] => {
  const named = (zh: string, ja: string, en: string): Record<Locale, string> => ({
    'zh-CN': `${zh}（${languageNames['zh-CN'][locale]}）`,
    ja: `${ja}（${languageNames.ja[locale]}）`,
    en: `${en} (${languageNames.en[locale]})`,
  });
  return [
    {
      key: `title.${locale}`,
      level: 'product',
      labels: named('商品标题', '商品名', 'Title'),
      isClearable: true,
      check: (raw, facts) => textOf(facts.titleMax)(raw, facts),
      read: (draft) => draft.texts[locale]?.title ?? null,
      write: (draft, text) => {
        if (text === null) delete draft.texts[locale];
        else draft.texts[locale] = { ...draft.texts[locale], title: text };
      },
    },
    {
      key: `description.${locale}`,
      level: 'product',
      labels: named('商品描述', '商品説明', 'Description'),
      isClearable: true,
      check: (raw, facts) => textOf(facts.descriptionMax, true)(raw, facts),
      read: (draft) => draft.texts[locale]?.description ?? null,
      write: (draft, text) => {
        const { description: _, ...rest } = draft.texts[locale] ?? {};
        if (text !== null) draft.texts[locale] = { ...rest, description: text };
        else if (draft.texts[locale] !== undefined) draft.texts[locale] = rest;
      },
    },
  ];
};

const optionColumns = (place: number, locale: Locale): Column[] =>
  (['name', 'value'] as const).map((part) => {
    const list = part === 'name' ? 'optionNames' : 'options';
    const labels = {
      name: { 'zh-CN': `规格${place}名称`, ja: `オプション${place}の名前`, en: `Option ${place} name` },
      value: { 'zh-CN': `规格${place}的值`, ja: `オプション${place}の値`, en: `Option ${place} value` },
    }[part];
    return {
      key: `option${place}.${part}.${locale}`,
      level: part === 'name' ? 'product' : 'sku',
      labels: {
        'zh-CN': `${labels['zh-CN']}（${languageNames['zh-CN'][locale]}）`,
        ja: `${labels.ja}（${languageNames.ja[locale]}）`,
        en: `${labels.en} (${languageNames.en[locale]})`,
      },
      isClearable: true,
      check: textOf(60),
      read: (draft) => draft[list][place - 1]?.[locale] ?? null,
      write: (draft, text) => {
        const next = Array.from({ length: Math.max(place, draft[list].length) }, (_, at) => ({
          ...draft[list][at],
        }));
        const entry = next[place - 1] as LocalText;
        if (text === null) delete entry[locale];
        else entry[locale] = text;
        while (next.length > 0 && Object.keys(next.at(-1) ?? {}).length === 0) next.pop();
        draft[list] = next;
      },
    };
  });

const outside = (
  key: 'stockNow' | 'stockNew' | 'error',
  level: 'stock' | 'information',
  [zh, ja, en]: [string, string, string],
): Column => ({
  key,
  level,
  labels: { 'zh-CN': zh, ja, en },
  isClearable: false,
  check: key === 'error' ? (text) => ({ text }) : countOf(1_000_000_000),
  read: () => null,
  write: () => {},
});

/** In the order of an export. */
export const columns: readonly Column[] = [
  field('productCode', 'product', false, code, ['商品编号', '商品番号', 'Product code']),
  field('skuCode', 'sku', false, code, ['规格编号', 'SKUコード', 'SKU code']),
  field('category', 'product', false, categoryOf, ['类目', 'カテゴリー', 'Category']),
  field('state', 'product', false, stateOf, ['状态', '状態', 'State']),
  ...locales.flatMap(languageColumns),
  ...[1, 2, 3].flatMap((place) => locales.flatMap((locale) => optionColumns(place, locale))),
  field('price', 'sku', false, amountOf, ['价格', '価格', 'Price']),
  field('compareAt', 'sku', true, amountOf, ['划线价', '通常価格', 'Former price']),
  field('freight', 'sku', true, amountOf, ['单件运费', '送料（1点）', 'Freight a piece']),
  field('weightGrams', 'sku', true, countOf(10_000_000), ['重量（克）', '重量（g）', 'Weight (g)']),
  outside('stockNow', 'stock', ['现有库存', '現在の在庫', 'Stock now']),
  outside('stockNew', 'stock', ['新库存', '新しい在庫', 'New stock']),
  outside('error', 'information', ['错误', 'エラー', 'Error']),
];

const byKey = new Map(columns.map((column) => [column.key, column]));
const byHeading = new Map(
  columns.flatMap((column) =>
    [column.key, ...Object.values(column.labels)].map((name) => [foldName(name), column] as const),
  ),
);

export const columnOf = (key: string): Column | undefined => byKey.get(key);
/** By its key or its label in any language. */
export const columnOfHeading = (heading: string): Column | undefined => byHeading.get(foldName(heading));

export const emptyDraft = (): Draft => ({
  productCode: null,
  category: null,
  state: null,
  texts: {},
  optionNames: [],
  skuCode: null,
  options: [],
  price: null,
  compareAt: null,
  freight: null,
  weightGrams: null,
});

/** `slugs` by id of the category. Without a variant: the goods alone, for a variant that is new. */
export function draftOf(goods: Goods, sku: Sku | undefined, slugs: ReadonlyMap<string, string>): Draft {
  const amount = (minor: bigint | null | undefined) =>
    minor === null || minor === undefined ? null : toDecimal(minor, goods.currency);
  return {
    productCode: goods.code,
    category: slugs.get(goods.categoryId) ?? null,
    state: goods.state,
    texts: structuredClone(goods.texts) as Draft['texts'],
    optionNames: structuredClone(goods.optionNames),
    skuCode: sku?.code ?? null,
    options: structuredClone(sku?.options ?? []),
    price: amount(sku?.priceMinor),
    compareAt: amount(sku?.compareAtMinor),
    freight: amount(sku?.freightMinor),
    weightGrams: sku?.weightGrams === null || sku === undefined ? null : String(sku.weightGrams),
  };
}

/** What a draft says of the goods; `ids` by slug. Its texts replace all there were. */
export function productEditOf(
  draft: Draft,
  current: Goods | undefined,
  ids: ReadonlyMap<string, string>,
): ProductEdit {
  const texts: NonNullable<ProductEdit['texts']> = {};
  for (const locale of locales) {
    const text = draft.texts[locale];
    if (text?.title !== undefined) texts[locale] = { ...text, title: text.title };
    else if (current?.texts[locale] !== undefined) texts[locale] = null;
  }
  return {
    code: draft.productCode,
    categoryId: ids.get(draft.category ?? ''),
    texts,
    optionNames: draft.optionNames,
  };
}

export const textsOf = (draft: Draft): ProductTexts =>
  Object.fromEntries(
    Object.entries(draft.texts).filter(([, text]) => text.title !== undefined),
  ) as ProductTexts;

export function newSkuOf(draft: Draft, currency: string, stock: bigint, id: string): NewSku {
  return { id, code: draft.skuCode ?? '', ...skuFieldsOf(draft, currency), stock };
}

export function skuEditOf(draft: Draft, currency: string, id: string): SkuEdit {
  return { id, ...skuFieldsOf(draft, currency) };
}

function skuFieldsOf(draft: Draft, currency: string) {
  const amount = (text: string | null) => (text === null ? null : fromDecimal(text, currency));
  return {
    options: draft.options,
    priceMinor: amount(draft.price) ?? 0n,
    compareAtMinor: amount(draft.compareAt),
    freightMinor: amount(draft.freight),
    weightGrams: draft.weightGrams === null ? null : Number(draft.weightGrams),
  };
}
