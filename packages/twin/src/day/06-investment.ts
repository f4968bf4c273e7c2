/**
 * Step 6: what a merchant spends on tools and external traffic follows what a further yuan brings, within what a small
 * business can pay. External visits = chi x spending^xi with xi below 1.
 */
import { power } from '@hazumi/policy';
import type { Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';

const MINOR = 100;
/** A merchant without sales yet still tries a little, in yuan a day. */
const LEAST_BUDGET = 1;

export function invest(run: Run, _day: number, block: number, from: number): void {
  decide(run, block, from);
  spend(run, block, from);
}

function decide(run: Run, block: number, from: number): void {
  const { deciders, constants: c } = run;
  const { investment, toolPower } = run.world;
  const { investmentToExternal } = run.taps;
  const end = from + (run.deciderCount[block] as number);
  for (let at = from; at < end; at++) {
    const row = deciders[at] as number;
    // What was spent so far works on; it is read before this week's decision is written.
    toolPower[row] = power(Math.max(0, investmentToExternal[row] as number), c.visitExponent);
    const before = investment[row] as number;
    investment[row] = before + c.toolAdaption * (wantedSpending(run, row) - before);
  }
}

function spend({ world, constants: c }: Run, block: number, from: number): void {
  const { openRows, investment, externalVisits, toolPower, toolCost, sumInvestment, sumVisits } = world;
  const { visitScale } = c;
  const end = from + (world.openCount[block] as number);
  let spent = 0;
  let visits = 0;
  for (let at = from; at < end; at++) {
    const row = openRows[at] as number;
    const came = visitScale * (toolPower[row] as number);
    const cost = (investment[row] as number) * MINOR;
    externalVisits[row] = came;
    toolCost[row] = cost;
    sumInvestment[row] = (sumInvestment[row] as number) + cost;
    sumVisits[row] = (sumVisits[row] as number) + came;
    spent += cost;
    visits += came;
  }
  addTally(world, block, T.investment, spent);
  addTally(world, block, T.externalVisits, visits);
}

/** Yuan a day at which a further yuan brings back just what it costs the merchant, bent towards the budget. */
function wantedSpending({ world, constants: c }: Run, row: number): number {
  const earned = earnedAnOrder({ world, constants: c }, row);
  if (earned <= 0) return 0;
  const perVisit = c.visitOrderRate * earned;
  const byTraffic = ((world.clicks28[row] as number) / 28) * c.toolReturn * c.clickOrderRate * earned;
  const effect = c.visitScale * perVisit + byTraffic;
  const best = power((c.visitExponent * effect) / (1 - c.toolCreditShare), 1 / (1 - c.visitExponent));
  const budget = LEAST_BUDGET + (c.budgetShare * c.marginShare * (world.gmv28[row] as number)) / 28 / MINOR;
  // Either alone may be very large; their harmonic mean is near the smaller one.
  return best > budget ? budget / (1 + budget / best) : best / (1 + best / budget);
}

/** What an order leaves a merchant after goods, fee and parcel, in yuan; negative where it loses by each. */
export function earnedAnOrder(
  { world, constants: c }: Pick<Run, 'world' | 'constants'>,
  row: number,
): number {
  const price = (world.orderValue[row] as number) / MINOR;
  return price * (c.marginShare - (world.feeShare[row] as number)) - c.logistics / MINOR;
}
