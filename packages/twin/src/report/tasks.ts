/** What the threads of an experiment are asked to do: a run, or the loop's gain. Plain data both ways. */
import { type TrueGain, trueGain } from '../gain.ts';
import type { RunResult } from '../result.ts';
import { runScenario } from '../run.ts';
import type { Scenario } from '../scenario.ts';
import { type RunSummary, summarise } from './summary.ts';

export type ExperimentTask =
  | { readonly kind: 'run'; readonly scenario: Scenario }
  | { readonly kind: 'gain'; readonly scenario: Scenario; readonly level: TrueGain['level'] };

export type ExperimentAnswer =
  | { readonly kind: 'run'; readonly summary: RunSummary }
  | { readonly kind: 'gain'; readonly gain: TrueGain };

export async function doTask(task: ExperimentTask): Promise<ExperimentAnswer> {
  if (task.kind === 'gain') {
    return { kind: 'gain', gain: await trueGain(task.scenario, { level: task.level }) };
  }
  const result: RunResult = await runScenario(task.scenario);
  return { kind: 'run', summary: summarise(result) };
}
