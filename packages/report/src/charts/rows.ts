import * as Plot from '@observablehq/plot';
import type { Locale } from '../texts.ts';
import type { Axis } from './chart.ts';
import { axisName, extent, ticksOf } from './frame.ts';
import { colours, fontSize, plotSvg, width, widthOf, wrap } from './svg.ts';

/** A row of a chart that lists things one below the other. */
export interface Row {
  /** on the left, above the row's marks; as many lines as it needs */
  readonly label: string;
  /** on the right end of the label's last line */
  readonly value: string;
}

/** Where the marks of a row lie, in pixels from the top. */
export interface Band {
  readonly top: number;
  readonly middle: number;
  readonly bottom: number;
}

const side = 12;
const lineHeight = 16;
const bandHeight = 18;
const gap = 10;

/**
 * A chart of rows: bars, intervals, dumbbells. Names stand above their marks and not beside them, so that long names in any language
 * leave the marks the whole width of a phone. Vertical coordinates are pixels.
 */
export function plotRows(
  {
    rows,
    x,
    xs,
    reference,
  }: { rows: readonly Row[]; x: Axis; xs: Iterable<number>; reference?: number | undefined },
  locale: Locale,
  marks: (bands: readonly Band[]) => Plot.Markish[],
): string {
  const range = extent(xs, [...(x.includes ?? []), ...(reference === undefined ? [] : [reference])]);
  const inner = width - 2 * side;
  const texts: { x: number; y: number; text: string; isValue: boolean }[] = [];
  const bands: Band[] = [];
  let at = 0;
  for (const row of rows) {
    const lines = wrap(row.label, inner - 8 - widthOf(row.value));
    lines.forEach((text, line) => {
      texts.push({ x: range[0], y: at + lineHeight * (line + 0.5), text, isValue: false });
    });
    at += lineHeight * lines.length;
    if (row.value !== '') texts.push({ x: range[1], y: at - lineHeight / 2, text: row.value, isValue: true });
    bands.push({ top: at + 2, middle: at + bandHeight / 2, bottom: at + bandHeight - 2 });
    at += bandHeight + gap;
  }
  const height = Math.max(at, 20);
  const bottom = 40;
  return plotSvg({
    height: height + bottom,
    marginLeft: side,
    marginRight: side,
    marginTop: 0,
    marginBottom: bottom,
    x: { domain: range, nice: false },
    y: { domain: [height, 0], axis: null },
    marks: [
      Plot.gridX({ stroke: colours.grid, strokeOpacity: 1, ticks: 5 }),
      Plot.axisX({
        label: axisName(x, locale),
        labelAnchor: 'center',
        labelArrow: 'none',
        tickFormat: ticksOf(x.unit, locale, range[1] - range[0]),
        ticks: 5,
        color: colours.soft,
      }),
      reference === undefined ? null : Plot.ruleX([reference], { stroke: colours.strong, strokeWidth: 1.5 }),
      ...marks(bands),
      ...[false, true].map((isValue) =>
        Plot.text(
          texts.filter((text) => text.isValue === isValue),
          {
            x: 'x',
            y: 'y',
            text: 'text',
            textAnchor: isValue ? 'end' : 'start',
            fill: isValue ? colours.soft : colours.ink,
            stroke: colours.paper,
            strokeWidth: 3,
            fontSize,
            fontVariant: 'normal',
          },
        ),
      ),
    ],
  });
}
