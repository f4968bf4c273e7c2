import { formatWithUnit } from '@hazumi/report';
import type { ClaimResult, EffectResult } from '@hazumi/twin';

/** A claim on the terminal: its verdict, then a line for each outcome and for each value of the sensitivity. */
export function claimLines({ claim, verdict, effects, sensitivity }: ClaimResult): string {
  return [
    `${verdict.toUpperCase().padEnd(12)} ${claim.claim.en}`,
    ...effects.map((result) => `  ${result.verdict.padEnd(12)} ${effectLine(result)}`),
    ...sensitivity.map(
      ({ value, result }) =>
        `    ${`${claim.sensitivity.parameter} = ${value}`.padEnd(30)} ${numbers(result)}`,
    ),
  ].join('\n');
}

function effectLine(result: EffectResult): string {
  const { name, expected, isOpen, isAside, margin, reference = 0, unit } = result.effect;
  const sign =
    expected === '0'
      ? `0 ± ${formatWithUnit(margin ?? 0, unit, 'en')}`
      : reference === 0
        ? expected
        : `${expected === '+' ? '>' : '<'} ${reference}`;
  const wanted = `expected ${sign}${isAside ? ' (open, aside)' : isOpen ? ' (open)' : ''}, P ${result.probabilityExpected.toFixed(2)}`;
  return `${name.en}: ${numbers(result)}, ${wanted}`;
}

function numbers({ effect, mean, low, high }: EffectResult): string {
  const show = (value: number): string => formatWithUnit(value, effect.unit, 'en', { signed: true });
  return `${show(mean)} [${show(low)}, ${show(high)}]`;
}
