/** What is read off a run to compare scenarios by: one number each. */
import { mean } from '@hazumi/report';
import type { PrincipalColumn, RunResult, SeriesName } from '../result.ts';
import { isTreated } from '../taps.ts';
import { traitsOf } from '../traits.ts';
import { TREATED_SHARE } from './market.ts';

/** Sums and means leave out the first third: there the market still leaves the state in which it was set up. */
const SETTLED_FROM = 1 / 3;

function settled(result: RunResult, name: SeriesName): Float64Array {
  const series = result.series[name];
  return series.subarray(Math.floor(series.length * SETTLED_FROM));
}

function lastQuarter(series: Float64Array): number[] {
  return Array.from(series.subarray(Math.floor(series.length * 0.75)));
}

function total(result: RunResult, ...names: SeriesName[]): number {
  let sum = 0;
  for (const name of names) for (const value of settled(result, name)) sum += value;
  return sum;
}

function level(result: RunResult, name: SeriesName): number {
  const series = settled(result, name);
  return total(result, name) / series.length;
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** Sums a column over the principals that a condition picks by identity: the same ones in every arm. */
function overPrincipals(
  { principals, scenario }: RunResult,
  column: PrincipalColumn,
  picks: (principal: number) => boolean,
): number {
  let sum = 0;
  const count = Math.min(principals.count, scenario.size.principals);
  for (let principal = 0; principal < count; principal += 1) {
    if (picks(principal)) sum += principals[column][principal] ?? 0;
  }
  return sum;
}

/** Principals that the scenario lets run several stores, whether it then gives them one or thirty. */
function isSplit({ scenario }: RunResult): (principal: number) => boolean {
  const { splitShare, initialOpenShare } = scenario.parameters;
  return (principal) => {
    const { splits, opens } = traitsOf(scenario, principal);
    return splits < splitShare && opens < initialOpenShare;
  };
}

/** The principals that an injection with the claims' treated share reaches, whether or not the arm has one. */
function isTreatedHere({ scenario }: RunResult): (principal: number) => boolean {
  return (principal) => isTreated(scenario.seed, principal, TREATED_SHARE);
}

/** Of principals with several stores open at the start: the share of those stores that still trade at the end. */
function survivalOfSplit(result: RunResult): number {
  const picks = isSplit(result);
  const { stores } = result;
  let all = 0;
  let alive = 0;
  for (let row = 0; row < stores.count; row += 1) {
    const opened = stores.openedDay[row] ?? -1;
    if (opened > 0 || stores.state[row] === 0 || !picks(stores.principal[row] ?? 0)) continue;
    all += 1;
    if (stores.state[row] === 1) alive += 1;
  }
  return share(alive, all);
}

/** The refund rate of what creators sell: that of each principal, weighted by its creators' sales. */
function creatorRefundShare({ principals: p }: RunResult): number {
  let refunded = 0;
  let sold = 0;
  for (let principal = 0; principal < p.count; principal += 1) {
    const byCreators = p.creatorGmv[principal] ?? 0;
    const all =
      byCreators +
      (p.privateGmv[principal] ?? 0) +
      (p.publicGmv[principal] ?? 0) +
      (p.externalGmv[principal] ?? 0);
    if (all <= 0) continue;
    refunded += (byCreators * (p.refunds[principal] ?? 0)) / all;
    sold += byCreators;
  }
  return share(refunded, sold);
}

export const OUTCOMES = {
  privateGmv: (result) => total(result, 'privateGmv'),
  /** Private sales wherever they were made. */
  allPrivateGmv: (result) => total(result, 'privateGmv', 'outsideGmv'),
  routeShare: (result) =>
    share(total(result, 'privateOrders'), total(result, 'privateOrders', 'outsideOrders')),
  impressions: (result) =>
    total(
      result,
      'organicImpressions',
      'meritImpressions',
      'newcomerImpressions',
      'explorationImpressions',
      'unservedImpressions',
    ),
  impressionsOfTreated: (result) => overPrincipals(result, 'impressions', isTreatedHere(result)),
  impressionsOfOthers: (result) => {
    const treated = isTreatedHere(result);
    return overPrincipals(result, 'impressions', (principal) => !treated(principal));
  },
  impressionsOfSplit: (result) => overPrincipals(result, 'impressions', isSplit(result)),
  investment: (result) => total(result, 'investment'),
  externalVisits: (result) => total(result, 'externalVisits'),
  effectiveStores: (result) => level(result, 'effectiveStores'),
  /** E*, mean of the last quarter: what a lasting change leads to. */
  effectiveWeightLate: ({ series }) => mean(lastQuarter(series.effectiveWeight)),
  effectiveDaysOfTreated: (result) => overPrincipals(result, 'effectiveDays', isTreatedHere(result)),
  /** Of E*, over the last quarter, as a logarithm a day. */
  growthADay: ({ series }) => {
    const late = lastQuarter(series.effectiveWeight);
    return Math.log((late.at(-1) ?? Number.NaN) / (late[0] ?? Number.NaN)) / Math.max(1, late.length - 1);
  },
  entries: (result) => total(result, 'entries'),
  effectiveShareAtDay60: (result) => result.guardrails.effectiveShareAtDay60,
  losses: (result) => total(result, 'losses'),
  leakedGmv: (result) => total(result, 'leakedGmv'),
  creatorGmv: (result) => total(result, 'creatorGmv'),
  creatorRefundShare,
  /** Of the whole market. */
  refundShare: (result) =>
    share(total(result, 'refunds'), total(result, 'privateGmv', 'publicGmv', 'externalGmv', 'creatorGmv')),
  merchantProfit: (result) => total(result, 'merchantProfit'),
  /** Profit of a principal over the whole run, the cost of opening included. */
  lifetimeProfit: (result) =>
    mean(Array.from(result.principals.profit.subarray(0, result.scenario.size.principals))),
  /** Of private orders on the platform, those that are no fakes. */
  realShare: (result) => 1 - share(total(result, 'fakeOrders'), total(result, 'privateOrders', 'fakeOrders')),
  washShare: (result) => share(total(result, 'fakeOrders'), total(result, 'privateOrders', 'fakeOrders')),
  survivalOfSplit,
} as const satisfies Record<string, (result: RunResult) => number>;

export type OutcomeName = keyof typeof OUTCOMES;

/** All outcomes of a run. */
export function outcomesOf(result: RunResult): Record<OutcomeName, number> {
  return Object.fromEntries(
    Object.entries(OUTCOMES).map(([name, outcome]) => [name, outcome(result)]),
  ) as Record<OutcomeName, number>;
}

export const outcomeNames = Object.keys(OUTCOMES) as OutcomeName[];
