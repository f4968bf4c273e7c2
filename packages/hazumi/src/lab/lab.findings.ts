import type { LabFindings } from '@hazumi/market';
import {
  breachProbability,
  fill,
  formatNumber,
  formatWithUnit,
  judgePair,
  mean,
  type Text,
  units,
} from '@hazumi/report';
import {
  type Experiment,
  guardrailLimits,
  guardrailTexts,
  outsideCalibration,
  quantityNames,
  quantityTexts,
} from '@hazumi/twin';

const inEach = (write: (locale: keyof Text) => string): Text => ({
  'zh-CN': write('zh-CN'),
  ja: write('ja'),
  en: write('en'),
});
/** The interval of a difference, in brackets. */
const interval = (one: string, other: string): string => `[${one}, ${other}]`;

/**
 * What an experiment of two policies came to, in short. Both sides are judged by the guardrails of the first: the limits that were
 * registered before anybody tried anything.
 *
 * @throws Error for an experiment of one scenario
 */
export function findingsOf({ base, other, options }: Experiment): LabFindings {
  if (other === null) throw new Error('a draft is tried against its base');
  const { scenario } = base;
  return {
    pairs: options.seeds,
    days: scenario.days,
    principals: scenario.size.principals,
    outcomes: quantityNames.map((name) => {
      const { name: label, unit, better } = quantityTexts[name];
      const before = base.runs.map(({ late }) => late[name]);
      const after = other.runs.map(({ late }) => late[name]);
      const { relative, estimate, probabilityBetter } = judgePair({
        name: label,
        unit,
        better,
        base: before,
        other: after,
      });
      // Two that came to the same are no better the one than the other.
      const isSame = before.every((value, run) => value === after[run]);
      return {
        name,
        label,
        before: inEach((locale) => formatWithUnit(mean(before), unit, locale)),
        after: inEach((locale) => formatWithUnit(mean(after), unit, locale)),
        change: inEach((locale) => {
          if (relative === null) return formatWithUnit(estimate.mean, unit, locale, { signed: true });
          const show = (value: number): string => formatNumber(value, units.share, locale, { signed: true });
          return `${show(relative.mean)} ${interval(show(relative.low), show(relative.high))}`;
        }),
        probabilityBetter: isSame || !Number.isFinite(probabilityBetter) ? null : probabilityBetter,
      };
    }),
    guardrails: guardrailLimits(scenario.policy).flatMap(({ guardrail, limit, breach }) => {
      const { name: label, unit } = guardrailTexts[guardrail];
      const share = (runs: typeof base.runs): number =>
        breachProbability({
          name: label,
          unit,
          limit,
          breach,
          values: runs.map(({ guardrails }) => guardrails[guardrail]).filter(Number.isFinite),
        });
      const [breachBefore, breachAfter] = [share(base.runs), share(other.runs)];
      // A short run knows nothing of what shows after sixty days.
      if (Number.isNaN(breachBefore) || Number.isNaN(breachAfter)) return [];
      return [
        {
          name: guardrail,
          label,
          limit: inEach((locale) => formatWithUnit(limit, unit, locale)),
          bound: breach === 'above' ? ('atMost' as const) : ('atLeast' as const),
          breachBefore,
          breachAfter,
        },
      ];
    }),
    outside: outsideCalibration(other.scenario.parameters).map(({ label, value, range: [low, high] }) =>
      fill(
        {
          'zh-CN': '{label}为{value}，校准范围为{low}至{high}',
          ja: '{label}は{value}で、較正の範囲は{low}から{high}です',
          en: '{label} is {value}, calibrated from {low} to {high}',
        },
        { label, value, low, high },
      ),
    ),
  };
}
