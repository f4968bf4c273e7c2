/** Runs every gate many times on worker threads and judges it. The result doesn't depend on the number of workers. */
import { Worker } from 'node:worker_threads';
import { type GateResult, judgeParts, type Trial } from '@hazumi/flywheel';
import { allGates, gateLimits } from './gates.ts';
import type { Task, TaskResult } from './validate.worker.ts';

export interface ValidateOptions {
  /** Panels a gate. */
  readonly runs: number;
  readonly workers: number;
  /** Only gates whose name contains this. */
  readonly only: string;
  readonly onProgress: (done: number, all: number) => void;
  /** Called as soon as a gate is complete. */
  readonly onGate: (result: GateResult) => void;
  readonly stop: Promise<void>;
}

/** The gates in their order; fewer when it was stopped: a gate counts only when all its runs are done. */
export async function validate(options: ValidateOptions): Promise<readonly GateResult[]> {
  const gates = allGates();
  const chosen = gates.flatMap((gate, place) => (gate.name.includes(options.only) ? [place] : []));
  const tasks: Task[] = chosen.flatMap((gate) =>
    Array.from({ length: options.runs }, (_, run) => ({
      gate,
      seed: firstSeed(gates[gate]?.name ?? '') + run,
    })),
  );
  const trials = new Map(chosen.map((gate) => [gate, new Map<number, readonly Trial[]>()]));
  const results = new Map<number, readonly GateResult[]>();
  let done = 0;
  const note = ({ gate, seed, trials: found }: TaskResult) => {
    const bySeed = trials.get(gate);
    const definition = gates[gate];
    if (!bySeed || !definition) return;
    bySeed.set(seed, found);
    done += 1;
    options.onProgress(done, tasks.length);
    if (bySeed.size < options.runs) return;
    const inOrder = tasks.flatMap((task) => (task.gate === gate ? (bySeed.get(task.seed) ?? []) : []));
    const judged = judgeParts(definition, inOrder, gateLimits);
    results.set(gate, judged);
    for (const result of judged) options.onGate(result);
  };
  await share(tasks, options.workers, note, options.stop);
  return chosen.flatMap((gate) => results.get(gate) ?? []);
}

/**
 * Each gate has seeds of its own, told by its name: on the same panels an unlucky draw would speak against all gates at once. FNV-1a, into
 * a hundred thousand blocks of ten thousand seeds.
 */
export function firstSeed(name: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x0100_0193);
  return ((hash >>> 0) % 100_000) * 10_000 + 1;
}

/** Hands tasks out one by one, so that no worker waits while another still has many. */
async function share(
  tasks: readonly Task[],
  count: number,
  note: (result: TaskResult) => void,
  stop: Promise<void>,
): Promise<void> {
  let next = 0;
  let isStopped = false;
  void stop.then(() => {
    isStopped = true;
  });
  const work = () =>
    new Promise<void>((settle, refuse) => {
      const worker = new Worker(new URL('./validate.worker.ts', import.meta.url));
      const give = () => {
        const task = isStopped ? undefined : tasks[next];
        next += 1;
        if (task) worker.postMessage(task);
        else void worker.terminate().then(() => settle());
      };
      worker.on('message', (result: TaskResult) => {
        note(result);
        give();
      });
      worker.on('error', refuse);
      give();
    });
  await Promise.all(Array.from({ length: Math.min(count, tasks.length) }, work));
}
