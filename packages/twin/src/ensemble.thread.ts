/** A thread of an ensemble: runs what it is sent, one scenario after the other. */
import { parentPort } from 'node:worker_threads';
import { runScenario } from './run.ts';
import type { Scenario } from './scenario.ts';

parentPort?.on('message', async (scenario: Scenario) => {
  try {
    parentPort?.postMessage({ result: await runScenario(scenario) });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
