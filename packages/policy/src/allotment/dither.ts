import type { AllotmentFacts } from './market.ts';
import type { AllotmentRules } from './rules.ts';
import type { RowWork } from './work.ts';

/** Moves each amount of a row by the dither; the row's sum stays as it was. */
export function ditherRow(
  { dither: draws }: Pick<AllotmentFacts, 'dither'>,
  rules: AllotmentRules,
  work: RowWork,
): void {
  work.ditherMean = rules.ditherAmplitude === 0 ? 0 : meanDraw(draws, work);
  moveByDraws(draws, rules, work);
}

function meanDraw(draws: Float64Array, { count, principal, amount }: RowWork): number {
  let sum = 0;
  let product = 0;
  for (let at = 0; at < count; at++) {
    const draw = draws[principal[at] as number] as number;
    sum += amount[at] as number;
    product += draw * (amount[at] as number);
  }
  return sum > 0 ? product / sum : 0;
}

/**
 * delta = A (s - m) / (1 + |m|), A the amplitude, s the principal's draw in -1..1 and m the row's mean draw weighted by
 * amount: so the mean delta is 0, and none exceeds A.
 */
export function moveByDraws(draws: Float64Array, rules: AllotmentRules, work: RowWork): void {
  const { count, principal, amount, dither, ditherMean } = work;
  const scale = rules.ditherAmplitude / (1 + Math.abs(ditherMean));
  for (let at = 0; at < count; at++) {
    const moved = (amount[at] as number) * scale * ((draws[principal[at] as number] as number) - ditherMean);
    dither[at] = moved;
    amount[at] = (amount[at] as number) + moved;
  }
}
