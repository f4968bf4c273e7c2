import * as Plot from '@observablehq/plot';
import type { Table } from '../parts.ts';
import type { Text } from '../texts.ts';
import { formatNumber, formatWithUnit } from '../units.ts';
import type { Axis, ChartHead, ChartKind } from './chart.ts';
import { plotRows } from './rows.ts';
import { colours, withLegend } from './svg.ts';
import { whatName } from './words.ts';

/** What an outcome becomes when one parameter alone takes a low and a high value. */
export interface TornadoRow {
  readonly name: Text;
  readonly low: { readonly setting: string; readonly outcome: number };
  readonly high: { readonly setting: string; readonly outcome: number };
}

/** On which assumptions an outcome hangs: one parameter at a time, the widest first. */
export interface TornadoChart extends ChartHead {
  readonly kind: 'tornado';
  readonly x: Axis;
  readonly base: number;
  readonly rows: readonly TornadoRow[];
}

const lowName: Text = { 'zh-CN': '参数取低值', ja: '低い値のとき', en: 'Parameter at its low value' };
const highName: Text = { 'zh-CN': '参数取高值', ja: '高い値のとき', en: 'Parameter at its high value' };
const baseName: Text = { 'zh-CN': '基准', ja: '基準', en: 'Base' };

/** The rows, the widest first; equal ones keep their order. */
function sorted(chart: TornadoChart): TornadoRow[] {
  const spread = ({ low, high }: TornadoRow): number =>
    Math.max(low.outcome, high.outcome, chart.base) - Math.min(low.outcome, high.outcome, chart.base);
  return chart.rows.toSorted((a, b) => spread(b) - spread(a));
}

export const tornado: ChartKind<TornadoChart> = {
  draw(chart, locale) {
    const rows = sorted(chart);
    const plot = plotRows(
      {
        rows: rows.map(({ name, low, high }) => ({
          label: name[locale],
          value: `${low.setting} → ${high.setting}`,
        })),
        x: chart.x,
        xs: rows.flatMap(({ low, high }) => [low.outcome, high.outcome]),
        reference: chart.base,
      },
      locale,
      (bands) =>
        (['low', 'high'] as const).map((end) =>
          Plot.rect(rows, {
            x1: () => chart.base,
            x2: (row: TornadoRow) => row[end].outcome,
            // Two half bands: where both ends lie on the same side, both stay visible.
            y1: (_: TornadoRow, index: number) => bands[index]?.[end === 'low' ? 'top' : 'middle'],
            y2: (_: TornadoRow, index: number) => bands[index]?.[end === 'low' ? 'middle' : 'bottom'],
            fill: end === 'low' ? colours.series[1] : colours.series[0],
          }),
        ),
    );
    return withLegend(
      [
        { name: lowName[locale], colour: colours.series[1], shape: 'area' },
        { name: highName[locale], colour: colours.series[0], shape: 'area' },
        {
          name: `${baseName[locale]} ${formatWithUnit(chart.base, chart.x.unit, locale)}`,
          colour: colours.strong,
          shape: 'tick',
        },
      ],
      plot,
      locale,
    );
  },

  describe(chart, locale) {
    const show = (value: number): string => formatNumber(value, chart.x.unit, locale);
    return sorted(chart)
      .map(
        ({ name, low, high }) =>
          `${name[locale]}: ${low.setting} → ${show(low.outcome)}, ${high.setting} → ${show(high.outcome)}`,
      )
      .join('; ');
  },

  table(chart): Table {
    const { unit } = chart.x;
    return {
      columns: [
        { key: 'parameter', name: whatName },
        { key: 'low', name: { 'zh-CN': '低值', ja: '低い値', en: 'Low value' } },
        {
          key: 'outcomeAtLow',
          name: { 'zh-CN': '低值时的结果', ja: '低い値での結果', en: 'Outcome at the low value' },
          unit,
        },
        { key: 'base', name: baseName, unit },
        { key: 'high', name: { 'zh-CN': '高值', ja: '高い値', en: 'High value' } },
        {
          key: 'outcomeAtHigh',
          name: { 'zh-CN': '高值时的结果', ja: '高い値での結果', en: 'Outcome at the high value' },
          unit,
        },
      ],
      rows: sorted(chart).map(({ name, low, high }) => [
        name,
        low.setting,
        low.outcome,
        chart.base,
        high.setting,
        high.outcome,
      ]),
    };
  },
};
