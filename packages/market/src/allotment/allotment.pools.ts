/** Amounts by pool, as pages tell them: whole micro-impressions that sum exactly. */
import { divide, type Pools, splitByLargestRemainder } from '@hazumi/policy';
import type { PoolsRow, ShownRow } from './allotment.results.repository.ts';

export interface ShownPools extends Pools {
  readonly ranked: number;
}

export const noPools: Pools = { total: 0, organic: 0, merit: 0, newcomer: 0, exploration: 0, dither: 0 };
export const nothingShown: ShownPools = { ...noPools, ranked: 0 };

export const poolsOf = (row: PoolsRow): Pools => {
  const [organic, merit, newcomer, exploration, dither] = [
    row.organic,
    row.merit,
    row.newcomer,
    row.exploration,
    row.dither,
  ].map(Number) as [number, number, number, number, number];
  return {
    total: organic + merit + newcomer + exploration + dither,
    ...{ organic, merit, newcomer, exploration, dither },
  };
};

/**
 * What was shown by a row, in the parts in which it was due: a page does not belong to a pool, a day's part of a keyword does. What the
 * dither took stands as a negative part, as it does in what was due.
 */
export function shownPools({ allotted, ranked, ...due }: ShownRow): ShownPools {
  const whole = due.organic + due.merit + due.newcomer + due.exploration + due.dither;
  const moved = whole > 0n ? divide(allotted * due.dither, whole, 'floor') : 0n;
  // Rounding may leave an organic part just below 0: then the dither would be more than the whole.
  const dither = moved > allotted ? allotted : moved;
  const weights = [due.organic, due.merit, due.newcomer, due.exploration].map((weight) =>
    weight > 0n ? weight : 0n,
  );
  const [organic, merit, newcomer, exploration] = splitByLargestRemainder(
    allotted - dither,
    weights.some((weight) => weight > 0n) ? weights : [1n, 0n, 0n, 0n],
  ).map(Number) as [number, number, number, number];
  return {
    total: Number(allotted + ranked),
    ...{ organic, merit, newcomer, exploration, dither: Number(dither), ranked: Number(ranked) },
  };
}

export function sumPools<P extends Pools>(nothing: P, parts: readonly P[]): P {
  const sum = { ...nothing } as unknown as Record<string, number>;
  for (const part of parts)
    for (const [name, amount] of Object.entries(part)) sum[name] = (sum[name] ?? 0) + amount;
  return sum as unknown as P;
}
