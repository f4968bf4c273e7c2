/**
 * Step 7: who would fake sales looks once a week whether it pays under the rules as they are, and fakes as many as it can
 * if it does. A fake order costs the fee, a parcel and a helper; it earns incentive and merit, as far as the scorecard
 * believes it; and it puts at stake what the policy takes back when it is caught.
 */
import { fraudProbability, isProbablyFake, meritOf } from '@hazumi/policy';
import { M } from '../market.ts';
import { decidesToday, type Run, WEEK } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { WOULD_WASH } from '../world.ts';

/** A ban costs the profit of so many days. */
const BAN_DAYS = 60;
/** Standard deviations at which an order that is plainly a fake stands on each feature. */
const PLAIN = 2;
/** Part of the way to the wanted number of fakes that is gone in a week. */
const RAMP = 0.5;

export function fake(run: Run, day: number, block: number, from: number): void {
  const { world } = run;
  const { openRows, flags } = world;
  const wouldWash = WOULD_WASH;
  const end = from + (world.openCount[block] as number);
  let orders = 0;
  let gmv = 0;
  for (let at = from; at < end; at++) {
    const row = openRows[at] as number;
    // About the others nothing is ever unusual: what is thought of them was written down before the first day.
    if (((flags[row] as number) & wouldWash) === 0) continue;
    if (decidesToday(world.entity[row] as number, day)) reconsider(run, row);
    const fakes = world.fakeRate[row] as number;
    const value = fakes * (world.orderValue[row] as number);
    world.fakeOrders[row] = fakes;
    world.sumFake[row] = (world.sumFake[row] as number) + value;
    orders += fakes;
    gmv += value;
  }
  addTally(world, block, T.fakeOrders, orders);
  addTally(world, block, T.fakeGmv, gmv);
}

function reconsider({ world, constants: c, rules }: Run, row: number): void {
  const value = world.orderValue[row] as number;
  const fee = world.feeShare[row] as number;
  const rebate = world.rebateShare[row] as number;
  const wished = c.washOrders;
  const genuine = (world.privateOrders[row] as number) + 1;
  const fraud = suspicion(wished / (wished + genuine), c.washVisibility, rules);
  const believed = isProbablyFake(fraud, rules.wash) ? 0 : 1 - fraud;
  const earned = believed * value * (rebate + (fee - rebate) * (world.market[M.meritReturn] as number));
  const paid = value * fee + c.washCost;
  const stake =
    (world.pendingRebate[row] as number) +
    (world.deposit[row] as number) +
    BAN_DAYS * Math.max(0, (world.profit28[row] as number) / 28);
  const risk = (c.fraudAuditShare * rules.caughtShare * stake) / Math.max(1, wished);
  const target = earned > paid + risk ? wished : 0;
  const before = world.fakeRate[row] as number;
  const now = before + RAMP * (target - before);
  // A trickle that nobody would run is none.
  world.fakeRate[row] = target === 0 && now < 1 / WEEK ? 0 : now;
  const rate = world.fakeRate[row] as number;
  const seen = suspicion(rate / (rate + genuine), c.washVisibility, rules);
  world.fraud[row] = seen;
  world.meritShare[row] = meritOf(1, 0, seen, rules.incentive);
}

/** What the scorecard makes of a store of whose private orders this share is fake. */
function suspicion(fakeShare: number, visibility: number, rules: Run['rules']): number {
  const plain = PLAIN * visibility * fakeShare;
  return fraudProbability(-plain, plain, plain, plain, plain, -plain, plain, rules.wash);
}
