/**
 * The measurement of the loop: each link's long-run elasticity, the merchant's gain and the platform's, with intervals that
 * hold jointly, and in words what the data can tell.
 */
import type { Text } from '@hazumi/report';
import { andersonRubin } from './anderson-rubin.ts';
import { MOST_UNITS, resample } from './bootstrap.ts';
import { sumCumulative } from './cumulative.ts';
import { type Interval, percentileInterval } from './interval.ts';
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
  /** Horizons of links, by name, that answer more slowly or faster than the rest; only where there is a `horizon`. */
  readonly horizons: Readonly<Record<string, number>>;
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
  horizons: {},
  reversed: false,
  factors: {},
};

/** A share of a link's elasticity, measured apart (`platform.ts`), with its own draws. */
export interface PlatformFactor {
  readonly share: number;
  /** Draws of its own bootstrap; empty when the share is known. */
  readonly draws: Float64Array;
  /** Units of its own sample; null when the share is known. */
  readonly units: number | null;
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
  const units = Math.min(panel.merchants, MOST_UNITS);
  const measured = moments.map((link, index) =>
    measure(link, resampled[index] as Float64Array, units, options),
  );
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
const WHOLE: PlatformFactor = { share: 1, draws: NOTHING, units: null };

function momentsOf(
  panel: Panel,
  loop: Loop,
  { lags, horizon, horizons, reversed }: EstimateOptions,
): readonly LinkMoments[] {
  if (horizon !== null)
    return loop.links.map((link) => sumCumulative(panel, link, horizons[link.name] ?? horizon));
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
  /** Units that the bootstrap draws. */
  readonly units: number;
  readonly interval: Interval;
  readonly standardError: number;
  readonly strength: number;
  readonly isWeak: boolean;
  readonly moments: LinkMoments;
}

function measure(
  moments: LinkMoments,
  resampled: Float64Array,
  units: number,
  options: EstimateOptions,
): Measured {
  const { size, width } = moments;
  const point = solveLink(total(moments.sums, width), 0, size);
  const draws = Float64Array.from(
    { length: options.draws },
    (_, draw) => solveLink(resampled, draw * width, size).elasticity,
  );
  const strength = firstStageF(moments);
  const isWeak = strength < options.weakBelow;
  return {
    point,
    draws,
    units,
    interval: isWeak
      ? andersonRubin(moments, options.level)
      : percentileInterval(sorted(draws), units, options.level),
    standardError: Math.sqrt(influences(moments).reduce((sum, value) => sum + value * value, 0)),
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
  const parts = links.map((link, index): Part => ({ link, factor: factors[index] as PlatformFactor }));
  const gain = parts.reduce((product, { link, factor }) => product * link.point.elasticity * factor.share, 1);
  const weak = parts.filter(({ link }) => link.isWeak);
  if (weak.length === 0) {
    const draws = drawsOfGain(parts, options.draws);
    const interval = percentileInterval(draws, unitsOf(parts), options.level);
    return {
      gain,
      ...interval,
      probabilityAboveOne: draws.filter((draw) => draw > 1).length / draws.length,
      reading: readGain(interval, true),
    };
  }
  // Bonferroni: the product of the strong links and each weak one by itself, all at once right at the asked level.
  const level = 1 - (1 - options.level) / (weak.length + 1);
  const strong = parts.filter(({ link }) => !link.isWeak);
  let interval: Interval =
    strong.length === 0
      ? { low: 1, high: 1 }
      : percentileInterval(drawsOfGain(strong, options.draws), unitsOf(strong), level);
  for (const { link, factor } of weak)
    interval = times(times(interval, andersonRubin(link.moments, level)), rangeOf(factor, level));
  return { gain, ...interval, probabilityAboveOne: null, reading: readGain(interval, false) };
}

/** A link, and what the platform keeps of it. */
interface Part {
  readonly link: Measured;
  readonly factor: PlatformFactor;
}

/** The units of the smallest sample that has a part in the gain. */
function unitsOf(parts: readonly Part[]): number {
  return Math.min(...parts.flatMap(({ link, factor }) => [link.units, factor.units ?? link.units]));
}

/** The range of a factor by itself, for the product with a weak link. */
function rangeOf({ share, draws, units }: PlatformFactor, level: number): Interval {
  return units === null ? { low: share, high: share } : percentileInterval(sorted(draws), units, level);
}

/** All products of a value of one interval with one of the other; the whole line where 0 meets infinity. */
function times(one: Interval, other: Interval): Interval {
  const products = [one.low * other.low, one.low * other.high, one.high * other.low, one.high * other.high];
  if (products.some(Number.isNaN)) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return { low: Math.min(...products), high: Math.max(...products) };
}

function drawsOfGain(parts: readonly Part[], count: number): Float64Array {
  const draws = new Float64Array(count);
  for (let draw = 0; draw < count; draw += 1) {
    let product = 1;
    for (const { link, factor } of parts) {
      product *= link.draws[draw] as number;
      product *= factor.units === null ? factor.share : (factor.draws[draw % factor.draws.length] as number);
    }
    draws[draw] = product;
  }
  return sorted(draws);
}

/** Sorted upwards; a draw that could not be solved counts as unbounded above, the unfavourable side of "below 1". */
function sorted(draws: Float64Array): Float64Array {
  return draws.map((draw) => (Number.isNaN(draw) ? Number.POSITIVE_INFINITY : draw)).sort();
}
