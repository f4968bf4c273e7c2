import { createHash } from 'node:crypto';
import { amountIn, log, type PolicyDocument } from '@hazumi/policy';
import type { ExperimentName } from '../experiments/experiments.draws.ts';
import type { Db, Tx } from '../kernel/database.ts';
import { plusDays } from './measures.days.ts';
import {
  drawsIn,
  effectiveWeeks,
  externalVisitWeeks,
  privateSaleWeeks,
  shownWeeks,
  toolWeeks,
  type WeekSum,
} from './measures.panel.reading.ts';

/** The loop's variables in its order, each with the experiment that nudges it. They are those of the twin's panel. */
export const loopVariables = [
  'effectiveStores',
  'privateSales',
  'exposure',
  'investment',
  'externalVisits',
] as const;
export type LoopVariable = (typeof loopVariables)[number];

const nudgedBy: Readonly<Record<LoopVariable, ExperimentName>> = {
  effectiveStores: 'onboarding',
  privateSales: 'couponSupport',
  exposure: 'exposureDither',
  investment: 'toolCredit',
  externalVisits: 'externalVisits',
};

/** The links in the loop's order, each from its variable to the next, by the names that the twin has for them. */
export const loopLinks = [
  'effectiveToPrivate',
  'privateToExposure',
  'exposureToInvestment',
  'investmentToExternal',
  'externalToEffective',
] as const;
export type LoopLinkName = (typeof loopLinks)[number];

/**
 * What is added to a week's sum before its logarithm is taken: small beside what nearly all merchants have. Effective store-days,
 * whole units of money, and counts.
 */
const addend: Readonly<Record<LoopVariable, number>> = {
  effectiveStores: 0.01,
  privateSales: 100,
  exposure: 1,
  investment: 1,
  externalVisits: 1,
};

export interface PanelSeries {
  readonly name: LoopVariable;
  /** Natural logarithm of the week's sum, at `merchant x weeks + week`; NaN where the merchant had no store yet or any more. */
  readonly series: Float64Array;
  /** The draw of that merchant and week, -1 to 1; 0 in weeks in which nobody was nudged, NaN where the log is missing. */
  readonly nudges: Float64Array;
  /** Whether the market recorded anything of it in these weeks. */
  readonly isRecorded: boolean;
  readonly isNudged: boolean;
}

/** Merchant x week from the market's own records: plain arrays, as the estimator reads them. */
export interface LoopPanel {
  /** The Monday of the first week. */
  readonly from: string;
  readonly weeks: number;
  /** Principals, in the order of their ids. */
  readonly merchants: readonly string[];
  readonly variables: readonly PanelSeries[];
}

/**
 * The panel of so many whole weeks from a Monday on. A merchant is a principal: all its stores together.
 *
 * - effectiveStores: parts in E*, summed over stores and days (`store_day`)
 * - privateSales: private orders that were paid, less refunds and the part thought to be fabricated, in whole units of the
 *   policy's currency
 * - exposure: how often its stores were shown
 * - investment: links and coupons that it made, which is what the market sees of a merchant's effort
 * - externalVisits: visits from outside that said so
 */
export async function loopPanel(
  db: Db | Tx,
  from: string,
  weeks: number,
  policy: Pick<PolicyDocument, 'currencies' | 'incentive'>,
): Promise<LoopPanel> {
  const until = plusDays(from, 7 * weeks);
  const span = { from, until };
  const effective = await effectiveWeeks(db, span);
  const sums: Readonly<Record<LoopVariable, readonly WeekSum[]>> = {
    effectiveStores: effective,
    privateSales: (await privateSaleWeeks(db, span)).map((row) => ({
      ...row,
      value: row.value * unitsOf(row.currency, policy),
    })),
    exposure: await shownWeeks(db, span),
    investment: await toolWeeks(db, span),
    externalVisits: await externalVisitWeeks(db, span),
  };
  const draws = await drawsIn(db, span);
  const merchants = [...new Set(effective.map(({ principal }) => principal))].sort();
  const at = new Map(merchants.map((merchant, index) => [merchant, index]));
  const weekOf = (monday: string): number =>
    Math.round((Date.parse(monday) - Date.parse(from)) / (7 * 86_400_000));
  const size = merchants.length * weeks;
  const isThere = new Uint8Array(size);
  for (const { principal, monday } of effective)
    isThere[(at.get(principal) as number) * weeks + weekOf(monday)] = 1;

  const variables = loopVariables.map((name): PanelSeries => {
    const totals = new Float64Array(size);
    for (const { principal, monday, value } of sums[name]) {
      const index = at.get(principal);
      if (index === undefined) continue;
      const place = index * weeks + weekOf(monday);
      totals[place] = (totals[place] as number) + value;
    }
    const nudges = new Float64Array(size);
    const ran = draws.weeks.map(weekOf);
    for (const week of ran)
      for (let m = 0; m < merchants.length; m += 1) nudges[m * weeks + week] = Number.NaN;
    for (const { experiment, principal, monday, draw } of draws.drawn) {
      const index = at.get(principal);
      if (experiment === nudgedBy[name] && index !== undefined) nudges[index * weeks + weekOf(monday)] = draw;
    }
    const isNudged = nudges.some((draw) => Math.abs(draw) > 0);
    return {
      name,
      series: totals.map((total, place) =>
        isThere[place] === 1 ? log(addend[name] + Math.max(0, total)) : Number.NaN,
      ),
      nudges: isNudged ? nudges : new Float64Array(size),
      isRecorded: totals.some((total) => total > 0),
      isNudged,
    };
  });
  return { from, weeks, merchants, variables };
}

/** Whole units of the policy's currency for one minor unit of another. */
function unitsOf(currency: string, policy: Pick<PolicyDocument, 'currencies' | 'incentive'>): number {
  const many = 1_000_000_000;
  const { currency: own } = policy.incentive.capPerLicenceAndMonth;
  return Number(amountIn({ amountMinor: many, currency }, own, policy)) / many / 100;
}

/** The links whose cause was nudged and whose both ends were recorded: only they can be measured. */
export function measurableLinks(panel: LoopPanel): LoopLinkName[] {
  return loopLinks.filter((_, index) => {
    const cause = panel.variables[index] as PanelSeries;
    const effect = panel.variables[(index + 1) % panel.variables.length] as PanelSeries;
    return cause.isNudged && cause.isRecorded && effect.isRecorded;
  });
}

/** sha256 of the panel's numbers, by which a result can be traced to what it was made from. */
export function panelDigest(panel: LoopPanel): string {
  const hash = createHash('sha256').update(`${panel.from} ${panel.weeks} ${panel.merchants.join(',')}`);
  for (const { name, series, nudges } of panel.variables) {
    hash.update(name);
    for (const values of [series, nudges])
      hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}
