/**
 * How often a page will be shown on a day: what the days before say, the latest most (simple exponential smoothing), times how
 * such weekdays compare with all days. A weekday's comparison counts as much as it was seen, beside one day like all.
 */
const WEEK = 7;

/**
 * @param history pages of the days before, the latest last; the day before the one that is forecast ends it
 * @param smoothing what the latest day weighs, 0 to 1
 * @returns pages of the next day; 0 without any history
 */
export function forecastPages(history: readonly number[], smoothing: number): number {
  const mean = history.reduce((sum, pages) => sum + pages, 0) / history.length;
  if (!(mean > 0)) return 0;
  const factors = Array.from({ length: WEEK }, (_, offset) => weekdayFactor(history, offset, mean));
  let level = mean;
  for (const [at, pages] of history.entries()) {
    const factor = factors[(history.length - at) % WEEK] as number;
    level += smoothing * (pages / factor - level);
  }
  return level * (factors[0] as number);
}

/** How days that lie a multiple of seven, plus `offset`, before the next compare with all days. */
function weekdayFactor(history: readonly number[], offset: number, mean: number): number {
  let sum = mean;
  let days = 1;
  for (let at = history.length - (offset === 0 ? WEEK : offset); at >= 0; at -= WEEK) {
    sum += history[at] as number;
    days++;
  }
  return Math.max(sum / days / mean, 1 / WEEK);
}
