/** What a run answers: daily series, what became of every principal, guardrails, and a digest of the state it ended in. */
import type { OutsideRange } from './parameters.ts';
import type { Scenario } from './scenario.ts';

/** The daily series, each a number a day for the whole market. Money is in minor units, traffic in impressions. */
export const SERIES = {
  /** Open stores. */
  openStores: 'count',
  /** Stores that meet every condition of the policy. */
  effectiveStores: 'count',
  /** E*, the form without cliffs. */
  effectiveWeight: 'count',
  entries: 'count',
  exits: 'count',
  bans: 'count',
  /** Daily users of the platform. */
  users: 'count',
  /** Private orders on the platform, without fakes. */
  privateOrders: 'orders',
  /** Private orders that merchants sold outside the platform. */
  outsideOrders: 'orders',
  publicOrders: 'orders',
  externalOrders: 'orders',
  creatorOrders: 'orders',
  fakeOrders: 'orders',
  privateGmv: 'money',
  outsideGmv: 'money',
  publicGmv: 'money',
  externalGmv: 'money',
  creatorGmv: 'money',
  fakeGmv: 'money',
  fees: 'money',
  /** Incentive granted, before vesting. */
  rebates: 'money',
  /** Incentive that vested and was paid out. */
  rebatesPaid: 'money',
  /** Incentive taken back for refunds and fraud. */
  clawbacks: 'money',
  /** What the platform pays besides: tool credit and losses that no deposit covers. */
  subsidies: 'money',
  commissions: 'money',
  refunds: 'money',
  /** Spending of merchants on tools and external traffic, the platform's share included. */
  investment: 'money',
  externalVisits: 'visits',
  /** Exposure that the platform has to give. */
  supply: 'impressions',
  organicImpressions: 'impressions',
  meritImpressions: 'impressions',
  newcomerImpressions: 'impressions',
  explorationImpressions: 'impressions',
  /** Exposure that no admissible store could take: pages stay shorter. */
  unservedImpressions: 'impressions',
  clicks: 'visits',
  contacts: 'count',
  /** Deposits held. */
  deposits: 'money',
  /** What the policy asks for and is not there yet. */
  depositShortfall: 'money',
  /** Compensation of buyers that no deposit covered. */
  losses: 'money',
  platformCash: 'money',
  merchantProfit: 'money',
  /** Contacts' spending that rivals got. */
  leakedGmv: 'money',
  /** Cash changes of all parties minus the money that came from outside; 0 but for rounding. */
  moneyError: 'money',
  /** Exposure given minus supply; 0 but for rounding. */
  trafficError: 'impressions',
} as const satisfies Record<string, 'count' | 'orders' | 'money' | 'visits' | 'impressions'>;

export type SeriesName = keyof typeof SERIES;
export type Series = Readonly<Record<SeriesName, Float64Array>>;
export const seriesNames = Object.keys(SERIES) as SeriesName[];

/** Totals of a principal over the run, at the index of its identity: the same principal in every paired scenario. */
export interface PrincipalTable {
  readonly count: number;
  /** Ability, 1 the median: a size that no scenario changes; deciles are made of it. */
  readonly ability: Float64Array;
  readonly stores: Float64Array;
  readonly privateGmv: Float64Array;
  readonly outsideGmv: Float64Array;
  readonly publicGmv: Float64Array;
  readonly externalGmv: Float64Array;
  readonly creatorGmv: Float64Array;
  readonly fakeGmv: Float64Array;
  readonly impressions: Float64Array;
  readonly meritImpressions: Float64Array;
  readonly investment: Float64Array;
  readonly externalVisits: Float64Array;
  readonly fees: Float64Array;
  readonly rebatesPaid: Float64Array;
  readonly profit: Float64Array;
  readonly refunds: Float64Array;
  /** E* summed over the days. */
  readonly effectiveDays: Float64Array;
  readonly openDays: Float64Array;
}

export type PrincipalColumn = Exclude<keyof PrincipalTable, 'count'>;

/** A store's life, for survival and conversion. */
export interface StoreTable {
  readonly count: number;
  readonly principal: Int32Array;
  /** 0 prospect, 1 open, 2 closed, 3 banned. */
  readonly state: Int32Array;
  /** Day of opening; for those open from the start a day before the run, -30 or earlier; -1 while it never opened. */
  readonly openedDay: Int32Array;
  /** Day of closing or ban, or -1. */
  readonly endedDay: Int32Array;
  /** Orders of the first 90 days. */
  readonly earlyOrders: Float64Array;
  /** Last day with an order, or -1. */
  readonly lastOrderDay: Int32Array;
  /** Goods value of all real orders on the platform. */
  readonly gmv: Float64Array;
  /** 0 to 5; NaN while too new to rate. */
  readonly score: Float64Array;
}

export interface RunResult {
  readonly scenario: Scenario;
  readonly scenarioDigest: string;
  readonly policyDigest: string;
  readonly version: number;
  /** Parameters that left the range in which the twin is calibrated. */
  readonly outside: readonly OutsideRange[];
  readonly series: Series;
  readonly principals: PrincipalTable;
  readonly stores: StoreTable;
  /** The figures that a policy must not break, at the end of the run; NaN where there is nothing to judge by. */
  readonly guardrails: Guardrails;
  /** SHA-256 over the final state, the same for any number of workers. */
  readonly digest: string;
}

/** Shares are plain fractions. */
export interface Guardrails {
  /** Effective at day 60, of the stores that opened at least 60 days before the end. */
  readonly effectiveShareAtDay60: number;
  readonly storesPerPrincipal: number;
  readonly medianTurnoverOfEffective: number;
  /** Gini coefficient of exposure over open stores, the last 28 days. */
  readonly exposureGini: number;
  readonly exposureTopPercentShare: number;
  /** New stores with an order within 14 days. */
  readonly newcomerFirstOrderShare: number;
  readonly refundShare: number;
  /** Fakes of private orders on the platform. */
  readonly washShare: number;
  readonly clawbackShare: number;
  /** Subsidies and incentives paid for each effective store and day, in minor units. */
  readonly subsidyPerEffectiveStoreDay: number;
  /** Private sales on the platform of all private sales. */
  readonly routeShare: number;
}
