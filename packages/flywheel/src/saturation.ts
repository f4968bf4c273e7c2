/**
 * What the platform keeps of what a merchant gains, by randomised saturation (Baird, Bohren, McIntosh and Ozler, 2018).
 *
 * Merchants of one keyword cluster compete for the same impressions. Each cluster draws a saturation, and that share of its
 * merchants draws the treatment. A merchant's own treatment then tells the direct effect, the share of treated rivals what it takes from
 * them or brings them; both together are what happens when everybody is treated, which is the platform's view.
 */

import type { PlatformFactor } from './estimate.ts';
import { type Interval, percentileInterval } from './interval.ts';
import { invert, total } from './moments.ts';
import { Random } from './random.ts';

/** Shares of treated merchants; the outer two show the most, the middle one that the line is straight. */
export const ordinarySaturations: readonly number[] = [0, 0.5, 1, 0.25, 0.75];

/**
 * Draws who is treated. Every saturation goes to as many clusters as possible alike; within a cluster the share is exact but
 * for rounding, which is drawn too.
 *
 * @param cluster The keyword cluster of each merchant, 0 .. clusters-1.
 * @returns 1 for a treated merchant, 0 for the others.
 */
export function drawSaturation(
  cluster: Uint32Array,
  clusters: number,
  seed: number,
  saturations: readonly number[] = ordinarySaturations,
): Uint8Array {
  const random = new Random(seed, 3);
  const level = new Float64Array(clusters);
  random.permutation(clusters).forEach((chosen, place) => {
    level[chosen] = saturations[place % saturations.length] as number;
  });
  const members: number[][] = Array.from({ length: clusters }, () => []);
  for (const [merchant, home] of cluster.entries()) members[home]?.push(merchant);
  const treated = new Uint8Array(cluster.length);
  members.forEach((merchants, home) => {
    const exact = (level[home] as number) * merchants.length;
    const count = Math.floor(exact) + (random.uniform() < exact - Math.floor(exact) ? 1 : 0);
    for (const place of random.permutation(merchants.length).subarray(0, count))
      treated[merchants[place] as number] = 1;
  });
  return treated;
}

export interface SaturationData {
  readonly clusters: number;
  readonly cluster: Uint32Array;
  readonly treated: Uint8Array;
  /** Each merchant's outcome over the experiment, in logs. */
  readonly outcome: Float64Array;
  /** The same before the experiment: it shortens the interval and is not needed for truth; zeros where there is none. */
  readonly baseline: Float64Array;
}

export interface SaturationEstimate {
  /** What the treatment does to the treated, in logs. */
  readonly direct: number;
  /** What treating all rivals does to a merchant, in logs; minus `direct` when supply is fixed. */
  readonly spillover: number;
  /** (direct + spillover) / direct: the share of a merchant's gain that is also the platform's. */
  readonly factor: PlatformFactor & Interval;
  /** Squared t of the direct effect; below 10 the share is a ratio to nearly nothing and must not be used. */
  readonly strength: number;
}

/** constant, treated, share of treated rivals, baseline */
const SIZE = 4;
const WIDTH = SIZE * (SIZE + 1);

/**
 * Regresses the outcome on own treatment, share of treated rivals and baseline; clusters are resampled whole.
 *
 * @throws RangeError when the design has no variation to learn from.
 */
export function estimateSaturation(
  data: SaturationData,
  { draws, seed, level }: { readonly draws: number; readonly seed: number; readonly level: number },
): SaturationEstimate {
  const sums = sumByCluster(data);
  const point = solve(total(sums, WIDTH));
  if (!point) throw new RangeError('Everybody, or nobody, was treated: there is nothing to compare.');
  const random = new Random(seed, 4);
  const shares = new Float64Array(draws);
  const directs = new Float64Array(draws);
  const summed = new Float64Array(WIDTH);
  for (let draw = 0; draw < draws; draw += 1) {
    summed.fill(0);
    for (let drawn = 0; drawn < data.clusters; drawn += 1) {
      const at = random.below(data.clusters) * WIDTH;
      for (let k = 0; k < WIDTH; k += 1) summed[k] = (summed[k] as number) + (sums[at + k] as number);
    }
    const solved = solve(summed) ?? point;
    shares[draw] = share(solved);
    directs[draw] = solved.direct;
  }
  const interval = percentileInterval(shares.slice().sort(), data.clusters, level);
  return {
    ...point,
    factor: { share: share(point), draws: shares, units: data.clusters, ...interval },
    strength: point.direct ** 2 / spread(directs),
  };
}

interface Effects {
  readonly direct: number;
  readonly spillover: number;
}

const share = ({ direct, spillover }: Effects): number => (direct + spillover) / direct;

/** X'y, then X'X row by row, of each cluster. */
function sumByCluster({ clusters, cluster, treated, outcome, baseline }: SaturationData): Float64Array {
  const members = new Float64Array(clusters);
  const treatedMembers = new Float64Array(clusters);
  cluster.forEach((home, merchant) => {
    members[home] = (members[home] as number) + 1;
    treatedMembers[home] = (treatedMembers[home] as number) + (treated[merchant] as number);
  });
  const sums = new Float64Array(clusters * WIDTH);
  cluster.forEach((home, merchant) => {
    const own = treated[merchant] as number;
    const rivals = Math.max(1, (members[home] as number) - 1);
    const row = [1, own, ((treatedMembers[home] as number) - own) / rivals, baseline[merchant] as number];
    const at = home * WIDTH;
    row.forEach((left, a) => {
      sums[at + a] = (sums[at + a] as number) + left * (outcome[merchant] as number);
      row.forEach((right, b) => {
        const place = at + SIZE + a * SIZE + b;
        sums[place] = (sums[place] as number) + left * right;
      });
    });
  });
  return sums;
}

function solve(summed: Float64Array): Effects | null {
  // Without a baseline its row is zero; a tiny ridge keeps the matrix regular and its coefficient at zero.
  const square = summed.slice(SIZE);
  square[SIZE * SIZE - 1] = (square[SIZE * SIZE - 1] as number) + 1e-9;
  const inverted = invert(square, SIZE);
  if (!inverted) return null;
  const coefficient = (k: number) => {
    let sum = 0;
    for (let z = 0; z < SIZE; z += 1) sum += inverted.get(k, z) * (summed[z] as number);
    return sum;
  };
  return { direct: coefficient(1), spillover: coefficient(2) };
}

function spread(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
}
