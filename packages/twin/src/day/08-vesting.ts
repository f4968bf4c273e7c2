/** Incentives wait by the week in which they cleared, and vest as the policy says; checked once a week. */
import { decidesToday, type Run, WEEK } from '../run-state.ts';

/** Adds today's incentive of a store to what waits, and answers what vests today. */
export function vest({ world, rules }: Run, row: number, day: number, rebate: number): number {
  const { rebateWeeks, vestingWeeks, pendingRebate } = world;
  const start = row * vestingWeeks;
  const week = Math.floor(((world.entity[row] as number) + day) / WEEK);
  const now = start + (week % vestingWeeks);
  if (!decidesToday(world.entity[row] as number, day)) {
    rebateWeeks[now] = (rebateWeeks[now] as number) + rebate;
    pendingRebate[row] = (pendingRebate[row] as number) + rebate;
    return 0;
  }
  // A new week begins: its place in the ring holds what is one round old, of which all has vested.
  let vested = 0;
  let at = now;
  for (let age = 1; age < vestingWeeks; age++) {
    at = at === start ? start + vestingWeeks - 1 : at - 1;
    const part = rules.vestsInWeek[age] as number;
    if (part > 0) vested += (rebateWeeks[at] as number) * part;
  }
  rebateWeeks[now] = rebate;
  // Rounding must not leave a merchant with less than nothing.
  pendingRebate[row] = Math.max(0, (pendingRebate[row] as number) + rebate - vested);
  return vested;
}

/** Everything that waits is taken back: the store was caught. Answers how much it was. */
export function takeBack({ world }: Run, row: number): number {
  const { rebateWeeks, vestingWeeks, pendingRebate } = world;
  rebateWeeks.fill(0, row * vestingWeeks, (row + 1) * vestingWeeks);
  const taken = pendingRebate[row] as number;
  pendingRebate[row] = 0;
  return taken;
}
