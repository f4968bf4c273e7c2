/**
 * The gates that the estimator must pass before anybody believes it: panels of known truth, many of each kind, and for each kind the
 * mean, the bias and how often the interval holds the truth. Beside it stands what the naive estimate would have claimed.
 */
import { type EstimateOptions, estimateLoop } from './estimate.ts';
import { estimateNaively } from './naive.ts';
import type { Loop } from './panel.ts';
import { ordinarySettings, type SyntheticSettings, synthesize } from './synthetic.ts';

/** One estimate of something whose truth is known. */
export interface Trial {
  readonly truth: number;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** What the naive estimate would have said; NaN where there is none. */
  readonly naive: number;
  /** Where a panel tries several things that are judged apart: which. */
  readonly part?: string;
}

/**
 * What a gate asks. `gain`: bias and coverage both. `size`: the truth is nothing, and the interval excludes it as often as its level
 * says. `weak`: coverage at least; it may be higher, and the mean of such estimates does not exist, so bias is not asked.
 */
export type GateKind = 'gain' | 'size' | 'weak';

export interface Gate {
  readonly name: string;
  readonly kind: GateKind;
  /** The bias is measured against the truth or this, whichever is larger: a truth of 0 has no relative bias. */
  readonly scale: number;
  /** One panel, estimated. `seed` names the panel: the same seed, the same trials. */
  readonly run: (seed: number) => readonly Trial[] | Promise<readonly Trial[]>;
}

export interface GateLimits {
  /** Largest |bias| as a share of the truth, or of the gate's scale where the truth is smaller. */
  readonly bias: number;
  readonly coverageMin: number;
  readonly coverageMax: number;
}

export interface GateResult {
  readonly name: string;
  readonly kind: GateKind;
  readonly runs: number;
  readonly truth: number;
  /** Mean of the estimates; for a `weak` gate their median. */
  readonly mean: number;
  readonly bias: number;
  readonly coverage: number;
  readonly naive: number;
  /** Median length of the intervals. */
  readonly width: number;
  readonly passed: boolean;
  /** What was not met, in words. */
  readonly failures: readonly string[];
}

/** A bias of .01 is what counts where there is no loop. */
const GAIN_SCALE = 0.1;

/** e = c / (1 - d) for four links with d = 1/2, from the gain wanted. */
const effectsFor = (gain: number): number[] => new Array<number>(4).fill(0.5 * gain ** 0.25);

const ring530 = effectsFor(0.53);
const ring140 = effectsFor(0.14);

const scenarios: readonly {
  readonly name: string;
  readonly kind: GateKind;
  readonly settings: Partial<SyntheticSettings>;
}[] = [
  { name: 'gain .53', kind: 'gain', settings: { effects: ring530 } },
  { name: 'gain .14', kind: 'gain', settings: { effects: ring140 } },
  { name: 'gain 1.2, a loop that feeds itself', kind: 'gain', settings: { effects: effectsFor(1.2) } },
  ...[0, 1, 2, 3].map((cut) => ({
    name: `loop cut at link ${cut + 1}`,
    kind: 'gain' as const,
    settings: { effects: ring140.map((effect, k) => (k === cut ? 0 : effect)) },
  })),
  { name: '300 merchants', kind: 'gain', settings: { effects: ring530, merchants: 300, nudge: 0.1 } },
  { name: 'seasonality', kind: 'gain', settings: { effects: ring530, season: 0.4 } },
  { name: 'wash contamination', kind: 'gain', settings: { effects: ring530, washShare: 0.1 } },
  { name: 'zero-sum supply', kind: 'gain', settings: { effects: ring530, sharing: 20 } },
  { name: '20 % of logs missing', kind: 'gain', settings: { effects: ring530, missing: 0.2 } },
  {
    name: 'wrong lag order',
    kind: 'gain',
    settings: {
      effects: ring530.map((effect) => (effect * 2) / 3),
      laterEffects: ring530.map((effect) => effect / 3),
    },
  },
  { name: 'weak nudges', kind: 'weak', settings: { effects: ring530, nudge: 0.006 } },
];

/** All gates on synthetic panels of the loop. */
export function loopGates(options: Partial<EstimateOptions> = {}): readonly Gate[] {
  return [
    ...scenarios.map(({ name, kind, settings }) => ({
      name,
      kind,
      scale: GAIN_SCALE,
      run: (seed: number) => [gainTrial({ ...ordinarySettings, ...settings }, seed, options)],
    })),
    {
      name: 'placebo links',
      kind: 'size',
      scale: GAIN_SCALE,
      run: (seed) => placeboTrials(seed, false, options),
    },
    {
      name: 'reversed time',
      kind: 'size',
      scale: GAIN_SCALE,
      run: (seed) => placeboTrials(seed, true, options),
    },
  ];
}

function gainTrial(settings: SyntheticSettings, seed: number, options: Partial<EstimateOptions>): Trial {
  const { panel, loop, gain } = synthesize(settings, seed);
  const { merchant } = estimateLoop(panel, loop, { ...options, seed });
  return {
    truth: gain,
    estimate: merchant.gain,
    low: merchant.low,
    high: merchant.high,
    naive: estimateNaively(panel, loop).gain,
  };
}

/**
 * Links that do not exist: each variable on the one opposite in the ring, which it reaches in two weeks but not in one; or the
 * true links with time running backwards.
 */
function placeboTrials(seed: number, reversed: boolean, options: Partial<EstimateOptions>): readonly Trial[] {
  const { panel, loop } = synthesize({ ...ordinarySettings, effects: ring530 }, seed);
  const size = loop.links.length;
  const asked: Loop = reversed
    ? loop
    : { links: loop.links.map((link) => ({ ...link, effect: (link.cause + size / 2) % size })) };
  const { links } = estimateLoop(panel, asked, { ...options, seed, lags: 1, reversed });
  const naive = estimateNaively(panel, asked).links;
  return links.map(({ elasticity, low, high }, index) => ({
    truth: 0,
    estimate: elasticity,
    low,
    high,
    naive: naive[index]?.elasticity ?? Number.NaN,
  }));
}

/** Judges the trials of a gate, each part by itself. */
export function judgeParts(
  gate: Pick<Gate, 'name' | 'kind' | 'scale'>,
  trials: readonly Trial[],
  limits: GateLimits,
): readonly GateResult[] {
  const parts = new Map<string, Trial[]>();
  for (const trial of trials) {
    const part = trial.part ?? '';
    const own = parts.get(part) ?? [];
    own.push(trial);
    parts.set(part, own);
  }
  return [...parts].map(([part, own]) =>
    judgeGate({ ...gate, name: part === '' ? gate.name : `${gate.name}: ${part}` }, own, limits),
  );
}

/** Judges the trials of one gate. */
export function judgeGate(
  { name, kind, scale }: Pick<Gate, 'name' | 'kind' | 'scale'>,
  trials: readonly Trial[],
  limits: GateLimits,
): GateResult {
  const truth = mean(trials.map((trial) => trial.truth));
  const estimates = trials.map(({ estimate }) => estimate);
  const middle = kind === 'weak' ? median(estimates) : mean(estimates);
  const bias = middle - truth;
  const coverage =
    trials.filter((trial) => trial.low <= trial.truth && trial.truth <= trial.high).length / trials.length;
  const failures: string[] = [];
  if (kind !== 'weak' && !(Math.abs(bias) <= limits.bias * Math.max(scale, Math.abs(truth))))
    failures.push(`bias ${bias.toFixed(3)}`);
  if (!(coverage >= limits.coverageMin)) failures.push(`coverage ${coverage.toFixed(3)} too low`);
  if (kind !== 'weak' && coverage > limits.coverageMax)
    failures.push(`coverage ${coverage.toFixed(3)} too high`);
  return {
    name,
    kind,
    runs: trials.length,
    truth,
    mean: middle,
    bias,
    coverage,
    naive: mean(trials.map(({ naive }) => naive)),
    width: median(trials.map(({ low, high }) => high - low)),
    passed: failures.length === 0,
    failures,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  const half = ordered.length >> 1;
  return ordered.length % 2 === 1
    ? (ordered[half] as number)
    : ((ordered[half - 1] as number) + (ordered[half] as number)) / 2;
}
