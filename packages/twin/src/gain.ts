/**
 * The loop's true gain, which only a model can show: what comes back when a link passes on one percent more and
 * everything else is held to what it was.
 *
 * For each link x -> y all five links are cut: they pass on what they passed on in the undisturbed run, and the one link
 * a little more of it. What y then becomes, against what it was, is the link's long-run elasticity, with every other way
 * round barred; the gain is the product. A link that the scenario itself cuts passes on nothing new, so its elasticity
 * is 0 to the last bit, and so is the gain.
 */
import { log } from '@hazumi/policy';
import { recorderOf, tapeOf } from './recorder.ts';
import { runRecorded, untreated } from './run.ts';
import { LINKS, type Link, type Scenario } from './scenario.ts';
import { isTreated, type Tape } from './taps.ts';

export interface GainOptions {
  /**
   * `platform`: all merchants pass on more, and the whole market answers. `merchant`: a few do, and what counts is what
   * comes back to them; of a prize that is only shared out they gain, and the platform does not.
   */
  readonly level: 'merchant' | 'platform';
  /** What is injected; one percent unless told otherwise. */
  readonly share?: number;
  /** Share of the merchants treated at the level of the merchant; a fiftieth unless told otherwise. */
  readonly treatedShare?: number;
  /** The last days of the run, over which effects are read; 84 unless told otherwise. */
  readonly window?: number;
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly done: number; readonly runs: number }) => void;
}

export interface TrueGain {
  readonly level: 'merchant' | 'platform';
  /** The product of the elasticities. */
  readonly gain: number;
  readonly elasticities: Readonly<Record<Link, number>>;
  /** With all links but the first left free: what comes back by this loop and by every other way. */
  readonly circle: number;
  /** Whether the gain is at least 1: a disturbance then does not fade. */
  readonly feedsItself: boolean;
}

/** Measures the gain under the chance of one seed; average over several. Costs seven runs. */
export async function trueGain(scenario: Scenario, options: GainOptions): Promise<TrueGain> {
  const share = options.share ?? 0.01;
  const treatedShare = options.level === 'platform' ? 1 : (options.treatedShare ?? 0.02);
  const window = Math.min(scenario.days, options.window ?? 84);
  const steer = {
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  const plain = untreated(scenario);
  let done = 0;
  const tell = (): void => options.onProgress?.({ done: ++done, runs: LINKS.length + 2 });
  const record = async (one: Scenario, tape: Tape | null): Promise<Tape> => {
    const { recorded } = await runRecorded(one, steer, 'days', tape);
    if (recorded === null) throw new Error('A run that was asked to record did not.');
    tell();
    return tapeOf(recorderOf(recorded));
  };
  const base = await record(plain, null);
  const injected = (link: Link, cuts: readonly Link[]): Scenario => ({
    ...plain,
    cuts: [...cuts],
    // What the scenario cuts passes on nothing new.
    injections: scenario.cuts.includes(link) ? [] : [{ link, share, treatedShare, fromDay: 0 }],
  });
  const answer = (after: Tape, effect: Link): number => {
    const before = windowSum(scenario, base, effect, treatedShare, window);
    const now = windowSum(scenario, after, effect, treatedShare, window);
    return before > 0 && now > 0 ? log(now / before) / log(1 + share) : 0;
  };

  const elasticities = {} as Record<Link, number>;
  for (const [index, link] of LINKS.entries()) {
    const effect = LINKS[(index + 1) % LINKS.length] as Link;
    elasticities[link] = answer(await record(injected(link, LINKS), base), effect);
  }
  const [first] = LINKS;
  const circle = answer(await record(injected(first, [first, ...scenario.cuts]), base), first);
  const gain = LINKS.reduce((product, link) => product * elasticities[link], 1);
  return { level: options.level, gain, elasticities, circle, feedsItself: gain >= 1 };
}

/** What the treated merchants had to pass on along a link, summed over the last days. */
function windowSum(
  { days, seed, size, parameters }: Scenario,
  { values }: Tape,
  link: Link,
  treatedShare: number,
  window: number,
): number {
  const series = values[link];
  const rows = series.length / days;
  const principals = size.principals + Math.round(size.principals * parameters.addedShare);
  const slots = rows / principals;
  let sum = 0;
  for (let principal = 0; principal < principals; principal++) {
    if (!isTreated(seed, principal, treatedShare)) continue;
    for (let row = principal * slots; row < (principal + 1) * slots; row++)
      for (let day = days - window; day < days; day++) sum += series[day * rows + row] as number;
  }
  return sum;
}
