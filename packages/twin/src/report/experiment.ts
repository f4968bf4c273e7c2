/** Everything that a report of a scenario needs: its runs, a rival's under the same chance, the gains, and the sensitivities. */
import { mean } from '@hazumi/report';
import { createPool } from '../experiment/pool.ts';
import type { TrueGain } from '../gain.ts';
import { PARAMETERS, type ParameterName, parameterNames } from '../parameters.ts';
import { LINKS, type Link, type Scenario, withParameters } from '../scenario.ts';
import type { RunSummary } from './summary.ts';
import type { ExperimentAnswer, ExperimentTask } from './tasks.ts';

export interface ExperimentOptions {
  /** how many; the first is the scenario's own seed, and so on upwards */
  readonly seeds: number;
  /** seeds for each end of each parameter; 0 leaves the tornado out */
  readonly tornadoSeeds: number;
  /** seeds for the loop's true gain, fourteen runs each; 0 leaves the gains out */
  readonly gainSeeds: number;
  readonly workers: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { stage: ExperimentStage; done: number; of: number }) => void;
}

export type ExperimentStage = 'runs' | 'gains' | 'tornado';

/** One side of an experiment. */
export interface Side {
  readonly scenario: Scenario;
  /** one a seed, in order of seed */
  readonly runs: readonly RunSummary[];
  readonly gains: readonly LevelGain[];
}

export interface LevelGain {
  readonly level: TrueGain['level'];
  /** the product of the mean elasticities: means first, because single ones of a small market are mostly noise */
  readonly gain: number;
  readonly elasticities: Readonly<Record<Link, number>>;
  /** what came back by every way, a seed each */
  readonly circles: readonly number[];
  readonly seeds: number;
}

/** What E*, or its difference between the two sides, becomes at both ends of a parameter's calibrated range. */
export interface Sensitivity {
  readonly parameter: ParameterName;
  readonly low: { readonly value: number; readonly outcome: number };
  readonly high: { readonly value: number; readonly outcome: number };
}

export interface Experiment {
  readonly base: Side;
  readonly other: Side | null;
  readonly tornado: { readonly base: number; readonly rows: readonly Sensitivity[] } | null;
  readonly options: Pick<ExperimentOptions, 'seeds' | 'tornadoSeeds' | 'gainSeeds'>;
}

/**
 * Runs a scenario, and another against it under the same chance, on a pool of threads.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function runExperiment(
  base: Scenario,
  other: Scenario | null,
  options: ExperimentOptions,
): Promise<Experiment> {
  const { signal, seeds, tornadoSeeds, gainSeeds } = options;
  signal?.throwIfAborted();
  const pool = createPool<ExperimentTask, ExperimentAnswer>(
    new URL('./experiment.thread.ts', import.meta.url),
    options.workers,
  );
  const abort = (): void => void pool.close(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const tell = (stage: ExperimentStage, of: number): (() => void) => {
    let done = 0;
    if (of > 0) options.onProgress?.({ stage, done, of });
    return () => {
      done += 1;
      options.onProgress?.({ stage, done, of });
    };
  };
  const sides = other ? [base, other] : [base];
  try {
    const doneRun = tell('runs', seeds * sides.length);
    const run = async (scenario: Scenario, done: () => void): Promise<RunSummary> => {
      const answer = await pool.run({ kind: 'run', scenario });
      done();
      if (answer.kind !== 'run') throw new Error('A run was answered by something else.');
      return answer.summary;
    };
    const runs = await Promise.all(
      sides.map((scenario) => Promise.all(seeded(scenario, seeds).map((one) => run(one, doneRun)))),
    );

    const doneGain = tell('gains', gainSeeds * sides.length * 2);
    const gains = await Promise.all(
      sides.map((scenario) => (gainSeeds === 0 ? [] : levelGains(scenario, gainSeeds, pool.run, doneGain))),
    );

    const varied = tornadoSeeds === 0 ? [] : variedParameters(base);
    const doneTornado = tell('tornado', tornadoSeeds * sides.length * varied.length * 2);
    /** E* late in the run, or what the other side adds to it: mean over the seeds. */
    const outcome = async (parameter: ParameterName, value: number): Promise<number> => {
      const late = await Promise.all(
        sides.map(async (scenario) => {
          const changed = withParameters(scenario, { [parameter]: value });
          const all = await Promise.all(seeded(changed, tornadoSeeds).map((one) => run(one, doneTornado)));
          return mean(all.map(({ late: { effectiveWeight } }) => effectiveWeight));
        }),
      );
      return difference(late);
    };
    const rows = await Promise.all(
      varied.map(async ({ parameter, low, high }) => {
        const [atLow, atHigh] = await Promise.all([outcome(parameter, low), outcome(parameter, high)]);
        return { parameter, low: { value: low, outcome: atLow }, high: { value: high, outcome: atHigh } };
      }),
    );
    const late = runs.map((summaries) =>
      mean(summaries.slice(0, tornadoSeeds).map((summary) => summary.late.effectiveWeight)),
    );
    return {
      base: { scenario: base, runs: runs[0] ?? [], gains: gains[0] ?? [] },
      other: other && { scenario: other, runs: runs[1] ?? [], gains: gains[1] ?? [] },
      tornado: rows.length > 0 ? { base: difference(late), rows } : null,
      options: { seeds, tornadoSeeds, gainSeeds },
    };
  } finally {
    signal?.removeEventListener('abort', abort);
    await pool.close();
  }
}

function seeded(scenario: Scenario, seeds: number): Scenario[] {
  return Array.from({ length: seeds }, (_, index) => ({ ...scenario, seed: (scenario.seed + index) >>> 0 }));
}

/** Of one side its own value, of two what the second adds. */
function difference([base = Number.NaN, other]: readonly number[]): number {
  return other === undefined ? base : other - base;
}

/** Parameters that nobody has measured or that are fitted: those that a treatment sets are no uncertainty. */
function variedParameters(scenario: Scenario): { parameter: ParameterName; low: number; high: number }[] {
  return parameterNames.flatMap((parameter) => {
    const { calibrated, basis } = PARAMETERS[parameter];
    if (!calibrated || basis === 'treatment') return [];
    const [low, high] = calibrated;
    return low === high || scenario.parameters[parameter] === undefined ? [] : [{ parameter, low, high }];
  });
}

async function levelGains(
  scenario: Scenario,
  seeds: number,
  run: (task: ExperimentTask) => Promise<ExperimentAnswer>,
  done: () => void,
): Promise<LevelGain[]> {
  return Promise.all(
    (['merchant', 'platform'] as const).map(async (level) => {
      const all = await Promise.all(
        seeded(scenario, seeds).map(async (one) => {
          const answer = await run({ kind: 'gain', scenario: one, level });
          done();
          if (answer.kind !== 'gain') throw new Error('A gain was answered by something else.');
          return answer.gain;
        }),
      );
      const elasticities = Object.fromEntries(
        LINKS.map((link) => [link, mean(all.map((one) => one.elasticities[link]))]),
      ) as Record<Link, number>;
      return {
        level,
        gain: LINKS.reduce((product, link) => product * elasticities[link], 1),
        elasticities,
        circles: all.map(({ circle }) => circle),
        seeds,
      };
    }),
  );
}
