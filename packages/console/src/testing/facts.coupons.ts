import type { AnswerInput, endpoints } from '@hazumi/contracts';
import { testId, testTime } from './ids.ts';

type Campaign = AnswerInput<typeof endpoints.endCoupon>;

const campaign = (number: number, more: Partial<Campaign>): Campaign => ({
  id: testId('coupon', number),
  storeId: testId('store', 1),
  storeSlug: 'shanshui',
  storeName: { 'zh-CN': '山水陶器', en: 'Shanshui Pottery' },
  names: { 'zh-CN': `春茶节 ${number}`, en: `Spring tea ${number}` },
  currency: 'CNY',
  shape: { kind: 'threshold', fromMinor: 20_000, amountMinor: 3_000 },
  validity: { kind: 'fromClaim', days: 7 },
  productIds: null,
  perPerson: 1,
  isLeft: true,
  visibility: 'public',
  exclusiveGroup: null,
  total: 1_000,
  claimed: 214,
  used: 61,
  discountMinor: 183_000,
  endedAt: null,
  createdAt: testTime(number),
  policyVersion: 2,
  ...more,
});

/** One of each kind. */
export const campaigns: Campaign[] = [
  campaign(1, {}),
  campaign(2, { visibility: 'hidden', shape: { kind: 'percentOff', sharePpm: 125_000, capMinor: 5_000 } }),
  campaign(3, { shape: { kind: 'items', pieces: 3, sharePpm: 200_000 } }),
  campaign(4, {
    shape: { kind: 'amountOff', amountMinor: 8_800 },
    endedAt: testTime(9),
    used: 0,
    discountMinor: 0,
  }),
];
