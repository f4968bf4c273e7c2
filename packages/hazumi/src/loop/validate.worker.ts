/** A worker of the validation: gets the place of a gate and a seed, answers that panel's trials. */
import { parentPort } from 'node:worker_threads';
import type { Trial } from '@hazumi/flywheel';
import { allGates } from './gates.ts';

export interface Task {
  readonly gate: number;
  readonly seed: number;
}

export interface TaskResult extends Task {
  readonly trials: readonly Trial[];
}

const gates = allGates();

parentPort?.on('message', async ({ gate, seed }: Task) => {
  const chosen = gates[gate];
  if (!chosen) throw new RangeError(`There is no gate ${gate}.`);
  const result: TaskResult = { gate, seed, trials: await chosen.run(seed) };
  parentPort?.postMessage(result);
});
