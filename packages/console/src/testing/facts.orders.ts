import type { AnswerInput, endpoints } from '@hazumi/contracts';
import { stores } from './facts.stores.ts';
import { testId, testTime } from './ids.ts';

type Order = AnswerInput<typeof endpoints.getStoreOrder>;
type Summary = AnswerInput<typeof endpoints.listStoreOrders>['data'][number];

const states = [
  'paid',
  'partShipped',
  'shipped',
  'unpaid',
  'complete',
  'stockOutCancelled',
  'refunded',
  'cancelled',
] as const;
const codes = [20, 21, 30, 10, 100, 190, 200, 250];
const storeName = (number: number) => {
  const texts = stores[number]?.texts ?? {};
  return Object.fromEntries(Object.entries(texts).map(([locale, text]) => [locale, text.name]));
};

const summary = (index: number): Summary => {
  const state = states[index % states.length] ?? 'paid';
  const store = index % 2;
  return {
    id: testId('order', index + 1),
    number: `20260504-${String(4812 + index * 37).padStart(6, '0')}`,
    checkoutId: testId('checkout', index + 1),
    storeId: testId('store', store + 1),
    storeSlug: stores[store]?.slug ?? '',
    storeName: storeName(store),
    state,
    stateCode: codes[index % codes.length] ?? 20,
    currency: 'CNY',
    goodsMinor: 60_400,
    freightMinor: 1200,
    taxMinor: 5600,
    totalMinor: 61_600,
    refundedMinor: state === 'refunded' ? 61_600 : 0,
    pieces: 1 + (index % 3),
    firstLine: {
      title: { 'zh-CN': '南部铁壶', ja: '南部鉄瓶', en: 'Nanbu iron kettle' },
      pictureUrl: `/media/pictures/${index}.svg`,
    },
    placedAt: testTime(-3 * index),
    paidAt: state === 'unpaid' ? null : testTime(-3 * index + 0.2),
    shippedAt: null,
    deliveredAt: null,
    completedAt: null,
    cancelledAt: null,
  };
};

export const orders: Summary[] = Array.from({ length: 12 }, (_, index) => summary(index));

const searchTouch = { at: testTime(-300), surface: 'search', source: 'search', isPaid: false };
const groupTouch = { at: testTime(-120), surface: 'link', source: 'group', isPaid: false };

export const order: Order = {
  ...summary(0),
  state: 'partShipped',
  stateCode: 21,
  version: 4,
  cancelReason: null,
  note: '请用结实的箱子，谢谢。',
  address: {
    recipient: '李静',
    phone: '13800001234',
    country: 'CN',
    region: '上海市',
    city: '上海市',
    street: '徐汇区安福路 201 号 3 楼',
    postalCode: '200031',
    masked: false,
  },
  expiresAt: null,
  lines: [
    {
      lineNo: 1,
      productId: testId('product', 1),
      skuId: testId('sku', 1),
      title: { 'zh-CN': '南部铁壶', ja: '南部鉄瓶', en: 'Nanbu iron kettle' },
      options: [{ 'zh-CN': '墨黑', ja: '墨', en: 'Ink' }],
      pictureUrl: '/media/pictures/1.svg',
      quantity: 1,
      unitPriceMinor: 28_800,
      discountMinor: 0,
      goodsMinor: 28_800,
      freightMinor: 1200,
      taxMinor: 2600,
      shippedQuantity: 1,
      refundedMinor: 0,
      fee: { feePpm: 10_000, feeMinor: 288, reason: 'firstStore', policyVersion: 2 },
    },
    {
      lineNo: 2,
      productId: testId('product', 2),
      skuId: testId('sku', 5),
      title: { 'zh-CN': '青瓷茶杯', ja: '青磁の湯呑み', en: 'Celadon tea cup' },
      options: [],
      pictureUrl: '/media/pictures/2.svg',
      quantity: 4,
      unitPriceMinor: 7900,
      discountMinor: 0,
      goodsMinor: 31_600,
      freightMinor: 0,
      taxMinor: 3000,
      shippedQuantity: 1,
      refundedMinor: 7900,
      fee: { feePpm: 10_000, feeMinor: 316, reason: 'firstStore', policyVersion: 2 },
    },
  ],
  shipments: [
    {
      id: testId('shipment', 1),
      carrier: 'SF Express',
      trackingNumber: 'SF1029384756',
      lines: [
        { lineNo: 1, quantity: 1 },
        { lineNo: 2, quantity: 1 },
      ],
      shippedAt: testTime(-4),
      deliveredAt: null,
    },
  ],
  refunds: [
    {
      id: testId('refund', 1),
      amountMinor: 7900,
      state: 'succeeded',
      reason: '一只杯子有裂纹',
      createdAt: testTime(-3),
      settledAt: testTime(-2),
    },
  ],
  refundedMinor: 7900,
  timeline: [
    { type: 'order.placed', at: testTime(-10), data: {} },
    { type: 'payment.captured', at: testTime(-9.8), data: { method: 'card', capturedMinor: 61_600 } },
    { type: 'order.paid', at: testTime(-9.8), data: {} },
    {
      type: 'order.partShipped',
      at: testTime(-4),
      data: { carrier: 'SF Express', trackingNumber: 'SF1029384756' },
    },
    { type: 'order.refunded', at: testTime(-3), data: { amountMinor: 7900 } },
  ],
  actions: ['ship', 'deliver', 'refund'],
  discountMinor: 1500,
  feeMinor: 604,
  source: {
    sourceClass: 'private',
    source: 'group',
    linkId: null,
    touch: groupTouch,
    first: searchTouch,
    path: [
      searchTouch,
      groupTouch,
      { at: testTime(-119), surface: 'store', source: 'direct', isPaid: false },
    ],
    policyVersion: 2,
  },
};
