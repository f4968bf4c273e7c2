/**
 * Room for one block: what a short loop over its stores leaves for the next one.
 *
 * The selling steps run over a block several times: means, draws, bookings. The loop of the draws then calls nothing, and
 * each loop keeps the addresses of its few arrays in registers. It pays only where every store draws: settlement and standing
 * were measured to be no faster so. No sum changes by it: each is still taken in order of row.
 */
import { ROWS_A_BLOCK } from './world.ts';

/** A number for each open store of a block, in their order. A step owns its columns; nothing in them outlives a call. */
export function blockColumn(): Float64Array {
  return new Float64Array(ROWS_A_BLOCK);
}
