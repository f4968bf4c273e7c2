import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints, type Locale, locales } from '@hazumi/contracts';
import { readGoods } from './catalogue-text.ts';
import { businesses } from './story.ts';
import { say } from './types.ts';

const stores = businesses.flatMap((business) => business.stores.map((store) => ({ business, store })));
const goods = stores.flatMap(({ business, store }) => store.goods.map((one) => ({ business, store, one })));

test('twelve licences have forty stores with six hundred goods; one has twelve stores', () => {
  assert.equal(businesses.length, 12);
  assert.equal(stores.length, 40);
  assert.equal(goods.length, 600);
  assert.equal(Math.max(...businesses.map((business) => business.stores.length)), 12);
});

test('stores speak all languages, goods their own and at least another', () => {
  for (const { store } of stores) {
    for (const locale of locales) {
      assert.ok(
        store.texts[locale].name.length > 0 && store.texts[locale].description.length > 5,
        store.slug,
      );
    }
  }
  for (const { business, store, one } of goods) {
    const spoken = Object.keys(one.texts) as Locale[];
    const name = `${store.slug} ${one.code}`;
    assert.ok(spoken.includes(business.locale), `${name} lacks its maker's language`);
    assert.ok(spoken.length >= 2, `${name} speaks one language only`);
    for (const locale of spoken)
      assert.ok((one.texts[locale]?.description.length ?? 0) > 20, `${name} ${locale}`);
  }
});

test('no two stores share a slug, no two goods of a store a number or a title, no two variants a code', () => {
  const unique = (names: string[], what: string) => assert.equal(new Set(names).size, names.length, what);
  unique(
    stores.map(({ store }) => store.slug),
    'slugs',
  );
  unique(
    businesses.map(({ licence }) => licence.registrationNumber),
    'registration numbers',
  );
  for (const { store } of stores) {
    unique(
      store.goods.map(({ code }) => code),
      store.slug,
    );
    unique(
      store.goods.flatMap(({ skus }) => skus.map(({ code }) => code)),
      store.slug,
    );
    for (const locale of locales) {
      unique(
        store.goods.flatMap(({ texts }) => texts[locale]?.title ?? []),
        `${store.slug} ${locale}`,
      );
    }
  }
});

test('the API takes every store and all goods as they are written', () => {
  const categoryId = `cat_${'0'.repeat(26)}`;
  for (const { business, store } of stores) {
    const { texts, slug, freight } = store;
    const body = {
      texts,
      slug,
      defaultLocale: business.locale,
      freight: { amountMinor: freight.yuan * 100 },
    };
    assert.ok(endpoints.openStore.body?.safeParse(body).success, store.slug);
  }
  for (const { store, one } of goods) {
    const body = {
      code: one.code,
      categoryId,
      texts: one.texts,
      optionNames: one.optionName === null ? [] : [one.optionName],
      skus: one.skus,
    };
    const parsed = endpoints.createProduct.body?.safeParse(body);
    assert.ok(parsed?.success, `${store.slug} ${one.code}: ${parsed?.error?.message}`);
    for (const sku of one.skus) {
      assert.ok(
        sku.compareAtMinor === null || sku.compareAtMinor > sku.priceMinor,
        `${store.slug} ${sku.code}`,
      );
    }
  }
});

const shelf = { categorySlug: 'other', house: say('店', '店', 'house'), options: {}, endings: [8] };

test('goods are read from text, with former price, freight of a piece, place and second picture', () => {
  const [one] = readGoods(
    shelf,
    `
    = A1 tin/tall #112233 #445566 dots @linen | 168<198+20 | 7 two in:gifts
    zh 茶 :: 好茶。
    en Tea
    `,
  );
  assert.deepEqual(one, {
    code: 'A1',
    categorySlug: 'gifts',
    texts: {
      'zh-CN': { title: '茶', description: '好茶。\n\n店' },
      en: { title: 'Tea', description: 'house' },
    },
    optionName: null,
    skus: [{ code: 'A1', options: [], priceMinor: 16_800, compareAtMinor: 19_800, freightMinor: 2_000 }],
    look: { motif: 'tin/tall', colour: '#112233', accent: '#445566', pattern: 'dots', stage: 'linen' },
    pull: 7,
    pictures: 2,
  });
});

test('a line that is not understood is named', () => {
  assert.throws(() => readGoods(shelf, '= A1 tin/tall #112233 | 168 | 7'), /not goods: = A1/);
  assert.throws(() => readGoods(shelf, 'fr Thé'), /not a text: fr Thé/);
  assert.throws(() => readGoods(shelf, '= A1 tin/tall #112233 #445566 | 168 packs | 7\nen Tea'), /packs/);
});
