/**
 * One link's elasticity from its sums: the effect c, the persistence d, and the long-run e = c / (1 - d), with the variance
 * that clustering by merchant gives, and the strength of the instruments.
 */
import { invert, type LinkMoments, total } from './moments.ts';

export interface LinkPoint {
  /** Sum of the effects of the cause's lags: log of the effect per log of the cause, in the following weeks. */
  readonly effect: number;
  /** Sum of the coefficients of the effect's own lags, a share kept from week to week. */
  readonly persistence: number;
  /** Long-run elasticity effect / (1 - persistence); infinite where persistence >= 1, NaN where nothing can be solved. */
  readonly elasticity: number;
}

/**
 * Solves the just-identified equations (Z'X) b = Z'y of summed moments.
 *
 * @param sums Z'y, then Z'X row by row, beginning at `at`, as in `LinkMoments.sums`.
 */
export function solveLink(sums: ArrayLike<number>, at: number, size: number): LinkPoint {
  if (size === 1) {
    const ratio = (sums[at] as number) / (sums[at + 1] as number);
    return { effect: ratio, persistence: 0, elasticity: ratio };
  }
  return size === 2 ? solveTwo(sums, at) : solveMany(sums, at, size);
}

function solveTwo(sums: ArrayLike<number>, at: number): LinkPoint {
  const zy = sums[at] as number;
  const xy = sums[at + 1] as number;
  const zzd = sums[at + 2] as number;
  const zzc = sums[at + 3] as number;
  const xzd = sums[at + 4] as number;
  const xzc = sums[at + 5] as number;
  const determinant = zzd * xzc - zzc * xzd;
  const persistence = (zy * xzc - zzc * xy) / determinant;
  const effect = (zzd * xy - xzd * zy) / determinant;
  return { effect, persistence, elasticity: longRun(effect, persistence) };
}

function solveMany(sums: ArrayLike<number>, at: number, size: number): LinkPoint {
  const square = Array.from({ length: size * size }, (_, k) => sums[at + size + k] as number);
  const inverted = invert(square, size);
  if (!inverted) return { effect: Number.NaN, persistence: Number.NaN, elasticity: Number.NaN };
  let persistence = 0;
  let effect = 0;
  for (let k = 0; k < size; k += 1) {
    let coefficient = 0;
    for (let z = 0; z < size; z += 1) coefficient += inverted.get(k, z) * (sums[at + z] as number);
    if (isOwnLag(k, size)) persistence += coefficient;
    else effect += coefficient;
  }
  return { effect, persistence, elasticity: longRun(effect, persistence) };
}

/** Regressors are (y_{t-1}, x_{t-1}, y_{t-2}, ...); the cumulative form has only x. */
function isOwnLag(regressor: number, size: number): boolean {
  return size > 1 && regressor % 2 === 0;
}

/** The sum of an effect that keeps `persistence` of itself each week; infinite where it never decays. */
export function longRun(effect: number, persistence: number): number {
  if (persistence < 1) return effect / (1 - persistence);
  return effect === 0 ? 0 : effect * Number.POSITIVE_INFINITY;
}

/** What each merchant adds to the error of the elasticity, to first order; its squares' sum is the variance. */
export function influences(moments: LinkMoments): Float64Array {
  const { size, width, sums } = moments;
  const merchants = sums.length / width;
  const summed = total(sums, width);
  const inverted = invert(summed.subarray(size), size);
  const influence = new Float64Array(merchants);
  if (!inverted) return influence.fill(Number.NaN);
  const coefficients = new Float64Array(size);
  for (let k = 0; k < size; k += 1)
    for (let z = 0; z < size; z += 1)
      coefficients[k] = (coefficients[k] as number) + inverted.get(k, z) * (summed[z] as number);
  const { effect, persistence } = solveLink(summed, 0, size);
  // e = c / (1 - d): de = dc / (1 - d) + e dd / (1 - d).
  const perEffect = 1 / (1 - persistence);
  const perPersistence = effect / (1 - persistence) ** 2;
  const weights = new Float64Array(size);
  for (let z = 0; z < size; z += 1)
    for (let k = 0; k < size; k += 1)
      weights[z] =
        (weights[z] as number) + (isOwnLag(k, size) ? perPersistence : perEffect) * inverted.get(k, z);
  for (let m = 0; m < merchants; m += 1) {
    let sum = 0;
    for (let z = 0; z < size; z += 1) {
      let residual = sums[m * width + z] as number;
      for (let k = 0; k < size; k += 1)
        residual -= (coefficients[k] as number) * (sums[m * width + size + z * size + k] as number);
      sum += (weights[z] as number) * residual;
    }
    influence[m] = sum;
  }
  return influence;
}

/**
 * The weaker of the first stages of a link, as the F of Sanderson and Windmeijer (2016): how well the instruments move one
 * regressor while the others stand still. Variance clustered by merchant. Below 10 the ordinary interval cannot be trusted.
 */
export function firstStageF(moments: LinkMoments): number {
  const { size } = moments;
  let weakest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < size; k += 1) weakest = Math.min(weakest, conditionalF(moments, k));
  return Number.isFinite(weakest) ? weakest : 0;
}

function conditionalF({ size, width, sums, squares }: LinkMoments, target: number): number {
  const merchants = sums.length / width;
  const summed = total(sums, width);
  const zz = total(squares, size * size);
  const zzInverse = invert(zz, size);
  if (!zzInverse) return 0;
  const zx = (z: number, k: number) => summed[size + z * size + k] as number;
  // What is left of the target after the other regressors, by two-stage least squares on the same instruments.
  const others = Array.from({ length: size }, (_, k) => k).filter((k) => k !== target);
  const normal = others.flatMap((a) =>
    others.map((b) =>
      quadratic(
        zzInverse,
        size,
        (z) => zx(z, a),
        (z) => zx(z, b),
      ),
    ),
  );
  const normalInverse = others.length > 0 ? invert(normal, others.length) : null;
  if (!normalInverse && others.length > 0) return 0;
  const toward = others.map((a) =>
    quadratic(
      zzInverse,
      size,
      (z) => zx(z, a),
      (z) => zx(z, target),
    ),
  );
  const slopes = others.map((_, a) =>
    toward.reduce((sum, value, b) => sum + (normalInverse?.get(a, b) ?? 0) * value, 0),
  );
  const left = (product: (k: number) => number) =>
    product(target) - others.reduce((sum, k, index) => sum + (slopes[index] as number) * product(k), 0);
  // Regress it on the instruments, with scores summed by merchant.
  const crossed = Array.from({ length: size }, (_, z) => left((k) => zx(z, k)));
  const fitted = crossed.map((_, z) =>
    crossed.reduce((sum, value, w) => sum + zzInverse.get(z, w) * value, 0),
  );
  const spread = new Float64Array(size * size);
  const score = new Float64Array(size);
  for (let m = 0; m < merchants; m += 1) {
    for (let z = 0; z < size; z += 1) {
      let value = left((k) => sums[m * width + size + z * size + k] as number);
      for (let w = 0; w < size; w += 1)
        value -= (fitted[w] as number) * (squares[(m * size + z) * size + w] as number);
      score[z] = value;
    }
    for (let z = 0; z < size; z += 1)
      for (let w = 0; w < size; w += 1)
        spread[z * size + w] = (spread[z * size + w] as number) + (score[z] as number) * (score[w] as number);
  }
  const spreadInverse = invert(spread, size);
  if (!spreadInverse) return 0;
  // The others have used up size - 1 of the instruments; one degree of freedom is left.
  return quadratic(
    spreadInverse,
    size,
    (z) => crossed[z] as number,
    (z) => crossed[z] as number,
  );
}

function quadratic(
  matrix: { get(row: number, column: number): number },
  size: number,
  left: (index: number) => number,
  right: (index: number) => number,
): number {
  let sum = 0;
  for (let a = 0; a < size; a += 1)
    for (let b = 0; b < size; b += 1) sum += left(a) * matrix.get(a, b) * right(b);
  return sum;
}
