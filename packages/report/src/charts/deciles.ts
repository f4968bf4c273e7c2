import * as Plot from '@observablehq/plot';
import type { Table } from '../parts.ts';
import type { Text } from '../texts.ts';
import { formatNumber, units } from '../units.ts';
import type { Axis, ChartHead, ChartKind } from './chart.ts';
import { plotRows } from './rows.ts';
import { colours, withLegend } from './svg.ts';

export interface Decile {
  /** 1 (smallest) to 10 (largest) */
  readonly decile: number;
  readonly before: number;
  readonly after: number;
}

/** Who wins and who loses: the mean of each tenth of the stores in two scenarios. */
export interface DecilesChart extends ChartHead {
  readonly kind: 'deciles';
  readonly x: Axis;
  readonly beforeName: Text;
  readonly afterName: Text;
  readonly rows: readonly Decile[];
}

const decileName: Text = { 'zh-CN': '十分位', ja: '十分位', en: 'Decile' };
const changeName: Text = { 'zh-CN': '变化', ja: '変化', en: 'Change' };

function labelOf(decile: number, locale: 'zh-CN' | 'ja' | 'en'): string {
  const end = {
    1: { 'zh-CN': '（最小）', ja: '（最も小さい）', en: ' (smallest)' },
    10: { 'zh-CN': '（最大）', ja: '（最も大きい）', en: ' (largest)' },
  }[decile];
  const name = { 'zh-CN': `第 ${decile} 十分位`, ja: `第 ${decile} 十分位`, en: `Decile ${decile}` }[locale];
  return name + (end?.[locale] ?? '');
}

export const deciles: ChartKind<DecilesChart> = {
  draw(chart, locale) {
    const colourOf = ({ before, after }: Decile): string =>
      after > before ? colours.good : after < before ? colours.bad : colours.soft;
    const plot = plotRows(
      {
        rows: chart.rows.map(({ decile, before, after }) => ({
          label: labelOf(decile, locale),
          value: change(before, after, locale),
        })),
        x: chart.x,
        xs: chart.rows.flatMap(({ before, after }) => [before, after]),
      },
      locale,
      (bands) => {
        const middle = (_: Decile, index: number): number | undefined => bands[index]?.middle;
        return [
          Plot.link(chart.rows, {
            x1: 'before',
            x2: 'after',
            y1: middle,
            y2: middle,
            stroke: colourOf,
            strokeWidth: 3,
          }),
          Plot.dot(chart.rows, {
            x: 'before',
            y: middle,
            stroke: colours.soft,
            fill: colours.paper,
            strokeWidth: 2,
            r: 4.5,
          }),
          Plot.dot(chart.rows, { x: 'after', y: middle, fill: colourOf, r: 4.5 }),
        ];
      },
    );
    return withLegend(
      [
        { name: chart.beforeName[locale], colour: colours.soft, shape: 'ring' },
        { name: chart.afterName[locale], colour: colours.ink, shape: 'dot' },
      ],
      plot,
      locale,
    );
  },

  describe(chart, locale) {
    return chart.rows
      .map(({ decile, before, after }) => `${labelOf(decile, locale)}: ${change(before, after, locale)}`)
      .join('; ');
  },

  table(chart): Table {
    const { unit } = chart.x;
    return {
      columns: [
        { key: 'decile', name: decileName, unit: units.count },
        { key: 'before', name: chart.beforeName, unit },
        { key: 'after', name: chart.afterName, unit },
        { key: 'change', name: changeName, unit },
        {
          key: 'relative',
          name: { 'zh-CN': '相对变化', ja: '相対変化', en: 'Relative change' },
          unit: units.share,
        },
      ],
      rows: chart.rows.map(({ decile, before, after }) => [
        decile,
        before,
        after,
        after - before,
        before === 0 ? null : (after - before) / Math.abs(before),
      ]),
    };
  },
};

/** The relative change, or "–" where there was nothing before. An arrow says the direction without colour. */
function change(before: number, after: number, locale: 'zh-CN' | 'ja' | 'en'): string {
  const arrow = after > before ? '▲' : after < before ? '▼' : '=';
  if (before === 0) return arrow;
  return `${arrow} ${formatNumber((after - before) / Math.abs(before), units.share, locale, { signed: true })}`;
}
