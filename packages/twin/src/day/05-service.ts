/** Step 5: orders beyond what a store can serve lower its quality; quality makes refunds, ratings and the score. */
import { isRated, metricScore, scoreFrom } from '@hazumi/policy';
import { faultsOf } from '../constants.ts';
import type { Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { HAS_INSURANCE } from '../world.ts';

const LOAD_SPEED = 0.2;
const QUALITY_SPEED = 0.1;
/** A store grows towards half more than what it sells, one percent a day. */
const GROWTH_SPEED = 0.01;
const SPARE = 1.5;
const KEEP_28 = 1 - 1 / 28;
const KEEP_90 = 1 - 1 / 90;
/** Of middling stores: pickups and deliveries that come late, hours until an after-sale is solved. */
const LATE_PICKUP = 0.04;
const LATE_DELIVERY = 0.07;
const AFTER_SALE_HOURS = 24;

export function serve(run: Run, _day: number, block: number, from: number): void {
  fulfil(run, block, from);
  const { deciders, deciderCount } = run;
  const { quality, load, refundShare } = run.world;
  const end = from + (deciderCount[block] as number);
  for (let at = from; at < end; at++) {
    const row = deciders[at] as number;
    const overload = overloadOf(load[row] as number);
    rate(run, row, faultsOf(quality[row] as number), 1 + overload, refundShare[row] as number);
  }
}

function fulfil({ world, constants: c }: Run, block: number, from: number): void {
  const { openRows, flags, quality, talent, capacity, load, refundShare, orders90, orders28 } = world;
  const { privateOrders, outsideOrders, publicOrders, externalOrders, creatorOrders } = world;
  const { refundShare: usualRefunds, insuranceReturnLift } = c;
  const hasInsurance = HAS_INSURANCE;
  const end = from + (world.openCount[block] as number);
  let refundSum = 0;
  let refundSquares = 0;
  for (let at = from; at < end; at++) {
    const row = openRows[at] as number;
    const outside = outsideOrders[row] as number;
    const orders =
      (privateOrders[row] as number) +
      outside +
      (publicOrders[row] as number) +
      (externalOrders[row] as number) +
      (creatorOrders[row] as number);
    const room = capacity[row] as number;
    const loadNow = (load[row] as number) * (1 - LOAD_SPEED) + (LOAD_SPEED * orders) / room;
    load[row] = loadNow;
    const wanted = loadNow * SPARE;
    if (wanted > 1) capacity[row] = room * (1 + GROWTH_SPEED * Math.min(2, wanted - 1));
    const before = quality[row] as number;
    const now = before + QUALITY_SPEED * ((talent[row] as number) / (1 + overloadOf(loadNow)) - before);
    quality[row] = now;

    const isInsured = ((flags[row] as number) & hasInsurance) !== 0;
    const refunds = Math.min(0.9, usualRefunds * faultsOf(now) * (isInsured ? 1 + insuranceReturnLift : 1));
    refundShare[row] = refunds;
    const onPlatform = orders - outside;
    orders90[row] = (orders90[row] as number) * KEEP_90 + onPlatform;
    orders28[row] = (orders28[row] as number) * KEEP_28 + onPlatform;
    refundSum += refunds;
    refundSquares += refunds * refunds;
  }
  addTally(world, block, T.refundWeight, end - from);
  addTally(world, block, T.refundSum, refundSum);
  addTally(world, block, T.refundSquares, refundSquares);
}

function overloadOf(load: number): number {
  return load > 1 ? load - 1 : 0;
}

/** The score, once a week: the policy's, from what goes wrong at the store beside what does in its category. */
function rate(
  { world, constants: c, rules: { score } }: Run,
  row: number,
  faults: number,
  overload: number,
  refunds: number,
): void {
  const orders = world.orders90[row] as number;
  if (!isRated(orders, score)) {
    world.score[row] = Number.NaN;
    return;
  }
  const late = faults * overload;
  world.score[row] = scoreFrom(
    metricScore(Math.min(1, c.lowRatingShare * faults), orders, c.lowRatingShare, score.leastRate, score),
    metricScore(refunds, orders, c.refundShare, score.leastRate, score),
    metricScore(Math.min(1, LATE_PICKUP * late), orders, LATE_PICKUP, score.leastRate, score),
    metricScore(Math.min(1, LATE_DELIVERY * late), orders, LATE_DELIVERY, score.leastRate, score),
    metricScore(AFTER_SALE_HOURS * late, orders * refunds, AFTER_SALE_HOURS, score.leastHours, score),
    metricScore(c.replyHours * late, orders, c.replyHours, score.leastHours, score),
    score,
  );
}

/** Share of shipments on time. */
export function onTimeShare(quality: number): number {
  return Math.max(0, 1 - LATE_PICKUP * faultsOf(quality));
}
