/** All arms of a claim under one seed. */
import { trueGain } from '../gain.ts';
import { runScenario } from '../run.ts';
import { type ScenarioFile, scenario } from '../scenario.ts';
import type { Measured } from './claim.ts';
import { claimsMarket, TREATED_SHARE } from './market.ts';
import { outcomesOf } from './outcomes.ts';
import { claims } from './table.ts';

/** Plain data: it goes to a thread. */
export interface SeedTask {
  readonly claim: string;
  readonly seed: number;
  /** in all arms, over what the arm itself sets: the sensitivity runs */
  readonly parameters?: ScenarioFile['parameters'];
  /** only these arms; all where missing */
  readonly arms?: readonly string[];
  /** a smaller market and a shorter time, for tests */
  readonly market?: Pick<ScenarioFile, 'days' | 'size'>;
}

/** Runs each arm of the claim once, all under the same chance. */
export async function measureSeed({
  claim: id,
  seed,
  parameters,
  arms,
  market,
}: SeedTask): Promise<Measured> {
  const claim = claims.find((candidate) => candidate.id === id);
  if (!claim) throw new RangeError(`There is no claim ${id}.`);
  const measured: Record<string, Measured[string]> = {};
  for (const [arm, file] of Object.entries(claim.arms)) {
    if (arms && !arms.includes(arm)) continue;
    const wanted = scenario({
      ...claimsMarket,
      ...file,
      ...market,
      seed,
      parameters: { ...file.parameters, ...parameters },
    });
    const level = claim.gains?.[arm];
    const { gain, circle } = level
      ? await trueGain(wanted, { level, treatedShare: TREATED_SHARE })
      : { gain: Number.NaN, circle: Number.NaN };
    measured[arm] = { ...outcomesOf(await runScenario(wanted)), gain, circle };
  }
  return measured;
}
