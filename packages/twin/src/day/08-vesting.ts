/** Incentives wait by the week in which they cleared, and vest as the policy says; checked once a week. */
import { blockColumn } from '../columns.ts';
import { type Run, WEEK } from '../run-state.ts';
import { ROWS_A_BLOCK, type World } from '../world.ts';

/** What vests today, of those of a block who decide today, in their order. */
export const vesting = blockColumn();
/** The places of the ring that today's incentives are written to. */
const places = new Int32Array(ROWS_A_BLOCK);

/**
 * What vests today in a block, in order of `deciders`, into `vesting`. The stores of a block have their weeks far apart in
 * memory: a loop that does nothing else waits for many of them at once.
 */
export function vest({ world, rules, deciders, deciderCount }: Run, day: number, block: number): void {
  const { rebateWeeks, vestingWeeks, rows } = world;
  const { vestsInWeek } = rules;
  const from = world.blockStart[block] as number;
  const count = deciderCount[block] as number;
  for (let at = 0; at < count; at++) {
    vesting[at] = 0;
    places[at] = weekOf(world, deciders[from + at] as number, day);
  }
  for (let age = 1; age < vestingWeeks; age++) {
    const part = vestsInWeek[age] as number;
    if (!(part > 0)) continue;
    for (let at = 0; at < count; at++) {
      const week = (places[at] as number) - age;
      const past = week < 0 ? week + vestingWeeks : week;
      const cleared = rebateWeeks[past * rows + (deciders[from + at] as number)] as number;
      vesting[at] = (vesting[at] as number) + cleared * part;
    }
  }
}

/**
 * Where today's incentive of a store waits. On the day its week begins, what stands there is one round old, of which all
 * has vested: it is written over; on other days it is added to.
 */
export function vestingPlace(world: World, row: number, day: number): number {
  return weekOf(world, row, day) * world.rows + row;
}

function weekOf({ entity, vestingWeeks }: World, row: number, day: number): number {
  return Math.floor(((entity[row] as number) + day) / WEEK) % vestingWeeks;
}

/** Everything that waits is taken back: the store was caught. Answers how much it was. */
export function takeBack({ world }: Run, row: number): number {
  const { rebateWeeks, vestingWeeks, pendingRebate, rows } = world;
  for (let week = 0; week < vestingWeeks; week++) rebateWeeks[week * rows + row] = 0;
  const taken = pendingRebate[row] as number;
  pendingRebate[row] = 0;
  return taken;
}
