import * as Plot from '@observablehq/plot';
import type { Locale } from '../texts.ts';
import { formatNumber, type Unit } from '../units.ts';
import type { Axis } from './chart.ts';
import { colours, plotSvg, widthOf } from './svg.ts';

/** The name of an axis with its unit. */
export function axisName(axis: Axis, locale: Locale): string {
  const unit = axis.unit.name?.[locale];
  const name = axis.name[locale];
  return unit && unit !== name ? `${name} (${unit})` : name;
}

/** How numbers are written on an axis: short, and with as many digits as its steps need. */
export function ticksOf(unit: Unit, locale: Locale, range: number): (value: number) => string {
  const span = Math.abs(range / unit.scale) * (unit.percent ? 100 : 1);
  const digits = span === 0 ? unit.digits : Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(span))));
  const fine: Unit = { ...unit, digits: span >= 20 ? 0 : digits };
  return (value) => formatNumber(value, fine, locale, { compact: true });
}

/** The lowest and highest of values and of what an axis must include. */
export function extent(values: Iterable<number>, includes: readonly number[] = []): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const take = (value: number): void => {
    if (!Number.isFinite(value)) return;
    if (value < low) low = value;
    if (value > high) high = value;
  };
  for (const value of values) take(value);
  for (const value of includes) take(value);
  if (low > high) return [0, 1];
  if (low === high) {
    // One value alone has no range of its own: a little around it.
    const room = low === 0 ? 0.01 : Math.abs(low) * 0.05;
    return [low - room, high + room];
  }
  return [low, high];
}

/** A chart with a horizontal and a vertical axis of numbers: fans, lines, scatter. Returns the bare SVG of Plot. */
export function plotFrame(
  { x, y, xs, ys }: { x: Axis; y: Axis; xs: Iterable<number>; ys: Iterable<number> },
  locale: Locale,
  marks: Plot.Markish[],
  height = 240,
): string {
  const xRange = extent(xs, x.includes);
  const yRange = extent(ys, y.includes);
  const xTick = ticksOf(x.unit, locale, xRange[1] - xRange[0]);
  const yTick = ticksOf(y.unit, locale, yRange[1] - yRange[0]);
  const widest = Math.max(
    ...[yRange[0], (yRange[0] + yRange[1]) / 2, yRange[1]].map((value) => widthOf(yTick(value))),
  );
  return plotSvg({
    height,
    marginLeft: Math.max(30, Math.ceil(widest) + 18),
    marginRight: 14,
    marginTop: 26,
    marginBottom: 38,
    x: { domain: xRange, nice: false },
    y: { domain: yRange, nice: true },
    marks: [
      Plot.gridY({ stroke: colours.grid, strokeOpacity: 1, ticks: 5 }),
      Plot.axisX({
        label: axisName(x, locale),
        labelArrow: 'none',
        tickFormat: xTick,
        ticks: 6,
        color: colours.soft,
      }),
      Plot.axisY({
        label: axisName(y, locale),
        labelArrow: 'none',
        tickFormat: yTick,
        ticks: 5,
        tickSize: 0,
        color: colours.soft,
      }),
      ...marks,
    ],
  });
}
