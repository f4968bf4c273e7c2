/** Many runs of a scenario under different chance, and two scenarios under the same. */
import { Worker as Thread } from 'node:worker_threads';
import type { RunResult } from './result.ts';
import { runScenario } from './run.ts';
import type { Scenario } from './scenario.ts';

export interface EnsembleOptions {
  /** Threads, each with whole runs; 1 (the default) runs in line. */
  readonly workers?: number;
  /** Called when a run has ended. */
  readonly onProgress?: (progress: { readonly done: number; readonly runs: number }) => void;
  readonly signal?: AbortSignal;
}

/** The scenarios' results, in their order. Each run is the one that `runScenario` gives. */
export async function runAll(
  scenarios: readonly Scenario[],
  options: EnsembleOptions = {},
): Promise<RunResult[]> {
  const workers = Math.min(Math.max(1, Math.floor(options.workers ?? 1)), scenarios.length);
  const results: RunResult[] = new Array(scenarios.length);
  let next = 0;
  let done = 0;
  const tell = (): void => {
    done += 1;
    options.onProgress?.({ done, runs: scenarios.length });
  };
  if (workers <= 1) {
    for (const [index, one] of scenarios.entries()) {
      results[index] = await runScenario(one, options.signal === undefined ? {} : { signal: options.signal });
      tell();
    }
    return results;
  }
  const serve = async (): Promise<void> => {
    const thread = new Thread(new URL('./ensemble.thread.ts', import.meta.url));
    try {
      while (next < scenarios.length) {
        options.signal?.throwIfAborted();
        const index = next++;
        results[index] = await ask(thread, scenarios[index] as Scenario, options.signal);
        tell();
      }
    } finally {
      await thread.terminate();
    }
  };
  const served = await Promise.allSettled(Array.from({ length: workers }, serve));
  for (const outcome of served) if (outcome.status === 'rejected') throw outcome.reason;
  return results;
}

/** One run for each seed. */
export function runEnsemble(
  scenario: Scenario,
  seeds: readonly number[],
  options: EnsembleOptions = {},
): Promise<RunResult[]> {
  return runAll(
    seeds.map((seed) => ({ ...scenario, seed })),
    options,
  );
}

export interface Pair {
  readonly seed: number;
  readonly base: RunResult;
  readonly other: RunResult;
}

/** Both scenarios for each seed: under the same chance, so that what differs is what the scenarios do. */
export async function runPairs(
  base: Scenario,
  other: Scenario,
  seeds: readonly number[],
  options: EnsembleOptions = {},
): Promise<Pair[]> {
  const results = await runAll(
    seeds.flatMap((seed) => [
      { ...base, seed },
      { ...other, seed },
    ]),
    options,
  );
  return seeds.map((seed, index) => ({
    seed,
    base: results[2 * index] as RunResult,
    other: results[2 * index + 1] as RunResult,
  }));
}

/** The difference of an outcome in each pair, other minus base. */
export function pairedDifferences(
  pairs: readonly Pair[],
  outcome: (result: RunResult) => number,
): Float64Array {
  return Float64Array.from(pairs, ({ base, other }) => outcome(other) - outcome(base));
}

function ask(thread: Thread, scenario: Scenario, signal: AbortSignal | undefined): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      thread.off('message', onMessage);
      thread.off('error', onError);
      signal?.removeEventListener('abort', onAbort);
      act();
    };
    const onMessage = (answer: { result: RunResult } | { error: string }): void =>
      settle(() => ('result' in answer ? resolve(answer.result) : reject(new Error(answer.error))));
    const onError = (error: Error): void => settle(() => reject(error));
    const onAbort = (): void => settle(() => reject(signal?.reason));
    thread.on('message', onMessage);
    thread.on('error', onError);
    signal?.addEventListener('abort', onAbort);
    thread.postMessage(scenario);
  });
}
