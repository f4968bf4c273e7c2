import * as Plot from '@observablehq/plot';
import type { Table } from '../parts.ts';
import { quantile } from '../statistics.ts';
import type { Text } from '../texts.ts';
import { formatNumber, formatWithUnit, type Unit, units } from '../units.ts';
import type { Axis, ChartHead, ChartKind } from './chart.ts';
import { plotRows } from './rows.ts';
import { colours, withLegend } from './svg.ts';
import { medianName, whatName } from './words.ts';

/** A number that must not cross its limit while the North Star is pushed. */
export interface Guardrail {
  readonly name: Text;
  readonly unit: Unit;
  /** the limit registered before the run */
  readonly limit: number;
  /** on which side of the limit it is breached */
  readonly breach: 'above' | 'below';
  /** one a run */
  readonly values: readonly number[];
}

/** Guardrails with the share of runs that breach them. */
export interface GuardrailsChart extends ChartHead {
  readonly kind: 'guardrails';
  readonly rows: readonly Guardrail[];
}

const axis: Axis = {
  name: { 'zh-CN': '突破的概率', ja: '超える確率', en: 'Probability of a breach' },
  unit: units.probability,
  includes: [0, 1],
};

/** The share of runs in which the guardrail is breached; NaN of no runs. */
export function breachProbability({ values, limit, breach }: Guardrail): number {
  const breached = values.filter((value) => (breach === 'above' ? value > limit : value < limit)).length;
  return breached / values.length;
}

export const guardrails: ChartKind<GuardrailsChart> = {
  draw(chart, locale) {
    const rows = chart.rows.map((rail) => ({ rail, probability: breachProbability(rail) }));
    const plot = plotRows(
      {
        rows: rows.map(({ rail, probability }) => ({
          label: `${rail.name[locale]} (${sign(rail)} ${formatWithUnit(rail.limit, rail.unit, locale)})`,
          value: `${formatNumber(probability, units.probability, locale)} ${mark(probability)}`,
        })),
        x: axis,
        xs: [0, 1],
      },
      locale,
      (bands) => [
        Plot.rect(rows, {
          x1: () => 0,
          x2: () => 1,
          y1: (_: unknown, index: number) => bands[index]?.top,
          y2: (_: unknown, index: number) => bands[index]?.bottom,
          fill: colours.grid,
          fillOpacity: 0.5,
        }),
        Plot.rect(rows, {
          x1: () => 0,
          x2: 'probability',
          y1: (_: unknown, index: number) => bands[index]?.top,
          y2: (_: unknown, index: number) => bands[index]?.bottom,
          fill: ({ probability }: { probability: number }) => toneOf(probability),
        }),
      ],
    );
    return withLegend([], plot, locale);
  },

  describe(chart, locale) {
    return chart.rows
      .map(
        (rail) => `${rail.name[locale]}: ${formatNumber(breachProbability(rail), units.probability, locale)}`,
      )
      .join('; ');
  },

  table(chart): Table {
    return {
      columns: [
        { key: 'guardrail', name: whatName },
        { key: 'unit', name: { 'zh-CN': '单位', ja: '単位', en: 'Unit' } },
        { key: 'limit', name: { 'zh-CN': '界限', ja: '限度', en: 'Limit' } },
        { key: 'median', name: medianName, unit: units.number },
        { key: 'q10', name: { 'zh-CN': '10 %', ja: '10 %', en: '10 %' }, unit: units.number },
        { key: 'q90', name: { 'zh-CN': '90 %', ja: '90 %', en: '90 %' }, unit: units.number },
        { key: 'breachProbability', name: axis.name, unit: units.probability },
      ],
      rows: chart.rows.map((rail) => {
        const { scale } = rail.unit;
        return [
          rail.name,
          rail.unit.name ?? '',
          `${sign(rail)} ${rail.limit / scale}`,
          quantile(rail.values, 0.5) / scale,
          quantile(rail.values, 0.1) / scale,
          quantile(rail.values, 0.9) / scale,
          breachProbability(rail),
        ];
      }),
    };
  },
};

function sign({ breach }: Guardrail): string {
  return breach === 'above' ? '≤' : '≥';
}

function mark(probability: number): string {
  return probability === 0 ? '✓' : probability > 0.1 ? '✗' : '!';
}

function toneOf(probability: number): string {
  return probability > 0.1 ? colours.bad : colours.warning;
}
