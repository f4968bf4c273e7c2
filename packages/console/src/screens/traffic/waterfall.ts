/** From last week's exposure to this week's, pool by pool: where each step begins and ends, and how wide the whole is. */

export const shownPoolNames = ['organic', 'merit', 'newcomer', 'exploration', 'ranked', 'dither'] as const;
export type ShownPoolName = (typeof shownPoolNames)[number];
/** In any one unit; the pools sum to the total. */
export type ShownPools = Readonly<Record<ShownPoolName | 'total', number>>;

export interface WaterfallStep {
  readonly name: ShownPoolName | 'lastWeek' | 'thisWeek';
  /** of the pool, last week and this; of a total, the same twice */
  readonly before: number;
  readonly after: number;
  /** where its bar lies; a total's begins at 0 */
  readonly from: number;
  readonly to: number;
}

export interface Waterfall {
  readonly steps: readonly WaterfallStep[];
  /** what the bars lie between; 0 is always in it */
  readonly least: number;
  readonly most: number;
}

export function waterfallOf(lastWeek: ShownPools, thisWeek: ShownPools): Waterfall {
  const total = (name: 'lastWeek' | 'thisWeek', sum: number): WaterfallStep => ({
    name,
    ...{ before: sum, after: sum, from: 0, to: sum },
  });
  let level = lastWeek.total;
  const changes = shownPoolNames.map((name): WaterfallStep => {
    const from = level;
    level += thisWeek[name] - lastWeek[name];
    return { name, before: lastWeek[name], after: thisWeek[name], from, to: level };
  });
  const steps = [
    total('lastWeek', lastWeek.total),
    // A pool that was nothing in either week has nothing to tell.
    ...changes.filter(({ before, after }) => before !== 0 || after !== 0),
    total('thisWeek', thisWeek.total),
  ];
  const ends = steps.flatMap(({ from, to }) => [from, to]);
  return { steps, least: Math.min(0, ...ends), most: Math.max(1, ...ends) };
}
