import type { Table } from '../parts.ts';
import type { Locale, Text } from '../texts.ts';
import type { Unit } from '../units.ts';

/** What every chart says of itself. */
export interface ChartHead {
  /** names the chart's files: kebab-case, unique in the report */
  readonly id: string;
  readonly title: Text;
  /** how to read it, in a sentence or two below the title */
  readonly note?: Text;
}

export interface Axis {
  readonly name: Text;
  readonly unit: Unit;
  /** numbers that the axis shows at least, beside the data */
  readonly includes?: readonly number[];
}

/** A kind of chart: one file defines its data and these three. */
export interface ChartKind<C> {
  /** the chart as an SVG element without dress: colours are the page's variables */
  draw(chart: C, locale: Locale): string;
  /** the chart in words, for those who do not see it */
  describe(chart: C, locale: Locale): string;
  /** all its numbers */
  table(chart: C): Table;
}
