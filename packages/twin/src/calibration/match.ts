/**
 * History matching: the parameters are spread over a box by Sobol's sequence, settings that no tolerance can excuse are
 * ruled out, and the box shrinks to what is left; a few waves of it.
 */
import { runAll } from '../ensemble.ts';
import type { ParameterName } from '../parameters.ts';
import { type Scenario, type ScenarioFile, scenario, withParameters } from '../scenario.ts';
import { sobol } from './sobol.ts';
import { type CalibrationRuns, implausibility, TARGETS } from './targets.ts';

export type Box = Readonly<Partial<Record<ParameterName, readonly [low: number, high: number]>>>;

export interface Setting {
  readonly parameters: Readonly<Partial<Record<ParameterName, number>>>;
  /** In the order of `TARGETS`. */
  readonly achieved: readonly number[];
  readonly implausibility: number;
}

export interface MatchOptions {
  readonly points: number;
  readonly waves: number;
  readonly seed: number;
  readonly workers: number;
  readonly onProgress?: (progress: {
    readonly wave: number;
    readonly done: number;
    readonly runs: number;
  }) => void;
}

/** The market that is calibrated: mostly prospects, so that a year's cohort of newcomers can be followed. */
export function calibrationScenario(seed: number, principals = 3_000): Scenario {
  const file: ScenarioFile = {
    name: 'Calibration',
    seed,
    days: 180 + 365 + 60,
    size: { principals, keywords: Math.ceil(principals / 10), creators: Math.ceil(principals / 20) },
    parameters: { initialOpenShare: 0.2 },
  };
  return scenario(file);
}

/** The settings of the last wave, the most plausible first. */
export async function match(box: Box, options: MatchOptions): Promise<Setting[]> {
  let current = box;
  let best: Setting[] = [];
  for (let wave = 0; wave < options.waves; wave++) {
    const names = Object.keys(current) as ParameterName[];
    // Each wave takes later points of the sequence, so that none repeats.
    const points = sobol(names.length, options.points * (wave + 1)).slice(-options.points);
    const settings = await judge(
      points.map((point) => place(current, names, point)),
      options,
      (done, runs) => options.onProgress?.({ wave, done, runs }),
    );
    best = [...best, ...settings].sort((a, b) => a.implausibility - b.implausibility);
    current = shrink(current, best.slice(0, Math.max(4, Math.floor(options.points / 6))));
  }
  return best;
}

/** Runs settings and compares them with the targets. */
export async function judge(
  settings: readonly Setting['parameters'][],
  options: Pick<MatchOptions, 'seed' | 'workers'>,
  onProgress?: (done: number, runs: number) => void,
): Promise<Setting[]> {
  const scenarios = settings.flatMap((parameters) => {
    const market = withParameters(calibrationScenario(options.seed), parameters);
    return [market, withParameters(market, { addedShare: 0.1, addedOnDay: 60 })];
  });
  const results = await runAll(scenarios, {
    workers: options.workers,
    onProgress: ({ done, runs }) => onProgress?.(done, runs),
  });
  return settings.map((parameters, index) => {
    const runs = { market: results[2 * index], grown: results[2 * index + 1] } as CalibrationRuns;
    const achieved = TARGETS.map((target) => target.achieved(runs));
    return { parameters, achieved, implausibility: implausibility(achieved) };
  });
}

function place(box: Box, names: readonly ParameterName[], point: readonly number[]): Setting['parameters'] {
  return Object.fromEntries(
    names.map((name, index) => {
      const [low, high] = box[name] ?? [0, 0];
      return [name, low + (high - low) * (point[index] ?? 0)];
    }),
  );
}

/** The smallest box around the settings that are left, with a tenth of its width on either side, inside the old one. */
function shrink(box: Box, left: readonly Setting[]): Box {
  return Object.fromEntries(
    Object.entries(box).map(([name, [low, high]]) => {
      const values = left.map(({ parameters }) => parameters[name as ParameterName] ?? low);
      const least = Math.min(...values);
      const most = Math.max(...values);
      const margin = (most - least) / 10;
      return [name, [Math.max(low, least - margin), Math.min(high, most + margin)] as const];
    }),
  );
}
