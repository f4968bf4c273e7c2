/**
 * What an ordinary analysis would claim: a vector autoregression with fixed effects of merchants and weeks, by least squares,
 * no instruments. Anything that moves two variables of a merchant together (a season of its trade, a good month) counts as if the
 * one had moved the other. Kept to be shown beside the measurement, never to be believed.
 */
import type { LinkPoint } from './link.ts';
import { longRun } from './link.ts';
import type { Loop, LoopLink, Panel } from './panel.ts';

export interface NaiveEstimate {
  readonly links: readonly LinkPoint[];
  /** Product of the elasticities. */
  readonly gain: number;
}

/** Fits y_t = d y_{t-1} + c x_{t-1} + merchant + week + error for each link. */
export function estimateNaively(panel: Panel, loop: Loop): NaiveEstimate {
  const links = loop.links.map((link) => fit(panel, link));
  return { links, gain: links.reduce((product, { elasticity }) => product * elasticity, 1) };
}

/** Rounds of removing merchants' and weeks' means in turn; one is exact without gaps, with gaps the rest decays fast. */
const ROUNDS = 8;

function fit(panel: Panel, link: LoopLink): LinkPoint {
  const cause = panel.variables[link.cause];
  const effect = panel.variables[link.effect];
  if (!cause || !effect) throw new RangeError(`The link ${link.name} joins no two variables of the panel.`);
  const { merchants, weeks } = panel;
  const size = merchants * weeks;
  const columns = [new Float64Array(size), new Float64Array(size), new Float64Array(size)] as const;
  const [y, own, x] = columns;
  for (let m = 0; m < merchants; m += 1) {
    for (let t = 0; t < weeks; t += 1) {
      const at = m * weeks + t;
      const isFirst = t === 0;
      y[at] = effect.series[at] as number;
      own[at] = isFirst ? Number.NaN : (effect.series[at - 1] as number);
      x[at] = isFirst ? Number.NaN : (cause.series[at - 1] as number);
      const sum = (y[at] as number) + (own[at] as number) + (x[at] as number);
      if (Number.isNaN(sum)) for (const column of columns) column[at] = Number.NaN;
    }
  }
  for (const column of columns) removeMeans(column, merchants, weeks);
  let ownOwn = 0;
  let ownX = 0;
  let xx = 0;
  let ownY = 0;
  let xy = 0;
  for (let at = 0; at < size; at += 1) {
    const b = own[at] as number;
    if (Number.isNaN(b)) continue;
    const a = y[at] as number;
    const c = x[at] as number;
    ownOwn += b * b;
    ownX += b * c;
    xx += c * c;
    ownY += b * a;
    xy += c * a;
  }
  const determinant = ownOwn * xx - ownX * ownX;
  const persistence = (xx * ownY - ownX * xy) / determinant;
  const effectOfCause = (ownOwn * xy - ownX * ownY) / determinant;
  return { effect: effectOfCause, persistence, elasticity: longRun(effectOfCause, persistence) };
}

function removeMeans(column: Float64Array, merchants: number, weeks: number): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let m = 0; m < merchants; m += 1) removeMean(column, m * weeks, 1, weeks);
    for (let t = 0; t < weeks; t += 1) removeMean(column, t, weeks, merchants);
    if (round === 0 && column.every((value, at) => at % weeks === 0 || !Number.isNaN(value))) return;
  }
}

function removeMean(column: Float64Array, from: number, step: number, size: number): void {
  let sum = 0;
  let present = 0;
  for (let k = 0; k < size; k += 1) {
    const value = column[from + k * step] as number;
    if (!Number.isNaN(value)) {
      sum += value;
      present += 1;
    }
  }
  const mean = sum / Math.max(1, present);
  for (let k = 0; k < size; k += 1) column[from + k * step] = (column[from + k * step] as number) - mean;
}
