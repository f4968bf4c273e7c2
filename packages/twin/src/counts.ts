/** Chance for the open stores of a block at once: the same draws as `uniforms` and `poisson` give one by one. */
import { blockColumn } from './columns.ts';
import { DRAWS_A_DAY, poisson, STREAM, threefryAll, unitOf } from './random.ts';
import { ROWS_A_BLOCK, type World } from './world.ts';

const entities = new Int32Array(ROWS_A_BLOCK);
const words = new Uint32Array(2 * ROWS_A_BLOCK);
const uniform = blockColumn();

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
  for (let at = 0; at < count; at++) uniform[at] = unitOf(words[2 * at] as number);
  countAll(firstMeans, count);
  for (let at = 0; at < count; at++) uniform[at] = unitOf(words[2 * at + 1] as number);
  countAll(secondMeans, count);
}

function countAll(means: Float64Array, count: number): void {
  for (let at = 0; at < count; at++) means[at] = poisson(means[at] as number, uniform[at] as number);
}
