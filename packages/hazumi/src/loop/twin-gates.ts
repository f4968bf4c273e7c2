/**
 * The estimator against the twin: what it finds in the twin's records, beside what the twin knows to be true because it can run the same
 * market again with a tenth more on a single link.
 *
 * The twin's weeks sum up days, and its nudges touch what a link passes on, so the cumulative form is asked. These are gates of coverage
 * only (`weak`): the merchant's gain in the twin is nearly 0, and an interval around a product of near-zeros covers more
 * often than its level. The single links are told too, as they are, also where the horizon is short for them.
 */
import { type EstimateOptions, estimateLoop, estimateNaively, type Gate, type Trial } from '@hazumi/flywheel';
import type { Link, Scenario } from '@hazumi/twin';

/** Loaded when the first of these gates is run: the others need no twin, and start sooner without. */
const twin = () => import('@hazumi/twin');

const SIZE = { principals: 800 };
const DAYS = 364;
/** Weeks at the start in which the market still settles. */
const DISCARDED_WEEKS = 8;
/** The largest nudges that the twin calls calibrated. */
const NUDGE = 0.3;
/** This week and the next three; spending follows what was seen over months, so it is given this week and the next seven. */
const FORM = { horizon: 3, horizons: { exposureToInvestment: 7 } };
/** Seeds over which the truth is averaged; none of them is a trial's. */
const TRUTH_SEEDS = [900_001, 900_002, 900_003, 900_004, 900_005, 900_006];
/**
 * What finds the truth: a tenth more, passed on by a tenth of the merchants. One percent more moves no single order of a merchant with few, and
 * by one store that opens or closes for it a mean over forty merchants is anywhere.
 */
const INJECTED = { level: 'merchant', share: 0.1, treatedShare: 0.1 } as const;

export function twinGates(options: Partial<EstimateOptions>): readonly Gate[] {
  return [
    { name: 'twin', kind: 'weak', scale: 0.1, run: (seed) => trials(seed, options) },
    { name: 'twin, cut', kind: 'weak', scale: 0.1, run: (seed) => cutTrials(seed, options) },
  ];
}

async function market(seed: number, cuts: readonly Link[], nudgeAmplitude: number): Promise<Scenario> {
  const { scenario } = await twin();
  return scenario({ size: SIZE, days: DAYS, seed, cuts: [...cuts], parameters: { nudgeAmplitude } });
}

interface Truth {
  readonly gain: number;
  readonly elasticities: Readonly<Record<Link, number>>;
}

let remembered: Promise<Truth> | null = null;

/** The merchant's true elasticities, without nudges; found once a worker. */
function truth(): Promise<Truth> {
  remembered ??= findTruth();
  return remembered;
}

async function findTruth(): Promise<Truth> {
  const { LINKS, trueGain } = await twin();
  const sums = Object.fromEntries(LINKS.map((link) => [link, 0])) as Record<Link, number>;
  for (const seed of TRUTH_SEEDS) {
    const { elasticities } = await trueGain(await market(seed, [], 0), INJECTED);
    for (const link of LINKS) sums[link] += elasticities[link] / TRUTH_SEEDS.length;
  }
  return { gain: LINKS.reduce((product, link) => product * sums[link], 1), elasticities: sums };
}

async function trials(seed: number, options: Partial<EstimateOptions>): Promise<readonly Trial[]> {
  const { gain, elasticities } = await truth();
  const { runPanel } = await twin();
  const { panel, loop } = await runPanel(await market(seed, [], NUDGE), { discardWeeks: DISCARDED_WEEKS });
  const { merchant, links } = estimateLoop(panel, loop, { ...options, ...FORM, seed });
  const naive = estimateNaively(panel, loop);
  return [
    {
      part: 'gain of the merchant',
      truth: gain,
      estimate: merchant.gain,
      low: merchant.low,
      high: merchant.high,
      naive: naive.gain,
    },
    ...links.map(({ name, elasticity, low, high }, index) => ({
      part: name,
      truth: elasticities[name as Link],
      estimate: elasticity,
      low,
      high,
      naive: naive.links[index]?.elasticity ?? Number.NaN,
    })),
  ];
}

/**
 * With a link cut nothing comes back: the truth is 0 by construction (and to the last bit: the twin's own tests). Each seed cuts
 * another of the five; told are the gain, and the link that leads into the cut.
 */
async function cutTrials(seed: number, options: Partial<EstimateOptions>): Promise<readonly Trial[]> {
  const { LINKS, runPanel } = await twin();
  const cut = seed % LINKS.length;
  const into = (cut + LINKS.length - 1) % LINKS.length;
  const { panel, loop } = await runPanel(await market(seed, [LINKS[cut] as Link], NUDGE), {
    discardWeeks: DISCARDED_WEEKS,
  });
  const { merchant, links } = estimateLoop(panel, loop, { ...options, ...FORM, seed });
  const naive = estimateNaively(panel, loop);
  const { elasticity, low, high } = links[into] as (typeof links)[number];
  return [
    {
      part: 'gain of the merchant',
      truth: 0,
      estimate: merchant.gain,
      low: merchant.low,
      high: merchant.high,
      naive: naive.gain,
    },
    {
      part: 'link into it',
      truth: 0,
      estimate: elasticity,
      low,
      high,
      naive: naive.links[into]?.elasticity ?? Number.NaN,
    },
  ];
}
