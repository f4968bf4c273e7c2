/** Runs a scenario from day 0 to its end, on one thread or several, with progress, cancelling and resuming. */
import { Worker as Thread } from 'node:worker_threads';
import { type AllotmentMarket, createPartial, digest } from '@hazumi/policy';
import { Barrier } from './barrier.ts';
import { readCheckpoint, removeCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { constantsOf } from './constants.ts';
import { prepare } from './day/10-demand.ts';
import { type SharedRun, Worker, worldOf } from './engine.ts';
import { exposureGraph, exposureMarket } from './exposure.ts';
import { guardrailsOf } from './guardrails.ts';
import { outsideCalibration } from './parameters.ts';
import { type RecorderMemory, recorderMemory, recorderOf, tapeOf } from './recorder.ts';
import type { RunResult } from './result.ts';
import { twinRules } from './rules.ts';
import type { RunOptions } from './run.types.ts';
import { type Scenario, scenarioDigest, TWIN_VERSION } from './scenario.ts';
import { principalTable, seriesOf, storeTable, worldDigest } from './tables.ts';
import { activeLinks, type Tape } from './taps.ts';
import { populate } from './traits.ts';

/** What a thread is started with: everything is shared but the scenario, which is copied. */
export interface ThreadData {
  readonly scenario: Scenario;
  readonly world: SharedArrayBuffer;
  readonly taps: SharedArrayBuffer | null;
  readonly allotment: AllotmentMarket;
  readonly partials: SharedRun['partials'];
  readonly tape: Tape | null;
  readonly recorder: RecorderMemory | null;
  readonly barrier: SharedArrayBuffer;
  readonly control: SharedArrayBuffer;
  readonly index: number;
  readonly workers: number;
  readonly fromDay: number;
}

/** A run that also answers what the links passed on. */
export interface RecordedRun {
  readonly result: RunResult;
  readonly recorded: RecorderMemory | null;
}

/**
 * Runs a scenario.
 *
 * @throws the reason of `options.signal` when it is aborted, and Error for a checkpoint of another scenario.
 */
export async function runScenario(scenario: Scenario, options: RunOptions = {}): Promise<RunResult> {
  return (await runRecorded(scenario, options, null)).result;
}

/** A scenario without what its experiment does to the links, whose tape a cut passes on. */
export function untreated(scenario: Scenario): Scenario {
  return { ...scenario, cuts: [], injections: [], shocks: [] };
}

export async function runRecorded(
  scenario: Scenario,
  options: RunOptions,
  record: RecorderMemory['kind'] | null,
  given: Tape | null = null,
): Promise<RecordedRun> {
  const tape = given ?? (scenario.cuts.length > 0 ? await tapeFor(scenario, options) : null);
  const workers = Math.max(1, Math.floor(options.workers ?? 1));
  const world = worldOf(scenario);
  const rules = twinRules(scenario.policy);
  const constants = constantsOf(scenario);
  populate(scenario, world, rules, constants);
  const graph = exposureGraph(scenario);
  const allotment = exposureMarket(graph, world);
  const active = activeLinks(scenario);
  const recorded = record === null ? null : recorderMemory(scenario, record);
  const shared: SharedRun = {
    world: world.buffer,
    taps: active.length > 0 ? new SharedArrayBuffer(active.length * world.rows * 8) : null,
    allotment,
    partials: [
      allotment.result,
      ...Array.from({ length: workers - 1 }, () => createPartial(graph, { shared: true })),
    ],
    tape,
    recorder: recorded === null ? null : recorderOf(recorded),
    barrier: new SharedArrayBuffer(8),
    control: new SharedArrayBuffer(4),
  };
  const barrier = new Barrier(shared.barrier, workers);
  const worker = new Worker(scenario, shared, barrier, 0, workers);
  const resumed =
    options.checkpoint === undefined ? null : await readCheckpoint(options.checkpoint, scenario, world);
  const fromDay = resumed ?? 0;
  if (resumed === null) prepare(worker.run, 0);

  const threads = startThreads(scenario, shared, recorded, workers, fromDay);
  try {
    await runDays(scenario, worker, barrier, shared, fromDay, options);
    await Promise.all(threads.map((thread) => thread.ended));
  } catch (error) {
    await Promise.all(threads.map((thread) => thread.stop()));
    throw error;
  }
  if (options.checkpoint !== undefined) await removeCheckpoint(options.checkpoint);
  const principals = principalTable(world);
  const stores = storeTable(world);
  const series = seriesOf(scenario, world);
  return {
    recorded,
    result: {
      scenario,
      scenarioDigest: scenarioDigest(scenario),
      policyDigest: digest(scenario.policy),
      version: TWIN_VERSION,
      outside: outsideCalibration(scenario.parameters),
      series,
      principals,
      stores,
      guardrails: guardrailsOf(scenario, world, series),
      digest: worldDigest(world),
    },
  };
}

async function tapeFor(scenario: Scenario, options: RunOptions): Promise<Tape> {
  const { recorded } = await runRecorded(
    untreated(scenario),
    { ...(options.workers === undefined ? {} : { workers: options.workers }), ...signalOf(options) },
    'days',
  );
  if (recorded === null) throw new Error('A run that was asked to record did not.');
  return tapeOf(recorderOf(recorded));
}

function signalOf({ signal }: RunOptions): Pick<RunOptions, 'signal'> {
  return signal === undefined ? {} : { signal };
}

/** The main thread's days. Between some of them it lets the event loop turn, so that a signal or a key is heard. */
async function runDays(
  scenario: Scenario,
  worker: Worker,
  barrier: Barrier,
  shared: SharedRun,
  fromDay: number,
  options: RunOptions,
): Promise<void> {
  const control = new Int32Array(shared.control);
  const saveEvery = options.checkpointDays ?? 30;
  const tellEvery = Math.max(1, Math.floor(scenario.days / 100));
  for (let day = fromDay; day < scenario.days; day++) {
    if (day % tellEvery === 0) {
      options.onProgress?.({ day, days: scenario.days });
      await new Promise((resolve) => setImmediate(resolve));
    }
    const isAborted = options.signal?.aborted === true;
    const isDue = day > fromDay && day % saveEvery === 0;
    if (options.checkpoint !== undefined && (isAborted || isDue))
      await writeCheckpoint(options.checkpoint, scenario, worker.run.world, day);
    Atomics.store(control, 0, isAborted ? 1 : 0);
    barrier.wait();
    if (isAborted) throw options.signal?.reason;
    worker.day(day);
  }
  options.onProgress?.({ day: scenario.days, days: scenario.days });
}

function startThreads(
  scenario: Scenario,
  shared: SharedRun,
  recorder: RecorderMemory | null,
  workers: number,
  fromDay: number,
) {
  return Array.from({ length: workers - 1 }, (_, other) => {
    const workerData: ThreadData = {
      scenario,
      world: shared.world,
      taps: shared.taps,
      allotment: shared.allotment,
      partials: shared.partials,
      tape: shared.tape,
      recorder,
      barrier: shared.barrier,
      control: shared.control,
      index: other + 1,
      workers,
      fromDay,
    };
    const thread = new Thread(new URL('./run.thread.ts', import.meta.url), { workerData });
    const ended = new Promise<void>((resolve, reject) => {
      thread.once('error', reject);
      thread.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`A thread ended with ${code}.`)),
      );
    });
    // An abort leaves nobody waiting for it.
    ended.catch(() => {});
    return { ended, stop: () => thread.terminate() };
  });
}
