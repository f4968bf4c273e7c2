import { type Colour, shade } from '../colour.ts';
import { polygon, round, roundRect, tag } from '../sheet.ts';
import type { Pen } from '../solids.ts';

export const page: Colour = '#f8f3e6';

/** A sheet, card or cover lying on the table. */
export function lay(
  pen: Pen,
  wish: {
    x: number;
    y: number;
    width: number;
    height: number;
    turn: number;
    colour: Colour;
    thick?: number;
    radius?: number;
    within?: () => void;
  },
): void {
  const { sheet } = pen;
  const { x, y, width, height, turn, colour, thick = 4, radius = 6 } = wish;
  sheet.within(
    `translate(${round(x)} ${round(y)}) rotate(${round(turn)}) translate(${round(-width / 2)} ${round(-height / 2)})`,
    () => {
      const outline = roundRect(0, 0, width, height, radius);
      sheet.paint(
        tag('path', {
          d: roundRect(thick * 1.2, thick * 2, width + 6, height + 8, radius + 4),
          fill: '#15100c',
          opacity: 0.1,
        }),
        tag('path', {
          d: roundRect(thick * 0.8, thick * 1.4, width, height, radius),
          fill: '#15100c',
          opacity: 0.2,
        }),
        ...(thick > 8
          ? [
              tag('path', {
                d: roundRect(3, thick * 0.8, width - 2, height, radius),
                fill: shade(page, -0.06),
              }),
            ]
          : []),
        tag('path', {
          d: outline,
          fill: sheet.slant(shade(colour, 0.04), shade(colour, -0.05)),
        }),
      );
      if (wish.within) sheet.inside(outline, wish.within);
    },
  );
}

export const ruled = (width: number, height: number, step: number, left = 30): string[] =>
  Array.from(
    { length: Math.floor((height - 60) / step) },
    (_, at) => `M${left} ${46 + at * step}H${width - 30}`,
  );

/** A pen or pencil lying: from its cap at the left to its point at the right. */
export function barrel(
  pen: Pen,
  x: number,
  y: number,
  turn: number,
  kind: 'fountain' | 'ball' | 'pencil' | 'brush' | 'marker',
  tone: Colour,
  metal: Colour,
): void {
  const { sheet } = pen;
  const body = (c: Colour): string =>
    sheet.down([0, shade(c, -0.06)], [0.25, shade(c, 0.16)], [0.6, shade(c, -0.04)], [1, shade(c, -0.22)]);
  sheet.within(`translate(${round(x)} ${round(y)}) rotate(${round(turn)}) translate(-260 0)`, () => {
    sheet.paint(tag('path', { d: roundRect(6, 6, 500, 34, 17), fill: '#15100c', opacity: 0.16 }));
    if (kind === 'pencil') {
      sheet.paint(
        tag('path', {
          d: roundRect(0, -15, 430, 30, 4),
          fill: sheet.down(
            [0, shade(tone, 0.06)],
            [0.33, shade(tone, 0.06)],
            [0.34, tone],
            [0.66, tone],
            [0.67, shade(tone, -0.14)],
            [1, shade(tone, -0.14)],
          ),
        }),
        tag('path', {
          d: polygon('430 -15, 490 -4, 490 4, 430 15'),
          fill: '#e2bf8d',
        }),
        tag('path', {
          d: polygon('478 -6, 504 0, 478 6'),
          fill: metal,
        }),
        tag('path', { d: roundRect(-6, -15, 40, 30, 5), fill: metal }),
      );
      return;
    }
    const thick = kind === 'marker' ? 24 : kind === 'ball' ? 15 : 20;
    sheet.paint(tag('path', { d: roundRect(0, -thick, 330, thick * 2, thick * 0.8), fill: body(tone) }));
    sheet.paint(
      tag('path', {
        d: polygon([
          [320, -thick],
          [400, -thick * 0.66],
          [400, thick * 0.66],
          [320, thick],
        ]),
        fill: body(kind === 'fountain' ? shade(tone, -0.1) : tone),
      }),
    );
    sheet.paint(tag('rect', { x: 196, y: -thick - 1, width: 12, height: thick * 2 + 2, fill: body(metal) }));
    sheet.paint(tag('path', { d: roundRect(18, -thick - 9, 150, 9, 4), fill: body(metal) }));
    if (kind === 'fountain') {
      sheet.paint(
        tag('path', {
          d: 'M400 -13L442 -13Q480 -10 508 0Q480 10 442 13L400 13Z',
          fill: sheet.down(shade(metal, 0.1), metal, shade(metal, -0.2)),
        }),
        tag('path', { d: 'M452 0H504', stroke: shade(metal, -0.35), 'stroke-width': 2 }),
        tag('circle', { cx: 450, cy: 0, r: 3.5, fill: shade(metal, -0.35) }),
      );
    } else if (kind === 'brush') {
      sheet.paint(tag('path', { d: 'M400 -12Q450 -16 508 2Q450 16 400 12Z', fill: '#2b2622' }));
    } else {
      sheet.paint(
        tag('path', {
          d: polygon('400 -8, 440 -4, 440 4, 400 8'),
          fill: kind === 'marker' ? shade(metal, -0.1) : body('#b8b4a8'),
        }),
      );
    }
  });
}
