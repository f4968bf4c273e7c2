/**
 * The same elasticity without a lag order: how much y rises in all the weeks 0 .. h after a nudge of x, over how much x itself rises in
 * them (the cumulative multiplier of Ramey and Zubairy, 2018, with the nudge as instrument).
 *
 * It needs no model of memory. It counts what happens within the same week, and a nudge may touch only what x passes on rather than x
 * itself. The price: what lies beyond the horizon is not counted, and the sums over weeks carry the noise of all of them, so
 * the interval is wider than that of the equation with lags. For a panel whose weeks sum up days, or whose links answer slowly.
 */
import type { LinkMoments } from './moments.ts';
import { sumColumns } from './moments.ts';
import type { LoopLink, Panel } from './panel.ts';

/** Z'y and Z'x by merchant for y and x summed over weeks t .. t + horizon, z of week t, controls of week t - 1. */
export function sumCumulative(panel: Panel, link: LoopLink, horizon: number): LinkMoments {
  const cause = panel.variables[link.cause];
  const effect = panel.variables[link.effect];
  if (!cause || !effect) throw new RangeError(`The link ${link.name} joins no two variables of the panel.`);
  return sumColumns(
    panel,
    [
      { values: cumulate(effect.series, panel.weeks, horizon), back: 0 },
      { values: cumulate(cause.series, panel.weeks, horizon), back: 0 },
      { values: cause.nudges, back: 0 },
      { values: effect.series, back: 1 },
      { values: cause.series, back: 1 },
    ],
    1,
  );
}

/** Sums over the weeks t .. t + horizon of each merchant; NaN where one of them is missing or beyond the end. */
function cumulate(series: Float64Array, weeks: number, horizon: number): Float64Array {
  const sums = new Float64Array(series.length).fill(Number.NaN);
  for (let from = 0; from < series.length; from += weeks) {
    for (let week = 0; week + horizon < weeks; week += 1) {
      let sum = 0;
      for (let ahead = 0; ahead <= horizon; ahead += 1) sum += series[from + week + ahead] as number;
      sums[from + week] = sum;
    }
  }
  return sums;
}
