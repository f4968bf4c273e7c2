/** Step 8, continued: how each store stands at the end of the day. Whether it is effective decides the policy. */
import { effectiveGaps, effectiveWeight } from '@hazumi/policy';
import { M } from '../market.ts';
import type { Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { EFFECTIVE_AT_60, FIRST_ORDER_IN_TIME } from '../world.ts';
import { onTimeShare } from './05-service.ts';

const KEEP_28 = 1 - 1 / 28;
/** Buyers per order: some come again within the window. */
const BUYERS_PER_ORDER = 0.85;

export function judge(run: Run, day: number, block: number, from: number): void {
  const { world, rules } = run;
  const { openRows, fakeOrders } = world;
  const refundLimit = world.market[M.refundLimit] as number;
  const end = from + (world.openCount[block] as number);
  let effective = 0;
  let weights = 0;
  let ability = 0;
  for (let at = from; at < end; at++) {
    const row = openRows[at] as number;
    const fakes = fakeOrders[row] as number;
    const faked = fakes * (world.orderValue[row] as number);
    const fraud = world.fraud[row] as number;
    const refundShare = world.refundShare[row] as number;
    const onPlatform =
      (world.privateOrders[row] as number) +
      ((world.publicOrders[row] as number) + (world.externalOrders[row] as number)) +
      (world.creatorOrders[row] as number);
    const age = day - (world.openedDay[row] as number);
    if (onPlatform > 0) noteOrders(run, row, day, age, onPlatform);
    const buyers = (world.buyers28[row] as number) * KEEP_28 + (onPlatform + fakes) * BUYERS_PER_ORDER;
    world.buyers28[row] = buyers;
    const orders28 = (world.orders28[row] as number) + fakes * 28;
    const effectiveRules = rules.effective[world.category[row] as number] as (typeof rules.effective)[number];
    const weight = effectiveWeight(buyers, orders28, fraud, effectiveRules);
    world.effectiveWeight[row] = weight;
    world.sumEffective[row] = (world.sumEffective[row] as number) + weight;
    world.sumOpenDays[row] = (world.sumOpenDays[row] as number) + 1;
    const gaps = effectiveGaps(
      Math.min(effectiveRules.windowDays, age + 1),
      orders28,
      buyers,
      ((world.turnover30[row] as number) - faked) * (world.feeShare[row] as number),
      onTimeShare(world.quality[row] as number),
      refundShare,
      refundLimit,
      world.score[row] as number,
      fraud,
      day < (world.sanctionedUntil[row] as number),
      effectiveRules,
    );
    if (gaps === 0) {
      effective += 1;
      if (age <= 60) world.flags[row] = (world.flags[row] as number) | EFFECTIVE_AT_60;
    } else if (age <= 60) world.flags[row] = (world.flags[row] as number) & ~EFFECTIVE_AT_60;
    weights += weight;
    ability += world.ability[row] as number;
  }
  addTally(world, block, T.openStores, end - from);
  addTally(world, block, T.effectiveStores, effective);
  addTally(world, block, T.effectiveWeight, weights);
  addTally(world, block, T.abilityOpen, ability);
}

function noteOrders({ world }: Run, row: number, day: number, age: number, orders: number): void {
  world.lastOrderDay[row] = day;
  if ((world.firstPaidDay[row] as number) < 0) world.firstPaidDay[row] = day;
  if (age < 90) world.earlyOrders[row] = (world.earlyOrders[row] as number) + orders;
  if (age < 14) world.flags[row] = (world.flags[row] as number) | FIRST_ORDER_IN_TIME;
}
