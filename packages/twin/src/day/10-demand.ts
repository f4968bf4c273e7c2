/**
 * Step 10, once for the whole market: users come and go with utility and variety and from outside. It is the only place
 * where the loop of the platform can close; everything else moves what is there.
 */
import { exp, power } from '@hazumi/policy';
import { M } from '../market.ts';
import { normal, STREAM, uniform } from '../random.ts';
import { seriesNames } from '../result.ts';
import type { Run } from '../run-state.ts';
import { shockOf } from '../shocks.ts';
import { T } from '../tally.ts';

/** Yesterday's market is seen through the eyes of four weeks. */
const SMOOTH = 1 / 28;
/** How long the memory of a common shock is. */
const SHOCK_MEMORY = 0.9;
/** Nobody's users vanish because a market has no store for a day. */
const LEAST_RATIO = 0.05;
const MOST_RATIO = 20;

/** Closes a day from its sums: writes the series and what everybody sees tomorrow. */
export function closeDay(run: Run, day: number, sums: Float64Array): void {
  const { world } = run;
  const { market } = world;
  const sum = (name: keyof typeof T): number => sums[T[name]] as number;

  // What came from outside must be where it went.
  const merchantsMoney = sum('merchantsMoney');
  const moneyError =
    merchantsMoney -
    (market[M.merchantsMoney] as number) +
    sum('toPlatform') +
    sum('toCreators') +
    sum('toSuppliers') -
    sum('inflow');
  market[M.merchantsMoney] = merchantsMoney;
  market[M.platformCash] = (market[M.platformCash] as number) + sum('toPlatform');
  market[M.creatorsCash] = (market[M.creatorsCash] as number) + sum('toCreators');
  market[M.suppliersCash] = (market[M.suppliersCash] as number) + sum('toSuppliers');

  const supply = market[M.supply] as number;
  const served =
    sum('organicImpressions') +
    sum('meritImpressions') +
    sum('newcomerImpressions') +
    sum('explorationImpressions');
  writeSeries(run, day, sums, {
    users: market[M.users] as number,
    supply,
    trafficError: served + sum('unservedImpressions') - supply,
    moneyError,
    platformCash: market[M.platformCash] as number,
  });

  smooth(market, M.profitPerAbility, ratio(sum('profitOpen'), sum('abilityOpen')));
  market[M.creatorWeight] = sum('creatorWeight');
  market[M.creatorCoverage] = ratio(sum('abilityAdmitted'), sum('abilityOpen'));
  const orders = sum('publicOrders');
  if (served > 0) {
    smooth(market, M.impressionValue, sum('impressionWorth') / served);
    smooth(market, M.utility, orders / served);
  }
  const meritWorth = sum('meritImpressions') * (market[M.impressionValue] as number);
  smooth(market, M.meritReturn, ratio(meritWorth, sum('meritToday')));
  smooth(market, M.leakGain, 1 + ratio(sum('leakedGmv'), sum('publicGmv') + 1));
  market[M.leakGain] = Math.min(2, market[M.leakGain] as number);
  market[M.refundLimit] = refundLimit(run, sums);

  market[M.users] = nextUsers(run, sum('seenEffective'), sum('seenVisits'));
  prepare(run, day + 1);
}

/** What is decided of a day before it begins: demand and supply. */
export function prepare(run: Run, day: number): void {
  const { scenario, constants: c } = run;
  const { market } = run.world;
  const week = c.seasonality === 0 ? 1 : 1 + c.seasonality * (WEEKLY[day % 7] as number);
  const draw = c.commonShock === 0 ? 0 : normal(uniform(c.seed, STREAM.market, 0, day, 0));
  market[M.commonShock] = SHOCK_MEMORY * (market[M.commonShock] as number) + c.commonShock * draw;
  const demand = week * exp(Math.max(-5, Math.min(5, market[M.commonShock] as number)));
  market[M.demand] = demand * shockOf(scenario, 'demand', day);
  market[M.supply] =
    (market[M.users] as number) *
    c.impressionsPerUser *
    c.supplyFactor *
    (market[M.demand] as number) *
    shockOf(scenario, 'supply', day);
}

/** From quiet weekdays to the weekend; sums to zero. */
const WEEKLY = [-0.4, -0.6, -0.5, -0.2, 0.2, 1, 0.5] as const;

function nextUsers({ world, constants: c }: Run, effective: number, visits: number): number {
  const users = world.market[M.users] as number;
  if (c.supplyIsFixed === 1) return users;
  const variety = power(against(effective, c.varietyReference), c.varietyElasticity);
  const utility = power(against(world.market[M.utility] as number, c.utilityReference), c.utilityElasticity);
  return users + c.userChurn * (c.users0 * variety * utility - users) + c.arrivalShare * visits * c.userChurn;
}

function writeSeries(
  { world, scenario }: Run,
  day: number,
  sums: Float64Array,
  own: Readonly<Record<string, number>>,
): void {
  seriesNames.forEach((name, index) => {
    world.series[index * scenario.days + day] = own[name] ?? (sums[T[name]] as number);
  });
}

/** The refund share that most stores of the market stay below, taking refunds for normally distributed. */
function refundLimit({ rules }: Run, sums: Float64Array): number {
  const stores = sums[T.refundWeight] as number;
  if (stores < 2) return 1;
  const mean = (sums[T.refundSum] as number) / stores;
  const variance = Math.max(0, (sums[T.refundSquares] as number) / stores - mean * mean);
  const share = Math.min(0.9999, Math.max(0.0001, rules.refundPercentile));
  return mean + Math.sqrt(variance) * normal(share) + 1e-9;
}

function smooth(market: Float64Array, at: number, value: number): void {
  market[at] = (market[at] as number) + SMOOTH * (value - (market[at] as number));
}

function ratio(above: number, below: number): number {
  return below > 0 ? above / below : 0;
}

/** A figure against its reference, within bounds; 1 where the reference is nothing: then there is nothing to compare. */
function against(value: number, reference: number): number {
  return reference > 0 ? Math.min(MOST_RATIO, Math.max(LEAST_RATIO, value / reference)) : 1;
}
