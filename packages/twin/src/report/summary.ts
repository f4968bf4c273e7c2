/** What a report keeps of a run: weekly series, outcomes, deciles, guardrails. A run's own state is a thousand times that. */
import type { Guardrails, RunResult, SeriesName } from '../result.ts';

const WEEK = 7;
/** Outcomes are read over the last so many days: what the market has come to. */
const LAST_DAYS = 28;

export interface RunSummary {
  readonly seed: number;
  readonly digest: string;
  readonly policyDigest: string;
  /** means a week, of each quantity of `quantities`; the last, unfinished week is left out unless it is the only one */
  readonly weekly: Readonly<Record<QuantityName, readonly number[]>>;
  /** means a day over the last four weeks */
  readonly late: Readonly<Record<QuantityName, number>>;
  /** profit a principal, mean of each tenth by ability, the smallest first */
  readonly decileProfits: readonly number[];
  readonly guardrails: Guardrails;
}

/** The quantities of a report, each a sum of daily series with its sign. */
export const quantities = {
  effectiveWeight: { plus: ['effectiveWeight'] },
  effectiveStores: { plus: ['effectiveStores'] },
  openStores: { plus: ['openStores'] },
  entries: { plus: ['entries'] },
  privateGmv: { plus: ['privateGmv'] },
  allPrivateGmv: { plus: ['privateGmv', 'outsideGmv'] },
  publicGmv: { plus: ['publicGmv'] },
  externalGmv: { plus: ['externalGmv'] },
  creatorGmv: { plus: ['creatorGmv'] },
  supply: { plus: ['supply'] },
  investment: { plus: ['investment'] },
  externalVisits: { plus: ['externalVisits'] },
  refunds: { plus: ['refunds'] },
  fakeGmv: { plus: ['fakeGmv'] },
  losses: { plus: ['losses'] },
  merchantProfit: { plus: ['merchantProfit'] },
  /** What the platform keeps: fees less incentives paid and other subsidies. */
  platformIncome: { plus: ['fees'], minus: ['rebatesPaid', 'subsidies'] },
} as const satisfies Record<string, { plus: readonly SeriesName[]; minus?: readonly SeriesName[] }>;

export type QuantityName = keyof typeof quantities;
export const quantityNames = Object.keys(quantities) as QuantityName[];

export function summarise(result: RunResult): RunSummary {
  const daily = Object.fromEntries(quantityNames.map((name) => [name, dailyOf(result, name)])) as Record<
    QuantityName,
    Float64Array
  >;
  const each = <T>(read: (days: Float64Array) => T): Record<QuantityName, T> =>
    Object.fromEntries(quantityNames.map((name) => [name, read(daily[name])])) as Record<QuantityName, T>;
  return {
    seed: result.scenario.seed,
    digest: result.digest,
    policyDigest: result.policyDigest,
    weekly: each(weeksOf),
    late: each((days) => meanOf(days.subarray(-LAST_DAYS))),
    decileProfits: decileProfits(result),
    guardrails: result.guardrails,
  };
}

function dailyOf({ series }: RunResult, name: QuantityName): Float64Array {
  const { plus, minus = [] }: { plus: readonly SeriesName[]; minus?: readonly SeriesName[] } =
    quantities[name];
  const days = new Float64Array(series.openStores.length);
  for (let day = 0; day < days.length; day += 1) {
    let sum = 0;
    for (const one of plus) sum += series[one][day] ?? 0;
    for (const one of minus) sum -= series[one][day] ?? 0;
    days[day] = sum;
  }
  return days;
}

function weeksOf(days: Float64Array): number[] {
  const weeks = Math.max(1, Math.floor(days.length / WEEK));
  return Array.from({ length: weeks }, (_, week) => meanOf(days.subarray(week * WEEK, (week + 1) * WEEK)));
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Tenths by ability, which no scenario changes: the same principals stand in the same tenth in both. */
function decileProfits({ principals, scenario }: RunResult): number[] {
  const count = Math.min(principals.count, scenario.size.principals);
  const order = Array.from({ length: count }, (_, principal) => principal).sort(
    (a, b) => (principals.ability[a] ?? 0) - (principals.ability[b] ?? 0) || a - b,
  );
  return Array.from({ length: 10 }, (_, tenth) => {
    const members = order.slice(Math.floor((tenth * count) / 10), Math.floor(((tenth + 1) * count) / 10));
    const sum = members.reduce((total, principal) => total + (principals.profit[principal] ?? 0), 0);
    return members.length > 0 ? sum / members.length : 0;
  });
}
