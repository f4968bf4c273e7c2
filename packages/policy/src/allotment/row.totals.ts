import {
  DITHER_COLUMN,
  EXPLORATION_COLUMN,
  MERIT_COLUMN,
  NEWCOMER_COLUMN,
  ORGANIC_COLUMN,
  TOTAL_COLUMNS,
} from './market.ts';
import type { RowWork } from './work.ts';

/**
 * Adds the row in `work` to the totals of its stores, or takes it away again. The other pools are rounded down and
 * organic is what remains of the whole, so that the columns of a store sum exactly to what it got. What caps took is
 * taken from each pool alike; what they freed is organic.
 */
export function addRow(work: RowWork, totals: Float64Array, sign: 1 | -1): void {
  const { count, store, merit, dither, capFactor, units, isCapped } = work;
  // Named here, for the loop: what is exported by a module is read from its cell each time.
  const columns = TOTAL_COLUMNS;
  const byMerit = MERIT_COLUMN;
  const byDither = DITHER_COLUMN;
  const byOrganic = ORGANIC_COLUMN;
  for (let at = 0; at < count; at++) {
    const base = (store[at] as number) * columns;
    const factor = isCapped ? Math.min(1, capFactor[at] as number) : 1;
    const fromMerit = sign * Math.floor((merit[at] as number) * factor);
    const fromDither = sign * Math.floor((dither[at] as number) * factor);
    const organic = sign * (units[at] as number) - fromMerit - fromDither;
    totals[base + byOrganic] = (totals[base + byOrganic] as number) + organic;
    totals[base + byMerit] = (totals[base + byMerit] as number) + fromMerit;
    totals[base + byDither] = (totals[base + byDither] as number) + fromDither;
  }
  addSome(work, work.newcomers, work.newcomerAt, work.newcomer, NEWCOMER_COLUMN, totals, sign);
  addSome(work, work.explored, work.exploredAt, work.exploration, EXPLORATION_COLUMN, totals, sign);
}

/** Moves what a few entries got of a pool from the organic column, where `addRow` left it, to the pool's own. */
function addSome(
  { store, capFactor, isCapped }: RowWork,
  members: number,
  memberAt: Uint32Array,
  pool: Float64Array,
  column: number,
  totals: Float64Array,
  sign: 1 | -1,
): void {
  for (let member = 0; member < members; member++) {
    const at = memberAt[member] as number;
    const base = (store[at] as number) * TOTAL_COLUMNS;
    const factor = isCapped ? Math.min(1, capFactor[at] as number) : 1;
    const part = sign * Math.floor((pool[member] as number) * factor);
    totals[base + ORGANIC_COLUMN] = (totals[base + ORGANIC_COLUMN] as number) - part;
    totals[base + column] = (totals[base + column] as number) + part;
  }
}
