/**
 * What the positions of a page can give. A page shows a seat at most once, so the m largest seats of a keyword together
 * get no more than the first m positions: the amounts, in descending order, must be majorised by the positions' weights.
 * Where they are not, the amounts are moved as little as their proportions allow.
 */
import type { AllotmentRules } from './rules.ts';
import type { RowWork } from './work.ts';

/** Relative; below it an excess is an error of rounding. */
const TOLERANCE = 1e-12;
/** Micro-impressions. A seat with less counts as nothing: what others cannot hold is not shared by errors of rounding. */
const LEAST_SEAT = 1e-9;

/** Caps `work.amount`; where that moves anything, says so in `work.isCapped` and notes each entry's factor. */
export function capRow(rules: AllotmentRules, supply: number, work: RowWork): void {
  const { count, seats, seat, amount, seatAmount, capFactor, seatFactor } = work;
  for (let at = 0; at < seats; at++) seatAmount[at] = 0;
  for (let at = 0; at < count; at++) {
    const c = seat[at] as number;
    seatAmount[c] = (seatAmount[c] as number) + (amount[at] as number);
  }
  work.isCapped = false;
  const available = supply * (1 + TOLERANCE);
  const { whole, members, largest } = readSeats(rules, available, work);
  if (seatsFit(rules, available, work, whole, members, largest)) return;
  const groups = capGroups(rules, supply, work, whole, members);
  if (groups === 0) return;
  work.isCapped = true;
  spreadFactors(work, groups);
  for (let at = 0; at < count; at++) {
    const factor = seatFactor[seat[at] as number] as number;
    capFactor[at] = factor;
    amount[at] = (amount[at] as number) * factor;
  }
}

/**
 * Sums the seats and counts those that get anything; of the others the amount becomes 0. The ones above the worth of the
 * last position are sorted into `work.sorted`, largest first, as many as there are positions: only they can be the last of
 * a prefix that breaks a cap.
 */
function readSeats(
  { positionShares }: AllotmentRules,
  available: number,
  { seats, seatAmount, sorted }: RowWork,
): { whole: number; members: number; largest: number } {
  const positions = positionShares.length - 1;
  const safe = available * (1 - (positionShares[positions - 1] as number));
  let whole = 0;
  let members = 0;
  let largest = 0;
  for (let at = 0; at < seats; at++) {
    const value = seatAmount[at] as number;
    if (value < LEAST_SEAT) {
      seatAmount[at] = 0;
      continue;
    }
    whole += value;
    members++;
    if (value > safe) largest = insert(sorted, largest, positions, value);
  }
  return { whole, members, largest };
}

/** Puts a value into a list in descending order of at most `most`; answers how long it is then. */
function insert(sorted: Float64Array, length: number, most: number, value: number): number {
  let place = length;
  if (length === most) {
    if (value <= (sorted[most - 1] as number)) return length;
    place = most - 1;
  }
  for (; place > 0 && (sorted[place - 1] as number) < value; place--)
    sorted[place] = sorted[place - 1] as number;
  sorted[place] = value;
  return Math.min(most, length + 1);
}

/** Whether the seats' amounts, in descending order, stay below what the positions give. */
function seatsFit(
  { positionShares }: AllotmentRules,
  available: number,
  { sorted }: RowWork,
  whole: number,
  members: number,
  largest: number,
): boolean {
  let sum = 0;
  for (let place = 0; place < largest; place++) {
    sum += sorted[place] as number;
    if (sum > available * (positionShares[place + 1] as number)) return false;
  }
  return whole <= available * (positionShares[Math.min(positionShares.length - 1, members)] as number);
}

/**
 * The slopes of the lower convex hull of the points (X_m, F_m): what is due to the m largest seats, and what m positions
 * can give. Multiplied by them the seats are the base of the polymatroid that keeps proportions best (Fujishige 1980):
 * the order is kept, those who are capped lose no more than they must, and what they lose goes to the others in
 * proportion. Writes, of each edge of the hull, the slope and the least amount of its seats into `work.groupSlope` and
 * `work.groupLeast`; answers how many, or 0 if all slopes are 1. Equal amounts are never on two edges, for F is concave.
 */
function capGroups(
  { positionShares }: AllotmentRules,
  supply: number,
  work: RowWork,
  whole: number,
  members: number,
): number {
  const { seats, seatAmount, sorted, groupSlope, groupLeast } = work;
  const positions = positionShares.length - 1;
  let top = 0;
  // What is due to the seats after those in `sorted`.
  let beyond = 0;
  for (let at = 0; at < seats; at++) {
    const value = seatAmount[at] as number;
    if (top === positions) beyond += Math.min(value, sorted[positions - 1] as number);
    top = insert(sorted, top, positions, value);
  }
  top = Math.min(top, members);
  // Past the last position F no longer grows, so the hull ends at the last seat whatever lies between.
  const last = Math.min(whole, supply * (positionShares[Math.min(positions, members)] as number));

  let groups = 0;
  let isMoved = false;
  let begin = 0;
  let given = 0;
  while (begin < top) {
    let slope = (last - given) / dueFrom(sorted, begin, top, beyond);
    let end = members;
    let endGiven = last;
    let due = 0;
    for (let place = begin; place < top; place++) {
      due += sorted[place] as number;
      const most = Math.min(whole, supply * (positionShares[place + 1] as number));
      const next = (most - given) / due;
      if (next >= slope) continue;
      slope = next;
      end = place + 1;
      endGiven = most;
    }
    if (Math.abs(slope - 1) > TOLERANCE) isMoved = true;
    groupSlope[groups] = slope;
    groupLeast[groups++] = end < members ? (sorted[end - 1] as number) : 0;
    if (end === members) break;
    begin = end;
    given = endGiven;
  }
  // All positions are full before the smallest seats had their turn.
  if ((groupLeast[groups - 1] as number) > 0) {
    groupSlope[groups] = (last - given) / beyond;
    groupLeast[groups++] = 0;
  }
  return isMoved ? groups : 0;
}

/** Sums what is due to the seats from one on: a difference of two sums would be nothing but rounding where they are small. */
function dueFrom(sorted: Float64Array, begin: number, top: number, beyond: number): number {
  let due = beyond;
  for (let place = top - 1; place >= begin; place--) due += sorted[place] as number;
  return due;
}

/** Gives each seat the slope of the first group that it is not too small for; what counts as nothing stays as it is. */
function spreadFactors(
  { seats, seatAmount, seatFactor, groupSlope, groupLeast }: RowWork,
  groups: number,
): void {
  for (let at = 0; at < seats; at++) {
    const value = seatAmount[at] as number;
    let group = 0;
    while (group < groups - 1 && value < (groupLeast[group] as number)) group++;
    seatFactor[at] = value > 0 ? (groupSlope[group] as number) : 1;
  }
}
