/** Validation of the two measures of the platform's gain, on synthetic experiments with a known truth. */
import { type EstimateOptions, estimateLoop, ordinaryOptions } from './estimate.ts';
import { estimateNaively } from './naive.ts';
import type { Loop } from './panel.ts';
import { Random } from './random.ts';
import { drawSaturation, estimateSaturation, type SaturationEstimate } from './saturation.ts';
import { drawSwitchbacks, estimateSwitchback, washOutWeeks } from './switchback.ts';
import { ordinarySettings, synthesize } from './synthetic.ts';
import type { Gate, Trial } from './validation.ts';

export function platformGates(given: Partial<EstimateOptions> = {}): readonly Gate[] {
  const options = { ...ordinaryOptions, ...given };
  return [
    ...[0, 0.4, 1].map(
      (share): Gate => ({
        name: `saturation: the platform keeps ${share * 100} %`,
        kind: 'gain',
        scale: 1,
        run: (seed) => {
          const { estimate, naive } = trySaturation(share, seed, options);
          const { low, high } = estimate.factor;
          return [{ truth: share, estimate: estimate.factor.share, low, high, naive }];
        },
      }),
    ),
    {
      name: 'switchback with wash-out',
      kind: 'gain',
      scale: 0.1,
      run: (seed) => [trySwitchback(seed, options)],
    },
    {
      name: "zero-sum supply, the platform's gain",
      kind: 'gain',
      scale: 0.5,
      run: (seed) => [tryZeroSum(seed, options)],
    },
  ];
}

const CLUSTERS = 100;
const MEMBERS = 20;
const DIRECT = 0.2;

/** Naively (treated less untreated, which counts a rival's loss as a gain) the platform keeps everything and more. */
function trySaturation(
  share: number,
  seed: number,
  options: EstimateOptions,
): { readonly estimate: SaturationEstimate; readonly naive: number } {
  const random = new Random(seed, 6);
  const cluster = Uint32Array.from({ length: CLUSTERS * MEMBERS }, (_, m) => Math.floor(m / MEMBERS));
  const treated = drawSaturation(cluster, CLUSTERS, seed);
  const outcome = new Float64Array(cluster.length);
  const baseline = new Float64Array(cluster.length);
  for (let home = 0; home < CLUSTERS; home += 1) {
    const first = home * MEMBERS;
    const count = treated.subarray(first, first + MEMBERS).reduce((sum, value) => sum + value, 0);
    const common = 0.05 * random.normal();
    for (let m = first; m < first + MEMBERS; m += 1) {
      const own = treated[m] as number;
      baseline[m] = random.normal();
      outcome[m] =
        0.8 * (baseline[m] as number) +
        DIRECT * own +
        DIRECT * (share - 1) * ((count - own) / (MEMBERS - 1)) +
        common +
        0.3 * random.normal();
    }
  }
  return {
    estimate: estimateSaturation(
      { clusters: CLUSTERS, cluster, treated, outcome, baseline },
      { ...options, seed },
    ),
    naive: 1,
  };
}

const CATEGORIES = 40;
const WEEKS = 104;
const CARRIED = 0.5;

/** A rule that raises a category by .1 in the long run, half of it each week; naive = all weeks, as if it worked at once. */
function trySwitchback(seed: number, options: EstimateOptions): Trial {
  const random = new Random(seed, 7);
  const washOut = washOutWeeks(CARRIED);
  const on = drawSwitchbacks(CATEGORIES, WEEKS, 2 * washOut, seed);
  const outcome = new Float64Array(CATEGORIES * WEEKS);
  const truth = 0.1;
  const week = Float64Array.from({ length: WEEKS }, () => 0.2 * random.normal());
  for (let category = 0; category < CATEGORIES; category += 1) {
    const level = random.normal();
    let effect = truth * (on[category * WEEKS] as number);
    let demand = 0;
    for (let t = 0; t < WEEKS; t += 1) {
      const at = category * WEEKS + t;
      effect = CARRIED * effect + (1 - CARRIED) * truth * (on[at] as number);
      demand = 0.7 * demand + 0.05 * random.normal();
      outcome[at] = level + (week[t] as number) + effect + demand + 0.05 * random.normal();
    }
  }
  const data = { categories: CATEGORIES, weeks: WEEKS, outcome, on };
  const { effect, low, high } = estimateSwitchback(data, { washOut, level: options.level });
  const naive = estimateSwitchback(data, { washOut: 0, level: options.level }).effect;
  return { truth, estimate: effect, low, high, naive };
}

/** A loop whose first link is a prize of fixed size: the merchant gains, the platform doesn't. */
function tryZeroSum(seed: number, options: EstimateOptions): Trial {
  const { panel, loop } = synthesize({ ...ordinarySettings, sharing: 20 }, seed);
  const shared: Loop = {
    links: loop.links.map((link, k) => (k === 0 ? { ...link, platform: 'shared' } : link)),
  };
  const name = shared.links[0]?.name ?? '';
  const factors = { [name]: trySaturation(0, seed, options).estimate.factor };
  const { platform } = estimateLoop(panel, shared, { ...options, seed, factors });
  return {
    truth: 0,
    estimate: platform?.gain ?? Number.NaN,
    low: platform?.low ?? Number.NaN,
    high: platform?.high ?? Number.NaN,
    naive: estimateNaively(panel, shared).gain,
  };
}
