/** Incentives wait by the week in which they cleared, and vest as the policy says; checked once a week. */
import { decidesToday, type Run, WEEK } from '../run-state.ts';

/** Adds today's incentive of a store to what waits, and answers what vests today. */
export function vest({ world, rules }: Run, row: number, day: number, rebate: number): number {
  const { rebateWeeks, vestingWeeks, pendingRebate, rows } = world;
  const begins = decidesToday(world.entity[row] as number, day);
  if (rebate === 0 && !begins) return 0;
  const week = Math.floor(((world.entity[row] as number) + day) / WEEK) % vestingWeeks;
  const now = week * rows + row;
  if (!begins) {
    rebateWeeks[now] = (rebateWeeks[now] as number) + rebate;
    pendingRebate[row] = (pendingRebate[row] as number) + rebate;
    return 0;
  }
  // A new week begins: its place in the ring holds what is one round old, of which all has vested.
  let vested = 0;
  let past = week;
  for (let age = 1; age < vestingWeeks; age++) {
    past = past === 0 ? vestingWeeks - 1 : past - 1;
    const part = rules.vestsInWeek[age] as number;
    if (part > 0) vested += (rebateWeeks[past * rows + row] as number) * part;
  }
  rebateWeeks[now] = rebate;
  // Rounding must not leave a merchant with less than nothing.
  pendingRebate[row] = Math.max(0, (pendingRebate[row] as number) + rebate - vested);
  return vested;
}

/** Everything that waits is taken back: the store was caught. Answers how much it was. */
export function takeBack({ world }: Run, row: number): number {
  const { rebateWeeks, vestingWeeks, pendingRebate, rows } = world;
  for (let week = 0; week < vestingWeeks; week++) rebateWeeks[week * rows + row] = 0;
  const taken = pendingRebate[row] as number;
  pendingRebate[row] = 0;
  return taken;
}
