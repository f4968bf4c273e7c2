/**
 * The estimator written as one would on a blackboard: rows, dummies for weeks by demeaning, controls as regressors, one linear system; every
 * bootstrap draw repeats all of it. Slow, and right by inspection: what the fast one is compared with.
 */
import { Matrix, solve } from 'ml-matrix';
import { longRun } from '../link.ts';
import type { Loop, LoopLink, Panel } from '../panel.ts';
import { Random } from '../random.ts';

/** The elasticities of all links with one instrumented lag. `times`: how often each merchant counts. */
export function referenceElasticities(panel: Panel, loop: Loop, times: ArrayLike<number>): number[] {
  return loop.links.map((link) => elasticity(panel, link, times));
}

/** How often each merchant is drawn in each draw of `resample` with the same seed. */
export function referenceDraws(merchants: number, draws: number, seed: number): number[][] {
  const random = new Random(seed, 1);
  return Array.from({ length: draws }, () => {
    const times = new Array<number>(merchants).fill(0);
    for (let drawn = 0; drawn < merchants; drawn += 1) {
      const chosen = random.below(merchants);
      times[chosen] = (times[chosen] ?? 0) + 1;
    }
    return times;
  });
}

function elasticity(panel: Panel, link: LoopLink, times: ArrayLike<number>): number {
  const cause = panel.variables[link.cause];
  const effect = panel.variables[link.effect];
  if (!cause || !effect) throw new RangeError('no such variable');
  const rows: { week: number; weight: number; values: number[] }[] = [];
  for (let merchant = 0; merchant < panel.merchants; merchant += 1) {
    for (let week = 2; week < panel.weeks; week += 1) {
      const at = merchant * panel.weeks + week;
      const values = [
        effect.series[at],
        effect.series[at - 1],
        cause.series[at - 1],
        effect.series[at - 2],
        cause.series[at - 2],
        effect.nudges[at - 1],
        cause.nudges[at - 1],
      ].map((value) => value ?? Number.NaN);
      if (!values.some(Number.isNaN)) rows.push({ week, weight: times[merchant] ?? 0, values });
    }
  }
  for (let week = 2; week < panel.weeks; week += 1) {
    const own = rows.filter((row) => row.week === week);
    const weight = own.reduce((sum, row) => sum + row.weight, 0);
    for (let k = 0; k < 7; k += 1) {
      const mean = own.reduce((sum, row) => sum + row.weight * (row.values[k] ?? 0), 0) / Math.max(1, weight);
      for (const row of own) row.values[k] = (row.values[k] ?? 0) - mean;
    }
  }
  // Regressors (y1, x1, y2, x2), instruments (zy1, zx1, y2, x2).
  const instruments = [5, 6, 3, 4];
  const sum = (a: number, b: number) =>
    rows.reduce((all, { weight, values }) => all + weight * (values[a] ?? 0) * (values[b] ?? 0), 0);
  const solution = solve(
    new Matrix(instruments.map((z) => [1, 2, 3, 4].map((x) => sum(z, x)))),
    Matrix.columnVector(instruments.map((z) => sum(z, 0))),
  );
  return longRun(solution.get(1, 0), solution.get(0, 0));
}
