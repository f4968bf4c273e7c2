/**
 * Step 1: prospects open, and merchants open one more store; the day's open stores are listed for the other steps, and
 * those of them whose merchants decide today.
 */
import { logistic } from '@hazumi/policy';
import { M } from '../market.ts';
import { STREAM, uniform } from '../random.ts';
import { decidesToday, type Run } from '../run-state.ts';
import { shockOf } from '../shocks.ts';
import { addTally, T } from '../tally.ts';
import { OPEN, PROSPECT } from '../world.ts';

/** A merchant considers one more store when the last has run for so long. */
const SETTLED_DAYS = 60;
const MONTH = 30;
/** What goods of another kind bring, against the first store: each further keyword less. */
const FURTHER_STORE = 0.5;

export function enter(run: Run, day: number, block: number, from: number, to: number): void {
  const { world, scenario, deciders } = run;
  const { state, entity, openRows } = world;
  const shock = shockOf(scenario, 'entry', day);
  const isOpen = OPEN;
  const isProspect = PROSPECT;
  // Caps a licence and month begin anew.
  if (day % MONTH === 0) world.monthRebate.fill(0, from, to);
  let entries = 0;
  let open = from;
  let deciding = from;
  for (let row = from; row < to; row++) {
    const is = state[row];
    if (is !== isOpen) {
      if (is !== isProspect || !wantsToOpen(run, row, day, shock)) continue;
      openStore(run, day, block, row);
      entries += 1;
    }
    openRows[open++] = row;
    if (decidesToday(entity[row] as number, day)) deciders[deciding++] = row;
  }
  world.openCount[block] = open - from;
  run.deciderCount[block] = deciding - from;
  addTally(world, block, T.entries, entries);
}

function openStore({ world, constants }: Run, day: number, block: number, row: number): void {
  const cost = row % world.slots === 0 ? constants.entryCost : constants.storeCost;
  world.state[row] = OPEN;
  world.openedDay[row] = day;
  world.entryCost[row] = cost;
  world.cash[row] = (world.cash[row] as number) - cost - constants.upfrontDeposit;
  world.deposit[row] = (world.deposit[row] as number) + constants.upfrontDeposit;
  addTally(world, block, T.toSuppliers, cost);
}

function wantsToOpen(run: Run, row: number, day: number, shock: number): boolean {
  const { world, constants, scenario } = run;
  const principal = Math.floor(row / world.slots);
  const slot = row - principal * world.slots;
  if (principal >= scenario.size.principals) return slot === 0 && day === constants.addedOnDay;
  if (!decidesToday(world.entity[row] as number, day)) return false;
  return slot === 0
    ? decides(run, row, day, constants.entryChance * shock * willingness(run, row))
    : mayExpand(run, row, slot, day) &&
        decides(run, row, day, constants.expansionChance * furtherWillingness(run, row, slot));
}
/** The share of prospects to whom the profit that they see others make is worth the cost and the deposit. */
function willingness({ world, constants }: Run, row: number): number {
  const ability = world.ability[row] as number;
  const profit = (world.market[M.profitPerAbility] as number) * ability * constants.entryHorizonDays;
  const worth = profit - constants.entryCost - constants.depositAversion * constants.upfrontDeposit;
  return logistic(worth / constants.entryNoise);
}

/** One more store pays only by what it adds: keywords that the merchant does not cover yet. */
function furtherWillingness({ world, constants }: Run, row: number, slot: number): number {
  const ability = world.ability[row] as number;
  const profit = (world.market[M.profitPerAbility] as number) * ability * constants.entryHorizonDays;
  const worth = (profit * FURTHER_STORE) / slot - constants.storeCost;
  return logistic((worth - constants.depositAversion * constants.upfrontDeposit) / constants.entryNoise);
}

function mayExpand({ world, rules }: Run, row: number, slot: number, day: number): boolean {
  return (
    slot < rules.storesPerLicence &&
    world.state[row - 1] === OPEN &&
    day - (world.openedDay[row - 1] as number) >= SETTLED_DAYS
  );
}

function decides({ world, constants }: Run, row: number, day: number, chance: number): boolean {
  return uniform(constants.seed, STREAM.days, world.entity[row] as number, day, DRAW_ENTRY) < chance;
}

const DRAW_ENTRY = 0;
