/**
 * How many lags the equations need. With one lag too few, what the cause does two weeks later is not counted and the elasticity
 * comes out too small, by as much as that share; with one too many the interval is over a quarter wider. So the second lag
 * is tested, over all links together, and taken only when the data ask for it.
 */
import { invert, type LinkMoments, total } from './moments.ts';
import { chiSquaredTail } from './normal.ts';

/** The chance of taking two lags where one is enough. */
const LAG_TEST_SIZE = 0.05;

/** Whether the second lags of all links, tested jointly with merchants as clusters, are more than chance. */
export function needsSecondLag(links: readonly LinkMoments[]): boolean {
  const estimates = links.map(secondLag);
  const merchants = estimates[0]?.influences[0]?.length ?? 0;
  const values = estimates.flatMap(({ coefficients }) => coefficients);
  const influences = estimates.flatMap((estimate) => estimate.influences);
  const size = values.length;
  const spread = new Float64Array(size * size);
  for (let a = 0; a < size; a += 1)
    for (let b = a; b < size; b += 1) {
      let sum = 0;
      for (let m = 0; m < merchants; m += 1)
        sum += (influences[a]?.[m] as number) * (influences[b]?.[m] as number);
      spread[a * size + b] = sum;
      spread[b * size + a] = sum;
    }
  const inverted = invert(spread, size);
  if (!inverted) return false;
  let statistic = 0;
  for (let a = 0; a < size; a += 1)
    for (let b = 0; b < size; b += 1)
      statistic += (values[a] as number) * inverted.get(a, b) * (values[b] as number);
  return chiSquaredTail(statistic, size) < LAG_TEST_SIZE;
}

/** Coefficients of y_{t-2} and x_{t-2} with two instrumented lags, and what each merchant adds to their errors. */
function secondLag({ size, width, sums }: LinkMoments): {
  readonly coefficients: readonly number[];
  readonly influences: readonly Float64Array[];
} {
  const merchants = sums.length / width;
  const summed = total(sums, width);
  const inverted = invert(summed.subarray(size), size);
  if (!inverted) return { coefficients: [], influences: [] };
  const all = Array.from({ length: size }, (_, k) => {
    let coefficient = 0;
    for (let z = 0; z < size; z += 1) coefficient += inverted.get(k, z) * (summed[z] as number);
    return coefficient;
  });
  const tested = [size - 2, size - 1];
  const influences = tested.map(() => new Float64Array(merchants));
  for (let m = 0; m < merchants; m += 1) {
    for (let z = 0; z < size; z += 1) {
      let residual = sums[m * width + z] as number;
      for (let k = 0; k < size; k += 1)
        residual -= (all[k] as number) * (sums[m * width + size + z * size + k] as number);
      tested.forEach((k, index) => {
        const influence = influences[index] as Float64Array;
        influence[m] = (influence[m] as number) + inverted.get(k, z) * residual;
      });
    }
  }
  return { coefficients: tested.map((k) => all[k] as number), influences };
}
