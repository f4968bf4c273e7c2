import * as Plot from '@observablehq/plot';
import type { Table, Tone } from '../parts.ts';
import type { Text } from '../texts.ts';
import { formatNumber } from '../units.ts';
import type { Axis, ChartHead, ChartKind } from './chart.ts';
import { plotFrame } from './frame.ts';
import { colours, withLegend } from './svg.ts';
import { toneMarks, whatName } from './words.ts';

export interface ScatterPoint {
  readonly name: Text;
  readonly x: number;
  readonly y: number;
  readonly tone?: Tone;
}

/** Two numbers of each thing; bands say where they should lie (bias within +-10 %, coverage .85 to .95). */
export interface ScatterChart extends ChartHead {
  readonly kind: 'scatter';
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly ScatterPoint[];
  readonly xBand?: readonly [number, number];
  readonly yBand?: readonly [number, number];
  /** draws the line on which both numbers are equal */
  readonly hasDiagonal?: boolean;
}

const bandName: Text = { 'zh-CN': '应在此范围内', ja: 'この範囲にあるべき', en: 'Where it should lie' };

/** Shapes as well as colours tell the tones apart. */
const symbols = { plain: 'circle', good: 'circle', warning: 'triangle', bad: 'times' } as const;

export const scatter: ChartKind<ScatterChart> = {
  draw(chart, locale) {
    const xs = [...chart.points.map(({ x }) => x), ...(chart.xBand ?? [])];
    const ys = [...chart.points.map(({ y }) => y), ...(chart.yBand ?? [])];
    const band = { fill: colours.good, fillOpacity: 0.14 };
    const both = [Math.max(Math.min(...xs), Math.min(...ys)), Math.min(Math.max(...xs), Math.max(...ys))];
    const plot = plotFrame({ x: padded(chart.x, xs), y: padded(chart.y, ys), xs, ys }, locale, [
      chart.xBand ? Plot.rectX([chart.xBand], { x1: '0', x2: '1', ...band }) : null,
      chart.yBand ? Plot.rectY([chart.yBand], { y1: '0', y2: '1', ...band }) : null,
      chart.hasDiagonal
        ? Plot.line(both, {
            x: (value: number) => value,
            y: (value: number) => value,
            stroke: colours.strong,
          })
        : null,
      Plot.dot(chart.points, {
        x: 'x',
        y: 'y',
        symbol: ({ tone = 'plain' }: ScatterPoint) => symbols[tone],
        stroke: ({ tone = 'plain' }: ScatterPoint) => colours[tone],
        strokeWidth: 2,
        fill: ({ tone = 'plain' }: ScatterPoint) => (tone === 'bad' ? 'none' : colours[tone]),
        r: 4,
      }),
    ]);
    const legend =
      chart.xBand || chart.yBand
        ? [{ name: bandName[locale], colour: colours.good, shape: 'area' as const, opacity: 0.3 }]
        : [];
    return withLegend(legend, plot, locale);
  },

  describe(chart, locale) {
    const { x, y } = chart;
    return chart.points
      .map((point) =>
        `${point.name[locale]}: ${formatNumber(point.x, x.unit, locale)} / ${formatNumber(point.y, y.unit, locale)} ${toneMarks[point.tone ?? 'plain']}`.trim(),
      )
      .join('; ');
  },

  table(chart): Table {
    return {
      columns: [
        { key: 'what', name: whatName },
        { key: 'x', name: chart.x.name, unit: chart.x.unit },
        { key: 'y', name: chart.y.name, unit: chart.y.unit },
        { key: 'tone', name: { 'zh-CN': '判断', ja: '判定', en: 'Judgement' } },
      ],
      rows: chart.points.map(({ name, x, y, tone = 'plain' }) => [name, x, y, toneMarks[tone]]),
    };
  },
};

/** Room around the points, so that none lies on the frame. */
function padded(axis: Axis, values: readonly number[]): Axis {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low) * 0.06;
  return { ...axis, includes: [...(axis.includes ?? []), low - room, high + room] };
}
