/**
 * The joint cluster bootstrap: whole merchants are drawn with replacement, once for all links of a draw, so that what the
 * links share in one merchant also moves together in the draws of the gain.
 *
 * A draw only re-sums: how often each merchant was drawn, times its sums. Sixteen draws are counted at a time, and 512
 * merchants' sums stay in the nearest cache while all sixteen use them: the sums are read from memory once in sixteen draws.
 *
 * Of very many merchants, groups are drawn instead of single ones. Groups that are made without looking at what the merchants did have
 * the same variance of their sum; with 10,000 of them its own error is below one percent, less than that of 999 draws.
 */
import type { LinkMoments } from './moments.ts';
import { Random } from './random.ts';

const DRAWS_TOGETHER = 16;
const MERCHANTS_TOGETHER = 512;
/** Merchants, or groups of them, that are drawn. */
export const MOST_UNITS = 10_000;

/**
 * Summed moments of each draw, one array a link: draw x width numbers, laid out like `LinkMoments.sums`.
 *
 * @param draws How many times all merchants are drawn.
 */
export function resample(
  merchantLinks: readonly LinkMoments[],
  draws: number,
  seed: number,
): readonly Float64Array[] {
  const links = merchantLinks.map(inUnits);
  const merchants = links[0] ? links[0].sums.length / links[0].width : 0;
  const results = links.map(({ width }) => new Float64Array(draws * width));
  const random = new Random(seed, 1);
  const counts = new Uint8Array(DRAWS_TOGETHER * merchants);
  const times = new Float64Array(MERCHANTS_TOGETHER);
  for (let first = 0; first < draws; first += DRAWS_TOGETHER) {
    const together = Math.min(DRAWS_TOGETHER, draws - first);
    counts.fill(0);
    for (let draw = 0; draw < together; draw += 1) count(random, counts, draw * merchants, merchants);
    for (let from = 0; from < merchants; from += MERCHANTS_TOGETHER) {
      const size = Math.min(MERCHANTS_TOGETHER, merchants - from);
      for (let draw = 0; draw < together; draw += 1) {
        // As the floating-point numbers that they are multiplied with: once for all links.
        for (let m = 0; m < size; m += 1) times[m] = counts[draw * merchants + from + m] as number;
        for (let index = 0; index < links.length; index += 1) {
          const { sums, width } = links[index] as Units;
          const result = results[index] as Float64Array;
          const at = (first + draw) * width;
          if (width === 6) addSix(sums, times, from, size, result, at);
          else addAny(sums, width, times, from, size, result, at);
        }
      }
    }
  }
  return results;
}

type Units = Pick<LinkMoments, 'width' | 'sums'>;

/** The sums of merchants m, m + 10,000, m + 20,000 ... together: whoever opened together, or shares a supply, is in different groups. */
function inUnits({ width, sums }: Units): Units {
  const size = MOST_UNITS * width;
  if (sums.length <= size) return { width, sums };
  const units = sums.slice(0, size);
  for (let from = size; from < sums.length; from += size) {
    const end = Math.min(size, sums.length - from);
    for (let at = 0; at < end; at += 1) units[at] = (units[at] as number) + (sums[from + at] as number);
  }
  return { width, sums: units };
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
  times: Float64Array,
  from: number,
  size: number,
  result: Float64Array,
  at: number,
): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  for (let m = 0; m < size; m += 1) {
    const count = times[m] as number;
    const row = (from + m) * 6;
    a += count * (sums[row] as number);
    b += count * (sums[row + 1] as number);
    c += count * (sums[row + 2] as number);
    d += count * (sums[row + 3] as number);
    e += count * (sums[row + 4] as number);
    f += count * (sums[row + 5] as number);
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
  times: Float64Array,
  from: number,
  size: number,
  result: Float64Array,
  at: number,
): void {
  for (let m = 0; m < size; m += 1) {
    const count = times[m] as number;
    if (count === 0) continue;
    for (let k = 0; k < width; k += 1)
      result[at + k] = (result[at + k] as number) + count * (sums[(from + m) * width + k] as number);
  }
}
