import type { AnswerInput, endpoints } from '@hazumi/contracts';
import { testId, testTime } from './ids.ts';

type Product = AnswerInput<typeof endpoints.getStoreProduct>;
type Row = AnswerInput<typeof endpoints.listStoreProducts>['data'][number];
type Picture = Product['pictures'][number];
type Import = AnswerInput<typeof endpoints.getImport>;
type ImportRow = AnswerInput<typeof endpoints.listImportRows>['data'][number];

const picture = (number: number): Picture => ({
  id: testId('picture', number),
  alt: { 'zh-CN': '一只铁壶', ja: '鉄瓶', en: 'An iron kettle' },
  width: 800,
  height: 800,
  url: `/media/pictures/${number}.svg`,
  sources: [],
  createdAt: testTime(-100),
});

const titles = [
  ['南部铁壶 1.2L', '南部鉄瓶 1.2L', 'Nanbu iron kettle, 1.2 l'],
  ['青瓷茶杯', '青磁の湯呑み', 'Celadon tea cup'],
  ['竹制茶筅', '竹の茶筅', 'Bamboo whisk'],
  ['亚麻茶巾（三条装）', '麻のふきん 3枚組', 'Linen cloths, set of three'],
  ['煎茶 100 克', '煎茶 100g', 'Sencha, 100 g'],
  ['漆器托盘', '漆の丸盆', 'Lacquer tray'],
] as const;

export const products: Row[] = titles.map(([zh, ja, en], index) => ({
  id: testId('product', index + 1),
  state: index === 4 ? 'draft' : index === 5 ? 'delisted' : 'listed',
  code: `AO-${1001 + index}`,
  categoryId: testId('category', index === 4 ? 5 : 2),
  title: { 'zh-CN': zh, ja, en },
  currency: 'CNY',
  priceFromMinor: 8800 + index * 1500,
  priceToMinor: index === 0 ? 32_800 : 8800 + index * 1500,
  skuCount: index === 0 ? 4 : 1,
  available: [42, 3, 0, 120, 18, 7][index] ?? 0,
  picture: index === 3 ? null : picture(index + 1),
  version: 5 + index,
  listedAt: testTime(-400),
  createdAt: testTime(-500),
  updatedAt: testTime(-10 * index),
}));

const colours = [
  { 'zh-CN': '墨黑', ja: '墨', en: 'Ink' },
  { 'zh-CN': '藏青', ja: '藍', en: 'Indigo' },
];
const sizes = [
  { 'zh-CN': '1.2 升', ja: '1.2L', en: '1.2 l' },
  { 'zh-CN': '1.8 升', ja: '1.8L', en: '1.8 l' },
];

export const product: Product = {
  id: testId('product', 1),
  storeId: testId('store', 1),
  state: 'listed',
  code: 'AO-1001',
  categoryId: testId('category', 2),
  texts: {
    'zh-CN': { title: '南部铁壶', description: '岩手手工铸造，内壁不涂层。' },
    ja: { title: '南部鉄瓶', description: '岩手の手仕事。内側は素焼きのまま。' },
    en: { title: 'Nanbu iron kettle', description: 'Cast by hand in Iwate, bare inside.' },
  },
  optionNames: [
    { 'zh-CN': '颜色', ja: '色', en: 'Colour' },
    { 'zh-CN': '容量', ja: '容量', en: 'Size' },
  ],
  currency: 'CNY',
  skus: colours.flatMap((colour, row) =>
    sizes.map((size, column) => ({
      id: testId('sku', row * 2 + column + 1),
      code: `AO-1001-${row}${column}`,
      options: [colour, size],
      priceMinor: 28_800 + column * 4000,
      compareAtMinor: row === 0 ? 35_800 : null,
      freightMinor: null,
      weightGrams: 1400 + column * 300,
      received: 60,
      available: [42, 3, 0, 18][row * 2 + column] ?? 0,
      version: 2,
    })),
  ),
  pictures: [picture(1), picture(2), picture(3)],
  version: 9,
  listedAt: testTime(-400),
  createdAt: testTime(-500),
  updatedAt: testTime(-2),
};

export const catalogueImport: Import = {
  id: testId('import', 1),
  state: 'ready',
  fileName: '春季新品.csv',
  encoding: 'gb18030',
  rows: 5,
  create: 1,
  change: 2,
  unchanged: 1,
  errors: 1,
  applied: 0,
  skipped: 0,
  undone: 0,
  kept: 0,
  ignoredColumns: [],
  createdAt: testTime(-1),
  appliedAt: null,
  undoUntil: null,
};

export const importRows: ImportRow[] = [
  {
    rowNumber: 2,
    kind: 'change',
    state: 'pending',
    productCode: 'AO-1001',
    skuCode: 'AO-1001-00',
    productId: testId('product', 1),
    skuId: testId('sku', 1),
    changes: [
      { column: 'price', before: '288.00', after: '268.00' },
      { column: 'title.zh-CN', before: '南部铁壶', after: '南部铁壶（新版）' },
    ],
    error: null,
  },
  {
    rowNumber: 3,
    kind: 'create',
    state: 'pending',
    productCode: 'AO-2001',
    skuCode: 'AO-2001-A',
    productId: null,
    skuId: null,
    changes: [
      { column: 'price', before: null, after: '58.00' },
      { column: 'option1.value.ja', before: null, after: '桜' },
    ],
    error: null,
  },
  {
    rowNumber: 4,
    kind: 'error',
    state: 'pending',
    productCode: 'AO-2002',
    skuCode: 'AO-2002-A',
    productId: null,
    skuId: null,
    changes: [],
    error: { code: 'amount', column: 'price', message: '“五十八”不是有效金额（CNY）。' },
  },
  {
    rowNumber: 5,
    kind: 'change',
    state: 'pending',
    productCode: 'AO-1003',
    skuCode: 'AO-1003',
    productId: testId('product', 3),
    skuId: testId('sku', 9),
    changes: [{ column: 'compareAt', before: '98.00', after: null }],
    error: null,
  },
];
