/** Runs claims: every arm under every seed, the sensitivity of one effect of each claim, and the verdicts. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digest } from '@hazumi/policy';
import { createPool } from '../experiment/pool.ts';
import { type ScenarioFile, scenario, scenarioDigest } from '../scenario.ts';
import { type Claim, type Effect, type Measured, sensitiveEffect, sensitivityValues } from './claim.ts';
import { claimsMarket } from './market.ts';
import type { SeedTask } from './measure.ts';
import { outcomeNames } from './outcomes.ts';
import { type Judged, judgeEffect, overall, type Verdict } from './verdict.ts';

export interface ClaimsOptions {
  /** at least 100 for a verdict that is meant; the first seed is 1 */
  readonly seeds: number;
  /** seeds a value in the sensitivity runs */
  readonly sensitivitySeeds: number;
  readonly workers: number;
  /** where finished claims are kept until all are, so that a run that broke off goes on; nothing is kept where missing */
  readonly folder?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { claim: Claim; index: number; done: number; of: number }) => void;
  readonly onClaim?: (result: ClaimResult) => void;
  /** for tests */
  readonly market?: SeedTask['market'];
}

export interface EffectResult extends Judged {
  readonly effect: Effect;
  /** mean and 95 % interval as shown: with the reference added again */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface ClaimResult {
  readonly claim: Claim;
  readonly effects: readonly EffectResult[];
  readonly verdict: Verdict;
  /** the claim's sensitive effect where the parameter has another value in every arm */
  readonly sensitivity: readonly { readonly value: number; readonly result: EffectResult }[];
}

/** What the seeds of a claim came to; the verdicts are computed from it and never stored. */
interface Measurements {
  readonly seeds: readonly Measured[];
  readonly sensitivity: readonly (readonly Measured[])[];
}

/**
 * Runs the claims one after the other, each with all threads.
 *
 * @throws the signal's reason when it is aborted; claims finished by then are in the folder and not run again.
 */
export async function runClaims(claims: readonly Claim[], options: ClaimsOptions): Promise<ClaimResult[]> {
  const { signal, folder } = options;
  signal?.throwIfAborted();
  const pool = createPool<SeedTask, Measured>(new URL('./run.thread.ts', import.meta.url), options.workers);
  const abort = (): void => void pool.close(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const results: ClaimResult[] = [];
    for (const [index, claim] of claims.entries()) {
      const file = folder && join(folder, `${claim.id}.json`);
      const key = keyOf(claim, options);
      const measurements =
        (file && (await readMeasurements(file, key))) ||
        (await measure(claim, options, pool.run, (done, of) =>
          options.onProgress?.({ claim, index, done, of }),
        ));
      if (file) await keep(file, key, measurements);
      const result = judgeClaim(claim, measurements.seeds, measurements.sensitivity);
      results.push(result);
      options.onClaim?.(result);
    }
    if (folder) await rm(folder, { recursive: true, force: true });
    return results;
  } finally {
    signal?.removeEventListener('abort', abort);
    await pool.close();
  }
}

/** From measurements to verdicts: the same measurements always give the same. */
export function judgeClaim(
  claim: Claim,
  seeds: readonly Measured[],
  sensitivity: readonly (readonly Measured[])[],
): ClaimResult {
  const effects = claim.effects.map((effect) => resultOf(effect, seeds));
  return {
    claim,
    effects,
    verdict: overall(effects.filter(({ effect }) => !effect.isAside).map(({ verdict }) => verdict)),
    sensitivity: sensitivityValues(claim).map((value, index) => ({
      value,
      result: resultOf(sensitiveEffect(claim), sensitivity[index] ?? []),
    })),
  };
}

function resultOf(effect: Effect, seeds: readonly Measured[]): EffectResult {
  const judged = judgeEffect(effect, seeds);
  const { reference = 0 } = effect;
  const { mean, low, high } = judged.estimate;
  return { effect, ...judged, mean: mean + reference, low: low + reference, high: high + reference };
}

async function measure(
  claim: Claim,
  { seeds, sensitivitySeeds, market }: ClaimsOptions,
  run: (task: SeedTask) => Promise<Measured>,
  onProgress: (done: number, of: number) => void,
): Promise<Measurements> {
  const { parameter } = claim.sensitivity;
  const values = sensitivityValues(claim);
  const arms = armsOf(sensitiveEffect(claim), Object.keys(claim.arms));
  const of = seeds + sensitivitySeeds * values.length;
  let done = 0;
  const one = async (task: Omit<SeedTask, 'claim' | 'market'>): Promise<Measured> => {
    const measured = await run({ claim: claim.id, ...task, ...(market && { market }) });
    done += 1;
    onProgress(done, of);
    return measured;
  };
  const all = (count: number, task: Omit<SeedTask, 'claim' | 'seed' | 'market'>): Promise<Measured[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => one({ seed: index + 1, ...task })));
  onProgress(0, of);
  const [base, ...others] = await Promise.all([
    all(seeds, {}),
    ...values.map((value) => all(sensitivitySeeds, { arms, parameters: { [parameter]: value } })),
  ]);
  return { seeds: base, sensitivity: others };
}

/** The arms that an effect reads: its sensitivity needs no others. */
function armsOf(effect: Effect, arms: readonly string[]): string[] {
  const read = new Set<string>();
  const anything = new Proxy({}, { get: () => 1 });
  const runs = new Proxy(
    {},
    {
      get: (_, arm) => {
        read.add(String(arm));
        return anything;
      },
    },
  ) as Measured;
  effect.of(runs);
  effect.relativeTo?.(runs);
  return arms.filter((arm) => read.has(arm));
}

/** Everything on which a claim's measurements depend: other policy, parameters, version of the engine, outcomes or seeds make another key. */
function keyOf(claim: Claim, { seeds, sensitivitySeeds, market }: ClaimsOptions): string {
  const arms = Object.entries(claim.arms).map(([arm, file]: [string, ScenarioFile]) => [
    arm,
    scenarioDigest(scenario({ ...claimsMarket, ...file, ...market })),
  ]);
  const { parameter } = claim.sensitivity;
  const values = sensitivityValues(claim);
  return digest({
    outcomes: outcomeNames,
    arms,
    seeds,
    sensitivitySeeds,
    parameter,
    values: [...values],
    effect: sensitiveEffect(claim).id,
  });
}

async function readMeasurements(file: string, key: string): Promise<Measurements | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const kept = JSON.parse(text) as { key: string; measurements: Measurements };
  return kept.key === key ? kept.measurements : undefined;
}

async function keep(file: string, key: string, measurements: Measurements): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(`${file}.partial`, JSON.stringify({ key, measurements }));
  await rename(`${file}.partial`, file);
}
