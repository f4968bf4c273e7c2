import type { AllotmentFacts } from './market.ts';
import type { AllotmentRules } from './rules.ts';
import type { RowWork } from './work.ts';

/**
 * Moves each amount of a row by at most the amplitude A: delta = A (s - m) / (1 + |m|), s the principal's draw and m the
 * mean draw of the row, weighted by amount. So the row's sum stays as it was, and no |delta| exceeds A.
 */
export function ditherRow({ dither: draws }: AllotmentFacts, rules: AllotmentRules, work: RowWork): void {
  const { count, principal, amount, dither } = work;
  if (rules.ditherAmplitude === 0) {
    dither.fill(0, 0, count);
    return;
  }
  let sum = 0;
  let product = 0;
  for (let at = 0; at < count; at++) {
    const draw = draws[principal[at] as number] as number;
    sum += amount[at] as number;
    product += draw * (amount[at] as number);
    dither[at] = draw;
  }
  const mean = sum > 0 ? product / sum : 0;
  const scale = rules.ditherAmplitude / (1 + Math.abs(mean));
  for (let at = 0; at < count; at++) {
    const moved = (amount[at] as number) * scale * ((dither[at] as number) - mean);
    dither[at] = moved;
    amount[at] = (amount[at] as number) + moved;
  }
}
