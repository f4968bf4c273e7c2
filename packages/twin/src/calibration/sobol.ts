/**
 * Points that fill a box evenly: the first dimensions of Sobol's sequence, with the direction numbers of Joe and Kuo
 * (2008), in Gray-code order. Deterministic, and any first 2^k points are well spread.
 */

/** Degree, coefficients and initial direction numbers of each dimension after the first. */
const DIRECTIONS: readonly (readonly [degree: number, coefficients: number, initial: readonly number[]])[] = [
  [1, 0, [1]],
  [2, 1, [1, 3]],
  [3, 1, [1, 3, 1]],
  [3, 2, [1, 1, 1]],
  [4, 1, [1, 1, 3, 3]],
  [4, 4, [1, 3, 5, 13]],
  [5, 2, [1, 1, 5, 5, 17]],
  [5, 4, [1, 1, 5, 5, 5]],
  [5, 7, [1, 1, 7, 11, 19]],
];
export const SOBOL_DIMENSIONS = DIRECTIONS.length + 1;
const BITS = 32;

/**
 * The first `count` points after the origin, each with `dimensions` coordinates in [0, 1).
 *
 * @throws RangeError for more dimensions than `SOBOL_DIMENSIONS`.
 */
export function sobol(dimensions: number, count: number): number[][] {
  if (dimensions < 1 || dimensions > SOBOL_DIMENSIONS)
    throw new RangeError(`Between 1 and ${SOBOL_DIMENSIONS} dimensions, not ${dimensions}.`);
  const numbers = Array.from({ length: dimensions }, (_, dimension) => directionNumbers(dimension));
  const state = new Uint32Array(dimensions);
  return Array.from({ length: count }, (_, index) => {
    // The lowest zero bit of the index says which direction number comes next.
    const bit = 31 - Math.clz32(~index & (index + 1));
    return Array.from(state, (word, dimension) => {
      const next = (word ^ (numbers[dimension]?.[bit] ?? 0)) >>> 0;
      state[dimension] = next;
      return next / 2 ** BITS;
    });
  });
}

function directionNumbers(dimension: number): Uint32Array {
  const numbers = new Uint32Array(BITS);
  const declared = DIRECTIONS[dimension - 1];
  if (declared === undefined) {
    for (let bit = 0; bit < BITS; bit++) numbers[bit] = 2 ** (BITS - 1 - bit);
    return numbers;
  }
  const [degree, coefficients, initial] = declared;
  for (let bit = 0; bit < BITS; bit++) {
    if (bit < degree) {
      numbers[bit] = (initial[bit] as number) * 2 ** (BITS - 1 - bit);
      continue;
    }
    const before = numbers[bit - degree] as number;
    let next = before ^ (before >>> degree);
    for (let step = 1; step < degree; step++)
      if ((coefficients >> (degree - 1 - step)) & 1) next ^= numbers[bit - step] as number;
    numbers[bit] = next;
  }
  return numbers;
}
