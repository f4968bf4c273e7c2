/** Step 8, continued: how each store stands at the end of the day. Whether it is effective decides the policy. */
import { effectiveGaps, effectiveWeight } from '@hazumi/policy';
import { M } from '../market.ts';
import type { Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { EFFECTIVE_AT_60, FIRST_ORDER_IN_TIME, type World } from '../world.ts';
import { onTimeShare } from './05-service.ts';

const KEEP_28 = 1 - 1 / 28;
/** Buyers per order: some come again within the window. */
const BUYERS_PER_ORDER = 0.85;

export function judge(run: Run, day: number, block: number, from: number): void {
  const { world, rules } = run;
  const { openRows, openedDay, privateOrders, publicOrders, externalOrders, creatorOrders, fakeOrders } =
    world;
  const { fraud, buyers28, orders28, category, sumEffective, sumOpenDays, ability, flags } = world;
  const weightOf = world.effectiveWeight;
  const { effective: rulesOf } = rules;
  const refundLimit = world.market[M.refundLimit] as number;
  const end = from + (world.openCount[block] as number);
  let effective = 0;
  let weights = 0;
  let abilities = 0;
  for (let at = from; at < end; at++) {
    const row = openRows[at] as number;
    const fakes = fakeOrders[row] as number;
    const onPlatform =
      (privateOrders[row] as number) +
      ((publicOrders[row] as number) + (externalOrders[row] as number)) +
      (creatorOrders[row] as number);
    const age = day - (openedDay[row] as number);
    if (onPlatform > 0) noteOrders(world, row, day, age, onPlatform);
    const buyers = (buyers28[row] as number) * KEEP_28 + (onPlatform + fakes) * BUYERS_PER_ORDER;
    buyers28[row] = buyers;
    const orders = (orders28[row] as number) + fakes * 28;
    const suspected = fraud[row] as number;
    const effectiveRules = rulesOf[category[row] as number] as (typeof rulesOf)[number];
    const weight = effectiveWeight(buyers, orders, suspected, effectiveRules);
    weightOf[row] = weight;
    sumEffective[row] = (sumEffective[row] as number) + weight;
    sumOpenDays[row] = (sumOpenDays[row] as number) + 1;
    // Less than full weight means too few orders or buyers: then nothing else has to be looked at.
    if (weight >= 1 - suspected && lacksNothing(run, row, day, age, buyers, orders, refundLimit)) {
      effective += 1;
      if (age <= 60) flags[row] = (flags[row] as number) | EFFECTIVE_AT_60;
    } else if (age <= 60) flags[row] = (flags[row] as number) & ~EFFECTIVE_AT_60;
    weights += weight;
    abilities += ability[row] as number;
  }
  addTally(world, block, T.openStores, end - from);
  addTally(world, block, T.effectiveStores, effective);
  addTally(world, block, T.effectiveWeight, weights);
  addTally(world, block, T.abilityOpen, abilities);
}

function lacksNothing(
  { world, rules }: Run,
  row: number,
  day: number,
  age: number,
  buyers: number,
  orders: number,
  refundLimit: number,
): boolean {
  const effectiveRules = rules.effective[world.category[row] as number] as (typeof rules.effective)[number];
  const faked = (world.fakeOrders[row] as number) * (world.orderValue[row] as number);
  const gaps = effectiveGaps(
    Math.min(effectiveRules.windowDays, age + 1),
    orders,
    buyers,
    ((world.turnover30[row] as number) - faked) * (world.feeShare[row] as number),
    onTimeShare(world.quality[row] as number),
    world.refundShare[row] as number,
    refundLimit,
    world.score[row] as number,
    world.fraud[row] as number,
    day < (world.sanctionedUntil[row] as number),
    effectiveRules,
  );
  return gaps === 0;
}

function noteOrders(world: World, row: number, day: number, age: number, orders: number): void {
  world.lastOrderDay[row] = day;
  if ((world.firstPaidDay[row] as number) < 0) world.firstPaidDay[row] = day;
  if (age < 90) world.earlyOrders[row] = (world.earlyOrders[row] as number) + orders;
  if (age < 14) world.flags[row] = (world.flags[row] as number) | FIRST_ORDER_IN_TIME;
}
