/**
 * The joint cluster bootstrap: whole merchants are drawn with replacement, once for all links of a draw, so that what the
 * links share in one merchant also moves together in the draws of the gain.
 *
 * A draw only re-sums: how often each merchant was drawn, times its sums. Sixteen draws are counted at a time, and 512
 * merchants' sums stay in the nearest cache while all sixteen use them: the sums are read from memory once in sixteen draws.
 */
import type { LinkMoments } from './moments.ts';
import { Random } from './random.ts';

const DRAWS_TOGETHER = 16;
const MERCHANTS_TOGETHER = 512;

/**
 * Summed moments of each draw, one array a link: draw x width numbers, laid out like `LinkMoments.sums`.
 *
 * @param draws How many times all merchants are drawn.
 */
export function resample(
  links: readonly LinkMoments[],
  draws: number,
  seed: number,
): readonly Float64Array[] {
  const merchants = links[0] ? links[0].sums.length / links[0].width : 0;
  const results = links.map(({ width }) => new Float64Array(draws * width));
  const random = new Random(seed, 1);
  const counts = new Uint8Array(DRAWS_TOGETHER * merchants);
  for (let first = 0; first < draws; first += DRAWS_TOGETHER) {
    const together = Math.min(DRAWS_TOGETHER, draws - first);
    counts.fill(0);
    for (let draw = 0; draw < together; draw += 1) count(random, counts, draw * merchants, merchants);
    for (let from = 0; from < merchants; from += MERCHANTS_TOGETHER) {
      const to = Math.min(merchants, from + MERCHANTS_TOGETHER);
      links.forEach((link, index) => {
        const result = results[index] as Float64Array;
        for (let draw = 0; draw < together; draw += 1) {
          const at = (first + draw) * link.width;
          if (link.width === 6) addSix(link.sums, counts, draw * merchants, from, to, result, at);
          else addAny(link.sums, link.width, counts, draw * merchants, from, to, result, at);
        }
      });
    }
  }
  return results;
}

function count(random: Random, counts: Uint8Array, at: number, merchants: number): void {
  for (let drawn = 0; drawn < merchants; drawn += 1) {
    const chosen = at + random.below(merchants);
    counts[chosen] = (counts[chosen] as number) + 1;
  }
}

/** Six sums in six registers: the usual width, and nearly all of the time. */
function addSix(
  sums: Float64Array,
  counts: Uint8Array,
  countsAt: number,
  from: number,
  to: number,
  result: Float64Array,
  at: number,
): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  for (let m = from; m < to; m += 1) {
    const times = counts[countsAt + m] as number;
    const row = m * 6;
    a += times * (sums[row] as number);
    b += times * (sums[row + 1] as number);
    c += times * (sums[row + 2] as number);
    d += times * (sums[row + 3] as number);
    e += times * (sums[row + 4] as number);
    f += times * (sums[row + 5] as number);
  }
  result[at] = (result[at] as number) + a;
  result[at + 1] = (result[at + 1] as number) + b;
  result[at + 2] = (result[at + 2] as number) + c;
  result[at + 3] = (result[at + 3] as number) + d;
  result[at + 4] = (result[at + 4] as number) + e;
  result[at + 5] = (result[at + 5] as number) + f;
}

function addAny(
  sums: Float64Array,
  width: number,
  counts: Uint8Array,
  countsAt: number,
  from: number,
  to: number,
  result: Float64Array,
  at: number,
): void {
  for (let m = from; m < to; m += 1) {
    const times = counts[countsAt + m] as number;
    if (times === 0) continue;
    for (let k = 0; k < width; k += 1)
      result[at + k] = (result[at + k] as number) + times * (sums[m * width + k] as number);
  }
}
