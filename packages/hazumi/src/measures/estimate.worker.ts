/** The thread that measures the loop: gets a panel, answers its measurement. */
import { parentPort, workerData } from 'node:worker_threads';
import type { EstimateRules, LoopMeasurement, LoopPanel } from '@hazumi/market';
import { codeVersion } from './code-version.ts';
import { measureLoop } from './measure-loop.ts';

export interface EstimateTask {
  readonly panel: LoopPanel;
  /** all links of the loop in its order */
  readonly ring: readonly string[];
  /** those that can be measured */
  readonly links: readonly string[];
  readonly rules: EstimateRules;
}

export type EstimateWord =
  | { readonly kind: 'progress'; readonly progress: number }
  | { readonly kind: 'done'; readonly measurement: LoopMeasurement };

const say = (word: EstimateWord): void => parentPort?.postMessage(word);
const { panel, ring, links, rules } = workerData as EstimateTask;
say({ kind: 'progress', progress: 0.1 });
const measurement = { ...measureLoop(panel, ring, links, rules), codeVersion: await codeVersion() };
say({ kind: 'done', measurement });
