import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Locale } from '../texts.ts';

/** Charts are drawn as wide as a phone and grow with the page: letters stay readable at both ends. */
export const width = 400;
export const fontSize = 12;

/** The colours of the page by what they are for; each has a value for light and for dark (page/page.css). */
export const colours = {
  ink: 'var(--ink)',
  soft: 'var(--ink-soft)',
  grid: 'var(--line)',
  strong: 'var(--line-strong)',
  paper: 'var(--surface)',
  good: 'var(--good)',
  bad: 'var(--bad)',
  warning: 'var(--warning)',
  plain: 'var(--series-1)',
  series: ['var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--series-4)', 'var(--series-5)'],
} as const;

/** Lines differ by their dashes too, for those who see no colours. */
export const dashes = ['none', '6 3', '2 3', '8 3 2 3', '12 4'] as const;

export function seriesColour(index: number): string {
  return colours.series[index % colours.series.length] ?? colours.plain;
}

export function seriesDash(index: number): string {
  return dashes[index % dashes.length] ?? 'none';
}

const { document } = parseHTML('<!doctype html><html></html>');

/**
 * Draws with Observable Plot on linkedom's document, and takes off what a page of many charts does not want: Plot's own style sheet,
 * which would be repeated a chart, labels of inner groups (the chart as a whole is one picture with one description), and digits
 * below a tenth of a pixel, which are half the bytes.
 */
export function plotSvg(options: Plot.PlotOptions): string {
  const drawn = Plot.plot({
    width,
    style: { fontSize: `${fontSize}px` },
    ...options,
    document: document as never,
  }) as unknown as { outerHTML: string };
  return drawn.outerHTML
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]+>/g, (tag) =>
      tag.replaceAll(/ (aria-label|aria-hidden|class)="[^"]*"/g, '').replaceAll(/(\d+\.\d)\d{2,}/g, '$1'),
    );
}

/** The letters' width in pixels, near enough to break lines: fonts differ from machine to machine anyway. */
export function widthOf(text: string, size = fontSize): number {
  let ems = 0;
  for (const letter of text) ems += isWide(letter) ? 1 : /[A-ZmwMW%@]/.test(letter) ? 0.72 : 0.54;
  return ems * size;
}

/** Breaks a text into lines no wider than `limit` pixels: between words, and anywhere between wide letters. */
export function wrap(text: string, limit: number, size = fontSize): string[] {
  const pieces = text.match(
    /[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef][、。，：；！？）」』]*|\S+?(?=[\u2e80-\u9fff\uff00-\uffef]|\s|$)|\s+/g,
  ) ?? [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && widthOf(line + piece.trimEnd(), size) > limit) {
      lines.push(line.trim());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines.length > 0 ? lines : [''];
}

function isWide(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return code >= 0x2e80 && code < 0xd800 ? true : code >= 0xf900 && code <= 0xffef;
}

/** What stands for a series in a legend. */
export interface LegendItem {
  readonly name: string;
  readonly colour: string;
  readonly shape: 'line' | 'area' | 'dot' | 'ring' | 'tick';
  readonly dash?: string;
  readonly opacity?: number;
}

/** Puts a legend above a chart and makes both one SVG element. */
export function withLegend(items: readonly LegendItem[], plot: string, locale: Locale): string {
  const legend = drawLegend(items);
  const height = Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(plot)?.[1]);
  const total = Math.ceil(legend.height + height);
  const inner = plot.replace('<svg ', `<svg y="${legend.height}" `);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" width="${width}" height="${total}" ` +
    `xml:lang="${locale}" font-family="var(--sans, system-ui, sans-serif)" font-size="${fontSize}">${legend.svg}${inner}</svg>`
  );
}

function drawLegend(items: readonly LegendItem[]): { svg: string; height: number } {
  if (items.length === 0) return { svg: '', height: 0 };
  const lineHeight = 18;
  let svg = '';
  let x = 4;
  let y = 10;
  for (const item of items) {
    const space = 26 + widthOf(item.name);
    if (x > 4 && x + space > width) {
      x = 4;
      y += lineHeight;
    }
    svg += `${symbol(item, x, y)}<text x="${x + 22}" y="${y}" dy=".35em" fill="${colours.ink}">${escapeXml(item.name)}</text>`;
    x += space + 12;
  }
  return { svg: `<g>${svg}</g>`, height: y + 12 };
}

function symbol({ shape, colour, dash = 'none', opacity = 1 }: LegendItem, x: number, y: number): string {
  if (shape === 'area') {
    return `<rect x="${x}" y="${y - 5}" width="18" height="10" fill="${colour}" fill-opacity="${opacity}"/>`;
  }
  if (shape === 'line') {
    return `<path d="M${x},${y}h18" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`;
  }
  if (shape === 'tick') return `<path d="M${x + 9},${y - 6}v12" stroke="${colour}" stroke-width="2"/>`;
  const fill =
    shape === 'ring' ? `fill="${colours.paper}" stroke="${colour}" stroke-width="2"` : `fill="${colour}"`;
  return `<circle cx="${x + 9}" cy="${y}" r="4.5" ${fill}/>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
