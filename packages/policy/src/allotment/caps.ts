/**
 * What the positions of a page can give. A page shows a cluster once and a principal at most N times, so the best m seats
 * of a keyword together get no more than the first m positions: the amounts, in descending order, must be majorised by
 * the positions' weights. Where they are not, the amounts are moved as little as their proportions allow.
 */
import type { AllotmentRules } from './rules.ts';
import type { RowWork } from './work.ts';

/** Rounds of seats and principals in turn. Few rows need more than one. */
const ROUNDS = 12;
/** Relative; below it an excess is an error of rounding. */
const TOLERANCE = 1e-12;

/** Caps `work.amount`; where that moves anything, says so in `work.isCapped` and notes each edge's factor. */
export function capRow(rules: AllotmentRules, supply: number, work: RowWork): void {
  work.isCapped = false;
  // Where no principal has more edges than seats on a page, the caps of seats contain those of principals.
  const fits = seatsFit(rules, supply, work) && (!work.isCrowded || principalsFit(rules, supply, work));
  if (fits) return;
  work.isCapped = true;
  work.capFactor.fill(1, 0, work.count);
  for (let round = 0; round < ROUNDS; round++) {
    const bySeat = capGroups(rules, supply, work, groupBySeat(work), 1, true);
    const byPrincipal =
      work.isCrowded && capGroups(rules, supply, work, groupByPrincipal(work), rules.seatsPerPrincipal, true);
    if (!byPrincipal || (!bySeat && round > 0)) return;
  }
  // Two kinds of caps that cannot both be met with everything given: cut, and give what is cut to nobody.
  capGroups(rules, supply, work, groupBySeat(work), 1, false);
  capGroups(rules, supply, work, groupByPrincipal(work), rules.seatsPerPrincipal, false);
}

/** Whether the seats' amounts, each once on a page, are within what the positions give. */
function seatsFit(rules: AllotmentRules, supply: number, work: RowWork): boolean {
  const { count, seats, seat, amount, groupTotal } = work;
  for (let at = 0; at < seats; at++) groupTotal[at] = 0;
  for (let at = 0; at < count; at++) {
    const c = seat[at] as number;
    groupTotal[c] = (groupTotal[c] as number) + (amount[at] as number);
  }
  return groupsFit(rules, supply, work, seats, 1);
}

/** Whether the principals' amounts, each at most N times on a page, are within what the positions give. */
function principalsFit(rules: AllotmentRules, supply: number, work: RowWork): boolean {
  const { count, principal, amount, groupTotal } = work;
  let groups = 0;
  for (let from = 0; from < count; ) {
    const p = principal[from];
    let sum = 0;
    let to = from;
    for (; to < count && principal[to] === p; to++) sum += amount[to] as number;
    groupTotal[groups++] = sum;
    from = to;
  }
  return groupsFit(rules, supply, work, groups, rules.seatsPerPrincipal);
}

/** Whether the sums of groups that stand `seats` times on a page, in descending order, stay below the positions'. */
function groupsFit(
  { positionShares }: AllotmentRules,
  supply: number,
  { groupTotal, sorted }: RowWork,
  groups: number,
  seats: number,
): boolean {
  const positions = positionShares.length - 1;
  // A group no larger than so many last positions is never the one that breaks a cap; only the others are sorted.
  const safe = supply * (1 - (positionShares[positions - 1] as number)) * seats;
  let large = 0;
  let small = 0;
  let whole = 0;
  for (let group = 0; group < groups; group++) {
    const value = groupTotal[group] as number;
    whole += value;
    if (value <= safe) {
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
  const available = supply * (1 + TOLERANCE);
  const all = Math.min(positions, (large + small) * seats);
  if (whole > available * (positionShares[all] as number)) return false;
  let sum = 0;
  for (let place = 0; place < large; place++) {
    sum += sorted[place] as number;
    const upTo = Math.min(positions, (place + 1) * seats);
    if (sum > available * (positionShares[upTo] as number)) return false;
  }
  return true;
}

function groupBySeat({ count, seats, seat, groupOf }: RowWork): number {
  for (let at = 0; at < count; at++) groupOf[at] = seat[at] as number;
  return seats;
}

function groupByPrincipal({ count, principal, groupOf }: RowWork): number {
  let groups = 0;
  for (let at = 0; at < count; at++) {
    if (at > 0 && principal[at] !== principal[at - 1]) groups++;
    groupOf[at] = groups;
  }
  return count === 0 ? 0 : groups + 1;
}

/**
 * Caps the groups' sums, each group standing `seats` times on a page: the sums in descending order are points (X_m, F_m)
 * of what is due and what m groups may have at most, and each is multiplied by the slope of their lower convex hull. That
 * is the base of the polymatroid that keeps proportions best (Fujishige 1980): order is kept, those who are capped lose no
 * more than they must, and what they lose goes to the others in proportion. Answers whether anything was moved.
 */
function capGroups(
  rules: AllotmentRules,
  supply: number,
  work: RowWork,
  groups: number,
  seats: number,
  spreadsRest: boolean,
): boolean {
  const { count, amount, capFactor, groupOf, groupTotal, groupFactor, order } = work;
  const { positionShares } = rules;
  const positions = positionShares.length - 1;
  for (let group = 0; group < groups; group++) {
    groupTotal[group] = 0;
    groupFactor[group] = 1;
  }
  let whole = 0;
  for (let at = 0; at < count; at++) {
    const group = groupOf[at] as number;
    groupTotal[group] = (groupTotal[group] as number) + (amount[at] as number);
    whole += amount[at] as number;
  }
  let members = 0;
  for (let group = 0; group < groups; group++)
    if ((groupTotal[group] as number) > 0) order[members++] = group;
  const sorted = order.subarray(0, members);
  sorted.sort((a, b) => (groupTotal[b] as number) - (groupTotal[a] as number) || a - b);

  const most = (groupsUpTo: number): number =>
    Math.min(whole, supply * (positionShares[Math.min(positions, groupsUpTo * seats)] as number));
  let moved = false;
  let done = 0;
  let due = 0;
  while (done < members) {
    // The next edge of the hull: the prefix that is given the least of what is due to it.
    let slope = Number.POSITIVE_INFINITY;
    let end = done;
    let endDue = due;
    let sum = due;
    for (let place = done; place < members; place++) {
      sum += groupTotal[sorted[place] as number] as number;
      const next = (most(place + 1) - most(done)) / (sum - due);
      if (next <= slope) {
        slope = next;
        end = place + 1;
        endDue = sum;
      }
    }
    const factor = spreadsRest ? slope : Math.min(1, slope);
    if (Math.abs(factor - 1) > TOLERANCE) {
      moved = true;
      for (let place = done; place < end; place++) groupFactor[sorted[place] as number] = factor;
    }
    done = end;
    due = endDue;
  }
  if (!moved) return false;
  for (let at = 0; at < count; at++) {
    const factor = groupFactor[groupOf[at] as number] as number;
    amount[at] = (amount[at] as number) * factor;
    capFactor[at] = (capFactor[at] as number) * factor;
  }
  return true;
}
