import { FRACTION_BINS, FRACTION_GROUPS, type RowWork } from './work.ts';

/**
 * Rounds `work.amount` to whole micro-impressions in `work.units` that sum to `target` exactly, by largest remainders;
 * among equal remainders the earlier edge is first. `target` must be within one of the amounts' sum.
 *
 * The remainders are not sorted: they are counted into bins, and only the bin in which the last unit falls is looked at.
 * Bins are counted in groups, too, because in a short row most bins are empty and would all be walked over.
 */
export function roundRow(work: RowWork, target: number): void {
  const { count, amount, units, fraction, bins, binGroups } = work;
  // Named here, for the loops: what is exported by a module is read from its cell each time.
  const size = FRACTION_BINS;
  const groupSize = FRACTION_BINS / FRACTION_GROUPS;
  let left = target;
  bins.fill(0);
  binGroups.fill(0);
  for (let at = 0; at < count; at++) {
    const whole = Math.floor(amount[at] as number);
    const rest = (amount[at] as number) - whole;
    units[at] = whole;
    fraction[at] = rest;
    left -= whole;
    const bin = (rest * size) | 0;
    bins[bin] = (bins[bin] as number) + 1;
    const group = (bin / groupSize) | 0;
    binGroups[group] = (binGroups[group] as number) + 1;
  }
  work.remainderCut = 1;
  if (left <= 0) return;
  let group = FRACTION_GROUPS - 1;
  let above = 0;
  while (group > 0 && above + (binGroups[group] as number) <= left) above += binGroups[group--] as number;
  let bin = (group + 1) * groupSize - 1;
  while (bin > 0 && above + (bins[bin] as number) <= left) above += bins[bin--] as number;
  work.remainderCut = (bin + 1) / FRACTION_BINS;
  // Every remainder above this bin gets its unit; of the bin itself, the largest `among`.
  const among = left - above;
  for (let at = 0; at < count; at++) {
    // 1 for a bin above; no processor could guess a branch here.
    const up = (bin - (((fraction[at] as number) * size) | 0)) >>> 31;
    units[at] = (units[at] as number) + up;
  }
  if (among > 0) roundUpLargest(work, bin, among);
}

/** Adds a unit to the `among` largest remainders of one bin. */
function roundUpLargest(work: RowWork, bin: number, among: number): void {
  const { count, units, fraction, order } = work;
  const size = FRACTION_BINS;
  let members = 0;
  for (let at = 0; at < count; at++) {
    if ((((fraction[at] as number) * size) | 0) !== bin) continue;
    // Insertion keeps the few of one bin in order; equal ones stay in order of edge.
    let place = members++;
    while (place > 0 && (fraction[order[place - 1] as number] as number) < (fraction[at] as number)) {
      order[place] = order[place - 1] as number;
      place--;
    }
    order[place] = at;
  }
  for (let place = 0; place < among && place < members; place++) {
    const at = order[place] as number;
    units[at] = (units[at] as number) + 1;
    work.remainderCut = fraction[at] as number;
  }
}
