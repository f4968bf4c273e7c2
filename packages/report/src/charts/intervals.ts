import * as Plot from '@observablehq/plot';
import type { Table, Tone } from '../parts.ts';
import type { Text } from '../texts.ts';
import { formatNumber, formatWithUnit } from '../units.ts';
import type { Axis, ChartHead, ChartKind } from './chart.ts';
import { plotRows } from './rows.ts';
import { colours, withLegend } from './svg.ts';
import { highName, lowName, toneMarks, whatName } from './words.ts';

export interface Interval {
  readonly name: Text;
  readonly estimate: number;
  /** may be infinite: drawn to the edge */
  readonly low: number;
  readonly high: number;
  /** what is true, where it is known, drawn as a ring */
  readonly truth?: number;
  readonly tone?: Tone;
}

/** Estimates with their intervals, one below the other, against a level that means "nothing". */
export interface IntervalsChart extends ChartHead {
  readonly kind: 'intervals';
  readonly x: Axis;
  readonly rows: readonly Interval[];
  readonly reference?: number;
}

const estimateName: Text = { 'zh-CN': '估计', ja: '推定値', en: 'Estimate' };
const truthName: Text = { 'zh-CN': '真值', ja: '真の値', en: 'Truth' };
const intervalName: Text = { 'zh-CN': '区间', ja: '区間', en: 'Interval' };

export const intervals: ChartKind<IntervalsChart> = {
  draw(chart, locale) {
    const { unit } = chart.x;
    const finite = chart.rows
      .flatMap(({ estimate, low, high, truth }) => [estimate, low, high, truth ?? Number.NaN])
      .filter(Number.isFinite);
    const lowest = Math.min(...finite, chart.reference ?? Number.POSITIVE_INFINITY);
    const highest = Math.max(...finite, chart.reference ?? Number.NEGATIVE_INFINITY);
    const within = (value: number): number => Math.min(highest, Math.max(lowest, value));
    const colourOf = ({ tone = 'plain' }: Interval): string => colours[tone];
    const plot = plotRows(
      {
        rows: chart.rows.map(({ name, estimate, tone = 'plain' }) => ({
          label: name[locale],
          value:
            `${formatWithUnit(estimate, unit, locale, { signed: chart.reference === 0 })} ${toneMarks[tone]}`.trim(),
        })),
        x: chart.x,
        xs: finite,
        reference: chart.reference,
      },
      locale,
      (bands) => {
        const middle = (_: Interval, index: number): number | undefined => bands[index]?.middle;
        return [
          Plot.link(chart.rows, {
            x1: ({ low }: Interval) => within(low),
            x2: ({ high }: Interval) => within(high),
            y1: middle,
            y2: middle,
            stroke: colourOf,
            strokeWidth: 3,
          }),
          Plot.dot(chart.rows, { x: 'estimate', y: middle, fill: colourOf, r: 4.5 }),
          Plot.dot(
            chart.rows.flatMap(({ truth }, index) =>
              truth === undefined ? [] : [{ truth, band: bands[index] }],
            ),
            {
              x: 'truth',
              y: (row) => row.band?.middle,
              stroke: colours.ink,
              strokeWidth: 2,
              fill: 'none',
              r: 6,
            },
          ),
        ];
      },
    );
    const legend = [
      { name: estimateName[locale], colour: colours.plain, shape: 'dot' as const },
      { name: intervalName[locale], colour: colours.plain, shape: 'line' as const },
      ...(chart.rows.some(({ truth }) => truth !== undefined)
        ? [{ name: truthName[locale], colour: colours.ink, shape: 'ring' as const }]
        : []),
    ];
    return withLegend(legend, plot, locale);
  },

  describe(chart, locale) {
    const show = (value: number): string => formatNumber(value, chart.x.unit, locale);
    return chart.rows
      .map(
        ({ name, estimate, low, high }) =>
          `${name[locale]}: ${show(estimate)} (${show(low)} – ${show(high)})`,
      )
      .join('; ');
  },

  table(chart): Table {
    const { unit } = chart.x;
    const knowsTruth = chart.rows.some(({ truth }) => truth !== undefined);
    return {
      columns: [
        { key: 'what', name: whatName },
        { key: 'estimate', name: estimateName, unit },
        { key: 'low', name: lowName, unit },
        { key: 'high', name: highName, unit },
        ...(knowsTruth ? [{ key: 'truth', name: truthName, unit }] : []),
      ],
      rows: chart.rows.map(({ name, estimate, low, high, truth }) => [
        name,
        estimate,
        low,
        high,
        ...(knowsTruth ? [truth ?? null] : []),
      ]),
    };
  },
};
