/**
 * The merchants of the journey. Each of the three that walk has two stores: a licence's first store pays a lower fee, of which nothing
 * comes back, so the second is the one that the walk is about. Rivals sell the same kind of goods and bring nobody.
 */
import { endpoints, type Locale } from '@hazumi/contracts';
import { addressOf, driven } from '../../flywheel/people.ts';
import type { Caller } from '../../replay/api.ts';
import { readCategories } from '../../replay/goods.ts';
import { inParallel } from '../../replay/in-parallel.ts';
import { passwordOf } from '../../replay/secrets.ts';
import { pdfOf } from '../../replay/sellers.ts';
import type { Account } from './accounts.ts';
import type { JourneyMarket } from './market.ts';

type Texts = Record<Locale, string>;

/** What is sold, and what shoppers of each language look for. */
export const goodsWord: Texts = { 'zh-CN': '茶壶', ja: '急須', en: 'teapot' };
export const priceMinor = 48_000;

/** The stores of those who walk, by the language in which they do. */
export const storeNames: Record<Locale, Texts> = {
  'zh-CN': { 'zh-CN': '竹里馆', ja: '竹里館', en: 'Zhuli House' },
  ja: { 'zh-CN': '青山堂', ja: '青山堂', en: 'Seizando' },
  en: { 'zh-CN': '北溪工坊', ja: 'ノース工房', en: 'North River' },
};
const rivalNames: readonly Texts[] = [
  { 'zh-CN': '松风', ja: '松風', en: 'Pine' },
  { 'zh-CN': '梅园', ja: '梅園', en: 'Plum' },
  { 'zh-CN': '石泉', ja: '石泉', en: 'Spring' },
  { 'zh-CN': '山月', ja: '山月', en: 'Moon' },
  { 'zh-CN': '云水', ja: '雲水', en: 'Cloud' },
];

export interface Merchant extends Account {
  caller: Caller;
  licenceId: string;
  storeId: string;
  slug: string;
  productId: string;
  skuId: string;
}

export interface Merchants {
  walking: Record<Locale, Merchant>;
  rivals: readonly Merchant[];
}

interface Applicant {
  key: string;
  locale: Locale;
  legalName: string;
  names: Texts;
  stores: 1 | 2;
}

/** Brings them all to the market: accounts, licences that the registry confirms, stores, and a teapot each. */
export async function gatherMerchants(market: JourneyMarket): Promise<Merchants> {
  const legalNames: Texts = { 'zh-CN': '竹里商行', ja: '青山商店', en: 'North River Ltd' };
  const applicants: Applicant[] = [
    ...(['zh-CN', 'ja', 'en'] as const).map((locale) => ({
      key: `merchant-${locale.slice(0, 2)}`,
      locale,
      legalName: legalNames[locale],
      names: storeNames[locale],
      stores: 2 as const,
    })),
    ...rivalNames.map((names, at) => ({
      key: `rival-${at}`,
      locale: 'zh-CN' as const,
      legalName: `Rival ${at}`,
      names,
      stores: 1 as const,
    })),
  ];
  const opened = new Map<string, Merchant>();
  const applied = new Map<string, { account: Account; caller: Caller; licenceId: string }>();
  await inParallel(applicants, 4, async (one) => {
    applied.set(one.key, await apply(market, one));
  });
  // The registry is asked, and answers.
  await market.clock.settle();
  const categories = await readCategories(market.api);
  const categoryId = categories.get('home')?.id ?? [...categories.values()][0]?.id ?? '';
  await inParallel(applicants, 4, async (one) => {
    const { account, caller, licenceId } = applied.get(one.key) as NonNullable<
      ReturnType<typeof applied.get>
    >;
    if (one.stores === 2)
      await openStore(market, caller, licenceId, {
        key: `${one.key}-first`,
        names: { 'zh-CN': '样品间', ja: 'ショールーム', en: 'Showroom' },
        categoryId,
      });
    const { storeId, slug } = await openStore(market, caller, licenceId, {
      key: one.key,
      names: one.names,
      categoryId,
    });
    opened.set(one.key, {
      ...account,
      caller,
      licenceId,
      storeId,
      slug,
      ...(await list(market, caller, storeId, { ...one, categoryId })),
    });
  });
  const of = (key: string): Merchant => opened.get(key) as Merchant;
  return {
    walking: { 'zh-CN': of('merchant-zh'), ja: of('merchant-ja'), en: of('merchant-en') },
    rivals: rivalNames.map((_, at) => of(`rival-${at}`)),
  };
}

async function apply(
  { api, secret }: JourneyMarket,
  { key, locale, legalName, names }: Applicant,
): Promise<{ account: Account; caller: Caller; licenceId: string }> {
  const account = {
    name: names[locale],
    email: `${key}@journey.example`,
    password: passwordOf(secret, key),
  };
  const signedUp = await api(endpoints.signUp, { body: { ...account, locale } });
  const session = { token: signedUp.value.token };
  const scopes = ['stores', 'catalogue', 'orders', 'licences'] as const;
  const made = await api(endpoints.createApiKey, { body: { name: 'journey', scopes: [...scopes] } }, session);
  const caller = { token: made.value.key };
  const { value } = await api(
    endpoints.registerLicence,
    {
      idempotencyKey: `journey-${key}-licence`,
      body: {
        legalName,
        country: driven.country,
        registrationNumber: `JOURNEY${key.replaceAll(/[^a-z0-9]/g, '').toUpperCase()}`,
        contactEmail: account.email,
        address: addressOf(key),
      },
    },
    caller,
  );
  const params = { licenceId: value.id };
  const form = new FormData();
  form.set('kind', 'businessLicence');
  form.set('file', new File([pdfOf(`Business licence ${key}`)], 'licence.pdf', { type: 'application/pdf' }));
  await api(endpoints.addLicenceDocument, { params, body: form }, caller);
  await api(endpoints.submitLicence, { params }, caller);
  return { account, caller, licenceId: value.id };
}

async function openStore(
  { api }: JourneyMarket,
  caller: Caller,
  licenceId: string,
  store: { key: string; names: Texts; categoryId: string },
): Promise<{ storeId: string; slug: string }> {
  const texts = Object.fromEntries(Object.entries(store.names).map(([locale, name]) => [locale, { name }]));
  const { value } = await api(
    endpoints.openStore,
    {
      params: { licenceId },
      idempotencyKey: `journey-${store.key}-store`,
      body: { texts, slug: store.key, categoryId: store.categoryId },
    },
    caller,
  );
  if (value.state !== 'open') throw new Error(`the store ${store.key} is ${value.state}`);
  return { storeId: value.id, slug: value.slug };
}

async function list(
  { api }: JourneyMarket,
  caller: Caller,
  storeId: string,
  { key, names, categoryId }: { key: string; names: Texts; categoryId: string },
): Promise<{ productId: string; skuId: string }> {
  const { value } = await api(
    endpoints.createProduct,
    {
      params: { storeId },
      idempotencyKey: `journey-${key}-goods`,
      body: {
        code: 'POT',
        categoryId,
        texts: {
          'zh-CN': { title: `${names['zh-CN']} ${goodsWord['zh-CN']}` },
          ja: { title: `${names.ja} ${goodsWord.ja}` },
          en: { title: `${names.en} ${goodsWord.en}` },
        },
        skus: [{ code: 'POT', priceMinor, stock: 1_000 }],
        list: true,
      },
    },
    caller,
  );
  return { productId: value.id, skuId: value.skus[0]?.id ?? '' };
}
