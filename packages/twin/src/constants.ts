/** The scenario's parameters in the units of the engine: money in minor units, chances a week, odds as logarithms. */
import { log, power } from '@hazumi/policy';
import { WEEK } from './run-state.ts';
import type { Scenario } from './scenario.ts';

const MINOR = 100;

export type Constants = ReturnType<typeof constantsOf>;

export function constantsOf({ parameters: p, size, seed }: Scenario) {
  const weekly = (chance: number): number => 1 - power(1 - chance, WEEK);
  return {
    seed,
    ...p,
    entryChance: weekly(p.entryHazard),
    expansionChance: weekly(p.expansionHazard),
    exitChance: weekly(p.exitHazard),
    departureChance: weekly(p.departureShare),
    falseAlarmChance: weekly(p.falseAlarmShare),
    entryCost: p.entryCostYuan * MINOR,
    entryNoise: p.entryNoiseYuan * MINOR,
    upfrontDeposit: p.upfrontDepositYuan * MINOR,
    storeCost: p.storeCostYuan * MINOR,
    exitNoise: p.exitNoiseYuan * MINOR,
    outsideOption: p.outsideOptionYuan * MINOR,
    logistics: p.logisticsYuan * MINOR,
    washCost: p.washCostYuan * MINOR,
    routeLogOdds: log(p.routeShare / (1 - p.routeShare)),
    /** How much more contacts buy at the lower price. */
    couponLift: power(1 - p.hiddenCouponShare, -p.priceElasticity) - 1,
    couponFatigueTarget: p.hiddenCouponShare > 0 ? Math.min(1, p.couponFatigue) : 0,
    creatorConflict: p.assortmentConflict * (p.assortmentsAreSplit === 1 ? 0.25 : 1),
    creatorTotal: size.creators * p.creatorOrders,
    toolAdaption: weekly(p.toolSpeed),
    users0: size.principals * p.usersPerPrincipal,
    /** Effective stores at which variety neither draws users nor repels them. */
    varietyReference: Math.max(1, size.principals * 0.25),
    utilityReference: p.clickRate * p.clickOrderRate,
  } as const;
}

/** How well a store turns interest into orders, for its quality between 0 and 1: 1 at the quality of most, .75. */
export function conversionOf(quality: number): number {
  return 0.4 + 0.8 * quality;
}

/** What goes wrong at a store, against the average of its category: 1 at a quality of .75, four times that at 0. */
export function faultsOf(quality: number): number {
  const factor = 4 * (1 - quality);
  return factor < 0.2 ? 0.2 : factor;
}
