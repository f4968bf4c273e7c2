import type { AnswerInput, endpoints } from '@hazumi/contracts';
import { testId, testTime } from './ids.ts';

type Order = AnswerInput<typeof endpoints.listStoreIncentives>['data'][number];
type Excluded = AnswerInput<typeof endpoints.listExcludedOrders>['data'][number];
type Score = AnswerInput<typeof endpoints.listWashScores>['data'][number];
type Principal = AnswerInput<typeof endpoints.listPrincipals>['data'][number];

export const incentiveSummary: AnswerInput<typeof endpoints.getStoreIncentive> = {
  currency: 'CNY',
  asOf: testTime(0),
  policyVersion: 2,
  rules: {
    keptFeePpm: 10_000,
    vestingDays: [30, 60, 90],
    capMinor: 10_000_000,
    returnWindowDays: 7,
    meritHalfLifeDays: 14,
  },
  pending: { orders: 4, rebateMinor: 5_120 },
  clearedMinor: 12_270,
  vestedMinor: 6_130,
  clawedBackMinor: 400,
  excludedOrders: 2,
  nextVesting: { at: testTime(200), amountMinor: 2_040 },
  merit: { minor: 4_218.6, currency: 'CNY' },
  months: [
    {
      month: '2026-03',
      grantedMinor: 9_400,
      vestedMinor: 4_090,
      clawedBackMinor: 400,
      licenceGrantedMinor: 21_300,
      capMinor: 10_000_000,
    },
    {
      month: '2026-02',
      grantedMinor: 9_000,
      vestedMinor: 2_040,
      clawedBackMinor: 0,
      licenceGrantedMinor: 18_100,
      capMinor: 10_000_000,
    },
  ],
};

const privateOrder = (number: number, more: Partial<Order>): Order => ({
  orderId: testId('order', number),
  orderNumber: `2026030${number}0042`,
  currency: 'CNY',
  state: 'cleared',
  completedAt: testTime(-300),
  windowEndsAt: testTime(-100),
  decidedAt: testTime(-99),
  baseMinor: 25_600,
  feePaidMinor: 1_280,
  rebateMinor: 1_024,
  limitedBy: 'rate',
  vestedMinor: 342,
  clawedBackMinor: 0,
  parts: [
    { at: testTime(-50), amountMinor: 342, takenMinor: 0, vestedAt: testTime(-50) },
    { at: testTime(700), amountMinor: 341, takenMinor: 0, vestedAt: null },
    { at: testTime(1400), amountMinor: 341, takenMinor: 0, vestedAt: null },
  ],
  meritMinor: 251.3,
  exclusions: [],
  policyVersion: 2,
  ...more,
});

/** One in each state, and one that the cap of the month cut. */
export const incentiveOrders: Order[] = [
  privateOrder(1, {
    state: 'pending',
    decidedAt: null,
    windowEndsAt: testTime(60),
    vestedMinor: 0,
    parts: [],
  }),
  privateOrder(2, {}),
  privateOrder(3, {
    limitedBy: 'monthlyCap',
    rebateMinor: 300,
    vestedMinor: 100,
    parts: [-50, 700, 1400].map((hours) => ({
      at: testTime(hours),
      amountMinor: 100,
      takenMinor: 0,
      vestedAt: hours < 0 ? testTime(hours) : null,
    })),
  }),
  privateOrder(4, { state: 'vested', vestedMinor: 1_024 }),
  privateOrder(5, {
    state: 'excluded',
    rebateMinor: 0,
    vestedMinor: 0,
    parts: [],
    meritMinor: 0,
    limitedBy: null,
    exclusions: [
      { reason: 'noCarrierScan', field: null },
      { reason: 'pairLimit', field: '/fraud/ordersPerPair' },
    ],
  }),
  privateOrder(6, { state: 'clawedBack', clawedBackMinor: 1_024, vestedMinor: 342, meritMinor: 0 }),
];

const excluded = (number: number, more: Partial<Excluded>): Excluded => ({
  orderId: testId('order', number),
  orderNumber: `2026030${number}0042`,
  storeId: testId('store', 1),
  storeName: { 'zh-CN': '山水陶器', en: 'Shanshui Pottery' },
  currency: 'CNY',
  totalMinor: 25_600,
  reason: 'linkedBuyer',
  field: '/fraud/strongLinks',
  evidence: [{ kind: 'licence', id: testId('licence', 1) }],
  fraudProbability: 0.018,
  at: testTime(number),
  policyVersion: 2,
  ...more,
});

export const excludedOrders: Excluded[] = [
  excluded(1, {}),
  excluded(2, {
    reason: 'paymentCycle',
    field: '/fraud/cycleLength',
    evidence: [
      { kind: 'person', id: testId('person', 1) },
      { kind: 'licence', id: testId('licence', 1) },
    ],
  }),
  excluded(3, {
    reason: 'noCarrierScan',
    field: null,
    evidence: [{ kind: 'parcel', tracking: 'SF SF1029384756' }],
  }),
  excluded(4, {
    reason: 'pairLimit',
    field: '/fraud/ordersPerPair',
    evidence: [1, 2, 3, 5].map((one) => ({ kind: 'order' as const, id: testId('order', one) })),
  }),
  excluded(5, { reason: 'probablyFake', field: '/fraud/exclusionPpm', evidence: [], fraudProbability: 0.83 }),
  excluded(6, { reason: 'refunded', field: null, evidence: [{ kind: 'guest' }] }),
];

const part = (feature: Score['parts'][number]['feature'], deviations: number, logOdds: number) => ({
  feature,
  value: 0.4,
  deviations,
  logOdds,
  field: `/fraud/scorecard/${feature}`,
});
export const washScores: Score[] = [
  {
    storeId: testId('store', 4),
    storeName: { 'zh-CN': '云上茶行', en: 'Cloud Tea' },
    day: '2026-03-01',
    orders: 34,
    probability: 0.83,
    priorLogOdds: -4,
    parts: [
      part('addressConcentration', 2.1, 2.94),
      part('weakLinks', 1, 1.8),
      part('burst', 0.9, 0.99),
      part('priceRoundness', 0.2, 0.08),
      part('hourOfDay', 0, 0),
      part('browsingBeforeBuying', 0.1, -0.12),
      part('buyerBreadth', 0.1, -0.15),
    ],
    policyVersion: 2,
  },
  {
    storeId: testId('store', 1),
    storeName: { 'zh-CN': '山水陶器', en: 'Shanshui Pottery' },
    day: '2026-03-01',
    orders: 61,
    probability: 0.012,
    priorLogOdds: -4,
    parts: [part('buyerBreadth', 0.3, -0.45)],
    policyVersion: 2,
  },
];

export const principalRows: Principal[] = [
  {
    principalId: testId('licence', 1),
    parties: [
      { kind: 'licence', id: testId('licence', 1), name: '山水贸易有限公司' },
      { kind: 'licence', id: testId('licence', 3), name: '云上贸易有限公司' },
      { kind: 'person', id: testId('person', 1), name: '林小雨' },
    ],
    links: [
      {
        kind: 'licence',
        isStrong: true,
        sharedBy: 3,
        since: testTime(-900),
        parties: [
          { kind: 'licence', id: testId('licence', 1), name: '山水贸易有限公司' },
          { kind: 'licence', id: testId('licence', 3), name: '云上贸易有限公司' },
          { kind: 'person', id: testId('person', 1), name: '林小雨' },
        ],
      },
      {
        kind: 'device',
        isStrong: false,
        sharedBy: 2,
        since: testTime(-90),
        parties: [{ kind: 'person', id: testId('person', 1), name: '林小雨' }, { kind: 'guest' }],
      },
    ],
    policyVersion: 2,
  },
];
