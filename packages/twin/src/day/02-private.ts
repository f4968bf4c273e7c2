/**
 * Step 2: contacts buy. Which part of it goes through the platform is the merchant's choice, a function of fee and
 * incentive: so sales that are new and sales that only changed their route stay apart.
 */
import { feeShare as feeShareOf, logistic, rebateOf } from '@hazumi/policy';
import { blockColumn } from '../columns.ts';
import { conversionOf } from '../constants.ts';
import { drawCounts } from '../counts.ts';
import { M } from '../market.ts';
import type { Run } from '../run-state.ts';
import { shockOf } from '../shocks.ts';
import { addTally, T } from '../tally.ts';

const FATIGUE_SPEED = 0.05;
const DRAW_PRIVATE = 1;
/** Orders of each store: the mean first, then the count. */
const onPlatform = blockColumn();
const outside = blockColumn();

export function sellPrivately(run: Run, day: number, block: number, from: number): void {
  const { world, constants: c } = run;
  const count = world.openCount[block] as number;
  setFees(run, day, from, count);
  chooseRoutes(run, block, from, count);
  want(run, day, block, from, count);
  drawCounts(world, c.seed, day, DRAW_PRIVATE, from, count, onPlatform, outside);
  book(run, block, from, count);
}

/** Fee and incentive of today's private sales. */
function setFees({ world, rules }: Run, day: number, from: number, count: number): void {
  const { openRows, category, turnover, firstPaidDay, openedDay, feeShare, rebateShare, slots } = world;
  const { fees, incentive } = rules;
  for (let at = from; at < from + count; at++) {
    const row = openRows[at] as number;
    const firstPaid = firstPaidDay[row] as number;
    const fee = feeShareOf(
      slots === 1 || row % slots === 0,
      firstPaid < 0 ? -1 : day - firstPaid,
      day - (openedDay[row] as number),
      turnover[row] as number,
      fees[category[row] as number] as (typeof fees)[number],
    );
    feeShare[row] = fee;
    rebateShare[row] = rebateOf(1, fee, fee, incentive);
  }
}

/** Merchants look once a week which way their contacts should buy, and once when they have never looked. */
function chooseRoutes(run: Run, block: number, from: number, count: number): void {
  const { openRows, route } = run.world;
  const { deciders, deciderCount } = run;
  const end = from + (deciderCount[block] as number);
  for (let at = from; at < end; at++) chooseRoute(run, deciders[at] as number);
  for (let at = from; at < from + count; at++)
    if (route[openRows[at] as number] === 0) chooseRoute(run, openRows[at] as number);
}

function chooseRoute(run: Run, row: number): void {
  const { route, feeShare, rebateShare } = run.world;
  route[row] = chosenRoute(run, (feeShare[row] as number) - (rebateShare[row] as number));
}

/** What contacts would buy on average, on the platform and outside. */
function want(run: Run, day: number, block: number, from: number, count: number): void {
  const { world, constants: c, scenario } = run;
  const { openRows, contacts, quality, fatigue, orderValue, route, sanctionedUntil } = world;
  const { effectiveToPrivate } = run.taps;
  const { contactOrderRate, trustLift, couponFatigueTarget, couponLift, leakShare } = c;
  const demand = (world.market[M.demand] as number) * shockOf(scenario, 'privateOrders', day);
  let leaked = 0;
  let seenEffective = 0;
  for (let at = 0; at < count; at++) {
    const row = openRows[from + at] as number;
    const weight = effectiveToPrivate[row] as number;
    seenEffective += weight;
    const share = route[row] as number;
    const wanted =
      (contacts[row] as number) *
      contactOrderRate *
      demand *
      conversionOf(quality[row] as number) *
      (1 + trustLift * weight);
    const tired = fatigue[row] as number;
    fatigue[row] = tired + FATIGUE_SPEED * (couponFatigueTarget - tired);
    // While a store is suspended, only what goes outside the platform goes on.
    const isSuspended = day < (sanctionedUntil[row] as number);
    const inside = isSuspended ? 0 : wanted * share * (1 + couponLift * (1 - tired));
    onPlatform[at] = inside * (1 - leakShare);
    outside[at] = wanted * (1 - share);
    leaked += inside * leakShare * (orderValue[row] as number);
  }
  addTally(world, block, T.leakedGmv, leaked);
  addTally(world, block, T.seenEffective, seenEffective);
}

function book({ world, constants: c }: Run, block: number, from: number, count: number): void {
  const { openRows, orderValue, privateOrders, outsideOrders, sumPrivate, sumOutside } = world;
  const price = 1 - c.hiddenCouponShare;
  let orders = 0;
  let gmv = 0;
  let allOutside = 0;
  let outsideGmv = 0;
  for (let at = 0; at < count; at++) {
    const row = openRows[from + at] as number;
    const sold = onPlatform[at] as number;
    const away = outside[at] as number;
    privateOrders[row] = sold;
    outsideOrders[row] = away;
    if (sold + away === 0) continue;
    const value = orderValue[row] as number;
    sumPrivate[row] = (sumPrivate[row] as number) + sold * value * price;
    sumOutside[row] = (sumOutside[row] as number) + away * value;
    orders += sold;
    gmv += sold * value * price;
    allOutside += away;
    outsideGmv += away * value;
  }
  addTally(world, block, T.privateOrders, orders);
  addTally(world, block, T.privateGmv, gmv);
  addTally(world, block, T.outsideOrders, allOutside);
  addTally(world, block, T.outsideGmv, outsideGmv);
}

/** The share that goes through the platform: the fee that stays with it weighs against what merit returns for that fee. */
function chosenRoute({ world, constants: c }: Run, kept: number): number {
  if (c.routeIsFree === 0) return c.routeShare;
  const meritReturn = world.market[M.meritReturn] as number;
  return logistic(c.routeLogOdds + c.routeSensitivity * (kept * meritReturn - kept));
}
