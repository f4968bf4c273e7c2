import type { AnswerInput, endpoints } from '@hazumi/contracts';
import { testId, testTime } from './ids.ts';

type Star = AnswerInput<typeof endpoints.getNorthStar>;
type Day = Star['days'][number];
type Estimate = AnswerInput<typeof endpoints.askLoopEstimate>;
type Standing = AnswerInput<typeof endpoints.listStoreStandings>['data'][number];

const dayOf = (index: number): string => new Date(Date.UTC(2026, 2, 1 + index)).toISOString().slice(0, 10);

/** Ninety days in which stores become effective, and now and then one lapses; the balance of every day closes. */
function daysOf(): Day[] {
  let effective = 0;
  return Array.from({ length: 90 }, (_, index) => {
    const begun = index >= 20 && index % 4 === 0 ? 1 : 0;
    const back = index >= 40 && index % 17 === 0 ? 1 : 0;
    const lapsed = index >= 30 && index % 13 === 0 ? 1 : 0;
    effective += begun + back - lapsed;
    return {
      day: dayOf(index),
      closedAt: `${dayOf(index + 1)}T00:10:00.000Z`,
      stores: 30 + Math.floor(index / 9),
      effective,
      undecided: index === 89 ? 1 : 0,
      weight: effective + 1.4 + (index % 5) / 10,
      new: begun,
      reactivated: back,
      lapsed,
      effectivePrincipals: Math.ceil(effective / 2),
      policyVersion: index < 60 ? 1 : 2,
    };
  });
}

const guardrail = (
  name: Star['guardrails'][number]['name'],
  more: Partial<Star['guardrails'][number]>,
): Star['guardrails'][number] => ({
  name,
  bound: 'atMost',
  limit: 0.1,
  measure: null,
  finding: 'notMeasured',
  reason: null,
  field: `/guardrails/${name}`,
  ...more,
});

export const northStarFacts: Star = {
  days: daysOf(),
  policyChanges: [
    { number: 1, startsAt: '2026-02-20T00:00:00.000Z', reason: 'The defaults with which the market begins' },
    { number: 2, startsAt: `${dayOf(60)}T00:00:00.000Z`, reason: 'Five orders instead of four' },
  ],
  definition: {
    policyVersion: 2,
    windowDays: 28,
    inStockDays: 21,
    clearedOrders: 5,
    buyers: 3,
    feeFloorMinor: 500,
    currency: 'CNY',
    onTimeShare: 0.9,
    refundPercentile: 0.95,
    refundComparedStores: 20,
    minimumScore: 4.2,
    fraudLimit: 0.5,
  },
  guardrails: [
    guardrail('effectiveShare', { bound: 'atLeast', limit: 0.2, measure: 0.44, finding: 'within' }),
    guardrail('storesPerPrincipal', { limit: 6, measure: 1.9, finding: 'within' }),
    guardrail('exposureGini', { limit: 0.8, reason: 'nothingShown' }),
    guardrail('refunds', { measure: 0.128, finding: 'broken' }),
    guardrail('disputes', { reason: 'notRecorded' }),
    guardrail('subsidyPerEffectiveStore', { limit: 30_000, reason: 'needsTrial' }),
  ],
  currency: 'CNY',
};

const reading = {
  'zh-CN': '数据中看不到飞轮：增益在 -0.01 到 0.04 之间，包含 0。如果存在，也不会超过 0.04。',
  ja: 'このデータにループは認められません。利得は -0.01 から 0.04 で、0 を含みます。あるとしても 0.04 を超えません。',
  en: 'No loop can be seen in the data: its gain lies between -0.01 and 0.04, which includes 0. If there is one, it is no stronger than 0.04.',
};

const link = (
  name: NonNullable<Estimate['result']>['links'][number]['name'],
  elasticity: number,
  low: number | null,
  high: number | null,
) => ({
  name,
  elasticity,
  low,
  high,
  firstStageF: high === null ? 4.1 : 22.7,
  lagWeeks: 3,
  isWeak: high === null,
});

/** A loop of which all is measured but how much the platform keeps. */
export const loopEstimateFacts: Estimate = {
  id: testId('loopEstimate', 1),
  state: 'done',
  cause: 'weekly',
  askedBy: 'system:measures.estimates',
  createdAt: testTime(-3),
  finishedAt: testTime(-3),
  progress: 1,
  until: '2026-05-25',
  policyVersion: 2,
  panelDigest: 'c'.repeat(64),
  codeVersion: 'flywheel 0123456789ab',
  result: {
    merchants: 212,
    weeks: 38,
    from: '2025-09-01',
    level: 0.9,
    links: [
      link('effectiveToPrivate', 0.31, 0.12, 0.55),
      link('privateToExposure', 0.02, -0.04, null),
      link('exposureToInvestment', 0.11, 0.03, 0.2),
      link('investmentToExternal', 0.58, 0.49, 0.68),
      link('externalToEffective', -0.02, -0.09, 0.05),
    ],
    merchant: { gain: 0.008, low: -0.01, high: 0.04, probabilityAboveOne: 0.001, reading },
    platform: null,
    needs: [
      { kind: 'merchants', have: 212, need: 300 },
      { kind: 'weeks', have: 38, need: 52 },
    ],
  },
};

const criterion = (
  name: Standing['criteria'][number]['criterion'],
  state: Standing['criteria'][number]['state'],
  have: number | null,
  need: number | null,
): Standing['criteria'][number] => ({
  criterion: name,
  state,
  have,
  need,
  field: name === 'sanction' ? null : '/effectiveStore/clearedOrders',
});

const standing = (number: number, more: Partial<Standing>): Standing => ({
  storeId: testId('store', number),
  day: '2026-05-29',
  windowDays: 28,
  verdict: 'effective',
  weight: 1,
  stage: 'effective',
  effectiveSince: '2026-05-02',
  currency: 'CNY',
  criteria: [
    criterion('inStockDays', 'met', 28, 21),
    criterion('clearedOrders', 'met', 14, 5),
    criterion('buyers', 'met', 9, 3),
    criterion('feesPaid', 'met', 4_210, 500),
    criterion('onTimeShipment', 'met', 0.96, 0.9),
    criterion('refunds', 'met', 0.04, 0.12),
    criterion('score', 'unmeasured', null, 4.2),
    criterion('fraud', 'met', 0.02, 0.5),
    criterion('sanction', 'met', 0, null),
  ],
  policyVersion: 2,
  ...more,
});

/** An effective store, one that lacks orders and buyers, one of which the shelves were not seen; the others have opened since. */
export const standings: Standing[] = [
  standing(1, {}),
  standing(2, {
    verdict: 'notEffective',
    weight: 0.27,
    stage: 'activated',
    effectiveSince: null,
    criteria: [
      criterion('inStockDays', 'met', 28, 21),
      criterion('clearedOrders', 'missing', 3, 5),
      criterion('buyers', 'missing', 2, 3),
      criterion('feesPaid', 'missing', 120, 500),
      criterion('onTimeShipment', 'missing', 0.5, 0.9),
      criterion('refunds', 'unmeasured', 0, null),
      criterion('score', 'unmeasured', null, 4.2),
      criterion('fraud', 'unmeasured', null, 0.5),
      criterion('sanction', 'met', 0, null),
    ],
  }),
  standing(3, {
    verdict: 'undecided',
    stage: 'opened',
    effectiveSince: null,
    criteria: [criterion('inStockDays', 'unknown', 12, 21), criterion('clearedOrders', 'met', 8, 5)],
  }),
];
