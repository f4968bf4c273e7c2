import { type BarsChart, bars } from './charts/bars.ts';
import type { ChartKind } from './charts/chart.ts';
import { type DecilesChart, deciles } from './charts/deciles.ts';
import { type FanChart, fan } from './charts/fan.ts';
import { type GuardrailsChart, guardrails } from './charts/guardrails.ts';
import { type IntervalsChart, intervals } from './charts/intervals.ts';
import { type LinesChart, lines } from './charts/lines.ts';
import { type PairedChart, paired } from './charts/paired.ts';
import { type ScatterChart, scatter } from './charts/scatter.ts';
import { type TornadoChart, tornado } from './charts/tornado.ts';

/** Every chart that a report can hold, told apart by `kind`. */
export type Chart =
  | BarsChart
  | DecilesChart
  | FanChart
  | GuardrailsChart
  | IntervalsChart
  | LinesChart
  | PairedChart
  | ScatterChart
  | TornadoChart;

/** What can be done with each kind: draw it, put it into words, tabulate it. One file a kind. */
const kinds: { [K in Chart['kind']]: ChartKind<Extract<Chart, { kind: K }>> } = {
  bars,
  deciles,
  fan,
  guardrails,
  intervals,
  lines,
  paired,
  scatter,
  tornado,
};

/** The kind of a chart, with the chart's own type forgotten: the table above keeps the two together. */
export function kindOf(chart: Chart): ChartKind<Chart> {
  return kinds[chart.kind] as unknown as ChartKind<Chart>;
}

export function isChart(part: { readonly kind: string }): part is Chart {
  return part.kind in kinds;
}
