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
  const { whole, members, most } = readSeats(work);
  if (seatsFit(rules, available, work, whole, members, most)) return;
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

/** Sums the seats, counts those that get anything, and finds the largest; of the others the amount becomes 0. */
function readSeats({ seats, seatAmount }: RowWork): { whole: number; members: number; most: number } {
  const least = LEAST_SEAT;
  let whole = 0;
  let members = 0;
  let most = 0;
  for (let at = 0; at < seats; at++) {
    const value = seatAmount[at] as number;
    if (value < least) {
      seatAmount[at] = 0;
      continue;
    }
    whole += value;
    members++;
    if (value > most) most = value;
  }
  return { whole, members, most };
}

/**
 * Whether the seats' amounts, in descending order, stay below what the positions give. Where the first position alone
 * could not hold the largest, nothing has to be sorted.
 */
function seatsFit(
  { positionShares }: AllotmentRules,
  available: number,
  work: RowWork,
  whole: number,
  members: number,
  most: number,
): boolean {
  if (most > available * (positionShares[1] as number)) return false;
  const { sorted } = work;
  const positions = positionShares.length - 1;
  // Only a seat above the worth of the last position can be the last of a prefix that breaks a cap.
  const largest = sortSeats(positions, available * (1 - (positionShares[positions - 1] as number)), work);
  let sum = 0;
  for (let place = 0; place < largest; place++) {
    sum += sorted[place] as number;
    if (sum > available * (positionShares[place + 1] as number)) return false;
  }
  return whole <= available * (positionShares[Math.min(positions, members)] as number);
}

/**
 * Sorts the seats above `least` into `work.sorted`, largest first, at most as many as there are positions. Answers how
 * many they are; what is due to the smaller ones, added up in the order in which they gave way, stands in `work.beyond`.
 */
function sortSeats(positions: number, least: number, work: RowWork): number {
  const { seats, seatAmount, sorted } = work;
  let length = 0;
  let beyond = 0;
  for (let at = 0; at < seats; at++) {
    const value = seatAmount[at] as number;
    if (!(value > least)) continue;
    let place = length;
    if (length < positions) length += 1;
    else {
      place = positions - 1;
      const last = sorted[place] as number;
      if (value <= last) {
        beyond += value;
        continue;
      }
      beyond += last;
    }
    for (; place > 0; place--) {
      const before = sorted[place - 1] as number;
      if (before >= value) break;
      sorted[place] = before;
    }
    sorted[place] = value;
  }
  work.beyond = beyond;
  return length;
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
  const { sorted, groupSlope, groupLeast } = work;
  const positions = positionShares.length - 1;
  const top = sortSeats(positions, 0, work);
  const { beyond } = work;
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
    // They descend, so those that it is too small for come first; counting them leaves nothing to be guessed.
    let group = 0;
    for (let one = 0; one < groups - 1; one++) group += value < (groupLeast[one] as number) ? 1 : 0;
    seatFactor[at] = value > 0 ? (groupSlope[group] as number) : 1;
  }
}
