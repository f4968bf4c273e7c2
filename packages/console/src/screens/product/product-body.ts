import { type BodyInput, type endpoints, type Locale, locales } from '@hazumi/contracts';
import { FaultList } from '../../forms/faults.ts';
import type { Converted } from '../../forms/form.ts';
import { parseMoney, parseWhole } from '../../forms/numbers.ts';
import {
  type ProductDraft,
  type ProductValue,
  productDraft,
  type SkuDraft,
  type Texts,
} from './product-draft.ts';

type CreateBody = BodyInput<typeof endpoints.createProduct>;
type EditBody = BodyInput<typeof endpoints.editProduct>;
type NewSku = CreateBody['skus'][number];
type SkuChange = NonNullable<EditBody['changeSkus']>[number];

/** The request that creates goods. */
export function createProductBody(
  draft: ProductDraft,
  currency: string,
  isListed: boolean,
): Converted<CreateBody> {
  const list = new FaultList();
  checkOptions(draft, list);
  const body: CreateBody = {
    code: draft.code.trim() === '' ? null : draft.code,
    categoryId: draft.categoryId,
    texts: Object.fromEntries(writtenTexts(draft, list)),
    optionNames: draft.options.map(({ name }) => filled(name)),
    skus: draft.skus.map((sku, at) => newSkuBody(sku, `/skus/${at}`, draft, currency, list)),
    list: isListed,
  };
  if (draft.categoryId === '') list.add('/categoryId', 'required');
  if (!list.isEmpty) return { ok: false, faults: list.faults };
  return { ok: true, body, draftPointer: (pointer) => optionPointer(draft, pointer) };
}

/** The request that changes goods: only what differs from what is there. */
export function editProductBody(draft: ProductDraft, present: ProductValue): Converted<EditBody> {
  const list = new FaultList();
  checkOptions(draft, list);
  const before = productDraft(present);
  const texts = new Map(writtenTexts(draft, list));
  if (draft.categoryId === '') list.add('/categoryId', 'required');
  const added = draft.skus.flatMap((sku, at) => (sku.id === undefined ? [{ sku, at }] : []));
  const changed = changedSkus(draft, present, list);
  const addSkus = added.map(({ sku, at }) => newSkuBody(sku, `/skus/${at}`, draft, present.currency, list));
  const kept = new Set(draft.skus.map(({ id }) => id));
  const removeSkuIds = present.skus.map(({ id }) => id).filter((id) => !kept.has(id));
  if (!list.isEmpty) return { ok: false, faults: list.faults };

  const changedTexts = locales.flatMap((locale) => {
    if (same(draft.texts[locale], before.texts[locale])) return [];
    return [[locale, texts.get(locale) ?? null] as const];
  });
  const names = draft.options.map(({ name }) => filled(name));
  const body: EditBody = {
    ...(draft.code === before.code ? {} : { code: draft.code.trim() === '' ? null : draft.code }),
    ...(draft.categoryId === before.categoryId ? {} : { categoryId: draft.categoryId }),
    ...(changedTexts.length === 0 ? {} : { texts: Object.fromEntries(changedTexts) }),
    ...(same(names, present.optionNames.map(filled)) ? {} : { optionNames: names }),
    ...(addSkus.length === 0 ? {} : { addSkus }),
    ...(changed.length === 0 ? {} : { changeSkus: changed.map(({ change }) => change) }),
    ...(removeSkuIds.length === 0 ? {} : { removeSkuIds }),
  };
  if (Object.keys(body).length === 0) return { ok: false, faults: new Map([['', { kind: 'unchanged' }]]) };
  const placeOf = { addSkus: added.map(({ at }) => at), changeSkus: changed.map(({ at }) => at) };
  const draftPointer = (pointer: string): string => {
    const found = /^\/(addSkus|changeSkus)\/(\d+)(.*)$/.exec(pointer);
    if (found === null) return optionPointer(draft, pointer);
    const [, kind, index, rest] = found;
    const place = placeOf[kind as keyof typeof placeOf][Number(index)] ?? 0;
    return optionPointer(draft, `/skus/${place}${rest}`);
  };
  return { ok: true, body, draftPointer };
}

function changedSkus(draft: ProductDraft, present: ProductValue, list: FaultList) {
  const before = new Map(present.skus.map((sku) => [sku.id, sku]));
  return draft.skus.flatMap((sku, at) => {
    const old = sku.id === undefined ? undefined : before.get(sku.id);
    if (sku.id === undefined || old === undefined) return [];
    const now = skuFields(sku, `/skus/${at}`, draft, present.currency, list);
    const change: SkuChange = {
      id: sku.id,
      ...(now.code === old.code ? {} : { code: now.code }),
      ...(same(now.options, old.options.map(filled)) ? {} : { options: now.options }),
      ...(now.priceMinor === old.priceMinor ? {} : { priceMinor: now.priceMinor }),
      ...(now.compareAtMinor === old.compareAtMinor ? {} : { compareAtMinor: now.compareAtMinor }),
      ...(now.freightMinor === old.freightMinor ? {} : { freightMinor: now.freightMinor }),
      ...(now.weightGrams === old.weightGrams ? {} : { weightGrams: now.weightGrams }),
    };
    return Object.keys(change).length === 1 ? [] : [{ change, at }];
  });
}

function newSkuBody(
  sku: SkuDraft,
  at: string,
  draft: ProductDraft,
  currency: string,
  list: FaultList,
): NewSku {
  const stock = parseWhole(sku.stock);
  if (stock === undefined) list.add(`${at}/stock`, 'number');
  return { ...skuFields(sku, at, draft, currency, list), stock: stock ?? 0 };
}

function skuFields(sku: SkuDraft, at: string, draft: ProductDraft, currency: string, list: FaultList) {
  const optional = (field: 'compareAtMinor' | 'freightMinor'): number | null => {
    if (sku[field].trim() === '') return null;
    const minor = parseMoney(sku[field], currency);
    if (minor === undefined) list.add(`${at}/${field}`, 'money');
    return minor ?? null;
  };
  const priceMinor = parseMoney(sku.priceMinor, currency);
  if (priceMinor === undefined)
    list.add(`${at}/priceMinor`, sku.priceMinor.trim() === '' ? 'required' : 'money');
  const weight = sku.weightGrams.trim() === '' ? null : parseWhole(sku.weightGrams);
  if (weight === undefined) list.add(`${at}/weightGrams`, 'number');
  return {
    code: sku.code,
    options: draft.options.map(({ values }, option) => filled(values[sku.choice[option] ?? 0] ?? {})),
    priceMinor: priceMinor ?? 0,
    compareAtMinor: optional('compareAtMinor'),
    freightMinor: optional('freightMinor'),
    weightGrams: weight ?? null,
  };
}

/** Texts of the languages that have a title. */
function writtenTexts(draft: ProductDraft, list: FaultList) {
  const written = locales.filter((locale) => draft.texts[locale].title.trim() !== '');
  for (const locale of locales) {
    const { title, description } = draft.texts[locale];
    if (title.trim() === '' && description.trim() !== '') list.add(`/texts/${locale}/title`, 'required');
  }
  if (written.length === 0) list.add('/texts/zh-CN/title', 'required');
  return written.map((locale): [Locale, { title: string; description?: string }] => {
    const { title, description } = draft.texts[locale];
    return [locale, { title, ...(description.trim() === '' ? {} : { description }) }];
  });
}

/** Options need a name and values in some language, and no two variants may have the same values. */
function checkOptions(draft: ProductDraft, list: FaultList): void {
  draft.options.forEach(({ name, values }, option) => {
    if (isEmpty(name)) list.add(`/options/${option}/name/zh-CN`, 'required');
    values.forEach((value, at) => {
      if (isEmpty(value)) list.add(`/options/${option}/values/${at}/zh-CN`, 'required');
    });
  });
  const seen = new Set<string>();
  draft.skus.forEach(({ choice }, at) => {
    const key = choice.join(' ');
    if (seen.has(key)) list.add(`/skus/${at}/code`, 'twice');
    seen.add(key);
  });
}

/** Where a place of the request that speaks of options stands in the form. */
function optionPointer(draft: ProductDraft, pointer: string): string {
  const name = /^\/optionNames\/(\d+)(\/.*)?$/.exec(pointer);
  if (name !== null) return `/options/${name[1]}/name${name[2] ?? '/zh-CN'}`;
  const value = /^\/skus\/(\d+)\/options\/(\d+)(\/.*)?$/.exec(pointer);
  if (value === null) return pointer;
  const [, sku, option, rest] = value;
  const chosen = draft.skus[Number(sku)]?.choice[Number(option)] ?? 0;
  return `/options/${option}/values/${chosen}${rest ?? '/zh-CN'}`;
}

const filled = (texts: Partial<Texts>): Partial<Texts> =>
  Object.fromEntries(locales.flatMap((locale) => (texts[locale]?.trim() ? [[locale, texts[locale]]] : [])));
const isEmpty = (texts: Texts): boolean => Object.keys(filled(texts)).length === 0;
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
