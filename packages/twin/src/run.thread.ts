/** A thread of a run: it takes part in every day until the last, or until the first thread says stop. */
import { workerData } from 'node:worker_threads';
import { Barrier } from './barrier.ts';
import { Worker } from './engine.ts';
import { recorderOf } from './recorder.ts';
import type { ThreadData } from './run.ts';

const given = workerData as ThreadData;
const barrier = new Barrier(given.barrier, given.workers);
const control = new Int32Array(given.control);
const recorder = given.recorder === null ? null : recorderOf(given.recorder);
const worker = new Worker(given.scenario, { ...given, recorder }, barrier, given.index, given.workers);
for (let day = given.fromDay; day < given.scenario.days; day++) {
  barrier.wait();
  if (Atomics.load(control, 0) === 1) break;
  worker.day(day);
}
