/**
 * The measurement of the loop: each link's long-run elasticity, the merchant's gain and the platform's, with intervals that
 * hold jointly, and in words what the data can tell.
 */
import type { Text } from '@hazumi/report';
import { andersonRubin } from './anderson-rubin.ts';
import { resample } from './bootstrap.ts';
import { sumCumulative } from './cumulative.ts';
import { acceleratedInterval, type Interval } from './interval.ts';
import { needsSecondLag } from './lags.ts';
import { firstStageF, influences, type LinkPoint, solveLink } from './link.ts';
import { centred, type LinkMoments, sumLink, total } from './moments.ts';
import { checkPanel, type Loop, type Panel } from './panel.ts';
import { readGain } from './reading.ts';

export interface EstimateOptions {
  /** 0.9 for 90 % intervals. */
  readonly level: number;
  /** Draws of the bootstrap, at least 999 for a report. */
  readonly draws: number;
  readonly seed: number;
  /** Below this first-stage F an interval is found by inverting Anderson-Rubin. */
  readonly weakBelow: number;
  /** Instrumented lags: 'tested' takes two when one is refused by the data. */
  readonly lags: 1 | 2 | 'tested';
  /** Weeks over which answers are summed up instead of lags being modelled (`cumulative.ts`); null for the equation with lags. */
  readonly horizon: number | null;
  /** Time runs backwards for the causes: a placebo in which every elasticity is 0. */
  readonly reversed: boolean;
  /** For each `shared` link by its name: what part of it the platform keeps. */
  readonly factors: Readonly<Record<string, PlatformFactor>>;
}

export const ordinaryOptions: EstimateOptions = {
  level: 0.9,
  draws: 999,
  seed: 1,
  weakBelow: 10,
  lags: 'tested',
  horizon: null,
  reversed: false,
  factors: {},
};

/** A share of a link's elasticity, measured apart (`platform.ts`), with its own draws. */
export interface PlatformFactor {
  readonly share: number;
  /** Draws of its own bootstrap; empty when the share is known. */
  readonly draws: Float64Array;
  /** What each unit of its own sample adds to its error. */
  readonly influences: Float64Array;
}

export interface LinkEstimate extends LinkPoint, Interval {
  readonly name: string;
  /** First-order standard error of the elasticity, clustered by merchant. */
  readonly standardError: number;
  readonly firstStageF: number;
  readonly method: 'bootstrap' | 'anderson-rubin';
}

export interface GainEstimate extends Interval {
  /** Product of the elasticities round the loop. */
  readonly gain: number;
  /** Share of draws above 1; null when an instrument is weak, because the draws then mean nothing. */
  readonly probabilityAboveOne: number | null;
  /** What the data tell, and what they cannot. */
  readonly reading: Text;
}

export interface LoopEstimate {
  readonly links: readonly LinkEstimate[];
  readonly merchant: GainEstimate;
  /** Null when a shared link has no measured factor: then the platform's gain is unknown, not equal to the merchant's. */
  readonly platform: GainEstimate | null;
  readonly lags: number;
  /** Each link's draws of its elasticity, the same merchants in the same place of every link. */
  readonly draws: readonly Float64Array[];
  readonly merchants: number;
  /** Merchant-weeks that the link with the fewest could use. */
  readonly rows: number;
}

/**
 * Measures the loop on a panel.
 *
 * @throws RangeError for a panel that is not one (`checkPanel`).
 */
export function estimateLoop(panel: Panel, loop: Loop, given: Partial<EstimateOptions> = {}): LoopEstimate {
  const options = { ...ordinaryOptions, ...given };
  checkPanel(panel, loop);
  const moments = momentsOf(panel, loop, options);
  const resampled = resample(moments, options.draws, options.seed);
  const measured = moments.map((link, index) => measure(link, resampled[index] as Float64Array, options));
  const links = measured.map(
    ({ point, interval, standardError, strength, isWeak }, index): LinkEstimate => ({
      name: loop.links[index]?.name ?? '',
      ...point,
      ...interval,
      standardError,
      firstStageF: strength,
      method: isWeak ? 'anderson-rubin' : 'bootstrap',
    }),
  );
  const shares = loop.links.map((link) =>
    link.platform === 'shared' ? (options.factors[link.name] ?? null) : WHOLE,
  );
  return {
    links,
    merchant: gainOf(
      measured,
      loop.links.map(() => WHOLE),
      options,
    ),
    platform: shares.every((share) => share !== null) ? gainOf(measured, shares, options) : null,
    lags: moments[0]?.lags ?? 1,
    draws: measured.map(({ draws }) => draws),
    merchants: panel.merchants,
    rows: Math.min(...moments.map(({ rows }) => rows)),
  };
}

const NOTHING = new Float64Array(0);
const WHOLE: PlatformFactor = { share: 1, draws: NOTHING, influences: NOTHING };

function momentsOf(
  panel: Panel,
  loop: Loop,
  { lags, horizon, reversed }: EstimateOptions,
): readonly LinkMoments[] {
  if (horizon !== null) return loop.links.map((link) => sumCumulative(panel, link, horizon));
  const ready = centred(panel);
  const sum = (count: number) => loop.links.map((link) => sumLink(ready, link, { lags: count, reversed }));
  if (lags !== 'tested') return sum(lags);
  if (reversed || panel.weeks < 8) return sum(1);
  const two = sum(2);
  return needsSecondLag(two) ? two : sum(1);
}

interface Measured {
  readonly point: LinkPoint;
  readonly draws: Float64Array;
  readonly influences: Float64Array;
  readonly interval: Interval;
  readonly standardError: number;
  readonly strength: number;
  readonly isWeak: boolean;
  readonly moments: LinkMoments;
}

function measure(moments: LinkMoments, resampled: Float64Array, options: EstimateOptions): Measured {
  const { size, width } = moments;
  const point = solveLink(total(moments.sums, width), 0, size);
  const draws = Float64Array.from(
    { length: options.draws },
    (_, draw) => solveLink(resampled, draw * width, size).elasticity,
  );
  const merchantInfluences = influences(moments);
  const strength = firstStageF(moments);
  const isWeak = strength < options.weakBelow;
  return {
    point,
    draws,
    influences: merchantInfluences,
    interval: isWeak
      ? andersonRubin(moments, options.level)
      : acceleratedInterval(sorted(draws), point.elasticity, merchantInfluences, options.level),
    standardError: Math.sqrt(merchantInfluences.reduce((sum, value) => sum + value * value, 0)),
    strength,
    isWeak,
    moments,
  };
}

function gainOf(
  links: readonly Measured[],
  factors: readonly PlatformFactor[],
  options: EstimateOptions,
): GainEstimate {
  const gain = links.reduce(
    (product, { point }, index) => product * point.elasticity * (factors[index] as PlatformFactor).share,
    1,
  );
  const weak = links.filter(({ isWeak }) => isWeak);
  if (weak.length === 0) {
    const draws = drawsOfGain(links, factors, options.draws);
    const interval = acceleratedInterval(draws, gain, influencesOfGain(links, factors), options.level);
    return {
      gain,
      ...interval,
      probabilityAboveOne: draws.filter((draw) => draw > 1).length / draws.length,
      reading: readGain(interval, true),
    };
  }
  // Bonferroni: the product of the strong links and each weak one by itself, all at once right at the asked level.
  const level = 1 - (1 - options.level) / (weak.length + 1);
  const strong = links.map((link, index) => ({ link, factor: factors[index] as PlatformFactor }));
  const kept = strong.filter(({ link }) => !link.isWeak);
  const weakFactors = strong.filter(({ link }) => link.isWeak).map(({ factor }) => factor);
  const strongDraws = drawsOfGain(
    kept.map(({ link }) => link),
    kept.map(({ factor }) => factor),
    options.draws,
  );
  const strongPoint = kept.reduce(
    (product, { link, factor }) => product * link.point.elasticity * factor.share,
    1,
  );
  let interval: Interval =
    kept.length === 0
      ? { low: 1, high: 1 }
      : acceleratedInterval(
          strongDraws,
          strongPoint,
          influencesOfGain(
            kept.map(({ link }) => link),
            kept.map(({ factor }) => factor),
          ),
          level,
        );
  weak.forEach((link, index) => {
    const share = weakFactors[index] as PlatformFactor;
    interval = times(times(interval, andersonRubin(link.moments, level)), rangeOf(share, level));
  });
  return { gain, ...interval, probabilityAboveOne: null, reading: readGain(interval, false) };
}

/** The range of a factor by itself, for the product with a weak link. */
function rangeOf({ share, draws, influences: own }: PlatformFactor, level: number): Interval {
  return draws.length === 0
    ? { low: share, high: share }
    : acceleratedInterval(sorted(draws), share, own, level);
}

/** All products of a value of one interval with one of the other; the whole line where 0 meets infinity. */
function times(one: Interval, other: Interval): Interval {
  const products = [one.low * other.low, one.low * other.high, one.high * other.low, one.high * other.high];
  if (products.some(Number.isNaN)) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return { low: Math.min(...products), high: Math.max(...products) };
}

function drawsOfGain(
  links: readonly Measured[],
  factors: readonly PlatformFactor[],
  count: number,
): Float64Array {
  const draws = new Float64Array(count);
  for (let draw = 0; draw < count; draw += 1) {
    let product = 1;
    for (let index = 0; index < links.length; index += 1) {
      const factor = factors[index] as PlatformFactor;
      const share =
        factor.draws.length === 0 ? factor.share : (factor.draws[draw % factor.draws.length] as number);
      product *= (links[index] as Measured).draws[draw] as number;
      product *= share;
    }
    draws[draw] = product;
  }
  return sorted(draws);
}

/** Sorted upwards; a draw that could not be solved counts as unbounded above, the unfavourable side of "below 1". */
function sorted(draws: Float64Array): Float64Array {
  return draws.map((draw) => (Number.isNaN(draw) ? Number.POSITIVE_INFINITY : draw)).sort();
}

/**
 * What each merchant adds to the gain's error, and behind them what each unit of a factor's own sample adds:
 * dG = sum over links of (product of all else) x d(elasticity or factor).
 */
function influencesOfGain(links: readonly Measured[], factors: readonly PlatformFactor[]): Float64Array {
  const values = links.flatMap(({ point }, index) => [
    point.elasticity,
    (factors[index] as PlatformFactor).share,
  ]);
  const others = (left: number) =>
    values.reduce((product, value, at) => (at === left ? product : product * value), 1);
  const ofMerchants = new Float64Array(links[0]?.influences.length ?? 0);
  const ofFactors: number[] = [];
  links.forEach((link, index) => {
    const slope = others(2 * index);
    for (let m = 0; m < ofMerchants.length; m += 1)
      ofMerchants[m] = (ofMerchants[m] as number) + slope * (link.influences[m] as number);
    const factorSlope = others(2 * index + 1);
    for (const influence of (factors[index] as PlatformFactor).influences)
      ofFactors.push(factorSlope * influence);
  });
  const all = new Float64Array(ofMerchants.length + ofFactors.length);
  all.set(ofMerchants);
  all.set(ofFactors, ofMerchants.length);
  return all;
}
