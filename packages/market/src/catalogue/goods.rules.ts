/**
 * What goods may look like, as pure functions: an edit of goods becomes the next goods, the next goods are checked as a whole, and
 * what lists need of them is derived. The services read, lock and write; nothing here does.
 */
import { type Locale, locales } from '@hazumi/contracts';
import { amountIn, type PolicyDocument, toDecimal } from '@hazumi/policy';
import { Problem } from '../kernel/problem.ts';
import { searchVector } from '../search/search.terms.ts';
import type { LocalText } from './catalogue.tables.ts';

export type ProductTexts = Partial<Record<Locale, { title: string; description?: string | undefined }>>;
export type ListingState = 'draft' | 'listed' | 'delisted' | 'removed';

export interface NewSku {
  code: string;
  options: LocalText[];
  priceMinor: bigint;
  compareAtMinor: bigint | null;
  freightMinor: bigint | null;
  weightGrams: number | null;
  /** pieces put in at once */
  stock: bigint;
  /** set where the id was made beforehand */
  id?: string;
}

export interface SkuEdit {
  id: string;
  code?: string | undefined;
  options?: LocalText[] | undefined;
  priceMinor?: bigint | undefined;
  compareAtMinor?: bigint | null | undefined;
  freightMinor?: bigint | null | undefined;
  weightGrams?: number | null | undefined;
}

export interface NewProduct {
  code: string | null;
  categoryId: string;
  texts: ProductTexts;
  optionNames: LocalText[];
  skus: NewSku[];
  /** on sale at once */
  list: boolean;
  /** set where the id was made beforehand */
  id?: string;
}

export interface ProductEdit {
  code?: string | null | undefined;
  categoryId?: string | undefined;
  /** languages named replace theirs; null takes a language away */
  texts?: Partial<Record<Locale, { title: string; description?: string | undefined } | null>> | undefined;
  optionNames?: LocalText[] | undefined;
  addSkus?: NewSku[];
  changeSkus?: SkuEdit[];
  removeSkuIds?: string[];
}

export interface Sku {
  id: string;
  code: string;
  options: LocalText[];
  priceMinor: bigint;
  compareAtMinor: bigint | null;
  freightMinor: bigint | null;
  weightGrams: number | null;
  position: number;
  version: number;
}

/** Goods with the variants that can be sold, in their order. */
export interface Goods {
  id: string;
  code: string | null;
  categoryId: string;
  state: ListingState;
  texts: ProductTexts;
  optionNames: LocalText[];
  currency: string;
  version: number;
  skus: Sku[];
}

/** What an edit makes of goods: the goods afterwards, and which variants are new, changed and gone. */
export interface EditedGoods {
  goods: Goods;
  added: (Sku & { stock: bigint })[];
  changed: Sku[];
  removed: Sku[];
}

/** `pointer` is where the goods stand in the request: '/body', or '/body/operations/3/change'. */
export function editGoods(
  current: Goods,
  edit: ProductEdit,
  newId: () => string,
  pointer = '/body',
): EditedGoods {
  const removedIds = new Set(edit.removeSkuIds ?? []);
  const edits = new Map((edit.changeSkus ?? []).map((entry) => [entry.id, entry]));
  const known = new Set(current.skus.map((sku) => sku.id));
  for (const [list, ids] of [
    ['removeSkuIds', edit.removeSkuIds ?? []],
    ['changeSkus', (edit.changeSkus ?? []).map((entry) => entry.id)],
  ] as const) {
    const at = ids.findIndex((id, place) => !known.has(id) || ids.indexOf(id) !== place);
    if (at >= 0)
      throw bad(`${pointer}/${list}/${at}`, 'The goods have no such variant, or it is named twice.');
  }
  for (const id of removedIds) {
    if (edits.has(id)) throw bad(`${pointer}/removeSkuIds`, 'A variant is both changed and removed.');
  }
  const removed = current.skus.filter((sku) => removedIds.has(sku.id));
  const changed: Sku[] = [];
  const kept = current.skus
    .filter((sku) => !removedIds.has(sku.id))
    .map((sku) => {
      const entry = edits.get(sku.id);
      if (entry === undefined) return sku;
      const { id: _, ...fields } = entry;
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      const next = { ...sku, ...given, version: sku.version + 1 };
      changed.push(next);
      return next;
    });
  const last = current.skus.reduce((highest, sku) => Math.max(highest, sku.position), -1);
  const added = (edit.addSkus ?? []).map((sku, at) => newSkuOf(sku, newId, last + 1 + at));
  return {
    goods: {
      ...current,
      code: edit.code === undefined ? current.code : edit.code,
      categoryId: edit.categoryId ?? current.categoryId,
      texts: mergeTexts(current.texts, edit.texts),
      optionNames: edit.optionNames ?? current.optionNames,
      version: current.version + 1,
      skus: [...kept, ...added.map(({ stock: _, ...sku }) => sku)],
    },
    added,
    changed,
    removed,
  };
}

export function newGoods(
  input: NewProduct,
  currency: string,
  newId: () => string,
): { goods: Goods; added: (Sku & { stock: bigint })[] } {
  const id = input.id ?? newId();
  const added = input.skus.map((sku, at) => newSkuOf(sku, newId, at));
  const skus = added.map(({ stock: _, ...sku }) => sku);
  const { code, categoryId, texts, optionNames } = input;
  const state = input.list ? 'listed' : 'draft';
  return {
    goods: { id, code, categoryId, state, texts, optionNames, currency, version: 1, skus },
    added,
  };
}

/** @throws Problem invalid_request, product_limit, sku_code_taken, not_listable */
export function checkGoods(
  goods: Goods,
  policy: Pick<PolicyDocument, 'catalogue' | 'currencies'>,
  pointer = '/body',
): void {
  const limits = policy.catalogue;
  const texts = Object.entries(goods.texts);
  if (texts.length === 0) throw bad(`${pointer}/texts`, 'The goods need a title in at least one language.');
  for (const [locale, text] of texts) {
    const at = `${pointer}/texts/${locale}`;
    if (text.title.length > limits.titleMaxCharacters) {
      throw bad(`${at}/title`, `At most ${limits.titleMaxCharacters} characters.`);
    }
    if ((text.description?.length ?? 0) > limits.descriptionMaxCharacters) {
      throw bad(`${at}/description`, `At most ${limits.descriptionMaxCharacters} characters.`);
    }
  }
  if (goods.optionNames.length > limits.optionsPerGoods) {
    throw bad(`${pointer}/optionNames`, `At most ${limits.optionsPerGoods} options.`);
  }
  if (goods.skus.length > limits.skusPerGoods) {
    throw new Problem('product_limit', {
      pointer,
      detail: `Goods may have ${limits.skusPerGoods} variants.`,
      data: { skusPerGoods: limits.skusPerGoods },
    });
  }
  checkVariants(goods, amountIn(limits.priceMax, goods.currency, policy), pointer);
  if (goods.state === 'listed') checkListable(goods, pointer);
}

/** What going on sale needs beyond being valid. @throws Problem not_listable */
export function checkListable(goods: Goods, pointer?: string): void {
  if (goods.skus.length === 0) {
    throw new Problem('not_listable', {
      pointer,
      detail: 'Goods on sale need a variant.',
      data: { missing: ['skus'] },
    });
  }
}

function checkVariants(goods: Goods, priceMax: bigint, pointer: string): void {
  const codes = new Set<string>();
  const combinations = new Set<string>();
  for (const sku of goods.skus) {
    const where = `${pointer}/skus`;
    const what = `Variant ${sku.code}`;
    if (codes.has(sku.code)) {
      throw new Problem('sku_code_taken', {
        pointer: where,
        detail: `${what} is there twice.`,
        data: { code: sku.code },
      });
    }
    codes.add(sku.code);
    if (sku.options.length !== goods.optionNames.length) {
      throw bad(
        where,
        `${what} has ${sku.options.length} option values; the goods have ${goods.optionNames.length} options.`,
      );
    }
    const combination = combinationOf(sku.options);
    if (combinations.has(combination)) {
      throw bad(where, `${what} has the same option values as another one.`);
    }
    combinations.add(combination);
    if (sku.priceMinor > priceMax) {
      throw bad(where, `${what}: at most ${toDecimal(priceMax, goods.currency)} ${goods.currency} a piece.`);
    }
    if (sku.compareAtMinor !== null && sku.compareAtMinor <= sku.priceMinor) {
      throw bad(where, `${what}: a former price must be above the price.`);
    }
    // Without an end to it, freight could come to sums that no cart can show.
    if (sku.freightMinor !== null && sku.freightMinor > priceMax) {
      throw bad(
        where,
        `${what}: at most ${toDecimal(priceMax, goods.currency)} ${goods.currency} freight a piece.`,
      );
    }
  }
}

/** Option values as one text: equal for variants that a shopper could not tell apart. */
export const combinationOf = (options: readonly LocalText[]): string =>
  JSON.stringify(options.map((value) => locales.map((locale) => value[locale] ?? null)));

/** The columns of `product` that are derived from the goods. */
export function derivedOf(goods: Goods): {
  priceFromMinor: bigint | null;
  priceToMinor: bigint | null;
  compareAtMinor: bigint | null;
  searchTerms: string;
} {
  const byPrice = goods.skus.toSorted((a, b) =>
    a.priceMinor < b.priceMinor ? -1 : a.priceMinor > b.priceMinor ? 1 : 0,
  );
  const values = new Set(goods.skus.flatMap((sku) => sku.options.flatMap((value) => Object.values(value))));
  const codes = [goods.code ?? '', ...goods.skus.map((sku) => sku.code)];
  const texts = Object.values(goods.texts);
  return {
    priceFromMinor: byPrice[0]?.priceMinor ?? null,
    priceToMinor: byPrice.at(-1)?.priceMinor ?? null,
    compareAtMinor: byPrice[0]?.compareAtMinor ?? null,
    searchTerms: searchVector([
      ...texts.map(({ title }) => ({ text: title, weight: 'A' as const })),
      ...[...values].map((text) => ({ text, weight: 'B' as const })),
      ...codes.map((text) => ({ text, weight: 'C' as const })),
      ...texts.map(({ description }) => ({ text: description ?? '', weight: 'D' as const })),
    ]),
  };
}

function newSkuOf(sku: NewSku, newId: () => string, position: number): Sku & { stock: bigint } {
  return { ...sku, id: sku.id ?? newId(), position, version: 1 };
}

function mergeTexts(current: ProductTexts, edit: ProductEdit['texts']): ProductTexts {
  const next: ProductTexts = { ...current };
  for (const locale of locales) {
    const given = edit?.[locale];
    if (given === null) delete next[locale];
    else if (given !== undefined) next[locale] = given;
  }
  return next;
}

const bad = (pointer: string, detail: string): Problem => new Problem('invalid_request', { pointer, detail });
