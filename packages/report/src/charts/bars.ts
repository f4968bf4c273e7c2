import * as Plot from '@observablehq/plot';
import type { Table, Tone } from '../parts.ts';
import type { Text } from '../texts.ts';
import { formatNumber, formatWithUnit } from '../units.ts';
import type { Axis, ChartHead, ChartKind } from './chart.ts';
import { plotRows } from './rows.ts';
import { colours, withLegend } from './svg.ts';
import { toneMarks, whatName } from './words.ts';

export interface Bar {
  readonly name: Text;
  readonly value: number;
  /** what was aimed at or is to be compared with, drawn as a tick */
  readonly target?: number;
  readonly tone?: Tone;
}

/** Numbers of one unit beside each other, from zero. */
export interface BarsChart extends ChartHead {
  readonly kind: 'bars';
  readonly x: Axis;
  readonly rows: readonly Bar[];
  /** what the ticks mean; needed when a row has a target */
  readonly targetName?: Text;
}

export const bars: ChartKind<BarsChart> = {
  draw(chart, locale) {
    const plot = plotRows(
      {
        rows: chart.rows.map(({ name, value, tone = 'plain' }) => ({
          label: name[locale],
          value: `${formatWithUnit(value, chart.x.unit, locale)} ${toneMarks[tone]}`.trim(),
        })),
        x: chart.x,
        xs: chart.rows.flatMap(({ value, target }) => (target === undefined ? [value] : [value, target])),
        reference: 0,
      },
      locale,
      (bands) => [
        Plot.rect(chart.rows, {
          x1: () => 0,
          x2: 'value',
          y1: (_: Bar, index: number) => bands[index]?.top,
          y2: (_: Bar, index: number) => bands[index]?.bottom,
          fill: ({ tone = 'plain' }: Bar) => colours[tone],
          fillOpacity: 0.85,
        }),
        Plot.ruleX(
          chart.rows.flatMap((row, index) =>
            row.target === undefined ? [] : [{ target: row.target, band: bands[index] }],
          ),
          {
            x: 'target',
            y1: (row) => row.band?.top,
            y2: (row) => row.band?.bottom,
            stroke: colours.ink,
            strokeWidth: 2.5,
          },
        ),
      ],
    );
    const legend = chart.targetName
      ? [{ name: chart.targetName[locale], colour: colours.ink, shape: 'tick' as const }]
      : [];
    return withLegend(legend, plot, locale);
  },

  describe(chart, locale) {
    return chart.rows
      .map(({ name, value }) => `${name[locale]}: ${formatNumber(value, chart.x.unit, locale)}`)
      .join('; ');
  },

  table(chart): Table {
    const hasTargets = chart.rows.some(({ target }) => target !== undefined);
    return {
      columns: [
        { key: 'what', name: whatName },
        { key: 'value', name: chart.x.name, unit: chart.x.unit },
        ...(hasTargets && chart.targetName
          ? [{ key: 'target', name: chart.targetName, unit: chart.x.unit }]
          : []),
      ],
      rows: chart.rows.map(({ name, value, target }) => [
        name,
        value,
        ...(hasTargets && chart.targetName ? [target ?? null] : []),
      ]),
    };
  },
};
