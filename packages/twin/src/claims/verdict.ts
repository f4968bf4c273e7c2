/** From the effects of single seeds to a verdict. Nothing here knows which verdict anybody would like. */
import { mean, type PairedEstimate, pairedEstimate, studentCdf } from '@hazumi/report';
import type { Effect, Expected, Measured } from './claim.ts';

export type Verdict = 'supported' | 'contradicted' | 'undecided';

export interface Judged {
  /** of the effect less its reference */
  readonly estimate: PairedEstimate;
  /** the chance that the mean effect is as expected: by Student's t, with a flat prior */
  readonly probabilityExpected: number;
  readonly verdict: Verdict;
}

/**
 * Judges an effect from its value in each seed.
 *
 * `+`: supported when the 95 % interval lies above zero, contradicted when nothing of it does (an effect that is exactly zero
 * in every seed contradicts it too). `-` mirrors that. `0`: supported when the interval lies within the margin that was set
 * before, contradicted when it lies outside of it. Everything between is undecided.
 */
export function judge(effects: readonly number[], expected: Expected, margin = 0): Judged {
  const estimate = pairedEstimate(effects);
  const { low, high, probabilityAboveZero } = estimate;
  switch (expected) {
    case '+':
      return {
        estimate,
        probabilityExpected: probabilityAboveZero,
        verdict: low > 0 ? 'supported' : high <= 0 ? 'contradicted' : 'undecided',
      };
    case '-':
      return {
        estimate,
        probabilityExpected: 1 - probabilityAboveZero,
        verdict: high < 0 ? 'supported' : low >= 0 ? 'contradicted' : 'undecided',
      };
    case '0':
      return {
        estimate,
        probabilityExpected: probabilityWithin(estimate, margin),
        verdict:
          low >= -margin && high <= margin
            ? 'supported'
            : low > margin || high < -margin
              ? 'contradicted'
              : 'undecided',
      };
  }
}

function probabilityWithin({ mean, standardError, count }: PairedEstimate, margin: number): number {
  if (standardError === 0 || count < 2) return Math.abs(mean) <= margin ? 1 : 0;
  const below = (limit: number): number => studentCdf((limit - mean) / standardError, count - 1);
  return below(margin) - below(-margin);
}

/** The effect of each seed, relative where the effect says to what. */
export function effectsOf(effect: Effect, seeds: readonly Measured[]): number[] {
  const scale = effect.relativeTo ? Math.abs(mean(seeds.map(effect.relativeTo))) : 1;
  return seeds.map((runs) => {
    const value = effect.of(runs);
    return value === 0 ? 0 : value / scale;
  });
}

/** Judges an effect of a claim by what it declares. */
export function judgeEffect(effect: Effect, seeds: readonly Measured[]): Judged {
  const { reference = 0 } = effect;
  const values = effectsOf(effect, seeds);
  return judge(
    reference === 0 ? values : values.map((value) => value - reference),
    effect.expected,
    effect.margin,
  );
}

/** A claim holds when all its parts do; one that is contradicted contradicts it. */
export function overall(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('contradicted')) return 'contradicted';
  return verdicts.includes('undecided') ? 'undecided' : 'supported';
}
