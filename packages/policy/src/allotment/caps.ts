/**
 * What the positions of a page can give. A page shows a seat at most once, so the m largest seats of a keyword together
 * get no more than the first m positions: the amounts, in descending order, must be majorised by the positions' weights.
 * Where they are not, the amounts are moved as little as their proportions allow.
 */
import type { AllotmentRules } from './rules.ts';
import type { RowWork } from './work.ts';

/** Relative; below it an excess is an error of rounding. */
const TOLERANCE = 1e-12;

/** Caps `work.amount`; where that moves anything, says so in `work.isCapped` and notes each entry's factor. */
export function capRow(rules: AllotmentRules, supply: number, work: RowWork): void {
  const { count, seats, seat, amount, seatAmount, capFactor, seatFactor } = work;
  for (let at = 0; at < seats; at++) seatAmount[at] = 0;
  for (let at = 0; at < count; at++) {
    const c = seat[at] as number;
    seatAmount[c] = (seatAmount[c] as number) + (amount[at] as number);
  }
  work.isCapped = !seatsFit(rules, supply, work) && capSeats(rules, supply, work);
  if (!work.isCapped) return;
  for (let at = 0; at < count; at++) {
    const factor = seatFactor[seat[at] as number] as number;
    capFactor[at] = factor;
    amount[at] = (amount[at] as number) * factor;
  }
}

/** Whether the seats' amounts, in descending order, stay below what the positions give. */
function seatsFit(
  { positionShares }: AllotmentRules,
  supply: number,
  { seats, seatAmount, sorted }: RowWork,
): boolean {
  const positions = positionShares.length - 1;
  const available = supply * (1 + TOLERANCE);
  // A seat no larger than the last position is never the one that breaks a cap; only the others are sorted.
  const safe = supply * (1 - (positionShares[positions - 1] as number));
  let large = 0;
  let small = 0;
  let whole = 0;
  for (let at = 0; at < seats; at++) {
    const value = seatAmount[at] as number;
    if (value <= safe) {
      whole += value;
      if (value > 0) small++;
      continue;
    }
    if (large >= positions) return false;
    let place = large++;
    while (place > 0 && (sorted[place - 1] as number) < value) {
      sorted[place] = sorted[place - 1] as number;
      place--;
    }
    sorted[place] = value;
  }
  let sum = 0;
  for (let place = 0; place < large; place++) {
    sum += sorted[place] as number;
    if (sum > available * (positionShares[place + 1] as number)) return false;
  }
  return sum + whole <= available * (positionShares[Math.min(positions, large + small)] as number);
}

/**
 * Multiplies each seat by the slope of the lower convex hull of the points (X_m, F_m): what is due to the m largest seats,
 * and what m positions can give. That is the base of the polymatroid that keeps proportions best (Fujishige 1980): the
 * order is kept, those who are capped lose no more than they must, and what they lose goes to the others in proportion.
 * Answers whether anything was moved.
 */
function capSeats({ positionShares }: AllotmentRules, supply: number, work: RowWork): boolean {
  const { seats, seatAmount, seatFactor, order } = work;
  const positions = positionShares.length - 1;
  let members = 0;
  let whole = 0;
  for (let at = 0; at < seats; at++) {
    seatFactor[at] = 1;
    const value = seatAmount[at] as number;
    whole += value;
    if (value > 0) order[members++] = at;
  }
  const sorted = order.subarray(0, members);
  sorted.sort((a, b) => (seatAmount[b] as number) - (seatAmount[a] as number) || a - b);
  const most = (seatsUpTo: number): number =>
    Math.min(whole, supply * (positionShares[Math.min(positions, seatsUpTo)] as number));

  let isMoved = false;
  let begin = 0;
  let given = 0;
  while (begin < members) {
    // The next edge of the hull: the prefix that gets the least of what is due to it.
    let slope = Number.POSITIVE_INFINITY;
    let end = begin;
    let due = 0;
    for (let place = begin; place < members; place++) {
      due += seatAmount[sorted[place] as number] as number;
      const next = (most(place + 1) - given) / due;
      if (next <= slope) {
        slope = next;
        end = place + 1;
      }
    }
    if (Math.abs(slope - 1) > TOLERANCE) {
      isMoved = true;
      for (let place = begin; place < end; place++) seatFactor[sorted[place] as number] = slope;
    }
    given = most(end);
    begin = end;
  }
  return isMoved;
}
