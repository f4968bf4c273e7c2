/** Chance for the open stores of a block at once: the same draws as `uniforms` and `poisson` give one by one. */
import { DRAWS_A_DAY, poisson, STREAM, threefryAll, unitOf } from './random.ts';
import { ROWS_A_BLOCK, type World } from './world.ts';

const entities = new Int32Array(ROWS_A_BLOCK);
const words = new Uint32Array(2 * ROWS_A_BLOCK);
/** Where a mean leaves more than nothing. */
const hits = new Int32Array(ROWS_A_BLOCK);

/**
 * Poisson counts of the first `count` open stores from place `from` on, with these means, written over the means. The
 * second means belong to the second uniform of each draw.
 */
export function drawCounts(
  { entity, openRows }: World,
  seed: number,
  day: number,
  draw: number,
  from: number,
  count: number,
  firstMeans: Float64Array,
  secondMeans: Float64Array,
): void {
  for (let at = 0; at < count; at++) entities[at] = entity[openRows[from + at] as number] as number;
  threefryAll(seed, STREAM.days, entities, (day * DRAWS_A_DAY + draw) | 0, count, words);
  countAll(firstMeans, count, 0);
  countAll(secondMeans, count, 1);
}

/** The same for so many of these identities, from the first uniform of each draw alone. */
export function drawSomeCounts(
  seed: number,
  day: number,
  draw: number,
  some: Int32Array,
  count: number,
  means: Float64Array,
): void {
  threefryAll(seed, STREAM.days, some, (day * DRAWS_A_DAY + draw) | 0, count, words);
  countAll(means, count, 0);
}

/**
 * Most stores sell nothing on most days, and `1 - mean`, which e^-mean is never below, already says so: the first loop is
 * one comparison a store, and only what it leaves is counted.
 */
function countAll(means: Float64Array, count: number, word: 0 | 1): void {
  let left = 0;
  for (let at = 0; at < count; at++) {
    const mean = means[at] as number;
    if (unitOf(words[2 * at + word] as number) < 1 - mean) means[at] = 0;
    else hits[left++] = at;
  }
  for (let hit = 0; hit < left; hit++) {
    const at = hits[hit] as number;
    means[at] = poisson(means[at] as number, unitOf(words[2 * at + word] as number));
  }
}
