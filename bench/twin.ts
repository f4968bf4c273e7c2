/**
 * `npm run bench -- twin`: 10,000 stores for a year, with the production allotment, on one thread and on two, beside a
 * kernel in C++ that does the same store-days. The kernel's final state must be the twin's to the last bit.
 *
 * Both are timed by the processor time of their thread, so that it matters little who else uses the machine. What two
 * threads gain is told twice: by the clock, and by the processor time of the longer thread between one meeting and the
 * next, which is what two processors of their own would need.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPartial, MERIT_COLUMN, MICRO, TOTAL_COLUMNS } from '../packages/policy/src/index.ts';
import { Barrier } from '../packages/twin/src/barrier.ts';
import { constantsOf } from '../packages/twin/src/constants.ts';
import { prepare } from '../packages/twin/src/day/10-demand.ts';
import { Worker, worldOf } from '../packages/twin/src/engine.ts';
import { exposureGraph, exposureMarket } from '../packages/twin/src/exposure.ts';
import { MARKET } from '../packages/twin/src/market.ts';
import { twinRules } from '../packages/twin/src/rules.ts';
import { runScenario } from '../packages/twin/src/run.ts';
import { type Scenario, scenario } from '../packages/twin/src/scenario.ts';
import { populate } from '../packages/twin/src/traits.ts';
import { kernelConfig, stateFields } from './twin.config.ts';

const STORES = 10_000;
const DAYS = 365;
const KERNEL_ROUNDS = 3;
/** Days after which code is compiled and threads are up; speed is counted from there. */
const WARM = 40;

/** Nearly all stores are open, as in a market that one asks about; each has its own principal. */
const measured: Scenario = scenario({
  name: 'Benchmark',
  seed: 1,
  days: DAYS,
  size: { principals: STORES, keywords: 1_000, creators: 500 },
  parameters: { initialOpenShare: 0.9 },
});

export async function benchTwin({ rounds }: { rounds: number }): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'hazumi-twin-'));
  try {
    return await bench(folder, rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bench(folder: string, rounds: number): Promise<boolean> {
  console.log(`Recording ${STORES} stores for ${DAYS} days ...`);
  // Each recording writes the same files; the fastest counts, as it does for the kernel.
  let recorded = record(folder);
  for (let again = 1; again < rounds; again++) {
    const next = record(folder);
    if (next.stepSeconds < recorded.stepSeconds) recorded = next;
  }
  console.log('Building and running the kernel ...');
  const kernel = runKernel(folder);
  const differing = differences(folder, recorded.end);

  const single = await bestOf(rounds, 1);
  const double = await bestOf(rounds, 2);
  const shared = sharedBetween(2);
  const small = memory(250_000);
  const large = memory(1_000_000);

  const steps = recorded.warmStoreDays / recorded.stepSeconds;
  const limit = kernel.storeDays / kernel.seconds;
  const checks = {
    sameState: differing.length === 0,
    sameStoreDays: kernel.storeDays === recorded.storeDays,
    sameDigest: single.digest === double.digest && single.digest === recorded.digest,
    millionStoresIn4GiB: large.peakBytes < 4 * 2 ** 30,
    // Four times the stores must take no more than four times what the smaller run took.
    memoryIsLinear: large.peakBytes <= 4 * small.peakBytes,
  };
  if (differing.length > 0) console.log(`The kernel differs in: ${differing.join(', ')}`);
  console.log(
    [
      `One thread:   ${perSecond(single.rate)} (a year in ${single.seconds.toFixed(2)} s)`,
      `Two threads:  ${perSecond(double.rate)} by the clock (a year in ${double.seconds.toFixed(2)} s)`,
      `The longer of two threads has ${(100 / shared).toFixed(0)} % of the work of one`,
      `Its steps without the allotment: ${perSecond(steps)}`,
      `The kernel, without allotment:   ${perSecond(limit)}`,
      `1,000,000 stores x 30 days: ${(large.peakBytes / 2 ** 30).toFixed(2)} GiB, ${large.seconds.toFixed(1)} s`,
    ].join('\n'),
  );
  console.log(
    JSON.stringify({
      bench: 'twin',
      ours: Math.round(single.rate),
      limit: Math.round(limit),
      ratio: round(single.rate / limit),
      unit: 'open store-days a second, ours with allotment, the limit without',
      ratio_steps_only: round(steps / limit),
      speedup_2_workers: round(double.rate / (single.storeDays / single.clockSeconds)),
      speedup_2_workers_by_processor_time: round(shared),
      seconds_a_year: { one_thread: round(single.seconds), two_threads: round(double.seconds) },
      bytes_per_store: Math.round((large.peakBytes - small.peakBytes) / 750_000),
      peak_bytes_1m_stores: large.peakBytes,
      checks,
    }),
  );
  return Object.values(checks).every(Boolean);
}

/** The threads of a run, all on this one: whoever calls them keeps their order. */
function threads(count: number) {
  const world = worldOf(measured);
  const rules = twinRules(measured.policy);
  const constants = constantsOf(measured);
  populate(measured, world, rules, constants);
  const graph = exposureGraph(measured);
  const allotment = exposureMarket(graph, world);
  const shared = {
    world: world.buffer,
    taps: null,
    allotment,
    partials: Array.from({ length: count }, (_, index) =>
      index === 0 ? allotment.result : createPartial(graph),
    ),
    tape: null,
    recorder: null,
    barrier: new SharedArrayBuffer(8),
    control: new SharedArrayBuffer(4),
  };
  const workers = Array.from(
    { length: count },
    (_, index) => new Worker(measured, shared, new Barrier(shared.barrier, 1), index, count),
  );
  for (const worker of workers.slice(0, 1)) prepare(worker.run, 0);
  return { world, rules, constants, allotment, workers };
}

/** Runs once on one thread and writes down what the kernel has to be given, and the state in which it must end. */
function record(folder: string) {
  const { world, rules, constants, allotment, workers } = threads(1);
  const worker = workers[0] as Worker;
  writeFileSync(join(folder, 'start.bin'), new Uint8Array(world.buffer));
  const markets = new Float64Array(DAYS * MARKET.length);
  const exposures = new Float64Array(DAYS * STORES * 2);
  let storeDays = 0;
  let warmStoreDays = 0;
  let stepSeconds = 0;
  for (let day = 0; day < DAYS; day++) {
    markets.set(world.market, day * MARKET.length);
    const began = processorSeconds();
    worker.trade(day);
    const traded = processorSeconds();
    worker.tell(day);
    worker.reach(day);
    worker.rate();
    worker.allot();
    worker.total();
    recordExposure(allotment.result.totals, exposures, day);
    const resumed = processorSeconds();
    worker.finish(day);
    worker.close(day);
    const took = processorSeconds() - resumed + traded - began;
    const open = world.openCount.reduce((sum, count) => sum + count, 0);
    storeDays += open;
    if (day < WARM) continue;
    stepSeconds += took;
    warmStoreDays += open;
  }
  writeFileSync(join(folder, 'market.bin'), new Uint8Array(markets.buffer));
  writeFileSync(join(folder, 'exposure.bin'), new Uint8Array(exposures.buffer));
  writeFileSync(
    join(folder, 'config.hpp'),
    kernelConfig(world, rules, constants, { days: DAYS, rounds: KERNEL_ROUNDS }),
  );
  return { end: world, storeDays, warmStoreDays, stepSeconds, digest: digestOf(world.buffer) };
}

/**
 * How much sooner so many threads are done than one, if each has a processor: the work of one, against the sum over a day's
 * stages of the longest part. Both are run here, one part after the other.
 */
function sharedBetween(count: number): number {
  const [one, many] = [threads(1), threads(count)];
  const spent = new Map<string, number>();
  for (let day = 0; day < DAYS; day++) {
    for (const { workers } of [one, many]) {
      for (const [name, stage] of STAGES) {
        for (const [index, worker] of workers.entries()) {
          const began = processorSeconds();
          stage(worker, day, index);
          const key = `${workers.length} ${name} ${index}`;
          if (day >= WARM) spent.set(key, (spent.get(key) ?? 0) + processorSeconds() - began);
        }
      }
    }
  }
  const whole = (workers: number): number => {
    let sum = 0;
    for (const [name] of STAGES)
      sum += Math.max(
        ...Array.from({ length: workers }, (_, index) => spent.get(`${workers} ${name} ${index}`) ?? 0),
      );
    return sum;
  };
  return whole(1) / whole(count);
}

/** A day between one meeting of the threads and the next. */
const STAGES: readonly (readonly [string, (worker: Worker, day: number, index: number) => void])[] = [
  [
    'trade',
    (worker, day) => {
      worker.trade(day);
      worker.tell(day);
    },
  ],
  ['reach', (worker, day) => worker.reach(day)],
  ['rate', (worker) => worker.rate()],
  ['allot', (worker) => worker.allot()],
  [
    'finish',
    (worker, day) => {
      worker.total();
      worker.finish(day);
    },
  ],
  ['close', (worker, day, index) => index === 0 && worker.close(day)],
];

/** Processor time of this thread so far. */
function processorSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

function recordExposure(totals: Float64Array, exposures: Float64Array, day: number): void {
  for (let row = 0; row < STORES; row++) {
    const at = row * TOTAL_COLUMNS;
    // In the order of the third step, because sums of doubles depend on it.
    const [organic = 0, merit = 0, newcomer = 0, exploration = 0, dither = 0] = totals.subarray(
      at,
      at + TOTAL_COLUMNS,
    );
    exposures[(day * STORES + row) * 2] = (organic + dither + merit + newcomer + exploration) / MICRO;
    exposures[(day * STORES + row) * 2 + 1] = (totals[at + MERIT_COLUMN] as number) / MICRO;
  }
}

function runKernel(folder: string): { seconds: number; storeDays: number } {
  const source = join(folder, 'kernel.cpp');
  const program = join(folder, 'kernel');
  copyFileSync(new URL('./twin.kernel.cpp', import.meta.url), source);
  run('g++', ['-std=c++20', '-O3', '-march=native', '-ffp-contract=off', '-o', program, source]);
  return JSON.parse(run(program, [folder]));
}

/** Arrays of the state in which the kernel ended otherwise than the twin. */
function differences(folder: string, world: ReturnType<typeof worldOf>): string[] {
  const bytes = readFileSync(join(folder, 'end.bin'));
  const kernel = new Uint8Array(bytes);
  const twin = new Uint8Array(world.buffer);
  return stateFields(world)
    .filter(({ offset, bytes: length }) => {
      for (let at = offset; at < offset + length; at++) if (kernel[at] !== twin[at]) return true;
      return false;
    })
    .map(({ name }) => name);
}

/** The best of some runs: one thread by its processor time, several by the clock. */
async function bestOf(rounds: number, workers: number) {
  let best = { rate: 0, seconds: 0, clockSeconds: 0, storeDays: 0, digest: '' };
  for (let one = 0; one < rounds; one++) {
    let warmAt = 0;
    let warmSpent = 0;
    let warmDay = 0;
    const { series, digest } = await runScenario(measured, {
      workers,
      onProgress: ({ day }) => {
        if (day >= WARM && warmAt === 0) {
          warmAt = performance.now();
          warmSpent = processorSeconds();
          warmDay = day;
        }
      },
    });
    // The result is put together after the last day; its few milliseconds count as the run's.
    const clockSeconds = (performance.now() - warmAt) / 1_000;
    const seconds = workers === 1 ? processorSeconds() - warmSpent : clockSeconds;
    const storeDays = series.openStores.subarray(warmDay).reduce((sum, value) => sum + value, 0);
    const rate = storeDays / seconds;
    const wholeYear = (seconds * DAYS) / (DAYS - warmDay);
    if (rate > best.rate) best = { rate, seconds: wholeYear, clockSeconds, storeDays, digest };
  }
  return best;
}

/** A run of so many stores for 30 days in a process of its own, and the most memory that it took. */
function memory(stores: number): { peakBytes: number; seconds: number } {
  const script = new URL('./twin.memory.ts', import.meta.url);
  return JSON.parse(run(process.execPath, [script.pathname, String(stores)]));
}

function run(program: string, given: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, given, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
  return stdout;
}

function perSecond(rate: number): string {
  return `${(rate / 1e6).toFixed(2)} million open store-days a second`;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function digestOf(buffer: SharedArrayBuffer): string {
  return createHash('sha256').update(new Uint8Array(buffer)).digest('hex');
}
