import { formatNumber, formatWithUnit, judgePair, mean, units } from '@hazumi/report';
import { type Experiment, outsideCalibration, quantityNames, quantityTexts } from '@hazumi/twin';

/** What an experiment came to, for the terminal: a line a quantity, then the gains and what the figures lean on. */
export function outcomeLines({ base, other, options }: Experiment): string {
  const head = other
    ? `${other.scenario.name} against ${base.scenario.name}: ${options.seeds} pairs under the same chance`
    : `${base.scenario.name}: ${options.seeds} runs`;
  const quantities = quantityNames.map((name) => {
    const { name: title, unit, better } = quantityTexts[name];
    const before = base.runs.map(({ late }) => late[name]);
    const label = `  ${title.en.padEnd(52)}`;
    if (!other) return `${label} ${formatWithUnit(mean(before), unit, 'en')}`;
    const after = other.runs.map(({ late }) => late[name]);
    const { relative, probabilityBetter } = judgePair({
      name: title,
      unit,
      better,
      base: before,
      other: after,
    });
    const show = (value: number): string => formatNumber(value, units.share, 'en', { signed: true });
    const change = relative
      ? `${show(relative.mean)} [${show(relative.low)}, ${show(relative.high)}]`
      : formatWithUnit(mean(after) - mean(before), unit, 'en', { signed: true });
    return `${label} ${change}${probabilityBetter === null ? '' : `, P(better) ${probabilityBetter.toFixed(2)}`}`;
  });
  const sides = other ? [base, other] : [base];
  return [
    head,
    ...quantities,
    ...sides.flatMap(({ scenario, gains }) =>
      gains.map(
        ({ level, gain }) =>
          `  ${`${scenario.name}: gain of the loop, ${level}`.padEnd(52)} ${formatNumber(gain, { scale: 1, digits: 3, significant: 2 }, 'en')}`,
      ),
    ),
    ...sides.flatMap(({ scenario }) =>
      outsideCalibration(scenario.parameters).map(
        ({ name, value, range }) =>
          `  ${scenario.name} leaves the calibrated range: ${name} = ${value}, calibrated from ${range[0]} to ${range[1]}`,
      ),
    ),
  ].join('\n');
}
