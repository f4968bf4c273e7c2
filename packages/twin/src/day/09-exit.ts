/** Step 9: merchants who earn less than elsewhere leave; what a store holds is paid out after what it owes to buyers. */
import { logistic, power } from '@hazumi/policy';
import { STREAM, uniform } from '../random.ts';
import type { Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { CLOSED, OPEN } from '../world.ts';

const DRAW_EXIT = 6;
const KEEP_28 = 1 - 1 / 28;
/** Nobody gives up in the first two weeks. */
const PATIENCE_DAYS = 14;

export function leave(run: Run, day: number, block: number, from: number): void {
  giveUp(run, day, block, from);
  const { world } = run;
  const { state, cash, pending, deposit, openRows } = world;
  const isOpen = OPEN;
  const end = from + (world.openCount[block] as number);
  let money = 0;
  for (let at = from; at < end; at++) {
    const row = openRows[at] as number;
    if (state[row] === isOpen)
      money += (cash[row] as number) + (pending[row] as number) + (deposit[row] as number);
  }
  addTally(world, block, T.merchantsMoney, money + (world.retired[block] as number));
}

/** Who decides today stays or goes. */
function giveUp(run: Run, day: number, block: number, from: number): void {
  const { world, constants: c, deciders } = run;
  const end = from + (run.deciderCount[block] as number);
  for (let at = from; at < end; at++) {
    const row = deciders[at] as number;
    if (world.state[row] !== OPEN) continue;
    const age = day - (world.openedDay[row] as number);
    if (age < PATIENCE_DAYS) continue;
    const draw = uniform(c.seed, STREAM.days, world.entity[row] as number, day, DRAW_EXIT);
    // Nobody's chance is above this, so for most there is no need to know it.
    if (draw >= c.departureChance + c.exitChance) continue;
    // What four weeks remember of a life that may be shorter.
    const remembered = 28 * (1 - power(KEEP_28, age + 1));
    const missing = c.outsideOption - (world.profit28[row] as number) / remembered;
    const chance = c.departureChance + c.exitChance * logistic(missing / c.exitNoise);
    if (draw < chance) endStore(run, day, block, row, CLOSED);
  }
}

/** Closes a store: buyers are compensated from its deposit first, then what it holds goes to the merchant. */
export function endStore(run: Run, day: number, block: number, row: number, to: number): void {
  const { world, constants: c } = run;
  const held = world.deposit[row] as number;
  const owed = (world.turnover30[row] as number) * c.consumerLossShare;
  const fromDeposit = Math.min(held, owed);
  const lost = owed - fromDeposit;
  addTally(world, block, T.inflow, -owed);
  addTally(world, block, T.losses, lost);
  addTally(world, block, T.subsidies, lost);
  addTally(world, block, T.toPlatform, -lost);
  if (to === CLOSED) addTally(world, block, T.exits, 1);
  world.sumProfit[row] = (world.sumProfit[row] as number) - fromDeposit;
  world.cash[row] = (world.cash[row] as number) + (world.pending[row] as number) + held - fromDeposit;
  world.retired[block] = (world.retired[block] as number) + (world.cash[row] as number);
  world.pending[row] = 0;
  world.deposit[row] = 0;
  world.state[row] = to;
  world.endedDay[row] = day;
  for (const flow of CLEARED) world[flow][row] = 0;
}

/** What a store that is gone no longer passes on. */
const CLEARED = [
  'effectiveWeight',
  'privateSales',
  'exposure',
  'investment',
  'toolPower',
  'externalVisits',
  'creatorWeight',
  'merit',
  'fakeRate',
  'fakeOrders',
  'contacts',
  'pendingRebate',
] as const;
