import { chanceOf } from '../chance.ts';
import type { Colour } from './colour.ts';
import { emblem } from './motifs/labels.ts';
import { curve, roundRect, Sheet, side, tag } from './sheet.ts';
import { lines } from './solids.ts';

/** A business licence as it hangs on an office wall, without letters: a frame, an emblem, lines and a red seal. */
export function drawDocument(name: string, pixels: number): string {
  const sheet = new Sheet();
  const chance = chanceOf(1, `document ${name}`);
  const gold: Colour = '#b8954a';
  sheet.paint(tag('rect', { x: 0, y: 0, width: side, height: side, fill: '#f7f3e8' }));
  for (const [inset, width] of [
    [26, 8],
    [44, 2],
    [54, 2],
  ] as const) {
    sheet.paint(
      tag('path', {
        d: roundRect(inset, inset, side - 2 * inset, side - 2 * inset, 14),
        fill: 'none',
        stroke: gold,
        'stroke-width': width,
      }),
    );
  }
  emblem({ sheet, chance, colour: '#f7f3e8', accent: '#a8322c', pattern: 'plain' }, 400, 150, 52);
  const strokes = Array.from({ length: 9 }, (_, at) => {
    const y = 280 + at * 44;
    return `M130 ${y}H${230 + chance.whole(0, 40)}M290 ${y}H${chance.whole(430, 660)}`;
  });
  lines(sheet, ['M250 226H550', ...strokes], { colour: '#57524a', width: 7, opacity: 0.7 });
  sheet.paint(
    tag('circle', {
      cx: 600,
      cy: 640,
      r: 78,
      fill: 'none',
      stroke: '#c0332b',
      'stroke-width': 7,
      opacity: 0.85,
    }),
    tag('path', {
      d: curve(
        '600 596, 612 628, 646 630, 620 652, 630 686, 600 666, 570 686, 580 652, 554 630, 588 628',
        true,
      ),
      fill: '#c0332b',
      opacity: 0.85,
    }),
  );
  return sheet.toSvg(pixels);
}

/** The sign of a store: its maker's emblem on its colour. */
export function drawLogo(slug: string, colour: Colour, accent: Colour, pixels: number): string {
  const sheet = new Sheet();
  const chance = chanceOf(1, `logo ${slug}`);
  sheet.paint(
    tag('rect', { x: 0, y: 0, width: side, height: side, fill: colour }),
    tag('circle', {
      cx: 400,
      cy: 400,
      r: 300,
      fill: 'none',
      stroke: accent,
      'stroke-width': 10,
      opacity: 0.7,
    }),
  );
  emblem({ sheet, chance, colour, accent, pattern: 'plain' }, 400, 400, 170);
  return sheet.toSvg(pixels);
}
