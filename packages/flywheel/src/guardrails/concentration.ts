/** How unequally exposure is given out. */

/** Gini coefficient of amounts that are not negative: 0 = all alike, towards 1 = one has everything; NaN when there is nothing. */
export function gini(amounts: ArrayLike<number>): number {
  const sorted = Float64Array.from(amounts).sort();
  let total = 0;
  let weighted = 0;
  sorted.forEach((amount, index) => {
    total += amount;
    weighted += (2 * (index + 1) - sorted.length - 1) * amount;
  });
  return total > 0 ? weighted / (sorted.length * total) : Number.NaN;
}

/** What part of everything the largest `share` of holders has; at least one holder counts. NaN when there is nothing. */
export function topShare(amounts: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(amounts).sort().reverse();
  const total = sorted.reduce((sum, amount) => sum + amount, 0);
  const holders = Math.max(1, Math.round(sorted.length * share));
  return total > 0
    ? sorted.subarray(0, holders).reduce((sum, amount) => sum + amount, 0) / total
    : Number.NaN;
}
