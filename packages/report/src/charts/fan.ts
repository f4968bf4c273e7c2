import * as Plot from '@observablehq/plot';
import type { Table } from '../parts.ts';
import { quantileOfSorted } from '../statistics.ts';
import type { Locale, Text } from '../texts.ts';
import { formatWithUnit } from '../units.ts';
import type { Axis, ChartHead, ChartKind } from './chart.ts';
import { plotFrame } from './frame.ts';
import { colours, seriesColour, seriesDash, withLegend } from './svg.ts';
import { bandName, medianName, pathName } from './words.ts';

/** The quantiles of many runs at one place of the horizontal axis. */
export interface FanPoint {
  readonly x: number;
  /** quantiles .025, .1, .25, .5, .75, .9, .975 */
  readonly quantiles: readonly [number, number, number, number, number, number, number];
}

export interface FanSeries {
  readonly name: Text;
  readonly points: readonly FanPoint[];
  /** a few single runs, drawn thin: no run looks like a median */
  readonly paths?: readonly (readonly number[])[];
}

/** What many runs say of the course of a number: 50, 80 and 95 % of them within each band. */
export interface FanChart extends ChartHead {
  readonly kind: 'fan';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly FanSeries[];
  /** a level to compare with, drawn across */
  readonly reference?: number;
}

export const fanQuantiles = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] as const;

/** The fan of runs: `runs[i][j]` is run i at `xs[j]`. Keeps the first `paths` runs as samples. */
export function fanSeries(
  name: Text,
  xs: ArrayLike<number>,
  runs: readonly ArrayLike<number>[],
  paths = 0,
): FanSeries {
  const points: FanPoint[] = [];
  for (let j = 0; j < xs.length; j += 1) {
    const sorted = Float64Array.from(runs, (run) => run[j] ?? Number.NaN).sort();
    const at = (p: number): number => quantileOfSorted(sorted, p);
    points.push({
      x: xs[j] ?? j,
      quantiles: [at(0.025), at(0.1), at(0.25), at(0.5), at(0.75), at(0.9), at(0.975)],
    });
  }
  return { name, points, paths: runs.slice(0, paths).map((run) => Array.from(run)) };
}

/** Outer to inner: the pair of quantiles, its share of runs, and how strongly it is filled. */
const fills = [
  { low: 0, high: 6, share: '95 %', opacity: 0.16 },
  { low: 1, high: 5, share: '80 %', opacity: 0.22 },
  { low: 2, high: 4, share: '50 %', opacity: 0.34 },
] as const;

export const fan: ChartKind<FanChart> = {
  draw(chart, locale) {
    const marks: Plot.Markish[] = [];
    chart.series.forEach((series, index) => {
      const colour = seriesColour(index);
      for (const { low, high, opacity } of fills) {
        marks.push(
          Plot.areaY(series.points, {
            x: 'x',
            y1: (point: FanPoint) => point.quantiles[low],
            y2: (point: FanPoint) => point.quantiles[high],
            fill: colour,
            fillOpacity: chart.series.length > 1 ? opacity * 0.7 : opacity,
          }),
        );
      }
      for (const path of series.paths ?? []) {
        marks.push(
          Plot.lineY(path, {
            x: (_: number, j: number) => series.points[j]?.x,
            y: (value: number) => value,
            stroke: colour,
            strokeWidth: 0.6,
            strokeOpacity: 0.7,
          }),
        );
      }
      marks.push(
        Plot.lineY(series.points, {
          x: 'x',
          y: (point: FanPoint) => point.quantiles[3],
          stroke: colour,
          strokeWidth: 2,
          strokeDasharray: seriesDash(index),
        }),
      );
    });
    if (chart.reference !== undefined) {
      marks.push(Plot.ruleY([chart.reference], { stroke: colours.strong, strokeWidth: 1.5 }));
    }
    const plot = plotFrame(
      {
        x: chart.x,
        y: {
          ...chart.y,
          includes: [
            ...(chart.y.includes ?? []),
            ...(chart.reference === undefined ? [] : [chart.reference]),
          ],
        },
        xs: chart.series.flatMap(({ points }) => points.map(({ x }) => x)),
        ys: chart.series.flatMap(({ points }) =>
          points.flatMap(({ quantiles }) => [quantiles[0], quantiles[6]]),
        ),
      },
      locale,
      marks,
    );
    return withLegend(legend(chart, locale), plot, locale);
  },

  describe(chart, locale) {
    return chart.series
      .map(({ name, points }) => {
        const first = points[0];
        const last = points.at(-1);
        if (!first || !last) return name[locale];
        const show = (value: number): string => formatWithUnit(value, chart.y.unit, locale);
        return {
          'zh-CN': `${name['zh-CN']}：中位数从 ${show(first.quantiles[3])} 到 ${show(last.quantiles[3])}，最后 95 % 的运行落在 ${show(last.quantiles[0])} 至 ${show(last.quantiles[6])}。`,
          ja: `${name.ja}：中央値は ${show(first.quantiles[3])} から ${show(last.quantiles[3])} へ。最後は実行の 95 % が ${show(last.quantiles[0])} ～ ${show(last.quantiles[6])} に入ります。`,
          en: `${name.en}: the median goes from ${show(first.quantiles[3])} to ${show(last.quantiles[3])}; at the end 95 % of runs lie between ${show(last.quantiles[0])} and ${show(last.quantiles[6])}.`,
        }[locale];
      })
      .join(' ');
  },

  table(chart): Table {
    const { unit } = chart.y;
    return {
      columns: [
        { key: 'series', name: { 'zh-CN': '方案', ja: '系列', en: 'Series' } },
        { key: 'x', name: chart.x.name, unit: chart.x.unit },
        ...fanQuantiles.map((p) => ({
          key: `q${String(p * 1000).padStart(3, '0')}`,
          name: p === 0.5 ? medianName : { 'zh-CN': `${p * 100} %`, ja: `${p * 100} %`, en: `${p * 100} %` },
          unit,
        })),
      ],
      rows: chart.series.flatMap(({ name, points }) =>
        points.map(({ x, quantiles }) => [name, x, ...quantiles]),
      ),
    };
  },
};

function legend(chart: FanChart, locale: Locale): Parameters<typeof withLegend>[0] {
  const several = chart.series.length > 1;
  return [
    ...chart.series.map(({ name }, index) => ({
      name: several ? name[locale] : medianName[locale],
      colour: seriesColour(index),
      shape: 'line' as const,
      dash: seriesDash(index),
    })),
    ...fills.toReversed().map(({ share, opacity }, index) => ({
      name: bandName(share)[locale],
      colour: several ? colours.ink : colours.plain,
      shape: 'area' as const,
      // Bands lie on each other: an inner one shows the sum of what lies below it.
      opacity: Math.min(
        1,
        opacity +
          fills
            .toReversed()
            .slice(index + 1)
            .reduce((sum, fill) => sum + fill.opacity, 0),
      ),
    })),
    ...(chart.series.some(({ paths }) => paths?.length)
      ? [{ name: pathName[locale], colour: colours.soft, shape: 'line' as const }]
      : []),
  ];
}
