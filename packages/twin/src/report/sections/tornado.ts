/** One parameter at a time: on which assumptions a figure hangs. */
import { fill, type Section } from '@hazumi/report';
import { PARAMETERS } from '../../parameters.ts';
import type { Experiment } from '../experiment.ts';
import { quantityTexts, text } from '../scenario.names.ts';

/** Bars of the tornado; its table has all. */
const BARS = 15;

export function tornadoSection({ tornado, other, options }: Experiment): Section {
  const { name, unit } = quantityTexts.effectiveWeight;
  const rows = tornado?.rows ?? [];
  const base = tornado?.base ?? Number.NaN;
  const spread = ({ low, high }: (typeof rows)[number]): number =>
    Math.max(low.outcome, high.outcome, base) - Math.min(low.outcome, high.outcome, base);
  const widest = rows.toSorted((a, b) => spread(b) - spread(a));
  return {
    id: 'tornado',
    title: text('取决于哪些假设', 'どの仮定に依るか', 'On which assumptions it hangs'),
    lead: fill(
      text(
        '每次只改一个参数，取其校准范围的两端；每端 {seeds} 个种子。',
        '母数を一つずつ、較正の範囲の両端に変えます。片端につき {seeds} シード。',
        'One parameter at a time takes both ends of its calibrated range; {seeds} seeds an end.',
      ),
      { seeds: options.tornadoSeeds },
    ),
    parts: [
      {
        kind: 'tornado',
        id: 'sensitivity',
        title: other
          ? fill(
              text(
                '{name}：方案间的差异',
                '{name}：シナリオ間の差',
                '{name}: difference between the scenarios',
              ),
              { name },
            )
          : name,
        x: { name, unit },
        base,
        rows: widest.slice(0, BARS).map(({ parameter, low, high }) => ({
          name: PARAMETERS[parameter].label,
          low: { setting: short(low.value), outcome: low.outcome },
          high: { setting: short(high.value), outcome: high.outcome },
        })),
      },
      {
        kind: 'table',
        id: 'sensitivity-all',
        title: text('全部参数', 'すべての母数', 'All parameters'),
        folded: true,
        columns: [
          { key: 'parameter', name: text('参数', '母数', 'Parameter') },
          { key: 'name', name: text('名称', '名前', 'Name') },
          { key: 'low', name: text('低值', '低い値', 'Low') },
          { key: 'outcomeAtLow', name: text('低值时', '低い値で', 'At low'), unit },
          { key: 'high', name: text('高值', '高い値', 'High') },
          { key: 'outcomeAtHigh', name: text('高值时', '高い値で', 'At high'), unit },
        ],
        rows: widest.map(({ parameter, low, high }) => [
          PARAMETERS[parameter].label,
          parameter,
          low.value,
          low.outcome,
          high.value,
          high.outcome,
        ]),
      },
    ],
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
