/**
 * What the twin is calibrated to: public figures of real marketplaces, and how each is read off a run. None of them was
 * measured on the market that the policy is written for; they say whether the model behaves like a marketplace at all.
 */
import type { RunResult } from '../result.ts';

/** What one setting of the parameters is judged by: a market with newcomers, and the same with a fifth more merchants. */
export interface CalibrationRuns {
  readonly market: RunResult;
  readonly grown: RunResult;
}

export interface Target {
  readonly name: string;
  readonly value: number;
  /** How far a run may be off before it counts as implausible: sampling noise of the figure, and of the model's form. */
  readonly tolerance: number;
  readonly source: string;
  readonly achieved: (runs: CalibrationRuns) => number;
}

const OLIST = 'Olist, 2016-2018';
const YEAR = 365;
/** After a year a store counts as alive if it sells within so many more days. */
const GRACE = 60;

/** Stores that opened in the run, with what their first 90 days brought and whether they still sold a year later. */
function cohort({ stores, scenario }: RunResult): { readonly early: number; readonly survived: boolean }[] {
  const members: { early: number; survived: boolean }[] = [];
  for (let row = 0; row < stores.count; row++) {
    const opened = stores.openedDay[row] as number;
    const early = stores.earlyOrders[row] as number;
    if (opened < 0 || early < 1 || opened + YEAR + GRACE > scenario.days) continue;
    members.push({ early, survived: (stores.lastOrderDay[row] as number) >= opened + YEAR });
  }
  return members;
}

function survival(from: number, to: number) {
  return ({ market }: CalibrationRuns): number => {
    const group = cohort(market).filter(({ early }) => early >= from && early <= to);
    return group.filter(({ survived }) => survived).length / group.length;
  };
}

/** Prospects of day 0 that sold something within 90 days. */
function conversion({ market: { stores, scenario } }: CalibrationRuns): number {
  let leads = 0;
  let converted = 0;
  const slots = stores.count / scenario.size.principals;
  for (let row = 0; row < stores.count; row += slots) {
    const opened = stores.openedDay[row] as number;
    if (stores.state[row] !== 0 && opened < 0) continue;
    leads += 1;
    if (stores.state[row] !== 0 && opened < 90 && (stores.earlyOrders[row] as number) > 0) converted += 1;
  }
  return converted / leads;
}

/** Share of turnover on the platform that the largest tenth of selling stores holds. */
function topTenth({ market: { stores } }: CalibrationRuns): number {
  const sellers = stores.gmv.filter((value) => value > 0).sort((a, b) => b - a);
  const whole = sellers.reduce((sum, value) => sum + value, 0);
  return sellers.subarray(0, Math.ceil(sellers.length / 10)).reduce((sum, value) => sum + value, 0) / whole;
}

/** d ln GMV / d ln sellers over the last 90 days, between the market and the one with more merchants. */
export function growthElasticity({ market, grown }: CalibrationRuns): number {
  const gmv = (run: RunResult): number =>
    (['privateGmv', 'publicGmv', 'externalGmv', 'creatorGmv'] as const).reduce(
      (sum, name) => sum + lately(run.series[name]),
      0,
    );
  const sellers = (run: RunResult): number => lately(run.series.openStores);
  return Math.log(gmv(grown) / gmv(market)) / Math.log(sellers(grown) / sellers(market));
}

/** Of the stores that have a score, those with 4.2 or more. */
function wellRated({ market: { stores } }: CalibrationRuns): number {
  const scores = stores.score.filter((score, row) => stores.state[row] === 1 && !Number.isNaN(score));
  return scores.filter((score) => score >= 4.2).length / scores.length;
}

function lately(values: Float64Array): number {
  return values.subarray(-90).reduce((sum, value) => sum + value, 0);
}

export const TARGETS: readonly Target[] = [
  { name: 'Survival, 1 early order', value: 0.205, tolerance: 0.08, source: OLIST, achieved: survival(1, 1) },
  { name: 'Survival, 2 to 5', value: 0.348, tolerance: 0.06, source: OLIST, achieved: survival(2, 5) },
  { name: 'Survival, 6 to 15', value: 0.607, tolerance: 0.06, source: OLIST, achieved: survival(6, 15) },
  { name: 'Survival, 16 to 30', value: 0.793, tolerance: 0.08, source: OLIST, achieved: survival(16, 30) },
  { name: 'Survival, more', value: 0.852, tolerance: 0.08, source: OLIST, achieved: survival(31, Infinity) },
  { name: 'Survival, all', value: 0.436, tolerance: 0.06, source: OLIST, achieved: survival(1, Infinity) },
  {
    name: 'Leads that sell within 90 days',
    value: 0.086,
    tolerance: 0.02,
    source: OLIST,
    achieved: conversion,
  },
  { name: 'Turnover of the top tenth', value: 0.55, tolerance: 0.04, source: OLIST, achieved: topTenth },
  {
    name: 'Growth of turnover for that of sellers',
    value: 1.14,
    tolerance: 0.35,
    source: 'Median of Etsy, Pinduoduo, Kuaishou and WeChat, .42 to 1.48',
    achieved: growthElasticity,
  },
  {
    name: 'Rated stores with 4.2 or more',
    value: 0.23,
    tolerance: 0.06,
    source: 'One apparel platform',
    achieved: wellRated,
  },
];

/** How implausible a setting is: the largest distance from a target, in tolerances; 1 is the limit. */
export function implausibility(achieved: readonly number[]): number {
  return Math.max(
    ...TARGETS.map(({ value, tolerance }, index) => {
      const one = achieved[index] ?? Number.NaN;
      // A figure that cannot be read off the run (nobody in the group) is as far off as can be.
      return Number.isFinite(one) ? Math.abs(one - value) / tolerance : 99;
    }),
  );
}
