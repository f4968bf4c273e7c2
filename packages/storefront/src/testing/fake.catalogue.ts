import type { category, picture, product, store } from '@hazumi/contracts';
import { type FakeApi, FakeProblem, newId } from './fake.api.ts';

type Category = (typeof category)['_output'];
type Product = (typeof product)['_output'];
type Store = (typeof store)['_output'];
type Picture = (typeof picture)['_output'];

/** What the double sells. Tests change prices and stock in place. */
export interface Shelf {
  categories: Category[];
  stores: Store[];
  products: Product[];
}

export const openedAt = '2026-03-01T09:00:00Z';

function makeCategories(): Category[] {
  const tree: [
    slug: string,
    zh: string,
    ja: string,
    en: string,
    below: [string, string, string, string][],
  ][] = [
    ['kitchen', '厨房', 'キッチン', 'Kitchen', [['kettles', '水壶', 'やかん', 'Kettles']]],
    ['tea', '茶', 'お茶', 'Tea', []],
    ['textiles', '织物', '布もの', 'Textiles', []],
    ['paper', '文具纸品', '紙・文具', 'Paper', []],
    ['garden', '园艺', '庭', 'Garden', []],
    ['toys', '玩具', 'おもちゃ', 'Toys', []],
  ];
  return tree.flatMap(([slug, zh, ja, en, below], position) => {
    const id = newId('category');
    const root: Category = {
      id,
      parentId: null,
      slug,
      names: { 'zh-CN': zh, ja, en },
      path: [id],
      position,
      version: 1,
    };
    const children = below.map(([slug, zh, ja, en], position): Category => {
      const own = newId('category');
      return {
        id: own,
        parentId: id,
        slug,
        names: { 'zh-CN': zh, ja, en },
        path: [id, own],
        position,
        version: 1,
      };
    });
    return [root, ...children];
  });
}

function makeStore(slug: string, zh: string, ja: string, en: string, categoryId: string): Store {
  return {
    id: newId('store'),
    slug,
    texts: {
      'zh-CN': { name: zh, description: '自家小作坊，每一件都亲手检查后寄出。' },
      ja: { name: ja, description: '小さな工房から、一つずつ確かめてお届けします。' },
      en: { name: en, description: 'A small workshop. Every piece is looked at before it leaves.' },
    },
    defaultLocale: 'zh-CN',
    currency: 'CNY',
    country: 'CN',
    categoryId,
    logoUrl: null,
    state: 'open',
    openForSale: true,
    openedAt,
    freight: { amountMinor: 800, freeFromMinor: 9900 },
    licence: {
      id: newId('licence'),
      legalName: '景德镇山水陶瓷有限公司',
      country: 'CN',
      registrationNumber: '9136********402X',
      isVerified: true,
    },
  };
}

export function makePicture(name: string): Picture {
  // As long as the market's own addresses: pages are held to a size.
  const folder = `/media/pictures/4f/${'4f9ccf2a95fe8e74bfdc1883b7269dc8d020708e'.slice(name.length + 1)}-${name}`;
  const at = (width: number, type: string) => `${folder}/${width}.${type} ${width}w`;
  const srcset = (type: string) => [160, 320, 640, 1200].map((width) => at(width, type)).join(', ');
  return {
    id: newId('picture'),
    alt: { 'zh-CN': '商品照片', ja: '商品の写真', en: 'A photograph of the goods' },
    width: 1200,
    height: 1200,
    url: `${folder}/640.webp`,
    sources: [
      { type: 'image/avif', srcset: srcset('avif') },
      { type: 'image/webp', srcset: srcset('webp') },
    ],
    createdAt: openedAt,
  };
}

const titles: [zh: string, ja: string, en: string, priceMinor: number][] = [
  ['手工铸铁茶壶 南部风', '南部鉄器の急須 手作り', 'Hand-cast iron teapot in the Nanbu manner', 26800],
  ['青瓷茶杯 一对', '青磁の湯のみ 二客', 'Celadon tea cups, a pair', 8800],
  ['亚麻厨房布巾', 'リネンのキッチンクロス', 'Linen kitchen towel', 3900],
  ['手抄和纸信笺 三十张', '手漉き和紙の便箋 三十枚', 'Handmade paper for letters, thirty sheets', 4500],
  ['武夷岩茶 肉桂 50g', '武夷岩茶 肉桂 50g', 'Wuyi rock tea, Rougui, 50 g', 12800],
  ['榉木汤勺', 'ぶなの木のお玉', 'Beech ladle', 2900],
  ['蓝染棉麻围裙', '藍染めのエプロン', 'Indigo-dyed apron', 16800],
  ['陶土花盆 小号', '素焼きの鉢 小', 'Clay pot, small', 2200],
  ['黄铜书签', '真鍮のしおり', 'Brass bookmark', 1900],
  ['木制陀螺', '木のこま', 'Wooden spinning top', 1500],
  ['粗陶饭碗', '粉引のめし碗', 'Stoneware rice bowl', 5600],
  ['竹编提篮', '竹編みの手提げかご', 'Woven bamboo basket', 9900],
];

/** Some goods of some stores: the first with variants, one sold out, one with few pieces left. */
export function makeShelf(): Shelf {
  const categories = makeCategories();
  const categoryOf = (index: number) => categories[index % categories.length] as Category;
  const stores = [
    makeStore('shanshui', '山水陶舍', '山水の器', 'Shanshui Pottery', categoryOf(0).id),
    makeStore('kumo-no-ito', '云丝织物', '雲の糸', 'Kumo no Ito', categoryOf(3).id),
    makeStore('paper-boat', '纸船文具', '紙の舟', 'Paper Boat', categoryOf(4).id),
  ];
  const products = titles.map(([zh, ja, en, priceMinor], index): Product => {
    const seller = stores[index % stores.length] as Store;
    const own = categoryOf(index);
    const names = (
      [
        ['黑', '黒', 'Black'],
        ['铁锈红', '錆朱', 'Rust'],
      ] as const
    ).map(([zh, ja, en]) => ({
      'zh-CN': zh,
      ja,
      en,
    }));
    const sizes = ['0.6 L', '1.2 L'].map((size) => ({ 'zh-CN': size, ja: size, en: size }));
    const variants = index === 0 ? names.flatMap((name) => sizes.map((size) => [name, size])) : [[]];
    const skus = variants.map((options, at) => ({
      id: newId('sku'),
      options,
      priceMinor: priceMinor + at * 2000,
      compareAtMinor: index === 1 ? 10800 : null,
      freightMinor: null,
      weightGrams: 350 + at,
      availability:
        index === 9
          ? { inStock: false, left: 0 }
          : index === 1 || at === 3
            ? { inStock: true, left: 3 }
            : { inStock: true, left: null },
    }));
    return {
      id: newId('product'),
      texts: {
        'zh-CN': { title: zh, description: '小批量制作。\n\n每一件的釉色略有不同，请以实物为准。' },
        ja: { title: ja, description: '少しずつ作っています。\n\n色合いは一つずつ異なります。' },
        ...(index === 7
          ? {}
          : { en: { title: en, description: 'Made in small batches.\n\nNo two are quite alike.' } }),
      },
      categories: own.path.map((id) => {
        const { slug, names } = categories.find((one) => one.id === id) as Category;
        return { id, slug, names };
      }),
      optionNames:
        index === 0
          ? [
              { 'zh-CN': '颜色', ja: '色', en: 'Colour' },
              { 'zh-CN': '容量', ja: '容量', en: 'Volume' },
            ]
          : [],
      currency: 'CNY',
      priceFromMinor: Math.min(...skus.map((sku) => sku.priceMinor)),
      priceToMinor: Math.max(...skus.map((sku) => sku.priceMinor)),
      availability: skus[0]?.availability ?? { inStock: false, left: 0 },
      skus,
      pictures:
        index === 11
          ? []
          : [0, 1, 2].slice(0, index === 0 ? 3 : 1).map((at) => makePicture(`p${index}-${at}`)),
      store: {
        id: seller.id,
        slug: seller.slug,
        name: namesOf(seller),
        freightMinor: seller.freight.amountMinor,
        freightFreeFromMinor: seller.freight.freeFromMinor,
      },
      listedAt: openedAt,
    };
  });
  return { categories, stores, products };
}

const namesOf = (seller: Store) =>
  Object.fromEntries(Object.entries(seller.texts).map(([locale, text]) => [locale, text?.name ?? '']));

export function cardOf(product: Product) {
  return {
    id: product.id,
    title: titlesOf(product),
    categoryId: product.categories.at(-1)?.id ?? '',
    currency: product.currency,
    priceFromMinor: product.priceFromMinor,
    priceToMinor: product.priceToMinor,
    compareAtMinor: product.skus[0]?.compareAtMinor ?? null,
    picture: product.pictures[0] ?? null,
    availability: product.availability,
    store: { id: product.store.id, slug: product.store.slug, name: product.store.name },
  };
}

export const titlesOf = (product: Product) =>
  Object.fromEntries(Object.entries(product.texts).map(([locale, text]) => [locale, text?.title ?? '']));

export function installCatalogue(fake: FakeApi, shelf: Shelf): void {
  const find = <T>(list: readonly T[], is: (one: T) => boolean): T => {
    const found = list.find(is);
    if (found === undefined) throw new FakeProblem('not_found');
    return found;
  };
  /** Pages of `limit`, the cursor being where the next begins. */
  const pageOf = <T>(list: readonly T[], query: { limit: number; cursor?: string | undefined }) => {
    const from = Number(query.cursor ?? 0);
    const to = from + query.limit;
    return { data: list.slice(from, to), nextCursor: to < list.length ? String(to) : null };
  };
  /** Those that are named stand first. */
  const byTurn = <T extends { id: string }>(list: readonly T[], first: readonly string[] = []): T[] => [
    ...first.flatMap((id) => list.find((one) => one.id === id) ?? []),
    ...list.filter(({ id }) => !first.includes(id)),
  ];
  const inCategory = (categoryId: string | undefined) => (product: Product) =>
    categoryId === undefined || product.categories.some((one) => one.id === categoryId);

  fake.handlers.getMarket = () => ({
    locales: ['zh-CN', 'ja', 'en'],
    currency: 'CNY',
    now: openedAt,
    policyVersion: 1,
    clock: 'running',
  });
  fake.handlers.listCategories = () => ({ data: shelf.categories });
  fake.handlers.newestProducts = ({ query }) =>
    pageOf(shelf.products.filter(inCategory(query.categoryId)).map(cardOf), query);
  fake.handlers.listCategoryGoods = ({ params, query }) =>
    pageOf(byTurn(shelf.products.filter(inCategory(params.categoryId)), query.first).map(cardOf), query);
  fake.handlers.storeShelf = ({ params, query }) =>
    pageOf(shelf.products.filter((product) => product.store.id === params.storeId).map(cardOf), query);
  fake.handlers.searchProducts = ({ query }) => {
    const found = shelf.products
      .filter(inCategory(query.categoryId))
      .filter((product) => Object.values(titlesOf(product)).some((title) => title.includes(query.q)))
      .filter((product) => query.minPriceMinor === undefined || product.priceFromMinor >= query.minPriceMinor)
      .filter(
        (product) => query.maxPriceMinor === undefined || product.priceFromMinor <= query.maxPriceMinor,
      );
    return {
      ...pageOf(found.map(cardOf), query),
      relaxed: false,
      partialFrom: null,
      corrections: [],
      categories: null,
    };
  };
  fake.handlers.listStores = ({ query }) =>
    pageOf(
      byTurn(
        shelf.stores.filter((one) => query.categoryId === undefined || one.categoryId === query.categoryId),
        query.first,
      ),
      query,
    );
  const accountOf = ({ licence }: Store) => ({ ...licence, storeCount: 1 });
  fake.handlers.searchStores = ({ query }) => ({
    ...pageOf(
      shelf.stores.filter((one) => Object.values(namesOf(one)).some((name) => name.includes(query.q))),
      query,
    ),
    corrections: [],
  });
  fake.handlers.searchAccounts = ({ query }) => ({
    ...pageOf(
      shelf.stores.map(accountOf).filter((one) => one.legalName.includes(query.q)),
      query,
    ),
    corrections: [],
  });
  fake.handlers.getAccount = ({ params }) => {
    const store = find(shelf.stores, (one) => one.licence.id === params.licenceId);
    return { ...accountOf(store), stores: [store] };
  };
  fake.handlers.suggestQueries = ({ query }) => ({
    data: shelf.products
      .flatMap((product) => Object.values(titlesOf(product)))
      .filter((title) => title.startsWith(query.q)),
  });
  fake.handlers.getStore = ({ params }) => find(shelf.stores, (one) => one.id === params.storeId);
  fake.handlers.getStoreBySlug = ({ params }) => find(shelf.stores, (one) => one.slug === params.slug);
  fake.handlers.getProduct = ({ params }) => find(shelf.products, (one) => one.id === params.productId);
}
