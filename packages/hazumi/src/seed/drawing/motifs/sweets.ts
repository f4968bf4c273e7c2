import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { blossom } from '../pattern.ts';
import { polygon, roundRect, tag } from '../sheet.ts';
import { shadow, speckles } from '../solids.ts';
import { standing } from '../stage.ts';
import { dish } from './dish.ts';

export const sweets = motif({
  shapes: ['blossoms', 'dango', 'dorayaki', 'cubes', 'monaka', 'mochi'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent, chance } = pen;
    dish(pen, 572, 310, mix('#3d4a45', pen.colour, 0.12));
    const ball = (x: number, y: number, r: number, tone: Colour): void => {
      shadow(sheet, x, y + r * 0.86, r * 0.8, { flat: 0.3, strength: 0.9 });
      sheet.paint(
        tag('circle', {
          cx: x,
          cy: y,
          r,
          fill: sheet.outward(
            [
              [0, shade(tone, 0.12)],
              [0.55, tone],
              [1, shade(tone, -0.16)],
            ],
            [0.36, 0.3],
            0.75,
          ),
        }),
      );
    };
    switch (shape) {
      case 'blossoms':
        for (const [x, y, tone] of [
          [280, 520, colour],
          [420, 480, accent],
          [530, 552, mix(colour, '#ffffff', 0.4)],
        ] as const) {
          for (let petal = 0; petal < 5; petal += 1) {
            const turn = ((petal * 72 - 90) * Math.PI) / 180;
            ball(x + Math.cos(turn) * 42, y + Math.sin(turn) * 30, 44, tone);
          }
          sheet.paint(tag('circle', { cx: x, cy: y - 14, r: 16, fill: '#f3cf62' }));
        }
        return;
      case 'dango':
        for (let stick = 0; stick < 3; stick += 1) {
          const y = 470 + stick * 74;
          sheet.paint(tag('path', { d: roundRect(196, y - 5, 420, 10, 5), fill: '#c7a56a' }));
          for (const [at, tone] of [colour, '#f7f1e4', accent].entries())
            ball(300 + at * 98, y, 52, tone as Colour);
        }
        return;
      case 'dorayaki':
        for (const [x, y] of [
          [330, 548],
          [480, 520],
          [404, 452],
        ] as const) {
          shadow(sheet, x, y + 44, 110, { flat: 0.3 });
          sheet.paint(
            tag('ellipse', { cx: x, cy: y + 28, rx: 116, ry: 46, fill: shade(colour, -0.08) }),
            tag('ellipse', { cx: x, cy: y + 10, rx: 108, ry: 40, fill: shade(accent, -0.1) }),
            tag('ellipse', {
              cx: x,
              cy: y - 8,
              rx: 118,
              ry: 52,
              fill: sheet.outward(
                [
                  [0, shade(colour, 0.05)],
                  [0.8, colour],
                  [1, shade(colour, 0.16)],
                ],
                [0.45, 0.4],
                0.6,
              ),
            }),
          );
        }
        return;
      case 'cubes':
        for (const [at, [x, y]] of (
          [
            [270, 500],
            [400, 470],
            [320, 590],
            [470, 572],
          ] as const
        ).entries()) {
          const tone = at % 2 === 0 ? colour : accent;
          shadow(sheet, x + 52, y + 68, 66, { flat: 0.2 });
          sheet.paint(
            tag('path', {
              d: polygon([
                [x, y],
                [x + 36, y - 26],
                [x + 132, y - 26],
                [x + 96, y],
              ]),
              fill: shade(tone, 0.1),
            }),
            tag('path', { d: roundRect(x, y, 96, 66, 4), fill: tone }),
            tag('path', {
              d: polygon([
                [x + 96, y],
                [x + 132, y - 26],
                [x + 132, y + 40],
                [x + 96, y + 66],
              ]),
              fill: shade(tone, -0.14),
            }),
          );
        }
        return;
      case 'monaka':
        for (const [x, y, turn] of [
          [300, 540, -8],
          [480, 500, 10],
          [430, 600, 2],
        ] as const) {
          sheet.within(`rotate(${turn} ${x} ${y})`, () => {
            shadow(sheet, x, y + 40, 100, { flat: 0.3 });
            sheet.paint(
              tag('path', { d: roundRect(x - 96, y + 2, 192, 40, 18), fill: shade(accent, -0.22) }),
            );
            const top = roundRect(x - 100, y - 52, 200, 76, 30);
            sheet.paint(
              tag('path', {
                d: top,
                fill: sheet.slant(shade(colour, 0.1), shade(colour, -0.1)),
              }),
            );
            blossom({ ...pen, accent: shade(colour, -0.08) }, x, y - 14, 22);
          });
        }
        return;
      case 'mochi':
        for (const [x, y] of [
          [300, 540],
          [490, 530],
          [396, 470],
        ] as const) {
          ball(x, y, 84, mix(colour, '#ffffff', 0.35));
          speckles(
            pen,
            { left: x - 56, right: x + 56, top: y - 60, bottom: y + 30 },
            { count: 40, colour: chance.of(0.5) ? '#ffffff' : accent, size: 3, opacity: 0.7 },
          );
        }
    }
  },
});
