import type { BodyInput, endpoints, Locale } from '@hazumi/contracts';
import { locales } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';
import { FaultList } from '../../forms/faults.ts';
import type { Converted } from '../../forms/form.ts';
import { moneyText, parseMoney } from '../../forms/numbers.ts';

type Texts = Record<Locale, { name: string; description: string }>;

/** What the form of a store holds; amounts as they are typed. */
export interface StoreDraft {
  texts: Texts;
  defaultLocale: string;
  slug: string;
  currency: string;
  categoryId: string;
  freight: { amountMinor: string; freeFromMinor: string };
}
type Settings = ValueOf<typeof endpoints.getStoreSettings>;

const noTexts = (): Texts => ({
  'zh-CN': { name: '', description: '' },
  ja: { name: '', description: '' },
  en: { name: '', description: '' },
});

export const newStore = (currency: string): StoreDraft => ({
  texts: noTexts(),
  defaultLocale: '',
  slug: '',
  currency,
  categoryId: '',
  freight: { amountMinor: '0', freeFromMinor: '' },
});

export function storeDraft(store: Settings): StoreDraft {
  const texts = noTexts();
  for (const locale of locales) texts[locale] = { name: '', description: '', ...store.texts[locale] };
  const { amountMinor, freeFromMinor } = store.freight;
  return {
    texts,
    defaultLocale: store.defaultLocale,
    slug: store.slug,
    currency: store.currency,
    categoryId: store.categoryId ?? '',
    freight: {
      amountMinor: moneyText(amountMinor, store.currency),
      freeFromMinor: freeFromMinor === null ? '' : moneyText(freeFromMinor, store.currency),
    },
  };
}

/** The texts of the languages that have a name. A description without a name is a fault at the name. */
function textsOf(texts: Texts, list: FaultList): BodyInput<typeof endpoints.openStore>['texts'] {
  const filled = locales.filter((locale) => texts[locale].name.trim() !== '');
  for (const locale of locales) {
    if (texts[locale].name.trim() === '' && texts[locale].description.trim() !== '') {
      list.add(`/texts/${locale}/name`, 'required');
    }
  }
  if (filled.length === 0) list.add('/texts/zh-CN/name', 'required');
  return Object.fromEntries(filled.map((locale) => [locale, texts[locale]]));
}

function freightOf({ freight, currency }: StoreDraft, list: FaultList) {
  const amountMinor = parseMoney(freight.amountMinor, currency);
  const isFree = freight.freeFromMinor.trim() !== '';
  const freeFromMinor = isFree ? parseMoney(freight.freeFromMinor, currency) : null;
  if (amountMinor === undefined) list.add('/freight/amountMinor', 'money');
  if (freeFromMinor === undefined) list.add('/freight/freeFromMinor', 'money');
  return { amountMinor: amountMinor ?? 0, freeFromMinor: freeFromMinor ?? null };
}

/** The request that opens a store. What is left to the market is left out. */
export function openStoreBody(draft: StoreDraft): Converted<BodyInput<typeof endpoints.openStore>> {
  const list = new FaultList();
  const body = {
    texts: textsOf(draft.texts, list),
    ...(draft.slug === '' ? {} : { slug: draft.slug.trim().toLowerCase() }),
    currency: draft.currency,
    categoryId: draft.categoryId === '' ? null : draft.categoryId,
    freight: freightOf(draft, list),
  };
  return list.isEmpty ? { ok: true, body } : { ok: false, faults: list.faults };
}

/** The request that changes a store: only what differs from what is there. */
export function editStoreBody(
  draft: StoreDraft,
  present: Settings,
): Converted<BodyInput<typeof endpoints.editStore>> {
  const list = new FaultList();
  const texts = textsOf(draft.texts, list);
  const freight = freightOf(draft, list);
  if (!list.isEmpty) return { ok: false, faults: list.faults };
  const before = storeDraft(present);
  const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
  const body = {
    ...(differs(draft.texts, before.texts) ? { texts } : {}),
    ...(draft.defaultLocale === before.defaultLocale ? {} : { defaultLocale: draft.defaultLocale as Locale }),
    ...(draft.categoryId === before.categoryId ? {} : { categoryId: draft.categoryId || null }),
    ...(differs(freight, present.freight) ? { freight } : {}),
  };
  if (Object.keys(body).length === 0) return { ok: false, faults: new Map([['', { kind: 'unchanged' }]]) };
  return { ok: true, body };
}
