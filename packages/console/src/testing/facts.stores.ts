import type { AnswerInput, endpoints } from '@hazumi/contracts';
import { licenceId } from './facts.people.ts';
import { testId, testTime } from './ids.ts';

type Matrix = AnswerInput<typeof endpoints.listLicenceStores>['data'][number];
type Settings = AnswerInput<typeof endpoints.getStoreSettings>;
type Licence = AnswerInput<typeof endpoints.operatorGetLicence>;
type Category = AnswerInput<typeof endpoints.listCategories>['data'][number];

const category = (
  number: number,
  parent: number | null,
  slug: string,
  zh: string,
  ja: string,
  en: string,
): Category => ({
  id: testId('category', number),
  parentId: parent === null ? null : testId('category', parent),
  slug,
  names: { 'zh-CN': zh, ja, en },
  path: [...(parent === null ? [] : [testId('category', parent)]), testId('category', number)],
  position: number,
  version: 1,
});

export const categories: Category[] = [
  category(1, null, 'home', '家居', 'ホーム', 'Home'),
  category(2, 1, 'kitchen', '厨房', 'キッチン', 'Kitchen'),
  category(3, 1, 'tableware', '餐具', '食器', 'Tableware'),
  category(4, null, 'food', '食品', '食品', 'Food'),
  category(5, 4, 'tea', '茶', 'お茶', 'Tea'),
];

const store = (
  number: number,
  slug: string,
  names: [zh: string, ja: string, en: string],
  more: Partial<Matrix> = {},
): Matrix => ({
  id: testId('store', number),
  slug,
  texts: {
    'zh-CN': { name: names[0], description: '手工器物与茶。' },
    ja: { name: names[1], description: '手仕事の器とお茶。' },
    en: { name: names[2], description: 'Handmade pots, and tea.' },
  },
  defaultLocale: 'ja',
  currency: 'CNY',
  country: 'JP',
  categoryId: testId('category', 2),
  logoUrl: null,
  state: 'open',
  openForSale: true,
  openedAt: testTime(-2000 + number),
  listedProducts: 12 * number,
  openOrders: number * 3,
  reason: null,
  isFirstOfLicence: number === 1,
  createdAt: testTime(-2100 + number),
  ...more,
});

export const stores: Matrix[] = [
  store(1, 'aoba-utsuwa', ['青叶器物', '青葉のうつわ', 'Aoba Pots'], { logoUrl: '/media/logos/1.svg' }),
  store(2, 'aoba-tea', ['青叶茶铺', '青葉茶舗', 'Aoba Tea'], { logoUrl: '/media/logos/2.svg' }),
  store(3, 'aoba-lab', ['青叶实验室', '青葉ラボ', 'Aoba Lab'], { currency: 'JPY', openOrders: 0 }),
  store(4, 'aoba-outlet', ['青叶折扣店', '青葉アウトレット', 'Aoba Outlet'], {
    state: 'restricted',
    reason: 'unshippedOrders',
  }),
  store(5, 'aoba-gift', ['青叶礼品', '青葉ギフト', 'Aoba Gifts'], {
    state: 'closing',
    openForSale: false,
    openOrders: 2,
  }),
  store(6, 'aoba-new', ['青叶新店', '青葉の新店', 'Aoba New'], {
    state: 'applied',
    openForSale: false,
    openedAt: null,
    listedProducts: 0,
    openOrders: 0,
  }),
];

export const storeCount = { storeCount: 6, storeLimit: 30 };

export function settingsOf(row: Matrix): Settings {
  const { createdAt, ...card } = row;
  return {
    ...card,
    createdAt,
    version: 7,
    licenceId,
    licenceState: 'verified',
    freight: { amountMinor: 1200, freeFromMinor: 19_900 },
    note: row.reason === null ? null : '有 6 个订单超过 48 小时未发货。',
    firstPaidAt: testTime(-1900),
    closingAt: row.state === 'closing' ? testTime(-20) : null,
    closedAt: null,
    policyVersion: 2,
    actions: row.state === 'closing' ? ['edit', 'reopen'] : ['edit', 'close', 'restrict', 'suspend', 'ban'],
    timeline: [
      ...(row.reason === null
        ? []
        : [{ type: 'store.restricted', at: testTime(-30), data: { note: '请尽快发货。' } }]),
      { type: 'store.opened', at: testTime(-1999), data: {} },
      { type: 'store.applied', at: testTime(-2000), data: {} },
    ],
  };
}

export const licence: Licence = {
  id: licenceId,
  legalName: '株式会社青葉堂',
  country: 'JP',
  registrationNumber: '5010401234567',
  state: 'verified',
  reason: null,
  note: null,
  ...storeCount,
  createdAt: testTime(-2200),
  version: 4,
  contactEmail: 'office@aoba.example',
  address: { region: '東京都', city: '台東区', street: '谷中3-1-4', postalCode: '110-0001' },
  documents: [
    {
      id: testId('document', 1),
      kind: 'businessLicence',
      fileName: '履歴事項全部証明書.pdf',
      mediaType: 'application/pdf',
      byteSize: 184_320,
      sha256: 'a'.repeat(64),
      createdAt: testTime(-2199),
    },
  ],
  check: {
    state: 'passed',
    registry: 'simulated',
    decidedBy: 'registry',
    reason: null,
    attempts: 2,
    nextAttemptAt: null,
    createdAt: testTime(-2198),
    decidedAt: testTime(-2190),
  },
  checks: [
    {
      state: 'passed',
      registry: 'simulated',
      decidedBy: 'registry',
      reason: null,
      attempts: 2,
      nextAttemptAt: null,
      createdAt: testTime(-2198),
      decidedAt: testTime(-2190),
    },
  ],
  actions: ['edit', 'openStore', 'suspend', 'ban'],
  timeline: [
    { type: 'licence.verified', at: testTime(-2190), data: {} },
    { type: 'licence.submitted', at: testTime(-2198), data: {} },
    { type: 'licence.registered', at: testTime(-2200), data: {} },
  ],
};

/** The same as it was refused, with a number of its own. */
export const refusedLicence: Licence = {
  ...licence,
  id: testId('licence', 2),
  legalName: '北京清和商贸有限公司',
  country: 'CN',
  registrationNumber: '91310000MA1FL0000X',
  state: 'refused',
  reason: 'nameMismatch',
  note: '执照上的名称与填写的不一致。',
  storeCount: 0,
  actions: ['edit', 'addDocument', 'submit', 'decide', 'ban'],
};
