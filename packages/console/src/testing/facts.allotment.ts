import type { AnswerInput, endpoints } from '@hazumi/contracts';
import { testId } from './ids.ts';

type Told = AnswerInput<typeof endpoints.getStoreAllotment>;
type Day = AnswerInput<typeof endpoints.getStoreAllotmentDay>;

const million = 1_000_000;
const pools = (organic: number, merit: number, newcomer: number, exploration: number, dither: number) => ({
  total: (organic + merit + newcomer + exploration + dither) * million,
  organic: organic * million,
  merit: merit * million,
  newcomer: newcomer * million,
  exploration: exploration * million,
  dither: dither * million,
});
const shown = (ranked: number, ...parts: Parameters<typeof pools>) => {
  const own = pools(...parts);
  return { ...own, ranked: ranked * million, total: own.total + ranked * million };
};
const week = (from: string, until: string, of: Parameters<typeof pools>, ranked: number, clicks: number) => ({
  ...{ from, until, clicks },
  due: pools(...of),
  shown: shown(ranked, ...of),
});

export const allotment: Told = {
  storeId: testId('store', 1),
  day: '2026-05-04',
  sentence: '1,204 impressions = organic 612 + merit 431 + newcomer 120 + exploration 41',
  thisWeek: week('2026-04-28', '2026-05-04', [612, 431, 120, 41, -8], 64, 37),
  lastWeek: week('2026-04-21', '2026-04-27', [540, 310, 200, 38, 12], 90, 29),
  days: [
    {
      day: '2026-05-04',
      policyVersion: 2,
      clicks: 6,
      due: pools(90, 60, 17, 6, -1),
      shown: shown(9, 80, 55, 15, 6, -1),
    },
    {
      day: '2026-05-03',
      policyVersion: 2,
      clicks: 4,
      due: pools(88, 58, 17, 6, -1),
      shown: shown(8, 70, 50, 15, 5, -1),
    },
  ],
};

const keyword = (text: string, kind: 'search' | 'page' = 'search') => ({
  name: `${kind}:${text}`,
  kind,
  text,
});

export const allotmentDay: Day = {
  day: '2026-05-04',
  policyVersion: 2,
  pricesHash: '9f2c4b7e01aa55d3c8e6f0b1729d4a63f5b8c7d6e9f0a1b2c3d4e5f60718293a',
  isNewcomer: false,
  quality: 4.4,
  meritMinor: 38_420,
  principalMeritMinor: 51_200,
  ditherDraw: -0.31,
  sentence: '172 impressions = organic 90 + merit 60 + newcomer 17 + exploration 6',
  due: pools(90, 60, 17, 6, -1),
  shown: shown(9, 80, 55, 15, 6, -1),
  keywords: [
    {
      keyword: keyword('铁壶'),
      supply: 1_240 * million,
      relevance: 0.92,
      weight: 16.2,
      allWeights: 131.9,
      organicPrice: 5.2 * million,
      meritPrice: 0.004 * million,
      sharedBy: 1,
      capFactor: 1,
      due: pools(64, 48, 10, 4, -1),
      shown: 118 * million,
    },
    {
      keyword: keyword('home', 'page'),
      supply: 6_800 * million,
      relevance: 0.41,
      weight: 2.1,
      allWeights: 402.4,
      organicPrice: 9.3 * million,
      meritPrice: 0.0012 * million,
      sharedBy: 3,
      capFactor: 0.74,
      due: pools(26, 12, 7, 2, 0),
      shown: 46 * million,
    },
  ],
  notShown: [
    {
      keyword: keyword('category/home', 'page'),
      reason: 'siblingsHoldSeats',
      text: 'Its principal holds its seats there with other stores.',
    },
    { keyword: keyword('tea kettle'), reason: 'notRelevant', text: 'Not relevant enough to be shown there.' },
    { keyword: keyword('急須'), reason: 'notRelevant', text: 'Not relevant enough to be shown there.' },
  ],
  emptyPools: [{ reason: 'noNewcomer', text: 'No newcomer’s place: the store is no longer new.' }],
};

export const allotmentTry = {
  day: '2026-05-04',
  before: pools(90, 60, 17, 6, -1),
  after: pools(90, 98, 17, 6, -1),
  gain: 38 * million,
  principalGain: 41 * million,
};
