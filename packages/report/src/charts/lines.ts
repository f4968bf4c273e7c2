import * as Plot from '@observablehq/plot';
import type { Table } from '../parts.ts';
import type { Text } from '../texts.ts';
import { formatWithUnit } from '../units.ts';
import type { Axis, ChartHead, ChartKind } from './chart.ts';
import { plotFrame } from './frame.ts';
import { colours, seriesColour, seriesDash, withLegend } from './svg.ts';

export interface LineSeries {
  readonly name: Text;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** The course of one number or a few (at most five: more are not told apart). */
export interface LinesChart extends ChartHead {
  readonly kind: 'lines';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly LineSeries[];
  readonly reference?: number;
}

export const lines: ChartKind<LinesChart> = {
  draw(chart, locale) {
    const reference = chart.reference === undefined ? [] : [chart.reference];
    const plot = plotFrame(
      {
        x: chart.x,
        y: { ...chart.y, includes: [...(chart.y.includes ?? []), ...reference] },
        xs: chart.series.flatMap(({ points }) => points.map(({ x }) => x)),
        ys: chart.series.flatMap(({ points }) => points.map(({ y }) => y)),
      },
      locale,
      [
        Plot.ruleY(reference, { stroke: colours.strong, strokeWidth: 1.5 }),
        ...chart.series.map(({ points }, index) =>
          Plot.lineY(points, {
            x: 'x',
            y: 'y',
            stroke: seriesColour(index),
            strokeWidth: 2,
            strokeDasharray: seriesDash(index),
          }),
        ),
      ],
    );
    const legend = chart.series.map(({ name }, index) => ({
      name: name[locale],
      colour: seriesColour(index),
      shape: 'line' as const,
      dash: seriesDash(index),
    }));
    return withLegend(legend, plot, locale);
  },

  describe(chart, locale) {
    return chart.series
      .map(({ name, points }) => {
        const first = points[0];
        const last = points.at(-1);
        if (!first || !last) return name[locale];
        const from = formatWithUnit(first.y, chart.y.unit, locale);
        const to = formatWithUnit(last.y, chart.y.unit, locale);
        return {
          'zh-CN': `${name['zh-CN']}：从 ${from} 到 ${to}。`,
          ja: `${name.ja}：${from} から ${to} へ。`,
          en: `${name.en}: from ${from} to ${to}.`,
        }[locale];
      })
      .join(' ');
  },

  table(chart): Table {
    return {
      columns: [
        { key: 'series', name: { 'zh-CN': '方案', ja: '系列', en: 'Series' } },
        { key: 'x', name: chart.x.name, unit: chart.x.unit },
        { key: 'y', name: chart.y.name, unit: chart.y.unit },
      ],
      rows: chart.series.flatMap(({ name, points }) => points.map(({ x, y }) => [name, x, y])),
    };
  },
};
