/**
 * `npm run bench -- loop`: the whole measurement of the loop (lag test, links, 999 joint bootstrap draws, intervals) for 1,000 and 100,000
 * merchants x 52 weeks, beside one pass that only reads the panel's arrays and sums them. Times are processor time of the thread, the garbage
 * collector's own threads apart: what else the machine does at the time does not count.
 *
 * The answer is checked: on a small panel against equations solved at length, with every bootstrap draw repeated in full; on the
 * measured panels the interval must be finite and hold the estimate, and the estimate lie near the truth.
 */
import {
  estimateLoop,
  type LoopEstimate,
  ordinarySettings,
  type SyntheticPanel,
  synthesize,
} from '../packages/flywheel/src/index.ts';
import { referenceDraws, referenceElasticities } from '../packages/flywheel/src/testing/reference.ts';

const WEEKS = 52;
const DRAWS = 999;

export async function benchLoop({ rounds }: { readonly rounds: number }): Promise<boolean> {
  const reference = compareWithReference();
  const sizes = [1_000, 100_000].map((merchants) => {
    console.log(`Drawing a panel of ${merchants.toLocaleString('en')} merchants x ${WEEKS} weeks ...`);
    const made = synthesize({ ...ordinarySettings, merchants, weeks: WEEKS }, 1);
    // The first run of each warms up; the larger one is run once beside it, so that the bench stays short.
    const times = merchants > 10_000 ? 1 : Math.max(1, rounds);
    const limits = repeat(times + 1, () => sumPanel(made));
    const ours = repeat(times + 1, () => estimateLoop(made.panel, made.loop, { draws: DRAWS }));
    const estimate = ours.last;
    console.log(
      `${(ours.seconds * 1_000).toFixed(0)} ms; the limit ${(limits.seconds * 1_000).toFixed(1)} ms; gain ${estimate.merchant.gain.toFixed(3)} [${estimate.merchant.low.toFixed(3)}, ${estimate.merchant.high.toFixed(3)}], truth ${made.gain.toFixed(3)}`,
    );
    return {
      merchants,
      seconds: round(ours.seconds),
      limit_seconds: round(limits.seconds),
      merchant_weeks_per_s: Math.round((merchants * WEEKS) / ours.seconds),
      limit_merchant_weeks_per_s: Math.round((merchants * WEEKS) / limits.seconds),
      ratio: round(limits.seconds / ours.seconds),
      is_sound: isSound(estimate, made.gain),
    };
  });
  const largest = sizes.at(-1);
  const checks = {
    same_as_reference: reference.pointDifference < 1e-9,
    draws_close_to_reference: reference.drawDifference < 0.35,
    intervals_sound: sizes.every(({ is_sound }) => is_sound),
    within_seconds: sizes.every(({ seconds }) => seconds < 30),
  };
  console.log(
    JSON.stringify({
      bench: 'loop',
      ours: largest?.merchant_weeks_per_s,
      limit: largest?.limit_merchant_weeks_per_s,
      ratio: largest?.ratio,
      unit: 'merchant-weeks/s',
      draws: DRAWS,
      sizes,
      reference,
      checks,
    }),
  );
  return Object.values(checks).every(Boolean);
}

/** The least that anything could do: read every number of the panel once. Four sums, so that additions do not wait for each other. */
function sumPanel({ panel }: SyntheticPanel): number {
  let sum = 0;
  for (const { series, nudges } of panel.variables) {
    for (const values of [series, nudges]) {
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let at = 0; at + 3 < values.length; at += 4) {
        a += values[at] as number;
        b += values[at + 1] as number;
        c += values[at + 2] as number;
        d += values[at + 3] as number;
      }
      sum += a + b + c + d;
    }
  }
  return sum;
}

/** The median of all runs but the first, and what the last one answered. */
function repeat<T>(times: number, work: () => T): { readonly seconds: number; readonly last: T } {
  const seconds: number[] = [];
  let last: T | undefined;
  for (let run = 0; run < times; run += 1) {
    const begun = process.threadCpuUsage();
    last = work();
    const { user, system } = process.threadCpuUsage(begun);
    seconds.push((user + system) / 1e6);
  }
  const measured = seconds.slice(1).sort((a, b) => a - b);
  return { seconds: measured[measured.length >> 1] as number, last: last as T };
}

function isSound({ merchant }: LoopEstimate, truth: number): boolean {
  const { gain, low, high } = merchant;
  return low < gain && gain < high && Math.abs(gain - truth) < 3 * (high - low);
}

/** The largest difference of an elasticity, and of a bootstrap draw in standard deviations of the draws. */
function compareWithReference(): { readonly pointDifference: number; readonly drawDifference: number } {
  const merchants = 200;
  const draws = 19;
  const { panel, loop } = synthesize({ ...ordinarySettings, merchants, weeks: 26, nudge: 0.2 }, 6);
  const { links, draws: fast } = estimateLoop(panel, loop, { lags: 1, draws, seed: 9 });
  const point = referenceElasticities(panel, loop, new Array<number>(merchants).fill(1));
  const exact = referenceDraws(merchants, draws, 9).map((times) => referenceElasticities(panel, loop, times));
  let drawDifference = 0;
  for (const [index] of links.entries()) {
    const values = exact.map((draw) => draw[index] ?? Number.NaN);
    const mean = values.reduce((sum, value) => sum + value, 0) / draws;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws);
    for (const [draw, value] of values.entries())
      drawDifference = Math.max(
        drawDifference,
        Math.abs((fast[index]?.[draw] ?? Number.NaN) - value) / deviation,
      );
  }
  const pointDifference = Math.max(
    ...links.map(({ elasticity }, index) => Math.abs(elasticity - (point[index] ?? Number.NaN))),
  );
  return { pointDifference, drawDifference: round(drawDifference) };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
