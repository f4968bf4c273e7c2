/** One dress for all reports: a page that stands alone, with JSON, CSV and SVG beside it, in three languages. */
export type { Bar, BarsChart } from './charts/bars.ts';
export type { Axis } from './charts/chart.ts';
export type { Decile, DecilesChart } from './charts/deciles.ts';
export { type FanChart, type FanPoint, type FanSeries, fanQuantiles, fanSeries } from './charts/fan.ts';
export { breachProbability, type Guardrail, type GuardrailsChart } from './charts/guardrails.ts';
export type { Interval, IntervalsChart } from './charts/intervals.ts';
export type { LineSeries, LinesChart } from './charts/lines.ts';
export { judgePair, type PairedChart, type PairedRow } from './charts/paired.ts';
export type { ScatterChart, ScatterPoint } from './charts/scatter.ts';
export type { TornadoChart, TornadoRow } from './charts/tornado.ts';
export type { Chart } from './charts.ts';
export type {
  Cell,
  CodePart,
  Column,
  FactsPart,
  FiguresPart,
  NotePart,
  Part,
  Report,
  Section,
  Table,
  TablePart,
  Tone,
} from './parts.ts';
export { type ReportFile, reportFiles, writeReport } from './report.ts';
export {
  mean,
  type PairedEstimate,
  pairedEstimate,
  quantile,
  studentCdf,
  studentQuantile,
  variance,
} from './statistics.ts';
export { fill, type Locale, locales, same, type Text } from './texts.ts';
export { formatNumber, formatWithUnit, type Unit, units } from './units.ts';
