/** The flywheel's arithmetic behind the market's port: guardrails at once, the loop on a thread of its own. */
import { Worker } from 'node:worker_threads';
import { measureGuardrails } from '@hazumi/flywheel';
import { type LoopMeasurement, type LoopMeter, loopLinks } from '@hazumi/market';
import type { EstimateTask, EstimateWord } from './estimate.worker.ts';

export function createLoopMeter(): LoopMeter {
  return { guardrails: measureGuardrails, estimate };
}

const estimate: LoopMeter['estimate'] = (panel, links, rules, onProgress, signal) =>
  new Promise<LoopMeasurement>((settle, refuse) => {
    signal.throwIfAborted();
    const task: EstimateTask = { panel, ring: loopLinks, links, rules };
    const worker = new Worker(new URL('./estimate.worker.ts', import.meta.url), { workerData: task });
    const end = (how: () => void): void => {
      signal.removeEventListener('abort', abort);
      how();
      void worker.terminate();
    };
    const abort = (): void => end(() => refuse(signal.reason));
    signal.addEventListener('abort', abort);
    worker.on('message', (word: EstimateWord) => {
      if (word.kind === 'progress') onProgress(word.progress);
      else end(() => settle(word.measurement));
    });
    worker.on('error', (error) => end(() => refuse(error)));
    worker.on('exit', (code) => refuse(new Error(`the estimator ended with ${code} before it had answered`)));
  });
