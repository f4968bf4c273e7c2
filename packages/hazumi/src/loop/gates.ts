/** All gates of `npm run loop -- validate`, with the numbers that the policy document sets for them. */
import { type EstimateOptions, type Gate, type GateLimits, loopGates, platformGates } from '@hazumi/flywheel';
import { defaultDocument } from '@hazumi/policy';
import { twinGates } from './twin-gates.ts';

const MILLION = 1_000_000;
const { experiments } = defaultDocument;

export const estimateOptions: Pick<EstimateOptions, 'level' | 'draws' | 'weakBelow'> = {
  level: experiments.intervalPpm / MILLION,
  draws: experiments.bootstrapDraws,
  weakBelow: experiments.firstStageF,
};

export const gateLimits: GateLimits = {
  bias: experiments.biasLimitPpm / MILLION,
  coverageMin: experiments.coverageMinPpm / MILLION,
  coverageMax: experiments.coverageMaxPpm / MILLION,
};

export const ordinaryRuns = experiments.validationRuns;

/** In a fixed order: a worker is told the place of its gate. */
export function allGates(): readonly Gate[] {
  return [...loopGates(estimateOptions), ...platformGates(estimateOptions), ...twinGates(estimateOptions)];
}
