import * as Plot from '@observablehq/plot';
import type { Table } from '../parts.ts';
import { mean, pairedEstimate, quantile } from '../statistics.ts';
import type { Locale, Text } from '../texts.ts';
import { formatNumber, type Unit, units } from '../units.ts';
import type { Axis, ChartHead, ChartKind } from './chart.ts';
import { plotRows } from './rows.ts';
import { colours, withLegend } from './svg.ts';
import { betterName, highName, lowName, whatName } from './words.ts';

/** One outcome in two scenarios, run by run: `base[i]` and `other[i]` used the same seed. */
export interface PairedRow {
  readonly name: Text;
  readonly unit: Unit;
  readonly base: readonly number[];
  readonly other: readonly number[];
  /** which direction is better; 'none' for outcomes that are only told */
  readonly better: 'more' | 'less' | 'none';
}

/** The difference that a change makes under common random numbers, in percent of the base's mean, with P(better). */
export interface PairedChart extends ChartHead {
  readonly kind: 'paired';
  readonly rows: readonly PairedRow[];
}

const axis: Axis = {
  name: {
    'zh-CN': '相对基准均值的差异',
    ja: '基準の平均に対する差',
    en: 'Difference, relative to the mean of the base',
  },
  unit: units.share,
};
const seedsName: Text = { 'zh-CN': '单个种子的 80 %', ja: '各シードの 80 %', en: '80 % of single seeds' };
const intervalName: Text = {
  'zh-CN': '均值及其 95 % 区间',
  ja: '平均とその 95 % 区間',
  en: 'Mean and its 95 % interval',
};

/** What the page says of one row; `relative` is null where the base's mean is zero. */
export function judgePair(row: PairedRow): {
  relative: { mean: number; low: number; high: number; low80: number; high80: number } | null;
  estimate: ReturnType<typeof pairedEstimate>;
  probabilityBetter: number | null;
} {
  const differences = row.base.map((value, index) => (row.other[index] ?? Number.NaN) - value);
  const estimate = pairedEstimate(differences);
  const scale = Math.abs(mean(row.base));
  const better = row.better === 'less' ? 1 - estimate.shareAboveZero : estimate.shareAboveZero;
  return {
    estimate,
    probabilityBetter: row.better === 'none' ? null : better,
    relative:
      scale > 0
        ? {
            mean: estimate.mean / scale,
            low: estimate.low / scale,
            high: estimate.high / scale,
            low80: quantile(differences, 0.1) / scale,
            high80: quantile(differences, 0.9) / scale,
          }
        : null,
  };
}

export const paired: ChartKind<PairedChart> = {
  draw(chart, locale) {
    const drawn = chart.rows.flatMap((row) => {
      const { relative, probabilityBetter } = judgePair(row);
      return relative ? [{ row, relative, probabilityBetter }] : [];
    });
    type Drawn = (typeof drawn)[number];
    const colourOf = ({ probabilityBetter, relative }: Drawn): string =>
      probabilityBetter === null || (relative.low <= 0 && relative.high >= 0)
        ? colours.soft
        : probabilityBetter >= 0.5
          ? colours.good
          : colours.bad;
    const plot = plotRows(
      {
        rows: drawn.map(({ row, relative, probabilityBetter }) => ({
          label: row.name[locale],
          value: [
            formatNumber(relative.mean, units.share, locale, { signed: true }),
            ...(probabilityBetter === null
              ? []
              : [`P ${formatNumber(probabilityBetter, units.probability, locale)}`]),
          ].join(' · '),
        })),
        x: axis,
        xs: drawn.flatMap(({ relative }) =>
          [relative.low80, relative.high80, relative.low, relative.high].filter(Number.isFinite),
        ),
        reference: 0,
      },
      locale,
      (bands) => {
        const middle = (_: Drawn, index: number): number | undefined => bands[index]?.middle;
        return [
          Plot.link(drawn, {
            x1: ({ relative }: Drawn) => relative.low80,
            x2: ({ relative }: Drawn) => relative.high80,
            y1: middle,
            y2: middle,
            stroke: colourOf,
            strokeOpacity: 0.45,
            strokeWidth: 8,
          }),
          Plot.link(
            drawn.filter(({ relative }) => Number.isFinite(relative.low)),
            {
              x1: ({ relative }: Drawn) => relative.low,
              x2: ({ relative }: Drawn) => relative.high,
              y1: (item: Drawn) => bands[drawn.indexOf(item)]?.middle,
              y2: (item: Drawn) => bands[drawn.indexOf(item)]?.middle,
              stroke: colourOf,
              strokeWidth: 2.5,
            },
          ),
          Plot.dot(drawn, { x: ({ relative }: Drawn) => relative.mean, y: middle, fill: colourOf, r: 4.5 }),
        ];
      },
    );
    return withLegend(
      [
        { name: intervalName[locale], colour: colours.ink, shape: 'dot' },
        { name: seedsName[locale], colour: colours.ink, shape: 'area', opacity: 0.4 },
      ],
      plot,
      locale,
    );
  },

  describe(chart, locale) {
    return chart.rows.map((row) => describeRow(row, locale)).join(' ');
  },

  table(chart): Table {
    return {
      columns: [
        { key: 'what', name: whatName },
        { key: 'unit', name: { 'zh-CN': '单位', ja: '単位', en: 'Unit' } },
        {
          key: 'base',
          name: { 'zh-CN': '基准均值', ja: '基準の平均', en: 'Mean of the base' },
          unit: units.number,
        },
        {
          key: 'difference',
          name: { 'zh-CN': '差异均值', ja: '差の平均', en: 'Mean difference' },
          unit: units.number,
        },
        { key: 'low', name: lowName, unit: units.number },
        { key: 'high', name: highName, unit: units.number },
        { key: 'relative', name: { 'zh-CN': '相对', ja: '相対', en: 'Relative' }, unit: units.share },
        { key: 'probabilityBetter', name: betterName, unit: units.probability },
        { key: 'seeds', name: { 'zh-CN': '种子数', ja: 'シード数', en: 'Seeds' }, unit: units.count },
      ],
      rows: chart.rows.map((row) => {
        const { estimate, relative, probabilityBetter } = judgePair(row);
        const { scale } = row.unit;
        return [
          row.name,
          row.unit.name ?? '',
          mean(row.base) / scale,
          estimate.mean / scale,
          estimate.low / scale,
          estimate.high / scale,
          relative?.mean ?? null,
          probabilityBetter,
          estimate.count,
        ];
      }),
    };
  },
};

function describeRow(row: PairedRow, locale: Locale): string {
  const { relative, probabilityBetter } = judgePair(row);
  const name = row.name[locale];
  if (!relative)
    return {
      'zh-CN': `${name}：基准为零。`,
      ja: `${name}：基準は 0 です。`,
      en: `${name}: the base is zero.`,
    }[locale];
  const size = formatNumber(relative.mean, units.share, locale, { signed: true });
  if (probabilityBetter === null) return `${name}: ${size}.`;
  const chance = formatNumber(probabilityBetter, units.probability, locale);
  return {
    'zh-CN': `${name}：${size}，更好的概率 ${chance}。`,
    ja: `${name}：${size}、良くなる確率 ${chance}。`,
    en: `${name}: ${size}, better with probability ${chance}.`,
  }[locale];
}
