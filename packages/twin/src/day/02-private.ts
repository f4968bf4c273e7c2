/**
 * Step 2: contacts buy. Which part of it goes through the platform is the merchant's choice, a function of fee and
 * incentive: so sales that are new and sales that only changed their route stay apart.
 */
import { feeShare, logistic, rebateOf } from '@hazumi/policy';
import { conversionOf } from '../constants.ts';
import { M } from '../market.ts';
import { poisson, STREAM, uniforms } from '../random.ts';
import { decidesToday, type Run } from '../run-state.ts';
import { shockOf } from '../shocks.ts';
import { addTally, T } from '../tally.ts';

const FATIGUE_SPEED = 0.05;
const DRAW_PRIVATE = 1;
const pair = new Float64Array(2);

export function sellPrivately(run: Run, day: number, block: number, from: number): void {
  const { world, constants: c, rules, taps, scenario } = run;
  const { openRows, contacts, quality, fatigue, orderValue, category, turnover, route } = world;
  const demand = (world.market[M.demand] as number) * shockOf(scenario, 'privateOrders', day);
  const price = 1 - c.hiddenCouponShare;
  const end = from + (world.openCount[block] as number);
  let orders = 0;
  let gmv = 0;
  let outsideOrders = 0;
  let outsideGmv = 0;
  let leaked = 0;
  let seenEffective = 0;
  for (let at = from; at < end; at++) {
    const row = openRows[at] as number;
    const weight = taps.effectiveToPrivate[row] as number;
    seenEffective += weight;
    const value = orderValue[row] as number;
    const firstPaid = world.firstPaidDay[row] as number;
    const opened = world.openedDay[row] as number;
    const fee = feeShare(
      row % world.slots === 0,
      firstPaid < 0 ? -1 : day - firstPaid,
      day - opened,
      turnover[row] as number,
      rules.fees[category[row] as number] as (typeof rules.fees)[number],
    );
    const rebate = rebateOf(1, fee, fee, rules.incentive);
    world.feeShare[row] = fee;
    world.rebateShare[row] = rebate;
    // Merchants look once a week which way their contacts should buy.
    if (decidesToday(world.entity[row] as number, day) || route[row] === 0)
      route[row] = chosenRoute(run, fee - rebate);
    const share = route[row] as number;

    const wanted =
      (contacts[row] as number) *
      c.contactOrderRate *
      demand *
      conversionOf(quality[row] as number) *
      (1 + c.trustLift * weight);
    const tired = fatigue[row] as number;
    fatigue[row] = tired + FATIGUE_SPEED * (c.couponFatigueTarget - tired);
    // While a store is suspended, only what goes outside the platform goes on.
    const isSuspended = day < (world.sanctionedUntil[row] as number);
    const onPlatform = isSuspended ? 0 : wanted * share * (1 + c.couponLift * (1 - tired));

    uniforms(c.seed, STREAM.days, world.entity[row] as number, day, DRAW_PRIVATE, pair);
    const sold = poisson(onPlatform * (1 - c.leakShare), pair[0] as number);
    const outside = poisson(wanted * (1 - share), pair[1] as number);
    world.privateOrders[row] = sold;
    world.outsideOrders[row] = outside;
    world.sumPrivate[row] = (world.sumPrivate[row] as number) + sold * value * price;
    world.sumOutside[row] = (world.sumOutside[row] as number) + outside * value;
    orders += sold;
    gmv += sold * value * price;
    outsideOrders += outside;
    outsideGmv += outside * value;
    leaked += onPlatform * c.leakShare * value;
  }
  addTally(world, block, T.privateOrders, orders);
  addTally(world, block, T.privateGmv, gmv);
  addTally(world, block, T.outsideOrders, outsideOrders);
  addTally(world, block, T.outsideGmv, outsideGmv);
  addTally(world, block, T.leakedGmv, leaked);
  addTally(world, block, T.seenEffective, seenEffective);
}

/** The share that goes through the platform: the fee that stays with it weighs against what merit returns for that fee. */
function chosenRoute({ world, constants: c }: Run, kept: number): number {
  if (c.routeIsFree === 0) return c.routeShare;
  const meritReturn = world.market[M.meritReturn] as number;
  return logistic(c.routeLogOdds + c.routeSensitivity * (kept * meritReturn - kept));
}
